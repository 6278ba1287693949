//! `/group`: being thrown out, and going.

use std::collections::HashSet;

use super::notices::Event;
use super::{bytes, ownerless};
use crate::Server;
use crate::call::{Call, Data, Outcome};
use crate::failure::Failure;
use crate::groups::{ADMIN, Member, OWNER};
use crate::messages::{Stream, group_conversation};

/// POST /group/kick_group: all or nobody. Up to 3.7 a configured admin may throw out the owner, which leaves the group without one.
pub(crate) fn kick_group(call: &mut Call<'_>) -> Outcome {
    let group_id = call.required_string("groupID")?;
    let ids = call.required_ids(call.bound(call.body.strings("kickedUserIDs"))?, "kickUserIDs")?;
    let tell = call.bound(call.body.optional_bool("sendMessage"))? != Some(false) || call.server < Server::V383;
    call.enter_service(group_id.len() + bytes(&ids))?;
    let group = call.group(group_id)?;
    if ids.is_empty() {
        return Err(Failure::service(1001, "KickedUserIDs empty"));
    }
    let mut seen = HashSet::with_capacity(ids.len());
    if !ids.iter().all(|id| seen.insert(*id)) {
        return Err(Failure::service(1001, "KickedUserIDs duplicate"));
    }
    if ids.contains(&call.caller_id()) {
        return Err(Failure::service(1001, "opUserID in KickedUserIDs"));
    }
    if call.server >= Server::V383 {
        let owner = group.owner().ok_or_else(|| ownerless(group_id))?;
        if ids.contains(&owner.user_id.as_str()) {
            return Err(Failure::service(1001, "ownerUID can not Kick"));
        }
    }
    let mut kicked = Vec::with_capacity(ids.len());
    for user_id in &ids {
        let member = group.member(user_id).ok_or_else(|| Failure::service(1101, *user_id))?;
        if !call.is_app_admin() {
            may_kick(group.member(call.caller_id()), member)?;
        }
        kicked.push(member.clone());
    }
    leave(call, group_id, &ids);
    if tell {
        call.tell_group(group_id, &Event::Kicked(&kicked));
    }
    Ok(Data::Nothing)
}

fn may_kick(caller: Option<&Member>, member: &Member) -> Result<(), Failure> {
    let text = match caller.map(|caller| caller.role) {
        Some(OWNER) => return Ok(()),
        Some(ADMIN) if !member.leads() => return Ok(()),
        Some(ADMIN) => "group admins cannot remove the group owner and other admins",
        Some(_) => "opUserID no permission",
        None => "opUserID no in group",
    };
    Err(Failure::service(1002, text))
}

/// POST /group/quit_group: by oneself or a configured admin; the owner never.
pub(crate) fn quit_group(call: &mut Call<'_>) -> Outcome {
    let group_id = call.required_string("groupID")?;
    let given = call.bound(call.body.string("userID"))?;
    call.enter_service(group_id.len() + given.len())?;
    let user_id = if given.is_empty() { call.caller_id().to_owned() } else { given.to_owned() };
    call.self_or_admin(&user_id)?;
    let member = call.member(group_id, &user_id)?.clone();
    if member.role == OWNER {
        return Err(Failure::service(1002, "group owner can't quit"));
    }
    leave(call, group_id, &[&user_id]);
    call.tell_group(group_id, &Event::Quit(&member));
    Ok(Data::Nothing)
}

/// Takes these members out. Their conversation ends where it is.
fn leave(call: &mut Call<'_>, group_id: &str, ids: &[&str]) {
    let world = &mut *call.world;
    if let Some(group) = world.groups.get_mut(group_id) {
        group.remove(|member| ids.contains(&member.user_id.as_str()));
    }
    let stream = world.messages.stream(&group_conversation(group_id));
    let max_seq = stream.map_or(0, Stream::max_seq);
    for user_id in ids {
        world.conversations.leave_group(user_id, group_id, max_seq);
    }
}
