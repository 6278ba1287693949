//! The ways out of something that would be lost: by "back", by closing the browser's tab.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::browser;
use crate::desk::Desk;
use crate::environment::Routing;
use crate::route::Route;

/// Where somebody wants to go, and whether that takes the place of where we are; none: nowhere. While `is_held`, "back" does not go
/// there but stands here, and the browser asks before the tab is closed. `here` is where we are.
#[hook]
pub fn use_way_out(desk: &Desk, here: Route, is_held: bool) -> UseStateHandle<Option<(Route, bool)>> {
    let pending = use_state_eq(|| None::<(Route, bool)>);
    let (wanted, owns_page) = (pending.setter(), desk.environment.owns_page);
    let writes_address = desk.environment.routing == Routing::Hash;
    use_effect_with((is_held, here), move |(is_held, here)| {
        let window = browser::window().filter(|_| *is_held);
        let unload = window.clone().filter(|_| owns_page).map(|window| {
            let active = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "beforeunload", active, |event| event.prevent_default())
        });
        let here = here.to_path();
        let back = window.filter(|_| writes_address).map(|window| {
            // It comes before the navigator hears of a change: the address is put back, so that there is none, and then it is
            // asked.
            EventListener::new(&window, "popstate", move |_| {
                let Some(window) = browser::window() else { return };
                let there = window.location().hash().ok().as_deref().and_then(Route::from_hash);
                let Some(there) = there.filter(|there| there.to_path() != here) else { return };
                if let Ok(history) = window.history() {
                    let address = format!("#{here}");
                    let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
                }
                wanted.set(Some((there, false)));
            })
        });
        move || drop((unload, back))
    });
    pending
}
