//! `/conversation`: the conversations of a user, as that user has them.
//!
//! A conversation has one row for each side. Administrators read everybody's rows in all versions.

mod id;
mod model;
pub(crate) mod sync;

use serde_json::Value;

pub use self::id::ConversationId;
pub(crate) use self::model::read_conversation;
pub use self::model::{Conversation, ConversationChange, LatestConversation, LatestMessage, Overview};
use self::model::{read_overview, read_wrapped};
use crate::cancel::CallOptions;
use crate::client::Client;
use crate::error::{ApiError, ErrorClass};
use crate::ids::{UserId, unique};
use crate::json;
use crate::order::sort_by;
use crate::page::{Listing, Page};
use crate::route::{Access, Route};
use crate::server::ServerBlock;

const ALL: Route = Route::reads("/conversation/get_all_conversations", Access::Oneself);
const ONE: Route = Route::reads("/conversation/get_conversation", Access::Oneself);
const INFOS: Route = Route::reads("/conversation/get_conversations", Access::Oneself);
const PAGE: Route = Route::reads("/conversation/get_owner_conversation", Access::Oneself).since(ServerBlock::V3_8_0);
const OVERVIEW: Route =
    Route::reads("/conversation/get_sorted_conversation_list", Access::Oneself).since(ServerBlock::V3_6);
/// What v3.5 has in its place.
const OVERVIEW_3_5: Route = Route::reads("/conversation/get_conversations_list", Access::AnyUser)
    .since(ServerBlock::V3_5)
    .until(ServerBlock::V3_5);
const SET: Route = Route::writes("/conversation/set_conversations", Access::Oneself);
pub(crate) const NOT_NOTIFYING: Route =
    Route::reads("/conversation/get_not_notify_conversation_ids", Access::Oneself).since(ServerBlock::V3_8_1);
const PINNED: Route =
    Route::reads("/conversation/get_pinned_conversation_ids", Access::Oneself).since(ServerBlock::V3_8_1);
const PUSHED: Route =
    Route::reads("/conversation/get_conversation_offline_push_user_ids", Access::AnyUser).until(ServerBlock::V3_8_3);
pub(crate) const DELETE: Route =
    Route::takes("/conversation/delete_conversations", Access::Oneself).since(ServerBlock::Main);
const SET_EX: Route =
    Route::writes("/conversation/update_conversations_by_user", Access::Oneself).since(ServerBlock::Main);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] =
    &[&ALL, &ONE, &INFOS, &PAGE, &OVERVIEW, &OVERVIEW_3_5, &SET, &NOT_NOTIFYING, &PINNED, &PUSHED, &DELETE, &SET_EX];

/// The calls of `/conversation`.
pub struct Conversations<'a> {
    pub(crate) client: &'a Client,
}

