//! The console as a module of somebody else's page: `mount(element, options)` gives a handle with `destroy()`.
//!
//! What is mounted is a guest: it reads no `config.json`, keeps nothing in the browser, touches neither title nor address
//! nor anything outside its element. Several may live in one page, with different servers and languages.

use openim_console::Console;
use openim_console::environment::Parts;
use openim_console::i18n::Language;
use openim_console::theme::Theme;
use serde::Deserialize;
use wasm_bindgen::prelude::*;

/// What the host may say. Unknown settings are refused, so that a slip of the pen is seen.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Options {
    /// Address of the OpenIM server; the host vouches for it.
    server: Option<String>,
    /// `en` or `zh-CN`.
    language: Option<Language>,
    /// `light`, `dark` or `system`.
    theme: Option<Theme>,
    /// The route to start at, such as `/account-check`.
    route: Option<String>,
}

/// A mounted console.
#[wasm_bindgen]
pub struct Handle {
    console: Option<Console>,
}

#[wasm_bindgen]
impl Handle {
    /// Takes the console away and leaves its element empty. Calling it again does nothing.
    pub fn destroy(&mut self) {
        if let Some(console) = self.console.take() {
            console.destroy();
        }
    }
}

/// Puts a console into `element`, in place of what it holds.
///
/// # Errors
/// An `Error` that names the option that is wrong.
#[wasm_bindgen]
pub fn mount(element: web_sys::Element, options: JsValue) -> Result<Handle, JsError> {
    let options: Options = if options.is_undefined() || options.is_null() {
        Options::default()
    } else {
        serde_wasm_bindgen::from_value(options).map_err(|error| JsError::new(&format!("openim-console: {error}")))?
    };
    let parts = Parts {
        server: options.server,
        language: options.language,
        theme: options.theme,
        start_path: options.route,
        ..Parts::guest()
    };
    Ok(Handle { console: Some(Console::mount(element, parts)) })
}
