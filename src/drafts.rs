//! What somebody has typed into a form and not sent yet: kept in the tab's session storage (of a guest, in memory), under the server and
//! the form, so that neither a reload nor the end of a session nor a look at another page costs it. Never a secret, a token or a password.

use openim_api::json_text;
use serde_json::Value;

use crate::browser::storage::TextStore;

const PREFIX: &str = "openim-console:draft:";
/// A longer one is not kept: the browser gives a page a few megabytes in all.
const MOST_BYTES: usize = 100_000;

fn key(server: &str, form: &str) -> String {
    format!("{PREFIX}{server} {form}")
}

/// What is kept of a form.
pub fn read(store: &TextStore, server: &str, form: &str) -> Option<Value> {
    serde_json::from_str(&store.get(&key(server, form))?).ok()
}

/// Keeps it; none, or one that is too long: nothing is kept any more.
pub fn write(store: &TextStore, server: &str, form: &str, draft: Option<&Value>) {
    let text = draft.map(json_text).filter(|text| text.len() <= MOST_BYTES);
    match text {
        Some(text) => store.set(&key(server, form), &text),
        None => store.remove(&key(server, form)),
    }
}

/// Forgets all of a server: somebody has signed out.
pub fn forget(store: &TextStore, server: &str) {
    for key in store.keys(&key(server, "")) {
        store.remove(&key);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_form_of_each_server_has_its_own_until_it_is_forgotten() {
        let store = TextStore::memory();
        write(&store, "http://a", "register", Some(&json!({"nickname": "Ann"})));
        write(&store, "http://a", "user u1", Some(&json!(1)));
        write(&store, "http://a.b", "register", Some(&json!(2)));
        assert_eq!(read(&store, "http://a", "register"), Some(json!({"nickname": "Ann"})));
        write(&store, "http://a", "register", None);
        assert_eq!(read(&store, "http://a", "register"), None);
        forget(&store, "http://a");
        assert_eq!(read(&store, "http://a", "user u1"), None);
        assert_eq!(read(&store, "http://a.b", "register"), Some(json!(2)));
    }

    #[test]
    fn what_is_too_long_or_damaged_is_not_there() {
        let store = TextStore::memory();
        write(&store, "s", "f", Some(&json!("short")));
        write(&store, "s", "f", Some(&json!("x".repeat(MOST_BYTES))));
        assert_eq!(read(&store, "s", "f"), None);
        store.set(&key("s", "f"), "{\"nick");
        assert_eq!(read(&store, "s", "f"), None);
    }
}
