//! The two places a failure is shown in.

use openim_api::ApiError;
use yew::prelude::*;

use super::explain::{explain, report, trace};
use crate::browser;
use crate::i18n::use_texts;
use crate::ui::{CopyButton, Icon};

/// Of [`FailureState`] and [`FailureBanner`].
#[derive(Properties, PartialEq)]
pub struct FailureProps {
    /// What could not be done: a sentence.
    pub what: AttrValue,
    /// Why.
    pub error: ApiError,
    /// Tries again; none where that makes no sense.
    #[prop_or_default]
    pub onretry: Option<Callback<()>>,
}

/// In the place of what could not be loaded.
#[component]
pub fn FailureState(props: &FailureProps) -> Html {
    let texts = use_texts();
    let explained = explain(&props.error, texts);
    html! {
        <div class="oic-state oic-state--error" role="alert">
            <span class="oic-state__icon"><Icon name="fail" class="oic-icon--lg" /></span>
            <h2 class="oic-state__title">{ &props.what }</h2>
            <p>{ explained.why }{ " " }{ explained.next }</p>
            <Trace what={props.what.clone()} error={props.error.clone()} />
            if let Some(onretry) = &props.onretry {
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
#[component]
pub fn FailureBanner(props: &FailureProps) -> Html {
    let texts = use_texts();
    let explained = explain(&props.error, texts);
    html! {
        <div class="oic-banner oic-banner--danger" role="alert">
            <Icon name="fail" />
            <div class="oic-banner__text">
                <strong>{ &props.what }</strong>{ " " }{ explained.why }{ " " }{ explained.next }
                <Trace what={props.what.clone()} error={props.error.clone()} />
            </div>
            if let Some(onretry) = &props.onretry {
                <button type="button" class="oic-btn oic-btn--sm" onclick={onretry.reform(|_| ())}>{ texts.retry }</button>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct TraceProps {
    what: AttrValue,
    error: ApiError,
}

#[component]
fn Trace(props: &TraceProps) -> Html {
    let texts = use_texts();
    html! {
        <span class="oic-trace">
            <span class="oic-mono">{ trace(&props.error) }</span>
            <CopyButton text={report(&props.what, &props.error, texts, browser::now_millis())} label={texts.copy_report} />
        </span>
    }
}
