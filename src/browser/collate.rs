//! Putting texts in the order that people expect in a language.

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The texts sorted, numbers within them by their value. They cross over to the browser once, not at each comparison. None
/// where the browser refuses.
pub fn sorted(texts: &[&str], language: &str) -> Option<Vec<String>> {
    let array: Array = texts.iter().map(|text| JsValue::from_str(text)).collect();
    let options = Object::new();
    Reflect::set(&options, &"numeric".into(), &true.into()).ok()?;
    let collator = Intl::Collator::new(&Array::of1(&language.into()), &options);
    let sort = Reflect::get(&array, &"sort".into()).ok()?.dyn_into::<Function>().ok()?;
    // The browser sorts by its own comparison, without coming back here for each pair.
    sort.call1(&array, &collator.compare()).ok()?;
    Some(array.iter().filter_map(|text| text.as_string()).collect())
}
