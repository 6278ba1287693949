//! An address that no page has.

use yew::prelude::*;

use crate::desk::use_desk;
use crate::i18n::{fill, not_found as words};
use crate::lazy::Part;
use crate::route::Route;
use crate::shell::{Page, link, use_page};
use crate::ui::{Icon, empty_state, visible};

/// The page, for [`Part::NotFound`].
pub fn view(part: &Part) -> Html {
    let Part::NotFound(path) = part else { return Html::default() };
    html! { <NotFoundPage path={path.clone()} /> }
}

/// Of [`NotFoundPage`].
#[derive(Properties, PartialEq)]
pub struct NotFoundPageProps {
    /// The address.
    pub path: AttrValue,
}

/// Says so, and where to go on.
#[component]
pub fn NotFoundPage(props: &NotFoundPageProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let main = use_page(&desk, words.title);
    let why = fill(words.why, &[("path", &visible::plain(&props.path))]);
    let home = link(&desk.navigator, Route::home(), "oic-btn oic-btn--primary", words.home);
    let content = empty_state(Icon::SEARCH, words.what, why.into(), home);
    Page { title: words.title.into(), ..Page::default() }.view(&desk, main, content)
}
