//! Calls by hand: each known route can be called, has an example with the fields that the client itself sends, and is guarded and masked as
//! any other.
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

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use openim_api::by_hand::{Danger, LEFT_OUT, routes};
use openim_api::{CallOptions, Effect, ErrorKind, Pattern, Refusal, Route, Rules, ServerBlock, UserId};
use serde_json::{Value, json};
use support::every_call::every_call;
use support::{JWT, Reply, SECRET, Script, now, token};

/// What the console offers to begin with: a line for each route, its path and a body.
const EXAMPLES: &str = include_str!("../../../src/pages/api/examples.txt");

fn examples() -> BTreeMap<&'static str, Value> {
    let read = |line: &'static str| {
        let (path, body) = line.split_once(' ').unwrap();
        (path, serde_json::from_str(body).unwrap_or_else(|error| panic!("{path}: {error}")))
    };
    EXAMPLES.lines().map(read).collect()
}

fn route(path: &str) -> &'static Route {
    routes().find(|route| route.path == path).unwrap()
}

/// The bodies that the typed methods send about this user, by path; of the newest versions that have the route, all that differ.
fn sent(user: &UserId) -> BTreeMap<String, Vec<Value>> {
    let mut bodies = BTreeMap::<String, (ServerBlock, Vec<Value>)>::new();
    for block in ServerBlock::ALL {
        for (_, call) in every_call().into_iter().filter(|(name, _)| *name != "probe") {
            let id = user.as_str().to_owned();
            let script = Script::new(move |_| {
                let row = json!({"userID": id, "accountStatus": 1});
                Reply::data(json!({
                    "token": JWT, "expireTimeSeconds": 60, "serverTime": 1, "userID": id, "notificationAccounts": [row],
                    "users": [row], "usersInfo": [row], "results": [row],
                }))
            });
            call(&script.client(block).0.with_token(token()), user);
            for request in script.requests.borrow().iter().filter(|request| request.body.is_some()) {
                let path = request.url.replace("http://im.test", "");
                let body: Value = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
                let (newest, kept) = bodies.entry(path).or_insert_with(|| (block, Vec::new()));
                if *newest != block {
                    (*newest, *kept) = (block, Vec::new());
                }
                if !kept.contains(&body) {
                    kept.push(body);
                }
            }
        }
    }
    bodies.into_iter().map(|(path, (_, bodies))| (path, bodies)).collect()
}

/// The names of all fields, with their places.
fn fields(value: &Value, place: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let place = format!("{place}.{key}");
                fields(value, &place, found);
                found.insert(place);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| fields(item, &format!("{place}[]"), found)),
        _ => {}
    }
}

fn fields_of(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    fields(value, "", &mut found);
    found
}

#[test]
fn every_route_that_the_client_calls_can_be_called_by_hand_unless_it_is_left_out() {
    let called: BTreeSet<String> = sent(&"ann".into()).into_keys().collect();
    let mut known: BTreeSet<String> = routes().map(|route| route.path.to_owned()).collect();
    assert_eq!(known.len(), routes().count(), "a path is listed twice");
    assert!(known.len() > 100, "{}", known.len());
    for path in LEFT_OUT {
        assert!(known.insert(path.to_owned()), "{path} is offered");
    }
    assert_eq!(known, called);
}

#[test]
fn every_route_has_an_example_with_fields_that_the_client_sends() {
    let (examples, sent) = (examples(), sent(&"ann".into()));
    let known: BTreeSet<&str> = routes().map(|route| route.path).collect();
    assert_eq!(examples.keys().copied().collect::<BTreeSet<_>>(), known);
    assert_eq!(EXAMPLES.lines().count(), known.len());
    for (path, example) in &examples {
        let bodies = &sent[*path];
        let fits = bodies.iter().any(|body| fields_of(body) == fields_of(example));
        assert!(fits, "{path}: {example}\nis sent as {}", json!(bodies));
        assert!(example.is_object() && Danger::of(route(path), example).is_none(), "{path}");
        assert!(!EXAMPLES.contains("eyJ") && !EXAMPLES.contains(SECRET));
    }
}

