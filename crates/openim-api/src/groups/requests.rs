//! Who wants to be in a group. There is no list of all requests: only of those that one user has to judge, or made.

use serde_json::Value;

use super::model::read_group;
use super::roles::done_in_spite_of_max_seq;
use super::{Group, Groups};
use crate::cancel::CallOptions;
use crate::error::ApiError;
use crate::friends::{Profile, RequestState};
use crate::ids::{GroupId, UserId, listed, unique};
use crate::json::{self, Read};
use crate::page::{Listing, Page};
use crate::route::{Access, Route};
use crate::server::ServerBlock;

// Any token up to patch 4 of v3.8.3.
const RECEIVED: Route = Route::reads("/group/get_recv_group_applicationList", Access::Member);
const SENT: Route = Route::reads("/group/get_user_req_group_applicationList", Access::Oneself);
const OF_USERS: Route = Route::reads("/group/get_group_users_req_application_list", Access::AnyUser);
const OF_USER: Route =
    Route::reads("/group/get_specified_user_group_request_info", Access::AnyUser).since(ServerBlock::V3_8_1);
pub(crate) const UNHANDLED: Route =
    Route::reads("/group/get_group_application_unhandled_count", Access::Oneself).since(ServerBlock::V3_8_3);
const ANSWER: Route = Route::writes("/group/group_application_response", Access::Member);
const JOIN: Route = Route::writes("/group/join_group", Access::Oneself);
const QUIT: Route = Route::takes("/group/quit_group", Access::Oneself);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&RECEIVED, &SENT, &OF_USERS, &OF_USER, &UNHANDLED, &ANSWER, &JOIN, &QUIT];

/// Somebody's wish to be in a group.
#[derive(Clone, PartialEq, Debug)]
pub struct GroupRequest {
    /// Who; None where the server does not tell: always in [`Groups::requests_of_users`] (seen).
    pub user: Option<Profile>,
    /// Where; None where the group is gone.
    pub group: Option<Group>,
    /// What has become of it.
    pub state: RequestState,
    /// What was said with it.
    pub message: String,
    /// When, in milliseconds since 1970.
    pub time_millis: Option<i64>,
    /// What was answered. Lost by servers after v3.4, like the next two (seen).
    pub answer: String,
    /// Who answered; may be empty.
    pub answered_by: UserId,
    /// When, in milliseconds since 1970.
    pub answer_time_millis: Option<i64>,
    /// Free for the operator's own use.
    pub ex: String,
    /// 2 invited, 3 found, 4 by a QR code.
    pub join_source: i32,
    /// Who invited; may be empty.
    pub inviter: UserId,
}

/// Which requests. Looked at from patch 5 of v3.8.3 on; before, all are answered (seen on v3.4, v3.7).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GroupRequestFilter {
    /// In the place of the user's own groups: an administrator of the server may name any. Empty: the user's own.
    pub groups: Vec<GroupId>,
    /// Only those that nobody has answered.
    pub only_pending: bool,
}

