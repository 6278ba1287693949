//! No secret and no token comes through, wherever and however it stands.
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

use openim_api::{CallOptions, ServerBlock, Token, mask_json, mask_text};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{JWT, Reply, Script, any_json, now};

/// Stands inside of every secret here, and nowhere else.
const MARK: &str = "q7Xw-4Zt_91";

fn secret_key() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "secret",
        "token",
        "Secret",
        "TOKEN",
        "adminToken",
        "access_token",
        "chatSecret",
        "tokens",
        "userPassword",
    ])
}

/// What stands under a secret's key: a text with all sorts of signs around the mark, or something that holds one.
fn secret_value() -> impl Strategy<Value = Value> {
    let text =
        ("[ -~é\\n]{0,8}", "[ -~é\\n]{0,8}").prop_map(|(before, after)| Value::from(format!("{before}{MARK}{after}")));
    prop_oneof![
        4 => text.clone(),
        1 => text.clone().prop_map(|text| json!([text, "x"])),
        1 => text.prop_map(|text| json!({"a": {"b": text}})),
    ]
}

/// Puts a value where servers put one: into fields, lists, texts that hold JSON, and words around it.
fn wrapped(value: Value, layers: &[u8]) -> Value {
    layers.iter().fold(value, |value, layer| match layer % 5 {
        0 => json!({"errCode": 0, "data": value, "userID": "u"}),
        1 => json!([null, value, 1]),
        2 => json!({"errDlt": value.to_string()}),
        3 => json!({"errMsg": format!("rpc error: {value} | -> call()")}),
        _ => json!(format!("request {} failed", Value::from(value.to_string()))),
    })
}

fn layers() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_stands_under_a_secret_key_is_hidden(key in secret_key(), value in secret_value(), layers in layers(), part in 0.0..1.0_f64) {
        let whole = wrapped(json!({"a": 1, key: value, "z": 2}), &layers).to_string();
        let masked = mask_json(&whole);
        prop_assert!(!masked.contains(MARK), "{}\n{}", whole, masked);
        prop_assert!(serde_json::from_str::<Value>(&masked).is_ok(), "{}", masked);
        prop_assert!(!mask_text(&whole).contains(MARK), "{}\n{}", whole, mask_text(&whole));
        // Also where the end is missing and nothing can be parsed.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "small and positive")]
        let at = whole.floor_char_boundary((whole.len() as f64 * part) as usize);
        let cut = mask_json(&whole[..at]);
        prop_assert!(!cut.contains(MARK), "{}\n{}", &whole[..at], cut);
    }

    #[test]
    fn a_jwt_is_hidden_in_any_text(before in ".*", after in "([^A-Za-z0-9_.-].*)?", layers in layers()) {
        let text = format!("{before}{JWT}{after}");
        prop_assert!(!mask_text(&text).contains(JWT));
        prop_assert!(!mask_json(&text).contains(JWT));
        let masked = mask_json(&wrapped(json!({"x": text}), &layers).to_string());
        prop_assert!(!masked.contains(&JWT[..12]), "{}", masked);
    }

    #[test]
    fn the_token_of_a_call_is_hidden_wherever_the_server_writes_it(
        around in ("[!-~]{0,6}", "[!-~]{0,6}"), layers in layers(), part in 0.0..1.2_f64, code in prop::sample::select(vec![0, 1001, 1505]),
    ) {
        let token = Token::new(format!("{}{MARK}{}", around.0, around.1));
        let said = wrapped(json!({"said": format!("no {} here", token.expose()), "n": 1}), &layers).to_string();
        let mut body = format!(r#"{{"errCode":{code},"errMsg":{},"errDlt":{said},"data":{said}}}"#, Value::from(said.clone()));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "small and positive")]
        body.truncate(body.floor_char_boundary((body.len() as f64 * part) as usize));
        let script = Script::always(move || Reply::Http(200, body.clone()));
        let (client, heard) = script.client(ServerBlock::V3_8_3);
        let outcome = now(client.with_token(token).msg().server_time_millis(&CallOptions::default()));
        prop_assert!(!format!("{outcome:?}").contains(MARK), "{:?}", outcome);
        let records = heard.0.borrow();
        prop_assert_eq!(records.len(), 1);
        prop_assert!(!format!("{records:?}").contains(MARK), "{:?}", records);
    }

    #[test]
    fn masked_json_is_json_and_stays_as_it_is(value in any_json()) {
        let masked = mask_json(&value.to_string());
        prop_assert!(serde_json::from_str::<Value>(&masked).is_ok(), "{}", masked);
        prop_assert_eq!(mask_json(&masked), masked);
    }

    #[test]
    fn what_holds_no_secret_is_shown_as_it_is(words in "[a-df-z :,]{0,60}", number in any::<i64>()) {
        prop_assume!(!["secret", "token", "password"].iter().any(|name| words.contains(name)));
        let value = json!({"userID": words, "list": [number, null, {"nickname": words}]});
        prop_assert_eq!(mask_json(&value.to_string()), value.to_string());
        prop_assert_eq!(mask_text(&words), words);
    }
}
