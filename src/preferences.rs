//! What the person chose, kept for the next visit: language, theme, servers and what they are called, safety. Nothing here is
//! secret.

use openim_api::{BaseUrl, json_fields, json_text};
use serde_json::Value;

use crate::browser::storage::TextStore;
use crate::colour::Colour;
use crate::i18n::Language;
use crate::theme::Theme;

/// Begins every key.
pub const PREFIX: &str = "openim-console:";
const LANGUAGE: &str = "openim-console:language";
const THEME: &str = "openim-console:theme";
const KEYS: &str = "openim-console:keys";
const NARROW: &str = "openim-console:narrow";
const SERVERS: &str = "openim-console:servers";
const LAST_SERVER: &str = "openim-console:last-server";
const READ_ONLY: &str = "openim-console:read-only";
const PROTECTED: &str = "openim-console:protected";
/// What is about looks alone, whatever server one is on.
const LOOKS: [&str; 4] = [LANGUAGE, THEME, KEYS, NARROW];
/// The last ones of a longer list are forgotten.
const MOST_SERVERS: usize = 50;

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

/// Does the person want to read only?
pub fn read_only(store: &TextStore) -> bool {
    store.get(READ_ONLY).is_some()
}

/// Switches it on or off.
pub fn set_read_only(store: &TextStore, read_only: bool) {
    if read_only {
        store.set(READ_ONLY, "on");
    } else {
        store.remove(READ_ONLY);
    }
}

/// The patterns of the users whom the person does not want to touch, a line each, as typed.
pub fn protected(store: &TextStore) -> String {
    store.get(PROTECTED).unwrap_or_default()
}

/// Keeps them.
pub fn set_protected(store: &TextStore, patterns: &str) {
    if patterns.trim().is_empty() {
        store.remove(PROTECTED);
    } else {
        store.set(PROTECTED, patterns);
    }
}

/// Copies what is about looks alone.
pub fn copy_looks(from: &TextStore, to: &TextStore) {
    for key in LOOKS {
        match from.get(key) {
            Some(value) => to.set(key, &value),
            None => to.remove(key),
        }
    }
}

/// A server that somebody saved or signed in to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsedServer {
    /// Its address.
    pub url: String,
    /// The administrator's userID; empty before the first sign-in.
    pub admin: String,
    /// What the person calls it; empty: by its address.
    pub name: String,
    /// What marks it.
    pub colour: Option<Colour>,
}

/// The servers known here, in the person's order. What is unreadable counts as none.
pub fn servers(store: &TextStore) -> Vec<UsedServer> {
    let kept = store.get(SERVERS).and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let kept = kept.as_ref().and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let read = |server: &Value| {
        let text = |key: &str| server.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let url = text("url");
        let colour = Colour::from_word(&text("colour"));
        BaseUrl::parse(&url).ok().map(|_| UsedServer { url, admin: text("admin"), name: text("name"), colour })
    };
    kept.iter().filter_map(read).take(MOST_SERVERS).collect()
}

/// Where somebody signed in last.
pub fn last_server(store: &TextStore) -> Option<UsedServer> {
    let (last, mut servers) = (store.get(LAST_SERVER), servers(store));
    let at = servers.iter().position(|server| last.as_ref() == Some(&server.url)).unwrap_or(0);
    (at < servers.len()).then(|| servers.swap_remove(at))
}

/// Notes who has signed in there. A new server comes first. True: that was not known before.
pub fn remember_server(store: &TextStore, url: &BaseUrl, admin: &str) -> bool {
    let before = servers(store);
    let (mut servers, admin) = (before.clone(), admin.to_owned());
    match servers.iter_mut().find(|server| server.url == url.as_str()) {
        Some(server) => server.admin = admin,
        None => servers.insert(0, UsedServer { url: url.to_string(), admin, ..UsedServer::default() }),
    }
    set_servers(store, &servers);
    store.set(LAST_SERVER, url.as_str());
    servers != before
}

/// Forgets this server.
pub fn forget_server(store: &TextStore, url: &str) {
    let mut servers = servers(store);
    servers.retain(|server| server.url != url);
    set_servers(store, &servers);
}

/// Keeps this list in place of the one there is.
pub fn set_servers(store: &TextStore, servers: &[UsedServer]) {
    let value = |server: &UsedServer| {
        let mut fields = vec![("url", server.url.as_str().into()), ("admin", server.admin.as_str().into())];
        if !server.name.is_empty() {
            fields.push(("name", server.name.as_str().into()));
        }
        if let Some(colour) = server.colour {
            fields.push(("colour", colour.word().into()));
        }
        json_fields(fields)
    };
    store.set(SERVERS, &json_text(&Value::Array(servers.iter().take(MOST_SERVERS).map(value).collect())));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(url: &str) -> UsedServer {
        UsedServer { url: url.to_owned(), admin: "imAdmin".to_owned(), ..UsedServer::default() }
    }

    #[test]
    fn servers_of_an_earlier_version_are_still_known() {
        let store = TextStore::memory();
        store.set(SERVERS, r#"[{"url":"http://a","admin":"imAdmin"},{"url":"nonsense:","admin":"x"},5]"#);
        assert_eq!(servers(&store), [server("http://a")]);
        assert_eq!(last_server(&store), Some(server("http://a")));
    }

    #[test]
    fn looks_are_copied_and_nothing_else_is() {
        let (from, to) = (TextStore::memory(), TextStore::memory());
        set_theme(&from, Theme::Dark);
        set_servers(&from, &[server("http://a")]);
        set_narrow(&to, true);
        copy_looks(&from, &to);
        assert_eq!((theme(&to), is_narrow(&to), servers(&to)), (Some(Theme::Dark), false, vec![]));
    }

    #[test]
    fn name_and_colour_survive_being_written_and_signing_in_again() {
        let store = TextStore::memory();
        let named = UsedServer { name: "生产".to_owned(), colour: Some(Colour::Red), ..server("http://b") };
        set_servers(&store, &[server("http://a"), named.clone()]);
        remember_server(&store, &BaseUrl::parse("http://b").unwrap(), "other");
        let after = UsedServer { admin: "other".to_owned(), ..named };
        assert_eq!(servers(&store), [server("http://a"), after.clone()], "the person's order stays");
        assert_eq!(last_server(&store), Some(after));
    }

    #[test]
    fn a_new_server_comes_first_and_can_be_forgotten() {
        let store = TextStore::memory();
        assert_eq!(last_server(&store), None);
        for url in ["http://a", "http://b"] {
            remember_server(&store, &BaseUrl::parse(url).unwrap(), "imAdmin");
        }
        assert_eq!(servers(&store), [server("http://b"), server("http://a")]);
        forget_server(&store, "http://b");
        assert_eq!(servers(&store), [server("http://a")]);
        assert_eq!(last_server(&store), Some(server("http://a")));
    }
}
