//! The calls of `/friend`.

use std::slice::from_ref;

use openim_api::{FriendChange, UserId, Version};

use super::{Call, PAGE, options};
use crate::support::now;

fn other() -> UserId {
    "other".into()
}

pub fn calls() -> Vec<(&'static str, Call)> {
    vec![
        ("friends.list", |client, user| now(client.friends().list(user, PAGE, &options())).err()),
        ("friends.ids", |client, user| now(client.friends().ids(user, &options())).err()),
        ("friends.infos", |client, user| now(client.friends().infos(user, &[other()], &options())).err()),
        ("friends.relations", |client, user| now(client.friends().relations(user, &[other()], &options())).err()),
        ("friends.are_friends", |client, user| now(client.friends().are_friends(user, &other(), &options())).err()),
        ("friends.import", |client, user| now(client.friends().import(user, &[other()], &options())).err()),
        ("friends.import, as a friend", |client, user| {
            now(client.friends().import(&other(), from_ref(user), &options())).err()
        }),
        ("friends.delete", |client, user| now(client.friends().delete(user, &other(), &options())).err()),
        ("friends.delete, as a friend", |client, user| now(client.friends().delete(&other(), user, &options())).err()),
        ("friends.set_remark", |client, user| now(client.friends().set_remark(user, &other(), "r", &options())).err()),
        ("friends.update", |client, user| {
            let change = FriendChange { is_pinned: Some(true), ..FriendChange::default() };
            now(client.friends().update(user, &[other()], &change, &options())).err()
        }),
        ("friends.received", |client, user| now(client.friends().received(user, PAGE, &options())).err()),
        ("friends.sent", |client, user| now(client.friends().sent(user, PAGE, &options())).err()),
        ("friends.requests_between", |client, user| {
            now(client.friends().requests_between(user, &other(), &options())).err()
        }),
        ("friends.unanswered", |client, user| now(client.friends().unanswered(user, 0, &options())).err()),
        ("friends.ask", |client, user| now(client.friends().ask(user, &other(), "hi", "", &options())).err()),
        ("friends.answer", |client, user| now(client.friends().answer(&other(), user, true, "", &options())).err()),
        ("friends.blacks", |client, user| now(client.friends().blacks(user, PAGE, &options())).err()),
        ("friends.black_infos", |client, user| now(client.friends().black_infos(user, &[other()], &options())).err()),
        ("friends.block", |client, user| now(client.friends().block(user, &other(), "", &options())).err()),
        ("friends.unblock", |client, user| now(client.friends().unblock(user, &other(), &options())).err()),
        ("friends.changes", |client, user| now(client.friends().changes(user, &Version::default(), &options())).err()),
        ("friends.full_ids", |client, user| now(client.friends().full_ids(user, &options())).err()),
    ]
}
