//! Whatever arrives at whichever route, the sandbox answers: no body, path, header or token makes it panic, and every envelope is
//! one. Bodies are made from nothing, and from recorded requests in which one thing is odd: those get further.
#![cfg(test)]

mod support;

use std::sync::LazyLock;

use openim_sandbox::{Options, Server};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};
use support::{Answer, Bench, NOW};

/// Names that handlers look for.
const KEYS: &[&str] = &[
    "adminUserIDs",
    "appManagerLevel",
    "appMangerLevel",
    "ase",
    "blackUserID",
    "checkUserIDs",
    "configName",
    "configs",
    "content",
    "contentType",
    "conversation",
    "conversationID",
    "conversationIDs",
    "conversationType",
    "createTime",
    "deleteMember",
    "deleteSyncOpt",
    "end",
    "endTime",
    "ex",
    "faceURL",
    "filter",
    "friendUserID",
    "friendUserIDs",
    "fromUserID",
    "globalRecvMsgOpt",
    "groupID",
    "groupIDs",
    "groupInfo",
    "groupInfoForSet",
    "groupName",
    "groupType",
    "handleMsg",
    "handleResult",
    "handleResults",
    "handledMsg",
    "hasReadSeq",
    "idHash",
    "invitedUserIDs",
    "inviterUserID",
    "isPinned",
    "isSendAll",
    "joinSource",
    "key",
    "keys",
    "keyword",
    "kickedUserIDs",
    "logIDs",
    "memberUserIDs",
    "members",
    "mutedSeconds",
    "needVerification",
    "newOwnerUserID",
    "nickName",
    "nickname",
    "notification",
    "offlinePushInfo",
    "oldOwnerUserID",
    "order",
    "ownerUserID",
    "pageNumber",
    "pagination",
    "platform",
    "platformID",
    "platformIDs",
    "reason",
    "recvID",
    "recvIDs",
    "recvMsgOpt",
    "remark",
    "reqList",
    "reqMsg",
    "roleLevel",
    "secret",
    "sendID",
    "sendTime",
    "senderPlatformID",
    "seq",
    "seqs",
    "seqRanges",
    "sessionType",
    "showNumber",
    "start",
    "startTime",
    "time",
    "toUserID",
    "token",
    "type",
    "userID",
    "userID1",
    "userID2",
    "userIDs",
    "userInfo",
    "users",
    "uuid",
    "value",
    "version",
];

/// Users and groups that a small population has, and what their conversations are called.
const KNOWN: &[&str] = &[
    "openIM123",
    "imAdmin",
    "openIM123456",
    "mallory",
    "bidi",
    "path_slash",
    "a/b",
    "zerowidth",
    "path_query",
    "room/42 #1?",
    "sg_room/42 #1?",
    "si_bidi_mallory",
    "sn_imAdmin_mallory",
    "2026-11-20",
    "\\Q(\\E[a{9999}",
    "share.yml",
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
        Just(json!(100)),
        Just(json!(101)),
        Just(json!(NOW)),
        Just(json!(2_147_483_647)),
        Just(json!(-2_147_483_648_i64)),
        Just(json!(i64::MAX)),
        Just(json!(u64::MAX)),
        Just(json!(1.5)),
        any::<i64>().prop_map(Value::from),
    ];
    let text = prop_oneof![
        4 => prop::sample::select(KNOWN.to_vec()).prop_map(Value::from),
        2 => Just(json!("")),
        1 => "\\PC{0,12}".prop_map(Value::from),
        1 => any::<String>().prop_map(Value::from),
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

/// The requests of the recorded scenarios, by version: path and body.
static RECORDED: LazyLock<Vec<(Server, Requests)>> =
    LazyLock::new(|| Server::ALL.map(|server| (server, recorded(server))).into());

type Requests = Vec<(String, Value)>;

fn recorded(server: Server) -> Requests {
    let text = match server {
        Server::V34 => include_str!("scenarios/v3.4.json"),
        Server::V37 => include_str!("scenarios/v3.7.json"),
        Server::V383 => include_str!("scenarios/v3.8.3.json"),
        Server::Main => include_str!("scenarios/main.json"),
    };
    let scenario: Value = serde_json::from_str(text).unwrap();
    let steps = scenario["steps"].as_array().unwrap().iter().map(|step| &step["request"]);
    steps
        .filter(|request| request["body"].is_object())
        .map(|request| (request["path"].as_str().unwrap().to_owned(), request["body"].clone()))
        .collect()
}

/// Puts `odd` into `value`, at a place that `way` leads to.
fn spoil(value: &mut Value, way: &[Index], odd: Value) {
    let (first, rest) = match way {
        [] => return *value = odd,
        [first, rest @ ..] => (first, rest),
    };
    let inner = match value {
        Value::Object(map) if !map.is_empty() => {
            let at = first.index(map.len());
            map.values_mut().nth(at)
        }
        Value::Array(items) if !items.is_empty() => {
            let at = first.index(items.len());
            items.get_mut(at)
        }
        _ => None,
    };
    match inner {
        Some(inner) => spoil(inner, rest, odd),
        None => *value = odd,
    }
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
        calls in prop::collection::vec((any::<Index>(), odd_json()), 1..8),
    ) {
        let bench = Bench::new(Options { server, users: 12, ..Options::default() });
        let admin = bench.admin(server);
        let paths = server.paths();
        for (path, body) in calls {
            is_sound(&bench.post(&paths[path.index(paths.len())], &admin, &body));
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
        path in any::<Index>(),
        body in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            // Escapes, halves of surrogates, deep nesting, cut documents.
            "[\\[{\"\\\\u dD0-9a-f:,}\\]]{0,200}".prop_map(String::into_bytes),
            (0_usize..5000).prop_map(|depth| "[".repeat(depth).into_bytes()),
        ],
    ) {
        let bench = Bench::new(Options { server, users: 3, ..Options::default() });
        let admin = bench.admin(server);
        let paths = server.paths();
        is_sound(&bench.post_text(&paths[path.index(paths.len())], &admin, body));
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

proptest! {
    // Each case is a dozen calls.
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_recorded_request_with_something_odd_in_it_makes_the_sandbox_panic(
        server in server(),
        calls in prop::collection::vec((any::<Index>(), prop::collection::vec(any::<Index>(), 0..4), odd_json()), 1..24),
    ) {
        let bench = Bench::new(Options { server, users: 12, ..Options::default() });
        let admin = bench.admin(server);
        // The people and the group of the scenario.
        let users: Vec<Value> =
            ["alice", "bob", "carol", "dave"].iter().map(|id| json!({"userID": id, "nickname": id})).collect();
        bench.register(&admin, &json!(users));
        let group = json!({"groupID": "g_team", "groupName": "Team", "groupType": 2});
        let members = json!({"ownerUserID": "alice", "memberUserIDs": ["bob", "carol"], "groupInfo": group});
        bench.post("/group/create_group", &admin, &members);
        let (_, recorded) = RECORDED.iter().find(|(of, _)| *of == server).unwrap();
        for (request, way, odd) in calls {
            let (path, body) = request.get(recorded);
            let mut body = body.clone();
            spoil(&mut body, &way, odd);
            is_sound(&bench.post(path, &admin, &body));
        }
    }
}
