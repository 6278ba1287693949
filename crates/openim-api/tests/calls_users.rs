//! What the calls about single users send to each version, and what they make of the answers.
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
    CallOptions, ErrorClass, ErrorKind, NewNotificationAccount, Page, Platform, Presence, ServerBlock, Token, User,
    UserChange, UserId,
};
use serde_json::{Value, json};
use support::{Reply, Script, now, token};

const PAGE: Page = Page { number: 1, size: 10 };

fn options() -> CallOptions {
    CallOptions::default()
}

fn ids(ids: &[&str]) -> Vec<UserId> {
    ids.iter().map(|id| UserId::from(*id)).collect()
}

fn ann() -> User {
    User {
        user_id: "ann".into(),
        nickname: "Ann".into(),
        create_time_millis: Some(1_767_000_000_000),
        app_manger_level: 1,
        ..User::default()
    }
}

#[test]
fn only_what_changes_is_sent() {
    let after = User { nickname: String::new(), global_recv_msg_opt: 2, ..ann() };
    let change = UserChange::between(&ann(), &after);
    let script = Script::always(|| Reply::data(Value::Null));
    let (client, _) = script.client(ServerBlock::V3_5);
    now(client.users().update(&ann(), &change, &options())).unwrap();
    assert_eq!(script.paths(), ["/user/update_user_info_ex"]);
    assert_eq!(script.body(0), json!({"userInfo": {"userID": "ann", "nickname": "", "globalRecvMsgOpt": 2}}));
}

#[test]
fn the_oldest_server_is_told_what_it_would_lose() {
    let script = Script::always(|| Reply::data(Value::Null));
    let (client, _) = script.client(ServerBlock::V3_4);
    let change = UserChange { ex: Some("x".into()), ..UserChange::default() };
    now(client.users().update(&ann(), &change, &options())).unwrap();
    assert_eq!(script.paths(), ["/user/update_user_info"]);
    let kept = json!({"userID": "ann", "ex": "x", "createTime": 1_767_000_000_000_i64, "appMangerLevel": 1});
    assert_eq!(script.body(0), json!({"userInfo": kept}));
}

/// An empty body of this call ends a service.
#[test]
fn nothing_to_change_is_not_sent() {
    let script = Script::always(|| Reply::data(Value::Null));
    for block in ServerBlock::ALL {
        let (client, _) = script.client(block);
        now(client.users().update(&ann(), &UserChange::between(&ann(), &ann()), &options())).unwrap();
        now(client.users().presence(&[], &options())).unwrap();
        now(client.users().online_status(&[], &options())).unwrap();
        now(client.users().online_token_detail(&[], &options())).unwrap();
        now(client.users().subscribe(&"a".into(), &[], true, &options())).unwrap();
        now(client.client_config().set(None, &[], &options())).unwrap();
        now(client.client_config().delete(None, &[], &options())).unwrap();
    }
    assert!(script.requests.borrow().is_empty());
}

#[test]
fn who_is_online_is_told_for_each_once_in_the_order_asked() {
    let row =
        |id: &str, status: i64, platforms: Value| json!({"userID": id, "status": status, "platformIDs": platforms});
    let script = Script::always(move || {
        Reply::data(
            json!({"statusList": [row("b", 0, Value::Null), row("a", 1, json!([5, 11, "2", {}])), row("z", 1, json!([1]))]}),
        )
    });
    let (client, _) = script.client(ServerBlock::V3_8_0);
    let presence = |id: &str, is_online, ids: &[i32]| Presence {
        user_id: id.into(),
        is_online,
        platforms: ids.iter().map(|id| Platform::from_id(*id)).collect(),
    };
    let expected = [presence("a", true, &[5, 11, 2, 0]), presence("b", false, &[]), presence("c", false, &[])];
    assert_eq!(now(client.users().presence(&ids(&["a", "b", "a", "c"]), &options())).unwrap(), expected);
    // Somebody has to ask, and without a token it is not known who does.
    assert_eq!(script.body(0), json!({"userID": "a", "userIDs": ["a", "b", "c"]}));
    now(client.with_token(token()).users().presence(&ids(&["a"]), &options())).unwrap();
    assert_eq!(script.body(1)["userID"], "imAdmin");
    now(client.with_token(Token::new("opaque")).users().presence(&ids(&["a"]), &options())).unwrap();
    assert_eq!(script.body(2)["userID"], "a");
}

