//! `/group`: who is in a group.

use serde::Serialize;

use super::bytes;
use super::shape::MemberInfo;
use crate::Server;
use crate::call::{Call, Outcome, Page, json, or_null};
use crate::failure::Failure;
use crate::groups::Member;
use crate::random::shuffle;

/// POST /group/get_group_member_list: a page of the members. `filter` is checked and then forgotten; `keyword` is an exact userID
/// or name on 3.7 alone: 3.4 forgets it too, and from patch.5 on any keyword finds nobody.
pub(crate) fn get_group_member_list(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Answer<'a> {
        total: usize,
        members: Option<Vec<MemberInfo<'a>>>,
    }
    let group_id = call.required_string("groupID")?;
    let filter = call.bound(call.body.int32("filter"))?;
    let keyword = call.bound(call.body.string("keyword"))?;
    let page = Page::read(call)?;
    if !(0..=5).contains(&filter) {
        return Err(Failure::api(1001, "filter is invalid"));
    }
    call.enter_service(group_id.len() + keyword.len())?;
    call.group_members_only(group_id)?;
    let world = &mut *call.world;
    let Some(group) = world.groups.get(group_id) else {
        return json(&Answer { total: 0, members: None });
    };
    let is_wanted = |member: &&Member| match call.server {
        _ if keyword.is_empty() => true,
        Server::V34 => true,
        Server::V37 => {
            let own = world.users.get(&member.user_id).map_or("", |user| user.nickname.as_str());
            member.user_id == keyword || member.nickname == keyword || (member.nickname.is_empty() && own == keyword)
        }
        Server::V383 | Server::Main => false,
    };
    let found: Vec<&Member> = group.in_order(call.server).into_iter().filter(is_wanted).collect();
    let total = found.len();
    let mut rows = page.of(found.into_iter());
    if call.server >= Server::V383 {
        shuffle(&mut *world.random, &mut rows);
    }
    let members: Vec<MemberInfo<'_>> = rows.into_iter().map(|member| MemberInfo::of(world, group_id, member)).collect();
    json(&Answer { total, members: or_null(members) })
}

/// POST /group/get_group_members_info: these members; who is none is left out.
pub(crate) fn get_group_members_info(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Answer<'a> {
        members: Option<Vec<MemberInfo<'a>>>,
    }
    let group_id = call.required_string("groupID")?;
    let ids = call.required_ids(call.bound(call.body.strings("userIDs"))?, "userIDs")?;
    call.enter_service(bytes(&ids))?;
    if ids.is_empty() {
        return Err(Failure::service(1001, "userIDs empty"));
    }
    call.group_members_only(group_id)?;
    let world = &mut *call.world;
    let group = world.groups.get(group_id);
    let mut found: Vec<&Member> =
        group.into_iter().flat_map(|group| ids.iter().filter_map(|id| group.member(id))).collect();
    if call.server >= Server::V383 {
        shuffle(&mut *world.random, &mut found);
    }
    let members: Vec<MemberInfo<'_>> =
        found.into_iter().map(|member| MemberInfo::of(world, group_id, member)).collect();
    json(&Answer { members: or_null(members) })
}

/// POST /group/get_group_member_user_id: the IDs of all members.
pub(crate) fn get_group_member_user_id(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Answer<'a> {
        #[serde(rename = "userIDs")]
        user_ids: Option<Vec<&'a str>>,
    }
    let group_id = call.required_string("groupID")?;
    call.enter_service(group_id.len())?;
    call.group_members_only(group_id)?;
    json(&Answer { user_ids: or_null(user_ids(call, group_id)) })
}

/// The IDs of all members of a group, none for one that there is not.
pub(super) fn user_ids<'a>(call: &'a Call<'_>, group_id: &str) -> Vec<&'a str> {
    let members = call.world.groups.get(group_id).map(|group| group.in_order(call.server)).unwrap_or_default();
    members.into_iter().map(|member| member.user_id.as_str()).collect()
}
