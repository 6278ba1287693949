//! A message as a search shows it.

use serde::Serialize;

use crate::Server;
use crate::messages::{Message, id_text};
use crate::world::World;

/// Flat up to 3.8.0, nested later.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Row<'a> {
    Flat(ChatLog<'a>),
    #[serde(rename_all = "camelCase")]
    Nested {
        chat_log: ChatLog<'a>,
        is_revoked: bool,
    },
}

impl<'a> Row<'a> {
    pub(super) fn new(world: &'a World, message: &'a Message) -> Self {
        let chat_log = ChatLog::new(world, message);
        match world.server {
            Server::V34 | Server::V37 => Self::Flat(chat_log),
            Server::V383 | Server::Main => Self::Nested { chat_log, is_revoked: message.is_revoked },
        }
    }
}

/// `ChatLog`. Times in milliseconds.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChatLog<'a> {
    #[serde(rename = "serverMsgID")]
    server_msg_id: String,
    #[serde(rename = "clientMsgID")]
    client_msg_id: String,
    #[serde(rename = "sendID")]
    send_id: &'a str,
    /// Of a group message: the group.
    #[serde(rename = "recvID")]
    recv_id: &'a str,
    #[serde(rename = "groupID")]
    group_id: &'a str,
    recv_nickname: &'a str,
    #[serde(rename = "senderPlatformID")]
    sender_platform_id: i32,
    sender_nickname: &'a str,
    /// Of a group message: the group's.
    #[serde(rename = "senderFaceURL")]
    sender_face_url: &'a str,
    group_name: &'a str,
    session_type: i32,
    msg_from: i32,
    content_type: i32,
    content: &'a str,
    status: i32,
    send_time: i64,
    create_time: i64,
    ex: &'a str,
    /// Always empty.
    #[serde(rename = "groupFaceURL")]
    group_face_url: &'static str,
    group_member_count: usize,
    seq: i64,
    /// 3.4 alone.
    group_owner: &'a str,
    group_type: i32,
}

impl<'a> ChatLog<'a> {
    fn new(world: &'a World, message: &'a Message) -> Self {
        let group = world.groups.get(&message.group_id);
        let name = |id: &str| world.users.get(id).map_or("", |user| user.nickname.as_str());
        let sender = message.sender_nickname.as_str();
        Self {
            server_msg_id: id_text(message.server_id),
            client_msg_id: id_text(message.client_id),
            send_id: &message.send_id,
            recv_id: if group.is_some() { &message.group_id } else { &message.recv_id },
            group_id: &message.group_id,
            recv_nickname: if group.is_some() { "" } else { name(&message.recv_id) },
            sender_platform_id: message.sender_platform_id,
            sender_nickname: if sender.is_empty() { name(&message.send_id) } else { sender },
            sender_face_url: group.map_or(&message.sender_face_url, |group| &group.face_url),
            group_name: group.map_or("", |group| &group.name),
            session_type: message.session_type,
            msg_from: 200,
            content_type: message.content_type,
            content: &message.content,
            status: 0,
            send_time: message.send_time,
            create_time: message.create_time,
            ex: &message.ex,
            group_face_url: "",
            group_member_count: group.map_or(0, |group| group.counted),
            seq: message.seq,
            group_owner: group.filter(|_| world.server == Server::V34).map_or("", |group| group.owner_id()),
            group_type: if group.is_some() { 2 } else { 0 },
        }
    }
}