impl Conversations<'_> {
    /// `/conversation/get_all_conversations` (anybody up to v3.8.3; on main the user, administrators): `{ownerUserID}` → `{conversations:
    /// [Conversation] | null}`: all of a user's conversations, by their IDs, each once. An unknown user has those that others began
    /// with him (seen on v3.4 to v3.8.3).
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn all(&self, owner: &UserId, options: &CallOptions) -> Result<Vec<Conversation>, ApiError> {
        let body = json::fields(vec![("ownerUserID", owner.as_str().into())]);
        let answer = self.client.post(&ALL, body, options).await?;
        answer.read(|data| json::list(json::object(data)?, "conversations", read_conversation)).map(sorted)
    }

    /// `/conversation/get_owner_conversation`, from v3.8.0 on (anybody up to v3.8.3; on main the user, administrators): `{userID,
    /// pagination}` → `{total, conversations: [Conversation] | null}`: one page of them, in the server's order. Older servers are asked
    /// for all, of which this is a page by their IDs.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn page(
        &self,
        owner: &UserId,
        page: Page,
        options: &CallOptions,
    ) -> Result<Listing<Conversation>, ApiError> {
        if self.client.block() < PAGE.since {
            return self.all(owner, options).await.map(|all| Listing::cut(all, page));
        }
        let body = json::fields(vec![("userID", owner.as_str().into()), ("pagination", page.to_json())]);
        let answer = self.client.post(&PAGE, body, options).await?;
        answer.read(|data| Listing::read(data, "conversations", read_conversation))
    }

    /// `/conversation/get_conversation` (anybody up to v3.8.3; on main the user, administrators): `{conversationID, ownerUserID}` →
    /// `{conversation}`.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `NotFound` where the user has none of that ID.
    pub async fn get(
        &self,
        owner: &UserId,
        id: &ConversationId,
        options: &CallOptions,
    ) -> Result<Conversation, ApiError> {
        let body = json::fields(vec![("ownerUserID", owner.as_str().into()), ("conversationID", id.as_str().into())]);
        self.client.post(&ONE, body, options).await?.read(read_wrapped)
    }

    /// `/conversation/get_conversations` (anybody up to v3.8.3; on main the user, administrators): `{ownerUserID, conversationIDs}` →
    /// `{conversations: [Conversation] | null}`: those that there are, by their IDs. No IDs: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn infos(
        &self,
        owner: &UserId,
        ids: &[ConversationId],
        options: &CallOptions,
    ) -> Result<Vec<Conversation>, ApiError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let body = json::fields(vec![
            ("ownerUserID", owner.as_str().into()),
            ("conversationIDs", ConversationId::listed(&unique(ids))),
        ]);
        let answer = self.client.post(&INFOS, body, options).await?;
        answer.read(|data| json::list(json::object(data)?, "conversations", read_conversation)).map(sorted)
    }

    /// `/conversation/get_sorted_conversation_list`, from v3.6 on (anybody up to v3.8.3; on main the user, administrators): `{userID,
    /// conversationIDs, pagination}` → `{conversationTotal, unreadTotal, conversationElems: [ConversationElem]}`: what a user sees first:
    /// conversations with their last messages, the newest first, pinned ones before all. v3.5 has `get_conversations_list` instead,
    /// without pages. No IDs: all conversations.
    ///
    /// Of two whose last messages are of the same millisecond the server forgets one (source). A user without conversations is refused
    /// with 1004 (seen on v3.7 to main): where there are really none, this answers none.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`. Class `NotFound` on v3.7 where one of the other sides does not exist (seen). HTTP 404
    /// on v3.4.
    pub async fn overview(
        &self,
        user: &UserId,
        ids: &[ConversationId],
        page: Page,
        options: &CallOptions,
    ) -> Result<Overview, ApiError> {
        let mut body =
            vec![("userID", user.as_str().into()), ("conversationIDs", ConversationId::listed(&unique(ids)))];
        let outcome = if self.client.block() == ServerBlock::V3_5 {
            self.client.post(&OVERVIEW_3_5, json::fields(body), options).await
        } else {
            body.push(("pagination", page.to_json()));
            self.client.post(&OVERVIEW, json::fields(body), options).await
        };
        let error = match outcome {
            Err(error) if error.class() == Some(ErrorClass::NotFound) => error,
            outcome => return outcome?.read(read_overview),
        };
        if self.all(user, options).await?.is_empty() { Ok(Overview::default()) } else { Err(error) }
    }

    /// `/conversation/set_conversations` (anybody up to v3.8.3; on main the user, administrators): `{userIDs, conversation:
    /// {conversationID, conversationType, userID, groupID, …}}` → nothing: changes what is to change in the owner's row. The row as it was
    /// read says which it is: the server would make a new one of whatever it is told. Nothing to change: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn set(
        &self,
        conversation: &Conversation,
        change: &ConversationChange,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        if change.is_empty() {
            return Ok(());
        }
        let touched = std::slice::from_ref(&conversation.owner);
        let user_ids = touched.iter().map(UserId::as_str).collect::<Value>();
        let body = json::fields(vec![("userIDs", user_ids), ("conversation", change.to_json(conversation))]);
        self.client.write(&SET, touched, body, options).await.map(|answer| answer.done())
    }

    /// `/conversation/get_not_notify_conversation_ids`, from v3.8.1 on (anybody up to v3.8.3; on main the user, administrators):
    /// `{userID}` → `{conversationIDs: [id] | null}`: those that do not notify, sorted.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn not_notifying(&self, user: &UserId, options: &CallOptions) -> Result<Vec<ConversationId>, ApiError> {
        self.ids(&NOT_NOTIFYING, user, options).await
    }

    /// `/conversation/get_pinned_conversation_ids`, from v3.8.1 on (anybody up to v3.8.3; on main the user, administrators): `{userID}` →
    /// `{conversationIDs: [id] | null}`: those at the top of the user's list, sorted.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn pinned(&self, user: &UserId, options: &CallOptions) -> Result<Vec<ConversationId>, ApiError> {
        self.ids(&PINNED, user, options).await
    }

    async fn ids(
        &self,
        route: &'static Route,
        user: &UserId,
        options: &CallOptions,
    ) -> Result<Vec<ConversationId>, ApiError> {
        let body = json::fields(vec![("userID", user.as_str().into())]);
        let answer = self.client.write(route, &[], body, options).await?;
        let mut ids = answer.read(|data| json::texts(json::object(data)?, "conversationIDs"))?;
        sort_by(&mut ids, Ord::cmp);
        ids.dedup();
        Ok(ids.into_iter().map(ConversationId::from).collect())
    }

    /// `/conversation/get_conversation_offline_push_user_ids`, up to v3.8.3 (anybody): `{conversationID, userIDs}` → `{userIDs: [id] |
    /// null}`: whom of these users an app is told of new messages while it is closed. No IDs: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on main.
    pub async fn pushed(
        &self,
        id: &ConversationId,
        users: &[UserId],
        options: &CallOptions,
    ) -> Result<Vec<UserId>, ApiError> {
        let users = unique(users);
        if users.is_empty() {
            return Ok(users);
        }
        let body = json::fields(vec![
            ("conversationID", id.as_str().into()),
            ("userIDs", users.iter().map(UserId::as_str).collect()),
        ]);
        let answer = self.client.post(&PUSHED, body, options).await?;
        let pushed = answer.read(|data| json::texts(json::object(data)?, "userIDs"))?;
        Ok(users.into_iter().filter(|user| pushed.iter().any(|id| id == user.as_str())).collect())
    }

    /// `/conversation/delete_conversations`, on main (the user, administrators): `{ownerUserID, conversationIDs, needDeleteTime}` →
    /// nothing: takes conversations from a user's list; `until_millis` is the time up to which they count as gone. (Source; no exchange is
    /// on record.) No IDs: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn delete(
        &self,
        owner: &UserId,
        ids: &[ConversationId],
        until_millis: i64,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        if ids.is_empty() {
            return Ok(());
        }
        let body = json::fields(vec![
            ("ownerUserID", owner.as_str().into()),
            ("conversationIDs", ConversationId::listed(&unique(ids))),
            ("needDeleteTime", until_millis.into()),
        ]);
        let touched = std::slice::from_ref(owner);
        self.client.write(&DELETE, touched, body, options).await.map(|answer| answer.done())
    }

    /// `/conversation/update_conversations_by_user`, on main (the user, administrators): `{userID, ex}` → nothing: the free text of all
    /// conversations of a user. (Source; no exchange is on record.)
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn set_ex_of_all(&self, user: &UserId, ex: &str, options: &CallOptions) -> Result<(), ApiError> {
        let body = json::fields(vec![("userID", user.as_str().into()), ("ex", ex.into())]);
        let touched = std::slice::from_ref(user);
        self.client.write(&SET_EX, touched, body, options).await.map(|answer| answer.done())
    }
}

fn sorted(mut conversations: Vec<Conversation>) -> Vec<Conversation> {
    sort_by(&mut conversations, |one, other| one.id.cmp(&other.id));
    conversations.dedup_by(|one, other| one.id == other.id);
    conversations
}
