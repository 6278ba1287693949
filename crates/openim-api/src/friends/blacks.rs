//! Black lists: whose messages a user does not get.

use super::model::read_black;
use super::{Black, Friends, in_order};
use crate::cancel::CallOptions;
use crate::error::ApiError;
use crate::ids::{UserId, listed, unique};
use crate::json;
use crate::page::{Listing, Page};
use crate::route::{Access, Route};
use crate::server::ServerBlock;

const LIST: Route = Route::reads("/friend/get_black_list", Access::Oneself);
pub(crate) const INFOS: Route =
    Route::reads("/friend/get_specified_blacks", Access::Oneself).since(ServerBlock::V3_8_1);
const ADD: Route = Route::takes("/friend/add_black", Access::Oneself);
const REMOVE: Route = Route::writes("/friend/remove_black", Access::Oneself);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&LIST, &INFOS, &ADD, &REMOVE];

impl Friends<'_> {
    /// `/friend/get_black_list` (anybody up to v3.8.0; the user, administrators): `{userID, pagination}` → `{blacks: [BlackInfo] | null,
    /// total}`: one page of a user's black list. Up to v3.7 users may stand in their own (seen).
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn blacks(&self, owner: &UserId, page: Page, options: &CallOptions) -> Result<Listing<Black>, ApiError> {
        let body = json::fields(vec![("userID", owner.as_str().into()), ("pagination", page.to_json())]);
        let answer = self.client.post(&LIST, body, options).await?;
        answer.read(|data| Listing::read(data, "blacks", read_black))
    }

    /// `/friend/get_specified_blacks`, from v3.8.1 on (the user, administrators): `{ownerUserID, userIDList}` → `{blacks: [BlackInfo] |
    /// null, total}`: those of these users who are in the black list, in the order asked. No IDs: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn black_infos(
        &self,
        owner: &UserId,
        ids: &[UserId],
        options: &CallOptions,
    ) -> Result<Vec<Black>, ApiError> {
        let ids = unique(ids);
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let body = json::fields(vec![("ownerUserID", owner.as_str().into()), ("userIDList", listed(&ids))]);
        let answer = self.client.post(&INFOS, body, options).await?;
        let blacks = answer.read(|data| json::list(json::object(data)?, "blacks", read_black))?;
        Ok(in_order(&ids, blacks, |black| &black.profile.user_id))
    }

    /// `/friend/add_black` (the user, administrators): `{ownerUserID, blackUserID, ex}` → nothing: puts somebody into a user's black
    /// list. `ex` is free for the operator's own use; v3.4 drops it.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`. Again: class `AlreadyThere` (1003 on v3.4, later `E11000`). The user's own ID: a
    /// success up to v3.7, later class `NotFound` (all seen).
    pub async fn block(&self, owner: &UserId, other: &UserId, ex: &str, options: &CallOptions) -> Result<(), ApiError> {
        let body = json::fields(vec![
            ("ownerUserID", owner.as_str().into()),
            ("blackUserID", other.as_str().into()),
            ("ex", ex.into()),
        ]);
        let touched = [owner.clone(), other.clone()];
        self.client.write(&ADD, &touched, body, options).await.map(|answer| answer.done())
    }

    /// `/friend/remove_black` (anybody up to v3.8.0; the user, administrators): `{ownerUserID, blackUserID}` → nothing: takes somebody out
    /// of a user's black list, also where he never was (seen).
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn unblock(&self, owner: &UserId, other: &UserId, options: &CallOptions) -> Result<(), ApiError> {
        let body = json::fields(vec![("ownerUserID", owner.as_str().into()), ("blackUserID", other.as_str().into())]);
        let touched = [owner.clone(), other.clone()];
        self.client.write(&REMOVE, &touched, body, options).await.map(|answer| answer.done())
    }
}
