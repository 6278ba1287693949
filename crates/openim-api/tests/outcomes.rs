//! Every way in which a call can end.
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

use openim_api::{ApiError, CallOptions, CancelToken, ErrorClass, ErrorKind, ServerBlock, TransportError};
use serde_json::json;
use support::{Reply, START, Script, now, poll, token};

fn outcome(reply: impl Fn() -> Reply + 'static) -> (Result<i64, ApiError>, Option<i64>) {
    let script = Script::always(reply);
    let (client, heard) = script.client(ServerBlock::Main);
    let result = now(client.with_token(token()).msg().server_time_millis(&CallOptions::default()));
    let records = heard.0.borrow();
    assert_eq!(records.len(), 1, "the observer is told of each call once");
    assert_eq!(records[0].error.as_ref(), result.as_ref().err());
    (result, records[0].err_code)
}

fn failure(reply: impl Fn() -> Reply + 'static) -> ErrorKind {
    let error = outcome(reply).0.unwrap_err();
    assert_eq!(error.path, "/msg/get_server_time");
    assert!(error.carried_token && error.operation_id.is_some());
    error.kind
}

#[test]
fn a_success_is_read_and_told() {
    assert_eq!(outcome(|| Reply::data(json!({"serverTime": 7}))), (Ok(7), Some(0)));
    assert_eq!(outcome(|| Reply::data(json!({"serverTime": "7", "new": []}))).0, Ok(7));
    assert_eq!(
        outcome(|| Reply::Http(200, "\u{feff}{\"errCode\":\"0\",\"data\":{\"serverTime\":7.0}}".into())).0,
        Ok(7)
    );
    assert_eq!(outcome(|| Reply::Http(200, r#"{"errCode":0,"data":{"serverTime":1e999}}"#.into())).0, Ok(i64::MAX));
}

#[test]
fn failures_of_the_network_are_named() {
    assert_eq!(failure(|| Reply::Fail(TransportError::Network("x".into()))), ErrorKind::Network);
    assert_eq!(failure(|| Reply::Fail(TransportError::Redirect)), ErrorKind::RedirectRefused);
    assert_eq!(failure(|| Reply::Fail(TransportError::TooLarge)), ErrorKind::TooLarge);
    assert_eq!(failure(|| Reply::Http(307, String::new())), ErrorKind::RedirectRefused);
}

#[test]
fn a_status_without_envelope_is_told_as_such() {
    for (status, body) in
        [(404, ""), (404, "404 page not found"), (500, ""), (502, "<html>Bad Gateway"), (431, "too long")]
    {
        assert_eq!(failure(move || Reply::Http(status, body.into())), ErrorKind::Http { status }, "{status} {body}");
    }
    // A route that is not there stays that, whatever the body says.
    let refusal = r#"{"errCode":1001,"errMsg":"ArgsError","errDlt":"no route"}"#;
    assert_eq!(failure(|| Reply::Http(404, refusal.into())), ErrorKind::Http { status: 404 });
    assert_eq!(
        failure(|| Reply::Http(404, r#"{"errCode":0,"data":{"serverTime":1}}"#.into())),
        ErrorKind::Http { status: 404 }
    );
    assert_eq!(
        failure(|| Reply::Http(500, r#"{"errCode":0,"data":{"serverTime":1}}"#.into())),
        ErrorKind::Http { status: 500 }
    );
}

#[test]
fn a_success_of_somebody_else_is_no_openim() {
    for body in
        ["", "<!doctype html>", "[]", "null", "\"x\"", r#"{"code":0}"#, r#"{"errCode":null}"#, r#"{"errCode":{}}"#]
    {
        assert_eq!(failure(move || Reply::Http(200, body.into())), ErrorKind::NotOpenIm { status: 200 }, "{body}");
    }
}

#[test]
fn an_answer_that_cannot_be_read_tells_where() {
    for (data, json_path, excerpt) in [
        (json!(null), "data.serverTime", "null"),
        (json!("x"), "data", "\"x\""),
        (json!([1]), "data", "[1]"),
        (json!({"other": 1}), "data.serverTime", r#"{"other":1}"#),
    ] {
        let expected = ErrorKind::Decode { json_path: json_path.to_owned(), excerpt: excerpt.to_owned() };
        assert_eq!(failure(move || Reply::data(data.clone())), expected);
    }
}

#[test]
fn a_broken_answer_of_an_openim_server_is_not_called_foreign() {
    for (body, excerpt) in [
        (r#"{"errCode":0,"errMsg":"","data":{"serverTime":17"#, r#"{"errCode":0,"errMsg":"","data":{"serverTime":17"#),
        (r#"{"errCode":0,"data":{"serverTime":1e}}"#, r#"{"errCode":0,"data":{"serverTime":1e}}"#),
        (r#"{"errCode":0,"data":{"token":"abc"#, r#"{"errCode":0,"data":{"token":"•••"#),
    ] {
        let expected = ErrorKind::Decode { json_path: "$".to_owned(), excerpt: excerpt.to_owned() };
        assert_eq!(failure(move || Reply::Http(200, body.into())), expected);
    }
}

#[test]
fn a_refusal_has_code_class_and_words() {
    let refusal = |reply: fn() -> Reply| match failure(reply) {
        ErrorKind::Refused { code, class, detail } => (code, class, detail.text()),
        other => panic!("{other:?}"),
    };
    let refused = |code, class, detail: &str| (code, class, detail.to_owned());
    assert_eq!(
        refusal(|| Reply::refusal(1002, "NoPermissionError", "secret invalid")),
        refused(1002, ErrorClass::NoPermission, "secret invalid")
    );
    assert_eq!(
        refusal(|| Reply::Http(
            400,
            json!({"errCode": 1001, "errMsg": "ArgsError", "errDlt": "EOF: 1001 ArgsError"}).to_string()
        )),
        refused(1001, ErrorClass::BadArgument, "EOF")
    );
    assert_eq!(refusal(|| Reply::refusal(987_654, "New", "")), refused(987_654, ErrorClass::Other, "New"));
    // The limiter's answer, and a proxy's that says it in its own way.
    assert_eq!(
        refusal(|| Reply::Http(429, json!({"errCode": 429, "errMsg": "too many requests", "errDlt": ""}).to_string())),
        refused(429, ErrorClass::RateLimited, "too many requests")
    );
    assert_eq!(refusal(|| Reply::Http(429, "<html>".into())), refused(429, ErrorClass::RateLimited, ""));
}

#[test]
fn only_a_call_that_carried_the_token_ends_the_session() {
    for code in 1501..=1507 {
        let script = Script::always(move || Reply::refusal(code, "TokenError", ""));
        let (client, _) = script.client(ServerBlock::V3_8_3);
        let options = CallOptions::default();
        let signed_in = client.with_token(token());
        assert!(now(signed_in.msg().server_time_millis(&options)).unwrap_err().ends_session());
        let parsed = now(signed_in.auth().parse_token(&token(), &options)).unwrap_err();
        assert_eq!((parsed.class(), parsed.ends_session()), (Some(ErrorClass::Session), false));
        assert!(!now(client.msg().server_time_millis(&options)).unwrap_err().ends_session());
    }
    let script = Script::always(|| Reply::refusal(1001, "ArgsError", "header must have token: 1001 ArgsError"));
    let (client, _) = script.client(ServerBlock::V3_4);
    assert!(
        now(client.with_token(token()).msg().server_time_millis(&CallOptions::default())).unwrap_err().ends_session()
    );
    let script = Script::always(|| Reply::refusal(1002, "NoPermissionError", ""));
    let (client, _) = script.client(ServerBlock::V3_4);
    assert!(
        !now(client.with_token(token()).msg().server_time_millis(&CallOptions::default())).unwrap_err().ends_session()
    );
}

#[test]
fn a_silent_server_ends_at_the_limit_and_not_before() {
    let script = Script::always(|| Reply::Never);
    let (client, heard) = script.client(ServerBlock::Main);
    let options = CallOptions { timeout_millis: 250, cancel: None };
    let msg = client.msg();
    let mut call = Box::pin(msg.server_time_millis(&options));
    assert_eq!(poll(&mut call), None);
    script.now.set(START + 249);
    assert_eq!(poll(&mut call), None);
    script.now.set(START + 250);
    assert_eq!(poll(&mut call).unwrap().unwrap_err().kind, ErrorKind::Timeout { millis: 250 });
    drop(call);
    assert_eq!(script.aborted.get(), 1);
    let records = heard.0.borrow();
    assert_eq!((records.len(), records[0].duration_millis, records[0].status), (1, 250, None));
}

#[test]
fn a_client_may_have_a_limit_of_its_own_and_a_call_may_still_have_another() {
    for (millis, own) in [(20_000, CallOptions::default()), (250, CallOptions { timeout_millis: 250, cancel: None })] {
        let script = Script::always(|| Reply::Never);
        let client = script.client(ServerBlock::Main).0.with_timeout(20_000);
        let msg = client.msg();
        let mut call = Box::pin(msg.server_time_millis(&own));
        assert_eq!(poll(&mut call), None);
        script.now.set(START + i64::from(millis) - 1);
        assert_eq!(poll(&mut call), None);
        script.now.set(START + i64::from(millis));
        assert_eq!(poll(&mut call).unwrap().unwrap_err().kind, ErrorKind::Timeout { millis });
    }
}

#[test]
fn a_cancelled_call_is_aborted_and_a_later_one_is_not_sent() {
    let script = Script::always(|| Reply::Never);
    let (client, heard) = script.client(ServerBlock::Main);
    let cancel = CancelToken::new();
    let options = CallOptions { cancel: Some(cancel.clone()), ..CallOptions::default() };
    let msg = client.msg();
    let mut call = Box::pin(msg.server_time_millis(&options));
    assert_eq!(poll(&mut call), None);
    cancel.cancel();
    assert_eq!(poll(&mut call).unwrap().unwrap_err().kind, ErrorKind::Cancelled);
    drop(call);
    assert_eq!((script.aborted.get(), script.requests.borrow().len()), (1, 1));
    assert_eq!(now(client.msg().server_time_millis(&options)).unwrap_err().kind, ErrorKind::Cancelled);
    assert_eq!(script.paths().len(), 1);
    assert_eq!(heard.0.borrow().len(), 2);
}

#[test]
fn a_dropped_call_is_aborted_and_told_as_cancelled() {
    let script = Script::always(|| Reply::Never);
    let (client, heard) = script.client(ServerBlock::Main);
    let options = CallOptions::default();
    {
        let msg = client.msg();
        let mut call = Box::pin(msg.server_time_millis(&options));
        assert_eq!(poll(&mut call), None);
    }
    assert_eq!(script.aborted.get(), 1);
    let records = heard.0.borrow();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].error.as_ref().map(|error| &error.kind), Some(&ErrorKind::Cancelled));
}

#[test]
fn every_call_has_its_headers_and_an_operation_id_of_its_own() {
    let script = Script::always(|| Reply::data(json!({"serverTime": 1})));
    let (client, heard) = script.client(ServerBlock::Main);
    let signed_in = client.with_token(token());
    for client in [&client, &signed_in, &client.with_block(ServerBlock::V3_4)] {
        now(client.msg().server_time_millis(&CallOptions::default())).unwrap();
    }
    assert_eq!(script.paths(), ["/msg/get_server_time"; 3]);
    let ids: Vec<_> = (0..3).map(|n| script.header(n, "operationID").unwrap()).collect();
    assert!(ids.is_sorted() && ids[0] != ids[1] && ids[1] != ids[2], "{ids:?}");
    let told: Vec<_> = heard.0.borrow().iter().map(|record| record.operation_id.to_string()).collect();
    assert_eq!(told, ids);
    assert_eq!(script.header(0, "token"), None);
    assert_eq!(script.header(1, "token").as_deref(), Some(token().expose()));
    assert_eq!(script.header(0, "Content-Type").as_deref(), Some("application/json"));
    assert_eq!(script.body(0), json!({}));
}

#[test]
fn whether_anything_answers_is_told_apart_from_nothing() {
    let asked = |reply: fn() -> Reply| {
        let (client, _) = Script::always(reply).client(ServerBlock::Main);
        now(client.is_reachable(&CallOptions::default()))
    };
    assert_eq!(asked(|| Reply::Http(404, String::new())), Some(true));
    assert_eq!(asked(|| Reply::Fail(TransportError::Network(String::new()))), Some(false));
}