#[test]
fn connections_are_read_in_words_and_in_numbers_and_their_tokens_go_nowhere() {
    let online = |status: Value, platform: Value| {
        let mut connection = json!({"connID": "c1", "isBackground": true, "token": support::JWT});
        connection.as_object_mut().unwrap().extend(platform.as_object().unwrap().clone());
        json!([{"userID": "a", "status": status, "detailPlatformStatus": [connection]}])
    };
    for data in [online(json!("online"), json!({"platform": "Web"})), online(json!(1), json!({"platformID": 5}))] {
        let script = Script::always(move || Reply::data(data.clone()));
        let (client, heard) = script.client(ServerBlock::Main);
        let found = now(client.users().online_status(&ids(&["a", "b"]), &options())).unwrap();
        assert!(found[0].is_online && !found[1].is_online);
        assert_eq!((found[1].user_id.as_str(), found[1].connections.len()), ("b", 0));
        let connection = &found[0].connections[0];
        assert_eq!((connection.platform, &*connection.id, connection.is_background), (Platform::WEB, "c1", true));
        assert!(!format!("{found:?} {:?}", heard.0.borrow()).contains("eyJ"));
    }
}

#[test]
fn a_list_of_tokens_is_masked_in_the_record() {
    let tokens = json!(["opaque-token-of-ann", support::JWT]);
    let script = Script::always(move || {
        Reply::data(
            json!([{"userID": "a", "status": 1, "singlePlatformToken": [{"platformID": 5, "total": 2, "token": tokens}]}]),
        )
    });
    let (client, heard) = script.client(ServerBlock::Main);
    let found = now(client.users().online_token_detail(&ids(&["a"]), &options())).unwrap();
    assert_eq!(found[0].platforms, [(Platform::WEB, 2)]);
    let told = format!("{:?}", heard.0.borrow());
    assert!(!told.contains("eyJ") && !told.contains("opaque-token"), "{told}");
}

#[test]
fn logging_out_everywhere_tries_each_platform_of_the_version() {
    for (block, platforms) in [
        (ServerBlock::V3_4, vec![1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (ServerBlock::Main, vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12]),
    ] {
        let script = Script::new(|request| {
            if request.body.as_deref().unwrap().contains(r#""platformID":3,"#) {
                Reply::refusal(14, "Unavailable", "")
            } else {
                Reply::data(Value::Null)
            }
        });
        let (client, _) = script.client(block);
        let outcomes = now(client.auth().force_logout_everywhere(&"ann".into(), &options())).unwrap();
        assert_eq!(outcomes.iter().map(|(platform, _)| platform.id()).collect::<Vec<_>>(), platforms);
        for (platform, outcome) in outcomes {
            let class = outcome.err().and_then(|error| error.class());
            assert_eq!(class, (platform.id() == 3).then_some(ErrorClass::Unavailable));
        }
        assert_eq!(script.body(0), json!({"platformID": 1, "userID": "ann"}));
    }
}

#[test]
fn logging_out_everywhere_ends_with_the_session() {
    let script = Script::always(|| Reply::refusal(1506, "TokenKickedError", ""));
    let (client, _) = script.client(ServerBlock::Main);
    let client = client.with_token(token());
    assert!(now(client.auth().force_logout_everywhere(&"ann".into(), &options())).unwrap_err().ends_session());
    assert_eq!(script.paths().len(), 1);
    let cancel = openim_api::CancelToken::new();
    cancel.cancel();
    let options = CallOptions { cancel: Some(cancel), ..options() };
    let error = now(client.auth().force_logout_everywhere(&"ann".into(), &options)).unwrap_err();
    assert_eq!((error.kind, script.paths().len()), (ErrorKind::Cancelled, 1));
}

#[test]
fn the_token_in_use_is_not_ended_by_its_own_call() {
    let script = Script::always(|| Reply::data(Value::Null));
    let (client, _) = script.client(ServerBlock::Main);
    let client = client.with_token(token());
    let error = now(client.auth().force_logout(&"imAdmin".into(), Platform::ADMIN, &options())).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Guarded(openim_api::Refusal::Protected("imAdmin".into())));
    assert!(script.requests.borrow().is_empty());
    now(client.auth().force_logout(&"other".into(), Platform::ADMIN, &options())).unwrap();
    now(client.auth().force_logout(&"imAdmin".into(), Platform::WEB, &options())).unwrap();
    assert_eq!(script.paths().len(), 2);
}

