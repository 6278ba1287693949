//! An address that no page has.

use yew::prelude::*;

use crate::desk::use_desk;
use crate::i18n::fill;
use crate::route::Route;
use crate::shell::{Page, link, use_page};
use crate::ui::Icon;
use crate::ui::visible;

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
    let texts = desk.texts();
    let main = use_page(&desk, texts.not_found_title);
    let content = html! {
        <div class="oic-state">
            <span class="oic-state__icon"><Icon name="search" class="oic-icon--lg" /></span>
            <h2 class="oic-state__title">{ texts.not_found_what }</h2>
            <p>{ fill(texts.not_found_why, &[("path", &visible::plain(&props.path))]) }</p>
            <div class="oic-row">
                { link(&desk.navigator, Route::home(), "oic-btn oic-btn--primary", texts.not_found_home) }
            </div>
        </div>
    };
    Page { title: texts.not_found_title.into(), ..Page::default() }.view(&desk, main, content)
}
