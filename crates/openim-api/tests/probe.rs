//! What the probe makes of each generation of servers, and of those that are none.
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
    ApiError, CallOptions, ErrorClass, ErrorKind, HttpRequest, Method, Probe, ServerBlock, TransportError,
};
use serde_json::json;
use std::rc::Rc;
use support::{Reply, Script, now, token};

const NO_TOKEN: &str = "header must have token: 1001 ArgsError";

fn path(request: &HttpRequest) -> &str {
    request.url.strip_prefix("http://im.test").unwrap()
}

/// An old server: open routes answer by themselves, protected ones by the token gate, the rest is 404.
fn old_server(protected: &'static [&'static str]) -> Rc<Script> {
    Script::new(move |request| match path(request) {
        "/auth/user_token" => Reply::refusal(1001, "ArgsError", "platform is invalidate: 1001 ArgsError"),
        path if protected.contains(&path) => Reply::refusal(1001, "ArgsError", NO_TOKEN),
        _ => Reply::not_found(),
    })
}

fn probe(script: &Rc<Script>) -> Result<Probe, ApiError> {
    let (client, _) = script.client(ServerBlock::Main);
    // A token at hand must not be sent: one of the routes would end a service with it.
    let probed = now(client.with_token(token()).probe(&CallOptions::default()));
    for request in script.requests.borrow().iter() {
        assert!(request.headers.iter().all(|(name, _)| *name != "token"), "{request:?}");
        assert!(request.method == Method::Get || request.body.as_deref() == Some("{}"));
    }
    probed
}

fn block(script: &Rc<Script>) -> ServerBlock {
    probe(script).unwrap().block
}

fn kind(script: &Rc<Script>) -> ErrorKind {
    probe(script).unwrap_err().kind
}

#[test]
fn old_servers_are_told_apart_by_the_routes_they_have() {
    for (protected, expected) in [
        (&["/super_group/get_groups_info"][..], ServerBlock::V3_4),
        (&["/super_group/get_groups_info", "/user/update_user_info_ex"], ServerBlock::V3_5),
        (&["/super_group/get_groups_info", "/user/update_user_info_ex", "/auth/get_user_token"], ServerBlock::V3_6),
        (&["/user/update_user_info_ex", "/auth/get_user_token"], ServerBlock::V3_7),
    ] {
        assert_eq!(block(&old_server(protected)), expected);
    }
}

#[test]
fn the_token_gate_before_an_unknown_route_is_3_8_0() {
    assert_eq!(block(&Script::always(|| Reply::refusal(1001, "ArgsError", NO_TOKEN))), ServerBlock::V3_8_0);
}

