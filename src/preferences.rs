//! What the person chose, kept for the next visit: language, theme, servers used before. Nothing here is secret.

use openim_api::BaseUrl;
use serde::{Deserialize, Serialize};

use crate::browser::storage::TextStore;
use crate::i18n::Language;
use crate::theme::Theme;

const LANGUAGE: &str = "openim-console:language";
const THEME: &str = "openim-console:theme";
const SERVERS: &str = "openim-console:servers";
/// Older addresses are forgotten.
const MOST_SERVERS: usize = 8;

/// The language chosen before.
pub fn language(store: &TextStore) -> Option<Language> {
    let tag = store.get(LANGUAGE)?;
    Language::ALL.into_iter().find(|language| language.tag() == tag)
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

/// A server that somebody signed in to, and as whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedServer {
    /// Its address.
    pub url: String,
    /// The administrator's userID.
    pub admin: String,
}

/// The servers used before, the last one first. What is unreadable counts as none.
pub fn servers(store: &TextStore) -> Vec<UsedServer> {
    let kept = store.get(SERVERS).and_then(|text| serde_json::from_str::<Vec<UsedServer>>(&text).ok());
    kept.unwrap_or_default()
        .into_iter()
        .filter(|server| BaseUrl::parse(&server.url).is_ok())
        .take(MOST_SERVERS)
        .collect()
}

/// Puts this server first.
pub fn remember_server(store: &TextStore, url: &BaseUrl, admin: &str) {
    let mut servers = servers(store);
    servers.retain(|server| server.url != url.as_str());
    servers.insert(0, UsedServer { url: url.to_string(), admin: admin.to_owned() });
    servers.truncate(MOST_SERVERS);
    if let Ok(text) = serde_json::to_string(&servers) {
        store.set(SERVERS, &text);
    }
}

/// Forgets this server.
pub fn forget_server(store: &TextStore, url: &str) {
    let mut servers = servers(store);
    servers.retain(|server| server.url != url);
    if let Ok(text) = serde_json::to_string(&servers) {
        store.set(SERVERS, &text);
    }
}
