//! Copying text, on plain http too, where `navigator.clipboard` does not exist.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Copies `text`. `near` is the element that asked: inside a modal dialog only its own descendants can hold the
/// selection that the old way needs. Returns whether the browser says it worked.
pub async fn copy(text: &str, near: Option<web_sys::Element>) -> bool {
    if let Some(clipboard) = modern()
        && JsFuture::from(clipboard.write_text(text)).await.is_ok()
    {
        return true;
    }
    copy_by_selection(text, near).unwrap_or(false)
}

/// The asynchronous clipboard: undefined outside secure contexts, whatever its type says.
fn modern() -> Option<web_sys::Clipboard> {
    let navigator = super::window()?.navigator();
    let value = js_sys::Reflect::get(navigator.as_ref(), &"clipboard".into()).ok()?;
    value.is_object().then(|| value.unchecked_into())
}

fn copy_by_selection(text: &str, near: Option<web_sys::Element>) -> Option<bool> {
    let document = super::document()?;
    let holder: web_sys::Element =
        near.and_then(|element| element.parent_element()).or_else(|| document.body().map(Into::into))?;
    let before = document.active_element();
    let area: web_sys::HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_class_name("oic-vh");
    area.set_read_only(true);
    area.set_value(text);
    holder.append_child(&area).ok()?;
    area.select();
    let copied = document.dyn_ref::<web_sys::HtmlDocument>().and_then(|page| page.exec_command("copy").ok());
    area.remove();
    if let Some(before) = before.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = before.focus();
    }
    copied
}
