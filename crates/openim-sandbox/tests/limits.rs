//! How much a server takes at once: the limits that were measured on real ones, with bodies of the measured sizes.
#![cfg(test)]

mod support;

use openim_sandbox::Server::{self, Main, V34, V37, V383};
use serde_json::{Value, json};
use support::Bench;

const MIB: usize = 1 << 20;

fn users(prefix: &str, count: usize, ex: &str) -> Value {
    (0..count).map(|n| json!({"userID": format!("{prefix}{n:06}"), "nickname": format!("N{n}"), "ex": ex})).collect()
}

fn code_of_register(server: Server, users: &Value) -> Option<i64> {
    let bench = Bench::empty(server);
    let admin = bench.admin(server);
    bench.register(&admin, users).code()
}

#[test]
fn the_oldest_server_takes_nine_thousand_users_at_once_and_later_ones_any_number() {
    assert_eq!(code_of_register(V34, &users("a", 9000, "")), Some(0));
    assert_eq!(code_of_register(V34, &users("a", 10_000, "")), Some(500));
    assert_eq!(code_of_register(V37, &users("a", 10_000, "")), Some(0));
    assert_eq!(code_of_register(Main, &users("a", 20_000, "")), Some(0));
}

#[test]
fn a_registration_is_as_large_as_grpc_carries() {
    // Tenths of a MiB, in the free text of ten users.
    let code = |server, tenths: usize| code_of_register(server, &users("b", 10, &"x".repeat(tenths * MIB / 100)));
    for (server, tenths, expected) in [
        (V34, 39, 500),
        (V34, 41, 8),
        (V37, 39, 0),
        (V37, 41, 8),
        (V383, 41, 0),
        (V383, 75, 0),
        (V383, 85, 8),
        (Main, 85, 0),
        (Main, 155, 0),
    ] {
        assert_eq!(code(server, tenths), Some(expected), "{server} {tenths}");
    }
}

#[test]
fn main_reads_sixteen_mebibytes_and_takes_the_rest_for_missing() {
    let bench = Bench::empty(Main);
    let admin = bench.admin(Main);
    let padded = |mebibytes: usize| {
        let pagination = r#""pagination":{"pageNumber":1,"showNumber":2}"#;
        let pad = "a".repeat(mebibytes * MIB - pagination.len() - 11);
        bench.post_text("/user/get_users", &admin, format!("{{\"pad\":\"{pad}\",{pagination}}}"))
    };
    assert_eq!(padded(1).code(), Some(0));
    assert_eq!(padded(16).code(), Some(0));
    let cut = padded(17);
    assert_eq!(cut.code(), Some(1001));
    assert!(cut.text().contains("unexpected end of JSON input"));
    assert!(padded(33).dropped);
}

#[test]
fn widths_are_checked_by_the_oldest_server_alone() {
    for (server, expected) in [(V34, 500), (V37, 0), (V383, 0), (Main, 0)] {
        let code = |user: Value| code_of_register(server, &json!([user]));
        assert_eq!(code(json!({"userID": "i".repeat(64), "nickname": "n".repeat(255)})), Some(0), "{server}");
        assert_eq!(code(json!({"userID": "i".repeat(65), "nickname": "n"})), Some(expected), "{server}");
        assert_eq!(code(json!({"userID": "i".repeat(5000), "nickname": "n"})), Some(expected), "{server}");
        assert_eq!(code(json!({"userID": "i", "nickname": "n".repeat(100_000)})), Some(expected), "{server}");
        assert_eq!(
            code(json!({"userID": "i", "nickname": "n", "faceURL": "f".repeat(256)})),
            Some(expected),
            "{server}"
        );
        assert_eq!(code(json!({"userID": "i", "nickname": "n", "ex": "e".repeat(1025)})), Some(expected), "{server}");
    }
}

#[test]
fn an_answer_of_more_than_four_mebibytes_does_not_come_through_grpc() {
    for (server, count, expected) in [
        (V34, 100_000, 0),
        (V34, 200_000, 8),
        (V37, 100_000, 0),
        (V37, 200_000, 8),
        (V383, 200_000, 0),
        (V383, 400_000, 8),
    ] {
        let bench = Bench::empty(server);
        let admin = bench.admin(server);
        let ids: Value = (0..count).map(|n| format!("q{n:08}")).collect();
        let answer = bench.post("/user/account_check", &admin, &json!({"checkUserIDs": ids}));
        assert_eq!(answer.code(), Some(expected), "{server} {count}");
    }
    let heavy = users("c", 900, &"x".repeat(1000));
    let heavier: Value =
        (0..6).flat_map(|n| users(&format!("d{n}"), 900, &"x".repeat(1000)).as_array().unwrap().clone()).collect();
    for (server, users, expected) in [(V37, &heavy, 0), (V37, &heavier, 8), (V383, &heavier, 8), (Main, &heavier, 0)] {
        let bench = Bench::empty(server);
        let admin = bench.admin(server);
        for chunk in users.as_array().unwrap().chunks(900) {
            assert_eq!(bench.register(&admin, &chunk.into()).code(), Some(0));
        }
        let page = json!({"pagination": {"pageNumber": 1, "showNumber": 100_000}});
        assert_eq!(bench.post("/user/get_users", &admin, &page).code(), Some(expected), "{server}");
    }
}

#[test]
fn five_hundred_and_one_are_too_many_to_ask_old_servers_whether_they_are_online() {
    for (server, expected) in [(V34, 1001), (V37, 1001), (V383, 0), (Main, 0)] {
        let bench = Bench::empty(server);
        let admin = bench.admin(server);
        let ask = |count: usize| {
            let ids: Vec<String> = (0..count).map(|n| n.to_string()).collect();
            bench.post("/user/get_users_status", &admin, &json!({"userID": "x", "userIDs": ids})).code()
        };
        assert_eq!((ask(500), ask(501)), (Some(0), Some(expected)), "{server}");
    }
}
