//! Palette, keys and the badge of the operation log: what they hang on in the top bar.

use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::help::Help;
use super::keys::{Press, Wish, wish};
use super::palette::Palette;
use crate::browser::{self, focus};
use crate::desk::{Desk, use_desk};
use crate::i18n::{count, tools as words};
use crate::operations::Operations;
use crate::preferences;
use crate::route::{Place, Route};
use crate::shell::link_with;
use crate::ui::{Icon, icon_button, view_icon};

/// What is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Palette,
    Help,
}

/// Of [`Tools`].
#[derive(Properties, PartialEq)]
pub struct ToolsProps {
    /// Somebody wants to sign out.
    pub onsignout: Callback<()>,
}

/// The way to the palette and to the log; and the listener for keys.
#[component]
pub fn Tools(props: &ToolsProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let open = use_state_eq(|| Open::Nothing);
    let place = use_node_ref();
    use_keys(&desk, &place, &open);

    let opens = |what: Open| {
        let open = open.setter();
        move || open.set(what)
    };
    let onclose = Callback::from({
        let close = opens(Open::Nothing);
        move |()| close()
    });
    let onhelp = Callback::from({
        let help = opens(Open::Help);
        move |()| help()
    });
    let palette = Callback::from({
        let palette = opens(Open::Palette);
        move |_: MouseEvent| palette()
    });
    html! {
        <>
            <button ref={place} type="button" class="oic-jump" aria-keyshortcuts="Control+K Meta+K" aria-haspopup="dialog"
                onclick={palette.clone()}>
                { view_icon(Icon::SEARCH, "oic-icon--sm") }
                <span>{ words.jump }</span>
                <kbd class="oic-kbd" aria-hidden="true">{ format!("{} K", browser::command_key()) }</kbd>
            </button>
            { icon_button(Icon::SEARCH, "oic-btn--ghost oic-only-sm", words.palette, palette) }
            <LogBadge />
            { match *open {
                Open::Nothing => Html::default(),
                Open::Palette => html! { <Palette {onclose} {onhelp} onsignout={props.onsignout.clone()} /> },
                Open::Help => html! { <Help {onclose} /> },
            } }
        </>
    }
}

/// Hears the keys: of the whole page where it is ours, of this console alone where it is a guest's.
#[hook]
fn use_keys(desk: &Desk, place: &NodeRef, open: &UseStateHandle<Open>) {
    let second = use_mut_ref(|| false);
    let newest = use_mut_ref(|| desk.clone());
    *newest.borrow_mut() = desk.clone();
    let (place, open) = (place.clone(), open.setter());
    let owns_page = desk.environment.owns_page;
    use_effect_with((), move |()| {
        let root = place.cast::<web_sys::Element>().and_then(|place| place.closest(".oic").ok().flatten());
        let target: Option<web_sys::EventTarget> =
            if owns_page { browser::document().map(Into::into) } else { root.clone().map(Into::into) };
        if let Some(root) = &root {
            narrow(root, preferences::is_narrow(&newest.borrow().environment.preferences));
        }
        let options = gloo_events::EventListenerOptions::enable_prevent_default();
        let listener = target.zip(root).map(|(target, root)| {
            EventListener::new_with_options(&target, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let desk = newest.borrow().clone();
                if event.default_prevented() || !preferences::keys_enabled(&desk.environment.preferences) {
                    return;
                }
                let key = event.key();
                let press = Press {
                    key: &key,
                    command: event.ctrl_key() || event.meta_key(),
                    alt: event.alt_key(),
                    typing: focus::is_for_field(event),
                    in_dialog: root.query_selector("dialog[open]").ok().flatten().is_some(),
                };
                let (wish, waits) = wish(press, *second.borrow());
                *second.borrow_mut() = waits;
                let Some(wish) = wish else { return };
                event.prevent_default();
                match wish {
                    Wish::Palette if press.in_dialog => {}
                    Wish::Palette => open.set(Open::Palette),
                    Wish::Help => open.set(Open::Help),
                    Wish::Search => {
                        if let Ok(Some(field)) = root.query_selector("main input[type=search]:enabled") {
                            focus::focus(&field);
                        } else {
                            open.set(Open::Palette);
                        }
                    }
                    Wish::Narrow => {
                        let store = &desk.environment.preferences;
                        let is_narrow = !preferences::is_narrow(store);
                        preferences::set_narrow(store, is_narrow);
                        narrow(&root, is_narrow);
                    }
                    Wish::Go(route) => desk.navigator.go(route),
                }
            })
        });
        move || drop(listener)
    });
}

/// The frame is drawn before this part has come, and knows nothing of it: the class is put on the element itself.
fn narrow(root: &web_sys::Element, is_narrow: bool) {
    if let Ok(Some(app)) = root.query_selector(".oic-app") {
        app.set_class_name(if is_narrow { "oic-app oic-narrow" } else { "oic-app" });
    }
}

/// The way to the operation log: how many calls run, how many failed since it was last looked at.
#[component]
fn LogBadge() -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let operations = desk.environment.operations.clone();
    let shown = use_state_eq(|| counts(&operations, 0));
    let seen = use_mut_ref(|| 0_u32);
    let here = matches!(desk.navigator.route(), Route::Place(Place::Operations, _));
    {
        let (shown, seen) = (shown.setter(), seen.clone());
        use_effect_with((operations.clone(), here), move |(operations, here)| {
            let (operations, here) = (operations.clone(), *here);
            let look = {
                let operations = operations.clone();
                move || {
                    if here {
                        *seen.borrow_mut() = operations.kept().last().map_or(0, |operation| operation.number);
                    }
                    shown.set(counts(&operations, *seen.borrow()));
                }
            };
            look();
            let watcher = Rc::new(Callback::from(move |()| look()));
            operations.watch(&watcher);
            move || drop(watcher)
        });
    }
    let (running, failed) = *shown;
    let mut label = desk.texts().nav_operations.to_owned();
    for (number, text) in [(running, words.running), (failed, words.failed)] {
        if number > 0 {
            label = format!("{label}, {}", count(text, number));
        }
    }
    let content = html! {
        <>
            { view_icon(Icon::LOG, "") }
            if failed > 0 {
                <span class="oic-count oic-count--danger" aria-hidden="true">{ if failed > 99 { "99+".to_owned() } else { failed.to_string() } }</span>
            } else if running > 0 {
                <span class="oic-logbadge__run" aria-hidden="true"></span>
            }
        </>
    };
    link_with(
        &desk.navigator,
        Place::Operations.start(),
        "oic-btn oic-btn--ghost oic-btn--icon oic-logbadge",
        Some(label.into()),
        here,
        content,
    )
}

/// Running, and failed after call number `seen`.
fn counts(operations: &Operations, seen: u32) -> (usize, usize) {
    let failed = operations.kept().iter().filter(|call| call.number > seen && call.has_failed()).count();
    (usize::try_from(operations.running()).unwrap_or(usize::MAX), failed)
}
