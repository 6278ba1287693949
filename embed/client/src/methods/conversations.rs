//! `/conversation`.

use openim_api::sync::{Changes, FullIds, Version};
use openim_api::{Conversation, ConversationChange, ConversationId, Listing, Overview, Page, UserId};

use super::methods;

methods! { "conversations.", |client, options|
    all(ownerUserID: UserId) -> Vec<Conversation> { client.conversations().all(&ownerUserID, options).await? }
    page(userID: UserId; page: Page) -> Listing<Conversation> { client.conversations().page(&userID, page, options).await? }
    get(ownerUserID: UserId, conversationID: ConversationId) -> Conversation {
        client.conversations().get(&ownerUserID, &conversationID, options).await?
    }
    infos(ownerUserID: UserId, conversationIDs: Vec<ConversationId>) -> Vec<Conversation> {
        client.conversations().infos(&ownerUserID, &conversationIDs, options).await?
    }
    overview(userID: UserId, conversationIDs: Option<Vec<ConversationId>>; page: Page) -> Overview {
        client.conversations().overview(&userID, &conversationIDs.unwrap_or_default(), page, options).await?
    }
    set(ownerUserID: UserId, conversationID: ConversationId; change: ConversationChange) -> () {
        // The server would make a new row of whatever it is told.
        let conversation = client.conversations().get(&ownerUserID, &conversationID, options).await?;
        client.conversations().set(&conversation, &change, options).await?;
    }
    notNotifying(userID: UserId) -> Vec<ConversationId> { client.conversations().not_notifying(&userID, options).await? }
    pinned(userID: UserId) -> Vec<ConversationId> { client.conversations().pinned(&userID, options).await? }
    pushed(conversationID: ConversationId, userIDs: Vec<UserId>) -> Vec<UserId> {
        client.conversations().pushed(&conversationID, &userIDs, options).await?
    }
    delete(ownerUserID: UserId, conversationIDs: Vec<ConversationId>, needDeleteTime: i64) -> () {
        client.conversations().delete(&ownerUserID, &conversationIDs, needDeleteTime, options).await?;
    }
    setExOfAll(userID: UserId, ex: String) -> () { client.conversations().set_ex_of_all(&userID, &ex, options).await?; }
    changes(userID: UserId; since: Version) -> Changes<Conversation> {
        client.conversations().changes(&userID, &since, options).await?
    }
    fullIds(userID: UserId) -> FullIds { client.conversations().full_ids(&userID, options).await? }
}
