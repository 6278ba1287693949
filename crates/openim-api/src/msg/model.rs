//! Messages as the server knows them. It writes them in two forms: one for those who search, one for those who read on.

use serde_json::Value;

use crate::claims::from_base64;
use crate::conversations::ConversationId;
use crate::ids::{GroupId, UserId};
use crate::json::{self, Read};
use crate::platform::Platform;
use crate::server::ServerBlock;

/// The kind of a message that says that another was taken back. Up to v3.8.0 it stands in the place of that one (seen on v3.4, v3.7).
const REVOKED: i32 = 2101;

/// One message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// The server's ID of it.
    pub server_id: String,
    /// The sender's ID of it.
    pub client_id: String,
    /// Its place in the conversation, from 1 on.
    pub seq: i64,
    /// 1 of two users, 3 of a group, 4 of notifications.
    pub session_type: i32,
    /// Who sent it.
    pub sender: UserId,
    /// The sender's name as it was then.
    pub sender_nickname: String,
    /// The sender's picture as it was then; empty in groups where a search found it. Unchecked by the server.
    pub sender_face_url: String,
    /// What it was sent with.
    pub sender_platform: Platform,
    /// Who got it; empty in groups.
    pub receiver: UserId,
    /// The receiver's name. Only known where a search found it.
    pub receiver_nickname: String,
    /// The group, where it is of one.
    pub group_id: GroupId,
    /// The group's name. Only known where a search found it.
    pub group_name: String,
    /// 100 by a user, 200 by the system.
    pub msg_from: i32,
    /// What kind of content it has: 101 text, 102 picture and so on.
    pub content_type: i32,
    /// JSON text, of a form that depends on the kind.
    pub content: String,
    /// Whether it was taken back. From v3.8.1 on its content is still there all the same (seen on v3.8.3, main): it is not to be shown
    /// unless somebody asks for it.
    pub is_revoked: bool,
    /// Milliseconds since 1970.
    pub sent_millis: Option<i64>,
    /// Milliseconds since 1970.
    pub created_millis: Option<i64>,
    /// Free for the operator's own use.
    pub ex: String,
}

impl Message {
    /// The conversation that it is in, which servers leave out, and which [`crate::Msg::revoke`] needs. None for an unknown session type.
    #[must_use]
    pub fn conversation_id(&self, block: ServerBlock) -> Option<ConversationId> {
        match self.session_type {
            1 => Some(ConversationId::single(&self.sender, &self.receiver)),
            3 => Some(ConversationId::group(&self.group_id)),
            4 => Some(ConversationId::notification(&self.sender, &self.receiver, block)),
            _ => None,
        }
    }
}

/// Reads a row of a search: `{chatLog, isRevoked}` from v3.8.1 on, before that the log itself.
pub(super) fn read_found(row: &Value) -> Read<Message> {
    let log = json::object(row)?.get("chatLog").unwrap_or(row);
    let mut message = read_common(json::object(log).map_err(|mismatch| mismatch.within("chatLog"))?);
    message.content = json::text(log, "content");
    message.receiver_nickname = json::text(log, "recvNickname");
    message.group_name = json::text(log, "groupName");
    message.is_revoked |= json::flag(row, "isRevoked");
    // The server writes what belongs to the group there (seen on v3.4, v3.8.3).
    if message.session_type == 3 {
        message.sender_face_url = String::new();
    }
    Ok(message)
}

/// Reads a message of a sequence (`MsgData`). Its content is bytes, written as base64.
pub(crate) fn read_sequenced(row: &Value) -> Read<Message> {
    let mut message = read_common(json::object(row)?);
    let content = json::text(row, "content");
    // What is no base64 is better shown than lost.
    let bytes = from_base64(&content).unwrap_or_else(|| content.into_bytes());
    message.content = String::from_utf8_lossy(&bytes).into_owned();
    Ok(message)
}

fn read_common(row: &Value) -> Message {
    let text = |key| json::text(row, key);
    let session_type = json::small_integer(row, "sessionType");
    let content_type = json::small_integer(row, "contentType");
    Message {
        server_id: text("serverMsgID"),
        client_id: text("clientMsgID"),
        seq: json::integer(row, "seq").unwrap_or(0),
        session_type,
        sender: text("sendID").into(),
        sender_nickname: text("senderNickname"),
        sender_face_url: text("senderFaceURL"),
        sender_platform: Platform::from_id(json::small_integer(row, "senderPlatformID")),
        // A search writes the group's ID here, too (seen on v3.4, v3.8.3).
        receiver: if session_type == 3 { UserId::default() } else { text("recvID").into() },
        receiver_nickname: String::new(),
        group_id: text("groupID").into(),
        group_name: String::new(),
        msg_from: json::small_integer(row, "msgFrom"),
        content_type,
        content: String::new(),
        is_revoked: content_type == REVOKED,
        sent_millis: json::time(row, "sendTime"),
        created_millis: json::time(row, "createTime"),
        ex: text("ex"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_message_is_read_from_all_its_forms() {
        let log =
            json!({"sendID": "b", "recvID": "a", "sessionType": 1, "content": "{}", "seq": 7, "contentType": 101});
        let flat = read_found(&log).unwrap();
        let nested = read_found(&json!({"chatLog": log, "isRevoked": true})).unwrap();
        assert_eq!(nested, Message { is_revoked: true, ..flat.clone() });
        assert_eq!(flat.conversation_id(ServerBlock::Main), Some(ConversationId::from("si_a_b")));
        let sequenced = read_sequenced(
            &json!({"sendID": "b", "recvID": "a", "sessionType": 1, "content": "eyJhIjoi5a2XIn0=", "seq": 7}),
        );
        assert_eq!(sequenced.unwrap().content, r#"{"a":"字"}"#);
        assert_eq!(read_sequenced(&json!({"content": "no base64!"})).unwrap().content, "no base64!");
        assert!(read_found(&json!({"contentType": 2101})).unwrap().is_revoked);
        assert_eq!(read_found(&json!({"chatLog": [1]})).unwrap_err().json_path, "chatLog");
    }

    #[test]
    fn in_a_group_only_the_group_receives() {
        let row =
            json!({"sendID": "a", "recvID": "g", "groupID": "g", "senderFaceURL": "of the group", "sessionType": 3});
        let message = read_found(&row).unwrap();
        assert_eq!((message.receiver.as_str(), &*message.sender_face_url, message.group_id.as_str()), ("", "", "g"));
        assert_eq!(message.conversation_id(ServerBlock::V3_4), Some(ConversationId::from("sg_g")));
    }
}
