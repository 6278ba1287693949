//! A labelled control with its hint or its message.

use yew::prelude::*;

use super::Icon;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How grave it is.
    pub kind: MessageKind,
    /// The words.
    pub text: AttrValue,
}

impl Message {
    /// Something to know.
    pub fn hint(text: impl Into<AttrValue>) -> Self {
        Self { kind: MessageKind::Hint, text: text.into() }
    }

    /// It is well.
    pub fn ok(text: impl Into<AttrValue>) -> Self {
        Self { kind: MessageKind::Ok, text: text.into() }
    }

    /// It cannot stay so.
    pub fn danger(text: impl Into<AttrValue>) -> Self {
        Self { kind: MessageKind::Danger, text: text.into() }
    }
}

/// Of [`Field`].
#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// Id of the control; the message's is `{id}-message`, for its `aria-describedby`.
    pub id: AttrValue,
    /// Its name.
    pub label: AttrValue,
    /// The API's name of it, or "optional".
    #[prop_or_default]
    pub note: Option<AttrValue>,
    /// What is to say about it.
    #[prop_or_default]
    pub message: Option<Message>,
    /// Takes the whole width of a form of two columns.
    #[prop_or_default]
    pub wide: bool,
    /// The control.
    pub children: Html,
}

/// Label, control, message.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let class = classes!("oic-field", props.wide.then_some("oic-wide"));
    html! {
        <div {class}>
            <label class="oic-label" for={props.id.clone()}>
                { &props.label }
                if let Some(note) = &props.note { <span class="oic-label__opt">{ note }</span> }
            </label>
            { props.children.clone() }
            // Always there, so that assistive technology hears what appears in it.
            <div id={format!("{}-message", props.id)} aria-live="polite">
                if let Some(message) = &props.message { { view_message(message) } }
            </div>
        </div>
    }
}

fn view_message(message: &Message) -> Html {
    let (class, icon) = match message.kind {
        MessageKind::Hint => return html! { <span class="oic-hint">{ &message.text }</span> },
        MessageKind::Ok => ("oic-msg oic-msg--ok", "ok"),
        MessageKind::Danger => ("oic-msg oic-msg--danger", "fail"),
    };
    html! {
        <span {class}><Icon name={icon} class="oic-icon--sm" /><span>{ &message.text }</span></span>
    }
}
