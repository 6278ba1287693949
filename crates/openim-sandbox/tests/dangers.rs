//! Requests that no client may send: what they do to a real server, they do to the sandbox. Recorded on throw-away servers.
#![cfg(test)]

mod support;

use openim_sandbox::Server::{Main, V34, V37, V383};
use openim_sandbox::{Options, Server};
use serde_json::{Value, json};
use support::Bench;

/// What is left of a server afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    /// Everything goes on.
    Alive,
    /// The service of messages is gone.
    NoMessages,
    /// The service of users is gone, and with it everything.
    Nothing,
}

fn bench(server: Server) -> (Bench, String) {
    let bench = Bench::new(Options { server, control: true, ..Options::default() });
    let admin = bench.admin(server);
    (bench, admin)
}

fn state(bench: &Bench, admin: &str) -> After {
    let fails = |path: &str, body: Value| bench.post(path, admin, &body).code() == Some(14);
    match (fails("/msg/search_msg", sane()), fails("/user/get_users", sane())) {
        (false, false) => After::Alive,
        (true, false) => After::NoMessages,
        (_, true) => After::Nothing,
    }
}

fn sane() -> Value {
    json!({"sendID": "ann", "pagination": {"pageNumber": 1, "showNumber": 1}})
}

#[test]
fn a_search_without_a_sane_page_ends_the_messages_of_old_servers_and_new_ones_stumble_or_pass() {
    let huge = i32::MAX;
    let page =
        |number: i32, show: i32| json!({"sendID": "ann", "pagination": {"pageNumber": number, "showNumber": show}});
    let requests = [
        (json!({"sendID": "ann"}), [14, 14, 0, 0]),
        (json!({"sendID": "ann", "pagination": null}), [14, 14, 0, 0]),
        (page(0, 5), [14, 14, 0, 0]),
        (page(1, -1), [14, 14, 2, 500]),
        (page(huge, huge), [14, 14, 14, 0]),
        (page(1, 0), [0, 0, 0, 0]),
    ];
    for (request, codes) in requests {
        for (server, code) in Server::ALL.into_iter().zip(codes) {
            let (bench, admin) = bench(server);
            let answer = bench.post("/msg/search_msg", &admin, &request);
            let came = answer.code().unwrap_or_else(|| answer.status.into());
            assert_eq!(came, code, "{server} {request}");
            let after = if code == 14 { After::NoMessages } else { After::Alive };
            assert_eq!(state(&bench, &admin), after, "{server} {request}");
        }
    }
}

#[test]
fn figures_of_activity_without_a_page_do_the_same() {
    for path in ["/statistics/user/active", "/statistics/group/active"] {
        for (server, code, after) in [
            (V34, 14, After::NoMessages),
            (V37, 14, After::NoMessages),
            (V383, 2, After::Alive),
            (Main, 500, After::Alive),
        ] {
            let (bench, admin) = bench(server);
            let answer = bench.post(path, &admin, &json!({"start": 1, "end": 2}));
            assert_eq!(answer.code().unwrap_or_else(|| answer.status.into()), code, "{server} {path}");
            assert_eq!(state(&bench, &admin), after, "{server} {path}");
        }
    }
}

#[test]
fn an_update_without_a_user_ends_everything_on_3_7_until_a_new_start() {
    for (server, code, after) in [(V37, 14, After::Nothing), (V383, 1001, After::Alive), (Main, 1001, After::Alive)] {
        let (bench, admin) = bench(server);
        assert_eq!(bench.post("/user/update_user_info_ex", &admin, &json!({})).code(), Some(code), "{server}");
        assert_eq!(state(&bench, &admin), after, "{server}");
        assert_eq!(bench.post("/sandbox/reset", "", &json!({})).status, 200);
        assert_eq!(state(&bench, &bench.admin(server)), After::Alive, "{server}");
    }
}

#[test]
fn a_search_of_logs_without_a_page_ends_the_logs_of_the_oldest_server() {
    for (server, code) in [(V34, 14), (V37, 0), (V383, 0), (Main, 0)] {
        let (bench, admin) = bench(server);
        assert_eq!(bench.post("/third/logs/search", &admin, &json!({})).code(), Some(code), "{server}");
        let again = json!({"pagination": {"pageNumber": 1, "showNumber": 1}});
        assert_eq!(bench.post("/third/logs/search", &admin, &again).code(), Some(code), "{server}");
        assert_eq!(state(&bench, &admin), After::Alive, "{server}");
    }
}

#[test]
fn a_search_for_nothing_in_particular_stumbles_on_3_8_3_alone() {
    let request = json!({"pagination": {"pageNumber": 1, "showNumber": 5}});
    for (server, code) in [(V34, 0), (V37, 0), (V383, 2), (Main, 0)] {
        let (bench, admin) = bench(server);
        assert_eq!(bench.post("/msg/search_msg", &admin, &request).code(), Some(code), "{server}");
    }
}

#[test]
fn a_message_of_a_lost_group_spoils_its_page_on_3_8_3_alone() {
    let all = json!({"sessionType": 3, "pagination": {"pageNumber": 1, "showNumber": 5}});
    let figures = json!({"start": 1, "end": 4_102_444_800_000_i64, "pagination": {"pageNumber": 1, "showNumber": 5}});
    for (server, code) in [(V34, 0), (V37, 0), (V383, 2), (Main, 0)] {
        let (bench, admin) = bench(server);
        bench.post("/sandbox/leftovers", "", &json!({"groupID": "gone", "messages": 2}));
        assert_eq!(bench.post("/msg/search_msg", &admin, &all).code(), Some(code), "{server}");
        assert_eq!(bench.post("/statistics/group/active", &admin, &figures).code(), Some(code), "{server}");
        assert_eq!(
            bench.post("/msg/search_msg", &admin, &sane()).code(),
            Some(0),
            "{server}: a narrower search passes"
        );
    }
}
