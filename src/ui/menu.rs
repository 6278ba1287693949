//! A button with a small panel under it. The panel closes on Escape, on a click elsewhere and when the focus leaves it.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::browser::{self, focus};

/// Of [`Menu`].
#[derive(Properties, PartialEq)]
pub struct MenuProps {
    /// Said of the button.
    pub label: AttrValue,
    /// Its classes.
    pub button_class: &'static str,
    /// What stands on it.
    pub button: Html,
    /// Does the panel begin at the button's start edge instead of ending at its end edge?
    #[prop_or_default]
    pub start: bool,
    /// Facts, links and buttons. A click on one with `data-closes` closes the panel.
    pub children: Html,
}

/// Not an ARIA menu: its panel may hold facts beside actions, so it is a disclosure.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let open = use_state_eq(|| false);
    let root = use_node_ref();

    {
        let (open, root) = (open.clone(), root.clone());
        use_effect_with(*open, move |is_open| {
            let listeners = browser::document().filter(|_| *is_open).map(|document| {
                let (outside, root_of_click) = (open.setter(), root.clone());
                let pressed = EventListener::new(&document, "pointerdown", move |event| {
                    let path = event.composed_path();
                    let inside = root_of_click
                        .cast::<web_sys::Element>()
                        .is_some_and(|root| path.iter().any(|node| node.loose_eq(root.as_ref())));
                    if !inside {
                        outside.set(false);
                    }
                });
                if let Some(panel) = root.cast::<web_sys::Element>() {
                    focus::focus_first(&panel, "[data-first], .oic-popup a, .oic-popup button");
                }
                pressed
            });
            move || drop(listeners)
        });
    }

    let onkeydown = {
        let (open, root) = (open.clone(), root.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                event.stop_propagation();
                open.set(false);
                if let Some(root) = root.cast::<web_sys::Element>() {
                    focus::focus_first(&root, "button");
                }
            }
        })
    };
    let onfocusout = {
        let (open, root) = (open.setter(), root.clone());
        Callback::from(move |event: FocusEvent| {
            let Some(next) = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok()) else {
                return;
            };
            if root.cast::<web_sys::Node>().is_some_and(|root| !root.contains(Some(&next))) {
                open.set(false);
            }
        })
    };
    let onclick = {
        let open = open.setter();
        Callback::from(move |event: MouseEvent| {
            let on_action = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                .is_some_and(|target| target.closest("[data-closes]").ok().flatten().is_some());
            if on_action {
                open.set(false);
            }
        })
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let class = if props.start { "oic-menubox oic-menubox--start" } else { "oic-menubox" };
    html! {
        <div ref={root} {class} {onkeydown} {onfocusout}>
            <button type="button" class={props.button_class} aria-label={props.label.clone()}
                aria-expanded={if *open { "true" } else { "false" }} onclick={toggle}>
                { props.button.clone() }
            </button>
            if *open {
                <div class="oic-menu oic-popup" {onclick}>{ props.children.clone() }</div>
            }
        </div>
    }
}
