//! Arrow keys in a table whose rows are links.

use yew::prelude::*;

use crate::browser::focus;

/// For the element around the table: down and up go from link to link.
pub fn row_keys(table: &NodeRef) -> Callback<KeyboardEvent> {
    let table = table.clone();
    Callback::from(move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        if let Some(table) = table.cast::<web_sys::Element>()
            && focus::focus_beside(&table, "tbody a", step)
        {
            event.prevent_default();
        }
    })
}
