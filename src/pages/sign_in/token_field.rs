//! Where a token is pasted: fetched when somebody chooses that way.

use yew::prelude::*;

use super::form::{invalid, refused};
use crate::browser::event_value;
use crate::desk::use_desk;
use crate::i18n::token_field as words;
use crate::lazy::Part;
use crate::session::SignInProblem;
use crate::ui::{Field, Message};

/// What is known of it.
#[derive(Clone, PartialEq)]
pub struct TokenField {
    /// As it was pasted, with all that came along.
    pub text: String,
    /// Why the last attempt failed.
    pub problem: Option<SignInProblem>,
    /// Sending was tried while something was missing.
    pub incomplete: bool,
    /// Nothing can be changed meanwhile.
    pub busy: bool,
    /// Told what is pasted.
    pub oninput: Callback<String>,
}

/// For [`Part::TokenField`].
pub fn view(part: &Part) -> Html {
    let Part::TokenField(field) = part else { return Html::default() };
    html! { <View field={(**field).clone()} /> }
}

#[derive(Properties, PartialEq)]
struct ViewProps {
    field: TokenField,
}

#[component]
fn View(props: &ViewProps) -> Html {
    let desk = use_desk();
    let (field, words) = (&props.field, words::texts(desk.appearance.language));
    let message = match &field.problem {
        Some(problem @ (SignInProblem::NotAnAdmin(..) | SignInProblem::TokenRefused(_) | SignInProblem::NoToken)) => {
            Some(refused(problem, desk.texts()))
        }
        _ if field.incomplete && field.text.trim().is_empty() => Some(Message::danger(words.missing)),
        _ => None,
    };
    let (id, invalid) = (desk.id("token"), invalid(&message));
    let message = Some(message.unwrap_or_else(|| Message::hint(words.hint)));
    Field { id: &id, label: words.label, note: "", message, wide: false }.view(html! {
        <textarea id={id.clone()} class="oic-textarea oic-textarea--mono" rows="4" autocomplete="off" spellcheck="false"
            value={field.text.clone()} disabled={field.busy} aria-invalid={invalid}
            aria-describedby={format!("{id}-message")}
            oninput={field.oninput.reform(|event: InputEvent| event_value(&event))} />
    })
}
