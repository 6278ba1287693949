//! Every recorded answer of real servers to the calls of this crate, through the client, to the outcome it has to have.
//!
//! `exchanges/<version>/` holds the recordings, cut down to what counts here: case, path, whether a token was sent, status, body.
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

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use openim_api::{
    AccountStatus, ApiError, CallOptions, Client, ErrorClass, ErrorKind, NewUser, Page, Platform, Secret, ServerBlock,
    UserFilter, UserId,
};
use serde_json::Value;
use support::{Reply, SECRET, Script, now, token};

struct Exchange {
    name: String,
    block: ServerBlock,
    path: String,
    token: bool,
    status: u16,
    body: String,
}

/// How many answers of each version are there: one that gets lost has to be missed.
const VERSIONS: [(&str, ServerBlock, usize); 4] = [
    ("v3.4.0", ServerBlock::V3_4, 324),
    ("v3.7.0", ServerBlock::V3_7, 327),
    ("v3.8.3-patch.16", ServerBlock::V3_8_3, 318),
    ("main", ServerBlock::Main, 227),
];

fn exchanges() -> Vec<Exchange> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchanges");
    let mut all = Vec::new();
    for (version, block, count) in VERSIONS {
        let before = all.len();
        for file in fs::read_dir(root.join(version)).unwrap() {
            let file = file.unwrap().path();
            let cases: Vec<Value> = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
            all.extend(cases.into_iter().map(|case| Exchange {
                name: format!("{version} {} {}", file.file_stem().unwrap().to_string_lossy(), case["case"]),
                block,
                path: case["path"].as_str().unwrap().to_owned(),
                token: case["token"].as_bool().unwrap(),
                status: u16::try_from(case["status"].as_u64().unwrap()).unwrap(),
                body: case["body"].as_str().unwrap().to_owned(),
            }));
        }
        assert_eq!(all.len() - before, count, "{version}");
    }
    all
}

