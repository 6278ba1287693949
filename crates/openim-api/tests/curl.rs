//! A call as a command: a real shell runs it, with a `curl` that tells what it was given, and that is held to what was sent.
#![cfg(unix)]
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
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;

use openim_api::{CallOptions, CallRecord, Client, Method, NewUser, Secret, ServerBlock};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{JWT, Reply, SECRET, Script, now, token};

/// A folder with a `curl` that prints its arguments, each ended by a NUL. One for all tests of the process.
fn fake_curl() -> PathBuf {
    static FOLDER: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    let make = || {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("fake-curl-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let program = folder.join("curl");
        fs::write(&program, "#!/bin/sh\nfor argument; do printf '%s\\0' \"$argument\"; done\n").unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        folder
    };
    FOLDER.get_or_init(make).clone()
}

/// What `curl` is given when a shell runs the command.
fn arguments(command: &str) -> Vec<String> {
    let output = Command::new("sh")
        .args(["-c", command])
        .env("PATH", format!("{}:/usr/bin:/bin", fake_curl().display()))
        .envs([("OPENIM_TOKEN", JWT), ("OPENIM_SECRET", SECRET), ("HOME", "/nonexistent")])
        .output()
        .unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{command}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let given = String::from_utf8(output.stdout).unwrap();
    given.split_terminator('\0').map(ToOwned::to_owned).collect()
}

/// Registers a user, and gives the record of the call and the body that was sent.
fn registered(user: &NewUser, block: ServerBlock) -> (Client, CallRecord, Value) {
    let script = Script::always(|| Reply::data(Value::Null));
    let (client, heard) = script.client(block);
    let client = client.with_token(token());
    let (users, secret) = (client.users(), Secret::new(SECRET));
    now(users.register(std::slice::from_ref(user), Some(&secret), &CallOptions::default())).unwrap();
    let record = heard.0.borrow()[0].clone();
    (client, record, script.body(0))
}

fn user(nickname: &str) -> NewUser {
    NewUser { user_id: "u1".into(), nickname: nickname.to_owned(), ex: nickname.to_owned(), ..NewUser::default() }
}

/// Runs the command of a call with this nickname, in both dialects, and finds the request in what `curl` got.
fn check(nickname: &str) {
    for block in [ServerBlock::V3_7, ServerBlock::Main] {
        let (client, record, sent) = registered(&user(nickname), block);
        let command = record.as_curl(client.base());
        assert!(!command.contains(JWT) && !command.contains(SECRET), "{command}");
        let given = arguments(&command);
        let mut expected = vec!["-sS", "-g", "http://im.test/user/user_register", "-H"];
        let operation_id = format!("operationID: {}-curl", record.operation_id);
        let token = format!("token: {JWT}");
        expected.push(&operation_id);
        if block == ServerBlock::Main {
            expected.extend(["-H", &token]);
        }
        expected.extend(["-H", "Content-Type: application/json", "--data-raw"]);
        let (body, rest) = given.split_last().unwrap();
        assert_eq!(rest, expected);
        assert_eq!(serde_json::from_str::<Value>(body).unwrap(), sent, "{command}");
    }
}

#[test]
fn hostile_texts_reach_curl_as_they_are() {
    for nickname in [
        "",
        "'",
        "''\"'\"'",
        "$(touch /tmp/owned) `id` ${HOME} $HOME $$ $'x' $\"x\"",
        "a\nb\r\nc\t\\ \\n \\' \\\\",
        "; rm -rf / # & | > < * ? [a-z] {a,b} ~ !x ^y",
        "\u{0}\u{1}\u{7f}\u{1b}[31m",
        "字 é 🙂 \u{202e}\u{feff}\u{fffd}\u{10ffff}\u{d7ff}\u{e000}",
        "-H @/etc/passwd --data",
        "\"$OPENIM_SECRET\" '$OPENIM_TOKEN'",
        "\\ud800 \\u0000",
        &"'$(x)`\n".repeat(900),
    ] {
        check(nickname);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn any_text_reaches_curl_as_it_is(nickname in prop_oneof![any::<String>(), "['\"$()`\\\\\n\0 {}!#&;a]{0,80}"]) {
        check(&nickname);
    }
}

#[test]
fn a_body_that_was_cut_is_no_command() {
    let (client, record, _) = registered(&user(&"$(touch x)\n'".repeat(2_000)), ServerBlock::Main);
    let command = record.as_curl(client.base());
    assert!(command.starts_with("# The body was too long"), "{command}");
    assert!(command.lines().all(|line| line.starts_with("# ")), "{command}");
    assert_eq!(arguments(&command), [""; 0]);
}

#[test]
fn what_else_was_hidden_is_said() {
    let mut hiding = user("x");
    hiding.ex = r#"{"password":"p","secret":"s"}"#.to_owned();
    let (client, record, _) = registered(&hiding, ServerBlock::Main);
    let command = record.as_curl(client.base());
    assert!(command.starts_with("# Where ••• stands,"), "{command}");
    // Only what the call itself carried has a variable.
    assert!(!command.contains("$OPENIM_SECRET"), "{command}");
    assert!(arguments(&command).last().unwrap().contains("•••"), "{command}");
}

#[test]
fn a_call_without_token_and_body_is_a_plain_get() {
    let script = Script::new(|request| match request.method {
        Method::Get => Reply::Http(200, "[]".to_owned()),
        Method::Post => Reply::refusal(1001, "ArgsError", "userID is empty"),
    });
    let (client, heard) = script.client(ServerBlock::V3_8_3);
    now(client.with_token(token()).probe(&CallOptions::default())).unwrap();
    let records = heard.0.borrow();
    let get = records.iter().find(|record| record.request_body.is_empty()).unwrap();
    let given = arguments(&get.as_curl(client.base()));
    let operation_id = format!("operationID: {}-curl", get.operation_id);
    assert_eq!(given, ["-sS", "-g", &format!("http://im.test{}", get.path), "-H", &operation_id]);
    assert!(get.as_report().starts_with("GET "), "{}", get.as_report());
}

#[test]
fn a_report_tells_all_but_secrets() {
    let script = Script::always(|| Reply::refusal(1001, "ArgsError", &format!("no: {JWT}")));
    let (client, heard) = script.client(ServerBlock::V3_7);
    let (users, secret) = (client.users(), Secret::new(SECRET));
    script.step.set(35);
    let _ = now(users.register(&[user("Ann")], Some(&secret), &CallOptions::default())).unwrap_err();
    let report = heard.0.borrow()[0].as_report();
    let id = heard.0.borrow()[0].operation_id.clone();
    let lines: Vec<_> = report.lines().collect();
    assert_eq!(lines[0], "POST /user/user_register");
    assert_eq!(lines[1], "sent: 2025-12-29T09:20:00.000Z");
    assert_eq!(lines[2], "duration: 35 ms");
    assert_eq!(lines[3], "HTTP status: 200");
    assert_eq!(lines[4], "errCode: 1001");
    assert_eq!(lines[5], format!("operationID: {id}"));
    assert_eq!(lines[6], "outcome: errCode 1001: no: •••");
    let body = |line: &str, name: &str| serde_json::from_str::<Value>(line.strip_prefix(name).unwrap()).unwrap();
    assert_eq!(body(lines[7], "request: ")["secret"], json!("•••"));
    assert_eq!(body(lines[8], "response: ")["errDlt"], json!("no: •••"));
    assert_eq!(lines.len(), 9);
}
