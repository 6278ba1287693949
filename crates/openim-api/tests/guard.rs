//! What the guard forbids is not sent, by whichever method.
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

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::sync::LazyLock;

use openim_api::{
    ApiError, CallOptions, Client, ErrorKind, Guard, Pattern, Refusal, Route, Rules, Secret, ServerBlock, Token, UserId,
};
use proptest::prelude::*;
use serde_json::json;
use support::every_call::every_call;
use support::{Reply, SECRET, Script, now, token};

/// Answers each question so that calls made of several go on, about the user that was asked for.
fn obliging(user: &UserId) -> Rc<Script> {
    let id = user.as_str().to_owned();
    Script::new(move |_| {
        let row = json!({"userID": id, "accountStatus": 1});
        Reply::data(json!({
            "token": support::JWT, "expireTimeSeconds": 60, "serverTime": 1, "userID": id, "notificationAccounts": [row],
            "users": [row], "usersInfo": [row], "results": [row],
        }))
    })
}

/// The paths that the sources declare as changing something.
static WRITING: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    fn scan(folder: &Path, found: &mut BTreeSet<String>) {
        let route = regex::Regex::new(r#"Route::(?:writes|takes)\(\s*"([^"]+)""#).unwrap();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                scan(&path, found);
            } else {
                let source = fs::read_to_string(&path).unwrap();
                found.extend(route.captures_iter(&source).map(|found| found[1].to_owned()));
            }
        }
    }
    let mut found = BTreeSet::new();
    scan(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
});

/// Signing in goes to the route that issues tokens to others on old servers, and changes nothing.
fn writes(script: &Script, call: &str) -> Vec<String> {
    let is_sign_in = |path: &String| path == "/auth/user_token" && call != "user_token";
    let is_probe = call == "probe";
    script.paths().into_iter().filter(|path| WRITING.contains(path) && !is_probe && !is_sign_in(path)).collect()
}

fn guarded(script: &Rc<Script>, block: ServerBlock, rules: Rules) -> Client {
    script.client(block).0.with_token(token()).with_guard(Rc::new(rules))
}

#[test]
fn every_writing_route_is_called_by_a_method_of_the_table() {
    let user = UserId::from("ann");
    let mut called = BTreeSet::new();
    for block in ServerBlock::ALL {
        for (name, call) in every_call() {
            let script = obliging(&user);
            call(&script.client(block).0.with_token(token()), &user);
            called.extend(writes(&script, name));
        }
    }
    let missed: Vec<_> = WRITING.difference(&called).collect();
    assert_eq!(missed, Vec::<&String>::new());
}

#[test]
fn a_console_that_only_reads_sends_no_write() {
    let user = UserId::from("ann");
    for block in ServerBlock::ALL {
        for (name, call) in every_call() {
            let free = obliging(&user);
            call(&free.client(block).0.with_token(token()), &user);
            let script = obliging(&user);
            let error = call(&guarded(&script, block, Rules { read_only: true, protected: vec![] }), &user);
            assert_eq!(writes(&script, name), Vec::<String>::new(), "{name} {block:?}");
            let is_refused = error.is_some_and(|error| error.kind == ErrorKind::Guarded(Refusal::ReadOnly));
            assert_eq!(is_refused, !writes(&free, name).is_empty(), "{name} {block:?}");
        }
    }
}

/// Calls about a group or about all users: whom they touch is not known.
const ABOUT_NOBODY: [&str; 3] = ["groups.update", "groups.mute", "groups.unmute"];

#[test]
fn a_protected_user_is_touched_by_no_method() {
    let user = UserId::from("ann");
    for block in ServerBlock::ALL {
        for (name, call) in every_call().into_iter().filter(|(name, _)| !ABOUT_NOBODY.contains(name)) {
            let script = obliging(&user);
            let protected = vec![Pattern::new("a*n")];
            let error = call(&guarded(&script, block, Rules { read_only: false, protected }), &user);
            assert_eq!(writes(&script, name), Vec::<String>::new(), "{name} {block:?}");
            let free = obliging(&user);
            call(&free.client(block).0.with_token(token()), &user);
            if !writes(&free, name).is_empty() {
                assert_eq!(
                    error.unwrap().kind,
                    ErrorKind::Guarded(Refusal::Protected(user.clone())),
                    "{name} {block:?}"
                );
            }
        }
    }
}

