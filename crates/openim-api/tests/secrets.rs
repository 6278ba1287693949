//! Secret and token are nowhere but in the request that needs them.
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
    CallOptions, HttpRequest, HttpResponse, IssuedToken, Method, NewUser, Secret, ServerBlock, Token, UserId, mask_json,
};
use serde_json::json;
use support::{JWT, Reply, SECRET, Script, now, token};

fn is_clean(text: &str) -> bool {
    !text.contains(SECRET) && !text.contains("eyJ") && !text.contains("opaque-token-of-somebody")
}

#[test]
fn no_public_type_prints_a_secret_or_a_token() {
    let script = Script::always(|| Reply::data(json!({})));
    let (client, _) = script.client(ServerBlock::V3_8_3);
    let secret = Secret::new(SECRET);
    let request = HttpRequest {
        method: Method::Post,
        url: "http://im.test/x".into(),
        headers: vec![("token", JWT.to_owned())],
        body: Some(json!({"secret": SECRET, "token": JWT}).to_string()),
    };
    let response = HttpResponse { status: 200, body: format!("{SECRET} {JWT}"), retry_after_millis: None };
    let issued = IssuedToken { token: token(), expires_at_millis: 1 };
    for printed in [
        format!("{secret:?} {secret:#?}"),
        format!("{:?}", token()),
        format!("{request:?} {request:#?}"),
        format!("{response:?}"),
        format!("{issued:?}"),
        format!("{:?}", client.with_token(token())),
        format!("{:?}", Some((secret.clone(), token()))),
    ] {
        assert!(is_clean(&printed), "{printed}");
        assert!(!printed.is_empty());
    }
}

/// Makes every call that carries a secret or a token and gets the worst answers back.
#[test]
fn no_error_and_no_record_holds_a_secret_or_a_token() {
    let opaque = "opaque-token-of-somebody";
    let parrot = format!("{SECRET} {JWT} {opaque}");
    let replies: [fn(&str) -> Reply; 7] = [
        |parrot| Reply::refusal(1505, parrot, &format!("1505 signature is invalid jwt parse error, token={parrot}")),
        |parrot| Reply::refusal(1001, "ArgsError", parrot),
        |parrot| Reply::refusal(500, parrot, ""),
        |parrot| Reply::data(json!({"token": [parrot], "userID": [parrot], "users": parrot, "x": {parrot: parrot}})),
        |parrot| Reply::data(json!([parrot])),
        |parrot| Reply::Http(200, format!("<html>{parrot}</html>")),
        |parrot| Reply::Http(500, format!("{{\"secret\":\"{parrot}")),
    ];
    let mut calls = 0;
    for reply in replies {
        for block in [ServerBlock::V3_4, ServerBlock::V3_8_3] {
            let words = parrot.clone();
            let script = Script::always(move || reply(&words));
            let (client, heard) = script.client(block);
            let (options, secret, admin) = (CallOptions::default(), Secret::new(SECRET), UserId::from("admin"));
            let client = client.with_token(Token::new(opaque));
            let auth = client.auth();
            let mut outcomes = vec![
                format!("{:?}", now(auth.parse_token(&token(), &options))),
                format!(
                    "{:?}",
                    now(client.users().list(openim_api::Page { number: 1, size: 1 }, &Default::default(), &options))
                ),
            ];
            let errors = [
                now(auth.sign_in(&admin, &secret, &options)).err(),
                now(client.users().register(&[NewUser::default()], Some(&secret), &options)).err(),
                now(client.msg().server_time_millis(&options)).err(),
            ];
            outcomes.extend(errors.into_iter().flatten().map(|error| format!("{error} {error:?}")));
            // A text can only be cleaned of what its own call knows; these two are in none of the other calls.
            for record in heard.0.borrow().iter() {
                let printed = format!("{record:?}");
                let knows_secret = record.request_body.contains("\"secret\":\"•••\"");
                assert!(!printed.contains("eyJ"), "{printed}");
                assert!(!knows_secret || !printed.contains(SECRET), "{printed}");
                assert!(!record.request_body.contains(SECRET) && !record.request_body.contains(opaque));
                let carried = record.error.as_ref().is_some_and(|error| error.carried_token);
                assert!(!carried || !printed.contains(opaque), "{printed}");
                calls += 1;
            }
            for printed in outcomes {
                assert!(!printed.contains("eyJ"), "{printed}");
            }
        }
    }
    assert_eq!(calls, 7 * 2 * 5);
}

#[test]
fn a_recorded_sign_in_shows_what_was_asked_but_not_the_secret() {
    let script = Script::always(|| Reply::data(json!({"token": JWT, "expireTimeSeconds": 60})));
    let (client, heard) = script.client(ServerBlock::Main);
    now(client.auth().sign_in(&"imAdmin".into(), &Secret::new(SECRET), &CallOptions::default())).unwrap();
    let records = heard.0.borrow();
    assert_eq!(records[0].request_body, r#"{"secret":"•••","userID":"imAdmin"}"#);
    assert_eq!(
        records[0].response_body,
        r#"{"data":{"expireTimeSeconds":60,"token":"•••"},"errCode":0,"errDlt":"","errMsg":""}"#
    );
    assert_eq!((records[0].status, records[0].err_code, &records[0].error), (Some(200), Some(0), &None));
    assert_eq!(mask_json(&script.requests.borrow()[0].body.clone().unwrap()), records[0].request_body);
}

#[test]
fn a_huge_answer_leaves_a_bounded_record() {
    let users: Vec<_> = (0..5000).map(|n| json!({"userID": format!("user{n}"), "ex": JWT})).collect();
    let script = Script::always(move || Reply::data(json!({"total": 5000, "users": users})));
    let (client, heard) = script.client(ServerBlock::Main);
    let listing = now(client.users().list(
        openim_api::Page { number: 1, size: 5000 },
        &Default::default(),
        &CallOptions::default(),
    ));
    assert_eq!(listing.unwrap().items.len(), 5000);
    let records = heard.0.borrow();
    assert!(records[0].response_body.len() < 17 * 1024 && is_clean(&records[0].response_body));
}
