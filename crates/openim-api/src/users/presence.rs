//! Who is online, and where. Two of these answers hold live tokens of users: they are counted here and go no further.

use serde_json::Value;

use super::Users;
use crate::cancel::CallOptions;
use crate::claims::peek_token;
use crate::error::ApiError;
use crate::ids::{UserId, listed, place, unique};
use crate::json::{self, Read};
use crate::platform::Platform;
use crate::route::{Access, Route};
use crate::server::ServerBlock;

const CONNECTIONS: Route = Route::reads("/user/get_users_online_status", Access::Admin);
const TOKENS: Route = Route::reads("/user/get_users_online_token_detail", Access::Admin);
const PRESENCE: Route = Route::reads("/user/get_users_status", Access::AnyUser);
pub(crate) const SUBSCRIBE: Route =
    Route::writes("/user/subscribe_users_status", Access::AnyUser).until(ServerBlock::V3_7);
const SUBSCRIBED: Route = Route::reads("/user/get_subscribe_users_status", Access::AnyUser).until(ServerBlock::V3_7);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&CONNECTIONS, &TOKENS, &PRESENCE, &SUBSCRIBE, &SUBSCRIBED];

/// Whether and where a user is online.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Presence {
    /// Whose.
    pub user_id: UserId,
    /// Whether any connection is open. Unknown users are offline.
    pub is_online: bool,
    /// Where.
    pub platforms: Vec<Platform>,
}

/// The open connections of a user.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OnlineStatus {
    /// Whose.
    pub user_id: UserId,
    /// Whether any connection is open. Unknown users are offline.
    pub is_online: bool,
    /// One for each connection.
    pub connections: Vec<Connection>,
}

/// One open connection.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Connection {
    /// Where.
    pub platform: Platform,
    /// The server's name for it.
    pub id: String,
    /// Whether the app said that it is in the background.
    pub is_background: bool,
}

/// How many tokens an online user has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TokenCount {
    /// Whose.
    pub user_id: UserId,
    /// On each platform.
    pub platforms: Vec<(Platform, i64)>,
}

impl Users<'_> {
    /// `/user/get_users_status`: `{userID, userIDs}` → `{statusList: [{userID, status, platformIDs: [int] | null}]}`: who is online, each
    /// once, in the order asked. The one to ask for many: the answer holds no tokens. Up to 500 at a time: that is the limit up to
    /// v3.8.0 (seen on v3.4, v3.7). No IDs: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn presence(&self, ids: &[UserId], options: &CallOptions) -> Result<Vec<Presence>, ApiError> {
        let ids = unique(ids);
        let Some(first) = ids.first() else { return Ok(Vec::new()) };
        // Who asks: up to v3.8.2 it must not be empty, but nobody looks whether it is true.
        let own = self.client.token().and_then(peek_token).and_then(|claims| claims.user_id);
        let asker = own.as_ref().unwrap_or(first);
        let body = json::fields(vec![("userID", asker.as_str().into()), ("userIDs", listed(&ids))]);
        let answer = self.client.post(&PRESENCE, body, options).await?;
        let rows = answer.read(read_presences)?;
        Ok(arranged(&ids, rows, |row| &row.user_id, Presence::offline))
    }

    /// `/user/get_users_online_status` (administrators): `{userIDs}` → `[{userID, status, detailPlatformStatus: [{platform | platformID,
    /// connID, isBackground, token}] | null}]`: the open connections, each user once, in the order asked. `status` and platform are words
    /// up to v3.8.0 and numbers from v3.8.1 on. The tokens in it are not read. No IDs: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `NoPermission` without an administrator's token.
    pub async fn online_status(&self, ids: &[UserId], options: &CallOptions) -> Result<Vec<OnlineStatus>, ApiError> {
        let ids = unique(ids);
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let body = json::fields(vec![("userIDs", listed(&ids))]);
        let rows = self.client.post(&CONNECTIONS, body, options).await?.read(|data| json::rows(data, read_online))?;
        let offline = |user_id| OnlineStatus { user_id, is_online: false, connections: Vec::new() };
        Ok(arranged(&ids, rows, |row| &row.user_id, offline))
    }

    /// `/user/get_users_online_token_detail` (administrators): `{userIDs}` → `[{userID, status, singlePlatformToken: [{platform |
    /// platformID, total, token: [text]}]}] | null`: how many tokens those of them have who are online. The tokens are not read. Others
    /// than administrators get an empty success (seen on v3.7, main). No IDs: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn online_token_detail(
        &self,
        ids: &[UserId],
        options: &CallOptions,
    ) -> Result<Vec<TokenCount>, ApiError> {
        let ids = unique(ids);
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let body = json::fields(vec![("userIDs", listed(&ids))]);
        self.client.post(&TOKENS, body, options).await?.read(|data| json::rows(data, read_tokens))
    }

    /// `/user/subscribe_users_status`, up to v3.7: `{userID, userIDs, genre: 1 | 2}` → `{statusList: […] | null}`: `user` is told from now
    /// on, or no longer, when one of `ids` comes and goes; the answer is who is online. Later servers say yes and do nothing (source).
    /// No IDs: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn subscribe(
        &self,
        user: &UserId,
        ids: &[UserId],
        on: bool,
        options: &CallOptions,
    ) -> Result<Vec<Presence>, ApiError> {
        let ids = unique(ids);
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let body = json::fields(vec![
            ("userID", user.as_str().into()),
            ("userIDs", listed(&ids)),
            ("genre", if on { 1 } else { 2 }.into()),
        ]);
        let answer = self.client.write(&SUBSCRIBE, std::slice::from_ref(user), body, options).await?;
        answer.read(read_presences)
    }

    /// `/user/get_subscribe_users_status`, up to v3.7: `{userID}` → `{statusList: […] | null}`: whom the user is told of.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn subscribed(&self, user: &UserId, options: &CallOptions) -> Result<Vec<Presence>, ApiError> {
        let body = json::fields(vec![("userID", user.as_str().into())]);
        self.client.post(&SUBSCRIBED, body, options).await?.read(read_presences)
    }
}

