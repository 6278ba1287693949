//! Rules that a console runs into, as sentences. The recordings hold their like in passing; here each stands alone.
#![cfg(test)]

mod support;

use openim_sandbox::Server::{self, Main, V34, V37, V383};
use serde_json::{Value, json};
use support::Bench;

const NOT_IN_SANDBOX: i64 = 99_001;

fn page() -> Value {
    json!({"pagination": {"pageNumber": 1, "showNumber": 10}})
}

#[test]
fn the_oldest_server_refuses_a_batch_for_an_id_that_account_check_calls_free() {
    let bench = Bench::empty(V34);
    let admin = bench.admin(V34);
    bench.register(&admin, &json!([{"userID": "alice"}]));
    for taken in ["ALICE", "álice", "alice  "] {
        let batch = json!([{"userID": "new"}, {"userID": taken}]);
        assert_eq!(bench.register(&admin, &batch).code(), Some(1102), "{taken}");
        let checked = bench.post("/user/account_check", &admin, &json!({"checkUserIDs": [taken, "new"]}));
        let rows = checked.data()["results"].clone();
        assert_eq!(
            (&rows[0]["accountStatus"], &rows[1]["accountStatus"]),
            (&json!("unregistered"), &json!("unregistered"))
        );
    }
    let twins = json!([{"userID": "twin"}, {"userID": "TWIN"}]);
    let collided = bench.register(&admin, &twins);
    assert_eq!(collided.code(), Some(1003));
    assert!(collided.text().contains("==\\u003e github.com/"), "with the words of the build machine in front");
    assert_eq!(bench.post("/user/get_users", &admin, &page()).data()["total"], 4, "alice and three admins");
}

#[test]
fn a_null_among_the_users_ends_the_request_on_3_7_without_an_envelope() {
    for (server, status, code) in
        [(V34, 200, Some(1001)), (V37, 500, None), (V383, 200, Some(1001)), (Main, 200, Some(1001))]
    {
        let bench = Bench::empty(server);
        let admin = bench.admin(server);
        let answer = bench.register(&admin, &json!([null]));
        assert_eq!((answer.status, answer.code()), (status, code), "{server}");
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"), "{server}");
    }
}

#[test]
fn a_body_that_cannot_be_read_is_told_in_the_way_of_the_version() {
    for (server, status, code, least) in
        [(V34, 400, 1001, 0), (V37, 200, 500, 0), (V383, 200, 1001, 2000), (Main, 200, 1001, 2000)]
    {
        let bench = Bench::empty(server);
        let admin = bench.admin(server);
        for body in
            ["", "hello", "[]", "{\"pagination\":7}", "{\"pagination\":{\"pageNumber\":2147483648}}", "{\"a\":1"]
        {
            let answer = bench.post_text("/user/get_users", &admin, body);
            assert_eq!((answer.status, answer.code()), (status, Some(code)), "{server} {body:?}");
            let message = answer.json().unwrap()["errMsg"].as_str().unwrap().len();
            assert!(message >= least, "{server} {body:?}: {message} bytes");
        }
    }
}

#[test]
fn a_filter_that_is_no_expression_is_told_in_the_way_of_the_version() {
    for (server, trace) in [(V37, false), (V383, true), (Main, false)] {
        let bench = Bench::empty(server);
        let admin = bench.admin(server);
        let pages = json!({"pageNumber": 1, "showNumber": 1});
        for (path, body) in [
            ("/user/get_users", json!({"nickName": "[", "pagination": pages})),
            ("/group/get_groups", json!({"groupName": "[", "pagination": pages})),
        ] {
            let answer = bench.post(path, &admin, &body).json().unwrap();
            let text = |name: &str| answer[name].as_str().unwrap().to_owned();
            assert_eq!(answer["errCode"], 500, "{server} {path}");
            assert_eq!(text("errMsg").contains(" | -> "), trace, "{server} {path}: {}", text("errMsg"));
            assert!(text("errDlt").contains("expression is invalid"), "{server} {path}: {}", text("errDlt"));
        }
    }
}

#[test]
fn the_members_of_a_dismissed_group_are_gone_a_little_later_and_muting_revives_it() {
    for server in Server::ALL {
        let bench = Bench::empty(server);
        let admin = bench.admin(server);
        bench.register(&admin, &json!([{"userID": "ann", "nickname": "Ann"}, {"userID": "bob", "nickname": "Bob"}]));
        let group = json!({"groupID": "g", "groupName": "G", "groupType": 2});
        bench.post(
            "/group/create_group",
            &admin,
            &json!({"ownerUserID": "ann", "memberUserIDs": ["bob"], "groupInfo": group}),
        );
        let info = || {
            bench.post("/group/get_groups_info", &admin, &json!({"groupIDs": ["g"]})).data()["groupInfos"][0].clone()
        };
        let listed = || bench.post("/group/get_groups", &admin, &page()).data()["total"].clone();
        bench.post("/group/dismiss_group", &admin, &json!({"groupID": "g", "deleteMember": false}));
        assert_eq!((&info()["memberCount"], &info()["status"], listed()), (&json!(2), &json!(2), json!(0)), "{server}");
        bench.clock.advance_millis(3000);
        assert_eq!((&info()["memberCount"], &info()["ownerUserID"]), (&json!(0), &json!("")), "{server}");
        assert_eq!(bench.post("/group/mute_group", &admin, &json!({"groupID": "g"})).code(), Some(0), "{server}");
        assert_eq!((&info()["status"], listed()), (&json!(3), json!(1)), "{server}");
        let again = bench.post("/group/dismiss_group", &admin, &json!({"groupID": "g"}));
        assert_eq!(again.code(), Some(1004), "{server}: it can never be dismissed again");
    }
}

