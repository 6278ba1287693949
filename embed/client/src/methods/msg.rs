//! `/msg`.

use openim_api::{
    Client, Content, ConversationId, History, OperationId, OutgoingMessage, Page, ReadMarks, SearchFields, SendStatus,
    Sent, SeqBounds, SeqRange, SyncTo, UserId,
};

use super::methods;
use crate::failure::Failure;
use crate::give::{Found, FoundMessage, SentToMany};
use crate::take::{Receiver, Wrong};

methods! { "msg.", |client, options|
    serverTimeMillis() -> i64 { client.msg().server_time_millis(options).await? }
    /// At least one thing to look for has to be given.
    search(; fields: SearchFields, page: Page) -> Found {
        let filter = fields.filter().ok_or_else(|| Wrong::new("names nothing to look for"))?;
        let openim_api::Found { total, items, may_have_more } = client.msg().search(&filter, page, options).await?;
        let place = |message: openim_api::Message| {
            FoundMessage { conversation_id: message.conversation_id(client.block()), message }
        };
        Found { total, items: items.into_iter().map(place).collect(), may_have_more }
    }
    bounds(userID: UserId) -> Vec<SeqBounds> { client.msg().bounds(&userID, options).await? }
    pull(userID: UserId, seqRanges: Vec<SeqRange>) -> Vec<History> {
        client.msg().pull(&userID, &seqRanges, options).await?
    }
    readMarks(userID: UserId, conversationIDs: Option<Vec<ConversationId>>) -> ReadMarks {
        client.msg().read_marks(&userID, &conversationIDs.unwrap_or_default(), options).await?
    }
    markMessages(conversationID: ConversationId, seqs: Vec<i64>, userID: UserId) -> () {
        client.msg().mark_messages(&conversationID, &seqs, &userID, options).await?;
    }
    markConversation(conversationID: ConversationId, hasReadSeq: i64, userID: UserId) -> () {
        client.msg().mark_conversation(&conversationID, hasReadSeq, &userID, options).await?;
    }
    setReadMark(conversationID: ConversationId, hasReadSeq: i64, userID: UserId) -> () {
        client.msg().set_read_mark(&conversationID, hasReadSeq, &userID, options).await?;
    }
    /// A message that lacks what servers want is not sent: a TypeError names what.
    send(; message: OutgoingMessage, receiver: Receiver) -> Sent {
        acceptable(client, &message.content)?;
        client.msg().send(&message, &receiver.target()?, options).await?
    }
    /// A message that lacks what servers want is not sent: a TypeError names what.
    sendToMany(recvIDs: Vec<UserId>; message: OutgoingMessage) -> SentToMany {
        acceptable(client, &message.content)?;
        client.msg().send_to_many(&message, &recvIDs, options).await?.into()
    }
    notify(sendUserID: UserId, key: String, data: String; receiver: Receiver) -> Sent {
        client.msg().notify(&sendUserID, &receiver.target()?, &key, &data, options).await?
    }
    sendStatus(operationID: OperationId) -> SendStatus { client.msg().send_status(&operationID, options).await? }
    revoke(conversationID: ConversationId, seq: i64, userID: UserId) -> () {
        client.msg().revoke(&conversationID, seq, &userID, options).await?;
    }
    delete(conversationID: ConversationId, seqs: Vec<i64>, userID: UserId, deleteSyncOpt: Option<SyncTo>) -> () {
        client.msg().delete(&conversationID, &seqs, &userID, deleteSyncOpt.unwrap_or_default(), options).await?;
    }
    clear(conversationIDs: Vec<ConversationId>, userID: UserId, deleteSyncOpt: Option<SyncTo>) -> () {
        client.msg().clear(&conversationIDs, &userID, deleteSyncOpt.unwrap_or_default(), options).await?;
    }
    clearAll(userID: UserId, deleteSyncOpt: Option<SyncTo>) -> () {
        client.msg().clear_all(&userID, deleteSyncOpt.unwrap_or_default(), options).await?;
    }
    erase(conversationID: ConversationId, seqs: Vec<i64>, userIDs: Vec<UserId>) -> () {
        client.msg().erase(&conversationID, &seqs, &userIDs, options).await?;
    }
}

/// Servers answer content that lacks something with a code that says nothing.
fn acceptable(client: &Client, content: &Content) -> Result<(), Failure> {
    content.problem(client.block()).map_or(Ok(()), |problem| Err(Failure::of_content(problem)))
}
