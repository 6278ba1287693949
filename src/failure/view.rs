//! The two places a failure is shown in: at once what could not be done, and what a person reads out on the telephone. Why, and
//! what helps, is told by a part of its own, which is fetched with the first failure or behind the first list.

use openim_api::ApiError;
use yew::prelude::*;

use super::explain::trace;
use crate::i18n::Texts;
use crate::lazy::{Lazy, Part};
use crate::ui::{BannerKind, Icon, banner, state_frame, view_icon};

/// In the place of what could not be loaded. `what` could not be done; `onretry` tries again, where that makes sense.
pub fn failure_state(what: &str, error: &ApiError, onretry: Option<&Callback<()>>, texts: &'static Texts) -> Html {
    let content = html! {
        <>
            { view_why(what, error) }
            if let Some(onretry) = onretry { <div class="oic-row">{ view_retry("oic-btn oic-btn--primary", onretry, texts) }</div> }
        </>
    };
    state_frame(Icon::FAIL, what, content)
}

/// Above what is still on screen.
pub fn failure_banner(what: &str, error: &ApiError, onretry: Option<&Callback<()>>, texts: &'static Texts) -> Html {
    let retry = onretry.map(|onretry| view_retry("oic-btn oic-btn--sm", onretry, texts)).unwrap_or_default();
    banner(BannerKind::Danger, what, view_why(what, error), retry)
}

/// Tries again.
pub fn view_retry(class: &'static str, onretry: &Callback<()>, texts: &'static Texts) -> Html {
    html! {
        <button type="button" {class} onclick={onretry.reform(|_| ())}>
            { view_icon(Icon::REFRESH, "oic-icon--sm") }{ texts.retry }
        </button>
    }
}

fn view_why(what: &str, error: &ApiError) -> Html {
    let part = Part::Failure(what.to_owned().into(), error.clone());
    let meanwhile = html! { <span class="oic-mono">{ trace(error) }</span> };
    html! { <Lazy key="failure" {part} {meanwhile} at_once=true /> }
}
