//! A dialog within a console that is a guest: the browser's own modal dialogs cover the whole page, which is the host's. So it is
//! opened as a plain one over a scrim of the console, and the rest of the console is inert meanwhile.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, KeyboardEvent};
use yew::Callback;

use crate::browser;

/// An open dialog; what was done for it is undone when this is dropped.
pub struct Contained {
    scrim: Option<Element>,
    made_inert: Vec<Element>,
    _listeners: Vec<EventListener>,
}

impl Contained {
    /// Opens the dialog within `console`. `onclose` is asked for by Escape and by a click beside it.
    pub fn open(dialog: &HtmlDialogElement, console: &Element, onclose: &Callback<()>) -> Self {
        let mut made_inert = Vec::new();
        let mut inner: Element = dialog.clone().unchecked_into();
        while let Some(parent) = inner.parent_element().filter(|_| inner != *console) {
            let siblings = parent.children();
            for sibling in (0..siblings.length()).filter_map(|index| siblings.item(index)) {
                if sibling != inner && !sibling.has_attribute("inert") && sibling.set_attribute("inert", "").is_ok() {
                    made_inert.push(sibling);
                }
            }
            inner = parent;
        }
        let scrim = browser::document().and_then(|document| document.create_element("div").ok());
        let mut listeners = Vec::new();
        if let Some(scrim) = &scrim {
            scrim.set_class_name("oic-scrim");
            let _ = console.append_child(scrim);
            let onclose = onclose.clone();
            listeners.push(EventListener::new(scrim, "click", move |_| onclose.emit(())));
        }
        let onclose = onclose.clone();
        listeners.push(EventListener::new(dialog, "keydown", move |event| {
            let is_escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
            if is_escape && !event.default_prevented() {
                // A question inside it is a dialog of its own.
                event.stop_propagation();
                onclose.emit(());
            }
        }));
        dialog.show();
        Self { scrim, made_inert, _listeners: listeners }
    }
}

impl Drop for Contained {
    fn drop(&mut self) {
        for element in &self.made_inert {
            let _ = element.remove_attribute("inert");
        }
        if let Some(scrim) = &self.scrim {
            scrim.remove();
        }
    }
}
