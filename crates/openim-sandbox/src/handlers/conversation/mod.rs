//! `/conversation`: what a user has open. Reading, the sorted list with its last messages, and settings are files of their own.

pub(crate) mod lists;
pub(crate) mod settings;
pub(crate) mod sorted;
pub(crate) mod sync;

use serde::Serialize;

use crate::Server;
use crate::call::Call;
use crate::conversations::Conversation;
use crate::failure::Failure;

/// A conversation, the same 17 fields in every version. `latestMsgDestructTime` in seconds up to 3.7, in milliseconds later.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::handlers) struct Row<'a> {
    #[serde(rename = "ownerUserID")]
    owner: &'a str,
    #[serde(rename = "conversationID")]
    conversation_id: &'a str,
    recv_msg_opt: i32,
    conversation_type: i32,
    #[serde(rename = "userID")]
    user_id: &'a str,
    #[serde(rename = "groupID")]
    group_id: &'a str,
    is_pinned: bool,
    attached_info: &'a str,
    is_private_chat: bool,
    group_at_type: i32,
    ex: &'a str,
    burn_duration: i32,
    min_seq: i64,
    max_seq: i64,
    msg_destruct_time: i64,
    latest_msg_destruct_time: i64,
    is_msg_destruct: bool,
}

impl<'a> Row<'a> {
    pub(in crate::handlers) fn new(owner: &'a str, conversation: &'a Conversation) -> Self {
        Self {
            owner,
            conversation_id: &conversation.conversation_id,
            recv_msg_opt: conversation.recv_msg_opt,
            conversation_type: conversation.conversation_type,
            user_id: &conversation.user_id,
            group_id: &conversation.group_id,
            is_pinned: conversation.is_pinned,
            attached_info: &conversation.attached_info,
            is_private_chat: conversation.is_private_chat,
            group_at_type: conversation.group_at_type,
            ex: &conversation.ex,
            burn_duration: conversation.burn_duration,
            min_seq: conversation.min_seq,
            max_seq: conversation.max_seq,
            msg_destruct_time: conversation.msg_destruct_time,
            latest_msg_destruct_time: conversation.latest_msg_destruct_time,
            is_msg_destruct: conversation.is_msg_destruct,
        }
    }
}

/// Whose conversations these are is looked at by main alone: up to patch.16 anybody reads and sets anybody's.
fn admit(call: &Call<'_>, owner: &str) -> Result<(), Failure> {
    call.enter_service(owner.len())?;
    if call.server == Server::Main { call.self_or_admin(owner) } else { Ok(()) }
}
