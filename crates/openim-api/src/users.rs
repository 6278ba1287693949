//! `/user`: listing, looking up, checking and registering accounts; beside it changing them, and who is online. The pattern of a resource: a struct that borrows the client, one
//! method for each call, models and their reading in a file beside it.

mod model;
pub(crate) mod presence;
pub(crate) mod update;

use serde_json::Value;

use self::model::read_status;
pub(crate) use self::model::read_user;
pub use self::model::{AccountStatus, NewUser, User, UserFilter};
pub use self::presence::{Connection, OnlineStatus, Presence, TokenCount};
pub use self::update::UserChange;
use crate::cancel::CallOptions;
use crate::client::Client;
use crate::error::{ApiError, ErrorClass, secret_needed};
use crate::ids::{Secret, UserId, listed, place, unique};
use crate::json::{self, Read};
use crate::page::{Listing, Page};
use crate::route::{Access, Route};
use crate::rules::escape_regex;
use crate::server::{Dialect, ServerBlock};

const LIST: Route = Route::reads("/user/get_users", Access::AnyUser);
const INFOS: Route = Route::reads("/user/get_users_info", Access::AnyUser);
const CHECK: Route = Route::reads("/user/account_check", Access::Admin);
const ALL_IDS: Route = Route::reads("/user/get_all_users_uid", Access::AnyUser);
const REGISTER: Route = Route::writes("/user/user_register", Access::Admin).since(ServerBlock::V3_8_1);
/// The shared secret in its body is all that it looks at.
const REGISTER_BY_SECRET: Route = Route::writes("/user/user_register", Access::Open).until(ServerBlock::V3_8_0);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&LIST, &INFOS, &CHECK, &ALL_IDS, &REGISTER];

/// The calls of `/user`.
pub struct Users<'a> {
    pub(crate) client: &'a Client,
}

