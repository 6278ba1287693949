//! A question that must be answered before something is done.

use yew::prelude::*;

use super::modal::{Modal, use_modal};
use super::{Icon, view_icon};

/// Of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Begins the ids of its parts: one that no other element of the page has.
    pub id: AttrValue,
    /// The question.
    pub title: AttrValue,
    /// What it does, to whom, and what comes of it.
    pub children: Html,
    /// The verb that does it.
    pub confirm: AttrValue,
    /// The words that do not.
    pub cancel: AttrValue,
    /// Does it take something from somebody? Then the focus begins on what does nothing.
    #[prop_or_default]
    pub danger: bool,
    /// It is being done.
    #[prop_or_default]
    pub busy: bool,
    /// Is something missing without which it cannot be done, such as a number that is to be typed?
    #[prop_or_default]
    pub incomplete: bool,
    /// Do it.
    pub onconfirm: Callback<()>,
    /// Leave it. Also asked for by Escape.
    pub oncancel: Callback<()>,
}

/// A native modal dialog: the browser keeps the focus inside and gives it back.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let leave = {
        let (cancel, busy) = (props.oncancel.clone(), props.busy);
        Callback::from(move |()| {
            if !busy {
                cancel.emit(());
            }
        })
    };
    let Modal { dialog, oncancel, .. } = use_modal(&leave);
    // A button that were disabled while it is busy would lose the focus.
    let unless_busy = |callback: &Callback<()>| {
        let (callback, busy) = (callback.clone(), props.busy);
        Callback::from(move |_: MouseEvent| {
            if !busy {
                callback.emit(());
            }
        })
    };
    let class = if props.danger { "oic-btn oic-btn--danger" } else { "oic-btn oic-btn--primary" };
    let busy = props.busy.then_some("true");
    let (title_id, text_id) = (format!("{}-title", props.id), format!("{}-text", props.id));
    html! {
        <dialog ref={dialog} class="oic-dialog" role="alertdialog" aria-labelledby={title_id.clone()}
            aria-describedby={text_id.clone()} {oncancel}>
            <div class="oic-dialog__head">
                if props.danger { { view_icon(Icon::ALERT, "oic-icon--danger oic-dialog__icon") } }
                <h2 id={title_id} class="oic-break">{ &props.title }</h2>
            </div>
            <div id={text_id} class="oic-dialog__body">{ props.children.clone() }</div>
            <div class="oic-dialog__foot">
                <button type="button" class="oic-btn" autofocus={props.danger} aria-disabled={busy}
                    onclick={unless_busy(&props.oncancel)}>{ &props.cancel }</button>
                <button type="button" {class} autofocus={!props.danger} aria-busy={busy} disabled={props.incomplete}
                    onclick={unless_busy(&props.onconfirm)}>{ &props.confirm }</button>
            </div>
        </dialog>
    }
}
