//! Inputs that ask for a fault of just the call that carries them.
#![cfg(test)]

mod support;

use openim_sandbox::Server;
use serde_json::{Value, json};
use support::{Answer, Bench};

fn check(bench: &Bench, token: &str, ids: &[&str]) -> Answer {
    bench.post("/user/account_check", token, &json!({"checkUserIDs": ids}))
}

fn accounts(bench: &Bench, token: &str) -> Value {
    let page = json!({"pagination": {"pageNumber": 1, "showNumber": 100}});
    bench.post("/user/get_all_users_uid", token, &page).data()["userIDs"].clone()
}

#[test]
fn a_code_is_answered_for_the_call_with_the_sentinel_and_for_no_other() {
    for server in Server::ALL {
        let bench = Bench::empty(server);
        let token = bench.admin(server);
        assert_eq!(check(&bench, &token, &["anna", "sandboxfault_code_1507"]).code(), Some(1507), "{server}");
        assert_eq!(check(&bench, &token, &["anna"]).code(), Some(0), "{server}");
    }
}

#[test]
fn a_status_a_page_and_half_an_envelope_are_what_they_are_called() {
    let bench = Bench::empty(Server::Main);
    let token = bench.admin(Server::Main);
    for (id, status, readable) in [
        ("sandboxfault_500", 500, true),
        ("sandboxfault_status_503_anna", 503, true),
        ("sandboxfault_429", 429, false),
        ("sandboxfault_html", 502, false),
        ("sandboxfault_cut", 200, true),
    ] {
        let answer = check(&bench, &token, &[id]);
        assert_eq!((answer.status, answer.json()), (status, answer.json().filter(|_| status == 429)), "{id}");
        assert_eq!(answer.header("access-control-allow-origin").is_some(), readable, "{id}");
    }
    assert!(check(&bench, &token, &["sandboxfault_drop"]).dropped);
}

#[test]
fn a_dropped_registration_has_done_nothing_and_a_lost_one_has_been_done() {
    for server in Server::ALL {
        let bench = Bench::empty(server);
        let token = bench.admin(server);
        let user = |id: &str, nickname: &str| json!([{"userID": id, "nickname": nickname}]);
        assert!(bench.register(&token, &user("anna", "sandboxfault_drop")).dropped, "{server}");
        assert!(bench.register(&token, &user("bob", "sandboxfault_lost")).dropped, "{server}");
        let ids = accounts(&bench, &token);
        let has = |id: &str| ids.as_array().unwrap().iter().any(|other| other == id);
        assert_eq!((has("anna"), has("bob")), (false, true), "{server}: {ids}");
    }
}

#[test]
fn a_late_answer_is_the_ordinary_one() {
    let bench = Bench::empty(Server::V383);
    let token = bench.admin(Server::V383);
    let time = || bench.post("/msg/get_server_time", &token, &json!({})).data()["serverTime"].as_i64().unwrap();
    let before = time();
    let answer = bench.register(&token, &json!([{"userID": "sandboxfault_delay_1500_anna", "nickname": "Anna"}]));
    assert_eq!(answer.code(), Some(0), "{}", answer.text());
    assert_eq!(time() - before, 1500);
}

#[test]
fn a_text_that_only_mentions_the_word_is_a_text() {
    let bench = Bench::empty(Server::V37);
    let token = bench.admin(Server::V37);
    for id in ["my_sandboxfault_code_1507", "sandboxfault", "sandboxfault_", "sandboxfault_dance", "SANDBOXFAULT_drop"]
    {
        assert_eq!(check(&bench, &token, &[id]).code(), Some(0), "{id}");
    }
}

#[test]
fn no_recording_holds_the_word() {
    for text in [
        include_str!("exchanges/v3.4.json"),
        include_str!("exchanges/v3.7.json"),
        include_str!("exchanges/v3.8.3.json"),
        include_str!("exchanges/main.json"),
        include_str!("scenarios/v3.4.json"),
        include_str!("scenarios/v3.7.json"),
        include_str!("scenarios/v3.8.3.json"),
        include_str!("scenarios/main.json"),
    ] {
        assert!(!text.contains("sandboxfault"));
    }
}
