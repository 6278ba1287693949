//! Whatever a server sends, however broken or big: reading it ends in an answer or an error, and never in a panic.
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

use std::fs;
use std::path::Path;

use openim_api::{BaseUrl, CallOptions, ErrorKind, ServerBlock, Token, escape_regex, peek_token};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use support::every_call::{Call, every_call};
use support::{JWT, Reply, SECRET, START, Script, any_json, now, token};

/// A few of the calls, other ones in each case.
fn some_calls(at: Index) -> Vec<(&'static str, Call)> {
    let calls = every_call();
    (0..10).map(|step| calls[(at.index(calls.len()) + step) % calls.len()]).collect()
}

/// For what is at work before the readers: that is alike for all calls.
fn few_calls() -> Vec<(&'static str, Call)> {
    let calls: Vec<_> =
        every_call().into_iter().filter(|(name, _)| ["list", "infos", "groups.list"].contains(name)).collect();
    assert_eq!(calls.len(), 3);
    calls
}

fn call_some(at: Index, status: u16, body: &str) {
    call_these(&some_calls(at), &[ServerBlock::V3_4, ServerBlock::V3_8_3], status, body);
}

fn call_these(calls: &[(&'static str, Call)], blocks: &[ServerBlock], status: u16, body: &str) {
    for block in blocks.iter().copied() {
        let body = body.to_owned();
        let script = Script::always(move || Reply::Http(status, body.clone()));
        let (client, heard) = script.client(block);
        let client = client.with_token(token());
        for error in calls.iter().filter_map(|(_, call)| call(&client, &"a".into())) {
            match &error.kind {
                ErrorKind::Refused { detail, .. } => {
                    let detail = detail.text();
                    let is_shown = detail.chars().count() <= 200 && !detail.contains(" | ->") && !detail.contains('\n');
                    assert!(is_shown, "{detail}");
                }
                ErrorKind::Decode { excerpt, .. } => assert!(excerpt.len() < 100, "{excerpt}"),
                _ => {}
            }
        }
        let records = heard.0.borrow();
        assert_eq!(records.len(), script.requests.borrow().len());
        assert!(records.iter().all(|record| {
            let told = format!("{record:?}");
            !told.contains(JWT) && !told.contains(SECRET)
        }));
    }
}

fn envelope(data: &str) -> String {
    format!(r#"{{"errCode":0,"errMsg":"","errDlt":"","data":{data}}}"#)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics(at in any::<Index>(), status in 100_u16..600, body in any::<String>()) {
        call_some(at, status, &body);
    }

    #[test]
    fn no_bytes_panic(at in any::<Index>(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        // What a transport makes of bytes that are no UTF-8.
        call_some(at, 200, &String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_json_of_any_shape_panics(at in any::<Index>(), value in any_json()) {
        call_some(at, 200, &value.to_string());
        call_some(at, 200, &envelope(&value.to_string()));
    }

    #[test]
    fn no_cut_panics(at in any::<Index>(), value in any_json(), part in 0.0..1.0_f64) {
        let whole = envelope(&value.to_string());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "small and positive")]
        let end = whole.floor_char_boundary((whole.len() as f64 * part) as usize);
        call_some(at, 200, &whole[..end]);
    }

    #[test]
    fn no_number_panics(at in any::<Index>(), digits in "-?[0-9]{1,400}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,6})?", quote in "\"?") {
        let number = format!("{quote}{digits}{quote}");
        let row = format!(r#"{{"userID":{number},"createTime":{number},"appMangerLevel":{number},"accountStatus":{number},
            "status":{number},"platformIDs":[{number}],"groupID":{number},"memberCount":{number},"roleLevel":{number},"muteEndTime":{number},
            "groupMemberListHash":{number},"handleResult":{number},"reqTime":{number},"count":{number}}}"#);
        call_some(at, 200, &envelope(&format!(
            r#"{{"total":{number},"users":[{row}],"usersInfo":[{row}],"results":[{row}],"statusList":[{row}],
            "groups":[{row}],"groupInfos":[{row}],"groupAbstractInfos":[{row}],"members":[{row}],"groupRequests":[{row}],"before":{number},
            "count":{{"2026-11-23":{number}}},"dateCount":{{"{digits}":{number}}},"insert":[{row}],"version":{number},"serverTime":{number},"token":{number},
            "userID":{number},"platformID":{number},"expireTimeSeconds":{number}}}"#
        )));
        call_some(at, 200, &format!(r#"{{"errCode":{number},"errMsg":{number},"errDlt":{number}}}"#));
    }

    #[test]
    fn no_refusal_panics(at in any::<Index>(), code in any::<i64>(), msg in ".*", dlt in "(Error: |: |@1: |1001 ArgsError|\\| -> |[a-z字\\n\\\\\" ]){0,60}") {
        call_some(at, 200, &json!({"errCode": code, "errMsg": msg, "errDlt": format!("{dlt}{JWT}{msg}")}).to_string());
    }

    #[test]
    fn no_text_panics_the_small_readers(text in any::<String>()) {
        let _ = peek_token(&Token::new(text.clone()));
        let _ = peek_token(&Token::new(format!("a.{text}.c")));
    }

    #[test]
    fn no_address_panics_and_what_is_read_reads_back_as_itself(
        scheme in "(https?://|HTTP://|//|javascript:|[a-z]{1,4}://)?",
        text in "([a-z0-9.:@\\[\\]/%_é字 ?#-]{0,40}|.*)",
    ) {
        if let Ok(url) = BaseUrl::parse(&format!("{scheme}{text}")) {
            prop_assert!(url.origin().starts_with("http://") || url.origin().starts_with("https://"));
            prop_assert!(!url.as_str().ends_with('/') && url.as_str().matches("//").count() == 1, "{}", url);
            prop_assert!(!url.as_str().contains(['?', '#', '\\', ' ']) && !url.origin().contains('@'), "{}", url);
            prop_assert_eq!(BaseUrl::parse(url.as_str()), Ok(url));
        }
    }

    #[test]
    fn operation_ids_are_ascii_unique_and_sorted_whatever_the_clock_does(
        steps in prop::collection::vec(prop_oneof![Just(0), -5_000_i64..5_000, any::<i64>()], 1..60),
    ) {
        let script = Script::always(|| Reply::data(json!({"serverTime": 1})));
        let (client, _) = script.client(ServerBlock::Main);
        // Two clients of one server share the order.
        let clients = [client.with_token(token()), client];
        for (n, step) in steps.iter().enumerate() {
            script.now.set(START.saturating_add(*step));
            now(clients[n % 2].msg().server_time_millis(&CallOptions::default())).unwrap();
        }
        let ids: Vec<_> = (0..steps.len()).map(|n| script.header(n, "operationID").unwrap()).collect();
        prop_assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", ids);
        prop_assert!(ids.iter().all(|id| id.bytes().all(|byte| byte.is_ascii_graphic())));
    }

    #[test]
    fn an_escaped_text_matches_itself_and_nothing_else(text in ".*", other in ".*") {
        let pattern = regex::Regex::new(&format!("(?s)^(?:{})$", escape_regex(&text))).unwrap();
        prop_assert!(pattern.is_match(&text));
        prop_assert_eq!(pattern.is_match(&other), text == other);
    }

    #[test]
    fn each_special_sign_is_taken_literally(text in "[.*+?()\\[\\]{}|^$\\\\\\x00/#\\-ab \n]{0,12}", other in "[.*+?()\\[\\]{}|^$\\\\ab]{0,12}") {
        let pattern = regex::Regex::new(&format!("(?s)^(?:{})$", escape_regex(&text))).unwrap();
        prop_assert!(pattern.is_match(&text));
        prop_assert_eq!(pattern.is_match(&other), text == other);
    }
}

/// The recorded answers of the newest server.
fn recordings() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchanges");
    let files = ["users", "groups", "statistics", "friends"].map(|family| folder.join(family).join("main.json"));
    let cases =
        files.iter().flat_map(|file| serde_json::from_str::<Vec<Value>>(&fs::read_to_string(file).unwrap()).unwrap());
    cases.filter_map(|case| serde_json::from_str(case["body"].as_str().unwrap()).ok()).collect()
}

/// Where something stands in a value.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                places(value, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                places(value, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_answer_with_something_else_in_one_place_panics(which in any::<Index>(), place in any::<Index>(), other in any_json()) {
        let recordings = recordings();
        let mut answer = recordings[which.index(recordings.len())].clone();
        let mut found = Vec::new();
        places(&answer, "", &mut found);
        *answer.pointer_mut(&found[place.index(found.len())]).unwrap() = other;
        call_these(&every_call(), &[ServerBlock::Main], 200, &answer.to_string());
    }
}

