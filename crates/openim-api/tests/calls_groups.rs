//! What the calls about groups send to each version, and what they make of the answers.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may"
)]

mod support;

use openim_api::{
    CallOptions, ErrorKind, Group, GroupChange, GroupFilter, GroupRequestFilter, GroupRole, GroupStatus, Invited,
    MemberChange, NewGroup, Page, Refusal, ServerBlock, SettableRole, UserId,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{Reply, Script, now};

const PAGE: Page = Page { number: 1, size: 10 };

fn options() -> CallOptions {
    CallOptions::default()
}

fn ids(ids: &[&str]) -> Vec<UserId> {
    ids.iter().map(|id| UserId::from(*id)).collect()
}

fn group() -> Group {
    Group { group_id: "g".into(), owner: Some("owner".into()), ..Group::default() }
}

#[test]
fn a_name_is_taken_literally() {
    for (block, sent) in [(ServerBlock::V3_4, "a.b"), (ServerBlock::V3_5, "a\\.b"), (ServerBlock::Main, "a\\.b")] {
        let script = Script::always(|| Reply::data(json!({"total": 0, "groups": null})));
        let (client, _) = script.client(block);
        for (name, sent) in [("a.b", sent), (" ", "")] {
            now(client.groups().list(PAGE, &GroupFilter { name: name.into() }, &options())).unwrap();
            let last = script.body(script.paths().len() - 1);
            assert_eq!((&last["groupName"], &last["groupID"]), (&json!(sent), &json!("")), "{block:?}");
        }
    }
}

#[test]
fn a_group_is_found_by_its_id_alone() {
    let row = |id: &str| json!({"groupInfo": {"groupID": id, "status": 2}});
    let script =
        Script::new(move |_| Reply::data(json!({"total": 2, "groups": [row("other"), {"groupInfo": null}, row("g")]})));
    let (client, _) = script.client(ServerBlock::Main);
    let found = now(client.groups().find(&"g".into(), &options())).unwrap().unwrap();
    assert_eq!((found.group_id.as_str(), found.status), ("g", GroupStatus::Dismissed));
    assert_eq!(now(client.groups().find(&"x".into(), &options())), Ok(None));
    assert_eq!(now(client.groups().find(&"".into(), &options())), Ok(None), "an empty ID would find any");
    assert_eq!(script.paths().len(), 2);
}

#[test]
fn nobody_is_in_a_new_group_twice() {
    let script = Script::always(|| Reply::data(json!({"groupInfo": {"groupID": "7"}})));
    let (client, _) = script.client(ServerBlock::Main);
    let new = NewGroup {
        name: "Team".into(),
        owner: "a".into(),
        admins: ids(&["b", "a", "b"]),
        members: ids(&["c", "b", "a", "c"]),
        is_quiet: true,
        ..NewGroup::default()
    };
    let made = now(client.groups().create(&new, &options())).unwrap();
    assert_eq!(made.group_id.as_str(), "7");
    let sent = script.body(0);
    assert_eq!(
        (&sent["ownerUserID"], &sent["adminUserIDs"], &sent["memberUserIDs"]),
        (&json!("a"), &json!(["b"]), &json!(["c"]))
    );
    assert_eq!((&sent["groupInfo"]["groupType"], &sent["sendMessage"]), (&json!(2), &json!(false)));
    now(client.groups().create(&NewGroup { is_quiet: false, ..new }, &options())).unwrap();
    assert_eq!(script.body(1).get("sendMessage"), None);
}

#[test]
fn only_what_changes_is_sent_in_the_form_of_the_version() {
    let change = GroupChange { name: Some("New".into()), ex: Some(String::new()), ..GroupChange::default() };
    let fields = json!({"groupID": "g", "groupName": "New", "ex": ""});
    for (block, path, body) in [
        (ServerBlock::V3_8_0, "/group/set_group_info", json!({"groupInfoForSet": fields})),
        (ServerBlock::V3_8_1, "/group/set_group_info_ex", fields.clone()),
    ] {
        let script = Script::always(|| Reply::data(Value::Null));
        let (client, _) = script.client(block);
        now(client.groups().update(group().live().unwrap(), &change, &options())).unwrap();
        assert_eq!((script.paths(), script.body(0)), (vec![path.to_owned()], body));
    }
}

/// It would be a success of which nothing comes, whatever else is to change.
#[test]
fn a_blank_name_is_never_sent() {
    let script = Script::always(|| Reply::data(Value::Null));
    let (client, _) = script.client(ServerBlock::Main);
    let update =
        |change: GroupChange| now(client.groups().update(group().live().unwrap(), &change, &options())).unwrap();
    update(GroupChange { name: Some(" \t".into()), introduction: Some("i".into()), ..GroupChange::default() });
    update(GroupChange { name: Some(String::new()), ..GroupChange::default() });
    update(GroupChange::default());
    assert_eq!(script.paths().len(), 1);
    assert_eq!(script.body(0), json!({"groupID": "g", "introduction": "i"}));
}

#[test]
fn who_is_in_already_is_not_invited() {
    let script = Script::new(|request| {
        if request.url.ends_with("get_group_members_info") {
            Reply::data(json!({"members": [{"userID": "b", "roleLevel": 20}]}))
        } else {
            Reply::refusal(1001, "ArgsError", "maxSeq is invalid")
        }
    });
    let (client, _) = script.client(ServerBlock::V3_8_3);
    let invited =
        now(client.groups().invite(group().live().unwrap(), &ids(&["a", "b", "a"]), "hi", true, &options())).unwrap();
    assert_eq!(invited, Invited { added: ids(&["a"]), present: ids(&["b"]) });
    assert_eq!(script.body(0), json!({"groupID": "g", "userIDs": ["a", "b"]}));
    assert_eq!(script.body(1), json!({"groupID": "g", "invitedUserIDs": ["a"], "reason": "hi", "sendMessage": false}));
    // Nobody is left to be invited.
    now(client.groups().invite(group().live().unwrap(), &ids(&["b"]), "", false, &options())).unwrap();
    now(client.groups().invite(group().live().unwrap(), &[], "", false, &options())).unwrap();
    assert_eq!(script.paths().len(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn an_invitation_goes_in_lots_of_fifty(count in 0..180_usize) {
        let script = Script::always(|| Reply::data(json!({"members": null})));
        let (client, _) = script.client(ServerBlock::V3_8_3);
        let all: Vec<UserId> = (0..count).map(|n| UserId::from(format!("u{n}"))).collect();
        now(client.groups().invite(group().live().unwrap(), &all, "", false, &options())).unwrap();
        let mut sent = Vec::new();
        for n in 1..script.paths().len() {
            let lot = script.body(n)["invitedUserIDs"].as_array().unwrap().clone();
            prop_assert!((1..=50).contains(&lot.len()));
            sent.extend(lot.into_iter().map(|id| UserId::from(id.as_str().unwrap())));
        }
        prop_assert_eq!(sent, all);
    }
}

#[test]
fn the_owner_is_not_kicked_and_keeps_his_role() {
    let script = Script::always(|| Reply::data(Value::Null));
    for block in ServerBlock::ALL {
        let (client, _) = script.client(block);
        let (groups, group) = (client.groups(), group());
        let live = group.live().unwrap();
        let owner = UserId::from("owner");
        let protected = ErrorKind::Guarded(Refusal::Protected(owner.clone()));
        let error = now(groups.kick(live, &ids(&["a", "owner"]), "", false, &options())).unwrap_err();
        assert_eq!((error.kind, error.path), (protected.clone(), "/group/kick_group"));
        for role in [SettableRole::Member, SettableRole::Admin] {
            let change = MemberChange { role: Some(role), ..MemberChange::default() };
            assert_eq!(now(groups.set_member(live, &owner, &change, &options())).unwrap_err().kind, protected);
        }
        now(groups.kick(live, &[], "", false, &options())).unwrap();
        now(groups.set_member(live, &owner, &MemberChange::default(), &options())).unwrap();
        now(groups.transfer(live, &owner, &options())).unwrap();
        assert!(script.requests.borrow().is_empty());
    }
    let (client, _) = script.client(ServerBlock::Main);
    let named = MemberChange { nickname: Some(String::new()), ..MemberChange::default() };
    now(client.groups().set_member(group().live().unwrap(), &"owner".into(), &named, &options())).unwrap();
    assert_eq!(script.body(0), json!({"members": [{"groupID": "g", "userID": "owner", "nickname": ""}]}));
}

#[test]
fn requests_are_what_servers_bind() {
    let script = Script::always(|| Reply::data(Value::Null));
    let (client, _) = script.client(ServerBlock::Main);
    let (groups, group, user) = (client.groups(), group(), UserId::from("u"));
    let live = group.live().unwrap();
    let admin = MemberChange { role: Some(SettableRole::Admin), ex: Some("e".into()), ..MemberChange::default() };
    now(groups.transfer(live, &user, &options())).unwrap();
    now(groups.kick(live, &ids(&["u", "u"]), "r", true, &options())).unwrap();
    now(groups.mute_member(live, &user, 0, &options())).unwrap();
    now(groups.unmute_member(live, &user, &options())).unwrap();
    now(groups.set_member(live, &user, &admin, &options())).unwrap();
    now(groups.mute(live, true, &options())).unwrap();
    now(groups.mute(live, false, &options())).unwrap();
    now(groups.dismiss(live, false, &options())).unwrap();
    now(groups.answer_request(&"g".into(), &user, false, "no", &options())).unwrap();
    now(groups.join(&"g".into(), &user, "hi", &options())).unwrap();
    now(groups.quit(&"g".into(), &user, &options())).unwrap();
    now(groups.requests_received(&user, PAGE, &GroupRequestFilter::default(), &options())).unwrap();
    let filter = GroupRequestFilter { groups: vec!["g".into()], only_pending: true };
    now(groups.requests_received(&user, PAGE, &filter, &options())).unwrap();
    let pagination = json!({"pageNumber": 1, "showNumber": 10});
    let expected = [
        ("transfer_group", json!({"groupID": "g", "oldOwnerUserID": "owner", "newOwnerUserID": "u"})),
        ("kick_group", json!({"groupID": "g", "kickedUserIDs": ["u"], "reason": "r", "sendMessage": false})),
        ("mute_group_member", json!({"groupID": "g", "userID": "u", "mutedSeconds": 1})),
        ("cancel_mute_group_member", json!({"groupID": "g", "userID": "u"})),
        ("set_group_member_info", json!({"members": [{"groupID": "g", "userID": "u", "roleLevel": 60, "ex": "e"}]})),
        ("mute_group", json!({"groupID": "g"})),
        ("cancel_mute_group", json!({"groupID": "g"})),
        ("dismiss_group", json!({"groupID": "g", "deleteMember": true})),
        (
            "group_application_response",
            json!({"groupID": "g", "fromUserID": "u", "handledMsg": "no", "handleResult": -1}),
        ),
        ("join_group", json!({"groupID": "g", "reqMessage": "hi", "joinSource": 3, "inviterUserID": "u"})),
        ("quit_group", json!({"groupID": "g", "userID": "u"})),
        ("get_recv_group_applicationList", json!({"fromUserID": "u", "pagination": pagination})),
        (
            "get_recv_group_applicationList",
            json!({"fromUserID": "u", "pagination": pagination, "groupIDs": ["g"], "handleResults": [0]}),
        ),
    ];
    for (n, (path, body)) in expected.into_iter().enumerate() {
        assert_eq!((&script.paths()[n], script.body(n)), (&format!("/group/{path}"), body));
    }
}

#[test]
fn a_shuffled_page_of_members_is_put_in_order() {
    let row = |id: &str, role: i32, joined: i64| json!({"userID": id, "roleLevel": role, "joinTime": joined});
    let rows = json!([
        row("d", 20, 5),
        row("c", 20, 5),
        row("b", 20, 3),
        null,
        row("z", 100, 9),
        row("y", 60, 7),
        row("x", 7, 1)
    ]);
    let script = Script::always(move || Reply::data(json!({"total": 9, "members": rows})));
    let (client, _) = script.client(ServerBlock::Main);
    let listing = now(client.groups().members(&"g".into(), PAGE, &options())).unwrap();
    assert_eq!(listing.total, 9);
    let order: Vec<_> = listing.items.iter().map(|member| member.user_id.as_str()).collect();
    assert_eq!(order, ["z", "y", "b", "c", "d", "x"]);
    assert_eq!(listing.items[5].role, GroupRole::Unknown(7));
    assert_eq!(script.body(0), json!({"groupID": "g", "filter": 0, "pagination": {"pageNumber": 1, "showNumber": 10}}));
}

#[test]
fn nothing_asked_is_nothing_sent() {
    let script = Script::always(|| Reply::refusal(2, "", ""));
    let (client, _) = script.client(ServerBlock::V3_7);
    let groups = client.groups();
    assert_eq!(now(groups.infos(&[], &options())), Ok(vec![]));
    assert_eq!(now(groups.abstracts(&[], &options())), Ok(vec![]));
    assert_eq!(now(groups.member_infos(&"g".into(), &[], &options())), Ok(vec![]));
    assert_eq!(now(groups.requests_of_users(&"g".into(), &[], &options())).unwrap().total, 0);
    assert!(script.requests.borrow().is_empty());
}
