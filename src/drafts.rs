//! What somebody has typed into a form and not sent yet: kept in the tab's session storage (of a guest, in memory), under the server,
//! the administrator and the form, so that neither a reload nor the end of a session nor a look at another page costs it: nobody is asked
//! there. Signing out forgets it, and asks before (`tools::sign_out`). Never a secret, a token or a password.

use openim_api::json_text;
use serde_json::{Map, Value};

use crate::browser::storage::TextStore;
use crate::session::SignedIn;

/// All drafts of an administrator on a server under one key, so that signing out has but one to remove, and nobody else finds them.
fn key(whose: &SignedIn) -> String {
    format!("openim-console:drafts:{} {}", whose.server.as_str(), whose.admin.as_str())
}

/// More than so much is not kept: the browser gives a page a few megabytes in all.
const MOST_BYTES: usize = 100_000;

fn all(store: &TextStore, whose: &SignedIn) -> Map<String, Value> {
    let kept = store.get(&key(whose)).and_then(|text| serde_json::from_str::<Value>(&text).ok());
    match kept {
        Some(Value::Object(drafts)) => drafts,
        _ => Map::new(),
    }
}

/// What is kept of a form.
pub fn read(store: &TextStore, whose: &SignedIn, form: &str) -> Option<Value> {
    all(store, whose).remove(form)
}

/// Keeps it; none, or one that is too long: nothing is kept any more.
pub fn write(store: &TextStore, whose: &SignedIn, form: &str, draft: Option<&Value>) {
    let mut drafts = all(store, whose);
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
        forget(store, whose);
    } else {
        store.set(&key(whose), &text);
    }
}

/// The form whose text asks and changes nothing: nobody minds when that is forgotten.
pub const ACCOUNT_CHECK: &str = "account-check";

/// Is anything kept that would be missed once signing out has forgotten it?
pub fn are_missed(store: &TextStore, whose: &SignedIn) -> bool {
    all(store, whose).keys().any(|form| form != ACCOUNT_CHECK)
}

/// Forgets all of them: somebody has signed out.
pub fn forget(store: &TextStore, whose: &SignedIn) {
    store.remove(&key(whose));
}

#[cfg(test)]
mod tests {
    use openim_api::{BaseUrl, ServerBlock, Token};
    use serde_json::json;

    use super::*;

    fn signed_in(server: &str, admin: &str) -> SignedIn {
        SignedIn {
            server: BaseUrl::parse(server).unwrap(),
            block: ServerBlock::Main,
            admin: admin.into(),
            token: Token::new("t"),
            expires_at_millis: None,
            secret: None,
        }
    }

    #[test]
    fn each_form_of_each_administrator_has_its_own_until_it_is_forgotten() {
        let store = TextStore::memory();
        let (ann, bob, elsewhere) =
            (signed_in("http://a", "ann"), signed_in("http://a", "bob"), signed_in("http://a.b", "ann"));
        write(&store, &ann, "register", Some(&json!({"nickname": "Ann"})));
        write(&store, &ann, "user u1", Some(&json!(1)));
        write(&store, &elsewhere, "register", Some(&json!(2)));
        assert_eq!(read(&store, &ann, "register"), Some(json!({"nickname": "Ann"})));
        assert_eq!(read(&store, &bob, "register"), None);
        write(&store, &ann, "register", None);
        assert_eq!(read(&store, &ann, "register"), None);
        write(&store, &bob, ACCOUNT_CHECK, Some(&json!("u1 u2")));
        assert!(are_missed(&store, &ann) && !are_missed(&store, &bob));
        forget(&store, &ann);
        assert!(!are_missed(&store, &ann));
        assert_eq!(read(&store, &ann, "user u1"), None);
        assert_eq!(read(&store, &elsewhere, "register"), Some(json!(2)));
    }

    #[test]
    fn what_is_too_long_or_damaged_is_not_there() {
        let (store, ann) = (TextStore::memory(), signed_in("http://a", "ann"));
        write(&store, &ann, "f", Some(&json!("short")));
        write(&store, &ann, "f", Some(&json!("x".repeat(MOST_BYTES))));
        assert_eq!(read(&store, &ann, "f"), None);
        for damaged in ["{\"nick", "[]", "7"] {
            store.set(&key(&ann), damaged);
            assert_eq!(read(&store, &ann, "f"), None);
        }
    }
}