/// Makes the call that the exchange is about, and holds a success to the recorded data.
fn play(exchange: &Exchange, client: &Client) -> Result<(), ApiError> {
    let (options, secret) = (CallOptions::default(), Secret::new(SECRET));
    let data = serde_json::from_str::<Value>(&exchange.body).unwrap_or_default()["data"].clone();
    let rows = |key: &str| data[key].as_array().cloned().unwrap_or_default();
    let id_of = |row: &Value| UserId::from(row["userID"].as_str().unwrap());
    match exchange.path.as_str() {
        "/auth/get_admin_token" | "/auth/user_token" => {
            let auth = client.auth();
            let user = UserId::from("admin");
            let issued = if exchange.path.ends_with("user_token") {
                let old = client.with_block(exchange.block.min(ServerBlock::V3_5));
                now(old.auth().user_token(&user, Platform::ADMIN, Some(&secret), &options))?
            } else {
                now(auth.get_admin_token(&user, &secret, &options))?
            };
            assert_eq!(Some(issued.token.expose()), data["token"].as_str(), "{}", exchange.name);
            let millis = issued.expires_at_millis - support::START;
            assert_eq!(
                Some(millis),
                data["expireTimeSeconds"].as_i64().map(|seconds| seconds * 1000),
                "{}",
                exchange.name
            );
            let claims = openim_api::peek_token(&issued.token).unwrap();
            assert!(
                claims.user_id.is_some()
                    && claims.platform_id.is_some()
                    && claims.expires_at_millis > claims.issued_at_millis
            );
        }
        "/auth/parse_token" => {
            let parsed = now(client.auth().parse_token(&token(), &options))?;
            assert_eq!(Some(parsed.user_id.as_str()), data["userID"].as_str());
            let numbered = data["platformID"].as_i64().map(|id| Platform::from_id(i32::try_from(id).unwrap()));
            let platform = numbered.unwrap_or_else(|| Platform::from_name(data["platform"].as_str().unwrap()));
            assert_eq!(parsed.platform, platform, "{}", exchange.name);
            assert_ne!(platform, Platform::UNKNOWN, "{}", exchange.name);
            assert_eq!(numbered.is_none(), exchange.block <= ServerBlock::V3_6, "{}", exchange.name);
            assert_eq!(parsed.expires_at_millis.map(|millis| millis / 1000), data["expireTimeSeconds"].as_i64());
        }
        "/user/user_register" => now(client.users().register(&[NewUser::default()], Some(&secret), &options))?,
        "/user/account_check" => {
            let rows = rows("results");
            let ids: Vec<_> = if rows.is_empty() { vec!["x".into()] } else { rows.iter().map(id_of).collect() };
            let checked = now(client.users().check(&ids, &options))?;
            assert_eq!(checked.len(), ids.iter().collect::<HashSet<_>>().len());
            for (id, status) in &checked {
                let row = rows.iter().find(|row| id_of(row) == *id);
                let expected =
                    row.map_or(AccountStatus::Unknown, |row| match row["accountStatus"].to_string().as_str() {
                        "1" | "\"registered\"" => AccountStatus::Registered,
                        "0" | "\"unregistered\"" => AccountStatus::Unregistered,
                        other => panic!("{other} was never recorded"),
                    });
                assert_eq!(*status, expected, "{} {id}", exchange.name);
            }
        }
        "/user/get_users" => {
            let listing = now(client.users().list(Page { number: 1, size: 10 }, &UserFilter::default(), &options))?;
            assert_eq!(listing.items.len(), rows("users").len(), "{}", exchange.name);
            let total = data["total"].as_i64().unwrap();
            assert_eq!(listing.total, total.max(i64::try_from(listing.items.len()).unwrap()), "{}", exchange.name);
            for (user, row) in listing.items.iter().zip(rows("users")) {
                assert_eq!(Some(user.user_id.as_str()), row["userID"].as_str());
                assert_eq!(Some(user.nickname.as_str()), row["nickname"].as_str());
                assert_eq!(Some(user.face_url.as_str()), row["faceURL"].as_str());
                assert_eq!(Some(user.ex.as_str()), row["ex"].as_str());
                assert_eq!(user.create_time_millis, row["createTime"].as_i64().filter(|time| *time > 0));
                assert_eq!(Some(i64::from(user.app_manger_level)), row["appMangerLevel"].as_i64());
                assert_eq!(Some(i64::from(user.global_recv_msg_opt)), row["globalRecvMsgOpt"].as_i64());
            }
        }
        "/user/get_users_info" => {
            let rows = rows("usersInfo");
            let users = now(client.users().infos(&["x".into()], &options))?;
            let ids: HashSet<_> = rows.iter().map(id_of).collect();
            assert_eq!(users.iter().map(|user| user.user_id.clone()).collect::<HashSet<_>>(), ids, "{}", exchange.name);
            for user in &users {
                let row = rows.iter().find(|row| id_of(row) == user.user_id).unwrap();
                assert_eq!(Some(user.nickname.as_str()), row["nickname"].as_str(), "{}", exchange.name);
            }
        }
        "/msg/get_server_time" => {
            assert_eq!(Some(now(client.msg().server_time_millis(&options))?), data["serverTime"].as_i64());
        }
        other => panic!("{other} is no call of this crate"),
    }
    Ok(())
}

/// What each code means, written down a second time and without looking at texts.
fn classes(code: i64, block: ServerBlock) -> &'static [ErrorClass] {
    match code {
        1001 => &[ErrorClass::BadArgument, ErrorClass::Session],
        1002 => &[ErrorClass::NoPermission],
        1004 | 1101 => &[ErrorClass::NotFound],
        1102 => &[ErrorClass::AlreadyRegistered],
        1501..=1507 => &[ErrorClass::Session],
        2 if block == ServerBlock::V3_7 => &[ErrorClass::BadArgument],
        2 | 13 => &[ErrorClass::ServerFault],
        8 => &[ErrorClass::TooLarge],
        14 => &[ErrorClass::Unavailable],
        500 => &[ErrorClass::ServerFault, ErrorClass::BadArgument, ErrorClass::NotFound, ErrorClass::AlreadyRegistered],
        other => panic!("{other} was never recorded"),
    }
}

