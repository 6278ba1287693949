//! `/user/process_user_command_…`: small texts kept for a user by type and key, from v3.5 on.

use serde_json::Value;

use crate::cancel::CallOptions;
use crate::client::Client;
use crate::error::ApiError;
use crate::ids::UserId;
use crate::json::{self, Read};
use crate::route::{Access, Route};
use crate::server::ServerBlock;

pub(crate) const LIST: Route = Route::reads("/user/process_user_command_get", Access::Oneself).since(ServerBlock::V3_5);
const LIST_ALL: Route = Route::reads("/user/process_user_command_get_all", Access::Oneself).since(ServerBlock::V3_6);
const ADD: Route = Route::writes("/user/process_user_command_add", Access::Oneself).since(ServerBlock::V3_5);
const UPDATE: Route = Route::writes("/user/process_user_command_update", Access::Oneself).since(ServerBlock::V3_5);
const DELETE: Route = Route::takes("/user/process_user_command_delete", Access::Oneself).since(ServerBlock::V3_5);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&LIST, &LIST_ALL, &ADD, &UPDATE, &DELETE];

/// The calls about user commands. On v3.5 any token may make them for anybody.
///
/// v3.6 answers every change with class `BadArgument` though it is made, because the notice of it is refused (seen): read again.
pub struct UserCommands<'a> {
    pub(crate) client: &'a Client,
}

/// One entry. The same key twice makes two (seen on v3.7, v3.8.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UserCommand {
    /// What sort of entry, by the app's own meaning; never 0.
    pub kind: i32,
    /// Its key.
    pub uuid: String,
    /// Its text.
    pub value: String,
    /// A second text; empty on v3.5.
    pub ex: String,
    /// Milliseconds since 1970. (The server tells seconds here.)
    pub create_time_millis: Option<i64>,
}

impl UserCommands<'_> {
    /// `/user/process_user_command_get`: `{userID, type}` → `{CommandResp: […] | null}`, on v3.5 `{KVArray: […]}`: those of one kind.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn list(&self, user: &UserId, kind: i32, options: &CallOptions) -> Result<Vec<UserCommand>, ApiError> {
        let body = json::fields(vec![("userID", user.as_str().into()), ("type", kind.into())]);
        self.client.post(&LIST, body, options).await?.read(read_commands)
    }

    /// `/user/process_user_command_get_all`, from v3.6 on: `{userID}` → `{CommandResp: […] | null}`.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn list_all(&self, user: &UserId, options: &CallOptions) -> Result<Vec<UserCommand>, ApiError> {
        let body = json::fields(vec![("userID", user.as_str().into())]);
        self.client.post(&LIST_ALL, body, options).await?.read(read_commands)
    }

    /// `/user/process_user_command_add`: `{userID, type, uuid, value}` → nothing. There is no second text here: the server would put it
    /// in the place of the first (seen on v3.7, v3.8.3).
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn add(
        &self,
        user: &UserId,
        kind: i32,
        uuid: &str,
        value: &str,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        self.change(&ADD, user, vec![("type", kind.into()), ("uuid", uuid.into()), ("value", value.into())], options)
            .await
    }

    /// `/user/process_user_command_update`: `{userID, type, uuid, value}` → nothing.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `NotFound` for an unknown key.
    pub async fn update(
        &self,
        user: &UserId,
        kind: i32,
        uuid: &str,
        value: &str,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        self.change(&UPDATE, user, vec![("type", kind.into()), ("uuid", uuid.into()), ("value", value.into())], options)
            .await
    }

    /// `/user/process_user_command_delete`: `{userID, type, uuid}` → nothing.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn delete(&self, user: &UserId, kind: i32, uuid: &str, options: &CallOptions) -> Result<(), ApiError> {
        self.change(&DELETE, user, vec![("type", kind.into()), ("uuid", uuid.into())], options).await
    }

    async fn change(
        &self,
        route: &'static Route,
        user: &UserId,
        mut body: Vec<(&'static str, Value)>,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        body.push(("userID", user.as_str().into()));
        let touched = std::slice::from_ref(user);
        self.client.write(route, touched, json::fields(body), options).await.map(|answer| answer.done())
    }
}

fn read_commands(data: &Value) -> Read<Vec<UserCommand>> {
    let key = if json::object(data)?.get("KVArray").is_some() { "KVArray" } else { "CommandResp" };
    json::list(data, key, |row| {
        Ok(UserCommand {
            kind: json::small_integer(row, "type"),
            uuid: json::text(row, "uuid"),
            value: json::text(row, "value"),
            ex: json::text(row, "ex"),
            create_time_millis: json::time(row, "createTime"),
        })
    })
}
