//! What tests can do to a sandbox from outside, and what a sandbox does of itself when told to be bad.
#![cfg(test)]

mod support;

use std::collections::BTreeSet;

use openim_sandbox::{Options, Server};
use serde_json::{Value, json};
use support::{Answer, Bench};

fn controlled(server: Server) -> Bench {
    Bench::new(Options { server, users: 5, control: true, ..Options::default() })
}

fn list(bench: &Bench, token: &str) -> Answer {
    bench.post("/user/get_users", token, &json!({"pagination": {"pageNumber": 1, "showNumber": 1}}))
}

fn control(bench: &Bench, path: &str, body: &Value) -> Answer {
    bench.call("POST", path, &[], body.to_string())
}

#[test]
fn without_being_asked_for_there_is_no_control() {
    let bench = Bench::empty(Server::Main);
    for path in ["/sandbox/clock", "/sandbox/faults", "/sandbox/reset", "/sandbox/requests"] {
        assert_eq!(bench.call("GET", path, &[], "").status, 404, "{path}");
        assert_eq!(bench.post(path, &bench.admin(Server::Main), &json!({})).status, 404, "{path}");
    }
}

#[test]
fn the_clock_is_moved_and_a_token_expires() {
    for (server, expired) in [(Server::V34, 1505), (Server::V37, 1501), (Server::V383, 1501), (Server::Main, 1501)] {
        let bench = controlled(server);
        let token = bench.admin(server);
        assert_eq!(list(&bench, &token).code(), Some(0), "{server}");
        assert_eq!(control(&bench, "/sandbox/clock", &json!({"advanceSeconds": 90 * 86_400 - 1})).status, 200);
        assert_eq!(list(&bench, &token).code(), Some(0), "{server}");
        control(&bench, "/sandbox/clock", &json!({"advanceSeconds": 1}));
        assert_eq!(list(&bench, &token).code(), Some(expired), "{server}");
        let parsed = bench.post("/auth/parse_token", "", &json!({"token": token}));
        assert_eq!(parsed.code(), Some(1501), "{server}: parse_token tells faults apart everywhere");
    }
}

#[test]
fn main_outdates_an_admin_token_five_minutes_after_the_next_sign_in() {
    for (server, afterwards) in [(Server::V34, 0), (Server::V37, 0), (Server::V383, 0), (Server::Main, 1507)] {
        let bench = controlled(server);
        let first = bench.admin(server);
        control(&bench, "/sandbox/clock", &json!({"advanceSeconds": 10}));
        let second = bench.admin(server);
        control(&bench, "/sandbox/clock", &json!({"advanceSeconds": 299}));
        assert_eq!(list(&bench, &first).code(), Some(0), "{server}");
        control(&bench, "/sandbox/clock", &json!({"advanceSeconds": 1}));
        assert_eq!(list(&bench, &first).code(), Some(afterwards), "{server}");
        assert_eq!(list(&bench, &second).code(), Some(0), "{server}");
    }
}

#[test]
fn a_fault_hits_the_next_calls_of_its_path_and_no_more() {
    let bench = controlled(Server::Main);
    let token = bench.admin(Server::Main);
    let plan = json!({"paths": ["/user/get_users"], "times": 2, "fault": "500"});
    assert_eq!(control(&bench, "/sandbox/faults", &plan).text(), "{}");
    assert_eq!(bench.post("/msg/get_server_time", &token, &json!({})).code(), Some(0));
    assert_eq!(
        [list(&bench, &token).status, list(&bench, &token).status, list(&bench, &token).status],
        [500, 500, 200]
    );
}

#[test]
fn each_fault_looks_like_what_it_stands_for() {
    let bench = controlled(Server::Main);
    let token = bench.admin(Server::Main);
    let with = |plan: Value| {
        control(&bench, "/sandbox/faults", &plan);
        list(&bench, &token)
    };
    let readable = |answer: &Answer| answer.header("access-control-allow-origin").is_some();

    let empty = with(json!({"fault": "500"}));
    assert_eq!((empty.status, empty.text().as_str(), readable(&empty)), (500, "", true));
    let limited = with(json!({"fault": "429"}));
    assert_eq!((limited.status, limited.code(), readable(&limited)), (429, Some(429), false));
    assert_eq!(limited.header("retry-after"), Some("1"));
    let proxy = with(json!({"fault": "html"}));
    assert_eq!((proxy.status, readable(&proxy)), (502, false));
    assert!(proxy.text().starts_with("<html>"));
    let elsewhere = with(json!({"fault": "redirect"}));
    assert_eq!((elsewhere.status, readable(&elsewhere)), (307, false));
    assert_eq!(elsewhere.header("location"), Some("/user/get_users?redirected=1"));
    let cut = with(json!({"fault": "cut"}));
    assert_eq!((cut.status, cut.json(), readable(&cut)), (200, None, true));
    assert!(with(json!({"fault": "drop"})).dropped);
    assert_eq!(with(json!({"errCode": 1507})).code(), Some(1507));
    assert_eq!(with(json!({"errCode": 14})).code(), Some(14));
    assert_eq!(with(json!({"status": 503})).status, 503);
    assert_eq!(with(json!({})).code(), Some(0));
}

