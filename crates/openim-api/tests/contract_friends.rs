//! Every recorded answer of real servers about friends, through the client, to the outcome it has to have.
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

use openim_api::{ApiError, CallOptions, Client, Friend, FriendChange, Profile, RequestState, ServerBlock, UserId};
use serde_json::{Value, json};
use support::recorded::{Exchange, PAGE, exchanges, id, millis, text};
use support::{Reply, now};

fn same_profile(profile: &Profile, row: &Value, name: &str) {
    assert_eq!(profile.user_id, id(row, "userID"), "{name}");
    assert_eq!(profile.nickname, text(row, "nickname"), "{name}");
    assert_eq!((&*profile.face_url, &*profile.ex), (text(row, "faceURL"), text(row, "ex")), "{name}");
}

fn same_friend(friend: &Friend, row: &Value, name: &str) {
    assert_eq!((&*friend.remark, &*friend.ex), (text(row, "remark"), text(row, "ex")), "{name}");
    assert_eq!(friend.operator, text(row, "operatorUserID"), "{name}");
    assert_eq!(friend.since_millis, millis(row, "createTime"), "{name}");
    assert_eq!(Some(i64::from(friend.add_source)), row["addSource"].as_i64(), "{name}");
    assert_eq!(friend.is_pinned, row["isPinned"] == true, "{name}");
}

/// Makes the call that the exchange is about, and holds a success to the recorded data.
fn call(exchange: &Exchange, client: &Client, options: &CallOptions) -> Result<(), ApiError> {
    let (a, b, name) = (UserId::from("a"), UserId::from("b"), &exchange.name);
    let friends = client.friends();
    let asked = |rows: &[Value], part: &str| {
        let mut ids: Vec<UserId> = rows.iter().map(|row| id(&row[part], "userID")).collect();
        // Servers may answer in any order: what is asked for in another one comes in that.
        ids.reverse();
        if ids.is_empty() { vec![b.clone()] } else { ids }
    };
    match exchange.path.as_str() {
        "/friend/get_friend_list" => {
            let (listing, rows) = (now(friends.list(&a, PAGE, options))?, exchange.rows("friendsInfo"));
            assert_eq!(listing.items.len(), rows.len(), "{name}");
            assert_eq!(Some(listing.total), exchange.data()["total"].as_i64(), "{name}");
            for (friend, row) in listing.items.iter().zip(&rows) {
                same_friend(friend, row, name);
                same_profile(&friend.profile, &row["friendUser"], name);
            }
        }
        "/friend/get_friend_id" => {
            let mut ids: Vec<UserId> =
                exchange.rows("friendIDs").iter().map(|id| id.as_str().unwrap().into()).collect();
            ids.sort_unstable();
            assert_eq!(now(friends.ids(&a, options))?, ids, "{name}");
        }
        "/friend/get_designated_friends" => {
            let rows = exchange.rows("friendsInfo");
            let ids = asked(&rows, "friendUser");
            let found = now(friends.infos(&a, &ids, options))?;
            assert_eq!(found.len(), rows.len(), "{name}");
            for (friend, row) in found.iter().zip(rows.iter().rev()) {
                same_friend(friend, row, name);
                same_profile(&friend.profile, &row["friendUser"], name);
            }
        }
        "/friend/get_specified_friends_info" => {
            let rows = exchange.rows("infos");
            let found = now(friends.relations(&a, &asked(&rows, "userInfo"), options))?;
            assert_eq!(found.len(), rows.len(), "{name}");
            for (relation, row) in found.iter().zip(rows.iter().rev()) {
                assert_eq!(relation.user.user_id, id(&row["userInfo"], "userID"));
                assert_eq!(relation.friend.is_some(), !row["friendInfo"].is_null(), "{name}");
                assert_eq!(relation.black.is_some(), !row["blackInfo"].is_null(), "{name}");
                if let Some(friend) = &relation.friend {
                    same_friend(friend, &row["friendInfo"], name);
                    same_profile(&friend.profile, &row["userInfo"], name);
                }
            }
        }
        "/friend/get_black_list" | "/friend/get_specified_blacks" => {
            let rows = exchange.rows("blacks");
            let found = if exchange.path.ends_with("list") {
                now(friends.blacks(&a, PAGE, options))?.items
            } else {
                now(friends.black_infos(&a, &asked(&rows, "blackUserInfo"), options))?
            };
            assert_eq!(found.len(), rows.len(), "{name}");
            for (black, row) in found.iter().zip(&rows) {
                same_profile(&black.profile, &row["blackUserInfo"], name);
                assert_eq!(black.since_millis, millis(row, "createTime"), "{name}");
                assert_eq!((&*black.operator, &*black.ex), (text(row, "operatorUserID"), text(row, "ex")), "{name}");
            }
        }
        "/friend/get_friend_apply_list"
        | "/friend/get_self_friend_apply_list"
        | "/friend/get_designated_friend_apply" => {
            let key =
                if exchange.path.ends_with("get_friend_apply_list") { "FriendRequests" } else { "friendRequests" };
            let rows = exchange.rows(key);
            let found = match exchange.path.as_str() {
                "/friend/get_friend_apply_list" => now(friends.received(&a, PAGE, options))?.items,
                "/friend/get_self_friend_apply_list" => now(friends.sent(&a, PAGE, options))?.items,
                _ => now(friends.requests_between(&a, &b, options))?,
            };
            assert_eq!(found.len(), rows.len(), "{name}");
            for (request, row) in found.iter().zip(&rows) {
                assert_eq!(request.from.user_id, id(row, "fromUserID"), "{name}");
                assert_eq!(request.to.user_id, id(row, "toUserID"), "{name}");
                assert_eq!(request.from.nickname, text(row, "fromNickname"), "{name}");
                assert_eq!(request.to.face_url, text(row, "toFaceURL"), "{name}");
                assert_eq!(request.message, text(row, "reqMsg"), "{name}");
                assert_eq!(request.created_millis, row["createTime"].as_i64(), "{name}");
                assert_eq!(request.handled_millis, millis(row, "handleTime"), "{name}");
                assert_eq!(request.handler, id(row, "handlerUserID"), "{name}");
                let state = [(0, RequestState::Pending), (1, RequestState::Agreed), (-1, RequestState::Refused)];
                assert!(state.contains(&(row["handleResult"].as_i64().unwrap(), request.state)), "{name}");
            }
        }
        "/friend/get_self_unhandled_apply_count" => {
            assert_eq!(Some(now(friends.unanswered(&a, 0, options))?), exchange.data()["count"].as_i64(), "{name}");
        }
        "/friend/is_friend" => {
            let data = exchange.data();
            let expected = (data["inUser1Friends"] == true, data["inUser2Friends"] == true);
            assert_eq!(now(friends.are_friends(&a, &b, options))?, expected, "{name}");
        }
        "/friend/import_friend" => assert_eq!(now(friends.import(&a, std::slice::from_ref(&b), options))?, [b]),
        "/friend/delete_friend" => now(friends.delete(&a, &b, options))?,
        "/friend/set_friend_remark" => now(friends.set_remark(&a, &b, "r", options))?,
        "/friend/update_friends" => {
            let change = FriendChange { is_pinned: Some(true), ..FriendChange::default() };
            now(friends.update(&a, &[b], &change, options))?;
        }
        "/friend/add_friend" => now(friends.ask(&a, &b, "hi", "", options))?,
        "/friend/add_friend_response" => now(friends.answer(&a, &b, true, "", options))?,
        "/friend/add_black" => now(friends.block(&a, &b, "", options))?,
        "/friend/remove_black" => now(friends.unblock(&a, &b, options))?,
        other => panic!("{other} is no call of this crate"),
    }
    Ok(())
}

