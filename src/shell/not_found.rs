//! An address that no page has.

use yew::prelude::*;

use crate::i18n::{fill, use_texts};
use crate::route::Route;
use crate::shell::{Link, Page};
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
    let texts = use_texts();
    html! {
        <Page title={texts.not_found_title}>
            <div class="oic-state">
                <span class="oic-state__icon"><Icon name="search" class="oic-icon--lg" /></span>
                <h2 class="oic-state__title">{ texts.not_found_what }</h2>
                <p>{ fill(texts.not_found_why, &[("path", &visible::plain(&props.path))]) }</p>
                <div class="oic-row">
                    <Link class="oic-btn oic-btn--primary" to={Route::home()}>{ texts.not_found_home }</Link>
                </div>
            </div>
        </Page>
    }
}
