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
