//! What each call sends in each dialect, and what it makes of the answers.
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
    AccountStatus, CallOptions, ErrorClass, ErrorKind, NewUser, Page, Platform, Secret, ServerBlock, Token, User,
    UserFilter, UserId,
};
use serde_json::json;
use support::{JWT, Reply, SECRET, START, Script, now, token};

fn options() -> CallOptions {
    CallOptions::default()
}

fn ids(ids: &[&str]) -> Vec<UserId> {
    ids.iter().map(|id| UserId::from(*id)).collect()
}

fn user(id: &str) -> User {
    User { user_id: id.into(), ..User::default() }
}

#[test]
fn signing_in_follows_the_dialect() {
    for (block, path, body) in [
        (ServerBlock::V3_8_0, "/auth/user_token", json!({"secret": SECRET, "platformID": 10, "userID": "admin"})),
        (ServerBlock::V3_8_1, "/auth/get_admin_token", json!({"secret": SECRET, "userID": "admin"})),
    ] {
        let script = Script::always(|| Reply::data(json!({"token": JWT, "expireTimeSeconds": 60})));
        script.step.set(500);
        let (client, _) = script.client(block);
        let issued =
            now(client.with_token(token()).auth().sign_in(&"admin".into(), &Secret::new(SECRET), &options())).unwrap();
        assert_eq!(issued.token, token());
        // Counted from the sending: a slow answer must not lengthen the session.
        assert_eq!(issued.expires_at_millis, START + 60_000);
        assert_eq!((script.paths(), script.body(0)), (vec![path.to_owned()], body));
        assert_eq!(script.header(0, "token"), None, "an old token is none of this call's business");
    }
}

#[test]
fn a_sign_in_without_token_or_time_is_misread() {
    for (data, json_path) in [
        (json!({"expireTimeSeconds": 60}), "data.token"),
        (json!({"token": "", "expireTimeSeconds": 60}), "data.token"),
        (json!({"token": "no-jwt"}), "data.expireTimeSeconds"),
        (json!(null), "data.token"),
        (json!([]), "data"),
    ] {
        let script = Script::always(move || Reply::data(data.clone()));
        let (client, _) = script.client(ServerBlock::Main);
        let error = now(client.auth().sign_in(&"a".into(), &Secret::new("s"), &options())).unwrap_err();
        assert!(matches!(&error.kind, ErrorKind::Decode { json_path: path, .. } if path == json_path), "{error:?}");
    }
}

#[test]
fn a_duration_without_end_does_not_overflow() {
    let script = Script::always(|| Reply::data(json!({"token": JWT, "expireTimeSeconds": i64::MAX})));
    let (client, _) = script.client(ServerBlock::Main);
    let issued = now(client.auth().sign_in(&"a".into(), &Secret::new("s"), &options())).unwrap();
    assert_eq!(issued.expires_at_millis, i64::MAX);
}

#[test]
fn a_parsed_token_is_read_in_both_spellings() {
    for (data, platform, expires) in [
        (
            json!({"userID": "u", "platform": "Admin", "expireTimeSeconds": 1_803_220_000}),
            Platform::ADMIN,
            Some(1_803_220_000_000),
        ),
        (
            json!({"userID": "u", "platformID": 10, "expireTimeSeconds": 1_803_220_000}),
            Platform::ADMIN,
            Some(1_803_220_000_000),
        ),
        (json!({"userID": "u", "platformID": -1, "expireTimeSeconds": 0}), Platform::from_id(-1), None),
        (json!({"userID": "u"}), Platform::UNKNOWN, None),
    ] {
        let script = Script::always(move || Reply::data(data.clone()));
        let (client, _) = script.client(ServerBlock::Main);
        let parsed = now(client.auth().parse_token(&Token::new("t"), &options())).unwrap();
        assert_eq!((parsed.user_id.as_str(), parsed.platform, parsed.expires_at_millis), ("u", platform, expires));
        assert_eq!(script.body(0), json!({"token": "t"}));
    }
}

