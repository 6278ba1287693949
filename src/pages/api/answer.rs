//! What came of a call.

use std::rc::Rc;

use openim_api::by_hand::AnswerByHand;
use openim_api::{ApiError, ErrorKind, OperationId};
use yew::prelude::*;

use super::model::formatted;
use crate::browser::download::save_text;
use crate::browser::format;
use crate::desk::{Desk, use_desk};
use crate::failure::failure_banner;
use crate::i18n::api::{self as texts_of, ApiTexts};
use crate::i18n::fill;
use crate::operations::Operation;
use crate::route::{Place, Route, encode};
use crate::shell::link;
use crate::ui::{BannerKind, CopyButton, Icon, banner, view_icon, visible};

/// So much of an answer is shown at once …
const FIRST_BYTES: usize = 16 << 10;
/// … and so much at the most: a browser has trouble with more in one element.
const MOST_BYTES: usize = 1 << 20;

/// What came of a call.
#[derive(Clone, PartialEq)]
pub enum Outcome {
    /// errCode 0.
    Answered(AnswerByHand),
    /// Anything else.
    Failed(ApiError),
    /// Nobody waited for it.
    Stopped,
}

impl Outcome {
    fn operation_id(&self) -> Option<&OperationId> {
        match self {
            Self::Answered(answer) => Some(&answer.operation_id),
            Self::Failed(error) => error.operation_id.as_ref(),
            Self::Stopped => None,
        }
    }
}

/// Of [`Answer`].
#[derive(Properties, PartialEq)]
pub struct AnswerProps {
    /// What came of it.
    pub outcome: Rc<Outcome>,
}

/// The answer.
#[component]
pub fn Answer(props: &AnswerProps) -> Html {
    let desk = use_desk();
    let words = texts_of::texts(desk.appearance.language);
    let shows_all = use_state_eq(|| false);
    let operation = use_memo(Rc::clone(&props.outcome), |outcome| operation(&desk, outcome));
    // An answer that was refused is short enough for the log to have it whole.
    let body = use_memo(Rc::clone(&props.outcome), |outcome| {
        let body = match &**outcome {
            Outcome::Answered(answer) => Some(answer.body.clone()),
            _ => (*operation).as_ref().map(|call| call.record.response_body.clone()),
        };
        let body = body.unwrap_or_default();
        formatted(&body).unwrap_or(body)
    });
    let said = match &*props.outcome {
        Outcome::Answered(_) => banner(BannerKind::Ok, words.answered, Html::default(), Html::default()),
        Outcome::Failed(error) if error.kind != ErrorKind::Cancelled => {
            failure_banner(words.failed, error, None, desk.texts())
        }
        _ => banner(BannerKind::Plain, words.stopped, words.stopped_text.into(), Html::default()),
    };
    html! {
        <section class="oic-stack" aria-label={words.answer}>
            { said }
            if let Some(call) = &*operation { { view_facts(&desk, call, words) } }
            if !matches!(*props.outcome, Outcome::Stopped) {
                { view_body(&body, *shows_all, &Callback::from(move |_: MouseEvent| shows_all.set(true)), words) }
            }
        </section>
    }
}

/// The call as the operation log has it.
fn operation(desk: &Desk, outcome: &Outcome) -> Option<Rc<Operation>> {
    let id = outcome.operation_id()?;
    desk.environment.operations.kept().into_iter().rev().find(|call| call.record.operation_id == *id)
}

fn view_facts(desk: &Desk, call: &Operation, words: &'static ApiTexts) -> Html {
    let record = &call.record;
    let id = record.operation_id.as_str().to_owned();
    let log = Route::Place(Place::Operations, format!("/{}", encode(&id)));
    let millis = format::number(i64::from(record.duration_millis));
    html! {
        <>
            <div class="oic-row oic-row--wrap">
                if let Some(status) = record.status { <span class="oic-chip oic-num">{ format!("HTTP {status}") }</span> }
                if let Some(code) = record.err_code { <span class="oic-chip oic-num">{ format!("errCode {code}") }</span> }
                <span class="oic-faint oic-num">{ fill(words.millis, &[("millis", &millis)]) }</span>
            </div>
            <div class="oic-row oic-row--wrap">
                <span class="oic-mono oic-break">{ id.clone() }</span>
                <CopyButton text={id} label={words.copy_operation_id} />
                { link(&desk.navigator, log, "oic-link", words.in_log) }
            </div>
            <div class="oic-row oic-row--wrap">
                <CopyButton text={record.as_curl(&call.server)} label={words.copy_curl} caption={Some(AttrValue::from(words.copy_curl))} />
                <span class="oic-hint">{ words.curl_hint }</span>
            </div>
        </>
    }
}

fn view_body(body: &Rc<String>, shows_all: bool, onall: &Callback<MouseEvent>, words: &'static ApiTexts) -> Html {
    let most = if shows_all { MOST_BYTES } else { FIRST_BYTES };
    let shown = body.get(..body.floor_char_boundary(most)).unwrap_or(body);
    let is_cut = shown.len() < body.len();
    let ondownload = {
        let body = Rc::clone(body);
        Callback::from(move |_: MouseEvent| {
            save_text("openim-answer.json", "application/json", &body);
        })
    };
    html! {
        <div class="oic-code">
            <div class="oic-code__bar">
                <span>{ words.answer }</span>
                if is_cut { <span>{ words.cut }</span> }
                <span class="oic-push"></span>
                if !body.is_empty() {
                    <button type="button" class="oic-btn oic-btn--ghost oic-btn--sm" onclick={ondownload}>
                        { view_icon(Icon::DOWNLOAD, "oic-icon--sm") }{ words.download }
                    </button>
                    <CopyButton text={body.as_str().to_owned()} label={words.copy_answer} />
                }
            </div>
            if body.is_empty() {
                <p class="oic-code__none">{ words.no_answer }</p>
            } else {
                <pre tabindex="0" role="region" aria-label={words.answer_text}>{ visible::lines(shown) }</pre>
            }
            if is_cut && !shows_all {
                <div class="oic-code__bar">
                    <button type="button" class="oic-btn oic-btn--sm" onclick={onall}>{ words.show_all }</button>
                </div>
            } else if is_cut {
                <p class="oic-code__none">{ words.too_long }</p>
            }
        </div>
    }
}
