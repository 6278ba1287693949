//! No text, however hostile, makes the readers stumble.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use openim_api::{
    BaseUrl, CallOptions, ErrorKind, Page, ServerBlock, Token, UserFilter, escape_regex, mask_json, mask_text,
    peek_token,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{JWT, Reply, Script, now, token};

/// JSON of any shape, in which the keys of the answers are frequent.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let key = prop_oneof![
        prop::sample::select(vec![
            "errCode",
            "errMsg",
            "errDlt",
            "data",
            "users",
            "usersInfo",
            "results",
            "userID",
            "total",
            "token",
            "secret",
            "accountStatus",
            "createTime",
            "serverTime",
            "expireTimeSeconds",
            "platformID"
        ])
        .prop_map(ToOwned::to_owned),
        any::<String>()
    ];
    leaf.prop_recursive(4, 32, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(key.clone(), inner, 0..6).prop_map(|map| map.into_iter().collect())
        ]
    })
}

fn call_all(status: u16, body: &str) {
    let body = body.to_owned();
    let script = Script::always(move || Reply::Http(status, body.clone()));
    let (client, heard) = script.client(ServerBlock::Main);
    let (client, options) = (client.with_token(token()), CallOptions::default());
    let mut errors = vec![
        now(client.users().list(Page { number: 1, size: 1 }, &UserFilter::default(), &options)).err(),
        now(client.users().check(&["a".into()], &options)).err(),
        now(client.users().infos(&["a".into()], &options)).err(),
        now(client.msg().server_time_millis(&options)).err(),
        now(client.auth().parse_token(&token(), &options)).err(),
    ];
    errors.push(now(client.probe(&options)).err());
    for error in errors.into_iter().flatten() {
        if let ErrorKind::Refused { detail, .. } = &error.kind {
            assert!(detail.chars().count() <= 200 && !detail.contains(" | ->") && !detail.contains('\n'), "{detail}");
        }
    }
    assert!(heard.0.borrow().iter().all(|record| !format!("{record:?}").contains(JWT)));
}

proptest! {
    #[test]
    fn no_body_panics(status in 100_u16..600, body in any::<String>()) {
        call_all(status, &body);
    }

    #[test]
    fn no_json_panics(value in any_json()) {
        call_all(200, &value.to_string());
        call_all(200, &json!({"errCode": 0, "data": value}).to_string());
    }

    #[test]
    fn no_refusal_panics(code in any::<i64>(), msg in ".*", dlt in "(Error: |: |@1: |1001 ArgsError|\\| -> |[a-z字\\n\\\\\" ]){0,60}") {
        call_all(200, &json!({"errCode": code, "errMsg": msg, "errDlt": format!("{dlt}{JWT}{msg}")}).to_string());
    }

    #[test]
    fn masking_hides_tokens_in_any_text(before in ".*", after in "[^A-Za-z0-9_.-].*") {
        let text = format!("{before}{JWT}{after}");
        prop_assert!(!mask_text(&text).contains(JWT));
        prop_assert!(!mask_json(&text).contains(JWT));
        let inside = json!({"x": text}).to_string();
        prop_assert!(!mask_json(&inside).contains(JWT));
    }

    #[test]
    fn masking_keeps_json_json(value in any_json()) {
        let masked = mask_json(&value.to_string());
        prop_assert!(serde_json::from_str::<Value>(&masked).is_ok(), "{}", masked);
        prop_assert_eq!(mask_json(&masked), masked);
    }

    #[test]
    fn no_quoted_secret_survives_in_broken_json(before in ".*", secret in "[a-zA-Z0-9!$%&' -]{6,40}", after in ".*") {
        let masked = mask_text(&format!("{before}\"secret\":\"{secret}\"{after}"));
        prop_assume!(!before.contains(&secret) && !after.contains(&secret));
        prop_assert!(!masked.contains(&secret), "{}", masked);
    }

    #[test]
    fn no_text_panics_the_small_readers(text in any::<String>()) {
        let _ = peek_token(&Token::new(text.clone()));
        let _ = peek_token(&Token::new(format!("a.{text}.c")));
        if let Ok(url) = BaseUrl::parse(&text) {
            prop_assert_eq!(BaseUrl::parse(url.as_str()), Ok(url));
        }
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