impl Presence {
    fn offline(user_id: UserId) -> Self {
        Self { user_id, is_online: false, platforms: Vec::new() }
    }
}

/// One row for each ID, in their order.
fn arranged<T>(ids: &[UserId], rows: Vec<T>, id_of: impl Fn(&T) -> &UserId, offline: impl Fn(UserId) -> T) -> Vec<T> {
    let mut arranged: Vec<T> = ids.iter().cloned().map(offline).collect();
    for (index, row) in rows.into_iter().enumerate() {
        if let Some(known) = place(ids, index, id_of(&row)).and_then(|place| arranged.get_mut(place)) {
            *known = row;
        }
    }
    arranged
}

fn read_presences(data: &Value) -> Read<Vec<Presence>> {
    json::list(json::object(data)?, "statusList", |row| {
        let platforms = json::list(row, "platformIDs", |id| {
            let id = json::as_integer(id).and_then(|id| i32::try_from(id).ok());
            Ok(id.map_or(Platform::UNKNOWN, Platform::from_id))
        })?;
        Ok(Presence { user_id: json::user_id(row)?, is_online: is_online(row), platforms })
    })
}

fn read_online(row: &Value) -> Read<OnlineStatus> {
    let connections = json::list(row, "detailPlatformStatus", |connection| {
        Ok(Connection {
            platform: Platform::read(connection),
            id: json::text(connection, "connID"),
            is_background: json::flag(connection, "isBackground"),
        })
    })?;
    Ok(OnlineStatus { user_id: json::user_id(row)?, is_online: is_online(row), connections })
}

fn read_tokens(row: &Value) -> Read<TokenCount> {
    let platforms = json::list(row, "singlePlatformToken", |platform| {
        Ok((Platform::read(platform), json::integer(platform, "total").unwrap_or(0)))
    })?;
    Ok(TokenCount { user_id: json::user_id(row)?, platforms })
}

/// A word up to v3.8.0, a number from v3.8.1 on; in `get_users_status` always a number.
fn is_online(row: &Value) -> bool {
    match row.get("status") {
        Some(Value::String(word)) if word.eq_ignore_ascii_case("online") => true,
        Some(other) => json::as_integer(other) == Some(1),
        None => false,
    }
}