#[test]
fn a_lost_answer_is_of_a_call_that_was_carried_out() {
    let bench = controlled(Server::Main);
    let token = bench.admin(Server::Main);
    let check = |id: &str| {
        let answer = bench.post("/user/account_check", &token, &json!({"checkUserIDs": [id]}));
        answer.data()["results"][0]["accountStatus"].clone()
    };
    let free = check("nobody_yet");
    for (fault, id, is_done) in [("cut", "cut_off", false), ("lost", "carried_out", true)] {
        control(&bench, "/sandbox/faults", &json!({"paths": ["/user/user_register"], "times": 1, "fault": fault}));
        let users = json!({"users": [{"userID": id, "nickname": "Late"}]});
        let answer = bench.post("/user/user_register", &token, &users);
        assert_eq!((answer.status, answer.json()), (200, None), "{fault}");
        assert_eq!(check(id) != free, is_done, "{fault}");
    }
}

#[test]
fn several_plans_stand_side_by_side_and_the_first_that_fits_decides() {
    let bench = controlled(Server::Main);
    let token = bench.admin(Server::Main);
    let plans = json!([{"paths": ["/user/get_users"], "times": 1, "errCode": 1507}, {"status": 503}]);
    control(&bench, "/sandbox/faults", &plans);
    assert_eq!(list(&bench, &token).code(), Some(1507));
    assert_eq!(list(&bench, &token).status, 503);
    assert_eq!(bench.post("/msg/get_server_time", &token, &json!({})).status, 503);
    control(&bench, "/sandbox/faults", &json!([]));
    assert_eq!(list(&bench, &token).code(), Some(0));
}

#[test]
fn a_preflight_is_spared() {
    let bench = controlled(Server::Main);
    control(&bench, "/sandbox/faults", &json!({"fault": "drop"}));
    let answer = bench.call("OPTIONS", "/user/get_users", &[], "");
    assert_eq!((answer.status, answer.text().as_str()), (200, "\"Options Request!\""));
}

#[test]
fn a_wrong_plan_is_refused_with_a_sentence_and_changes_nothing() {
    let bench = controlled(Server::Main);
    let token = bench.admin(Server::Main);
    for body in ["{\"fualt\":\"500\"}", "{\"fault\":\"bang\"}", "nonsense", "[1]", ""] {
        let answer = bench.call("POST", "/sandbox/faults", &[], body);
        assert_eq!(answer.status, 400, "{body}");
        assert!(!answer.text().is_empty(), "{body}");
    }
    assert_eq!(list(&bench, &token).code(), Some(0));
}

#[test]
fn a_reset_starts_anew_with_another_number_of_users_if_given() {
    let bench = controlled(Server::Main);
    let token = bench.admin(Server::Main);
    assert_eq!(list(&bench, &token).data()["total"], 5);
    bench.register(&token, &json!([{"userID": "late", "nickname": "Late"}]));
    control(&bench, "/sandbox/clock", &json!({"advanceSeconds": 1000}));
    control(&bench, "/sandbox/faults", &json!({"fault": "500"}));
    assert_eq!(bench.call("POST", "/sandbox/reset", &[], "").status, 200);
    assert_eq!(list(&bench, &token).code(), Some(1507), "the register of tokens is empty");
    let token = bench.admin(Server::Main);
    assert_eq!(list(&bench, &token).data()["total"], 5);
    control(&bench, "/sandbox/reset", &json!({"users": 0}));
    let token = bench.admin(Server::Main);
    assert_eq!(list(&bench, &token).data(), json!({"total": 0, "users": null}));
    let clock = bench.call("GET", "/sandbox/clock", &[], "").json().unwrap();
    assert_eq!(clock["nowMillis"], support::NOW);
}

#[test]
fn calls_are_remembered_with_what_they_carried() {
    let bench = controlled(Server::Main);
    let token = bench.admin(Server::Main);
    list(&bench, &token);
    let all = bench.call("GET", "/sandbox/requests", &[], "").json().unwrap();
    let last = all.as_array().unwrap().last().unwrap();
    assert_eq!((&last["path"], &last["headers"]["token"]), (&json!("/user/get_users"), &json!(token)));
    assert!(last["body"].as_str().unwrap().contains("pageNumber"));
}

#[test]
fn chaos_breaks_about_the_share_it_was_told_to_and_in_several_ways() {
    let bench = Bench::new(Options { chaos_percent: 30, ..Options::default() });
    let mut broken = 0;
    let mut ways = BTreeSet::new();
    for _ in 0..1000 {
        let answer = bench.post("/auth/get_admin_token", "", &json!({"secret": "openIM123", "userID": "imAdmin"}));
        if answer.dropped || answer.code() != Some(0) {
            broken += 1;
            ways.insert((answer.dropped, answer.status, answer.code()));
        }
    }
    assert!((250..350).contains(&broken), "{broken}");
    assert_eq!(ways.len(), 5, "{ways:?}");
}

#[test]
fn a_delay_waits_by_the_injected_clock() {
    let bench = Bench::new(Options { delay_millis: 700, control: true, ..Options::default() });
    bench.admin(Server::Main);
    let clock = bench.call("GET", "/sandbox/clock", &[], "").json().unwrap();
    assert_eq!(clock["nowMillis"], support::NOW + 700);
}
