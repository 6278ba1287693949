//! Who is in a group.

use std::cmp::Reverse;

use serde_json::Value;

use super::Groups;
use crate::cancel::CallOptions;
use crate::error::ApiError;
use crate::ids::{GroupId, UserId, listed, place, unique};
use crate::json::{self, Read};
use crate::order::sort_by;
use crate::page::{Listing, Page};
use crate::route::{Access, Route};

// Any token up to patch 4 of v3.8.3, then members and administrators.
const LIST: Route = Route::reads("/group/get_group_member_list", Access::Member);
const INFOS: Route = Route::reads("/group/get_group_members_info", Access::Member);
const IDS: Route = Route::reads("/group/get_group_member_user_id", Access::Member);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&LIST, &INFOS, &IDS];

/// Somebody in a group (`GroupMemberFullInfo`, alike in all versions).
#[derive(Clone, PartialEq, Debug)]
pub struct GroupMember {
    /// Which group.
    pub group_id: GroupId,
    /// Who.
    pub user_id: UserId,
    /// What he may.
    pub role: GroupRole,
    /// Milliseconds since 1970.
    pub join_time_millis: Option<i64>,
    /// His name in the group; may be empty.
    pub nickname: String,
    /// Unchecked by the server.
    pub face_url: String,
    /// Free for the operator's own use.
    pub ex: String,
    /// The level of his account, where it is told: 0 as a rule.
    pub app_manger_level: i32,
    /// 1 by an administrator, 2 invited, 3 found, 4 by a QR code.
    pub join_source: i32,
    /// Who let him in; may be empty.
    pub operator: UserId,
    /// Who invited him; may be empty.
    pub inviter: UserId,
    /// Muted until then, in milliseconds since 1970; None: not muted. It may have passed.
    pub mute_end_millis: Option<i64>,
}

/// What a member may do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GroupRole {
    /// Something new.
    Unknown(i32),
    /// 20.
    Member,
    /// 60.
    Admin,
    /// 100. Wrong transfers have left groups with several (seen on v3.7, v3.8.3, main).
    Owner,
}

impl GroupRole {
    fn from_level(level: i32) -> Self {
        match level {
            20 => Self::Member,
            60 => Self::Admin,
            100 => Self::Owner,
            other => Self::Unknown(other),
        }
    }
}

impl Groups<'_> {
    /// `/group/get_group_member_list`: `{groupID, filter: 0, pagination}` → `{total, members: [GroupMemberFullInfo] | null}`: one page of
    /// members. Pages run from the owner over administrators to members from v3.8.0 on, but inside a page the order is random on v3.8.3
    /// and main (seen): each page is sorted here by role, time of joining and ID.
    ///
    /// There is no filter: `filter` is ignored by all versions, and any keyword finds nobody on v3.8.3 and main (seen).
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`. An unknown group is an empty list (seen on main).
    pub async fn members(
        &self,
        group: &GroupId,
        page: Page,
        options: &CallOptions,
    ) -> Result<Listing<GroupMember>, ApiError> {
        let body = json::fields(vec![
            ("groupID", group.as_str().into()),
            ("filter", 0.into()),
            ("pagination", page.to_json()),
        ]);
        let answer = self.client.post(&LIST, body, options).await?;
        let mut members = answer.read(|data| Listing::read(data, "members", read_member))?;
        sort_by(&mut members.items, |one, other| {
            let key = |member: &GroupMember| (Reverse(member.role), member.join_time_millis);
            key(one).cmp(&key(other)).then_with(|| one.user_id.cmp(&other.user_id))
        });
        Ok(members)
    }

    /// `/group/get_group_members_info`: `{groupID, userIDs}` → `{members: [GroupMemberFullInfo] | null}`: those of the users who are in it,
    /// each once, in the order asked. Up to 500 at a time are comfortable. No IDs: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn member_infos(
        &self,
        group: &GroupId,
        ids: &[UserId],
        options: &CallOptions,
    ) -> Result<Vec<GroupMember>, ApiError> {
        let ids = unique(ids);
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let body = json::fields(vec![("groupID", group.as_str().into()), ("userIDs", listed(&ids))]);
        let answer = self.client.post(&INFOS, body, options).await?;
        let members = answer.read(|data| json::list(json::object(data)?, "members", read_member))?;
        let mut rows: Vec<Option<GroupMember>> = ids.iter().map(|_| None).collect();
        for (index, member) in members.into_iter().enumerate() {
            if let Some(row) = place(&ids, index, &member.user_id).and_then(|place| rows.get_mut(place)) {
                *row = Some(member);
            }
        }
        Ok(rows.into_iter().flatten().collect())
    }

    /// `/group/get_group_member_user_id`: `{groupID}` → `{userIDs: [text] | null}`: all of them at once, without pages.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`. Class `TooLarge` is possible: there is no asking for less.
    pub async fn member_ids(&self, group: &GroupId, options: &CallOptions) -> Result<Vec<UserId>, ApiError> {
        let body = json::fields(vec![("groupID", group.as_str().into())]);
        self.client.post(&IDS, body, options).await?.read(|data| read_ids(data, "userIDs"))
    }
}

pub(super) fn read_ids<Id: From<String>>(data: &Value, key: &str) -> Read<Vec<Id>> {
    json::list(json::object(data)?, key, |id| Ok(json::as_text(id).into()))
}

pub(super) fn read_member(row: &Value) -> Read<GroupMember> {
    Ok(GroupMember {
        group_id: json::text(row, "groupID").into(),
        user_id: json::user_id(row)?,
        role: GroupRole::from_level(json::small_integer(row, "roleLevel")),
        join_time_millis: json::time(row, "joinTime"),
        nickname: json::text(row, "nickname"),
        face_url: json::text(row, "faceURL"),
        ex: json::text(row, "ex"),
        app_manger_level: json::small_integer(row, "appMangerLevel"),
        join_source: json::small_integer(row, "joinSource"),
        operator: json::text(row, "operatorUserID").into(),
        inviter: json::text(row, "inviterUserID").into(),
        mute_end_millis: json::time(row, "muteEndTime"),
    })
}
