//! `/group`: handing a group over, and giving it up.

use super::notices::Event;
use super::ownerless;
use crate::Server;
use crate::call::{Call, Data, Outcome};
use crate::failure::Failure;
use crate::groups::{Group, OWNER};

/// POST /group/transfer_group: the old owner gets the role that the new one had. From 3.5 on nobody looks whether the old one is
/// the owner when a configured admin calls: a wrong one leaves the group with two.
pub(crate) fn transfer_group(call: &mut Call<'_>) -> Outcome {
    let group_id = call.required_string("groupID")?;
    let old = call.required_string("oldOwnerUserID")?;
    let new = call.required_string("newOwnerUserID")?;
    call.enter_service(group_id.len() + old.len() + new.len())?;
    let group = call.living_group(group_id)?;
    if old == new {
        return Err(Failure::service(1001, "OldOwnerUserID == NewOwnerUserID"));
    }
    let strangers: Vec<&str> = [old, new].into_iter().filter(|id| group.member(id).is_none()).collect();
    if !strangers.is_empty() {
        return Err(Failure::service(1001, format!("user not in group {}", strangers.join(","))));
    }
    let role = |user_id| group.member(user_id).map_or(0, |member| member.role);
    let (old_role, new_role) = (role(old), role(new));
    if !call.is_app_admin() && (call.caller_id() != old || old_role != OWNER) {
        return Err(Failure::service(1002, "no permission transfer group owner"));
    }
    if call.server == Server::V34 {
        // SQL tells how many rows have changed, and the transaction goes back where none has.
        for (name, user_id, before, after) in [("old", old, old_role, new_role), ("new", new, new_role, OWNER)] {
            if before == after {
                return Err(Failure::database(500, format!("{name}OwnerUserID {user_id} rowsAffected = 0")));
            }
        }
    }
    if let Some(group) = call.world.groups.get_mut(group_id) {
        set_role(group, old, new_role);
        set_role(group, new, OWNER);
    }
    call.tell_group(group_id, &Event::OwnerChanged { old, new });
    Ok(Data::Nothing)
}

fn set_role(group: &mut Group, user_id: &str, role: i32) {
    if let Some(member) = group.member_mut(user_id) {
        member.role = role;
    }
}

/// POST /group/dismiss_group: by the owner or a configured admin. The group stays in the store; its members go at once or a little
/// later. Without an owner it cannot be dismissed at all.
pub(crate) fn dismiss_group(call: &mut Call<'_>) -> Outcome {
    let group_id = call.required_string("groupID")?;
    let at_once = call.bound(call.body.optional_bool("deleteMember"))?.unwrap_or_default();
    let tell = call.bound(call.body.optional_bool("sendMessage"))? != Some(false) || call.server < Server::V383;
    call.enter_service(group_id.len())?;
    let group = call.world.groups.get(group_id).filter(|group| group.owner().is_some());
    let group = group.ok_or_else(|| ownerless(group_id))?;
    if !call.is_app_admin() && group.owner_id() != call.caller_id() {
        return Err(Failure::service(1002, "not group owner"));
    }
    if group.is_dismissed() && !at_once {
        return Err(Failure::service(1204, "group status is dismissed"));
    }
    call.world.groups.dismiss(group_id, at_once, call.now_millis);
    if tell && !at_once {
        call.tell_group(group_id, &Event::Dismissed);
    }
    Ok(Data::Nothing)
}