#[test]
fn no_depth_overflows_the_stack() {
    for depth in [100, 127, 128, 129, 100_000] {
        for (open, close) in [("[", "]"), (r#"{"users":"#, "}"), (r#"[{"data":"#, "}]")] {
            let deep = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            call_these(&few_calls(), &[ServerBlock::V3_7], 200, &deep);
            call_these(&few_calls(), &[ServerBlock::V3_7], 200, &envelope(&deep));
            // Deep where the masking looks into a text.
            call_these(&few_calls(), &[ServerBlock::V3_7], 200, &envelope(&Value::from(deep).to_string()));
        }
    }
}

#[test]
fn no_size_stops_the_readers() {
    let megabytes = 5 << 20;
    let row = r#"{"userID":"u","nickname":"n","ex":"\u003c"},"#;
    let rows = row.repeat(megabytes / row.len());
    for body in [
        "x".repeat(megabytes),
        "[".repeat(megabytes),
        format!(r#"{{"errCode":1001,"errMsg":"{}","errDlt":""}}"#, "token secret ".repeat(megabytes / 13)),
        envelope(&format!(r#"{{"total":1,"users":[{rows}null]}}"#)),
        envelope(&format!(r#"{{"users":"{}"}}"#, r#"{\"token\":"#.repeat(megabytes / 11))),
    ] {
        call_these(&few_calls(), &[ServerBlock::V3_7], 200, &body);
    }
}
