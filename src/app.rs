//! The nest of providers, outside in: environment, appearance (language and theme), notes, session, route; then the page.

use yew::prelude::*;

use crate::appearance::AppearanceProvider;
use crate::environment::Environment;
use crate::hooks::{NavigatorProvider, use_navigator};
use crate::i18n::use_texts;
use crate::pages::account_check::AccountCheckPage;
use crate::pages::register::RegisterPage;
use crate::pages::sign_in::SignInPage;
use crate::pages::users::UserListPage;
use crate::route::Route;
use crate::session::{Phase, SessionProvider, use_session};
use crate::shell::{Frame, NotFoundPage};
use crate::ui::{IconSprite, ToastProvider};

/// Of [`App`].
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// What surrounds this console.
    pub environment: Environment,
}

/// One console.
#[component]
pub fn App(props: &AppProps) -> Html {
    html! {
        <ContextProvider<Environment> context={props.environment.clone()}>
            <AppearanceProvider>
                <IconSprite />
                <ToastProvider>
                    <SessionProvider>
                        <NavigatorProvider>
                            <Current />
                        </NavigatorProvider>
                    </SessionProvider>
                </ToastProvider>
            </AppearanceProvider>
        </ContextProvider<Environment>>
    }
}

/// The page of the current route, or the sign-in page in its place.
#[component]
fn Current() -> Html {
    let texts = use_texts();
    let navigator = use_navigator();
    let Some(session) = use_session() else { return html! {} };
    match &session.state.phase {
        Phase::Restoring => html! { <p class="oic-vh" role="status">{ texts.loading }</p> },
        Phase::Out { .. } => html! { <SignInPage /> },
        // A new session is a new start: nothing of an earlier one stays on screen.
        Phase::In(_) => html! { <Frame key={session.state.generation}>{ view_page(navigator.route()) }</Frame> },
    }
}

fn view_page(route: &Route) -> Html {
    match route {
        Route::Users(list) => html! { <UserListPage list={list.clone()} /> },
        Route::User(id, list) => html! { <UserListPage list={list.clone()} user={id.clone()} /> },
        Route::Register(id) => {
            let key = id.as_ref().map(|id| id.as_str().to_owned()).unwrap_or_default();
            html! { <RegisterPage {key} id={id.clone()} /> }
        }
        Route::AccountCheck => html! { <AccountCheckPage /> },
        Route::NotFound(path) => html! { <NotFoundPage path={path.clone()} /> },
    }
}