#[test]
fn every_recorded_answer_has_the_outcome_it_must_have() {
    let mut without_method = 0;
    for exchange in exchanges("friends", [47, 49, 44, 44]) {
        // A route that no server has filled.
        if exchange.path == "/friend/get_incremental_blacks" {
            without_method += 1;
            continue;
        }
        // The client's own follow-up of a stranger finds that all are friends, so that the first refusal stays the outcome; before an
        // import it finds nobody.
        let is_import = exchange.path == "/friend/import_friend";
        exchange.play(
            |client, options| call(&exchange, client, options),
            move |_| Some(Reply::data(json!({"friendIDs": if is_import { vec![] } else { vec!["a", "b"] }}))),
        );
    }
    assert_eq!(without_method, 1);
}

#[test]
fn a_stranger_does_not_hide_the_friends_among_those_asked_for() {
    for (block, path) in
        [(ServerBlock::V3_4, "get_designated_friends"), (ServerBlock::V3_7, "get_specified_friends_info")]
    {
        let row = json!({"remark": "r", "friendUser": {"userID": "b"}});
        let found = json!({"friendsInfo": [row], "infos": [{"userInfo": {"userID": "b"}, "friendInfo": row}]});
        let script = support::Script::new(move |request| {
            let body = request.body.clone().unwrap();
            match request.url.as_str() {
                url if url.ends_with("get_friend_id") => Reply::data(json!({"friendIDs": ["z", "b"]})),
                _ if body.contains("stranger") => Reply::refusal(1004, "RecordNotFoundError", ""),
                _ => Reply::data(found.clone()),
            }
        });
        let (client, _) = script.client(block);
        let (friends, options) = (client.friends(), CallOptions::default());
        let asked = ["stranger".into(), "b".into(), "stranger".into()];
        let found: Vec<UserId> = if path.ends_with("friends") {
            now(friends.infos(&"a".into(), &asked, &options))
                .unwrap()
                .into_iter()
                .map(|one| one.profile.user_id)
                .collect()
        } else {
            now(friends.relations(&"a".into(), &asked, &options))
                .unwrap()
                .into_iter()
                .map(|one| one.user.user_id)
                .collect()
        };
        assert_eq!(found, ["b".into()]);
        assert_eq!(script.paths(), [&format!("/friend/{path}"), "/friend/get_friend_id", &format!("/friend/{path}")]);
    }
}

