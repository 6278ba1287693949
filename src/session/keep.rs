//! Where a session survives a reload: this tab's session storage, under the server's address. The secret is no part of
//! what is written.

use openim_api::{BaseUrl, ServerBlock, Token, UserId, json_fields, json_text};
use serde_json::Value;

use super::state::SignedIn;
use crate::browser::storage::TextStore;

/// Under this key stands the address of the server whose session is in force.
const CURRENT: &str = "openim-console:server";

/// What is written, and what one tab tells another.
pub(super) fn to_value(session: &SignedIn) -> Value {
    json_fields(vec![
        ("server", session.server.as_str().into()),
        ("block", session.block.label().into()),
        ("admin", session.admin.as_str().into()),
        ("token", session.token.expose().into()),
        ("expiresAtMillis", session.expires_at_millis.into()),
    ])
}

/// Reads it back. What is incomplete is no session.
pub(super) fn from_value(value: &Value) -> Option<SignedIn> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let block = text("block")?;
    Some(SignedIn {
        server: BaseUrl::parse(text("server")?).ok()?,
        block: ServerBlock::ALL.into_iter().find(|known| known.label() == block)?,
        admin: UserId::from(text("admin")?),
        token: Token::new(text("token")?),
        expires_at_millis: value.get("expiresAtMillis").and_then(Value::as_i64),
        secret: None,
    })
}

impl SignedIn {
    /// Has its token run out by this clock?
    pub fn is_expired(&self, now_millis: i64) -> bool {
        self.expires_at_millis.is_some_and(|expiry| expiry <= now_millis)
    }
}

fn key(server: &str) -> String {
    format!("openim-console:session:{server}")
}

/// The session that this tab had before it was reloaded.
pub fn load(store: &TextStore) -> Option<SignedIn> {
    of(store, &store.get(CURRENT)?)
}

/// The session that this tab has with a server, in force or not.
pub fn of(store: &TextStore, server: &str) -> Option<SignedIn> {
    from_value(&serde_json::from_str(&store.get(&key(server))?).ok()?)
}

/// Writes the session.
pub fn save(store: &TextStore, session: &SignedIn) {
    store.set(&key(session.server.as_str()), &json_text(&to_value(session)));
    store.set(CURRENT, session.server.as_str());
}

/// Removes the session of the server in force.
pub fn clear(store: &TextStore) {
    if let Some(server) = store.get(CURRENT) {
        forget(store, &server);
        leave(store);
    }
}

/// Removes the session of this server.
pub fn forget(store: &TextStore, server: &str) {
    store.remove(&key(server));
}

/// No session is in force any more, but all stay.
pub fn leave(store: &TextStore) {
    store.remove(CURRENT);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_survives_being_written_and_the_secret_does_not() {
        for block in ServerBlock::ALL {
            let session = SignedIn {
                server: BaseUrl::parse("http://10.0.0.5:10002/api").unwrap(),
                block,
                admin: UserId::from("imAdmin"),
                token: Token::new("eyJ.a.b"),
                expires_at_millis: Some(1_790_000_000_000),
                secret: Some(openim_api::Secret::new("openIM123")),
            };
            let text = json_text(&to_value(&session));
            assert!(!text.contains("openIM123"));
            let read = from_value(&serde_json::from_str(&text).unwrap());
            assert!(read == Some(SignedIn { secret: None, ..session }), "{text}");
        }
    }

    #[test]
    fn a_session_that_is_left_stays_and_one_that_ends_does_not() {
        let store = TextStore::memory();
        let session = |server: &str| SignedIn {
            server: BaseUrl::parse(server).unwrap(),
            block: ServerBlock::Main,
            admin: UserId::from("imAdmin"),
            token: Token::new(server),
            expires_at_millis: None,
            secret: None,
        };
        save(&store, &session("http://a"));
        leave(&store);
        clear(&store);
        save(&store, &session("http://b"));
        assert!(of(&store, "http://a").is_some() && load(&store) == Some(session("http://b")));
        clear(&store);
        assert!(of(&store, "http://b").is_none() && load(&store).is_none());
        forget(&store, "http://a");
        assert!(of(&store, "http://a").is_none());
    }

    #[test]
    fn what_is_no_session_is_none() {
        for text in ["null", "[]", "{}", r#"{"server":"http://a","admin":"x","token":"t"}"#, r#"{"server":5}"#] {
            assert!(from_value(&serde_json::from_str(text).unwrap()).is_none(), "{text}");
        }
    }
}
