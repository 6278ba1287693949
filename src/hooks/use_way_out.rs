//! The ways out of something that would be lost: another page of the console, signing out, another server, "back", closing the browser's tab.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::browser;
use crate::desk::Desk;
use crate::environment::{Held, Routing, WayOut};
use crate::route::Route;

/// What somebody wants to do that would lose it, to be done once they have agreed; none: nothing. While `is_held`, no way of the console
/// and no "back" leads elsewhere, and the browser asks before the tab is closed. `here` is where we are.
///
/// What a draft keeps (`hooks::use_draft`) is not lost by going elsewhere, and need not be held.
#[hook]
pub fn use_way_out(desk: &Desk, here: Route, is_held: bool) -> UseStateHandle<Option<Callback<()>>> {
    let pending = use_state_eq(|| None::<Callback<()>>);
    let (wanted, environment, navigator) = (pending.setter(), desk.environment.clone(), desk.navigator.clone());
    use_effect_with((is_held, here), move |(is_held, here)| {
        let here = here.to_path();
        let held = {
            let (wanted, here, way_out) = (wanted.clone(), here.clone(), environment.way_out.clone());
            Held::from(move |(to, go): (Option<Route>, Callback<()>)| match to {
                Some(to) if to.to_path() == here => go.emit(()),
                _ => wanted.set(Some(agreed(&way_out, go))),
            })
        };
        if *is_held {
            environment.way_out.hold(held.clone());
        }
        let window = browser::window().filter(|_| *is_held);
        let unload = window.clone().filter(|_| environment.owns_page).map(|window| {
            let active = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "beforeunload", active, |event| event.prevent_default())
        });
        let back = window.filter(|_| environment.routing == Routing::Hash).map(|window| {
            let way_out = environment.way_out.clone();
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
                let navigator = navigator.clone();
                let go = Callback::from(move |()| navigator.go(there.clone()));
                wanted.set(Some(agreed(&way_out, go)));
            })
        });
        move || {
            drop((unload, back));
            environment.way_out.let_go(&held);
        }
    });
    pending
}

/// Nothing is held any more, and then it is done.
fn agreed(way_out: &WayOut, go: Callback<()>) -> Callback<()> {
    let way_out = way_out.clone();
    Callback::from(move |()| {
        way_out.clear();
        go.emit(());
    })
}