#[test]
fn an_import_leaves_out_friends_and_oneself() {
    let script = support::Script::new(|request| {
        if request.url.ends_with("get_friend_id") {
            Reply::data(json!({"friendIDs": ["b"]}))
        } else {
            Reply::data(Value::Null)
        }
    });
    let (client, _) = script.client(ServerBlock::V3_5);
    let (friends, options) = (client.friends(), CallOptions::default());
    let owner = UserId::from("a");
    let asked = ["a", "b", "c", "d", "c"].map(UserId::from);
    assert_eq!(now(friends.import(&owner, &asked, &options)).unwrap(), ["c".into(), "d".into()]);
    assert_eq!(script.body(1), json!({"ownerUserID": "a", "friendUserIDs": ["c", "d"]}));
    assert_eq!(now(friends.import(&owner, &asked[..2], &options)).unwrap(), []);
    assert_eq!(script.paths().len(), 3);
}

#[test]
fn no_part_of_a_friend_is_missing_where_that_ends_the_service() {
    let script = support::Script::new(|request| {
        if request.url.ends_with("update_friends") {
            return Reply::data(Value::Null);
        }
        Reply::data(json!({"friendsInfo": [
            {"remark": "r1", "ex": "e1", "friendUser": {"userID": "b"}},
            {"remark": "r2", "isPinned": true, "friendUser": {"userID": "c"}},
        ]}))
    });
    let pin = FriendChange { is_pinned: Some(true), ..FriendChange::default() };
    let (owner, ids) = (UserId::from("a"), ["b", "c"].map(UserId::from));
    let update = |block, change: &FriendChange| {
        now(script.client(block).0.friends().update(&owner, &ids, change, &CallOptions::default())).unwrap();
    };
    update(ServerBlock::V3_5, &pin);
    let row = |id, remark, ex| json!({"ownerUserID": "a", "friendUserIDs": [id], "isPinned": true, "remark": remark, "ex": ex});
    assert_eq!((script.body(1), script.body(2)), (row("b", "r1", "e1"), row("c", "r2", "")));
    update(ServerBlock::V3_6, &pin);
    assert_eq!(script.body(3), json!({"ownerUserID": "a", "friendUserIDs": ["b", "c"], "isPinned": true}));
    update(ServerBlock::V3_5, &FriendChange::default());
    assert_eq!(script.paths().len(), 4);
}

#[test]
fn requests_are_what_servers_bind() {
    let script = support::Script::always(|| Reply::data(Value::Null));
    let (client, _) = script.client(ServerBlock::Main);
    let (friends, options) = (client.friends(), CallOptions::default());
    let (a, b) = (UserId::from("a"), UserId::from("b"));
    now(friends.answer(&a, &b, false, "no", &options)).unwrap();
    now(friends.ask(&a, &b, "hi", "x", &options)).unwrap();
    now(friends.block(&a, &b, "spam", &options)).unwrap();
    now(friends.unanswered(&a, 5, &options)).unwrap();
    now(friends.changes(&a, &openim_api::Version { id: "v".into(), number: u64::MAX }, &options)).unwrap();
    now(friends.full_ids(&a, &options)).unwrap();
    let bodies: Vec<_> = (0..6).map(|n| script.body(n)).collect();
    assert_eq!(
        bodies,
        [
            json!({"fromUserID": "a", "toUserID": "b", "handleResult": -1, "handleMsg": "no"}),
            json!({"fromUserID": "a", "toUserID": "b", "reqMsg": "hi", "ex": "x"}),
            json!({"ownerUserID": "a", "blackUserID": "b", "ex": "spam"}),
            json!({"userID": "a", "time": 5}),
            json!({"userID": "a", "versionID": "v", "version": u64::MAX}),
            json!({"userID": "a", "idHash": 0}),
        ]
    );
}
