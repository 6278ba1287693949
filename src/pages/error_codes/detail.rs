//! One code in full, or what to do about one that the dictionary does not have.

use yew::prelude::*;

use super::model::class_words;
use crate::desk::Desk;
use crate::failure::codes::{self, KnownCode};
use crate::failure::explain::sentences;
use crate::i18n::error_codes::{self, ErrorCodesTexts};
use crate::i18n::{count, fill};
use crate::route::{Place, Route, encode};
use crate::shell::link;
use crate::ui::{CopyButton, Detail, Icon, empty_state, safe_text};

/// Of what stands in the address where a code is expected. `seen` counts the calls of this tab that answered a code.
pub fn detail(desk: &Desk, text: &str, seen: impl Fn(i64) -> usize) -> Detail {
    let words = error_codes::texts(desk.appearance.language);
    let Ok(code) = text.parse::<i64>() else {
        let body = empty_state(Icon::SEARCH, words.unknown_title, words.not_a_number.into(), Html::default());
        return Detail { key: "none".into(), title: safe_text(text), beside: Html::default(), body };
    };
    let title = html! { <span class="oic-num">{ format!("errCode {code}") }</span> };
    let (beside, body) = match codes::known(code) {
        Some(known) => {
            let chips = known
                .classes
                .iter()
                .map(|class| html! { <span class="oic-chip">{ class_words(*class, words) }</span> });
            (chips.collect(), view_known(desk, code, known, seen(code), words))
        }
        None if code == 0 => {
            (Html::default(), empty_state(Icon::OK, words.success_title, words.success_text.into(), Html::default()))
        }
        None => (Html::default(), view_unknown(desk, code, seen(code), words)),
    };
    Detail { key: code.to_string().into(), title, beside, body }
}

fn view_known(desk: &Desk, code: i64, known: &KnownCode, seen: usize, words: &'static ErrorCodesTexts) -> Html {
    let said = known.words(desk.appearance.language);
    let section = |title: &'static str, text: Html| {
        html! { <section class="oic-section"><div class="oic-section__head"><h3>{ title }</h3></div>{ text }</section> }
    };
    let paragraph = |title: &'static str, text: &'static str| {
        if text.is_empty() { Html::default() } else { section(title, html! { <p>{ text }</p> }) }
    };
    let copied = format!("errCode {code} {}\n{}\n{}\n{}\n{}", known.name, said.what, said.cause, said.next, said.note);
    let old = fill(words.old_number, &[("old", &code.to_string())]);
    html! {
        <>
            <div class="oic-row oic-row--wrap">
                <span class="oic-mono oic-break">{ known.name }</span>
                <CopyButton text={copied.trim_end().to_owned()} label={words.copy_code} />
            </div>
            if known.code != code { <p class="oic-muted">{ old }</p> }
            { paragraph(words.meaning, said.what) }
            { paragraph(words.cause, said.cause) }
            { paragraph(words.next, said.next) }
            { paragraph(words.note, said.note) }
            { section(words.seen_title, view_seen(desk, code, seen, words)) }
        </>
    }
}

fn view_seen(desk: &Desk, code: i64, seen: usize, words: &'static ErrorCodesTexts) -> Html {
    if seen == 0 {
        return html! { <p class="oic-muted">{ words.seen_never }</p> };
    }
    html! { <p>{ count(words.seen, seen) }{ " · " }{ link(&desk.navigator, calls(code), "oic-link", words.show_calls) }</p> }
}

fn view_unknown(desk: &Desk, code: i64, seen: usize, words: &'static ErrorCodesTexts) -> Html {
    let text = sentences(words.unknown_text, words.unknown_what).into();
    html! {
        <>
            { empty_state(Icon::INFO, words.unknown_title, text, Html::default()) }
            { view_seen(desk, code, seen, words) }
        </>
    }
}

/// The calls of the log that answered it.
fn calls(code: i64) -> Route {
    Route::Place(Place::Operations, format!("?q={}", encode(&code.to_string())))
}
