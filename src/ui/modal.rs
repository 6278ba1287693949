//! What panels over the page have in common: a native modal dialog, so that the browser keeps the focus inside and gives it back;
//! a contained one where the page is a host's.

use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::contained::Contained;
use crate::browser::focus;

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
    let newest = use_mut_ref(Callback::noop);
    newest.borrow_mut().clone_from(onclose);
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            let element = dialog.cast::<web_sys::HtmlDialogElement>();
            let before = focus::active();
            let contained = element.as_ref().and_then(|element| {
                let console = element.closest(".oic--guest").ok().flatten()?;
                let newest = Rc::clone(&newest);
                let onclose = Callback::from(move |()| {
                    let onclose = newest.borrow().clone();
                    onclose.emit(());
                });
                Some(Contained::open(element, &console, &onclose))
            });
            let is_contained = contained.is_some();
            if let Some(element) = element.as_ref().filter(|_| !is_contained) {
                let _ = element.show_modal();
            }
            // A second Escape without a click between closes it unasked, in Chromium. Whether it is to go is not for the browser
            // to say: something may have to be asked first.
            let closed = element.clone().filter(|_| !is_contained).map(|element| {
                let target = element.clone();
                EventListener::new(&target, "close", move |_| {
                    if !element.open() {
                        let _ = element.show_modal();
                        let onclose = newest.borrow().clone();
                        onclose.emit(());
                    }
                })
            });
            move || {
                drop(closed);
                drop(contained);
                if let Some(element) = element {
                    element.close();
                    if let Some(before) = before.filter(|_| is_contained) {
                        focus::focus(&before);
                    }
                    keep_focus(&element);
                }
            }
        });
    }
    let oncancel = {
        let (onclose, dialog) = (onclose.clone(), dialog.clone());
        Callback::from(move |event: Event| {
            // A question inside it is a dialog of its own.
            if is_at(&event, &dialog) {
                event.prevent_default();
                onclose.emit(());
            }
        })
    };
    let onclick = {
        let (onclose, dialog) = (onclose.clone(), dialog.clone());
        Callback::from(move |event: MouseEvent| {
            // A click on the backdrop has the dialog itself as its target.
            if is_at(&event, &dialog) {
                onclose.emit(());
            }
        })
    };
    Modal { dialog, oncancel, onclick }
}

fn is_at(event: &Event, dialog: &NodeRef) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    target.is_some() && target == dialog.get()
}

/// What opened it may be gone: the list has another page by now. Then the focus goes to the page.
fn keep_focus(dialog: &web_sys::Element) {
    let is_lost = focus::active().is_none_or(|active| active.tag_name() == "BODY" || dialog.contains(Some(&active)));
    if let Some(console) = dialog.closest(".oic").ok().flatten().filter(|_| is_lost) {
        focus::focus_first(&console, "main");
    }
}