#[test]
fn others_are_not_in_the_way() {
    let user = UserId::from("bob");
    for block in ServerBlock::ALL {
        for (name, call) in every_call() {
            let (free, script) = (obliging(&user), obliging(&user));
            call(&free.client(block).0.with_token(token()), &user);
            call(&guarded(&script, block, Rules { read_only: false, protected: vec![Pattern::new("ann")] }), &user);
            assert_eq!(script.paths(), free.paths(), "{name} {block:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_is_sent_touches_nobody_protected(id in "[aAbB_*]{1,4}", pattern in "[aAbB_*]{1,4}", at in any::<prop::sample::Index>(), old in any::<bool>()) {
        let user = UserId::from(id.as_str());
        let block = if old { ServerBlock::V3_4 } else { ServerBlock::Main };
        let expected = regex::RegexBuilder::new(&format!("^{}$", regex::escape(&pattern).replace(r"\*", ".*")))
            .case_insensitive(old).build().unwrap().is_match(&id);
        let calls: Vec<_> = every_call().into_iter().filter(|(name, _)| !ABOUT_NOBODY.contains(name)).collect();
        let (name, call) = calls[at.index(calls.len())];
        let script = obliging(&user);
        let rules = Rules { read_only: false, protected: vec![Pattern::new("nobody"), Pattern::new(&pattern)] };
        call(&guarded(&script, block, rules), &user);
        let free = obliging(&user);
        call(&free.client(block).0.with_token(token()), &user);
        let (sent, could_be) = (writes(&script, name), writes(&free, name));
        prop_assert_eq!(sent, if expected { vec![] } else { could_be }, "{} {}", name, pattern);
    }
}

fn time(client: &Client) -> Result<i64, ApiError> {
    now(client.msg().server_time_millis(&CallOptions::default()))
}

#[test]
fn a_refusal_is_told_and_nothing_is_sent() {
    let script = Script::always(|| Reply::data(json!({"serverTime": 1})));
    let (client, heard) = script.client(ServerBlock::Main);
    let client = client.with_token(token()).with_guard(Rc::new(Rules { read_only: true, protected: vec![] }));
    let error = now(client.users().set_global_recv_opt(&"ann".into(), 1, &CallOptions::default())).unwrap_err();
    assert_eq!((&error.kind, error.path), (&ErrorKind::Guarded(Refusal::ReadOnly), "/user/set_global_msg_recv_opt"));
    assert!(!error.ends_session() && error.class().is_none() && error.err_code().is_none());
    assert!(script.requests.borrow().is_empty());
    assert_eq!(heard.0.borrow()[0].error, Some(error));
    assert_eq!(time(&client), Ok(1), "reading goes on");
}

/// A token of "imAdmin".
fn own() -> UserId {
    "imAdmin".into()
}

#[test]
fn the_administrator_cannot_be_logged_out_by_its_own_hand_but_may_change_its_name() {
    let script = obliging(&own());
    let client = guarded(&script, ServerBlock::Main, Rules::default());
    let options = CallOptions::default();
    for platform in [openim_api::Platform::ADMIN, openim_api::Platform::WEB] {
        let error = now(client.auth().force_logout(&own(), platform, &options)).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Guarded(Refusal::Protected(own())));
    }
    assert!(script.requests.borrow().is_empty());
    now(client.users().set_global_recv_opt(&own(), 1, &options)).unwrap();
    now(client.auth().force_logout(&"ann".into(), openim_api::Platform::WEB, &options)).unwrap();
    // A token that names nobody protects nobody.
    let opaque = client.with_token(Token::new("opaque"));
    now(opaque.auth().force_logout(&own(), openim_api::Platform::WEB, &options)).unwrap();
}

#[test]
fn a_console_that_only_reads_signs_in_and_renews() {
    for block in ServerBlock::ALL {
        let script = obliging(&own());
        let rules = Rules { read_only: true, protected: vec![Pattern::new("*")] };
        let client = guarded(&script, block, rules);
        now(client.auth().sign_in(&own(), &Secret::new(SECRET), &CallOptions::default())).unwrap();
        now(client.auth().parse_token(&token(), &CallOptions::default())).unwrap();
    }
}

struct Everything;

impl Guard for Everything {
    fn refuses(&self, _: &Client, _: &Route, _: &[UserId]) -> Option<Refusal> {
        None
    }
}

#[test]
fn a_guard_stays() {
    let script = Script::always(|| Reply::data(json!({})));
    let client = guarded(&script, ServerBlock::Main, Rules { read_only: true, protected: vec![] });
    let rid = client.with_guard(Rc::new(Everything)).with_token(token()).with_block(ServerBlock::V3_8_3).clone();
    let error = now(rid.users().set_global_recv_opt(&"ann".into(), 1, &CallOptions::default())).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Guarded(Refusal::ReadOnly));
}

#[test]
fn a_screen_can_ask_before_it_offers_something() {
    let (ann, bob) = (UserId::from("ann"), UserId::from("bob"));
    let script = obliging(&ann);
    let client = |rules| guarded(&script, ServerBlock::Main, rules);
    let protected = Refusal::Protected(ann.clone());
    let some = client(Rules { read_only: false, protected: vec![Pattern::new("a*")] });
    assert_eq!(some.would_refuse(false, std::slice::from_ref(&ann)), Some(protected));
    assert_eq!(some.would_refuse(true, std::slice::from_ref(&bob)), None);
    let none = client(Rules { read_only: true, protected: vec![] });
    assert_eq!(none.would_refuse(false, std::slice::from_ref(&bob)), Some(Refusal::ReadOnly));
    assert_eq!(script.client(ServerBlock::Main).0.would_refuse(true, &[ann]), None);
}

#[test]
fn those_protected_among_many_are_named_in_one_go() {
    let script = obliging(&UserId::from("ann"));
    let client = |rules| guarded(&script, ServerBlock::Main, rules);
    let some = client(Rules { read_only: false, protected: vec![Pattern::new("svc_*")] });
    let mut users: Vec<UserId> = (0..100_000).map(|number| UserId::from(format!("u{number}"))).collect();
    assert_eq!(some.protected_among(true, &users), Ok(vec![]));
    users.insert(99_999, "svc_b".into());
    users.insert(3, "svc_a".into());
    users.push("svc_c".into());
    assert_eq!(some.protected_among(true, &users), Ok(["svc_a", "svc_b", "svc_c"].map(UserId::from).to_vec()));
    let none = client(Rules { read_only: true, protected: vec![] });
    assert_eq!(none.protected_among(false, &users), Err(Refusal::ReadOnly));
    assert_eq!(script.client(ServerBlock::Main).0.protected_among(true, &users), Ok(vec![]));
}
