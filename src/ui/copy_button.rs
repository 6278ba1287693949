//! A button that copies a text that is long or secret, and says so: the text stays out of the document. For the rest there is
//! [`copy_mark`](super::copy_mark()).

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::{Icon, view_icon};
use crate::browser::clipboard;
use crate::desk::use_desk;

/// Of [`CopyButton`].
#[derive(Properties, PartialEq)]
pub struct CopyButtonProps {
    /// What is copied: the text itself, hidden characters and all.
    pub text: AttrValue,
    /// Said to assistive technology, such as "Copy user ID".
    pub label: AttrValue,
    /// Words on the button; none: an icon alone.
    #[prop_or_default]
    pub caption: Option<AttrValue>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Idle,
    Copied,
    Refused,
}

/// Shows a check mark for two seconds after it has worked, and a cross where the browser refused.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let texts = use_desk().texts();
    let state = use_state_eq(|| State::Idle);
    let button = use_node_ref();
    let timer = use_mut_ref(|| None::<Timeout>);

    let onclick = {
        let (state, button, text) = (state.setter(), button.clone(), props.text.clone());
        Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            let (state, button, text, timer) = (state.clone(), button.clone(), text.clone(), timer.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let copied = clipboard::copy(&text, button.cast()).await;
                state.set(if copied { State::Copied } else { State::Refused });
                let back = Timeout::new(2_000, move || state.set(State::Idle));
                *timer.borrow_mut() = Some(back);
            });
        })
    };

    let (icon, said) = match *state {
        State::Idle => (Icon::COPY, ""),
        State::Copied => (Icon::CHECK, texts.copied),
        State::Refused => (Icon::X, texts.copy_refused),
    };
    let icon_alone = props.caption.is_none();
    let class = if icon_alone { "oic-btn oic-btn--sm oic-btn--ghost oic-btn--icon" } else { "oic-btn oic-btn--sm" };
    html! {
        <>
            <button ref={button} type="button" {class} {onclick} aria-label={props.label.clone()} title={props.label.clone()}>
                { view_icon(icon, "oic-icon--sm") }
                if let Some(caption) = &props.caption { <span>{ caption }</span> }
            </button>
            <span class="oic-vh" role="status">{ said }</span>
        </>
    }
}
