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

/// What the host may say.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
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

/// All of them: a struct is read by its fields, so that a slip of the pen would never be looked at.
const NAMES: [&str; 4] = ["server", "language", "theme", "route"];

impl Options {
    fn read(options: JsValue) -> Result<Self, String> {
        if options.is_undefined() || options.is_null() {
            return Ok(Self::default());
        }
        let given = options.dyn_ref::<js_sys::Object>().map(js_sys::Object::keys).unwrap_or_default();
        let unknown = given.iter().filter_map(|key| key.as_string()).find(|key| !NAMES.contains(&key.as_str()));
        match unknown {
            Some(key) => Err(format!("unknown option {key}; there are {}", NAMES.join(", "))),
            None => serde_wasm_bindgen::from_value(options).map_err(|error| error.to_string()),
        }
    }
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
    let options = Options::read(options).map_err(|error| JsError::new(&format!("openim-console: {error}")))?;
    let parts = Parts {
        server: options.server,
        language: options.language,
        theme: options.theme,
        start_path: options.route,
        ..Parts::guest()
    };
    Ok(Handle { console: Some(Console::mount(element, parts)) })
}