#[test]
fn notification_accounts_are_asked_for_in_the_words_of_the_version() {
    let script = Script::always(|| Reply::data(Value::Null));
    for (block, body) in
        [(ServerBlock::V3_5, json!({"userID": "n", "nickName": "n"})), (ServerBlock::V3_6, json!({"keyword": "n"}))]
    {
        let (client, _) = script.client(block);
        let accounts = client.notification_accounts();
        assert_eq!(now(accounts.search(PAGE, " n ", &options())).unwrap().total, 0);
        let mut sent = script.body(script.paths().len() - 1);
        assert_eq!(
            sent.as_object_mut().unwrap().remove("pagination"),
            Some(json!({"pageNumber": 1, "showNumber": 10}))
        );
        assert_eq!(sent, body);
        let new = NewNotificationAccount { nickname: "N".into(), ..NewNotificationAccount::default() };
        assert_eq!(now(accounts.add(&new, &options())), Ok(None), "v3.5 does not tell the ID");
        let sent = script.body(script.paths().len() - 1);
        assert_eq!(sent, json!({"userID": "", "nickName": "N", "faceURL": "", "appMangerLevel": 3}));
    }
}

#[test]
fn a_notification_account_is_changed_only_in_what_is_given() {
    let script = Script::always(|| Reply::data(json!({"total": 1, "notificationAccounts": [{"userID": "n"}]})));
    let (client, _) = script.client(ServerBlock::Main);
    let accounts = client.notification_accounts();
    let found = now(accounts.search(PAGE, "", &options())).unwrap().items.remove(0);
    now(accounts.update(&found, "", "", &options())).unwrap();
    assert_eq!(script.paths().len(), 1);
    now(accounts.update(&found, "New", "", &options())).unwrap();
    assert_eq!(script.body(1), json!({"userID": "n", "nickName": "New", "faceURL": ""}));
}

#[test]
fn user_commands_are_read_under_both_names() {
    let row = json!({"type": 2, "uuid": "k", "value": "v", "createTime": 1_795_446_137});
    for key in ["KVArray", "CommandResp"] {
        let row = row.clone();
        let script = Script::always(move || Reply::data(json!({key: [row]})));
        let (client, _) = script.client(ServerBlock::V3_5);
        let found = now(client.user_commands().list(&"a".into(), 2, &options())).unwrap();
        assert_eq!((found[0].kind, &*found[0].value, &*found[0].ex), (2, "v", ""));
        assert_eq!(found[0].create_time_millis, Some(1_795_446_137_000));
    }
}

#[test]
fn the_configuration_of_all_users_is_that_of_nobody() {
    let script = Script::always(|| Reply::data(Value::Null));
    let (client, _) = script.client(ServerBlock::Main);
    let config = client.client_config();
    now(config.set(None, &[("theme".into(), "dark".into())], &options())).unwrap();
    now(config.delete(Some(&"ann".into()), &["theme".into(), "lang".into()], &options())).unwrap();
    now(config.list(PAGE, None, "theme", &options())).unwrap();
    assert_eq!(script.body(0), json!({"userID": "", "configs": {"theme": "dark"}}));
    assert_eq!(script.body(1), json!({"userID": "ann", "keys": ["theme", "lang"]}));
    let pagination = json!({"pageNumber": 1, "showNumber": 10});
    assert_eq!(script.body(2), json!({"userID": "", "key": "theme", "pagination": pagination}));
}
