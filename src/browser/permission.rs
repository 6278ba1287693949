//! What the browser lets this page do.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// `granted`, `prompt` or `denied` for a permission such as `local-network-access`; none where this browser does not know it.
pub async fn state_of(name: &str) -> Option<String> {
    let navigator = super::window()?.navigator();
    let permissions = get(navigator.as_ref(), "permissions").filter(JsValue::is_object)?;
    let query = get(&permissions, "query")?.dyn_into::<js_sys::Function>().ok()?;
    let asked = js_sys::Object::new();
    js_sys::Reflect::set(&asked, &"name".into(), &name.into()).ok()?;
    // A name that the browser does not know makes it refuse, at once or later.
    let promise = query.call1(&permissions, &asked).ok()?.dyn_into::<js_sys::Promise>().ok()?;
    get(&JsFuture::from(promise).await.ok()?, "state")?.as_string()
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(of, &name.into()).ok()
}
