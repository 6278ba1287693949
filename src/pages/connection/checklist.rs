//! The checks, one below the other, and what is to be done with them.

use yew::prelude::*;

use super::findings::{Row, State};
use super::use_doctor::Doctor;
use super::words::{report, state_word, summary, title, words_of};
use crate::browser;
use crate::desk::Desk;
use crate::i18n::connection as words;
use crate::ui::{CopyButton, Icon, view_icon};

/// All checks.
pub fn view_checklist(desk: &Desk, doctor: &Doctor) -> Html {
    let words = words::texts(desk.appearance.language);
    let rows = doctor.facts.rows(doctor.running);
    html! {
        <ul class="oic-checklist" aria-label={words.checklist} aria-busy={if doctor.running { "true" } else { "false" }}>
            { for rows.iter().map(|row| view_row(desk, doctor, row)) }
        </ul>
    }
}

fn view_row(desk: &Desk, doctor: &Doctor, row: &Row) -> Html {
    let words = words::texts(desk.appearance.language);
    let (icon, class, title_class) = match row.state {
        State::Passed => (Icon::OK, "oic-icon--ok", "oic-strong"),
        State::Warned => (Icon::ALERT, "oic-icon--warn", "oic-strong"),
        State::Failed => (Icon::FAIL, "oic-icon--danger", "oic-strong"),
        State::Running => (Icon::CLOCK, "oic-icon--faint", "oic-strong"),
        State::Waiting => (Icon::MORE, "oic-icon--faint", "oic-muted"),
        State::NotReached => (Icon::SKIP, "oic-icon--faint", "oic-muted"),
    };
    let found = words_of(row, &doctor.facts, &desk.appearance, words);
    html! {
        <li key={title(row.step, words)}>
            { view_icon(icon, class) }
            <span><span class="oic-vh">{ state_word(row.state, words) }{ " " }</span><span class={title_class}>{ title(row.step, words) }</span></span>
            <span class="oic-checklist__val oic-num">{ found.value }</span>
            if !found.why.is_empty() || !found.trace.is_empty() {
                <p class="oic-checklist__why">
                    { found.why }
                    if !found.trace.is_empty() { <><br /><span class="oic-mono oic-break">{ found.trace }</span></> }
                </p>
            }
        </li>
    }
}

/// How it stands in one word or two; read out when it changes.
pub fn view_summary(desk: &Desk, doctor: &Doctor) -> Html {
    let words = words::texts(desk.appearance.language);
    let rows = doctor.facts.rows(doctor.running);
    let has = |state| rows.iter().any(|row| row.state == state);
    let was_stopped = !doctor.running && doctor.facts.next().is_some();
    let (class, icon, text) = if doctor.running {
        ("oic-chip", Icon::CLOCK, words.running.to_owned())
    } else if was_stopped {
        ("oic-chip", Icon::SKIP, words.stopped.to_owned())
    } else if has(State::Failed) {
        ("oic-chip oic-chip--danger", Icon::FAIL, summary(&rows, words))
    } else if has(State::Warned) {
        ("oic-chip oic-chip--warn", Icon::ALERT, summary(&rows, words))
    } else {
        ("oic-chip oic-chip--ok", Icon::OK, summary(&rows, words))
    };
    html! { <span role="status"><span {class}>{ view_icon(icon, "") }{ text }</span></span> }
}

/// Begins anew or stops: one button, so that the focus stays.
pub fn view_toggle(desk: &Desk, doctor: &Doctor) -> Html {
    let words = words::texts(desk.appearance.language);
    let (icon, text) = if doctor.running { (Icon::STOP, words.stop) } else { (Icon::REFRESH, words.run_again) };
    html! {
        <button type="button" class="oic-btn oic-btn--sm" onclick={doctor.toggle.reform(|_: MouseEvent| ())}>
            { view_icon(icon, "oic-icon--sm") }{ text }
        </button>
    }
}

/// Copies all of it.
pub fn view_copy(desk: &Desk, doctor: &Doctor) -> Html {
    let words = words::texts(desk.appearance.language);
    let rows = doctor.facts.rows(doctor.running);
    let text = report(&doctor.facts, &rows, browser::now_millis(), &desk.appearance, words);
    html! { <CopyButton {text} label={words.copy_report} caption={Some(AttrValue::from(words.copy_report))} /> }
}
