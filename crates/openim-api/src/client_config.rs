//! `/user/…_user_client_config`: texts by key that apps read from the server, for all users or for one. Only on main.

use serde_json::Value;

use crate::cancel::CallOptions;
use crate::client::Client;
use crate::error::ApiError;
use crate::ids::UserId;
use crate::json::{self, Read};
use crate::page::{Listing, Page};
use crate::route::{Access, Route};
use crate::server::ServerBlock;

const GET: Route = Route::reads("/user/get_user_client_config", Access::Oneself).since(ServerBlock::Main);
pub(crate) const SET: Route = Route::writes("/user/set_user_client_config", Access::Admin).since(ServerBlock::Main);
pub(crate) const DELETE: Route = Route::takes("/user/del_user_client_config", Access::Admin).since(ServerBlock::Main);
pub(crate) const LIST: Route = Route::reads("/user/page_user_client_config", Access::Admin).since(ServerBlock::Main);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&GET, &SET, &DELETE, &LIST];

/// The calls about the configuration of apps. `user` None means all users.
pub struct ClientConfig<'a> {
    pub(crate) client: &'a Client,
}

/// One stored entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfigEntry {
    /// Whose; None: that of all users.
    pub user_id: Option<UserId>,
    /// Any text, also an empty one.
    pub key: String,
    /// Any text.
    pub value: String,
}

impl ClientConfig<'_> {
    /// `/user/get_user_client_config`: `{userID}` → `{configs?: {key: value}}`: what an app of this user reads: the entries of all users,
    /// with his own over them (seen). Sorted by key.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn get(&self, user: Option<&UserId>, options: &CallOptions) -> Result<Vec<(String, String)>, ApiError> {
        let body = json::fields(vec![owner(user)]);
        self.client.post(&GET, body, options).await?.read(|data| {
            json::entries(json::object(data)?, "configs", |key, value| Ok((key.to_owned(), json::as_text(value))))
        })
    }

    /// `/user/page_user_client_config` (administrators): `{userID, key, pagination}` → `{total, configs: [{key, userID, value}] | null}`:
    /// entries as they are stored. `user` None: of all users, also their own. A blank key: all; else that one exactly.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn list(
        &self,
        page: Page,
        user: Option<&UserId>,
        key: &str,
        options: &CallOptions,
    ) -> Result<Listing<ConfigEntry>, ApiError> {
        let body = json::fields(vec![owner(user), ("key", key.into()), ("pagination", page.to_json())]);
        self.client.post(&LIST, body, options).await?.read(|data| Listing::read(data, "configs", read_entry))
    }

    /// `/user/set_user_client_config` (administrators): `{userID, configs: {key: value}}` → nothing: adds or replaces entries. No entries:
    /// nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `NotFound` for an unknown user.
    pub async fn set(
        &self,
        user: Option<&UserId>,
        entries: &[(String, String)],
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        if entries.is_empty() {
            return Ok(());
        }
        let configs = Value::Object(entries.iter().map(|(key, value)| (key.clone(), value.as_str().into())).collect());
        let body = json::fields(vec![owner(user), ("configs", configs)]);
        self.client.write(&SET, touched(user), body, options).await.map(|answer| answer.done())
    }

    /// `/user/del_user_client_config` (administrators): `{userID, keys}` → nothing. An unknown key is a success. No keys: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn delete(&self, user: Option<&UserId>, keys: &[String], options: &CallOptions) -> Result<(), ApiError> {
        if keys.is_empty() {
            return Ok(());
        }
        let body = json::fields(vec![owner(user), ("keys", keys.iter().map(String::as_str).collect())]);
        self.client.write(&DELETE, touched(user), body, options).await.map(|answer| answer.done())
    }
}

fn owner(user: Option<&UserId>) -> (&'static str, Value) {
    ("userID", user.map_or("", UserId::as_str).into())
}

fn touched(user: Option<&UserId>) -> &[UserId] {
    user.map_or(&[], std::slice::from_ref)
}

fn read_entry(row: &Value) -> Read<ConfigEntry> {
    let user_id = Some(json::user_id(row)?).filter(|id| !id.as_str().is_empty());
    Ok(ConfigEntry { user_id, key: json::text(row, "key"), value: json::text(row, "value") })
}
