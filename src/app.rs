//! One console: its desk, and the page of the current route.

use yew::prelude::*;

use crate::appearance::use_appearance;
use crate::desk::{Contents, Desk};
use crate::environment::Environment;
use crate::hooks::{use_navigator, use_news};
use crate::lazy::{Lazy, Part};
use crate::pages::sign_in::{self, SignInPage};
use crate::pages::users::UserListPage;
use crate::route::{ListQuery, Route};
use crate::session::{Phase, use_session};
use crate::shell::view_frame;
use crate::ui::{use_delegates, use_toasts, view_said, view_toasts};

/// Of [`App`].
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// What surrounds this console.
    pub environment: Environment,
}

/// The root element of the console: everything it shows is inside, in one language and one theme.
#[component]
pub fn App(props: &AppProps) -> Html {
    let environment = props.environment.clone();
    let appearance = use_appearance(&environment);
    let (session, api) = use_session(&environment);
    let (toaster, toasts) = use_toasts(session.state.generation);
    let navigator = use_navigator(&environment);
    let root = use_node_ref();
    use_news(&environment, &session, &navigator, appearance.as_ref());
    use_delegates(&root, appearance.as_ref().map(|appearance| appearance.texts));

    let Some(appearance) = appearance else { return Html::default() };
    let desk = Desk::from(Contents { environment, appearance, toaster, session, api, navigator });
    let owns_page = desk.environment.owns_page;
    let class = if owns_page { "oic" } else { "oic oic--guest" };
    let (lang, theme) = (desk.appearance.language.tag(), desk.appearance.theme.attribute());
    let page = match &desk.session.state.phase {
        Phase::Restoring => html! { <p class="oic-vh" role="status">{ desk.texts().loading }</p> },
        Phase::Out { .. } if desk.environment.token_source().is_some() => view_part(Part::Hosted),
        Phase::Out { .. } => html! { <SignInPage key={desk.session.state.generation} /> },
        Phase::Demo => sign_in::view_page(&desk, view_part(Part::Demo)),
        Phase::In(_) => view_frame(&desk, view_page(&desk)),
    };
    let notes = if toasts.is_empty() {
        Html::default()
    } else {
        html! { <Lazy key="notes" part={Part::Notes(toasts)} meanwhile={Html::default()} at_once=true /> }
    };
    html! {
        <ContextProvider<Desk> context={desk}>
            <div ref={root} {class} {lang} dir={(!owns_page).then_some("ltr")} data-theme={theme}>
                { page }
                { view_toasts(notes) }
                { view_said() }
            </div>
        </ContextProvider<Desk>>
    }
}

fn view_page(desk: &Desk) -> Html {
    let config = &desk.environment.config;
    let rows = |list: &ListQuery| list.on_pages_of(config.page_size, config.most_rows);
    let route = desk.navigator.route();
    match route {
        _ if !desk.environment.shows(route) => view_part(Part::NotFound(route.to_path())),
        Route::Users(list) => html! { <UserListPage list={rows(list)} /> },
        Route::User(id, tab, list) => html! { <UserListPage list={rows(list)} user={(id.clone(), *tab)} /> },
        Route::Register(id) => view_part(Part::Register(id.clone())),
        Route::AccountCheck => view_part(Part::AccountCheck),
        Route::Place(place, rest) => view_part(Part::Place(*place, rest.clone())),
        Route::NotFound(path) => view_part(Part::NotFound(path.clone())),
    }
}

fn view_part(part: Part) -> Html {
    let key = part.key();
    html! { <Lazy {key} {part} /> }
}
