//! `/group/set_group_member_info`.

use serde_json::Value;

use super::notices::Event;
use crate::Server;
use crate::body::{Fields, kind};
use crate::call::{Call, Data, Outcome};
use crate::failure::Failure;
use crate::groups::{ADMIN, Member, ORDINARY, OWNER};

/// One entry of the request: whose, and what is to be changed; `None` stays.
struct Change<'a> {
    group_id: &'a str,
    user_id: &'a str,
    nickname: Option<&'a str>,
    face_url: Option<&'a str>,
    role: Option<i32>,
    ex: Option<&'a str>,
}

/// POST /group/set_group_member_info: names, roles and free texts of some members. From 3.5 on the owner himself may be made an
/// ordinary member, which leaves the group without one; 3.4 takes a second owner instead.
pub(crate) fn set_group_member_info(call: &mut Call<'_>) -> Outcome {
    let items = call.bound(call.body.list("members"))?;
    let changes = items.map(|items| items.iter().map(|item| read(call, item)).collect::<Result<Vec<_>, _>>());
    let changes = match changes.transpose()? {
        Some(changes) if !changes.is_empty() => changes,
        Some(_) if call.server == Server::V37 => return Err(Failure::grpc(2, "Members is empty: 1001 ArgsError")),
        _ => return Err(Failure::api(1001, "Members is empty")),
    };
    call.enter_service(changes.iter().map(|change| change.group_id.len() + change.user_id.len() + 16).sum())?;
    for change in &changes {
        check_role(call.server, change)?;
    }
    for change in &changes {
        check_member(call, change)?;
    }
    for change in changes {
        let Some(group) = call.world.groups.get_mut(change.group_id) else { continue };
        let Some(member) = group.member_mut(change.user_id) else { continue };
        apply(member, &change);
        if change.role == Some(OWNER) {
            // Of two owners 3.4 names the newer one.
            group.members.sort_by_key(|member| member.user_id != change.user_id);
        }
        let event = match change.role {
            Some(ADMIN) => Event::MadeAdmin(change.user_id),
            Some(ORDINARY) => Event::MadeOrdinary(change.user_id),
            _ => Event::MemberInfoSet(change.user_id),
        };
        call.tell_group(change.group_id, &event);
    }
    Ok(Data::Nothing)
}

fn read<'a>(call: &Call<'a>, item: &'a Value) -> Result<Change<'a>, Failure> {
    let Value::Object(map) = item else {
        let text = format!("json: cannot unmarshal {} into Go value of type group.SetGroupMemberInfo", kind(item));
        return if item.is_null() { Err(Failure::panic()) } else { call.bound(Err(text)) };
    };
    let fields = Fields::new(map, "SetGroupMemberInfo");
    Ok(Change {
        group_id: call.bound(fields.string("groupID"))?,
        user_id: call.bound(fields.string("userID"))?,
        nickname: call.bound(fields.optional_string("nickname"))?,
        face_url: call.bound(fields.optional_string("faceURL"))?,
        role: call.bound(fields.optional_int32("roleLevel"))?,
        ex: call.bound(fields.optional_string("ex"))?,
    })
}

fn check_role(server: Server, change: &Change<'_>) -> Result<(), Failure> {
    match change.role {
        None | Some(ADMIN | ORDINARY) => Ok(()),
        Some(OWNER) if server == Server::V34 => Ok(()),
        Some(OWNER) => Err(Failure::service(1002, "cannot set ungroup owner")),
        Some(_) => Err(Failure::service(1001, "invalid role level")),
    }
}

fn check_member(call: &Call<'_>, change: &Change<'_>) -> Result<(), Failure> {
    let Change { group_id, user_id, .. } = *change;
    let group = call.world.groups.get(group_id);
    let member = group.and_then(|group| group.member(user_id));
    let member = member.ok_or_else(|| Failure::service(1001, "user not in group"))?;
    if call.server == Server::V34 && member.role == OWNER && change.role.is_some() {
        return Err(Failure::service(1001, format!("group {group_id} user {user_id} is owner")));
    }
    if call.is_app_admin() {
        return Ok(());
    }
    let caller = group.and_then(|group| group.member(call.caller_id()));
    let caller = caller.ok_or_else(|| Failure::service(1001, "user not in group"))?;
    let allowed = match caller.role {
        OWNER => true,
        ADMIN => change.role.is_none() && (!member.leads() || member.user_id == caller.user_id),
        _ => change.role.is_none() && member.user_id == caller.user_id,
    };
    if allowed { Ok(()) } else { Err(Failure::service(1002, "no permission")) }
}

fn apply(member: &mut Member, change: &Change<'_>) {
    let fields =
        [(&mut member.nickname, change.nickname), (&mut member.face_url, change.face_url), (&mut member.ex, change.ex)];
    for (field, text) in fields {
        if let Some(text) = text {
            text.clone_into(field);
        }
    }
    if let Some(role) = change.role {
        member.role = role;
    }
}
