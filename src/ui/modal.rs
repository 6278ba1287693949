//! What panels over the page have in common: a native modal dialog, so that the browser keeps the focus inside and gives it back.

use wasm_bindgen::JsCast;
use yew::prelude::*;

/// For a `<dialog>`: where it is, and what it hears.
pub struct Modal {
    /// Its `ref`.
    pub dialog: NodeRef,
    /// Escape.
    pub oncancel: Callback<Event>,
    /// A click beside it.
    pub onclick: Callback<MouseEvent>,
}

/// Opens the dialog when it appears and closes it when it goes. `onclose` is asked for by Escape and by a click beside it.
#[hook]
pub fn use_modal(onclose: &Callback<()>) -> Modal {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            let element = dialog.cast::<web_sys::HtmlDialogElement>();
            if let Some(element) = &element {
                let _ = element.show_modal();
            }
            move || {
                if let Some(element) = element {
                    element.close();
                }
            }
        });
    }
    let oncancel = {
        let onclose = onclose.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            onclose.emit(());
        })
    };
    let onclick = {
        let (onclose, dialog) = (onclose.clone(), dialog.clone());
        Callback::from(move |event: MouseEvent| {
            // A click on the backdrop has the dialog itself as its target.
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
            let on_backdrop = target.is_some() && target == dialog.get();
            if on_backdrop {
                onclose.emit(());
            }
        })
    };
    Modal { dialog, oncancel, onclick }
}
