//! Every recorded answer of real servers about single users, through the client, to the outcome it has to have.
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
    ApiError, CallOptions, Client, NewNotificationAccount, Platform, Secret, ServerBlock, User, UserChange, UserId,
};
use serde_json::Value;
use support::recorded::{Exchange, PAGE, exchanges, id, text};
use support::{Reply, SECRET, START, now};

fn platforms(row: &Value) -> Vec<Platform> {
    let ids = row["platformIDs"].as_array().cloned().unwrap_or_default();
    ids.iter().map(|id| Platform::from_id(i32::try_from(id.as_i64().unwrap()).unwrap())).collect()
}

fn platform(row: &Value) -> Platform {
    match row["platformID"].as_i64() {
        Some(id) => Platform::from_id(i32::try_from(id).unwrap()),
        None => Platform::from_name(text(row, "platform")),
    }
}

fn is_online(row: &Value) -> bool {
    row["status"] == 1 || row["status"] == "online"
}

/// Those of the answer, or somebody, in another order than theirs.
fn asked(rows: &[Value]) -> Vec<UserId> {
    let mut ids: Vec<UserId> = rows.iter().map(|row| id(row, "userID")).collect();
    ids.reverse();
    if ids.is_empty() { vec!["x".into()] } else { ids }
}

/// Makes the call that the exchange is about, and holds a success to the recorded data.
fn call(exchange: &Exchange, client: &Client, options: &CallOptions) -> Result<(), ApiError> {
    let (a, name, data) = (UserId::from("a"), &exchange.name, exchange.data());
    let users = client.users();
    match exchange.path.as_str() {
        "/auth/force_logout" => now(client.auth().force_logout(&a, Platform::WEB, options))?,
        "/auth/get_user_token" => {
            // v3.4 does not have it, and the client knows.
            let client = client.with_block(exchange.block.max(ServerBlock::V3_6));
            let issued = now(client.auth().user_token(&a, Platform::WEB, None, options))?;
            assert_eq!(issued.token.expose(), text(&data, "token"), "{name}");
            let seconds = (issued.expires_at_millis - START) / 1000;
            assert_eq!(Some(seconds), data["expireTimeSeconds"].as_i64(), "{name}");
        }
        "/user/update_user_info" | "/user/update_user_info_ex" => {
            let is_new = exchange.path.ends_with("_ex");
            let client = client.with_block(if is_new { ServerBlock::V3_7 } else { ServerBlock::V3_4 });
            let change = UserChange { nickname: Some("Ann".into()), ..UserChange::default() };
            now(client.users().update(&User::default(), &change, options))?;
        }
        "/user/set_global_msg_recv_opt" => now(users.set_global_recv_opt(&a, 1, options))?,
        "/user/get_all_users_uid" => {
            let listing = now(users.all_ids(PAGE, options))?;
            let ids: Vec<UserId> = exchange.rows("userIDs").iter().map(|id| id.as_str().unwrap().into()).collect();
            let least = i64::try_from(ids.len()).unwrap();
            assert_eq!((listing.total, listing.items), (data["total"].as_i64().unwrap().max(least), ids), "{name}");
        }
        "/user/get_users_online_status" => {
            let rows = data.as_array().cloned().unwrap_or_default();
            let found = now(users.online_status(&asked(&rows), options))?;
            for one in &found {
                // Null means that nobody is online: who was asked for is there all the same.
                let Some(row) = rows.iter().find(|row| id(row, "userID") == one.user_id) else {
                    assert!(rows.is_empty() && !one.is_online && one.connections.is_empty(), "{name}");
                    continue;
                };
                assert_eq!(one.is_online, is_online(row), "{name}");
                let connections = row["detailPlatformStatus"].as_array().cloned().unwrap_or_default();
                assert_eq!(one.connections.len(), connections.len(), "{name}");
                for (connection, row) in one.connections.iter().zip(&connections) {
                    assert_eq!((connection.platform, &*connection.id), (platform(row), text(row, "connID")), "{name}");
                    assert_ne!(connection.platform, Platform::UNKNOWN, "{name}");
                    assert_eq!(connection.is_background, row["isBackground"] == true, "{name}");
                }
            }
            assert!(!format!("{found:?}").contains("eyJ"), "{name}");
        }
        "/user/get_users_online_token_detail" => {
            let rows = data.as_array().cloned().unwrap_or_default();
            let found = now(users.online_token_detail(&asked(&rows), options))?;
            assert_eq!(found.len(), rows.len(), "{name}");
            for (one, row) in found.iter().zip(&rows) {
                assert_eq!(one.user_id, id(row, "userID"), "{name}");
                let of = |row: &Value| (platform(row), row["total"].as_i64().unwrap());
                let counts: Vec<_> = row["singlePlatformToken"].as_array().unwrap().iter().map(of).collect();
                assert_eq!(one.platforms, counts, "{name}");
            }
            assert!(!format!("{found:?}").contains("eyJ"), "{name}");
        }
        "/user/get_users_status" => {
            let rows = exchange.rows("statusList");
            let ids = asked(&rows);
            let found = now(users.presence(&ids, options))?;
            for (one, row) in found.iter().zip(rows.iter().rev()) {
                assert_eq!((&one.user_id, one.is_online), (&id(row, "userID"), is_online(row)), "{name}");
                assert_eq!(one.platforms, platforms(row), "{name}");
            }
        }
        "/user/subscribe_users_status" | "/user/get_subscribe_users_status" => {
            let found = if exchange.path.ends_with("get_subscribe_users_status") {
                now(users.subscribed(&a, options))?
            } else {
                now(users.subscribe(&a, &["b".into()], true, options))?
            };
            let rows = exchange.rows("statusList");
            assert_eq!(found.len(), rows.len(), "{name}");
            for (one, row) in found.iter().zip(&rows) {
                assert_eq!((&one.user_id, one.is_online), (&id(row, "userID"), is_online(row)), "{name}");
            }
        }
        _ => extras(exchange, client, options)?,
    }
    Ok(())
}

