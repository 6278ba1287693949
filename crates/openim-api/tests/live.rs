//! `cargo xtask live` touches nobody but its own users, whichever method is called.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may"
)]

#[allow(dead_code, reason = "the guard is what is tested here")]
#[path = "../examples/live/journey/own.rs"]
mod own;
mod support;

use std::rc::Rc;

use openim_api::{
    CallOptions, Client, Effect, ErrorKind, Group, GroupChange, GroupId, Refusal, ServerBlock, User, UserChange, UserId,
};
use own::Own;
use serde_json::json;
use support::every_call::every_call;
use support::{Heard, Reply, Script, now, token};

/// Answers each question so that calls made of several go on, about the user that was asked for.
fn obliging(user: &UserId) -> Rc<Script> {
    let id = user.as_str().to_owned();
    Script::new(move |_| {
        let row = json!({"userID": id, "accountStatus": 1});
        Reply::data(json!({
            "token": support::JWT, "expireTimeSeconds": 60, "serverTime": 1, "userID": id, "notificationAccounts": [row],
            "users": [row], "usersInfo": [row], "results": [row],
        }))
    })
}

fn guarded(script: &Rc<Script>, block: ServerBlock, own: Own) -> (Client, Rc<Heard>) {
    let (client, heard) = script.client(block);
    (client.with_token(token()).with_guard(Rc::new(own)), heard)
}

/// The writes among what was heard, and whether each of them was held back.
fn writes(heard: &Heard) -> Vec<(&'static str, bool)> {
    let calls = heard.0.borrow();
    let writes = calls.iter().filter(|call| call.effect != Effect::Reads);
    writes
        .map(|call| {
            let is_held = call.error.as_ref().is_some_and(|error| matches!(error.kind, ErrorKind::Guarded(_)));
            (call.path, is_held)
        })
        .collect()
}

#[test]
fn no_method_writes_about_anybody_else() {
    let user = UserId::from("ann");
    let mut held = 0;
    for block in ServerBlock::ALL {
        for (name, call) in every_call() {
            let script = obliging(&user);
            let (client, heard) = guarded(&script, block, Own::new(1, false));
            call(&client, &user);
            let writes = writes(&heard);
            let sent: Vec<_> = writes.iter().filter(|(_, is_held)| !is_held).collect();
            assert_eq!(sent, Vec::<&(&str, bool)>::new(), "{name} {block:?}");
            held += writes.len();
            // What was held back did not reach the server either.
            let reads = heard.0.borrow().iter().filter(|call| call.effect == Effect::Reads).count();
            assert_eq!(script.requests.borrow().len(), reads, "{name} {block:?}");
        }
    }
    assert!(held > 0);
}

#[test]
fn a_journey_of_reads_writes_about_nobody_at_all() {
    for block in ServerBlock::ALL {
        for (name, call) in every_call() {
            let own = Own::new(1, true);
            let user = own.users()[0].clone();
            let (client, heard) = guarded(&obliging(&user), block, own);
            call(&client, &user);
            assert!(writes(&heard).iter().all(|(_, is_held)| *is_held), "{name} {block:?}");
        }
    }
}

#[test]
fn its_own_users_may_be_changed_and_the_administrator_may_not() {
    let own = Own::new(1, false);
    let user = own.users()[0].clone();
    let script = obliging(&user);
    let (client, _) = guarded(&script, ServerBlock::Main, own);
    let change = UserChange { ex: Some("x".into()), ..UserChange::default() };
    let update = |user_id: UserId| {
        let before = User { user_id, ..User::default() };
        now(client.users().update(&before, &change, &CallOptions::default()))
    };
    update(user.clone()).unwrap();
    assert_eq!(script.paths(), ["/user/update_user_info_ex"]);
    // One of two is somebody else.
    let error = now(client.friends().block(&user, &"ann".into(), "", &CallOptions::default())).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Guarded(Refusal::Protected("ann".into())));
    // That of the token.
    let error = update("imAdmin".into()).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Guarded(Refusal::Protected("imAdmin".into())));
}

/// Calls about a group name no user.
#[test]
fn a_group_is_changed_once_it_was_shown_to_be_its_own() {
    let own = Rc::new(Own::new(1, false));
    let ours = |group_id: &GroupId, owner: &str| Group {
        group_id: group_id.clone(),
        owner: Some(owner.into()),
        ..Group::default()
    };
    let script = Script::always(|| Reply::data(json!({})));
    let client = script.client(ServerBlock::Main).0.with_token(token()).with_guard(own.clone());
    let change = GroupChange { name: Some("Live".into()), ..GroupChange::default() };
    let rename = |group: &Group| now(client.groups().update(group.live().unwrap(), &change, &CallOptions::default()));

    let group = ours(own.group(), own.users()[1].as_str());
    rename(&group).unwrap_err();
    for other in [ours(&"team".into(), own.users()[0].as_str()), ours(own.group(), "ann")] {
        assert_eq!(own.own_group(&other), None);
        rename(&other).unwrap_err();
    }
    assert_eq!(own.own_group(&group), group.live());
    rename(&group).unwrap();
    assert_eq!(script.paths(), ["/group/set_group_info_ex"]);
    // What is set for all users names none, too.
    let entries = [("key".to_owned(), "value".to_owned())];
    now(client.client_config().set(None, &entries, &CallOptions::default())).unwrap_err();
}

#[test]
fn its_names_are_of_one_journey_and_fit_every_server() {
    let (one, other) = (Own::new(u64::MAX, false), Own::new(0, false));
    for id in one.users().iter().chain([one.nobody()]) {
        assert!(!other.users().contains(id) && id != other.nobody());
        for block in ServerBlock::ALL {
            assert_eq!(openim_api::user_id_problem(id.as_str(), block), None, "{id}");
        }
    }
}
