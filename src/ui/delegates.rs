//! What hundreds of small parts need, and one listener does for all of them: copying, and hiding pictures that cannot be loaded.

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use web_sys::Element;
use yew::prelude::*;

use crate::browser::{clipboard, event_element};
use crate::i18n::Texts;

/// How long a button shows that it has copied, in milliseconds.
const SHOWN_MILLIS: u32 = 2_000;

/// Listens on `root`, the element of one console, for as long as it stands.
#[hook]
pub fn use_delegates(root: &NodeRef, texts: Option<&'static Texts>) {
    let root = root.clone();
    let words = texts.map(|texts| (texts.copied, texts.copy_refused));
    use_effect_with(words, move |words| {
        let listeners = root.cast::<Element>().zip(*words).map(|(root, (copied, refused))| {
            let options = EventListenerOptions::run_in_capture_phase();
            // It does not bubble.
            let failed = EventListener::new_with_options(&root, "error", options, |event| {
                if let Some(picture) = event_element(event).filter(|element| element.tag_name() == "IMG") {
                    let _ = picture.set_attribute("data-failed", "");
                }
            });
            let clicked = EventListener::new(&root, "click", move |event| {
                let button = event_element(event).and_then(|element| element.closest("[data-copy]").ok().flatten());
                if let Some(button) = button {
                    copy(button, copied, refused);
                }
            });
            (failed, clicked)
        });
        move || drop(listeners)
    });
}

fn copy(button: Element, copied: &'static str, refused: &'static str) {
    let text = button.get_attribute("data-copy").unwrap_or_default();
    wasm_bindgen_futures::spawn_local(async move {
        let worked = clipboard::copy(&text, Some(button.clone())).await;
        let _ = button.set_attribute("data-copied", if worked { "yes" } else { "no" });
        // Behind a modal dialog nothing is read out: it has a place of its own for what is to be said.
        let place = button.closest("dialog, .oic").ok().flatten();
        let place = place.and_then(|root| root.query_selector(":scope > [data-said]").ok().flatten());
        let say = move |words: &str| {
            if let Some(place) = &place {
                place.set_text_content(Some(words));
            }
        };
        say(if worked { copied } else { refused });
        Timeout::new(SHOWN_MILLIS, move || {
            let _ = button.remove_attribute("data-copied");
            say("");
        })
        .forget();
    });
}

/// Where it is said that something was copied: the last child of the console, and of each dialog.
pub fn view_said() -> Html {
    html! { <span class="oic-vh" role="status" data-said="true"></span> }
}
