//! Where IDs are pasted.

use serde_json::Value;
use yew::prelude::*;

use super::model::{RunEvent, parse};
use crate::browser::event_value;
use crate::desk::use_desk;
use crate::drafts;
use crate::hooks::{use_draft, view_restored};
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
    let kept = use_draft(&desk, drafts::ACCOUNT_CHECK);
    let found = kept.found.as_ref().and_then(Value::as_str).map(str::to_owned);
    let restored = use_state_eq(|| found.is_some());
    let text = use_state_eq(|| found.unwrap_or_default());
    use_effect_with((*text).clone(), move |text: &String| {
        kept.keep.emit(Some(Value::from(text.as_str())).filter(|_| !text.trim().is_empty()));
    });
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
        let (text, restored, tell) = (text.setter(), restored.setter(), props.tell.clone());
        Callback::from(move |()| {
            text.set(String::new());
            restored.set(false);
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
            if *restored && !text.is_empty() { { view_restored(&desk, &onclear) } }
            { field.view(html! {
                <textarea id={id.clone()} class="oic-textarea oic-textarea--mono" rows="15" spellcheck="false" autocapitalize="none"
                    value={(*text).clone()} aria-describedby={format!("{id}-message")} {oninput} />
            }) }
            <div class="oic-row oic-row--wrap">
                <button type="submit" class="oic-btn oic-btn--primary" disabled={props.running || pasted.ids.is_empty()}
                    aria-busy={props.running.then_some("true")}>
                    { if pasted.ids.is_empty() { words.check_ids_none.to_owned() } else { count(words.check_ids, pasted.ids.len()) } }
                </button>
                <button type="button" class="oic-btn oic-btn--ghost" disabled={props.running || text.is_empty()} onclick={onclear.reform(|_: MouseEvent| ())}>
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
