//! Requests to become friends.

use super::model::read_request;
use super::{FriendRequest, Friends};
use crate::cancel::CallOptions;
use crate::error::ApiError;
use crate::ids::UserId;
use crate::json;
use crate::page::{Listing, Page};
use crate::route::{Access, Route};
use crate::server::ServerBlock;

const RECEIVED: Route = Route::reads("/friend/get_friend_apply_list", Access::Oneself);
const SENT: Route = Route::reads("/friend/get_self_friend_apply_list", Access::Oneself);
const BETWEEN: Route = Route::reads("/friend/get_designated_friend_apply", Access::Oneself);
pub(crate) const COUNT: Route =
    Route::reads("/friend/get_self_unhandled_apply_count", Access::Oneself).since(ServerBlock::V3_8_3);
const ASK: Route = Route::writes("/friend/add_friend", Access::Oneself);
const ANSWER: Route = Route::writes("/friend/add_friend_response", Access::Oneself);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&RECEIVED, &SENT, &BETWEEN, &COUNT, &ASK, &ANSWER];

impl Friends<'_> {
    /// `/friend/get_friend_apply_list` (anybody up to v3.8.0; the user, administrators): `{userID, pagination}` → `{FriendRequests:
    /// [FriendRequest] | null, total}`: one page of the requests that a user got.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn received(
        &self,
        user: &UserId,
        page: Page,
        options: &CallOptions,
    ) -> Result<Listing<FriendRequest>, ApiError> {
        // With a capital here, and only here.
        self.requests(&RECEIVED, "FriendRequests", user, page, options).await
    }

    /// `/friend/get_self_friend_apply_list` (anybody up to v3.8.0; the user, administrators): `{userID, pagination}` → `{friendRequests:
    /// [FriendRequest] | null, total}`: one page of the requests that a user sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn sent(
        &self,
        user: &UserId,
        page: Page,
        options: &CallOptions,
    ) -> Result<Listing<FriendRequest>, ApiError> {
        self.requests(&SENT, "friendRequests", user, page, options).await
    }

    async fn requests(
        &self,
        route: &'static Route,
        key: &str,
        user: &UserId,
        page: Page,
        options: &CallOptions,
    ) -> Result<Listing<FriendRequest>, ApiError> {
        let body = json::fields(vec![("userID", user.as_str().into()), ("pagination", page.to_json())]);
        let answer = self.client.post(route, body, options).await?;
        answer.read(|data| Listing::read(data, key, read_request))
    }

    /// `/friend/get_designated_friend_apply` (anybody; on main the two and administrators): `{fromUserID, toUserID}` → `{friendRequests:
    /// [FriendRequest] | null}`: what one asked the other.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn requests_between(
        &self,
        from: &UserId,
        to: &UserId,
        options: &CallOptions,
    ) -> Result<Vec<FriendRequest>, ApiError> {
        let body = json::fields(vec![("fromUserID", from.as_str().into()), ("toUserID", to.as_str().into())]);
        let answer = self.client.post(&BETWEEN, body, options).await?;
        answer.read(|data| json::list(json::object(data)?, "friendRequests", read_request))
    }

    /// `/friend/get_self_unhandled_apply_count`, from patch 5 of v3.8.3 on (the user, administrators): `{userID, time}` → `{count}`: how
    /// many requests wait for the user's answer, of those since `since_millis`; 0 for all.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn unanswered(&self, user: &UserId, since_millis: i64, options: &CallOptions) -> Result<i64, ApiError> {
        let body = json::fields(vec![("userID", user.as_str().into()), ("time", since_millis.into())]);
        let answer = self.client.post(&COUNT, body, options).await?;
        answer.read(|data| Ok(json::integer(json::object(data)?, "count").unwrap_or(0)))
    }

    /// `/friend/add_friend` (the user, administrators): `{fromUserID, toUserID, reqMsg, ex}` → nothing: asks in a user's name. Asking again
    /// replaces the request. (An administrator makes friends by [`Friends::import`].)
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `AlreadyThere` for friends, code 1301 for the user's own ID.
    pub async fn ask(
        &self,
        from: &UserId,
        to: &UserId,
        message: &str,
        ex: &str,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        let body = json::fields(vec![
            ("fromUserID", from.as_str().into()),
            ("toUserID", to.as_str().into()),
            ("reqMsg", message.into()),
            ("ex", ex.into()),
        ]);
        let touched = [from.clone(), to.clone()];
        self.client.write(&ASK, &touched, body, options).await.map(|answer| answer.done())
    }

    /// `/friend/add_friend_response` (the one who was asked, administrators): `{fromUserID, toUserID, handleResult, handleMsg}` →
    /// nothing: answers in the name of the one who was asked.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `BadArgument` where it was answered before, `NotFound` where nobody asked.
    pub async fn answer(
        &self,
        from: &UserId,
        to: &UserId,
        agree: bool,
        message: &str,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        let body = json::fields(vec![
            ("fromUserID", from.as_str().into()),
            ("toUserID", to.as_str().into()),
            ("handleResult", if agree { 1 } else { -1 }.into()),
            ("handleMsg", message.into()),
        ]);
        let touched = [from.clone(), to.clone()];
        self.client.write(&ANSWER, &touched, body, options).await.map(|answer| answer.done())
    }
}
