//! Where IDs are pasted.

use yew::prelude::*;

use super::model::{RunEvent, parse};
use crate::browser::event_value;
use crate::desk::use_desk;
use crate::i18n::{account_check, count};
use crate::ui::{Field, Message};

/// Of [`IdsForm`].
#[derive(Properties, PartialEq)]
pub struct IdsFormProps {
    /// Is a run under way?
    pub running: bool,
    /// Told what is to be done.
    pub tell: Callback<RunEvent>,
}

/// The form.
#[component]
pub fn IdsForm(props: &IdsFormProps) -> Html {
    let desk = use_desk();
    let words = account_check::texts(desk.appearance.language);
    let text = use_state_eq(String::new);
    let pasted = use_memo((*text).clone(), |text| parse(text));
    let onsubmit = {
        let (tell, pasted) = (props.tell.clone(), pasted.clone());
        let running = props.running;
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !running && !pasted.ids.is_empty() {
                tell.emit(RunEvent::Begin(pasted.ids.clone()));
            }
        })
    };
    let onclear = {
        let (text, tell) = (text.setter(), props.tell.clone());
        Callback::from(move |_: MouseEvent| {
            text.set(String::new());
            tell.emit(RunEvent::Clear);
        })
    };
    let oninput = {
        let text = text.setter();
        Callback::from(move |event: InputEvent| text.set(event_value(&event)))
    };
    let id = desk.id("ids");
    let message = Some(Message::hint(words.ids_hint));
    let field = Field { id: &id, label: words.user_ids, note: "", message, wide: false };
    html! {
        <form class="oic-span-4 oic-stack" {onsubmit} aria-label={words.ids_label}>
            { field.view(html! {
                <textarea id={id.clone()} class="oic-textarea oic-textarea--mono" rows="15" spellcheck="false" autocapitalize="none"
                    value={(*text).clone()} aria-describedby={format!("{id}-message")} {oninput} />
            }) }
            <div class="oic-row oic-row--wrap">
                <button type="submit" class="oic-btn oic-btn--primary" disabled={props.running || pasted.ids.is_empty()}
                    aria-busy={props.running.then_some("true")}>
                    { if pasted.ids.is_empty() { words.check_ids_none.to_owned() } else { count(words.check_ids, pasted.ids.len()) } }
                </button>
                <button type="button" class="oic-btn oic-btn--ghost" disabled={props.running || text.is_empty()} onclick={onclear}>
                    { words.clear }
                </button>
                <span class="oic-push"></span>
                <span class="oic-hint" role="status">
                    { if pasted.repeats > 0 { count(words.repeats_removed, pasted.repeats) } else { String::new() } }
                </span>
            </div>
        </form>
    }
}
