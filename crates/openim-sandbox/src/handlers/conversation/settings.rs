//! `/conversation`: changing a user's settings for his conversations.

use super::admit;
use crate::Server;
use crate::body::{BindError, Fields};
use crate::call::{Call, Data, Outcome};
use crate::conversations::Conversation;
use crate::failure::Failure;

/// POST /conversation/set_conversations: what is given is set, for several users; a conversation that is not open is opened.
pub(crate) fn set_conversations(call: &mut Call<'_>) -> Outcome {
    let owners = call.bound(call.body.strings("userIDs"))?.unwrap_or_default();
    if owners.is_empty() {
        return Err(Failure::api(1001, "userID is empty"));
    }
    let fields = call.bound(call.body.object("conversation", "ConversationReq"))?;
    let Some(fields) = fields else { return Err(Failure::api(1001, "conversation is empty")) };
    let id = call.bound(fields.string("conversationID"))?;
    let conversation_type = call.bound(fields.int32("conversationType"))?;
    let user_id = call.bound(fields.string("userID"))?;
    let group_id = call.bound(fields.string("groupID"))?;
    let settings = call.bound(Settings::read(fields))?;
    if id.is_empty() {
        return Err(Failure::api(1001, "conversationID is empty"));
    }
    call.enter_service(id.len())?;
    if call.server == Server::Main {
        for owner in &owners {
            call.self_or_admin(owner)?;
        }
    }
    let (conversations, now) = (&mut call.world.conversations, call.now_millis);
    for owner in owners {
        settings.set(conversations.open(owner, id.to_owned(), conversation_type, (user_id, group_id), now));
    }
    Ok(Data::Nothing)
}

/// What can be set; absent stays.
struct Settings<'a> {
    recv_msg_opt: Option<i32>,
    is_pinned: Option<bool>,
    attached_info: Option<&'a str>,
    is_private_chat: Option<bool>,
    group_at_type: Option<i32>,
    ex: Option<&'a str>,
    burn_duration: Option<i32>,
    msg_destruct_time: Option<i64>,
    is_msg_destruct: Option<bool>,
}

impl<'a> Settings<'a> {
    fn read(fields: Fields<'a>) -> Result<Self, BindError> {
        Ok(Self {
            recv_msg_opt: fields.optional_int32("recvMsgOpt")?,
            is_pinned: fields.optional_bool("isPinned")?,
            attached_info: fields.optional_string("attachedInfo")?,
            is_private_chat: fields.optional_bool("isPrivateChat")?,
            group_at_type: fields.optional_int32("groupAtType")?,
            ex: fields.optional_string("ex")?,
            burn_duration: fields.optional_int32("burnDuration")?,
            msg_destruct_time: fields.optional_int64("msgDestructTime")?,
            is_msg_destruct: fields.optional_bool("isMsgDestruct")?,
        })
    }

    fn set(&self, to: &mut Conversation) {
        set(&mut to.recv_msg_opt, self.recv_msg_opt);
        set(&mut to.is_pinned, self.is_pinned);
        set(&mut to.is_private_chat, self.is_private_chat);
        set(&mut to.group_at_type, self.group_at_type);
        set(&mut to.burn_duration, self.burn_duration);
        set(&mut to.msg_destruct_time, self.msg_destruct_time);
        set(&mut to.is_msg_destruct, self.is_msg_destruct);
        set(&mut to.attached_info, self.attached_info.map(str::to_owned));
        set(&mut to.ex, self.ex.map(str::to_owned));
    }
}

fn set<T>(field: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *field = value;
    }
}

/// POST /conversation/delete_conversations (main): out of the user's list; the messages stay.
pub(crate) fn delete_conversations(call: &mut Call<'_>) -> Outcome {
    let owner = call.required_string("ownerUserID")?;
    let ids = call.bound(call.body.strings("conversationIDs"))?;
    let ids = call.required_ids(ids, "conversationIDs")?;
    admit(call, owner)?;
    for id in ids {
        call.world.conversations.remove(owner, id);
    }
    Ok(Data::Nothing)
}

/// POST /conversation/update_conversations_by_user (main): `ex` of all conversations of one user.
pub(crate) fn update_conversations_by_user(call: &mut Call<'_>) -> Outcome {
    let owner = call.required_string("userID")?;
    let ex = call.bound(call.body.optional_string("ex"))?;
    admit(call, owner)?;
    let Some(ex) = ex else { return Ok(Data::Nothing) };
    for conversation in call.world.conversations.of_mut(owner) {
        ex.clone_into(&mut conversation.ex);
    }
    Ok(Data::Nothing)
}
