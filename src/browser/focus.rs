//! Where the keyboard is.

use wasm_bindgen::JsCast;

/// Puts the focus on the element, if it is one that can take it.
pub fn focus(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}

/// Puts the focus on the first element below `root` that matches the selector.
pub fn focus_first(root: &web_sys::Element, selector: &str) {
    if let Ok(Some(element)) = root.query_selector(selector) {
        focus(&element);
    }
}

/// Goes from the element that has the focus to the next (`1`) or the one before (`-1`) of those below `root` that match the
/// selector; to the first where none of them has it. False where there is none to go to.
pub fn focus_beside(root: &web_sys::Element, selector: &str, step: i32) -> bool {
    let Ok(all) = root.query_selector_all(selector) else { return false };
    let items = || (0..all.length()).filter_map(|index| all.item(index)?.dyn_into::<web_sys::Element>().ok());
    let next = match items().position(|item| item.matches(":focus").unwrap_or(false)) {
        Some(at) => i32::try_from(at).ok().and_then(|at| usize::try_from(at + step).ok()),
        None => Some(0),
    };
    let Some(next) = next.and_then(|next| items().nth(next)) else { return false };
    focus(&next);
    true
}

/// Scrolls the first element below `root` that matches the selector into view, as little as that takes.
pub fn show_first(root: &web_sys::Element, selector: &str) {
    if let Ok(Some(element)) = root.query_selector(selector) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Does this key belong to a field: to a choice, too, and to an input method that composes?
pub fn is_for_field(event: &web_sys::KeyboardEvent) -> bool {
    const FIELDS: &str = "input, textarea, select, [contenteditable]";
    let field = super::event_element(event).and_then(|target| target.closest(FIELDS).ok().flatten());
    event.is_composing() || field.is_some()
}

/// The element that has the focus; looks through shadow roots.
pub fn active() -> Option<web_sys::Element> {
    let mut active = super::document()?.active_element();
    while let Some(inner) = active.as_ref().and_then(|element| element.shadow_root()?.active_element()) {
        active = Some(inner);
    }
    active
}

/// Would a key write something where the keyboard is?
pub fn is_typing() -> bool {
    active().is_some_and(|active| {
        active.matches("input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable]").unwrap_or(false)
    })
}
