//! `/user/…_notification_account`: accounts that speak for the system, from v3.5 on.

use serde_json::Value;

use crate::cancel::CallOptions;
use crate::client::Client;
use crate::error::ApiError;
use crate::ids::UserId;
use crate::json::{self, Read};
use crate::page::{Listing, Page};
use crate::route::{Access, Route};
use crate::server::ServerBlock;

pub(crate) const ADD: Route = Route::writes("/user/add_notification_account", Access::Admin).since(ServerBlock::V3_5);
const UPDATE: Route = Route::writes("/user/update_notification_account", Access::Admin).since(ServerBlock::V3_5);
const SEARCH: Route = Route::reads("/user/search_notification_account", Access::Admin).since(ServerBlock::V3_5);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&ADD, &UPDATE, &SEARCH];

/// The level that every version takes for a notification account.
const NOTIFICATION: i32 = 3;
/// From v3.8.3 on; older servers ignore the level and make it 3.
const ROBOT: i32 = 4;

/// The calls about notification accounts.
pub struct NotificationAccounts<'a> {
    pub(crate) client: &'a Client,
}

/// A notification account or robot. Only the server's answers make one: the call that renames it would rename an ordinary user just
/// as well (seen on v3.7, v3.8.3, main).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotificationAccount {
    user_id: UserId,
    /// Its name; several may have the same.
    pub nickname: String,
    /// Unchecked by the server.
    pub face_url: String,
    /// 3 notification account, 4 robot. None up to v3.8.2, which do not tell.
    pub app_manger_level: Option<i32>,
}

impl NotificationAccount {
    /// Its ID.
    #[must_use]
    pub fn user_id(&self) -> &UserId {
        &self.user_id
    }
}

/// A notification account to be made.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NewNotificationAccount {
    /// Empty: the server makes up ten digits, and v3.5 does so in any case. Its characters are not checked (seen on main).
    pub user_id: UserId,
    /// Must not be empty.
    pub nickname: String,
    /// Must not be empty before patch 5 of v3.8.3; its absence is then called one of the name.
    pub face_url: String,
    /// A robot instead of a notification account; see [`crate::Feature::ADD_ROBOTS`].
    pub robot: bool,
}

impl NotificationAccounts<'_> {
    /// `/user/add_notification_account` (administrators): `{userID, nickName, faceURL, appMangerLevel}` → `{userID, nickName, faceURL,
    /// appMangerLevel}`: the account as made. None on v3.5, which does not say (seen).
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `BadArgument` also for an ID that is taken.
    pub async fn add(
        &self,
        account: &NewNotificationAccount,
        options: &CallOptions,
    ) -> Result<Option<NotificationAccount>, ApiError> {
        let body = json::fields(vec![
            ("userID", account.user_id.as_str().into()),
            ("nickName", account.nickname.as_str().into()),
            ("faceURL", account.face_url.as_str().into()),
            ("appMangerLevel", if account.robot { ROBOT } else { NOTIFICATION }.into()),
        ]);
        let answer = self.client.write(&ADD, std::slice::from_ref(&account.user_id), body, options).await?;
        answer.read(|data| match json::object(data)?.get("userID") {
            Some(_) => read_account(data).map(Some),
            None => Ok(None),
        })
    }

    /// `/user/update_notification_account` (administrators): `{userID, nickName, faceURL}` → nothing: gives it another name, another
    /// picture, or both. What is empty stays as it is; both empty: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `BadArgument` where it is gone.
    pub async fn update(
        &self,
        account: &NotificationAccount,
        nickname: &str,
        face_url: &str,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        if nickname.is_empty() && face_url.is_empty() {
            return Ok(());
        }
        let body = json::fields(vec![
            ("userID", account.user_id.as_str().into()),
            ("nickName", nickname.into()),
            ("faceURL", face_url.into()),
        ]);
        let touched = std::slice::from_ref(&account.user_id);
        self.client.write(&UPDATE, touched, body, options).await.map(|answer| answer.done())
    }

    /// `/user/search_notification_account` (administrators): `{keyword, pagination}`, on v3.5 `{userID, nickName, pagination}` → `{total,
    /// notificationAccounts: [{userID, nickName, faceURL, appMangerLevel?}] | null}`. A keyword is an ID or a name as a whole; blank finds
    /// all, but up to v3.8.3 only those of level 3: robots are found by keyword alone (seen on v3.7, v3.8.3).
    ///
    /// v3.5 did not find the accounts that were made on it (seen).
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn search(
        &self,
        page: Page,
        keyword: &str,
        options: &CallOptions,
    ) -> Result<Listing<NotificationAccount>, ApiError> {
        let keyword = keyword.trim();
        let mut body = vec![("pagination", page.to_json())];
        if self.client.block() >= ServerBlock::V3_6 {
            body.push(("keyword", keyword.into()));
        } else {
            body.extend([("userID", keyword.into()), ("nickName", keyword.into())]);
        }
        let answer = self.client.post(&SEARCH, json::fields(body), options).await?;
        answer.read(|data| Listing::read(data, "notificationAccounts", read_account))
    }
}

fn read_account(row: &Value) -> Read<NotificationAccount> {
    Ok(NotificationAccount {
        user_id: json::user_id(row)?,
        nickname: json::text(row, "nickName"),
        face_url: json::text(row, "faceURL"),
        app_manger_level: json::integer(row, "appMangerLevel").and_then(|level| i32::try_from(level).ok()),
    })
}
