//! A labelled control with its hint or its message.

use yew::prelude::*;

use super::{Icon, view_icon};

/// How grave a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// Something to know.
    Hint,
    /// It is well.
    Ok,
    /// It cannot stay so.
    Danger,
}

/// What stands under a control.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// How grave it is.
    pub kind: MessageKind,
    /// The words.
    pub text: Html,
}

impl Message {
    /// Something to know.
    pub fn hint(text: impl Into<Html>) -> Self {
        Self { kind: MessageKind::Hint, text: text.into() }
    }

    /// It is well.
    pub fn ok(text: impl Into<Html>) -> Self {
        Self { kind: MessageKind::Ok, text: text.into() }
    }

    /// It cannot stay so.
    pub fn danger(text: impl Into<Html>) -> Self {
        Self { kind: MessageKind::Danger, text: text.into() }
    }
}

/// A control with its name, and what is to say about it.
pub struct Field<'a> {
    /// Id of the control; the message's is `{id}-message`, for its `aria-describedby`.
    pub id: &'a str,
    /// Its name.
    pub label: &'static str,
    /// The API's name of it.
    pub note: &'static str,
    /// What is to say about it.
    pub message: Option<Message>,
    /// Takes the whole width of a form of two columns.
    pub wide: bool,
}

impl Field<'_> {
    /// Label, control, message.
    pub fn view(&self, control: Html) -> Html {
        let class = if self.wide { "oic-field oic-wide" } else { "oic-field" };
        html! {
            <div {class}>
                <label class="oic-label" for={self.id.to_owned()}>
                    { self.label }
                    if !self.note.is_empty() { <span class="oic-label__opt">{ self.note }</span> }
                </label>
                { control }
                // Always there, so that assistive technology hears what appears in it.
                <div id={format!("{}-message", self.id)} aria-live="polite">
                    if let Some(message) = &self.message { { view_message(message) } }
                </div>
            </div>
        }
    }
}

fn view_message(message: &Message) -> Html {
    let (class, icon) = match message.kind {
        MessageKind::Hint => return html! { <span class="oic-hint">{ message.text.clone() }</span> },
        MessageKind::Ok => ("oic-msg oic-msg--ok", Icon::OK),
        MessageKind::Danger => ("oic-msg oic-msg--danger", Icon::FAIL),
    };
    html! {
        <span {class}>{ view_icon(icon, "oic-icon--sm") }<span>{ message.text.clone() }</span></span>
    }
}