fn extras(exchange: &Exchange, client: &Client, options: &CallOptions) -> Result<(), ApiError> {
    let (a, name, data) = (UserId::from("a"), &exchange.name, exchange.data());
    let (accounts, commands, config) = (client.notification_accounts(), client.user_commands(), client.client_config());
    match exchange.path.as_str() {
        "/user/process_user_command_add" => now(commands.add(&a, 1, "k", "v", options))?,
        "/user/process_user_command_update" => now(commands.update(&a, 1, "k", "v", options))?,
        "/user/process_user_command_delete" => now(commands.delete(&a, 1, "k", options))?,
        "/user/process_user_command_get" | "/user/process_user_command_get_all" => {
            let found = if exchange.path.ends_with("_all") {
                now(commands.list_all(&a, options))?
            } else {
                now(commands.list(&a, 1, options))?
            };
            let rows = exchange.rows("CommandResp");
            assert_eq!(found.len(), rows.len(), "{name}");
            for (one, row) in found.iter().zip(&rows) {
                assert_eq!(Some(i64::from(one.kind)), row["type"].as_i64(), "{name}");
                assert_eq!(
                    (&*one.uuid, &*one.value, &*one.ex),
                    (text(row, "uuid"), text(row, "value"), text(row, "ex"))
                );
                assert_eq!(one.create_time_millis, row["createTime"].as_i64().map(|seconds| seconds * 1000), "{name}");
            }
        }
        "/user/add_notification_account" => {
            let new = NewNotificationAccount { user_id: a, nickname: "N".into(), face_url: "x".into(), robot: false };
            let made = now(accounts.add(&new, options))?.unwrap();
            assert_eq!(*made.user_id(), id(&data, "userID"), "{name}");
            assert_eq!((&*made.nickname, &*made.face_url), (text(&data, "nickName"), text(&data, "faceURL")), "{name}");
            assert_eq!(made.app_manger_level.map(i64::from), data["appMangerLevel"].as_i64(), "{name}");
        }
        "/user/search_notification_account" => {
            let listing = now(accounts.search(PAGE, "x", options))?;
            let rows = exchange.rows("notificationAccounts");
            assert_eq!(Some(listing.total), data["total"].as_i64(), "{name}");
            assert_eq!(listing.items.len(), rows.len(), "{name}");
            for (one, row) in listing.items.iter().zip(&rows) {
                assert_eq!((one.user_id(), &*one.nickname), (&id(row, "userID"), text(row, "nickName")), "{name}");
                assert_eq!(one.app_manger_level.is_some(), exchange.block >= ServerBlock::V3_8_3, "{name}");
            }
        }
        "/user/update_notification_account" => {
            let found = now(accounts.search(PAGE, "n", options))?;
            now(accounts.update(&found.items[0], "N", "", options))?;
        }
        "/user/set_user_client_config" => now(config.set(None, &[("k".into(), "v".into())], options))?,
        "/user/del_user_client_config" => now(config.delete(None, &["k".into()], options))?,
        "/user/get_user_client_config" => {
            let found = now(config.get(Some(&a), options))?;
            let mut expected: Vec<(String, String)> = data["configs"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(key, value)| (key.clone(), value.as_str().unwrap().to_owned()))
                .collect();
            expected.sort();
            assert_eq!(found, expected, "{name}");
        }
        "/user/page_user_client_config" => {
            let listing = now(config.list(PAGE, None, "", options))?;
            let rows = exchange.rows("configs");
            assert_eq!(Some(listing.total), data["total"].as_i64(), "{name}");
            assert_eq!(listing.items.len(), rows.len(), "{name}");
            for (one, row) in listing.items.iter().zip(&rows) {
                assert_eq!((&*one.key, &*one.value), (text(row, "key"), text(row, "value")), "{name}");
                assert_eq!(one.user_id.as_ref().map_or("", |id| id.as_str()), text(row, "userID"), "{name}");
            }
        }
        other => panic!("{other} is no call of this crate"),
    }
    Ok(())
}

