//! Conversations as the server knows them.

use serde_json::Value;

use super::ConversationId;
use crate::ids::{GroupId, UserId};
use crate::json::{self, Read};

/// A user's row of a conversation (`Conversation`, alike in all versions).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conversation {
    /// Whose row it is.
    pub owner: UserId,
    /// Its ID.
    pub id: ConversationId,
    /// 1 of two users, 3 of a group, 4 of notifications.
    pub conversation_type: i32,
    /// The other side, where it is of two.
    pub user_id: UserId,
    /// The group, where it is of one.
    pub group_id: GroupId,
    /// 0 receive, 1 do not receive, 2 receive without notice.
    pub recv_msg_opt: i32,
    /// At the top of the user's list.
    pub is_pinned: bool,
    /// Messages are to vanish once they are read.
    pub is_private_chat: bool,
    /// In seconds: how long a read message of a private chat stays.
    pub burn_duration: i32,
    /// 0 nothing, 1 the user was named, 2 all were named, 3 both, 4 a notice of the group.
    pub group_at_type: i32,
    /// Old messages are to be removed.
    pub is_msg_destruct: bool,
    /// In seconds: how old a message may become.
    pub msg_destruct_time: i64,
    /// Milliseconds since 1970: when old messages were last removed.
    pub latest_msg_destruct_millis: Option<i64>,
    /// The first message that the user may see; 0 for no limit.
    pub min_seq: i64,
    /// The last message that the user may see; 0 for no limit.
    pub max_seq: i64,
    /// Of the app's making.
    pub attached_info: String,
    /// Free for the operator's own use.
    pub ex: String,
}

/// What of a conversation is to change. None stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ConversationChange {
    /// 0 receive, 1 do not receive, 2 receive without notice.
    pub recv_msg_opt: Option<i32>,
    /// At the top of the user's list.
    pub is_pinned: Option<bool>,
    /// Messages are to vanish once they are read.
    pub is_private_chat: Option<bool>,
    /// In seconds: how long a read message of a private chat stays.
    pub burn_duration: Option<i32>,
    /// Old messages are to be removed.
    pub is_msg_destruct: Option<bool>,
    /// In seconds: how old a message may become.
    pub msg_destruct_time: Option<i64>,
    /// Free for the operator's own use.
    pub ex: Option<String>,
}

/// Conversations by their last messages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Overview {
    /// How many conversations there are over all pages: a hint, never negative.
    pub total: i64,
    /// How many messages are unread in all of them.
    pub unread: i64,
    /// Those of this page, each once, in the server's order.
    pub items: Vec<LatestConversation>,
}

/// A conversation and its last message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LatestConversation {
    /// Its ID.
    pub id: ConversationId,
    /// 0 receive, 1 do not receive, 2 receive without notice.
    pub recv_msg_opt: i32,
    /// How many messages the user has not read.
    pub unread: i64,
    /// At the top of the user's list.
    pub is_pinned: bool,
    /// The last message; None where the server cannot tell.
    pub message: Option<LatestMessage>,
}

/// The last message of a conversation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LatestMessage {
    /// The server's ID of it.
    pub server_id: String,
    /// The sender's ID of it.
    pub client_id: String,
    /// 1 of two users, 3 of a group, 4 of notifications.
    pub session_type: i32,
    /// Who sent it.
    pub sender: UserId,
    /// Who got it, where it is of two.
    pub receiver: UserId,
    /// The name to show: that of the other side, or of the sender in a group.
    pub name: String,
    /// The picture to show. Unchecked by the server.
    pub face_url: String,
    /// The group, where it is of one.
    pub group_id: GroupId,
    /// The group's name.
    pub group_name: String,
    /// The group's picture. Unchecked by the server.
    pub group_face_url: String,
    /// Milliseconds since 1970.
    pub sent_millis: Option<i64>,
    /// 100 by a user, 200 by the system.
    pub msg_from: i32,
    /// What kind of content it has.
    pub content_type: i32,
    /// JSON text, of a form that depends on the kind.
    pub content: String,
}

impl ConversationChange {
    /// Whether there is nothing to change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn to_json(&self, conversation: &Conversation) -> Value {
        let mut body = vec![
            ("conversationID", conversation.id.as_str().into()),
            ("conversationType", conversation.conversation_type.into()),
            ("userID", conversation.user_id.as_str().into()),
            ("groupID", conversation.group_id.as_str().into()),
        ];
        let changes: [(&'static str, Option<Value>); 7] = [
            ("recvMsgOpt", self.recv_msg_opt.map(Into::into)),
            ("isPinned", self.is_pinned.map(Into::into)),
            ("isPrivateChat", self.is_private_chat.map(Into::into)),
            ("burnDuration", self.burn_duration.map(Into::into)),
            ("isMsgDestruct", self.is_msg_destruct.map(Into::into)),
            ("msgDestructTime", self.msg_destruct_time.map(Into::into)),
            ("ex", self.ex.as_deref().map(Into::into)),
        ];
        body.extend(changes.into_iter().filter_map(|(key, value)| Some((key, value?))));
        json::fields(body)
    }
}

