//! Who is online: set from outside, told by each version in its own shape, ended by a forced logout.
#![cfg(test)]

mod support;

use openim_sandbox::Server::{Main, V34, V37, V383};
use openim_sandbox::{Options, Server};
use serde_json::{Value, json};
use support::Bench;

const WEB: i32 = 5;
const ANDROID: i32 = 2;

/// A server with one user, who is online on these platforms.
fn bench(server: Server, platforms: &[i32]) -> (Bench, String) {
    let bench = Bench::new(Options { server, control: true, ..Options::default() });
    let admin = bench.admin(server);
    assert_eq!(bench.register(&admin, &json!([{"userID": "ann", "nickname": "Ann"}])).code(), Some(0));
    set(&bench, platforms);
    (bench, admin)
}

fn set(bench: &Bench, platforms: &[i32]) {
    let body = json!({"userID": "ann", "platformIDs": platforms});
    assert_eq!(bench.post("/sandbox/presence", "", &body).status, 200);
}

fn platforms(bench: &Bench, admin: &str) -> Value {
    let answer = bench.post("/user/get_users_status", admin, &json!({"userID": "x", "userIDs": ["ann"]}));
    answer.data()["statusList"][0]["platformIDs"].clone()
}

/// The token by which the connection of a platform was opened.
fn token(bench: &Bench, admin: &str, place: usize) -> String {
    let answer = bench.post("/user/get_users_online_status", admin, &json!({"userIDs": ["ann"]}));
    answer.data()[0]["detailPlatformStatus"][place]["token"].as_str().unwrap_or_default().to_owned()
}

fn code(bench: &Bench, token: &str) -> Option<i64> {
    bench.post("/msg/get_server_time", token, &json!({})).code()
}

#[test]
fn a_connection_is_a_word_and_a_name_on_old_servers_and_numbers_on_new_ones() {
    for (server, status, key, platform) in [
        (V34, json!("online"), "platform", json!("Web")),
        (V37, json!("online"), "platform", json!("Web")),
        (V383, json!(1), "platformID", json!(WEB)),
        (Main, json!(1), "platformID", json!(WEB)),
    ] {
        let (bench, admin) = bench(server, &[WEB]);
        let ids = json!({"userIDs": ["ann", "nobody"]});
        let rows = bench.post("/user/get_users_online_status", &admin, &ids).data();
        assert_eq!((&rows[0]["status"], &rows[0]["detailPlatformStatus"][0][key]), (&status, &platform), "{server}");
        assert_eq!(rows[1]["detailPlatformStatus"], Value::Null, "{server}");
        let rows = bench.post("/user/get_users_online_token_detail", &admin, &ids).data();
        assert_eq!(rows.as_array().map(Vec::len), Some(1), "{server}: online users alone");
        assert_eq!(rows[0]["singlePlatformToken"][0][key], platform, "{server}");
    }
}

#[test]
fn a_forced_logout_closes_the_connection_and_ends_the_token_on_new_servers_alone() {
    for (server, after) in [(V34, 0), (V37, 0), (V383, 1506), (Main, 1506)] {
        let (bench, admin) = bench(server, &[WEB, ANDROID]);
        let (web, android) = (token(&bench, &admin, 0), token(&bench, &admin, 1));
        assert_eq!((code(&bench, &web), code(&bench, &android)), (Some(0), Some(0)), "{server}");
        let logout = bench.post("/auth/force_logout", &admin, &json!({"userID": "ann", "platformID": WEB}));
        assert_eq!(logout.code(), Some(0), "{server}");
        assert_eq!(platforms(&bench, &admin), json!([ANDROID]), "{server}");
        assert_eq!((code(&bench, &web), code(&bench, &android)), (Some(after), Some(0)), "{server}");
    }
}

#[test]
fn a_second_connection_of_one_platform_ends_the_token_of_the_first_in_every_version() {
    for server in Server::ALL {
        let (bench, admin) = bench(server, &[WEB]);
        let first = token(&bench, &admin, 0);
        bench.clock.advance_millis(1000);
        let path = if server <= V37 { "/auth/user_token" } else { "/auth/get_user_token" };
        let sign_in = json!({"secret": "openIM123", "userID": "ann", "platformID": WEB});
        assert_eq!(bench.post(path, &admin, &sign_in).code(), Some(0), "{server}");
        set(&bench, &[WEB]);
        let second = token(&bench, &admin, 0);
        assert_eq!((code(&bench, &first), code(&bench, &second)), (Some(1506), Some(0)), "{server}");
    }
}

#[test]
fn a_user_who_goes_offline_is_shown_so() {
    for server in Server::ALL {
        let (bench, admin) = bench(server, &[WEB, ANDROID]);
        assert_eq!(platforms(&bench, &admin), json!([WEB, ANDROID]), "{server}");
        set(&bench, &[ANDROID]);
        assert_eq!(platforms(&bench, &admin), json!([ANDROID]), "{server}");
        set(&bench, &[]);
        assert_eq!(platforms(&bench, &admin), Value::Null, "{server}");
    }
}

#[test]
fn whoever_is_no_admin_learns_no_tokens() {
    for server in Server::ALL {
        let (bench, admin) = bench(server, &[WEB]);
        let ann = token(&bench, &admin, 0);
        let ids = json!({"userIDs": ["ann"]});
        assert_eq!(bench.post("/user/get_users_online_status", &ann, &ids).code(), Some(1002), "{server}");
        let detail = bench.post("/user/get_users_online_token_detail", &ann, &ids);
        assert_eq!((detail.code(), detail.data()), (Some(0), Value::Null), "{server}");
    }
}