#[test]
fn every_recorded_answer_has_the_outcome_it_must_have() {
    for exchange in exchanges("users", [70, 108, 111, 102]) {
        exchange.play(
            |client, options| call(&exchange, client, options),
            // Before a notification account is changed, it is found.
            |_| Some(Reply::data(serde_json::json!({"notificationAccounts": [{"userID": "n"}]}))),
        );
    }
}

#[test]
fn without_the_secret_the_oldest_servers_are_not_asked_for_a_token() {
    let script =
        support::Script::always(|| Reply::data(serde_json::json!({"token": support::JWT, "expireTimeSeconds": 9})));
    let (client, _) = script.client(ServerBlock::V3_5);
    let (user, options) = (UserId::from("ann"), CallOptions::default());
    for secret in [None, Some(Secret::new(""))] {
        let error = now(client.auth().user_token(&user, Platform::WEB, secret.as_ref(), &options)).unwrap_err();
        assert_eq!(error.kind, openim_api::ErrorKind::SecretNeeded);
    }
    now(client.auth().user_token(&user, Platform::WEB, Some(&Secret::new(SECRET)), &options)).unwrap();
    let expected = serde_json::json!({"secret": SECRET, "platformID": 5, "userID": "ann"});
    assert_eq!((script.paths(), script.body(0)), (vec!["/auth/user_token".to_owned()], expected));
    let newer = client.with_block(ServerBlock::V3_6).with_token(support::token());
    now(newer.auth().user_token(&user, Platform::IOS, Some(&Secret::new(SECRET)), &options)).unwrap();
    assert_eq!(script.body(1), serde_json::json!({"platformID": 1, "userID": "ann"}), "the secret is not needed");
}