#[test]
fn the_discovery_route_tells_3_8_3() {
    let server = |discovery: fn() -> Reply| {
        Script::new(move |request| match path(request) {
            "/auth/get_admin_token" => Reply::refusal(1001, "ArgsError", "userID is empty"),
            "/prometheus_discovery/api" => discovery(),
            other => panic!("{other} is not asked"),
        })
    };
    assert_eq!(block(&server(|| Reply::Http(200, "[]".into()))), ServerBlock::V3_8_3);
    assert_eq!(
        block(&server(|| Reply::Http(200, r#"[{"targets":["10.0.0.1:1"],"labels":{}}]"#.into()))),
        ServerBlock::V3_8_3
    );
    for older in [
        Reply::not_found,
        || Reply::Http(200, "<html>".into()),
        || Reply::Http(200, "{}".into()),
        || Reply::Fail(TransportError::Network(String::new())),
    ] {
        assert_eq!(block(&server(older)), ServerBlock::V3_8_1);
    }
}

#[test]
fn who_answers_404_to_everything_is_no_openim() {
    assert_eq!(kind(&Script::always(Reply::not_found)), ErrorKind::NotOpenIm { status: 404 });
    let half = || {
        Script::new(|request| {
            if path(request) == "/auth/user_token" { Reply::Http(200, "<html>".into()) } else { Reply::not_found() }
        })
    };
    assert_eq!(kind(&half()), ErrorKind::NotOpenIm { status: 200 });
}

#[test]
fn other_servers_are_no_openim() {
    for (status, body) in [(200, "<html>"), (200, r#"{"ok":true}"#), (200, r#"{"errCode":0}"#), (405, ""), (403, "no")]
    {
        assert_eq!(
            kind(&Script::always(move || Reply::Http(status, body.into()))),
            ErrorKind::NotOpenIm { status },
            "{body}"
        );
    }
    assert_eq!(kind(&Script::always(|| Reply::refusal(20_001, "Chat", ""))), ErrorKind::NotOpenIm { status: 200 });
}

#[test]
fn a_server_that_cannot_answer_now_is_not_called_foreign() {
    assert_eq!(kind(&Script::always(|| Reply::Http(502, "<html>".into()))), ErrorKind::Http { status: 502 });
    assert_eq!(kind(&Script::always(|| Reply::Fail(TransportError::Network(String::new())))), ErrorKind::Network);
    assert_eq!(kind(&Script::always(|| Reply::Http(307, String::new()))), ErrorKind::RedirectRefused);
    let limited = probe(&Script::always(|| Reply::Http(429, String::new()))).unwrap_err();
    assert_eq!(limited.class(), Some(ErrorClass::RateLimited));
}

#[test]
fn a_failing_refinement_falls_back_to_the_oldest_block_that_fits() {
    let server = |answers_get_user_token: bool| {
        Script::new(move |request| match path(request) {
            "/auth/get_admin_token" => Reply::not_found(),
            "/auth/user_token" => Reply::refusal(1001, "ArgsError", "platform is invalidate"),
            "/auth/get_user_token" if answers_get_user_token => Reply::refusal(1001, "ArgsError", NO_TOKEN),
            _ => Reply::Fail(TransportError::Network(String::new())),
        })
    };
    assert_eq!(block(&server(true)), ServerBlock::V3_6);
    assert_eq!(block(&server(false)), ServerBlock::V3_4);
}

#[test]
fn the_latency_is_that_of_the_first_answer() {
    let script = Script::new(|request| match path(request) {
        "/auth/get_admin_token" => Reply::refusal(1001, "ArgsError", "userID is empty"),
        _ => Reply::not_found(),
    });
    script.step.set(30);
    assert_eq!(probe(&script), Ok(Probe { block: ServerBlock::V3_8_1, latency_millis: 30 }));
}

#[test]
fn a_token_tells_main_from_3_8_3() {
    let refine = |known, reply: fn() -> Reply| {
        let script = Script::always(reply);
        let (client, _) = script.client(known);
        let block = now(client.with_token(token()).auth().refine_block(&CallOptions::default()));
        (block, script.requests.borrow().len())
    };
    let here = ServerBlock::V3_8_3;
    assert_eq!(refine(here, || Reply::data(json!({"total": 0, "configs": null}))), (ServerBlock::Main, 1));
    assert_eq!(refine(here, || Reply::refusal(1002, "NoPermissionError", "")), (ServerBlock::Main, 1));
    // With an empty body, as a browser gets it through gzip.
    assert_eq!(refine(here, || Reply::Http(404, String::new())), (here, 1));
    assert_eq!(refine(here, || Reply::refusal(1501, "TokenExpiredError", "")), (here, 1));
    assert_eq!(refine(here, || Reply::refusal(14, "", "")), (here, 1));
    assert_eq!(refine(here, || Reply::Fail(TransportError::Network(String::new()))), (here, 1));
    assert_eq!(refine(ServerBlock::V3_7, || Reply::data(json!({}))), (ServerBlock::V3_7, 0));
    let script = Script::always(|| Reply::data(json!({})));
    let (client, _) = script.client(here);
    assert_eq!(now(client.auth().refine_block(&CallOptions::default())), here);
    assert!(script.requests.borrow().is_empty(), "without a token nothing can be told");
}