#[test]
fn a_list_is_read_leniently() {
    for (data, total, items) in [
        (json!({"total": 3, "users": [{"userID": "a", "nickname": null, "createTime": -1}, null]}), 3, vec![user("a")]),
        (json!({"total": 0, "users": null}), 0, vec![]),
        (json!({}), 0, vec![]),
        (json!(null), 0, vec![]),
        (json!({"total": -5, "users": []}), 0, vec![]),
        (json!({"total": "2", "users": [{"userID": 7}]}), 2, vec![user("7")]),
        (json!({"total": 0, "users": [{"userID": "a"}]}), 1, vec![user("a")]),
    ] {
        let script = Script::always(move || Reply::data(data.clone()));
        let (client, _) = script.client(ServerBlock::Main);
        let page = Page { number: 2, size: 20 };
        let listing = now(client.users().list(page, &UserFilter::default(), &options())).unwrap();
        assert_eq!((listing.total, listing.items), (total, items));
        assert_eq!(script.body(0), json!({"pagination": {"pageNumber": 2, "showNumber": 20}}));
    }
}

#[test]
fn a_filter_is_escaped_and_not_sent_to_those_who_ignore_it() {
    let filter = UserFilter { keyword: "a.b".into() };
    for (block, filtered) in [(ServerBlock::V3_5, false), (ServerBlock::V3_6, true)] {
        let script = Script::always(|| Reply::data(json!({})));
        let (client, _) = script.client(block);
        now(client.users().list(Page { number: 1, size: 1 }, &filter, &options())).unwrap();
        let body = script.body(0);
        let sent = filtered.then(|| json!("a\\.b"));
        assert_eq!((body.get("userID"), body.get("nickName")), (sent.as_ref(), sent.as_ref()));
    }
}

#[test]
fn infos_are_unique_and_in_the_order_asked() {
    let script =
        Script::always(|| Reply::data(json!({"usersInfo": [{"userID": "b"}, {"userID": "a"}, {"userID": "b"}]})));
    let (client, _) = script.client(ServerBlock::V3_7);
    assert_eq!(now(client.users().infos(&ids(&["a", "b", "a"]), &options())).unwrap(), [user("a"), user("b")]);
    assert_eq!(script.body(0), json!({"userIDs": ["a", "b"]}));
}

#[test]
fn the_raw_account_is_what_the_server_wrote() {
    let row = json!({"userID": "a", "ex": "x", "somethingNew": {"n": 1}});
    let answer = row.clone();
    let script = Script::always(move || Reply::data(json!({"usersInfo": [answer]})));
    let (client, _) = script.client(ServerBlock::Main);
    assert_eq!(now(client.users().raw_info(&"a".into(), &options())), Ok(Some(row)));
    assert_eq!(now(client.users().raw_info(&"b".into(), &options())), Ok(None));
}

#[test]
fn an_unknown_id_among_infos_is_worked_around() {
    let script = Script::new(|request| match request.body.as_deref().unwrap() {
        r#"{"userIDs":["a","x"]}"# => Reply::refusal(1004, "RecordNotFoundError", ""),
        r#"{"checkUserIDs":["a","x"]}"# => Reply::data(json!({"results": [
            {"userID": "a", "accountStatus": "registered"}, {"userID": "x", "accountStatus": "unregistered"}]})),
        r#"{"userIDs":["a"]}"# => Reply::data(json!({"usersInfo": [{"userID": "a"}]})),
        other => panic!("{other} is not asked"),
    });
    let (client, _) = script.client(ServerBlock::V3_7);
    assert_eq!(now(client.users().infos(&ids(&["a", "x"]), &options())).unwrap(), [user("a")]);
    assert_eq!(script.paths(), ["/user/get_users_info", "/user/account_check", "/user/get_users_info"]);
}

