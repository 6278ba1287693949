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

/// Is the person typing into this event's target? Then single letters are no shortcuts.
pub fn is_typing(event: &web_sys::Event) -> bool {
    let Some(element) = event
        .composed_path()
        .get(0)
        .dyn_into::<web_sys::Element>()
        .ok()
        .or_else(|| event.target().and_then(|target| target.dyn_into().ok()))
    else {
        return false;
    };
    matches!(element.tag_name().to_ascii_lowercase().as_str(), "input" | "textarea" | "select")
        || element.dyn_ref::<web_sys::HtmlElement>().is_some_and(web_sys::HtmlElement::is_content_editable)
}
