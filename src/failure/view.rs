//! The two places a failure is shown in.

use openim_api::ApiError;
use yew::prelude::*;

use super::explain::{explain, report, trace};
use crate::browser;
use crate::i18n::Texts;
use crate::ui::{CopyButton, Icon};

/// In the place of what could not be loaded. `what` could not be done; `onretry` tries again, where that makes sense.
pub fn failure_state(what: &str, error: &ApiError, onretry: Option<&Callback<()>>, texts: &'static Texts) -> Html {
    let explained = explain(error, texts);
    html! {
        <div class="oic-state oic-state--error" role="alert">
            <span class="oic-state__icon"><Icon name="fail" class="oic-icon--lg" /></span>
            <h2 class="oic-state__title">{ what }</h2>
            <p>{ explained.why }{ " " }{ explained.next }</p>
            { view_trace(what, error, texts) }
            if let Some(onretry) = onretry {
                <div class="oic-row">
                    <button type="button" class="oic-btn oic-btn--primary" onclick={onretry.reform(|_| ())}>
                        <Icon name="refresh" class="oic-icon--sm" />{ texts.retry }
                    </button>
                </div>
            }
        </div>
    }
}

/// Above what is still on screen.
pub fn failure_banner(what: &str, error: &ApiError, onretry: Option<&Callback<()>>, texts: &'static Texts) -> Html {
    let explained = explain(error, texts);
    html! {
        <div class="oic-banner oic-banner--danger" role="alert">
            <Icon name="fail" />
            <div class="oic-banner__text">
                <strong>{ what }</strong>{ " " }{ explained.why }{ " " }{ explained.next }
                { view_trace(what, error, texts) }
            </div>
            if let Some(onretry) = onretry {
                <button type="button" class="oic-btn oic-btn--sm" onclick={onretry.reform(|_| ())}>{ texts.retry }</button>
            }
        </div>
    }
}

fn view_trace(what: &str, error: &ApiError, texts: &'static Texts) -> Html {
    html! {
        <span class="oic-trace">
            <span class="oic-mono">{ trace(error) }</span>
            <CopyButton text={report(what, error, texts, browser::now_millis())} label={texts.copy_report} />
        </span>
    }
}
