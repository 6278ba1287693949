//! Taking messages back and deleting them.

use serde_json::Value;

use super::Msg;
use crate::cancel::CallOptions;
use crate::conversations::ConversationId;
use crate::error::ApiError;
use crate::ids::UserId;
use crate::json;
use crate::route::{Access, Route};

const REVOKE: Route = Route::takes("/msg/revoke_msg", Access::Oneself);
const DELETE: Route = Route::takes("/msg/delete_msgs", Access::Oneself);
const CLEAR: Route = Route::takes("/msg/clear_conversation_msg", Access::Oneself);
const CLEAR_ALL: Route = Route::takes("/msg/user_clear_all_msg", Access::Oneself);
/// The path is misspelt.
const ERASE: Route = Route::takes("/msg/delete_msg_phsical_by_seq", Access::Admin);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&REVOKE, &DELETE, &CLEAR, &CLEAR_ALL, &ERASE];

/// Who else is to forget what a user deletes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct SyncTo {
    /// The user's other devices.
    pub own_devices: bool,
    /// The others in the conversation.
    pub others: bool,
}

impl SyncTo {
    /// With capitals here, and only here.
    fn to_json(self) -> Value {
        json::fields(vec![("IsSyncSelf", self.own_devices.into()), ("IsSyncOther", self.others.into())])
    }
}

impl Msg<'_> {
    /// `/msg/revoke_msg` (the sender, those whom a group entitles, administrators): `{conversationID, seq, userID}` → nothing: takes a
    /// message back in the name of `user`, who has to exist; an administrator's own ID will do. Notices can be taken back, too (seen on
    /// main).
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `AlreadyThere` where it was taken back before, `NotFound` where it is gone,
    /// `BadArgument` for a seq below 1.
    pub async fn revoke(
        &self,
        conversation: &ConversationId,
        seq: i64,
        user: &UserId,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        let body = json::fields(vec![
            ("conversationID", conversation.as_str().into()),
            ("seq", seq.into()),
            ("userID", user.as_str().into()),
        ]);
        self.remove(&REVOKE, std::slice::from_ref(user), body, options).await
    }

    /// `/msg/delete_msgs` (the user, administrators): `{conversationID, seqs, userID, deleteSyncOpt}` → nothing: hides messages from a
    /// user, and from the others if told so. No messages: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn delete(
        &self,
        conversation: &ConversationId,
        seqs: &[i64],
        user: &UserId,
        sync: SyncTo,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        if seqs.is_empty() {
            return Ok(());
        }
        let body = json::fields(vec![
            ("conversationID", conversation.as_str().into()),
            ("seqs", seqs.into()),
            ("userID", user.as_str().into()),
            ("deleteSyncOpt", sync.to_json()),
        ]);
        self.remove(&DELETE, std::slice::from_ref(user), body, options).await
    }

    /// `/msg/clear_conversation_msg` (the user, administrators): `{conversationIDs, userID, deleteSyncOpt}` → nothing: hides all messages of
    /// these conversations from a user, and from the others if told so. No conversations: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`. An unknown conversation: class `NotFound` on v3.7, a success on v3.4 and v3.8.3 (seen).
    pub async fn clear(
        &self,
        conversations: &[ConversationId],
        user: &UserId,
        sync: SyncTo,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        if conversations.is_empty() {
            return Ok(());
        }
        let body = json::fields(vec![
            ("conversationIDs", ConversationId::listed(conversations)),
            ("userID", user.as_str().into()),
            ("deleteSyncOpt", sync.to_json()),
        ]);
        self.remove(&CLEAR, std::slice::from_ref(user), body, options).await
    }

    /// `/msg/user_clear_all_msg` (the user, administrators): `{userID, deleteSyncOpt}` → nothing: hides the messages of all conversations
    /// from a user, and from the others if told so.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn clear_all(&self, user: &UserId, sync: SyncTo, options: &CallOptions) -> Result<(), ApiError> {
        let body = json::fields(vec![("userID", user.as_str().into()), ("deleteSyncOpt", sync.to_json())]);
        self.remove(&CLEAR_ALL, std::slice::from_ref(user), body, options).await
    }

    /// `/msg/delete_msg_phsical_by_seq` (anybody up to v3.8.3, seen; administrators on main): `{conversationID, seqs}` → nothing: destroys
    /// messages, for everybody and for good. `users` are those who take part in the conversation: the guard is asked about them, the
    /// server is not told. No messages: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn erase(
        &self,
        conversation: &ConversationId,
        seqs: &[i64],
        users: &[UserId],
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        if seqs.is_empty() {
            return Ok(());
        }
        let body = json::fields(vec![("conversationID", conversation.as_str().into()), ("seqs", seqs.into())]);
        self.remove(&ERASE, users, body, options).await
    }

    async fn remove(
        &self,
        route: &'static Route,
        touched: &[UserId],
        body: Value,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        self.client.write(route, touched, body, options).await.map(|answer| answer.done())
    }
}