impl Groups<'_> {
    /// `/group/get_recv_group_applicationList`: `{fromUserID, pagination, groupIDs?, handleResults?}` → `{total, groupRequests: […] | null}`:
    /// requests for the groups that `user` owns or administers.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn requests_received(
        &self,
        user: &UserId,
        page: Page,
        filter: &GroupRequestFilter,
        options: &CallOptions,
    ) -> Result<Listing<GroupRequest>, ApiError> {
        let mut body = vec![("fromUserID", user.as_str().into()), ("pagination", page.to_json())];
        if !filter.groups.is_empty() {
            body.push(("groupIDs", super::listed(&filter.groups)));
        }
        if filter.only_pending {
            body.push(("handleResults", Value::Array(vec![0.into()])));
        }
        self.client.post(&RECEIVED, json::fields(body), options).await?.read(read_requests)
    }

    /// `/group/get_user_req_group_applicationList`: `{userID, pagination}` → `{total, groupRequests: […] | null}`: what `user` asked for.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn requests_sent(
        &self,
        user: &UserId,
        page: Page,
        options: &CallOptions,
    ) -> Result<Listing<GroupRequest>, ApiError> {
        let body = json::fields(vec![("userID", user.as_str().into()), ("pagination", page.to_json())]);
        self.client.post(&SENT, body, options).await?.read(read_requests)
    }

    /// `/group/get_group_users_req_application_list`: `{groupID, userIDs}` → `{total, groupRequests: […] | null}`: the requests of these
    /// users for one group, without saying whose (seen). No IDs: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn requests_of_users(
        &self,
        group: &GroupId,
        users: &[UserId],
        options: &CallOptions,
    ) -> Result<Listing<GroupRequest>, ApiError> {
        let users = unique(users);
        if users.is_empty() {
            return Ok(Listing { total: 0, items: Vec::new() });
        }
        let body = json::fields(vec![("groupID", group.as_str().into()), ("userIDs", listed(&users))]);
        self.client.post(&OF_USERS, body, options).await?.read(read_requests)
    }

    /// `/group/get_specified_user_group_request_info`, from v3.8.1 on: `{groupID, userID}` → `{total, groupRequests: […] | null}`.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn requests_of_user(
        &self,
        group: &GroupId,
        user: &UserId,
        options: &CallOptions,
    ) -> Result<Listing<GroupRequest>, ApiError> {
        let body = json::fields(vec![("groupID", group.as_str().into()), ("userID", user.as_str().into())]);
        self.client.post(&OF_USER, body, options).await?.read(read_requests)
    }

    /// `/group/get_group_application_unhandled_count`, from patch 5 of v3.8.3 on: `{userID, time}` → `{count}`: how many requests wait for
    /// `user`, later than a time in milliseconds since 1970; 0: all.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn unhandled_requests(
        &self,
        user: &UserId,
        after_millis: i64,
        options: &CallOptions,
    ) -> Result<i64, ApiError> {
        let body = json::fields(vec![("userID", user.as_str().into()), ("time", after_millis.into())]);
        let answer = self.client.post(&UNHANDLED, body, options).await?;
        answer.read(|data| Ok(json::integer(json::object(data)?, "count").unwrap_or(0)))
    }

    /// `/group/group_application_response`: `{groupID, fromUserID, handledMsg, handleResult: 1 | -1}` → nothing: yes or no to a request. A yes
    /// that some patches of v3.8.3 answer with "maxSeq is invalid" is a yes (seen).
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `AlreadyThere` where it was answered before, `NotFound` where there is none.
    pub async fn answer_request(
        &self,
        group: &GroupId,
        user: &UserId,
        yes: bool,
        message: &str,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        let body = json::fields(vec![
            ("groupID", group.as_str().into()),
            ("fromUserID", user.as_str().into()),
            ("handledMsg", message.into()),
            ("handleResult", if yes { 1 } else { -1 }.into()),
        ]);
        let outcome = self.client.write(&ANSWER, std::slice::from_ref(user), body, options).await;
        done_in_spite_of_max_seq(outcome.map(|answer| answer.done()))
    }

    /// `/group/join_group`: `{groupID, reqMessage, joinSource: 3, inviterUserID}` → nothing: asks for `user` (who is the "inviter" here), or
    /// lets him in where nobody has to be asked.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `BadArgument` where he is in it.
    pub async fn join(
        &self,
        group: &GroupId,
        user: &UserId,
        message: &str,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        let body = json::fields(vec![
            ("groupID", group.as_str().into()),
            ("reqMessage", message.into()),
            ("joinSource", 3.into()),
            ("inviterUserID", user.as_str().into()),
        ]);
        let outcome = self.client.write(&JOIN, std::slice::from_ref(user), body, options).await;
        done_in_spite_of_max_seq(outcome.map(|answer| answer.done()))
    }

    /// `/group/quit_group`: `{groupID, userID}` → nothing: takes a member out by his own wish.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `NoPermission` for the owner (seen).
    pub async fn quit(&self, group: &GroupId, user: &UserId, options: &CallOptions) -> Result<(), ApiError> {
        let body = json::fields(vec![("groupID", group.as_str().into()), ("userID", user.as_str().into())]);
        self.client.write(&QUIT, std::slice::from_ref(user), body, options).await.map(|answer| answer.done())
    }
}

fn read_requests(data: &Value) -> Read<Listing<GroupRequest>> {
    Listing::read(data, "groupRequests", |row| {
        Ok(GroupRequest {
            user: nested(row, "userInfo", |user| {
                let text = |key| json::text(user, key);
                let user_id = json::user_id(user)?;
                Ok(Profile { user_id, nickname: text("nickname"), face_url: text("faceURL"), ex: text("ex") })
            })?,
            group: nested(row, "groupInfo", read_group)?,
            state: RequestState::read(row),
            message: json::text(row, "reqMsg"),
            time_millis: json::time(row, "reqTime"),
            answer: json::text(row, "handleMsg"),
            answered_by: json::text(row, "handleUserID").into(),
            answer_time_millis: json::time(row, "handleTime"),
            ex: json::text(row, "ex"),
            join_source: json::small_integer(row, "joinSource"),
            inviter: json::text(row, "inviterUserID").into(),
        })
    })
}

fn nested<T>(row: &Value, key: &str, read: impl Fn(&Value) -> Read<T>) -> Read<Option<T>> {
    match row.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => read(value).map(Some).map_err(|mismatch| mismatch.within(key)),
    }
}
