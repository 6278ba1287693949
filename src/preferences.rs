//! What the person chose, kept for the next visit: language, theme, servers used before. Nothing here is secret.

use openim_api::{BaseUrl, json_fields, json_text};
use serde_json::Value;

use crate::browser::storage::TextStore;
use crate::i18n::Language;
use crate::theme::Theme;

const LANGUAGE: &str = "openim-console:language";
const THEME: &str = "openim-console:theme";
const KEYS: &str = "openim-console:keys";
const NARROW: &str = "openim-console:narrow";
const SERVERS: &str = "openim-console:servers";
/// Older addresses are forgotten.
const MOST_SERVERS: usize = 8;

/// The language chosen before.
pub fn language(store: &TextStore) -> Option<Language> {
    Language::from_tag(&store.get(LANGUAGE)?)
}

/// Keeps the language.
pub fn set_language(store: &TextStore, language: Language) {
    store.set(LANGUAGE, language.tag());
}

/// The theme chosen before.
pub fn theme(store: &TextStore) -> Option<Theme> {
    Theme::from_word(&store.get(THEME)?)
}

/// Keeps the theme.
pub fn set_theme(store: &TextStore, theme: Theme) {
    store.set(THEME, theme.word());
}

/// Do single letters and Ctrl+K do something? They do until somebody switches them off.
pub fn keys_enabled(store: &TextStore) -> bool {
    store.get(KEYS).is_none_or(|word| word != "off")
}

/// Switches them on or off.
pub fn set_keys_enabled(store: &TextStore, enabled: bool) {
    store.set(KEYS, if enabled { "on" } else { "off" });
}

/// Is the side bar narrow by choice?
pub fn is_narrow(store: &TextStore) -> bool {
    store.get(NARROW).is_some()
}

/// Makes it narrow, or as wide as there is room.
pub fn set_narrow(store: &TextStore, narrow: bool) {
    if narrow { store.set(NARROW, "yes") } else { store.remove(NARROW) }
}

/// A server that somebody signed in to, and as whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedServer {
    /// Its address.
    pub url: String,
    /// The administrator's userID.
    pub admin: String,
}

/// The servers used before, the last one first. What is unreadable counts as none.
pub fn servers(store: &TextStore) -> Vec<UsedServer> {
    let kept = store.get(SERVERS).and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let kept = kept.as_ref().and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let read = |server: &Value| {
        let text = |key: &str| server.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(UsedServer { url: text("url").filter(|url| BaseUrl::parse(url).is_ok())?, admin: text("admin")? })
    };
    kept.iter().filter_map(read).take(MOST_SERVERS).collect()
}

/// Puts this server first.
pub fn remember_server(store: &TextStore, url: &BaseUrl, admin: &str) {
    let mut servers = servers(store);
    servers.retain(|server| server.url != url.as_str());
    servers.insert(0, UsedServer { url: url.to_string(), admin: admin.to_owned() });
    servers.truncate(MOST_SERVERS);
    write_servers(store, servers);
}

/// Forgets this server.
pub fn forget_server(store: &TextStore, url: &str) {
    let mut servers = servers(store);
    servers.retain(|server| server.url != url);
    write_servers(store, servers);
}

fn write_servers(store: &TextStore, servers: Vec<UsedServer>) {
    let value = |server: UsedServer| json_fields(vec![("url", server.url.into()), ("admin", server.admin.into())]);
    store.set(SERVERS, &json_text(&Value::Array(servers.into_iter().map(value).collect())));
}
