//! `/conversation/get_sorted_conversation_list`: a user's conversations with the last message of each, as his app shows them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::admit;
use crate::Server;
use crate::call::{Call, Outcome, Page, json, or_null};
use crate::conversations::Conversation;
use crate::failure::Failure;
use crate::messages::{GROUP, Message, SINGLE, id_text};
use crate::world::World;

/// `ConversationElem`. Two keys have capital letters.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Element<'a> {
    #[serde(rename = "conversationID")]
    conversation_id: &'a str,
    recv_msg_opt: i32,
    unread_count: i64,
    #[serde(rename = "IsPinned")]
    is_pinned: bool,
    msg_info: LastMessage<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LastMessage<'a> {
    #[serde(rename = "serverMsgID")]
    server_msg_id: String,
    #[serde(rename = "clientMsgID")]
    client_msg_id: String,
    session_type: i32,
    #[serde(rename = "sendID")]
    send_id: &'a str,
    #[serde(rename = "recvID")]
    recv_id: &'a str,
    /// In a single chat the other one's, whoever spoke.
    sender_name: &'a str,
    #[serde(rename = "faceURL")]
    face_url: &'a str,
    #[serde(rename = "groupID")]
    group_id: &'a str,
    group_name: &'a str,
    #[serde(rename = "groupFaceURL")]
    group_face_url: &'a str,
    group_type: i32,
    group_member_count: usize,
    #[serde(rename = "LatestMsgRecvTime")]
    latest_msg_recv_time: i64,
    msg_from: i32,
    content_type: i32,
    content: &'a str,
    ex: &'a str,
}

impl<'a> LastMessage<'a> {
    fn new(world: &'a World, owner: &str, message: &'a Message) -> Self {
        let shown = match message.session_type {
            SINGLE if message.send_id == owner => world.users.get(&message.recv_id),
            SINGLE | GROUP => world.users.get(&message.send_id),
            _ => None,
        };
        let group = world.groups.get(&message.group_id);
        Self {
            server_msg_id: id_text(message.server_id),
            client_msg_id: id_text(message.client_id),
            session_type: message.session_type,
            send_id: &message.send_id,
            recv_id: &message.recv_id,
            sender_name: shown.map_or("", |user| &user.nickname),
            face_url: shown.filter(|_| group.is_none()).map_or("", |user| &user.face_url),
            group_id: &message.group_id,
            group_name: group.map_or("", |group| &group.name),
            group_face_url: group.map_or("", |group| &group.face_url),
            group_type: if group.is_some() { 2 } else { 0 },
            group_member_count: group.map_or(0, |group| group.counted),
            latest_msg_recv_time: message.send_time,
            msg_from: 200,
            content_type: message.content_type,
            content: &message.content,
            ex: &message.ex,
        }
    }
}

/// POST /conversation/get_sorted_conversation_list (from 3.6): pinned ones first, then the newest. The server keeps them by the time
/// of their last message, so of two with the same millisecond one is lost.
pub(crate) fn get_sorted_conversation_list(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        conversation_total: usize,
        unread_total: i64,
        conversation_elems: Option<Vec<Element<'a>>>,
    }
    let owner = call.required_string("userID")?;
    let page = Page::read(call)?;
    let ids = call.bound(call.body.strings("conversationIDs"))?.unwrap_or_default();
    admit(call, owner)?;
    let world = &*call.world;
    let wanted = |one: &&Conversation| ids.is_empty() || ids.contains(&one.conversation_id.as_str());
    let all: Vec<&Conversation> = world.conversations.of(owner).into_iter().filter(wanted).collect();
    if all.is_empty() {
        return Err(Failure::service(1004, ""));
    }
    let unknown = |one: &&Conversation| one.conversation_type == SINGLE && world.users.get(&one.user_id).is_none();
    if call.server == Server::V37 && all.iter().any(unknown) {
        return Err(Failure::database(1004, "userID not found"));
    }
    let (mut pinned, mut others) = (BTreeMap::new(), BTreeMap::new());
    let mut unread_total = 0;
    for one in &all {
        let Some(stream) = world.messages.stream(&one.conversation_id) else { continue };
        let unread_count = stream.max_seq().saturating_sub(stream.has_read(owner)).max(0);
        unread_total += unread_count;
        let Some(message) = stream.last_for(owner) else { continue };
        let element = Element {
            conversation_id: &one.conversation_id,
            recv_msg_opt: one.recv_msg_opt,
            unread_count,
            is_pinned: one.is_pinned,
            msg_info: LastMessage::new(world, owner, message),
        };
        let list = if one.is_pinned { &mut pinned } else { &mut others };
        list.insert(std::cmp::Reverse(message.send_time), element);
    }
    let rows = page.of(pinned.into_values().chain(others.into_values()));
    json(&Answer { conversation_total: all.len(), unread_total, conversation_elems: or_null(rows) })
}
