//! `/group/invite_user_to_group`.

use std::collections::HashSet;

use super::notices::Event;
use super::{PEOPLE_LIMIT, bytes};
use crate::Server;
use crate::call::{Call, Data, Outcome};
use crate::failure::Failure;
use crate::groups::{BY_INVITATION, JoinRequest, Member, ORDINARY};

/// patch.16 takes people in by so many, and what comes after the first block is given up (see `refused_follow_up`).
const BLOCK: usize = 50;

/// POST /group/invite_user_to_group: by a member or a configured admin. One who is a member already fails the call; where the data
/// base has no transactions (from 3.5), those named before him are in.
pub(crate) fn invite_user_to_group(call: &mut Call<'_>) -> Outcome {
    let group_id = call.required_string("groupID")?;
    let ids = call.required_ids(call.bound(call.body.strings("invitedUserIDs"))?, "invitedUserIDs")?;
    let tell = call.bound(call.body.optional_bool("sendMessage"))? != Some(false) || call.server < Server::V383;
    if call.server >= Server::V383 && ids.len() > PEOPLE_LIMIT {
        return Err(Failure::api(1001, format!("too many InvitedUserIDs, need to be less than {PEOPLE_LIMIT}")));
    }
    call.enter_service(group_id.len() + bytes(&ids))?;
    if ids.is_empty() {
        return Err(Failure::service(1001, "user empty"));
    }
    let mut seen = HashSet::with_capacity(ids.len());
    if !ids.iter().all(|id| seen.insert(*id)) {
        return Err(Failure::service(1001, "userID duplicate"));
    }
    let verifies = call.living_group(group_id)?.need_verification == 1;
    if ids.iter().any(|id| call.world.users.get(id).is_none()) {
        return Err(match call.server {
            Server::V34 | Server::V37 => Failure::database(1004, "userID not found"),
            Server::V383 | Server::Main => Failure::service(1004, "user not found"),
        });
    }
    call.group_members_only(group_id)?;
    if !call.is_app_admin() && !call.member(group_id, call.caller_id())?.leads() && verifies {
        return ask_for_them(call, group_id, &ids);
    }
    let ids = if call.server == Server::V383 { ids.get(..BLOCK).unwrap_or(&ids) } else { &ids };
    take_in(call, group_id, ids)?;
    if tell {
        call.tell_group(group_id, &Event::Invited(ids));
    }
    call.refused_follow_up()
}

/// An ordinary member of a group that wants to approve everybody: the invitation is a request.
fn ask_for_them(call: &mut Call<'_>, group_id: &str, ids: &[&str]) -> Outcome {
    let inviter = call.caller_id().to_owned();
    for user_id in ids {
        call.world.groups.ask(JoinRequest {
            group_id: group_id.to_owned(),
            user_id: (*user_id).to_owned(),
            time: call.now_millis,
            join_source: BY_INVITATION,
            inviter_user_id: inviter.clone(),
            ..JoinRequest::default()
        });
    }
    Ok(Data::Nothing)
}

fn take_in(call: &mut Call<'_>, group_id: &str, ids: &[&str]) -> Result<(), Failure> {
    // 3.7 forgets who it was.
    let operator = if call.server == Server::V37 { String::new() } else { call.caller_id().to_owned() };
    let group = call.group(group_id)?;
    let present = ids.iter().position(|id| group.member(id).is_some());
    let new = match present {
        // One transaction: nobody comes in.
        Some(_) if call.server == Server::V34 => &[],
        Some(index) => ids.get(..index).unwrap_or_default(),
        None => ids,
    };
    for user_id in new {
        let member = Member {
            user_id: (*user_id).to_owned(),
            role: ORDINARY,
            join_time: call.now_millis,
            join_source: BY_INVITATION,
            operator_user_id: operator.clone(),
            inviter_user_id: operator.clone(),
            ..Member::default()
        };
        call.enter_group(group_id, member);
    }
    let Some(user_id) = present.and_then(|index| ids.get(index)) else {
        call.world.groups.recount(group_id);
        return Ok(());
    };
    // The cached number of members stays what it was.
    Err(if call.server == Server::V34 {
        Failure::database(1003, format!("Error 1062 (23000): Duplicate entry '{group_id}-{user_id}' for key 'PRIMARY'"))
    } else {
        let key = format!("group_id: \"{group_id}\", user_id: \"{user_id}\"");
        Failure::database(500, format!("bulk write exception: write errors: [E11000 duplicate key error: {{ {key} }}]"))
    })
}
