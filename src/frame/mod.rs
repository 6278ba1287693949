//! The console in a frame of somebody else's page. Framed without being asked to be embedded (`?embed=1`), or before a page of an
//! allowed origin has begun, it shows a link to itself and nothing that a click could be stolen for.
//!
//! | module | what belongs there |
//! |---|---|
//! | `protocol` | the messages, as values |
//! | `port` | the way they come and go |

mod port;
mod protocol;

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, MessageEvent, MessagePort};

use crate::Console;
use crate::browser;
use crate::browser::storage::TextStore;
use crate::config::Config;
use crate::environment::{Parts, Routing};
use crate::host::guest::{Tell, guest};
use crate::i18n::{Language, framed as words};
use crate::route;

use port::Port;
use protocol::Init;

/// Says how many messages were not understood, or came from where none may come from.
const IGNORED: &str = "data-ignored-messages";

/// Takes `place` over, in the frame of another page.
pub fn take_over(place: Element, config: Config) {
    show_link(&place, &config);
    if route::parameter(&browser::page_query(), "embed").as_deref() != Some("1") || config.embed_origins.is_empty() {
        return;
    }
    let Some((window, parent)) = browser::window().and_then(|window| Some((window.clone(), window.parent().ok()??)))
    else {
        return;
    };
    let begun = Cell::new(false);
    let listener = {
        let parent = parent.clone();
        EventListener::new(&window, "message", move |event| {
            if begun.get() {
                return;
            }
            let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
            // Who says it counts, not what it says of itself.
            let is_parent = event.source().is_some_and(|source| source.loose_eq(parent.as_ref()));
            let is_allowed = is_parent && protocol::is_allowed(&event.origin(), &config.embed_origins);
            let init = port::value(&event.data()).filter(|_| is_allowed).as_ref().and_then(protocol::read_init);
            let port = event.ports().get(0).dyn_into::<MessagePort>().ok();
            match (init, port) {
                (Some(init), Some(port)) => {
                    begun.set(true);
                    begin(place.clone(), config.clone(), init, port);
                }
                _ => count_ignored(&place),
            }
        })
    };
    // As long as the page.
    listener.forget();
    // To whomever: it holds nothing, and whoever answers must be of an allowed origin.
    let _ = parent.post_message(&port::message(&protocol::hello()), "*");
}

fn begin(place: Element, config: Config, init: Init, port: MessagePort) {
    let port = Rc::new(Port::new(port, place.clone()));
    let base = Parts {
        routing: Routing::Memory,
        // The deployment's lock holds for it all the same.
        server_is_trusted: true,
        session_store: TextStore::memory(),
        preferences: TextStore::memory(),
        shares_session: false,
        ..Parts::page(config)
    };
    let tell: Tell = {
        let port = Rc::clone(&port);
        Rc::new(move |what| port.send(&protocol::event(what)))
    };
    let token = init.has_token.then(|| port.tokens());
    let (host, parts) = guest(init.wanted, token, &port.wishes, &tell, base);
    port.listen(&host);
    place.set_text_content(None);
    Console::mount(place, parts);
}

/// The way to the console in a window of its own.
fn show_link(place: &Element, config: &Config) {
    let _ = try_show_link(place, config);
}

fn try_show_link(place: &Element, config: &Config) -> Option<()> {
    let document = browser::document()?;
    let language =
        config.language.unwrap_or_else(|| Language::for_tag(&browser::preferred_language().unwrap_or_default()));
    let words = words::texts(language);
    let root = document.create_element("main").ok()?;
    root.set_class_name("oic");
    root.set_attribute("lang", language.tag()).ok()?;
    let state = document.create_element("div").ok()?;
    state.set_class_name("oic-state");
    let text = document.create_element("p").ok()?;
    text.set_text_content(Some(words.text));
    let link = document.create_element("a").ok()?;
    link.set_class_name("oic-btn");
    link.set_text_content(Some(words.open));
    // Without what came along in the address: a link that a stranger has made would bring it with it.
    link.set_attribute("href", "./").ok()?;
    link.set_attribute("target", "_blank").ok()?;
    link.set_attribute("rel", "noopener noreferrer").ok()?;
    state.append_child(&text).ok()?;
    state.append_child(&link).ok()?;
    root.append_child(&state).ok()?;
    place.set_text_content(None);
    place.append_child(&root).ok()?;
    Some(())
}

/// Counts a message that was dropped.
fn count_ignored(place: &Element) {
    let before = place.get_attribute(IGNORED).and_then(|count| count.parse::<u32>().ok()).unwrap_or(0);
    let _ = place.set_attribute(IGNORED, &before.saturating_add(1).to_string());
}
