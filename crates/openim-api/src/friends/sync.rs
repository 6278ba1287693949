//! What apps ask to keep their copy of the friends. There is no method for the changes of a black list: servers name that route, but
//! answer 12 or 500 (seen on v3.8.3, main).

use super::model::read_friend;
use super::{Friend, Friends};
use crate::cancel::CallOptions;
use crate::error::ApiError;
use crate::ids::UserId;
use crate::json;
use crate::route::{Access, Route};
use crate::server::ServerBlock;
use crate::sync::{Changes, FullIds, Version};

pub(crate) const CHANGES: Route =
    Route::reads("/friend/get_incremental_friends", Access::Oneself).since(ServerBlock::V3_8_0);
const FULL_IDS: Route = Route::reads("/friend/get_full_friend_user_ids", Access::Oneself).since(ServerBlock::V3_8_0);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&CHANGES, &FULL_IDS];

impl Friends<'_> {
    /// `/friend/get_incremental_friends`, from v3.8.0 on (the user, administrators): `{userID, versionID, version}` → `{versionID,
    /// version, full, delete, insert, update}`: what has become of a user's friends since a version.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn changes(
        &self,
        user: &UserId,
        since: &Version,
        options: &CallOptions,
    ) -> Result<Changes<Friend>, ApiError> {
        let mut body = vec![("userID", user.as_str().into())];
        body.extend(since.to_fields());
        let answer = self.client.post(&CHANGES, json::fields(body), options).await?;
        answer.read(|data| Changes::read(data, read_friend))
    }

    /// `/friend/get_full_friend_user_ids`, from v3.8.0 on (the user, administrators): `{userID, idHash}` → `{versionID, version, equal,
    /// userIDs}`: the IDs of all friends and the version that they are of. The hash is sent as 0, which matches no list but an empty one.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn full_ids(&self, user: &UserId, options: &CallOptions) -> Result<FullIds, ApiError> {
        let body = json::fields(vec![("userID", user.as_str().into()), ("idHash", 0.into())]);
        let answer = self.client.post(&FULL_IDS, body, options).await?;
        answer.read(|data| FullIds::read(data, "userIDs"))
    }
}
