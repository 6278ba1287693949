//! `/group`: taking members, or everybody, the right to speak.

use super::nothing;
use super::notices::Event;
use crate::Server;
use crate::call::{Call, Data, Outcome};
use crate::failure::Failure;
use crate::groups::{ADMIN, MUTED, NORMAL, OWNER};

/// POST /group/mute_group_member: for some seconds, the owner too.
pub(crate) fn mute_group_member(call: &mut Call<'_>) -> Outcome {
    let group_id = call.required_string("groupID")?;
    let user_id = call.required_string("userID")?;
    let seconds = call.bound(call.body.uint32("mutedSeconds"))?;
    if seconds == 0 {
        return Err(Failure::api(1001, "mutedSeconds is empty"));
    }
    let end = call.now_millis.saturating_add(i64::from(seconds) * 1000);
    set_mute_end(call, group_id, user_id, end)?;
    call.tell_group(group_id, &Event::MemberMuted { user_id, seconds });
    Ok(Data::Nothing)
}

/// POST /group/cancel_mute_group_member: one who was not muted is no error.
pub(crate) fn cancel_mute_group_member(call: &mut Call<'_>) -> Outcome {
    let group_id = call.required_string("groupID")?;
    let user_id = call.required_string("userID")?;
    set_mute_end(call, group_id, user_id, 0)?;
    call.tell_group(group_id, &Event::MemberUnmuted(user_id));
    Ok(Data::Nothing)
}

fn set_mute_end(call: &mut Call<'_>, group_id: &str, user_id: &str, end: i64) -> Result<(), Failure> {
    call.enter_service(group_id.len() + user_id.len())?;
    let role = call.member(group_id, user_id)?.role;
    if !call.is_app_admin() {
        let caller = call.member(group_id, call.caller_id())?.role;
        let (allowed, text) = match role {
            OWNER => (false, "set group owner mute"),
            ADMIN => (caller == OWNER, "set group admin mute"),
            _ => (matches!(caller, OWNER | ADMIN), "set group ordinary users mute"),
        };
        if !allowed {
            return Err(Failure::service(1002, text));
        }
    }
    if let Some(member) = call.world.groups.get_mut(group_id).and_then(|group| group.member_mut(user_id)) {
        member.mute_end_time = end;
    }
    Ok(())
}

/// POST /group/mute_group: the status of a dismissed group is overwritten, which revives it.
pub(crate) fn mute_group(call: &mut Call<'_>) -> Outcome {
    set_status(call, MUTED, &Event::Muted)
}

/// POST /group/cancel_mute_group: so does this.
pub(crate) fn cancel_mute_group(call: &mut Call<'_>) -> Outcome {
    set_status(call, NORMAL, &Event::Unmuted)
}

fn set_status(call: &mut Call<'_>, status: i32, event: &Event<'_>) -> Outcome {
    let group_id = call.required_string("groupID")?;
    call.enter_service(group_id.len())?;
    call.group_leaders_only(group_id)?;
    match call.world.groups.get_mut(group_id) {
        Some(group) => group.status = status,
        // An update that meets no row is no error to SQL.
        None if call.server == Server::V34 => return Ok(Data::Nothing),
        None => return Err(nothing(call.server)),
    }
    call.tell_group(group_id, event);
    Ok(Data::Nothing)
}