#[test]
fn every_recorded_answer_has_the_outcome_it_must_have() {
    let mut seen = BTreeMap::<_, usize>::new();
    for exchange in exchanges() {
        let (status, body) = (exchange.status, exchange.body.clone());
        let path = exchange.path.clone();
        // The client's own follow-up of an unknown ID finds that the ID exists, so that the first refusal stays the outcome.
        let script = Script::new(move |request| {
            if request.url.ends_with("account_check") && path != "/user/account_check" {
                return Reply::data(serde_json::json!({"results": [{"userID": "x", "accountStatus": 1}]}));
            }
            Reply::Http(status, body.clone())
        });
        let (client, heard) = script.client(exchange.block);
        let client = if exchange.token { client.with_token(token()) } else { client };
        let outcome = play(&exchange, &client);
        let envelope = serde_json::from_str::<Value>(&exchange.body).ok();
        let code = envelope.as_ref().and_then(|envelope| envelope["errCode"].as_i64());
        let (kind, recorded) = match (exchange.status, code) {
            (200, Some(0)) => {
                assert!(outcome.is_ok(), "{}: {outcome:?}", exchange.name);
                ("success", Some(0))
            }
            (200 | 400, Some(code)) => {
                check_refusal(&exchange, code, &outcome.unwrap_err());
                ("refusal", Some(code))
            }
            (status @ (404 | 431 | 500), None) => {
                assert_eq!(outcome.unwrap_err().kind, ErrorKind::Http { status }, "{}", exchange.name);
                ("status", None)
            }
            other => panic!("{}: {other:?} was never recorded", exchange.name),
        };
        *seen.entry(kind).or_default() += 1;
        // The observer hears of the same answer.
        let records = heard.0.borrow();
        let told = records.iter().find(|record| record.path == exchange.path).unwrap();
        assert_eq!((told.status, told.err_code), (Some(exchange.status), recorded), "{}", exchange.name);
        for record in records.iter() {
            assert!(!format!("{record:?}").contains("eyJ"), "{}: {record:?}", exchange.name);
        }
    }
    assert_eq!(seen, BTreeMap::from([("success", 560), ("refusal", 602), ("status", 34)]));
}

/// What servers from v3.8.3 say instead of `TokenUnknownError`.
const NAMED_BY_TEXT: [&str; 4] = [
    r#""errMsg":"signature is invalid""#,
    r#""errMsg":"token used before issued""#,
    r#""errMsg":"'none' signature type is not allowed""#,
    r#""errMsg":"illegal base64 data at input byte 43""#,
];

fn check_refusal(exchange: &Exchange, expected: i64, error: &ApiError) {
    let name = &exchange.name;
    let ErrorKind::Refused { code, class, detail } = &error.kind else { panic!("{name}: {error:?}") };
    let detail = detail.text();
    assert_eq!(*code, expected, "{name}");
    assert!(classes(*code, exchange.block).contains(class), "{name}: {error:?}");
    // Without words there is nothing but the names of codes in the answer.
    let is_told_by_code = (1501..=1507).contains(code);
    assert_eq!(
        detail.is_empty(),
        is_told_by_code && !NAMED_BY_TEXT.iter().any(|text| exchange.body.contains(text)),
        "{name}: {detail}"
    );
    if *code == 1001 {
        assert_eq!(*class == ErrorClass::Session, exchange.body.contains("header must have token"), "{name}");
    }
    assert!(detail.chars().count() <= 200, "{name}: {detail}");
    for leak in ["eyJ", " | ->", "()@", "==>", "token=", "github.com", ".go:"] {
        assert!(!detail.contains(leak), "{name}: {detail}");
    }
    for rest in
        ["ArgsError", "NoPermissionError", "RecordNotFoundError", "RegisteredAlreadyError", "ServerInternalError"]
    {
        assert!(!detail.contains(rest), "{name}: {detail}");
    }
    assert!(!detail.starts_with("Error: ") && !detail.starts_with(':') && detail.trim() == detail, "{name}: {detail}");
    assert_eq!(error.ends_session(), *class == ErrorClass::Session && error.carried_token, "{name}");
}

/// What the probe's requests were answered, each without a token; one with it.
#[test]
fn the_probe_recognises_each_recorded_server() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchanges/probe.json");
    let answers: Vec<Value> = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    for (version, block, _) in VERSIONS {
        let answers: Vec<Value> = answers.iter().filter(|answer| answer["version"] == version).cloned().collect();
        let script = Script::new(move |request| {
            let path = request.url.replace("http://im.test", "");
            let has_token = request.headers.iter().any(|(name, _)| *name == "token");
            let answer = answers.iter().find(|answer| answer["path"] == path && answer["token"] == has_token);
            let answer = answer.unwrap_or_else(|| panic!("{version}: {path} is not on record"));
            Reply::Http(
                u16::try_from(answer["status"].as_u64().unwrap()).unwrap(),
                answer["body"].as_str().unwrap().into(),
            )
        });
        // Whatever was assumed before plays no part.
        for assumed in ServerBlock::ALL {
            let (client, _) = script.client(assumed);
            let told = now(client.probe(&CallOptions::default())).unwrap().block;
            // Without a token a main server cannot be told from v3.8.3.
            assert_eq!(told, block.min(ServerBlock::V3_8_3), "{version}");
            let signed_in = client.with_block(told).with_token(token());
            assert_eq!(now(signed_in.auth().refine_block(&CallOptions::default())), block, "{version}");
        }
    }
}
