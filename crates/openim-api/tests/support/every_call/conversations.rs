//! The calls of `/conversation` and `/jssdk`.

use std::slice::from_ref;

use openim_api::{Conversation, ConversationChange, ConversationId, ServerBlock, UserId, Version};
use serde_json::json;

use super::{Call, PAGE, options};
use crate::support::{Reply, Script, now};

fn id() -> ConversationId {
    "si_a_b".into()
}

/// A row of the user. Only a server makes one.
fn row(user: &UserId) -> Conversation {
    let script = Script::always(|| Reply::data(json!({"conversation": {"conversationID": "si_a_b"}})));
    let (client, _) = script.client(ServerBlock::Main);
    let row = now(client.conversations().get(user, &id(), &options())).unwrap();
    Conversation { owner: user.clone(), ..row }
}

pub fn calls() -> Vec<(&'static str, Call)> {
    vec![
        ("conversations.all", |client, user| now(client.conversations().all(user, &options())).err()),
        ("conversations.page", |client, user| now(client.conversations().page(user, PAGE, &options())).err()),
        ("conversations.get", |client, user| now(client.conversations().get(user, &id(), &options())).err()),
        ("conversations.infos", |client, user| now(client.conversations().infos(user, &[id()], &options())).err()),
        ("conversations.overview", |client, user| {
            now(client.conversations().overview(user, &[], PAGE, &options())).err()
        }),
        ("conversations.set", |client, user| {
            let change = ConversationChange { recv_msg_opt: Some(2), ..ConversationChange::default() };
            now(client.conversations().set(&row(user), &change, &options())).err()
        }),
        ("conversations.not_notifying", |client, user| {
            now(client.conversations().not_notifying(user, &options())).err()
        }),
        ("conversations.pinned", |client, user| now(client.conversations().pinned(user, &options())).err()),
        ("conversations.pushed", |client, user| {
            now(client.conversations().pushed(&id(), from_ref(user), &options())).err()
        }),
        ("conversations.delete", |client, user| now(client.conversations().delete(user, &[id()], 1, &options())).err()),
        ("conversations.set_ex_of_all", |client, user| {
            now(client.conversations().set_ex_of_all(user, "x", &options())).err()
        }),
        ("conversations.changes", |client, user| {
            now(client.conversations().changes(user, &Version::default(), &options())).err()
        }),
        ("conversations.full_ids", |client, user| now(client.conversations().full_ids(user, &options())).err()),
        ("jssdk.active", |client, user| now(client.jssdk().active(user, 10, &options())).err()),
        ("jssdk.conversations", |client, user| now(client.jssdk().conversations(user, &[id()], &options())).err()),
    ]
}