fn guarded(script: &Rc<Script>, rules: Rules) -> openim_api::Client {
    script.client(ServerBlock::Main).0.with_token(token()).with_guard(Rc::new(rules))
}

fn protecting(pattern: &str) -> Rules {
    Rules { read_only: false, protected: vec![Pattern::new(pattern)] }
}

/// Answers a question for a group with one of this owner.
fn with_group(owner: &'static str) -> Rc<Script> {
    Script::new(move |_| Reply::data(json!({"groupInfos": [{"groupID": "group1", "ownerUserID": owner}]})))
}

#[test]
fn a_console_that_only_reads_sends_by_hand_what_reads_and_nothing_else() {
    for (path, example) in examples() {
        let script = with_group("bob");
        let client = guarded(&script, Rules { read_only: true, protected: vec![] });
        let outcome = now(client.call_by_hand(route(path), &example, &CallOptions::default()));
        if route(path).effect == Effect::Reads {
            assert!(outcome.is_ok(), "{path}");
            assert_eq!(script.paths(), [path]);
        } else {
            assert_eq!(outcome.unwrap_err().kind, ErrorKind::Guarded(Refusal::ReadOnly), "{path}");
            assert!(script.requests.borrow().is_empty(), "{path}");
        }
    }
}

#[test]
fn nobody_protected_is_touched_by_hand_wherever_the_body_names_them() {
    let sent = sent(&"ann".into());
    for route in routes().filter(|route| route.effect != Effect::Reads) {
        for body in sent[route.path].iter().filter(|body| body.to_string().contains("\"ann\"")) {
            let script = with_group("bob");
            let error = now(guarded(&script, protecting("a*n")).call_by_hand(route, body, &CallOptions::default()));
            let expected = ErrorKind::Guarded(Refusal::Protected("ann".into()));
            assert_eq!(error.unwrap_err().kind, expected, "{}", route.path);
            assert!(script.requests.borrow().is_empty(), "{}", route.path);
        }
    }
    // In a place of its own, as a key, under a name in other letters.
    for body in [json!({"a": [{"b": "ann"}]}), json!({"a": {"ann": 1}}), json!({"USERID": "ann"})] {
        let script = with_group("bob");
        let client = guarded(&script, protecting("ann"));
        let error = now(client.call_by_hand(route("/group/kick_group"), &body, &CallOptions::default())).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Guarded(Refusal::Protected("ann".into())), "{body}");
    }
}

#[test]
fn a_group_is_not_taken_by_hand_from_an_owner_who_is_protected() {
    for path in ["/group/dismiss_group", "/group/transfer_group"] {
        for key in ["groupID", "groupid"] {
            let body = json!({key: "group1", "newOwnerUserID": "carl"});
            let script = with_group("ann");
            let error =
                now(guarded(&script, protecting("ann")).call_by_hand(route(path), &body, &CallOptions::default()));
            assert_eq!(error.unwrap_err().kind, ErrorKind::Guarded(Refusal::Protected("ann".into())), "{path}");
            assert_eq!(script.paths(), ["/group/get_groups_info"]);
            let free = with_group("bob");
            now(guarded(&free, protecting("ann")).call_by_hand(route(path), &body, &CallOptions::default())).unwrap();
            assert_eq!(free.paths(), ["/group/get_groups_info", path]);
        }
    }
}

#[test]
fn the_administrator_is_not_logged_out_by_its_own_hand() {
    let script = with_group("bob");
    let body = json!({"userID": "imAdmin", "platformID": 5});
    let client = guarded(&script, Rules::default());
    let error = now(client.call_by_hand(route("/auth/force_logout"), &body, &CallOptions::default())).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Guarded(Refusal::Protected(UserId::from("imAdmin"))));
}

