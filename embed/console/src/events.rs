//! Calls the host's function with the name of an event and a plain object.

use std::rc::Rc;

use js_sys::{Function, JSON};
use openim_api::json_text;
use serde_json::Value;
use wasm_bindgen::JsValue;

/// The host's function.
#[derive(Clone)]
pub struct Listener(Rc<Function>);

impl Listener {
    /// For `function(name, detail)`.
    pub fn new(function: Function) -> Self {
        Self(Rc::new(function))
    }

    /// Tells it. What it throws is the host's.
    pub fn tell(&self, (name, detail): (&str, Value)) {
        let detail = JSON::parse(&json_text(&detail)).unwrap_or(JsValue::UNDEFINED);
        let _ = self.0.call2(&JsValue::NULL, &name.into(), &detail);
    }
}
