//! The calls of `/msg`.

use std::slice::from_ref;

use openim_api::{
    Content, ConversationId, OperationId, OutgoingMessage, SearchFields, SeqRange, ServerBlock, SyncTo, Target, UserId,
};
use serde_json::Value;

use super::{Call, PAGE, options};
use crate::support::{Reply, Script, now};

fn id() -> ConversationId {
    "si_a_b".into()
}

fn other() -> UserId {
    "other".into()
}

fn message(sender: &UserId) -> OutgoingMessage {
    OutgoingMessage::new(sender.clone(), Content::Text("hi".into()))
}

/// The ID of an earlier call. Only a call makes one.
fn operation() -> OperationId {
    let (client, _) = Script::always(|| Reply::data(Value::Null)).client(ServerBlock::Main);
    now(client.msg().send(&message(&other()), &Target::User(other()), &options())).unwrap().operation_id
}

pub fn calls() -> Vec<(&'static str, Call)> {
    vec![
        ("msg.search", |client, user| {
            let filter = SearchFields { sender: user.clone(), ..SearchFields::default() }.filter().unwrap();
            now(client.msg().search(&filter, PAGE, &options())).err()
        }),
        ("msg.send", |client, user| {
            now(client.msg().send(&message(&other()), &Target::User(user.clone()), &options())).err()
        }),
        ("msg.send, as a sender into a group", |client, user| {
            now(client.msg().send(&message(user), &Target::Group("g".into()), &options())).err()
        }),
        ("msg.send_to_many", |client, user| {
            now(client.msg().send_to_many(&message(&other()), from_ref(user), &options())).err()
        }),
        ("msg.notify", |client, user| {
            now(client.msg().notify(&other(), &Target::User(user.clone()), "k", "{}", &options())).err()
        }),
        ("msg.send_status", |client, _| now(client.msg().send_status(&operation(), &options())).err()),
        ("msg.revoke", |client, user| now(client.msg().revoke(&id(), 1, user, &options())).err()),
        ("msg.delete", |client, user| now(client.msg().delete(&id(), &[1], user, SyncTo::default(), &options())).err()),
        ("msg.clear", |client, user| now(client.msg().clear(&[id()], user, SyncTo::default(), &options())).err()),
        ("msg.clear_all", |client, user| now(client.msg().clear_all(user, SyncTo::default(), &options())).err()),
        ("msg.erase", |client, user| now(client.msg().erase(&id(), &[1], from_ref(user), &options())).err()),
        ("msg.bounds", |client, user| now(client.msg().bounds(user, &options())).err()),
        ("msg.pull", |client, user| {
            let range = SeqRange { conversation: id(), begin: 1, end: 3, count: 3 };
            now(client.msg().pull(user, &[range], &options())).err()
        }),
        ("msg.read_marks", |client, user| now(client.msg().read_marks(user, &[], &options())).err()),
        ("msg.mark_messages", |client, user| now(client.msg().mark_messages(&id(), &[1], user, &options())).err()),
        ("msg.mark_conversation", |client, user| now(client.msg().mark_conversation(&id(), 1, user, &options())).err()),
        ("msg.set_read_mark", |client, user| now(client.msg().set_read_mark(&id(), 1, user, &options())).err()),
    ]
}
