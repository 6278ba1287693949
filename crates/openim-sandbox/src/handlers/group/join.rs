//! `/group`: asking to be let in, and the answer.

use super::nothing;
use super::notices::Event;
use crate::Server;
use crate::call::{Call, Data, Outcome};
use crate::failure::Failure;
use crate::groups::{JoinRequest, Member, ORDINARY};

/// A group that lets everybody in.
const OPEN: i32 = 2;

/// POST /group/join_group: `inviterUserID` is the one who joins. A group that lets everybody in takes him at once.
pub(crate) fn join_group(call: &mut Call<'_>) -> Outcome {
    let group_id = call.required_string("groupID")?;
    let message = call.bound(call.body.string("reqMessage"))?;
    let join_source = call.bound(call.body.int32("joinSource"))?;
    let user_id = call.required_string("inviterUserID")?;
    let ex = call.bound(call.body.string("ex"))?;
    call.enter_service(group_id.len() + message.len() + ex.len())?;
    call.self_or_admin(user_id)?;
    if call.world.users.get(user_id).is_none() {
        return Err(Failure::database(1004, "userID not found"));
    }
    let group = call.living_group(group_id)?;
    if group.member(user_id).is_some() {
        return Err(Failure::service(1001, "already in group"));
    }
    if group.need_verification == OPEN {
        let member = Member { inviter_user_id: user_id.to_owned(), ..newcomer(call, user_id, join_source) };
        call.enter_group(group_id, member);
        call.world.groups.recount(group_id);
        call.tell_group(group_id, &Event::Entered(user_id));
        return call.refused_follow_up();
    }
    call.world.groups.ask(JoinRequest {
        group_id: group_id.to_owned(),
        user_id: user_id.to_owned(),
        message: message.to_owned(),
        time: call.now_millis,
        join_source,
        ex: ex.to_owned(),
        ..JoinRequest::default()
    });
    Ok(Data::Nothing)
}

/// POST /group/group_application_response: 1 lets in, -1 refuses; once.
pub(crate) fn group_application_response(call: &mut Call<'_>) -> Outcome {
    let group_id = call.required_string("groupID")?;
    let user_id = call.required_string("fromUserID")?;
    let answer = call.bound(call.body.string("handledMsg"))?;
    let result = call.bound(call.body.int32("handleResult"))?;
    if !matches!(result, -1 | 1) {
        return Err(Failure::api(1001, "handleResult is invalid"));
    }
    call.enter_service(group_id.len() + user_id.len() + answer.len())?;
    call.group_leaders_only(group_id)?;
    let (server, kept) = (call.server, call.server == Server::V34);
    let request = call.world.groups.request_mut(group_id, user_id).ok_or_else(|| nothing(server))?;
    if request.result != 0 {
        return Err(Failure::service(1206, "group request already processed"));
    }
    request.result = result;
    if kept {
        answer.clone_into(&mut request.answer);
    }
    let (join_source, inviter) = (request.join_source, request.inviter_user_id.clone());
    let is_in = call.world.groups.get(group_id).is_some_and(|group| group.member(user_id).is_some());
    if result != 1 || is_in {
        return Ok(Data::Nothing);
    }
    let member = Member { inviter_user_id: inviter, ..newcomer(call, user_id, join_source) };
    call.enter_group(group_id, member);
    call.world.groups.recount(group_id);
    call.tell_group(group_id, &Event::Entered(user_id));
    call.refused_follow_up()
}

fn newcomer(call: &Call<'_>, user_id: &str, join_source: i32) -> Member {
    Member {
        user_id: user_id.to_owned(),
        role: ORDINARY,
        join_time: call.now_millis,
        join_source,
        operator_user_id: call.caller_id().to_owned(),
        ..Member::default()
    }
}

impl Call<'_> {
    /// Puts somebody into a group and opens its conversation for him. The cached number of members stays as it is.
    pub(super) fn enter_group(&mut self, group_id: &str, member: Member) {
        self.world.conversations.open_group(&member.user_id, group_id, self.now_millis);
        if let Some(group) = self.world.groups.get_mut(group_id) {
            group.members.push(member);
        }
    }
}
