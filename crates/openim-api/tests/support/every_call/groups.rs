//! `/group` and `/statistics`.

use std::slice::from_ref;

use openim_api::sync::Version;
use openim_api::{
    Group, GroupChange, GroupFilter, GroupId, GroupRequestFilter, MemberChange, NewGroup, Ranking, SettableRole, Span,
    UserId,
};

use super::{Call, PAGE, now, options};

fn id() -> GroupId {
    "g".into()
}

fn group_of(owner: &UserId) -> Group {
    Group { group_id: id(), owner: Some(owner.clone()), ..Group::default() }
}

/// A group of somebody else.
fn group() -> Group {
    group_of(&"o".into())
}

pub fn reads() -> Vec<(&'static str, Call)> {
    vec![
        ("groups.list", |client, _| now(client.groups().list(PAGE, &GroupFilter::default(), &options())).err()),
        ("groups.find", |client, _| now(client.groups().find(&id(), &options())).err()),
        ("groups.infos", |client, _| now(client.groups().infos(&[id()], &options())).err()),
        ("groups.joined", |client, user| now(client.groups().joined(user, PAGE, &options())).err()),
        ("groups.abstracts", |client, _| now(client.groups().abstracts(&[id()], &options())).err()),
        ("groups.members", |client, _| now(client.groups().members(&id(), PAGE, &options())).err()),
        ("groups.member_infos", |client, user| {
            now(client.groups().member_infos(&id(), from_ref(user), &options())).err()
        }),
        ("groups.member_ids", |client, _| now(client.groups().member_ids(&id(), &options())).err()),
        ("groups.requests_received", |client, user| {
            let filter = GroupRequestFilter { groups: vec![id()], only_pending: true };
            now(client.groups().requests_received(user, PAGE, &filter, &options())).err()
        }),
        ("groups.requests_sent", |client, user| now(client.groups().requests_sent(user, PAGE, &options())).err()),
        ("groups.requests_of_users", |client, user| {
            now(client.groups().requests_of_users(&id(), from_ref(user), &options())).err()
        }),
        ("groups.requests_of_user", |client, user| {
            now(client.groups().requests_of_user(&id(), user, &options())).err()
        }),
        ("groups.unhandled_requests", |client, user| {
            now(client.groups().unhandled_requests(user, 0, &options())).err()
        }),
        ("groups.changed_members", |client, _| {
            now(client.groups().changed_members(&id(), &Version::default(), &options())).err()
        }),
        ("groups.changed_joined", |client, user| {
            now(client.groups().changed_joined(user, &Version::default(), &options())).err()
        }),
        ("groups.full_member_ids", |client, _| now(client.groups().full_member_ids(&id(), &options())).err()),
        ("groups.full_joined_ids", |client, user| now(client.groups().full_joined_ids(user, &options())).err()),
    ]
}

pub fn writes() -> Vec<(&'static str, Call)> {
    vec![
        ("groups.create", |client, user| {
            let new = NewGroup { owner: "o".into(), members: vec![user.clone()], ..NewGroup::default() };
            now(client.groups().create(&new, &options())).err()
        }),
        ("groups.update", |client, user| {
            let change = GroupChange { ex: Some(String::new()), ..GroupChange::default() };
            now(client.groups().update(group_of(user).live().unwrap(), &change, &options())).err()
        }),
        ("groups.mute", |client, user| {
            now(client.groups().mute(group_of(user).live().unwrap(), true, &options())).err()
        }),
        ("groups.unmute", |client, user| {
            now(client.groups().mute(group_of(user).live().unwrap(), false, &options())).err()
        }),
        ("groups.dismiss", |client, user| {
            now(client.groups().dismiss(group_of(user).live().unwrap(), true, &options())).err()
        }),
        ("groups.invite", |client, user| {
            now(client.groups().invite(group().live().unwrap(), from_ref(user), "", true, &options())).err()
        }),
        ("groups.kick", |client, user| {
            now(client.groups().kick(group().live().unwrap(), from_ref(user), "", true, &options())).err()
        }),
        ("groups.mute_member", |client, user| {
            now(client.groups().mute_member(group().live().unwrap(), user, 60, &options())).err()
        }),
        ("groups.unmute_member", |client, user| {
            now(client.groups().unmute_member(group().live().unwrap(), user, &options())).err()
        }),
        ("groups.set_member", |client, user| {
            let change = MemberChange { role: Some(SettableRole::Admin), ..MemberChange::default() };
            now(client.groups().set_member(group().live().unwrap(), user, &change, &options())).err()
        }),
        ("groups.transfer", |client, user| {
            now(client.groups().transfer(group().live().unwrap(), user, &options())).err()
        }),
        ("groups.answer_request", |client, user| {
            now(client.groups().answer_request(&id(), user, true, "", &options())).err()
        }),
        ("groups.join", |client, user| now(client.groups().join(&id(), user, "", &options())).err()),
        ("groups.quit", |client, user| now(client.groups().quit(&id(), user, &options())).err()),
    ]
}

pub fn statistics() -> Vec<(&'static str, Call)> {
    fn span() -> Span {
        Span::between(1_767_000_000_000, 1_768_000_000_000)
    }
    const RANKING: Ranking = Ranking { offset: 0, rows: 10, is_ascending: false };
    vec![
        ("statistics.registered_users", |client, _| {
            now(client.statistics().registered_users(span(), &options())).err()
        }),
        ("statistics.created_groups", |client, _| now(client.statistics().created_groups(span(), &options())).err()),
        ("statistics.active_users", |client, _| {
            now(client.statistics().active_users(span(), true, RANKING, &options())).err()
        }),
        ("statistics.active_groups", |client, _| {
            now(client.statistics().active_groups(span(), RANKING, &options())).err()
        }),
    ]
}
