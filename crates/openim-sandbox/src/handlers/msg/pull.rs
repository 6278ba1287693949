//! `/msg/pull_msg_by_seq`: messages as an app fetches them, by their numbers.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::Server;
use crate::call::{Call, Outcome, json, map};
use crate::messages::{Message, OA_NOTIFICATION, PushInfo, id_text};

/// The content types from here on are notes of the server.
const FIRST_NOTE: i32 = 1000;

/// `MsgData`. The content is base64 here, and text in search_msg.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::handlers) struct MsgData<'a> {
    #[serde(rename = "sendID")]
    send_id: &'a str,
    #[serde(rename = "recvID")]
    recv_id: &'a str,
    #[serde(rename = "groupID")]
    group_id: &'a str,
    #[serde(rename = "clientMsgID")]
    client_msg_id: String,
    #[serde(rename = "serverMsgID")]
    server_msg_id: String,
    #[serde(rename = "senderPlatformID")]
    sender_platform_id: i32,
    sender_nickname: &'a str,
    #[serde(rename = "senderFaceURL")]
    sender_face_url: &'a str,
    session_type: i32,
    msg_from: i32,
    content_type: i32,
    content: String,
    seq: i64,
    send_time: i64,
    create_time: i64,
    status: i32,
    is_read: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    options: Option<Option<BTreeMap<&'static str, bool>>>,
    offline_push_info: Option<&'a PushInfo>,
    #[serde(rename = "atUserIDList")]
    at_user_id_list: Option<()>,
    attached_info: &'static str,
    ex: &'a str,
}

impl<'a> MsgData<'a> {
    pub(in crate::handlers) fn new(server: Server, message: &'a Message) -> Self {
        // What the server says of itself is sent with options, what people say without.
        let options: BTreeMap<&str, bool> = match message.content_type {
            OA_NOTIFICATION => BTreeMap::new(),
            FIRST_NOTE.. => [("offlinePush", true), ("unreadCount", true)].into(),
            _ => BTreeMap::new(),
        };
        Self {
            send_id: &message.send_id,
            recv_id: &message.recv_id,
            group_id: &message.group_id,
            client_msg_id: id_text(message.client_id),
            server_msg_id: id_text(message.server_id),
            sender_platform_id: message.sender_platform_id,
            sender_nickname: &message.sender_nickname,
            sender_face_url: &message.sender_face_url,
            session_type: message.session_type,
            msg_from: 200,
            content_type: message.content_type,
            content: STANDARD.encode(&message.content),
            seq: message.seq,
            send_time: message.send_time,
            create_time: message.create_time,
            status: 0,
            is_read: false,
            options: map(server, options.is_empty(), options),
            offline_push_info: message.push.as_deref(),
            at_user_id_list: None,
            attached_info: "",
            ex: &message.ex,
        }
    }
}

/// POST /msg/pull_msg_by_seq: ranges of seqs of several conversations. Who asks is looked at by main alone.
pub(crate) fn pull_msg_by_seq(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Pulled<'a> {
        #[serde(rename = "Msgs")]
        msgs: Vec<MsgData<'a>>,
        is_end: bool,
        /// From 3.8.3.
        #[serde(skip_serializing_if = "Option::is_none")]
        end_seq: Option<i64>,
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        msgs: Option<Option<BTreeMap<&'a str, Pulled<'a>>>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        notification_msgs: Option<Option<()>>,
    }
    let user_id = call.required_string("userID")?;
    let newest_first = call.bound(call.body.int32("order"))? == 1;
    let ranges = call.bound(call.body.objects("seqRanges", "SeqRange"))?;
    call.enter_service(user_id.len() + ranges.len() * 32)?;
    if call.server == Server::Main {
        call.self_or_admin(user_id)?;
    }
    let mut msgs = BTreeMap::new();
    for range in ranges {
        let id = call.bound(range.string("conversationID"))?;
        let [begin, end, num] = ["begin", "end", "num"].map(|name| call.bound(range.optional_int64(name)));
        let (begin, end, num) = (begin?.unwrap_or_default(), end?.unwrap_or_default(), num?.unwrap_or_default());
        let Some(stream) = call.world.messages.stream(id) else { continue };
        let most = usize::try_from(num).unwrap_or(0);
        let in_range = stream.visible_to(user_id).filter(|message| (begin..=end).contains(&message.seq));
        let mut found: Vec<&Message> =
            if newest_first { in_range.rev().take(most).collect() } else { in_range.take(most).collect() };
        found.sort_by_key(|message| message.seq);
        if found.is_empty() {
            continue;
        }
        let is_end = if newest_first { begin <= 1 } else { end >= stream.max_seq() };
        let end_seq = (call.server >= Server::V383).then_some(0);
        let msgs_of = found.into_iter().map(|message| MsgData::new(call.server, message)).collect();
        msgs.insert(id, Pulled { msgs: msgs_of, is_end, end_seq });
    }
    json(&Answer { msgs: map(call.server, msgs.is_empty(), msgs), notification_msgs: map(call.server, true, ()) })
}
