//! `/group`: finding groups.

use std::collections::HashSet;

use regex::{Regex, RegexBuilder};
use serde::Serialize;

use super::bytes;
use super::shape::GroupInfo;
use crate::Server;
use crate::call::{Call, Outcome, Page, json, or_null};
use crate::failure::Failure;
use crate::groups::Group;
use crate::handlers::sync::hash;
use crate::random::shuffle;
use crate::users::fold;

/// POST /group/get_groups: an exact groupID (paging and name are not looked at then), else a part of the name, else all.
/// Dismissed ones are found by their ID alone; anybody may ask.
pub(crate) fn get_groups(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Row<'a> {
        group_info: GroupInfo<'a>,
        group_owner_user_name: &'a str,
        #[serde(rename = "groupOwnerUserID")]
        group_owner_user_id: &'a str,
    }
    #[derive(Serialize)]
    struct Answer<'a> {
        total: usize,
        groups: Option<Vec<Row<'a>>>,
    }
    let page = Page::read(call)?;
    let group_id = call.bound(call.body.string("groupID"))?;
    let name = call.bound(call.body.string("groupName"))?;
    call.enter_service(group_id.len() + name.len())?;
    let (total, found) = if group_id.is_empty() {
        let filter = name_filter(call.server, name)?;
        let groups = call.world.groups.iter();
        let listed =
            |group: &&Group| !group.is_dismissed() && filter.as_ref().is_none_or(|filter| filter.is_match(&group.name));
        let mut all: Vec<&Group> = match call.server {
            Server::V34 | Server::V37 => groups.filter(listed).collect(),
            Server::V383 | Server::Main => groups.rev().filter(listed).collect(),
        };
        let total = all.len();
        if call.server == Server::V34 {
            all.sort_by_cached_key(|group| fold(&group.group_id));
        }
        let rows = match call.server {
            Server::V34 if page.show < 0 => all,
            Server::V34 => page.of_sql(all.into_iter()),
            _ => page.of(all.into_iter()),
        };
        (total, rows)
    } else {
        let groups = &call.world.groups;
        call.world.group_absences.remember(call.server, &[group_id], |id| groups.get(id).is_some());
        let found: Vec<&Group> = groups.get(group_id).into_iter().collect();
        (found.len(), found)
    };
    call.leave_service(found.iter().map(|group| message_bytes(group)).sum())?;
    let owner_name = |group: &Group| -> &str {
        let Some(owner) = call.world.groups.get(&group.group_id).and_then(Group::owner) else { return "" };
        // Later ones show the name in the group alone, which most owners do not have.
        match call.world.users.get(&owner.user_id) {
            Some(user) if call.server == Server::V34 && owner.nickname.is_empty() => &user.nickname,
            _ => &owner.nickname,
        }
    };
    let rows = found.into_iter().map(|group| Row {
        group_owner_user_name: owner_name(group),
        group_owner_user_id: group.owner_id(),
        group_info: GroupInfo::of(group),
    });
    json(&Answer { total, groups: or_null(rows.collect()) })
}

/// The filter by name: `LIKE` without case on 3.4, later a regular expression that knows case.
fn name_filter(server: Server, name: &str) -> Result<Option<Regex>, Failure> {
    if name.is_empty() {
        return Ok(None);
    }
    let like = server == Server::V34;
    let expression = if like { regex::escape(name).replace('%', ".*").replace('_', ".") } else { name.to_owned() };
    let regex = RegexBuilder::new(&expression).case_insensitive(like).size_limit(1 << 20).build();
    regex.map(Some).map_err(|error| {
        let text = error.to_string();
        Failure::filter(format!("Regular expression is invalid: {}", text.lines().last().unwrap_or_default()))
    })
}

/// About the size of a group in a gRPC message.
fn message_bytes(group: &Group) -> usize {
    let texts = [&group.group_id, &group.name, &group.notification, &group.introduction, &group.face_url, &group.ex];
    texts.iter().map(|text| text.len() + 2).sum::<usize>() + 40
}

/// POST /group/get_groups_info: these groups, dismissed ones too. Unknown ones are left out; from 3.8 on each comes once.
pub(crate) fn get_groups_info(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        group_infos: Option<Vec<GroupInfo<'a>>>,
    }
    let ids = asked(call)?;
    let mut found = known(call, &ids);
    if call.server == Server::Main {
        shuffle(&mut *call.world.random, &mut found);
    }
    let groups = found.iter().filter_map(|id| call.world.groups.get(id));
    json(&Answer { group_infos: or_null(groups.map(GroupInfo::of).collect()) })
}

/// POST /group/get_group_abstract_info: how many are in these groups, and a number that changes with them.
pub(crate) fn get_group_abstract_info(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Row<'a> {
        #[serde(rename = "groupID")]
        group_id: &'a str,
        group_member_number: usize,
        group_member_list_hash: u64,
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        group_abstract_infos: Option<Vec<Row<'a>>>,
    }
    let ids = asked(call)?;
    if let Some(unknown) = ids.iter().find(|id| call.world.groups.get(id).is_none()) {
        return Err(Failure::service(1201, format!("not found group {unknown}")));
    }
    for id in &ids {
        call.group_members_only(id)?;
    }
    let groups = known(call, &ids).into_iter().filter_map(|id| call.world.groups.get(id));
    let rows = groups.map(|group| Row {
        group_id: &group.group_id,
        group_member_number: group.members.len(),
        group_member_list_hash: hash(group.members.iter().map(|member| member.user_id.as_str())),
    });
    json(&Answer { group_abstract_infos: or_null(rows.collect()) })
}

/// The groupIDs of the request, which must be some.
fn asked<'a>(call: &Call<'a>) -> Result<Vec<&'a str>, Failure> {
    let ids = call.required_ids(call.bound(call.body.strings("groupIDs"))?, "GroupIDs")?;
    call.enter_service(bytes(&ids))?;
    if ids.is_empty() { Err(Failure::service(1001, "groupID is empty")) } else { Ok(ids) }
}

/// The known ones in the order asked; from 3.8 on each once.
fn known<'a>(call: &mut Call<'_>, ids: &[&'a str]) -> Vec<&'a str> {
    let groups = &call.world.groups;
    call.world.group_absences.remember(call.server, ids, |id| groups.get(id).is_some());
    let mut seen = HashSet::new();
    let repeats = call.server <= Server::V37;
    ids.iter().copied().filter(|id| groups.get(id).is_some() && (seen.insert(*id) || repeats)).collect()
}

/// POST /group/get_joined_group_list: the groups of one user, for himself and admins.
pub(crate) fn get_joined_group_list(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Answer<'a> {
        total: usize,
        groups: Option<Vec<GroupInfo<'a>>>,
    }
    let page = Page::read(call)?;
    let user_id = call.required_string("fromUserID")?;
    call.enter_service(user_id.len())?;
    call.self_or_admin(user_id)?;
    let mut all: Vec<&Group> = call.world.groups.joined_by(user_id).collect();
    match call.server {
        Server::V34 => all.sort_by_cached_key(|group| fold(&group.group_id)),
        Server::V37 => {}
        Server::V383 | Server::Main => all.sort_by(|one, other| one.name.cmp(&other.name)),
    }
    let total = all.len();
    json(&Answer { total, groups: or_null(page.of(all.into_iter().map(GroupInfo::of))) })
}
