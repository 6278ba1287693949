//! What the host may say. An option that does not exist, or has a value that it cannot have, is named.

use js_sys::{Function, Object, Promise, Reflect};
use openim_api::{Token, UserId};
use openim_console::browser::storage::TextStore;
use openim_console::host::guest::Wanted;
use openim_console::host::{Area, TokenSource};
use openim_console::i18n::Language;
use openim_console::theme::Theme;
use serde::de::DeserializeOwned;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// All of them, as `mount` takes them.
pub struct Options {
    /// Those that a frame has, too.
    pub wanted: Wanted,
    /// Where tokens come from.
    pub token: Option<TokenSource>,
    /// Where the session is kept.
    pub store: TextStore,
    /// Do routes live in the page's address?
    pub hash: bool,
}

/// Those that may be changed later.
pub struct Update {
    /// Another language.
    pub language: Option<Language>,
    /// Another theme.
    pub theme: Option<Theme>,
    /// There is another token.
    pub has_token: bool,
}

const NAMES: [&str; 11] = [
    "server",
    "token",
    "adminUserID",
    "language",
    "theme",
    "route",
    "chrome",
    "readOnly",
    "areas",
    "storage",
    "routing",
];
const CHANGEABLE: [&str; 3] = ["language", "theme", "token"];

/// The options by name.
struct Given(JsValue);

impl Given {
    fn of(options: JsValue, names: &[&str], or_else: &str) -> Result<Self, String> {
        if options.is_undefined() || options.is_null() {
            return Ok(Self(Object::new().into()));
        }
        let Some(object) = options.dyn_ref::<Object>() else { return Err("the options are no object".to_owned()) };
        let keys = Object::keys(object);
        let unknown = keys.iter().filter_map(|key| key.as_string()).find(|key| !names.contains(&key.as_str()));
        match unknown {
            Some(key) => Err(format!("{key}: {or_else}; there are {}", names.join(", "))),
            None => Ok(Self(options)),
        }
    }

    /// None where it is not given, or `null`.
    fn get(&self, name: &str) -> Option<JsValue> {
        Reflect::get(&self.0, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
    }

    fn text(&self, name: &str) -> Result<Option<String>, String> {
        self.get(name).map(|value| value.as_string().ok_or_else(|| format!("{name} is no text"))).transpose()
    }

    fn flag(&self, name: &str) -> Result<Option<bool>, String> {
        self.get(name)
            .map(|value| value.as_bool().ok_or_else(|| format!("{name} is neither true nor false")))
            .transpose()
    }

    /// One of the words that the type knows.
    fn word<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, String> {
        let read = |value: JsValue| serde_wasm_bindgen::from_value(value).map_err(|error| format!("{name}: {error}"));
        self.get(name).map(read).transpose()
    }
}

impl Options {
    /// Reads them.
    ///
    /// # Errors
    /// What is wrong, in a sentence.
    pub fn read(options: JsValue) -> Result<Self, String> {
        let given = Given::of(options, &NAMES, "there is no such option")?;
        let areas = given.word::<Vec<String>>("areas")?.map(|names| {
            names
                .into_iter()
                .map(|name| Area::named(&name).ok_or_else(|| format!("areas: there is no area {name}")))
                .collect::<Result<Vec<_>, _>>()
        });
        let wanted = Wanted {
            server: given.text("server")?,
            admin: given.text("adminUserID")?.map(UserId::from),
            language: given.word("language")?,
            theme: given.word("theme")?,
            route: given.text("route")?,
            bare: given.flag("chrome")? == Some(false),
            read_only: given.flag("readOnly")? == Some(true),
            areas: areas.transpose()?,
        };
        Ok(Self {
            wanted,
            token: given.get("token").as_ref().map(token_source).transpose()?,
            store: match given.text("storage")?.as_deref() {
                None | Some("memory") => TextStore::memory(),
                Some("session") => TextStore::session(),
                Some(other) => return Err(format!("storage: {other} is neither memory nor session")),
            },
            hash: match given.text("routing")?.as_deref() {
                None | Some("memory") => false,
                Some("hash") => true,
                Some(other) => return Err(format!("routing: {other} is neither memory nor hash")),
            },
        })
    }
}

impl Update {
    /// Reads them.
    ///
    /// # Errors
    /// What is wrong, in a sentence.
    pub fn read(options: JsValue) -> Result<Self, String> {
        let given = Given::of(options, &CHANGEABLE, "this can only be said when the console is mounted")?;
        Ok(Self {
            language: given.word("language")?,
            theme: given.word("theme")?,
            has_token: given.get("token").is_some(),
        })
    }
}

/// From a function that is told whether the last token is of no use any more, and gives a token or a promise of one. What it throws
/// is the host's to look after; here there is no token then.
fn token_source(value: &JsValue) -> Result<TokenSource, String> {
    let Some(function) = value.dyn_ref::<Function>().cloned() else { return Err("token is no function".to_owned()) };
    Ok(Rc::new(move |is_stale| {
        let answer = function.call1(&JsValue::NULL, &is_stale.into());
        Box::pin(async move {
            let token = JsFuture::from(Promise::resolve(&answer.ok()?)).await.ok()?;
            token.as_string().filter(|token| !token.trim().is_empty()).map(|token| Token::new(token.trim()))
        })
    }))
}
