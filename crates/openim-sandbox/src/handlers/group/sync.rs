//! `/group` (from 3.8.0): what an app asks to catch up with. The sandbox keeps no log of changes: the whole list is the answer.

use serde::Serialize;

use super::shape::{GroupInfo, MemberInfo};
use super::{members, nothing};
use crate::call::{Call, Outcome, json, or_null};
use crate::groups::Group;

/// POST /group/get_full_group_member_user_ids: the IDs of all members, unless the caller's hash shows that he has them.
pub(crate) fn get_full_group_member_user_ids(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        version: u64,
        #[serde(rename = "versionID")]
        version_id: String,
        equal: bool,
        #[serde(rename = "userIDs")]
        user_ids: Option<Vec<&'a str>>,
    }
    let known = call.bound(call.body.optional_uint64("idHash"))?.unwrap_or_default();
    let group_id = call.required_string("groupID")?;
    call.enter_service(group_id.len())?;
    call.group_members_only(group_id)?;
    let version = call.world.groups.get(group_id).map_or(0, |group| group.version);
    let ids = members::user_ids(call, group_id);
    let equal = members::hash(ids.iter().copied()) == known;
    let user_ids = if equal { None } else { or_null(ids) };
    json(&Answer { version, version_id: version_id(group_id), equal, user_ids })
}

/// POST /group/get_full_join_group_ids: the IDs of all groups that a user is in, likewise.
pub(crate) fn get_full_join_group_ids(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        version: u64,
        #[serde(rename = "versionID")]
        version_id: String,
        equal: bool,
        #[serde(rename = "groupIDs")]
        group_ids: Option<Vec<&'a str>>,
    }
    let known = call.bound(call.body.optional_uint64("idHash"))?.unwrap_or_default();
    let user_id = call.required_string("userID")?;
    call.self_or_admin(user_id)?;
    let ids: Vec<&str> = call.world.groups.joined_by(user_id).map(|group| group.group_id.as_str()).collect();
    let equal = members::hash(ids.iter().copied()) == known;
    let version = ids.len() as u64;
    let group_ids = if equal { None } else { or_null(ids) };
    json(&Answer { version, version_id: version_id(user_id), equal, group_ids })
}

/// What has changed in a list: here always all of it, as insertions.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Changes<T, G> {
    version: u64,
    #[serde(rename = "versionID")]
    version_id: String,
    full: bool,
    delete: Option<()>,
    insert: Option<Vec<T>>,
    update: Option<()>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<G>,
    sort_version: u64,
}

/// POST /group/get_incremental_group_members: the members and the group.
pub(crate) fn get_incremental_group_members(call: &mut Call<'_>) -> Outcome {
    let group_id = call.required_string("groupID")?;
    call.enter_service(group_id.len())?;
    call.group_members_only(group_id)?;
    let group = call.world.groups.get(group_id).ok_or_else(|| nothing(call.server))?;
    json(&member_changes(call, group))
}

/// POST /group/get_incremental_group_members_batch: the same for several groups, by groupID.
pub(crate) fn get_incremental_group_members_batch(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<T> {
        resp_list: std::collections::BTreeMap<String, T>,
    }
    let items = call.bound(call.body.list("reqList"))?.unwrap_or_default();
    let ids = items.iter().filter_map(|item| item.get("groupID")?.as_str());
    let mut resp_list = std::collections::BTreeMap::new();
    for group_id in ids {
        call.group_members_only(group_id)?;
        let group = call.world.groups.get(group_id).ok_or_else(|| nothing(call.server))?;
        resp_list.insert(group_id.to_owned(), member_changes(call, group));
    }
    json(&Answer { resp_list })
}

fn member_changes<'a>(call: &'a Call<'_>, group: &'a Group) -> Changes<MemberInfo<'a>, GroupInfo<'a>> {
    let shown = |member| MemberInfo::of(call.world, &group.group_id, member);
    Changes {
        version: group.version,
        version_id: version_id(&group.group_id),
        full: true,
        delete: None,
        insert: or_null(group.in_order(call.server).into_iter().map(shown).collect()),
        update: None,
        group: Some(GroupInfo::of(group)),
        sort_version: 0,
    }
}

/// POST /group/get_incremental_join_groups: the groups that a user is in.
pub(crate) fn get_incremental_join_groups(call: &mut Call<'_>) -> Outcome {
    let user_id = call.required_string("userID")?;
    call.self_or_admin(user_id)?;
    let groups: Vec<GroupInfo<'_>> = call.world.groups.joined_by(user_id).map(GroupInfo::of).collect();
    json(&Changes::<_, ()> {
        version: groups.len() as u64,
        version_id: version_id(user_id),
        full: true,
        delete: None,
        insert: or_null(groups),
        update: None,
        group: None,
        sort_version: 0,
    })
}

/// The 24 digits of a data base's ID.
fn version_id(id: &str) -> String {
    format!("{:024x}", members::hash(std::iter::once(id)))
}

/// POST /super_group/get_groups_info (3.4): groups of a kind that no server makes any more.
pub(crate) fn get_super_groups_info(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer {
        group_infos: Option<()>,
    }
    call.required_ids(call.bound(call.body.strings("groupIDs"))?, "groupIDs")?;
    json(&Answer { group_infos: None })
}

/// POST /super_group/get_joined_group_list (3.4): nobody is in one.
pub(crate) fn get_joined_super_group_list(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Answer {
        groups: Option<()>,
    }
    call.required_string("userID")?;
    json(&Answer { groups: None })
}
