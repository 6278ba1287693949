//! `/jssdk`.

use openim_api::{ConversationId, OwnConversations, UserId};

use super::methods;

methods! { "jssdk.", |client, options|
    active(ownerUserID: UserId, count: u32) -> OwnConversations {
        client.jssdk().active(&ownerUserID, count, options).await?
    }
    conversations(ownerUserID: UserId, conversationIDs: Vec<ConversationId>) -> OwnConversations {
        client.jssdk().conversations(&ownerUserID, &conversationIDs, options).await?
    }
}
