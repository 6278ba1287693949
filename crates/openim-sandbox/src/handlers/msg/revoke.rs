//! `/msg/revoke_msg`: taking a message back.

use serde::Serialize;

use crate::Server;
use crate::call::{Call, Data, Outcome};
use crate::delivery::wrapped;
use crate::failure::Failure;
use crate::messages::{GROUP, REVOKED, id_text};

/// What takes the place of the content up to 3.8.0.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Revocation {
    #[serde(rename = "revokerID")]
    revoker_id: String,
    revoker_role: i32,
    #[serde(rename = "clientMsgID")]
    client_msg_id: String,
    revoker_nickname: String,
    revoke_time: i64,
    source_message_send_time: i64,
    #[serde(rename = "sourceMessageSendID")]
    source_message_send_id: String,
    source_message_sender_nickname: String,
    session_type: i32,
    seq: i64,
    ex: &'static str,
}

/// POST /msg/revoke_msg: an admin may name anybody as the one who takes it back. Up to 3.8.0 the content goes; later it stays,
/// and the message is marked.
pub(crate) fn revoke_msg(call: &mut Call<'_>) -> Outcome {
    let id = call.required_string("conversationID")?;
    let user_id = call.required_string("userID")?;
    let seq = call.bound(call.body.optional_int64("seq"))?.unwrap_or_default();
    if seq < 1 {
        return Err(Failure::api(1001, "seq is invalid"));
    }
    call.enter_service(id.len() + user_id.len())?;
    call.self_or_admin(user_id)?;
    let Some(user) = call.world.users.get(user_id) else { return Err(Failure::service(1004, "record not found")) };
    let nickname = user.nickname.clone();
    let Some(message) = call.world.messages.stream(id).and_then(|stream| stream.get(seq)) else {
        return Err(Failure::service(1004, "msg not found"));
    };
    if message.is_revoked || message.content_type == REVOKED {
        return Err(Failure::service(1404, "msg already revoke"));
    }
    let leads = |group_id: &str| {
        let group = call.world.groups.get(group_id);
        group.and_then(|group| group.member(user_id)).is_some_and(|member| member.leads())
    };
    let may = call.world.is_admin(call.caller_id())
        || message.send_id == user_id
        || (message.session_type == GROUP && leads(&message.group_id));
    if !may {
        return Err(Failure::service(1002, ""));
    }
    let revocation = Revocation {
        revoker_id: user_id.to_owned(),
        revoker_role: 0,
        client_msg_id: id_text(message.client_id),
        revoker_nickname: nickname,
        revoke_time: call.now_millis,
        source_message_send_time: message.send_time,
        source_message_send_id: message.send_id.clone(),
        source_message_sender_nickname: message.sender_nickname.clone(),
        session_type: message.session_type,
        seq,
        ex: "",
    };
    let note = match message.session_type {
        GROUP => format!("n_{}", message.group_id),
        _ => note_stream(user_id, &message.recv_id),
    };
    if let Some(message) = call.world.messages.stream_mut(id).and_then(|stream| stream.get_mut(seq)) {
        if call.server < Server::V383 {
            message.content_type = REVOKED;
            message.content = wrapped(&revocation);
        } else {
            message.is_revoked = true;
        }
    }
    if call.server == Server::Main {
        call.world.messages.note(note);
    }
    Ok(Data::Nothing)
}

/// The stream of notes between two users.
fn note_stream(one: &str, other: &str) -> String {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    format!("n_{first}_{second}")
}
