//! Views of one thing, of which one is shown: links that look like tabs, with one stop for the Tab key and the arrow keys
//! between them. An arrow moves the focus alone; Enter shows the view, because showing may mean loading.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::browser::focus;

/// One of them.
pub struct Tab {
    /// Id of the tab; that of what it shows is named by it.
    pub id: String,
    /// Where it leads.
    pub href: String,
    /// Is it the one that is shown?
    pub selected: bool,
    /// Its words.
    pub content: Html,
    /// Told of a click on it.
    pub onclick: Callback<MouseEvent>,
}

/// The tabs; `label` names them together, `panel` is the id of what they show.
pub fn view_tabs(label: &'static str, panel: &str, tabs: Vec<Tab>) -> Html {
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        if let Some(next) = neighbour(&event) {
            event.prevent_default();
            focus::focus(&next);
        }
    });
    html! {
        <div class="oic-tabs" role="tablist" aria-label={label} {onkeydown}>
            { for tabs.into_iter().map(|tab| html! {
                <a key={tab.id.clone()} id={tab.id} role="tab" href={tab.href} onclick={tab.onclick}
                    aria-selected={if tab.selected { "true" } else { "false" }} aria-controls={panel.to_owned()}
                    tabindex={if tab.selected { "0" } else { "-1" }}>{ tab.content }</a>
            }) }
        </div>
    }
}

fn neighbour(event: &KeyboardEvent) -> Option<web_sys::Element> {
    let tab = event.target()?.dyn_into::<web_sys::Element>().ok()?.closest("[role=tab]").ok()??;
    let list = tab.parent_element()?;
    match event.key().as_str() {
        "ArrowRight" => tab.next_element_sibling().or_else(|| list.first_element_child()),
        "ArrowLeft" => tab.previous_element_sibling().or_else(|| list.last_element_child()),
        "Home" => list.first_element_child(),
        "End" => list.last_element_child(),
        _ => None,
    }
}