#[test]
fn the_whole_answer_is_there_and_no_secret_is_in_it_nor_in_the_log() {
    let long = "x".repeat(40_000);
    let reply = long.clone();
    let script = Script::new(move |_| {
        Reply::data(json!({"rows": [reply], "adminToken": "opaque", "said": format!("{SECRET} {JWT} hidden-one")}))
    });
    let (client, heard) = script.client(ServerBlock::Main);
    let body = json!({"userIDs": ["a"], "Secret": SECRET, "deep": {"accessToken": "hidden-one"}});
    let answer =
        now(client.with_token(token()).call_by_hand(route("/user/get_users_info"), &body, &CallOptions::default()));
    let answer = answer.unwrap();
    assert!(answer.body.contains(&long) && answer.body.contains("errCode"));
    let kept = heard.0.borrow();
    assert_eq!(kept[0].operation_id, answer.operation_id);
    for text in [&answer.body, &kept[0].request_body, &kept[0].response_body] {
        for secret in [SECRET, "eyJ", "opaque", "hidden-one"] {
            assert!(!text.contains(secret), "{secret}");
        }
    }
    // What is sent is what was written.
    assert_eq!(script.body(0), body);
}

#[test]
fn a_refusal_is_told_as_any_other_and_what_the_server_repeats_is_masked() {
    let script = Script::always(|| Reply::refusal(1001, "ArgsError", &format!("bad value {SECRET}")));
    let (client, heard) = script.client(ServerBlock::Main);
    let body = json!({"SECRET": SECRET});
    let error = now(client.call_by_hand(route("/user/get_users"), &body, &CallOptions::default())).unwrap_err();
    assert_eq!((error.err_code(), error.path), (Some(1001), "/user/get_users"));
    assert!(!format!("{error:?} {:?}", heard.0.borrow()).contains(SECRET));
}

#[test]
fn what_may_end_a_service_or_reach_everybody_is_known_beforehand() {
    let page = json!({"pageNumber": 1, "showNumber": 10});
    for (path, body, danger) in [
        ("/msg/search_msg", json!({"sendID": "ann", "pagination": page}), None),
        ("/msg/search_msg", json!({"SENDID": "ann", "Pagination": {"PageNumber": 1, "shownumber": 500}}), None),
        ("/msg/search_msg", json!({"sessionType": 1, "pagination": page}), None),
        ("/msg/search_msg", json!({}), Some(Danger::EndsService)),
        ("/msg/search_msg", json!({"sendID": "", "contentType": 0, "pagination": page}), Some(Danger::EndsService)),
        (
            "/msg/search_msg",
            json!({"sendID": "ann", "pagination": {"pageNumber": 1, "showNumber": 501}}),
            Some(Danger::EndsService),
        ),
        (
            "/msg/search_msg",
            json!({"sendID": "ann", "pagination": {"pageNumber": 9_000_000, "showNumber": 1}}),
            Some(Danger::EndsService),
        ),
        (
            "/msg/search_msg",
            json!({"sendID": "ann", "pagination": {"pageNumber": -1, "showNumber": 1}}),
            Some(Danger::EndsService),
        ),
        ("/msg/batch_send_msg", json!({"isSendAll": false}), None),
        ("/msg/batch_send_msg", json!({"issendall": true}), Some(Danger::ReachesEverybody)),
        ("/msg/batch_send_msg", json!({"isSendAll": false, "issendall": true}), Some(Danger::ReachesEverybody)),
        ("/user/set_user_client_config", json!({"userID": "ann"}), None),
        ("/user/set_user_client_config", json!({"configs": {}}), Some(Danger::ReachesEverybody)),
        ("/user/get_users", json!({}), None),
    ] {
        assert_eq!(Danger::of(route(path), &body), danger, "{path} {body}");
    }
}
