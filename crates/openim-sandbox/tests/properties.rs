//! Whatever arrives, the sandbox answers: no body, path, header or token makes it panic, and every envelope is one.
#![cfg(test)]

mod support;

use openim_sandbox::{Options, Server};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use support::{Answer, Bench};

const PATHS: &[&str] = &[
    "/auth/user_token",
    "/auth/get_admin_token",
    "/auth/get_user_token",
    "/auth/parse_token",
    "/auth/force_logout",
    "/user/user_register",
    "/user/account_check",
    "/user/get_users",
    "/user/get_users_info",
    "/user/get_all_users_uid",
    "/user/update_user_info",
    "/user/update_user_info_ex",
    "/user/set_global_msg_recv_opt",
    "/user/get_users_online_status",
    "/user/get_users_online_token_detail",
    "/user/get_users_status",
    "/user/add_notification_account",
    "/user/update_notification_account",
    "/user/search_notification_account",
    "/user/get_user_client_config",
    "/user/set_user_client_config",
    "/user/del_user_client_config",
    "/user/page_user_client_config",
    "/msg/get_server_time",
    "/statistics/user/register",
    "/group/get_groups",
    "/no/such/route",
];

const KEYS: &[&str] = &[
    "secret",
    "users",
    "userID",
    "userIDs",
    "nickname",
    "nickName",
    "faceURL",
    "ex",
    "appMangerLevel",
    "appManagerLevel",
    "globalRecvMsgOpt",
    "createTime",
    "platformID",
    "token",
    "checkUserIDs",
    "pagination",
    "pageNumber",
    "showNumber",
    "userInfo",
    "keyword",
    "configs",
    "keys",
    "key",
    "start",
    "end",
];

fn server() -> impl Strategy<Value = Server> {
    prop::sample::select(Server::ALL.to_vec())
}

/// JSON that often has the right keys and seldom the right values.
fn odd_json() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        Just(json!(0)),
        Just(json!(1)),
        Just(json!(-1)),
        Just(json!(10)),
        Just(json!(2_147_483_647)),
        Just(json!(-2_147_483_648_i64)),
        Just(json!(i64::MAX)),
        Just(json!(u64::MAX)),
        Just(json!(1.5)),
        any::<i64>().prop_map(Value::from),
    ];
    let text = prop_oneof![
        Just(json!("openIM123")),
        Just(json!("imAdmin")),
        Just(json!("openIM123456")),
        Just(json!("wei_1")),
        Just(json!("\\Q(\\E[a{9999}")),
        "\\PC{0,12}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let leaf = prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::from), number, text];
    leaf.prop_recursive(4, 48, 6, |inner| {
        let key = prop_oneof![prop::sample::select(KEYS.to_vec()).prop_map(str::to_owned), any::<String>()];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..8).prop_map(|pairs| Value::Object(Map::from_iter(pairs))),
        ]
    })
}

fn is_sound(answer: &Answer) {
    assert!(matches!(answer.status, 200 | 307 | 400 | 404 | 500), "{answer:?}");
    if answer.status == 200 {
        let body = answer.json().unwrap_or_else(|| panic!("{}", answer.text()));
        assert!(body["errCode"].is_i64() && body["errMsg"].is_string() && body["errDlt"].is_string(), "{body}");
    }
    if answer.status == 500 {
        assert_eq!(answer.text(), "");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_json_makes_the_sandbox_panic(
        server in server(),
        calls in prop::collection::vec((prop::sample::select(PATHS.to_vec()), odd_json()), 1..8),
    ) {
        let bench = Bench::new(Options { server, users: 3, ..Options::default() });
        let admin = bench.admin(server);
        for (path, body) in calls {
            is_sound(&bench.post(path, &admin, &body));
        }
        // Whatever was done to it, it still lets its admin in (but for a forced logout, which ends earlier tokens), unless a
        // request has ended the user service of 3.7.
        bench.clock.advance_millis(1000);
        if bench.post("/user/get_users", &admin, &json!({})).code() != Some(14) {
            bench.admin(server);
        }
    }

    #[test]
    fn no_bytes_make_the_sandbox_panic(
        server in server(),
        path in prop::sample::select(PATHS.to_vec()),
        body in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            // Escapes, halves of surrogates, deep nesting, cut documents.
            "[\\[{\"\\\\u dD0-9a-f:,}\\]]{0,200}".prop_map(String::into_bytes),
            (0_usize..5000).prop_map(|depth| "[".repeat(depth).into_bytes()),
        ],
    ) {
        let bench = Bench::new(Options { server, users: 3, ..Options::default() });
        let admin = bench.admin(server);
        is_sound(&bench.post_text(path, &admin, body));
    }

    #[test]
    fn no_header_or_path_makes_the_sandbox_panic(
        server in server(),
        path in "/[a-z/_%0-9]{0,30}",
        operation in "[\\x20-\\x7e\u{80}-\u{2fff}]{0,20}",
        token in "[A-Za-z0-9._=-]{0,80}",
    ) {
        let bench = Bench::new(Options { server, control: true, ..Options::default() });
        let headers = [("operationid".to_owned(), operation), ("token".to_owned(), token.clone())];
        for method in ["GET", "POST", "PUT", "OPTIONS", "HEAD"] {
            let answer = bench.call(method, &path, &headers, "{}");
            prop_assert!(matches!(answer.status, 200 | 301 | 307 | 404), "{answer:?}");
        }
        let parsed = bench.post("/auth/parse_token", "", &json!({"token": token}));
        prop_assert!(parsed.code().is_some_and(|code| code != 0));
        bench.call("POST", "/sandbox/faults", &[], token);
    }
}
