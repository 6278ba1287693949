//! Asks before unsaved changes are lost: by closing, by another tab, by the next user, by "back", by closing the browser's tab.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::browser;
use crate::desk::Desk;
use crate::environment::Routing;
use crate::i18n::fill;
use crate::i18n::user::UserTexts;
use crate::route::Route;
use crate::ui::Dialog;

/// The way out.
pub struct Leave {
    /// Goes there, in place of where we are if so told; asks first where something would be lost.
    pub go: Callback<(Route, bool)>,
    /// The question, while it is asked.
    pub question: Html,
}

/// `here` is where we are, `unsaved` what the user with unsaved changes is called.
#[hook]
pub fn use_leave(desk: &Desk, here: Route, unsaved: Option<AttrValue>, words: &'static UserTexts) -> Leave {
    let pending = use_state_eq(|| None::<(Route, bool)>);
    let is_dirty = unsaved.is_some();
    {
        let (pending, owns_page) = (pending.setter(), desk.environment.owns_page);
        let writes_address = desk.environment.routing == Routing::Hash;
        use_effect_with((is_dirty, here), move |(is_dirty, here)| {
            let window = browser::window().filter(|_| *is_dirty);
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
                    pending.set(Some((there, false)));
                })
            });
            move || drop((unload, back))
        });
    }
    let navigate = {
        let navigator = desk.navigator.clone();
        move |(route, replace): (Route, bool)| if replace { navigator.replace(route) } else { navigator.go(route) }
    };
    let go = {
        let (pending, navigate) = (pending.setter(), navigate.clone());
        Callback::from(move |to: (Route, bool)| if is_dirty { pending.set(Some(to)) } else { navigate(to) })
    };
    let question = match (&*pending, &unsaved) {
        (Some(to), Some(name)) => {
            let (to, stay) = (to.clone(), pending.setter());
            let leave = {
                let pending = pending.setter();
                Callback::from(move |()| {
                    pending.set(None);
                    navigate(to.clone());
                })
            };
            html! {
                <Dialog id={desk.id("leave")} title={words.leave_title} danger={true} confirm={words.leave_discard}
                    cancel={words.leave_stay} onconfirm={leave} oncancel={Callback::from(move |()| stay.set(None))}>
                    <p>{ fill(words.leave_text, &[("name", name)]) }</p>
                </Dialog>
            }
        }
        _ => Html::default(),
    };
    Leave { go, question }
}