pub(crate) fn read_conversation(row: &Value) -> Read<Conversation> {
    let text = |key| json::text(row, key);
    Ok(Conversation {
        id: json::required_text(row, "conversationID")?.into(),
        owner: text("ownerUserID").into(),
        conversation_type: json::small_integer(row, "conversationType"),
        user_id: text("userID").into(),
        group_id: text("groupID").into(),
        recv_msg_opt: json::small_integer(row, "recvMsgOpt"),
        is_pinned: json::flag(row, "isPinned"),
        is_private_chat: json::flag(row, "isPrivateChat"),
        burn_duration: json::small_integer(row, "burnDuration"),
        group_at_type: json::small_integer(row, "groupAtType"),
        is_msg_destruct: json::flag(row, "isMsgDestruct"),
        msg_destruct_time: json::integer(row, "msgDestructTime").unwrap_or(0),
        latest_msg_destruct_millis: json::time(row, "latestMsgDestructTime"),
        min_seq: json::integer(row, "minSeq").unwrap_or(0),
        max_seq: json::integer(row, "maxSeq").unwrap_or(0),
        attached_info: text("attachedInfo"),
        ex: text("ex"),
    })
}

/// Reads `{conversation}`.
pub(super) fn read_wrapped(data: &Value) -> Read<Conversation> {
    let conversation = json::object(data)?.get("conversation").unwrap_or(&Value::Null);
    read_conversation(conversation).map_err(|mismatch| mismatch.within("conversation"))
}

/// Reads `{conversationTotal, unreadTotal, conversationElems}`.
pub(super) fn read_overview(data: &Value) -> Read<Overview> {
    let mut items = json::list(json::object(data)?, "conversationElems", read_latest)?;
    let mut seen: Vec<ConversationId> = Vec::with_capacity(items.len());
    items.retain(|item| {
        let is_new = !seen.contains(&item.id);
        seen.push(item.id.clone());
        is_new
    });
    let least = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let total = json::integer(data, "conversationTotal").unwrap_or(0).max(least);
    Ok(Overview { total, unread: json::integer(data, "unreadTotal").unwrap_or(0).max(0), items })
}

fn read_latest(row: &Value) -> Read<LatestConversation> {
    Ok(LatestConversation {
        id: json::required_text(row, "conversationID")?.into(),
        recv_msg_opt: json::small_integer(row, "recvMsgOpt"),
        unread: json::integer(row, "unreadCount").unwrap_or(0).max(0),
        // With a capital here, and only here.
        is_pinned: json::flag(row, "IsPinned"),
        message: row.get("msgInfo").filter(|message| message.is_object()).map(read_message),
    })
}

fn read_message(row: &Value) -> LatestMessage {
    let text = |key| json::text(row, key);
    LatestMessage {
        server_id: text("serverMsgID"),
        client_id: text("clientMsgID"),
        session_type: json::small_integer(row, "sessionType"),
        sender: text("sendID").into(),
        receiver: text("recvID").into(),
        name: text("senderName"),
        face_url: text("faceURL"),
        group_id: text("groupID").into(),
        group_name: text("groupName"),
        group_face_url: text("groupFaceURL"),
        sent_millis: json::time(row, "LatestMsgRecvTime"),
        msg_from: json::small_integer(row, "msgFrom"),
        content_type: json::small_integer(row, "contentType"),
        content: text("content"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_overview_names_each_conversation_once_and_counts_no_less() {
        // No conversation on record is pinned; the spelling is the source's.
        let row = json!({"conversationID": "si_a_b", "IsPinned": true, "unreadCount": -1, "msgInfo": null});
        let overview = read_overview(&json!({"conversationTotal": 0, "conversationElems": [row, row]})).unwrap();
        assert_eq!((overview.total, overview.unread, overview.items.len()), (1, 0, 1));
        let LatestConversation { is_pinned, unread, message, .. } = &overview.items[0];
        assert_eq!((*is_pinned, *unread, message.is_none()), (true, 0, true));
        assert_eq!(
            read_overview(&json!({"conversationElems": [{}]})).unwrap_err().json_path,
            "conversationElems[0].conversationID"
        );
    }
}
