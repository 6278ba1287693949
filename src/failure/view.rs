//! The two places a failure is shown in. What the dictionary adds comes by itself, later or not at all: nothing waits for it.

use openim_api::ApiError;
use yew::prelude::*;

use super::explain::{explain, report, trace};
use crate::browser;
use crate::i18n::Texts;
use crate::lazy::{Lazy, Part};
use crate::ui::{BannerKind, Icon, banner, copy_mark, empty_state, view_icon};

/// In the place of what could not be loaded. `what` could not be done; `onretry` tries again, where that makes sense.
pub fn failure_state(what: &str, error: &ApiError, onretry: Option<&Callback<()>>, texts: &'static Texts) -> Html {
    let explained = explain(error, texts);
    let actions = html! {
        <>
            { view_trace(what, error, texts) }
            if let Some(onretry) = onretry { <div class="oic-row">{ view_retry("oic-btn oic-btn--primary", onretry, texts) }</div> }
        </>
    };
    empty_state(Icon::FAIL, what, explained.text().into(), actions)
}

/// Above what is still on screen.
pub fn failure_banner(what: &str, error: &ApiError, onretry: Option<&Callback<()>>, texts: &'static Texts) -> Html {
    let explained = explain(error, texts);
    let text = html! { <>{ explained.text() }{ view_trace(what, error, texts) }</> };
    let retry = onretry.map(|onretry| view_retry("oic-btn oic-btn--sm", onretry, texts)).unwrap_or_default();
    banner(BannerKind::Danger, what, text, retry)
}

/// Tries again.
pub fn view_retry(class: &'static str, onretry: &Callback<()>, texts: &'static Texts) -> Html {
    html! {
        <button type="button" {class} onclick={onretry.reform(|_| ())}>
            { view_icon(Icon::REFRESH, "oic-icon--sm") }{ texts.retry }
        </button>
    }
}

fn view_trace(what: &str, error: &ApiError, texts: &'static Texts) -> Html {
    let note = error.err_code().map(|code| {
        let part = Part::CodeNote(code);
        html! { <Lazy key="code-note" {part} meanwhile={Html::default()} /> }
    });
    html! {
        <>
        { for note }
        <span class="oic-trace">
            <span class="oic-mono">{ trace(error) }</span>
            { copy_mark(report(what, error, texts, browser::now_millis()), texts.copy_report) }
        </span>
        </>
    }
}
