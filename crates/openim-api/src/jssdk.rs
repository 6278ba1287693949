//! `/jssdk`: conversations with all that a web app shows of them at once, from v3.8.1 on. They answer for the token's own user, whoever is
//! asked about: to look at somebody else's, use [`crate::Conversations`].

use serde_json::Value;

use crate::cancel::CallOptions;
use crate::client::Client;
use crate::conversations::{Conversation, ConversationId, read_conversation};
use crate::error::ApiError;
use crate::groups::{Group, read_group};
use crate::ids::{UserId, unique};
use crate::json::{self, Read};
use crate::msg::{Message, read_sequenced};
use crate::route::{Access, Route};
use crate::server::ServerBlock;
use crate::users::{User, read_user};

const ACTIVE: Route = Route::reads("/jssdk/get_active_conversations", Access::AnyUser).since(ServerBlock::V3_8_1);
const INFOS: Route = Route::reads("/jssdk/get_conversations", Access::AnyUser).since(ServerBlock::V3_8_1);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&ACTIVE, &INFOS];

/// The calls of `/jssdk`.
pub struct JsSdk<'a> {
    pub(crate) client: &'a Client,
}

/// The token's user's own conversations.
#[derive(Clone, PartialEq, Debug)]
pub struct OwnConversations {
    /// How many messages are unread in all of them.
    pub unread: i64,
    /// The conversations, in the server's order.
    pub items: Vec<OwnConversation>,
}

/// A conversation and what a web app shows of it.
#[derive(Clone, PartialEq, Debug)]
pub struct OwnConversation {
    /// The user's row of it.
    pub conversation: Conversation,
    /// The last message.
    pub message: Option<Message>,
    /// The other side, where it is of two.
    pub user: Option<User>,
    /// The group, where it is of one.
    pub group: Option<Group>,
    /// The seq of the last message.
    pub last: i64,
    /// The seq of the last message that was read.
    pub read: i64,
}

impl JsSdk<'_> {
    /// `/jssdk/get_active_conversations`, from v3.8.1 on (the token's user): `{ownerUserID, count}` → `{unreadCount, conversations:
    /// [{conversation, lastMsg, user, friend, group, maxSeq, readSeq}] | null}`: the newest so many. (Source; no exchange is on record.)
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn active(
        &self,
        owner: &UserId,
        count: u32,
        options: &CallOptions,
    ) -> Result<OwnConversations, ApiError> {
        let body = json::fields(vec![("ownerUserID", owner.as_str().into()), ("count", count.into())]);
        self.client.post(&ACTIVE, body, options).await?.read(read_own)
    }

    /// `/jssdk/get_conversations`, from v3.8.1 on (the token's user): `{ownerUserID, conversationIDs}` → as [`JsSdk::active`].
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn conversations(
        &self,
        owner: &UserId,
        ids: &[ConversationId],
        options: &CallOptions,
    ) -> Result<OwnConversations, ApiError> {
        let body = json::fields(vec![
            ("ownerUserID", owner.as_str().into()),
            ("conversationIDs", ConversationId::listed(&unique(ids))),
        ]);
        self.client.post(&INFOS, body, options).await?.read(read_own)
    }
}

fn read_own(data: &Value) -> Read<OwnConversations> {
    let items = json::list(json::object(data)?, "conversations", |row| {
        Ok(OwnConversation {
            conversation: part(row, "conversation", read_conversation)?
                .ok_or_else(|| json::Mismatch::new("conversation", row))?,
            message: part(row, "lastMsg", read_sequenced)?,
            user: part(row, "user", read_user)?,
            group: part(row, "group", read_group)?,
            last: json::integer(row, "maxSeq").unwrap_or(0),
            read: json::integer(row, "readSeq").unwrap_or(0),
        })
    })?;
    Ok(OwnConversations { unread: json::integer(data, "unreadCount").unwrap_or(0).max(0), items })
}

/// A part that may be null.
fn part<T>(row: &Value, key: &str, read: impl Fn(&Value) -> Read<T>) -> Read<Option<T>> {
    let part = json::object(row)?.get(key).filter(|part| !part.is_null());
    part.map(read).transpose().map_err(|mismatch| mismatch.within(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn parts_that_are_null_are_absent() {
        let row = json!({
            "conversation": {"conversationID": "si_a_b"}, "lastMsg": {"content": "e30="}, "user": null, "group": null, "maxSeq": 3,
        });
        let own = read_own(&json!({"unreadCount": 2, "conversations": [row, null]})).unwrap();
        assert_eq!((own.unread, own.items.len(), own.items[0].last), (2, 1, 3));
        assert_eq!(own.items[0].message.as_ref().map(|message| &*message.content), Some("{}"));
        assert!(own.items[0].user.is_none() && own.items[0].group.is_none());
        assert_eq!(read_own(&json!({"conversations": [{}]})).unwrap_err().json_path, "conversations[0].conversation");
        assert_eq!(read_own(&json!(null)).unwrap().items, []);
    }
}
