//! What somebody has typed into a form and not sent yet: kept in the tab's session storage (of a guest, in memory), under the server and
//! the form, so that neither a reload nor the end of a session nor a look at another page costs it. Never a secret, a token or a password.

use openim_api::json_text;
use serde_json::{Map, Value};

use crate::browser::storage::TextStore;

/// All drafts of a server under one key, so that signing out has but one to remove.
fn key(server: &str) -> String {
    format!("openim-console:drafts:{server}")
}

/// More than so much is not kept: the browser gives a page a few megabytes in all.
const MOST_BYTES: usize = 100_000;

fn all(store: &TextStore, server: &str) -> Map<String, Value> {
    let kept = store.get(&key(server)).and_then(|text| serde_json::from_str::<Value>(&text).ok());
    match kept {
        Some(Value::Object(drafts)) => drafts,
        _ => Map::new(),
    }
}

/// What is kept of a form.
pub fn read(store: &TextStore, server: &str, form: &str) -> Option<Value> {
    all(store, server).remove(form)
}

/// Keeps it; none, or one that is too long: nothing is kept any more.
pub fn write(store: &TextStore, server: &str, form: &str, draft: Option<&Value>) {
    let mut drafts = all(store, server);
    let before = drafts.remove(form);
    if before.as_ref() == draft {
        return;
    }
    let without = json_text(&Value::Object(drafts.clone()));
    let with = draft.map(|draft| {
        drafts.insert(form.to_owned(), draft.clone());
        json_text(&Value::Object(drafts))
    });
    let text = with.filter(|text| text.len() <= MOST_BYTES).unwrap_or(without);
    if text == "{}" {
        forget(store, server);
    } else {
        store.set(&key(server), &text);
    }
}

/// Forgets all of a server: somebody has signed out.
pub fn forget(store: &TextStore, server: &str) {
    store.remove(&key(server));
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
        for damaged in ["{\"nick", "[]", "7"] {
            store.set(&key("s"), damaged);
            assert_eq!(read(&store, "s", "f"), None);
        }
    }
}
