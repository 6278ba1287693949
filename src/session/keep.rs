//! Where a session survives a reload: this tab's session storage, under the server's address. The secret is no part of
//! what is written.

use openim_api::{BaseUrl, ServerBlock, Token, UserId};
use serde::{Deserialize, Serialize};

use super::state::SignedIn;
use crate::browser::storage::TextStore;

/// Under this key stands the address of the server whose session is in force.
const CURRENT: &str = "openim-console:server";

/// What is written, and what one tab tells another.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct KeptSession {
    server: String,
    block: ServerBlock,
    admin: String,
    token: String,
    expires_at_millis: Option<i64>,
}

impl KeptSession {
    pub(super) fn of(session: &SignedIn) -> Self {
        Self {
            server: session.server.to_string(),
            block: session.block,
            admin: session.admin.as_str().to_owned(),
            token: session.token.expose().to_owned(),
            expires_at_millis: session.expires_at_millis,
        }
    }

    pub(super) fn into_session(self) -> Option<SignedIn> {
        Some(SignedIn {
            server: BaseUrl::parse(&self.server).ok()?,
            block: self.block,
            admin: UserId::from(self.admin),
            token: Token::new(self.token),
            expires_at_millis: self.expires_at_millis,
            secret: None,
        })
    }
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
    let text = store.get(&key(&store.get(CURRENT)?))?;
    serde_json::from_str::<KeptSession>(&text).ok()?.into_session()
}

/// Writes the session.
pub fn save(store: &TextStore, session: &SignedIn) {
    if let Ok(text) = serde_json::to_string(&KeptSession::of(session)) {
        store.set(&key(session.server.as_str()), &text);
        store.set(CURRENT, session.server.as_str());
    }
}

/// Removes the session of the server in force.
pub fn clear(store: &TextStore) {
    if let Some(server) = store.get(CURRENT) {
        store.remove(&key(&server));
        store.remove(CURRENT);
    }
}
