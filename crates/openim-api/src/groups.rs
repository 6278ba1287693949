//! `/group`: finding groups. Changing them is in `manage.rs`, who is in them in `members.rs` and `roles.rs`, who wants to be in
//! `requests.rs`, and what apps keep up to date with in `sync.rs`.

pub(crate) mod manage;
pub(crate) mod members;
mod model;
pub(crate) mod requests;
pub(crate) mod roles;
pub(crate) mod sync;

use serde_json::Value;

pub use self::manage::{GroupChange, NewGroup};
pub use self::members::{GroupMember, GroupRole};
pub(crate) use self::model::read_group;
pub use self::model::{Group, GroupFilter, GroupStatus, LiveGroup};
pub use self::requests::{GroupRequest, GroupRequestFilter};
pub use self::roles::{Invited, MemberChange, SettableRole};
use crate::cancel::CallOptions;
use crate::client::Client;
use crate::error::ApiError;
use crate::ids::{GroupId, UserId, place, unique};
use crate::json::{self, Read};
use crate::page::{Listing, Page};
use crate::route::{Access, Route};
use crate::rules::escape_regex;
use crate::server::ServerBlock;

const LIST: Route = Route::reads("/group/get_groups", Access::AnyUser);
const INFOS: Route = Route::reads("/group/get_groups_info", Access::AnyUser);
const JOINED: Route = Route::reads("/group/get_joined_group_list", Access::Oneself);
const ABSTRACTS: Route = Route::reads("/group/get_group_abstract_info", Access::AnyUser);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&LIST, &INFOS, &JOINED, &ABSTRACTS];

/// The calls of `/group`.
pub struct Groups<'a> {
    pub(crate) client: &'a Client,
}

/// What tells whether a list of members is still the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GroupAbstract {
    /// Whose members.
    pub group_id: GroupId,
    /// How many.
    pub member_count: i64,
    /// Changes with the members. It may need all 64 bits.
    pub member_hash: u64,
}

impl Groups<'_> {
    /// `/group/get_groups`: `{groupName, groupID, pagination}` → `{total, groups: [{groupInfo, groupOwnerUserID, …}] | null}`: one page of
    /// groups: by ID on v3.4, newest first from v3.8.2 on (seen on v3.4, v3.8.3, main).
    ///
    /// Dismissed groups are not listed (seen on v3.4, v3.7 to main); v3.5 lists them, and v3.6 takes them off the page afterwards, so that
    /// pages may be shorter than asked (source).
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn list(
        &self,
        page: Page,
        filter: &GroupFilter,
        options: &CallOptions,
    ) -> Result<Listing<Group>, ApiError> {
        let name = match filter.name.trim() {
            "" => String::new(),
            // Only v3.4 compares by LIKE and not by a regular expression.
            _ if self.client.block() == ServerBlock::V3_4 => filter.name.clone(),
            _ => escape_regex(&filter.name),
        };
        let body =
            json::fields(vec![("pagination", page.to_json()), ("groupName", name.into()), ("groupID", "".into())]);
        self.client.post(&LIST, body, options).await?.read(read_listing)
    }

    /// The same route, asked for one ID: also a dismissed group is found (seen on v3.7 to main).
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn find(&self, id: &GroupId, options: &CallOptions) -> Result<Option<Group>, ApiError> {
        if id.as_str().is_empty() {
            return Ok(None);
        }
        let page = Page { number: 1, size: 1 };
        let body = json::fields(vec![
            ("pagination", page.to_json()),
            ("groupName", "".into()),
            ("groupID", id.as_str().into()),
        ]);
        let found = self.client.post(&LIST, body, options).await?.read(read_listing)?;
        Ok(found.items.into_iter().find(|group| group.group_id == *id))
    }

    /// `/group/get_groups_info`: `{groupIDs}` → `{groupInfos: [GroupInfo] | null}`: those that exist, dismissed ones among them, each once,
    /// in the order asked (the server's own is random on main). Up to 500 at a time are comfortable. No IDs: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn infos(&self, ids: &[GroupId], options: &CallOptions) -> Result<Vec<Group>, ApiError> {
        let ids = unique(ids);
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let answer = self.client.post(&INFOS, json::fields(vec![("groupIDs", listed(&ids))]), options).await?;
        let groups = answer.read(|data| json::list(json::object(data)?, "groupInfos", read_group))?;
        let mut rows: Vec<Option<Group>> = ids.iter().map(|_| None).collect();
        for (index, group) in groups.into_iter().enumerate() {
            if let Some(row) = place(&ids, index, &group.group_id).and_then(|place| rows.get_mut(place)) {
                *row = Some(group);
            }
        }
        Ok(rows.into_iter().flatten().collect())
    }

    /// `/group/get_joined_group_list`: `{fromUserID, pagination}` → `{total, groups: [GroupInfo] | null}`: the groups of a user.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn joined(&self, user: &UserId, page: Page, options: &CallOptions) -> Result<Listing<Group>, ApiError> {
        let body = json::fields(vec![("fromUserID", user.as_str().into()), ("pagination", page.to_json())]);
        self.client.post(&JOINED, body, options).await?.read(|data| Listing::read(data, "groups", read_group))
    }

    /// `/group/get_group_abstract_info`: `{groupIDs}` → `{groupAbstractInfos: [{groupID, groupMemberNumber, groupMemberListHash}]}`. No IDs:
    /// nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `NotFound` where one of them does not exist.
    pub async fn abstracts(&self, ids: &[GroupId], options: &CallOptions) -> Result<Vec<GroupAbstract>, ApiError> {
        let ids = unique(ids);
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let answer = self.client.post(&ABSTRACTS, json::fields(vec![("groupIDs", listed(&ids))]), options).await?;
        answer.read(|data| json::list(json::object(data)?, "groupAbstractInfos", read_abstract))
    }
}

fn listed(ids: &[GroupId]) -> Value {
    ids.iter().map(GroupId::as_str).collect()
}

fn read_listing(data: &Value) -> Read<Listing<Group>> {
    let rows = Listing::read(data, "groups", |row| match row.get("groupInfo") {
        None | Some(Value::Null) => Ok(None),
        Some(group) => read_group(group).map_err(|mismatch| mismatch.within("groupInfo")).map(Some),
    })?;
    Ok(Listing { total: rows.total, items: rows.items.into_iter().flatten().collect() })
}

fn read_abstract(row: &Value) -> Read<GroupAbstract> {
    Ok(GroupAbstract {
        group_id: json::group_id(row)?,
        member_count: json::integer(row, "groupMemberNumber").unwrap_or(0),
        member_hash: json::unsigned(row, "groupMemberListHash"),
    })
}