impl Users<'_> {
    /// `/user/get_users`: `{pagination, userID?, nickName?}` → `{total, users: [UserInfo] | null}`: one page of accounts in the server's
    /// own order (by userID on v3.4, else about that of creation).
    ///
    /// Up to v3.5 the server cannot filter (seen on v3.4), and the filter is not sent. From v3.6 on accounts of another level than 0 and 1 are not
    /// listed, administrators among them.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`. Class `TooLarge`: ask for a smaller page.
    pub async fn list(
        &self,
        page: Page,
        filter: &UserFilter,
        options: &CallOptions,
    ) -> Result<Listing<User>, ApiError> {
        let filters = self.client.block().has_user_filters() && !filter.keyword.trim().is_empty();
        let mut body = vec![("pagination", page.to_json())];
        if filters {
            // Spelled "nickName" here, and only here. Both are searched: the server takes either.
            let pattern = escape_regex(&filter.keyword);
            body.extend([("userID", pattern.as_str().into()), ("nickName", pattern.as_str().into())]);
        }
        let body = json::fields(body);
        let answer = self.client.post(&LIST, body, options).await?;
        answer.read(|data| Listing::read(data, "users", read_user))
    }

    /// `/user/get_users_info`: `{userIDs}` → `{usersInfo: [UserInfo] | null}`: those of the accounts that exist, each once, in the order
    /// asked (the server's own is random on v3.8.3 and main). Up to 500 at a time are comfortable. No IDs: nothing is sent.
    ///
    /// Up to v3.8.1 one unknown ID fails the whole call (seen on v3.4, v3.7): then `account_check` tells the known ones (an administrator's call), and they
    /// are asked for again.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn infos(&self, ids: &[UserId], options: &CallOptions) -> Result<Vec<User>, ApiError> {
        let ids = unique(ids);
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let error = match self.infos_once(&ids, options).await {
            Err(error) if error.class() == Some(ErrorClass::NotFound) => error,
            outcome => return outcome,
        };
        let checked = self.check(&ids, options).await?;
        let known: Vec<UserId> =
            checked.into_iter().filter(|(_, status)| *status == AccountStatus::Registered).map(|(id, _)| id).collect();
        match known.len() {
            0 => Ok(Vec::new()),
            // All of them exist, so asking again would fail alike.
            all if all == ids.len() => Err(error),
            _ => self.infos_once(&known, options).await,
        }
    }

    /// The same route, for one account: its row as the server wrote it, unknown fields and all, for a person to read. Mask it before
    /// it is shown. None where there is no such account.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn raw_info(&self, id: &UserId, options: &CallOptions) -> Result<Option<Value>, ApiError> {
        let body = json::fields(vec![("userIDs", listed(std::slice::from_ref(id)))]);
        let answer = match self.client.post(&INFOS, body, options).await {
            Err(error) if error.class() == Some(ErrorClass::NotFound) => return Ok(None),
            outcome => outcome?,
        };
        let rows = answer.read(|data| json::list(json::object(data)?, "usersInfo", |row| Ok(row.clone())))?;
        Ok(rows.into_iter().find(|row| json::text(row, "userID") == id.as_str()))
    }

    async fn infos_once(&self, ids: &[UserId], options: &CallOptions) -> Result<Vec<User>, ApiError> {
        let answer = self.client.post(&INFOS, json::fields(vec![("userIDs", listed(ids))]), options).await?;
        let users = answer.read(|data| json::list(json::object(data)?, "usersInfo", read_user))?;
        // The order of the answer is random on newer servers. A row that was not asked for (v3.4 finds "alice" under "ALICE") comes last.
        let mut rows: Vec<Option<User>> = ids.iter().map(|_| None).collect();
        let mut others: Vec<User> = Vec::new();
        for (index, user) in users.into_iter().enumerate() {
            match place(ids, index, &user.user_id).and_then(|place| rows.get_mut(place)) {
                Some(row) => *row = row.take().or(Some(user)),
                None if others.iter().any(|other| other.user_id == user.user_id) => {}
                None => others.push(user),
            }
        }
        Ok(rows.into_iter().flatten().chain(others).collect())
    }

    /// `/user/get_all_users_uid`: `{pagination}` → `{total, userIDs: [text] | null}`: IDs of all accounts, also of those that
    /// [`Users::list`] hides. v3.4 tells no total (seen): there it is what is on the page.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn all_ids(&self, page: Page, options: &CallOptions) -> Result<Listing<UserId>, ApiError> {
        let answer = self.client.post(&ALL_IDS, json::fields(vec![("pagination", page.to_json())]), options).await?;
        answer.read(|data| Listing::read(data, "userIDs", |id| Ok(json::as_text(id).into())))
    }

    /// `/user/account_check` (administrators): `{checkUserIDs}` → `{results: [{userID, accountStatus}]}`, the status a word up to v3.8.0
    /// and a number from v3.8.1: which IDs are taken, each once, in the order asked. IDs are compared exactly, also by the server that
    /// folds case when it registers (seen on v3.4). Up to 500 at a time are comfortable. No IDs: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `NoPermission` without an administrator's token.
    pub async fn check(&self, ids: &[UserId], options: &CallOptions) -> Result<Vec<(UserId, AccountStatus)>, ApiError> {
        let ids = unique(ids);
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let answer = self.client.post(&CHECK, json::fields(vec![("checkUserIDs", listed(&ids))]), options).await?;
        let mut statuses = vec![AccountStatus::Unknown; ids.len()];
        for (index, (id, status)) in answer.read(read_checked)?.into_iter().enumerate() {
            if let Some(known) = place(&ids, index, &id).and_then(|place| statuses.get_mut(place)) {
                *known = status;
            }
        }
        Ok(ids.into_iter().zip(statuses).collect())
    }

    /// `/user/account_check` once more, asked only for whether it is allowed: a call for administrators, and for nobody else, in every
    /// version. What it says of `id` is not looked at.
    ///
    /// # Errors
    /// Class `NoPermission` without an administrator's token, class `Session` for one that is refused; else every [`ErrorKind`](crate::ErrorKind) but
    /// `SecretNeeded`.
    pub async fn prove_administrator(&self, id: &UserId, options: &CallOptions) -> Result<(), ApiError> {
        let body = json::fields(vec![("checkUserIDs", listed(std::slice::from_ref(id)))]);
        self.client.post(&CHECK, body, options).await.map(|answer| answer.done())
    }

    /// `/user/user_register`: `{users: [UserInfo], secret?}` → nothing: registers all of them or, if one ID is taken, none (1102).
    ///
    /// The old dialect wants the shared secret and looks at no token; the new one wants an administrator's token, and a secret given
    /// here is not sent. Up to 200 at a time are comfortable.
    ///
    /// # Errors
    /// [`crate::ErrorKind::SecretNeeded`] before anything is sent; class `AlreadyRegistered` where an ID is taken, also in a race for it;
    /// every other [`crate::ErrorKind`].
    pub async fn register(
        &self,
        users: &[NewUser],
        secret: Option<&Secret>,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        if users.is_empty() {
            return Ok(());
        }
        let mut body = vec![("users", users.iter().map(NewUser::to_json).collect())];
        let route: &'static Route = match self.client.dialect() {
            Dialect::AdminToken => &REGISTER,
            Dialect::SecretInBody => {
                let secret =
                    secret.filter(|secret| !secret.is_empty()).ok_or_else(|| secret_needed(&REGISTER_BY_SECRET))?;
                body.push(("secret", secret.expose().into()));
                &REGISTER_BY_SECRET
            }
        };
        let touched: Vec<UserId> = users.iter().map(|user| user.user_id.clone()).collect();
        self.client.write(route, &touched, json::fields(body), options).await.map(|answer| answer.done())
    }
}

fn read_checked(data: &Value) -> Read<Vec<(UserId, AccountStatus)>> {
    json::list(json::object(data)?, "results", read_status)
}