#[test]
fn an_operation_id_of_other_letters_does_not_pass_grpc() {
    for (server, code) in [(V34, 13), (V37, 13), (V383, 13), (Main, 0)] {
        let bench = Bench::empty(server);
        let headers = [("operationid".to_owned(), "操作".to_owned()), ("token".to_owned(), bench.admin(server))];
        assert_eq!(bench.call("POST", "/msg/get_server_time", &headers, "{}").code(), Some(code), "{server}");
    }
}

#[test]
fn a_route_of_the_version_that_is_not_built_says_so_and_another_is_not_found() {
    for server in Server::ALL {
        let bench = Bench::empty(server);
        let admin = bench.admin(server);
        let unbuilt = bench.post("/object/part_limit", &admin, &page());
        assert_eq!((unbuilt.status, unbuilt.code()), (200, Some(NOT_IN_SANDBOX)), "{server}");
        assert_eq!(bench.post("/object/part_limit", "", &page()).code(), Some(1001), "{server}: the gate comes first");
        let unknown = bench.post("/no/such/route", &admin, &page());
        assert_eq!((unknown.status, unknown.text().as_str()), (404, "404 page not found"), "{server}");
        assert_eq!(bench.call("GET", "/object/part_limit", &[], "").status, 404, "{server}");
    }
}

#[test]
fn new_servers_answer_an_unknown_route_with_an_empty_packed_body_and_old_ones_with_text() {
    for (server, text) in [(V34, "404 page not found"), (V37, "404 page not found"), (V383, ""), (Main, "")] {
        let bench = Bench::empty(server);
        let headers = [
            ("operationid".to_owned(), "1".to_owned()),
            ("token".to_owned(), bench.admin(server)),
            ("accept-encoding".to_owned(), "br, gzip;q=0".to_owned()),
        ];
        let answer = bench.call("POST", "/no/such/route", &headers, "{}");
        assert_eq!(answer.status, 404, "{server}");
        let is_packed = answer.header("content-encoding") == Some("gzip");
        assert_eq!(is_packed, text.is_empty(), "{server}");
        if is_packed {
            assert_eq!(answer.bytes.len(), 23, "{server}");
        } else {
            assert_eq!(answer.text(), text, "{server}");
        }
    }
}

#[test]
fn main_says_500_for_an_unknown_user_until_a_list_call_has_asked_for_him() {
    let bench = Bench::empty(Main);
    let admin = bench.admin(Main);
    let rename =
        || bench.post("/user/update_user_info_ex", &admin, &json!({"userInfo": {"userID": "who", "nickname": "x"}}));
    assert_eq!(rename().code(), Some(500));
    bench.post("/user/get_users_info", &admin, &json!({"userIDs": ["who"]}));
    assert_eq!(rename().code(), Some(1004));
    bench.register(&admin, &json!([{"userID": "who", "nickname": "Who"}]));
    assert_eq!(rename().code(), Some(0));
}

#[test]
fn a_filter_is_an_expression_of_either_field_and_a_broken_one_is_a_server_error() {
    for server in [V37, V383, Main] {
        let bench = Bench::empty(server);
        let admin = bench.admin(server);
        let users = json!([
            {"userID": "ann1", "nickname": "Ann"},
            {"userID": "bob1", "nickname": "a.b (c)"},
            {"userID": "hidden", "nickname": "Ann", "appMangerLevel": 2},
        ]);
        assert_eq!(bench.register(&admin, &users).code(), Some(0));
        let total = |user_id: &str, nickname: &str| {
            let mut body = page();
            body["userID"] = user_id.into();
            body["nickName"] = nickname.into();
            let answer = bench.post("/user/get_users", &admin, &body);
            (answer.code(), answer.data()["total"].as_i64())
        };
        for (user_id, nickname, expected) in [
            ("", "", 2),
            ("", "aNN", 1),
            ("bob", "ann", 2),
            ("^b", "", 1),
            ("", "\\QA.B (\\E", 1),
            ("", "a\\.b \\(c\\)", 1),
            ("zzz", "", 0),
        ] {
            assert_eq!(total(user_id, nickname), (Some(0), Some(expected)), "{server} {user_id} {nickname}");
        }
        for broken in ["(", "[", ")", "*", "+", "?", "\\", "{"] {
            assert_eq!(total(broken, "").0, Some(500), "{server} {broken}");
        }
    }
}

#[test]
fn every_answer_can_be_read_by_a_page_on_another_origin_but_the_redirect() {
    for server in Server::ALL {
        let bench = Bench::empty(server);
        let admin = bench.admin(server);
        let readable = |path: &str, token: &str| {
            bench.post(path, token, &page()).header("access-control-allow-origin").map(str::to_owned)
        };
        for path in ["/user/get_users", "/no/such/route", "/group/get_groups"] {
            assert_eq!(readable(path, &admin).as_deref(), Some("*"), "{server} {path}");
            assert_eq!(readable(path, "").as_deref(), Some("*"), "{server} {path}");
        }
        assert_eq!(readable("/user/get_users/", &admin), None, "{server}");
        let preflight = bench.call("OPTIONS", "/no/such/route/", &[], "");
        assert_eq!(preflight.header("access-control-max-age"), Some("172800"), "{server}");
        assert_eq!(preflight.header("access-control-allow-credentials"), Some("false"), "{server}");
    }
}
