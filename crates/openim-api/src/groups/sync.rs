//! Keeping a copy of a user's groups and of a group's members, from v3.8.0 on. See [`crate::sync`].

use serde_json::Value;

use super::members::read_member;
use super::model::read_group;
use super::{Group, GroupMember, Groups};
use crate::cancel::CallOptions;
use crate::error::ApiError;
use crate::ids::{GroupId, UserId};
use crate::json;
use crate::route::{Access, Route};
use crate::server::ServerBlock;
use crate::sync::{Changes, FullIds, Version};

const MEMBERS: Route = Route::reads("/group/get_incremental_group_members", Access::Member).since(ServerBlock::V3_8_0);
const JOINED: Route = Route::reads("/group/get_incremental_join_groups", Access::Oneself).since(ServerBlock::V3_8_0);
const FULL_MEMBERS: Route =
    Route::reads("/group/get_full_group_member_user_ids", Access::Member).since(ServerBlock::V3_8_0);
const FULL_JOINED: Route = Route::reads("/group/get_full_join_group_ids", Access::Oneself).since(ServerBlock::V3_8_0);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&MEMBERS, &JOINED, &FULL_MEMBERS, &FULL_JOINED];

impl Groups<'_> {
    /// `/group/get_incremental_group_members`: `{groupID, versionID, version}` → `{version, versionID, full, delete, insert, update}`: what
    /// has become of the members since a version.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn changed_members(
        &self,
        group: &GroupId,
        since: &Version,
        options: &CallOptions,
    ) -> Result<Changes<GroupMember>, ApiError> {
        let body = known(("groupID", group.as_str().into()), since);
        self.client.post(&MEMBERS, body, options).await?.read(|data| Changes::read(data, read_member))
    }

    /// `/group/get_incremental_join_groups`: `{userID, versionID, version}` → `{version, versionID, full, delete, insert, update}`: what has
    /// become of a user's groups since a version.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn changed_joined(
        &self,
        user: &UserId,
        since: &Version,
        options: &CallOptions,
    ) -> Result<Changes<Group>, ApiError> {
        let body = known(("userID", user.as_str().into()), since);
        self.client.post(&JOINED, body, options).await?.read(|data| Changes::read(data, read_group))
    }

    /// `/group/get_full_group_member_user_ids`: `{idHash, groupID}` → `{version, versionID, equal, userIDs}`: the IDs of all members.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn full_member_ids(&self, group: &GroupId, options: &CallOptions) -> Result<FullIds, ApiError> {
        let body = json::fields(vec![("idHash", 0.into()), ("groupID", group.as_str().into())]);
        self.client.post(&FULL_MEMBERS, body, options).await?.read(|data| FullIds::read(data, "userIDs"))
    }

    /// `/group/get_full_join_group_ids`: `{idHash, userID}` → `{version, versionID, equal, groupIDs}`: the IDs of all groups of a user.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn full_joined_ids(&self, user: &UserId, options: &CallOptions) -> Result<FullIds, ApiError> {
        let body = json::fields(vec![("idHash", 0.into()), ("userID", user.as_str().into())]);
        self.client.post(&FULL_JOINED, body, options).await?.read(|data| FullIds::read(data, "groupIDs"))
    }
}

fn known(of: (&'static str, Value), since: &Version) -> Value {
    json::fields(std::iter::once(of).chain(since.to_fields()).collect())
}
