//! `/group/create_group`.

use std::collections::HashSet;

use serde::Serialize;

use super::notices::Event;
use super::shape::GroupInfo;
use super::{PEOPLE_LIMIT, bytes};
use crate::Server;
use crate::body::Fields;
use crate::call::{Call, Outcome, json};
use crate::failure::Failure;
use crate::groups::{ADMIN, BY_INVITATION, Group, Member, ORDINARY, OWNER};

/// The only `groupType` that is accepted: a working group.
const WORKING: i32 = 2;

/// The least number that becomes a groupID.
const LEAST_ID: u64 = 100_000_000;

/// Who shall be in the group.
struct People<'a> {
    owner: &'a str,
    admins: Option<Vec<&'a str>>,
    ordinary: Option<Vec<&'a str>>,
}

impl<'a> People<'a> {
    /// All of them with their roles: the owner, the admins, everybody else.
    fn with_roles(&self) -> Vec<(&'a str, i32)> {
        let admins = self.admins.iter().flatten().map(|id| (*id, ADMIN));
        let ordinary = self.ordinary.iter().flatten().map(|id| (*id, ORDINARY));
        std::iter::once((self.owner, OWNER)).chain(admins).chain(ordinary).collect()
    }
}

/// POST /group/create_group: the owner, his admins and members, by the owner himself or a configured admin. Neither name nor
/// groupID is looked at; an empty groupID becomes a number.
pub(crate) fn create_group(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        group_info: GroupInfo<'a>,
    }
    let people = People {
        owner: call.bound(call.body.string("ownerUserID"))?,
        admins: call.bound(call.body.strings("adminUserIDs"))?,
        ordinary: call.bound(call.body.strings("memberUserIDs"))?,
    };
    let info = call.bound(call.body.object("groupInfo", "GroupInfo"))?;
    let group_type = info.map(|info| call.bound(info.int32("groupType"))).transpose()?;
    let tell = call.bound(call.body.optional_bool("sendMessage"))? != Some(false) || call.server < Server::V383;
    let draft = info.map(|info| read(call, info)).transpose()?;
    check_in_api(call.server, &people, group_type)?;
    let mut group = draft.unwrap_or_default();

    let with_roles = people.with_roles();
    let ids: Vec<&str> = with_roles.iter().map(|(id, _)| *id).collect();
    call.enter_service(bytes(&ids) + group.name.len() + group.ex.len() + 64)?;
    if call.server == Server::V37 && ids.len() < 2 {
        return Err(Failure::grpc(2, "memberUserIDS and adminUserIDs are empty: 1001 ArgsError"));
    }
    if group_type != Some(WORKING) {
        return Err(Failure::service(1001, "group type only supports 2"));
    }
    call.self_or_admin(people.owner)?;
    check_people(call, &ids)?;
    if group.group_id.is_empty() {
        group.group_id = free_id(call);
    } else if call.world.groups.get(&group.group_id).is_some() {
        return Err(Failure::service(1202, format!("group id existed {}", group.group_id)));
    }
    let operator = call.caller_id().to_owned();
    group.create_time = call.now_millis;
    group.members = with_roles
        .iter()
        .map(|(user_id, role)| Member {
            user_id: (*user_id).to_owned(),
            role: *role,
            join_time: call.now_millis,
            join_source: BY_INVITATION,
            operator_user_id: operator.clone(),
            inviter_user_id: operator.clone(),
            ..Member::default()
        })
        .collect();
    group.recount();
    let group_id = group.group_id.clone();
    let announces = !group.notification.is_empty() && call.server >= Server::V383;
    // The number of the answer counts the caller, in the group or not.
    let counted = group.counted + usize::from(!ids.contains(&operator.as_str()));
    let mut group_info = GroupInfo::of(&group);
    group_info.member_count = counted;
    let answer = json(&Answer { group_info });
    call.world.groups.insert(group);
    call.world.group_absences.forget(&group_id);
    for user_id in ids {
        call.world.conversations.open_group(user_id, &group_id, call.now_millis);
    }
    if tell {
        call.tell_group(&group_id, &Event::Created);
        if announces {
            call.tell_group(&group_id, &Event::Announcement);
        }
    }
    answer
}

/// What the body says of the group itself.
fn read(call: &Call<'_>, info: Fields<'_>) -> Result<Group, Failure> {
    let text = |name| call.bound(info.string(name)).map(str::to_owned);
    let number = |name| call.bound(info.int32(name));
    Ok(Group {
        group_id: text("groupID")?,
        name: text("groupName")?,
        notification: text("notification")?,
        introduction: text("introduction")?,
        face_url: text("faceURL")?,
        ex: text("ex")?,
        need_verification: number("needVerification")?,
        look_member_info: number("lookMemberInfo")?,
        apply_member_friend: number("applyMemberFriend")?,
        ..Group::default()
    })
}

fn check_in_api(server: Server, people: &People<'_>, group_type: Option<i32>) -> Result<(), Failure> {
    let refuse = |text: &str| Err(Failure::api(1001, text));
    match server {
        Server::V34 if people.ordinary.as_ref().is_none_or(Vec::is_empty) => return refuse("memberUserIDS is empty"),
        Server::V37 if people.ordinary.is_none() && people.admins.is_none() => {
            return refuse("memberUserIDS and adminUserIDs are empty");
        }
        _ => {}
    }
    match group_type {
        None => return refuse("groupInfo is empty"),
        Some(group_type) if group_type > WORKING => return refuse("GroupType is invalid"),
        Some(_) => {}
    }
    if people.owner.is_empty() {
        return refuse("ownerUserID is empty");
    }
    if server >= Server::V383 {
        for (ids, name) in [(&people.ordinary, "MemberUserIDs"), (&people.admins, "AdminUserIDs")] {
            if ids.as_ref().is_some_and(|ids| ids.len() > PEOPLE_LIMIT) {
                return refuse(&format!("too many {name}, need to be less than {PEOPLE_LIMIT}"));
            }
        }
    }
    Ok(())
}

/// Nobody twice, and everybody known.
fn check_people(call: &Call<'_>, ids: &[&str]) -> Result<(), Failure> {
    let mut seen = HashSet::with_capacity(ids.len());
    if !ids.iter().all(|id| seen.insert(*id)) {
        return Err(Failure::service(1001, "group member repeated"));
    }
    if ids.iter().all(|id| call.world.users.get(id).is_some()) {
        return Ok(());
    }
    Err(if call.server <= Server::V37 {
        Failure::database(1004, "userID not found")
    } else {
        Failure::service(1101, "user not found")
    })
}

/// A number of nine or ten digits, below 2^32, that is no group's yet.
fn free_id(call: &mut Call<'_>) -> String {
    let world = &mut *call.world;
    std::iter::repeat_with(|| (LEAST_ID + world.random.below((1 << 32) - LEAST_ID)).to_string())
        .find(|id| world.groups.get(id).is_none())
        .unwrap_or_default()
}
