//! One call: what became of it and why, what was sent, what came back, and how to repeat it.

use openim_api::{Effect, ErrorKind};
use yew::prelude::*;

use super::about::about;
use super::outcome::view_outcome;
use super::texts::{readable, report, server_words};
use crate::browser::format;
use crate::desk::Desk;
use crate::failure::codes;
use crate::failure::explain::{explain, sentences};
use crate::i18n::fill;
use crate::i18n::operations::{self, OperationsTexts};
use crate::operations::Operation;
use crate::route::{Place, Route};
use crate::shell::link;
use crate::ui::{BannerKind, CopyButton, Detail, Icon, banner, safe_text, view_icon};

/// Of a call that the log has.
pub fn detail(desk: &Desk, call: &Operation) -> Detail {
    let words = operations::texts(desk.appearance.language);
    Detail {
        key: call.number.to_string().into(),
        title: html! { <span class="oic-mono">{ call.record.path }</span> },
        beside: view_outcome(call, words),
        body: html! {
            <>
                { view_explanation(desk, call, words) }
                { view_facts(call, words) }
                { view_curl(call, words) }
                { view_body(words.request, words.copy_request, &call.record.request_body, words) }
                { view_body(words.response, words.copy_response, &call.record.response_body, words) }
                <div class="oic-row">
                    <CopyButton text={report(call)} label={words.report} caption={Some(AttrValue::from(words.report))} />
                </div>
            </>
        },
    }
}

/// What happened, why, what to do; nothing where all went well.
fn view_explanation(desk: &Desk, call: &Operation, words: &'static OperationsTexts) -> Html {
    let Some(error) = &call.record.error else { return Html::default() };
    if error.kind == ErrorKind::Cancelled {
        return banner(
            BannerKind::Plain,
            words.cancelled_title,
            explain(error, &desk.appearance).why.into(),
            Html::default(),
        );
    }
    if !call.has_failed() {
        return banner(BannerKind::Plain, words.probe_title, words.probe_text.into(), Html::default());
    }
    let code = error.err_code();
    let to_dictionary = code.map(|code| {
        let text = if codes::known(code).is_some() { words.in_dictionary } else { words.not_in_dictionary };
        let text = fill(text, &[("code", &code.to_string())]);
        html! { <p>{ link(&desk.navigator, dictionary(code), "oic-link", text) }</p> }
    });
    let (title, text) = match code.and_then(codes::known) {
        Some(known) => {
            let said = known.words(desk.appearance.language);
            let note = (!said.note.is_empty()).then(|| html! { <p>{ said.note }</p> });
            (said.what, html! { <><p>{ sentences(said.cause, said.next) }</p>{ for note }</> })
        }
        None => (words.failed_title, html! { <p>{ explain(error, &desk.appearance).text() }</p> }),
    };
    banner_quiet(title, html! { <>{ text }{ for to_dictionary }</> })
}

/// A failure of the past: it looks like one, and is not called out like news.
fn banner_quiet(title: &str, text: Html) -> Html {
    html! {
        <div class="oic-banner oic-banner--danger">
            { view_icon(Icon::FAIL, "") }
            <div class="oic-banner__text"><strong>{ title }</strong>{ text }</div>
        </div>
    }
}

fn dictionary(code: i64) -> Route {
    Route::Place(Place::ErrorCodes, format!("/{code}"))
}

fn view_facts(call: &Operation, words: &'static OperationsTexts) -> Html {
    let record = &call.record;
    let id = record.operation_id.as_str().to_owned();
    let (message, more) = server_words(&record.response_body);
    let about = about(call, words);
    let server_word = |name: &'static str, text: &str| {
        (!text.is_empty()).then(|| html! { <><dt>{ name }</dt><dd class="oic-mono">{ safe_text(text) }</dd></> })
    };
    let effect = match record.effect {
        Effect::Reads => words.effect_reads,
        Effect::Writes => words.effect_writes,
        Effect::Takes => words.effect_takes,
    };
    let token = if record.carried_token { words.with_token } else { words.without_token };
    let millis = format::number(i64::from(record.duration_millis));
    html! {
        <dl class="oic-dl">
            <dt>{ "operationID" }</dt>
            <dd><span class="oic-mono">{ id.clone() }</span><CopyButton text={id} label={words.copy_operation_id} /></dd>
            { for server_word("errMsg", &message) }
            { for server_word("errDlt", &more) }
            <dt>{ words.sent_at }</dt>
            <dd class="oic-num">
                <time datetime={format::machine(record.started_at_millis)}>{ format::second(record.started_at_millis) }</time>
            </dd>
            <dt>{ words.duration }</dt>
            <dd class="oic-num">
                { fill(words.millis, &[("millis", &millis)]) }
                if let Some(status) = record.status { <span class="oic-faint">{ format!("HTTP {status}") }</span> }
            </dd>
            if !about.is_empty() { <dt>{ words.about }</dt><dd>{ about }</dd> }
            <dt>{ words.effect }</dt>
            <dd>{ effect }<span class="oic-faint">{ token }</span></dd>
            <dt>{ words.server }</dt>
            <dd class="oic-mono">{ call.server.to_string() }</dd>
        </dl>
    }
}

fn view_curl(call: &Operation, words: &'static OperationsTexts) -> Html {
    let command = call.record.as_curl(&call.server);
    html! {
        <div class="oic-stack oic-stack--tight">
            <div class="oic-code oic-code--folded">
                <div class="oic-code__bar">
                    <span>{ "curl" }</span><span class="oic-push"></span>
                    <CopyButton text={command.clone()} label={words.copy_curl} caption={Some(AttrValue::from(words.copy_curl))} />
                </div>
                <pre tabindex="0" role="region" aria-label={words.curl_label}>{ readable_command(&command) }</pre>
            </div>
            <p class="oic-hint">{ words.curl_hint }</p>
        </div>
    }
}

/// Hidden characters marked, for the eye alone: what is copied is the command itself.
fn readable_command(command: &str) -> String {
    // A command is no JSON, so that its lines stay as they are.
    readable(command)
}

fn view_body(title: &'static str, copy: &'static str, body: &str, words: &'static OperationsTexts) -> Html {
    let is_cut = body.ends_with('…');
    html! {
        <div class="oic-code oic-code--folded">
            <div class="oic-code__bar">
                <span>{ title }</span>
                if is_cut { <span>{ words.cut }</span> }
                <span class="oic-push"></span>
                if !body.is_empty() {
                    <CopyButton text={body.to_owned()} label={copy} />
                }
            </div>
            if body.is_empty() {
                <p class="oic-code__none">{ words.no_answer }</p>
            } else {
                <pre tabindex="0" role="region" aria-label={title}>{ readable(body) }</pre>
            }
        </div>
    }
}