#[test]
fn infos_of_nobody_known_are_none_and_a_contradiction_is_an_error() {
    let infos = |status: &'static str| {
        let script = Script::new(move |request| {
            if request.url.ends_with("account_check") {
                Reply::data(json!({"results": [{"userID": "x", "accountStatus": status}]}))
            } else {
                Reply::refusal(1004, "RecordNotFoundError", "")
            }
        });
        let (client, _) = script.client(ServerBlock::V3_7);
        now(client.users().infos(&ids(&["x"]), &options()))
    };
    assert_eq!(infos("unregistered"), Ok(vec![]));
    let error = infos("registered").unwrap_err();
    assert_eq!((error.path, error.class()), ("/user/get_users_info", Some(ErrorClass::NotFound)));
}

#[test]
fn a_check_answers_each_id_once_in_the_order_asked() {
    let script = Script::always(|| {
        Reply::data(
            json!({"results": [{"userID": "b", "accountStatus": 1}, {"userID": "a", "accountStatus": "unregistered"}]}),
        )
    });
    let (client, _) = script.client(ServerBlock::Main);
    let checked = now(client.users().check(&ids(&["a", "b", "a", "c"]), &options())).unwrap();
    let expected =
        [("a", AccountStatus::Unregistered), ("b", AccountStatus::Registered), ("c", AccountStatus::Unknown)];
    assert_eq!(checked, expected.map(|(id, status)| (UserId::from(id), status)));
    assert_eq!(script.body(0), json!({"checkUserIDs": ["a", "b", "c"]}));
}

#[test]
fn nothing_asked_is_nothing_sent() {
    let script = Script::always(|| Reply::refusal(1001, "", ""));
    let (client, heard) = script.client(ServerBlock::V3_4);
    assert_eq!(now(client.users().infos(&[], &options())), Ok(vec![]));
    assert_eq!(now(client.users().check(&[], &options())), Ok(vec![]));
    assert_eq!(now(client.users().register(&[], None, &options())), Ok(()));
    assert!(script.requests.borrow().is_empty() && heard.0.borrow().is_empty());
}

#[test]
fn the_old_dialect_registers_with_the_secret_and_without_the_token() {
    let script = Script::always(|| Reply::Http(200, r#"{"errCode":0,"errMsg":"","errDlt":"","data":null}"#.into()));
    let (client, _) = script.client(ServerBlock::V3_8_0);
    let client = client.with_token(token());
    let new = NewUser { user_id: "u1".into(), nickname: "Ann".into(), app_manger_level: 1, ..NewUser::default() };
    for secret in [None, Some(Secret::new(""))] {
        let error = now(client.users().register(std::slice::from_ref(&new), secret.as_ref(), &options())).unwrap_err();
        assert_eq!((error.kind, error.operation_id), (ErrorKind::SecretNeeded, None));
    }
    assert!(script.requests.borrow().is_empty());
    now(client.users().register(&[new], Some(&Secret::new(SECRET)), &options())).unwrap();
    assert_eq!(script.header(0, "token"), None);
    let user =
        json!({"userID": "u1", "nickname": "Ann", "faceURL": "", "ex": "", "appMangerLevel": 1, "globalRecvMsgOpt": 0});
    assert_eq!(script.body(0), json!({"secret": SECRET, "users": [user]}));
}

#[test]
fn the_new_dialect_registers_with_the_token_and_keeps_the_secret() {
    let script = Script::always(|| Reply::Http(200, r#"{"errCode":0}"#.into()));
    let (client, _) = script.client(ServerBlock::V3_8_1);
    let client = client.with_token(token());
    now(client.users().register(&[NewUser::default()], Some(&Secret::new(SECRET)), &options())).unwrap();
    assert_eq!(script.header(0, "token").as_deref(), Some(JWT));
    assert_eq!(script.body(0).get("secret"), None);
}

#[test]
fn a_lost_race_for_an_id_is_a_taken_id() {
    for (code, dlt) in [(1102, "userID registered already"), (500, "E11000 duplicate key error collection")] {
        let script = Script::always(move || Reply::refusal(code, "x", dlt));
        let (client, _) = script.client(ServerBlock::Main);
        let error = now(client.users().register(&[NewUser::default()], None, &options())).unwrap_err();
        assert_eq!(error.class(), Some(ErrorClass::AlreadyRegistered));
    }
}
