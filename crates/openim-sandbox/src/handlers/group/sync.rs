//! `/group` (from 3.8.0): what an app asks to catch up with its groups and their members.

use serde::Serialize;

use super::shape::{GroupInfo, MemberInfo};
use super::{members, nothing};
use crate::call::{Call, Outcome, json};
use crate::groups::Group;
use crate::handlers::sync::{Changes, full_ids};

/// POST /group/get_full_group_member_user_ids: the IDs of all members, unless the caller's hash shows that he has them.
pub(crate) fn get_full_group_member_user_ids(call: &mut Call<'_>) -> Outcome {
    let known = call.bound(call.body.optional_uint64("idHash"))?.unwrap_or_default();
    let group_id = call.required_string("groupID")?;
    call.enter_service(group_id.len())?;
    call.group_members_only(group_id)?;
    let version = call.world.groups.get(group_id).map_or(0, |group| group.version);
    let ids = members::user_ids(call, group_id);
    full_ids(group_id, version, known, "userIDs", ids)
}

/// POST /group/get_full_join_group_ids: the IDs of all groups that a user is in, likewise.
pub(crate) fn get_full_join_group_ids(call: &mut Call<'_>) -> Outcome {
    let known = call.bound(call.body.optional_uint64("idHash"))?.unwrap_or_default();
    let user_id = call.required_string("userID")?;
    call.self_or_admin(user_id)?;
    let ids: Vec<&str> = call.world.groups.joined_by(user_id).map(|group| group.group_id.as_str()).collect();
    full_ids(user_id, ids.len() as u64, known, "groupIDs", ids)
}

/// The members, and the group.
#[derive(Serialize)]
struct MemberChanges<'a> {
    #[serde(flatten)]
    changes: Changes<MemberInfo<'a>>,
    group: GroupInfo<'a>,
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

fn member_changes<'a>(call: &'a Call<'_>, group: &'a Group) -> MemberChanges<'a> {
    let shown = |member| MemberInfo::of(call.world, &group.group_id, member);
    let rows = group.in_order(call.server).into_iter().map(shown).collect();
    MemberChanges { changes: Changes::all(&group.group_id, group.version, rows), group: GroupInfo::of(group) }
}

/// POST /group/get_incremental_join_groups: the groups that a user is in.
pub(crate) fn get_incremental_join_groups(call: &mut Call<'_>) -> Outcome {
    let user_id = call.required_string("userID")?;
    call.self_or_admin(user_id)?;
    let groups: Vec<GroupInfo<'_>> = call.world.groups.joined_by(user_id).map(GroupInfo::of).collect();
    json(&Changes::all(user_id, groups.len() as u64, groups))
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
