//! `/msg`: an admin sends in somebody's name.

use serde::Serialize;

use super::content;
use super::rules::deliver;
use crate::Server;
use crate::body::Fields;
use crate::call::{Call, Outcome, json};
use crate::delivery::wrapped;
use crate::failure::Failure;
use crate::messages::{GROUP, Message, NOTIFICATION, OA_NOTIFICATION, PushInfo, SINGLE, id_text};

/// What the servers tell of a message that was sent.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sent {
    #[serde(rename = "serverMsgID")]
    server_msg_id: String,
    #[serde(rename = "clientMsgID")]
    client_msg_id: String,
    send_time: i64,
    /// patch.16 alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    modify: Option<Option<()>>,
}

fn sent(server: Server, message: &Message) -> Outcome {
    json(&Sent {
        server_msg_id: id_text(message.server_id),
        client_msg_id: id_text(message.client_id),
        send_time: message.send_time,
        modify: (server == Server::V383).then_some(None),
    })
}

/// POST /msg/send_msg: to one user or to a group.
pub(crate) fn send_msg(call: &mut Call<'_>) -> Outcome {
    let receiver = call.bound(call.body.string("recvID"))?;
    let mut message = read(call, "SendMsgReq")?;
    if receiver.is_empty() && matches!(message.session_type, SINGLE | NOTIFICATION) {
        return Err(Failure::missing("SendMsgReq.", "RecvID", "required_if"));
    }
    receiver.clone_into(&mut message.recv_id);
    admit(call, &mut message)?;
    call.enter_service(message.content.len())?;
    let stored = deliver(call, message)?;
    call.world.messages.remember_sending(call.operation_id);
    sent(call.server, &stored)
}

/// Reads what is the same for one receiver and for many. gin looks whether it is there.
pub(super) fn read(call: &Call<'_>, type_name: &str) -> Result<Message, Failure> {
    let body = call.body;
    let send_id = call.bound(body.string("sendID"))?;
    let group_id = call.bound(body.string("groupID"))?;
    let nickname = call.bound(body.string("senderNickname"))?;
    let face_url = call.bound(body.string("senderFaceURL"))?;
    let platform_id = call.bound(body.int32("senderPlatformID"))?;
    let content = call.bound(body.object("content", "map[string]interface {}"))?;
    let content_type = call.bound(body.int32("contentType"))?;
    let session_type = call.bound(body.int32("sessionType"))?;
    let send_time = call.bound(body.optional_int64("sendTime"))?.unwrap_or_default();
    let push = call.bound(body.object("offlinePushInfo", "OfflinePushInfo"))?;
    let push = push.map(|push| call.bound(push_info(push))).transpose()?;
    let ex = call.bound(body.string("ex"))?;
    let prefix = format!("{type_name}.SendMsg.");
    for (missing, field) in [
        (send_id.is_empty(), "SendID"),
        (content.is_none(), "Content"),
        (content_type == 0, "ContentType"),
        (session_type == 0, "SessionType"),
        (group_id.is_empty() && matches!(session_type, 2 | GROUP), "GroupID"),
    ] {
        if missing {
            return Err(Failure::missing(&prefix, field, "required"));
        }
    }
    Ok(Message {
        send_id: send_id.to_owned(),
        group_id: group_id.to_owned(),
        sender_platform_id: platform_id,
        sender_nickname: nickname.to_owned(),
        sender_face_url: face_url.to_owned(),
        session_type,
        content_type,
        send_time: if send_time == 0 { call.now_millis } else { send_time },
        create_time: call.now_millis,
        // The key is from 3.8.0.
        ex: if call.server >= Server::V383 { ex.to_owned() } else { String::new() },
        push: push.map(Box::new),
        ..Message::default()
    })
}

fn push_info(fields: Fields<'_>) -> Result<PushInfo, String> {
    Ok(PushInfo {
        title: fields.string("title")?.to_owned(),
        desc: fields.string("desc")?.to_owned(),
        ex: fields.string("ex")?.to_owned(),
        ios_push_sound: fields.string("iOSPushSound")?.to_owned(),
        ios_badge_count: fields.optional_bool("iOSBadgeCount")?.unwrap_or_default(),
        signal_info: fields.string("signalInfo")?.to_owned(),
    })
}

/// The checks of the API process: who calls, what is said, and by whom it may be said. Puts the content into the message.
pub(super) fn admit(call: &Call<'_>, message: &mut Message) -> Result<(), Failure> {
    app_manager(call)?;
    content::check_type(call.server, message.content_type)?;
    if message.content_type == OA_NOTIFICATION {
        let account = call.world.users.get(&message.send_id).is_some_and(|user| user.app_manger_level >= 3);
        let may = call.world.is_admin(&message.send_id) || (account && call.server > Server::V34);
        if !may {
            return Err(Failure::api(1002, "notification messages cannot be sent for this ID"));
        }
        message.session_type = NOTIFICATION;
    }
    if let Some(serde_json::Value::Object(content)) = call.body.value("content") {
        message.content = content::check(call.server, message.content_type, content)?;
    }
    if message.content_type == OA_NOTIFICATION {
        message.content = wrapped_text(&message.content);
    }
    Ok(())
}

fn wrapped_text(content: &str) -> String {
    // Valid JSON, just written.
    serde_json::from_str::<serde_json::Value>(content).map(|value| wrapped(&value)).unwrap_or_default()
}

/// Refuses callers that are no admin, in the words of these calls.
pub(super) fn app_manager(call: &Call<'_>) -> Result<(), Failure> {
    if call.world.is_admin(call.caller_id()) {
        return Ok(());
    }
    Err(Failure::api(1002, "only app manager can send message"))
}

/// POST /msg/send_business_notification: a note for an app, in no conversation that a user would see.
pub(crate) fn send_business_notification(call: &mut Call<'_>) -> Outcome {
    for name in ["key", "data"] {
        call.bound(call.body.string(name))?;
    }
    let sender = call.bound(call.body.string("sendUserID"))?;
    let receiver = call.bound(call.body.string("recvUserID"))?;
    let group = call.bound(call.body.string("recvGroupID"))?;
    for (missing, field) in [(sender.is_empty(), "SendUserID"), (receiver.is_empty(), "RecvUserID")] {
        match call.server {
            Server::V34 if missing => return Err(Failure::api(1001, "sendID is empty")),
            Server::V37 | Server::V383 if missing => return Err(Failure::missing("", field, "required")),
            _ => {}
        }
    }
    app_manager(call)?;
    if call.server == Server::Main {
        match (receiver.is_empty(), group.is_empty()) {
            (true, true) => {
                return Err(Failure::api(1001, "recvUserID and recvGroupID cannot be empty at the same time"));
            }
            (false, false) => {
                return Err(Failure::api(1001, "recvUserID and recvGroupID cannot be set at the same time"));
            }
            _ => {}
        }
    }
    call.enter_service(sender.len() + receiver.len())?;
    let messages = &mut call.world.messages;
    let (server_id, client_id) = (messages.next_id(), messages.next_id());
    sent(call.server, &Message { server_id, client_id, send_time: call.now_millis, ..Message::default() })
}

/// POST /msg/check_msg_is_send_success: whether the operation of this header's operationID has sent something: 2, else 0.
pub(crate) fn check_msg_is_send_success(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Answer {
        status: u8,
    }
    call.enter_service(0)?;
    json(&Answer { status: if call.world.messages.was_sent_by(call.operation_id) { 2 } else { 0 } })
}
