//! How far users have read.

use serde_json::Value;

use super::Msg;
use crate::cancel::CallOptions;
use crate::conversations::ConversationId;
use crate::error::ApiError;
use crate::ids::UserId;
use crate::json::{self, Read};
use crate::route::{Access, Route};

const MARKS: Route = Route::reads("/msg/get_conversations_has_read_and_max_seq", Access::Oneself);
const MARK_MESSAGES: Route = Route::writes("/msg/mark_msgs_as_read", Access::Oneself);
const MARK_CONVERSATION: Route = Route::writes("/msg/mark_conversation_as_read", Access::Oneself);
const SET_MARK: Route = Route::writes("/msg/set_conversation_has_read_seq", Access::Oneself);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&MARKS, &MARK_MESSAGES, &MARK_CONVERSATION, &SET_MARK];

/// How far a user has read in a conversation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadMark {
    /// Which conversation.
    pub conversation: ConversationId,
    /// The seq of the last message.
    pub last: i64,
    /// The seq of the last message that was read.
    pub read: i64,
    /// When the last message was sent, in milliseconds since 1970. None before v3.8.1, which do not tell.
    pub last_millis: Option<i64>,
}

/// How far a user has read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReadMarks {
    /// By the IDs of the conversations.
    pub marks: Vec<ReadMark>,
    /// Conversations at the top of the user's list, from patch 5 of v3.8.3 on.
    pub pinned: Vec<ConversationId>,
}

impl ReadMark {
    /// How many messages are unread.
    #[must_use]
    pub fn unread(&self) -> i64 {
        self.last.saturating_sub(self.read).max(0)
    }
}

impl Msg<'_> {
    /// `/msg/get_conversations_has_read_and_max_seq` (anybody up to v3.8.3; on main the user, administrators): `{userID, conversationIDs}`
    /// → `{seqs: {id: {maxSeq, hasReadSeq, maxSeqTime?}} | null, pinnedConversationIDs?}`. No conversations: all of them.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn read_marks(
        &self,
        user: &UserId,
        conversations: &[ConversationId],
        options: &CallOptions,
    ) -> Result<ReadMarks, ApiError> {
        let body = json::fields(vec![
            ("userID", user.as_str().into()),
            ("conversationIDs", ConversationId::listed(conversations)),
            // Before patch 5 of v3.8.3 nobody looks at it.
            ("returnPinned", true.into()),
        ]);
        self.client.post(&MARKS, body, options).await?.read(read_marks)
    }

    /// `/msg/mark_msgs_as_read` (anybody up to v3.8.3; on main the user, administrators): `{conversationID, seqs, userID}` → nothing: these
    /// messages are read. No messages: nothing is sent. (Source; no exchange is on record.)
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn mark_messages(
        &self,
        conversation: &ConversationId,
        seqs: &[i64],
        user: &UserId,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        if seqs.is_empty() {
            return Ok(());
        }
        self.mark(&MARK_MESSAGES, conversation, user, vec![("seqs", seqs.into())], options).await
    }

    /// `/msg/mark_conversation_as_read` (anybody up to v3.8.3; on main the user, administrators): `{conversationID, userID, hasReadSeq,
    /// seqs}` → nothing: all messages up to this one are read, and those who sent them are told. (Source; no exchange is on record.)
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn mark_conversation(
        &self,
        conversation: &ConversationId,
        up_to: i64,
        user: &UserId,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        self.mark(&MARK_CONVERSATION, conversation, user, vec![("hasReadSeq", up_to.into())], options).await
    }

    /// `/msg/set_conversation_has_read_seq` (anybody up to v3.8.3; on main the user, administrators): `{conversationID, userID,
    /// hasReadSeq}` → nothing: all messages up to this one are read, and nobody else is told. (Source; no exchange is on record.)
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn set_read_mark(
        &self,
        conversation: &ConversationId,
        up_to: i64,
        user: &UserId,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        self.mark(&SET_MARK, conversation, user, vec![("hasReadSeq", up_to.into())], options).await
    }

    async fn mark(
        &self,
        route: &'static Route,
        conversation: &ConversationId,
        user: &UserId,
        mut body: Vec<(&'static str, Value)>,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        body.extend([("conversationID", conversation.as_str().into()), ("userID", user.as_str().into())]);
        let touched = std::slice::from_ref(user);
        self.client.write(route, touched, json::fields(body), options).await.map(|answer| answer.done())
    }
}

fn read_marks(data: &Value) -> Read<ReadMarks> {
    let marks = json::entries(json::object(data)?, "seqs", |id, row| {
        json::object(row)?;
        Ok(ReadMark {
            conversation: id.into(),
            last: json::integer(row, "maxSeq").unwrap_or(0),
            read: json::integer(row, "hasReadSeq").unwrap_or(0),
            last_millis: json::time(row, "maxSeqTime"),
        })
    })?;
    let pinned = json::texts(data, "pinnedConversationIDs")?.into_iter().map(ConversationId::from).collect();
    Ok(ReadMarks { marks, pinned })
}
