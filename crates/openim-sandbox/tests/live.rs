//! The journey of `cargo xtask live` against all four servers: nothing surprises it, it tells what does, and nobody else is touched.
#![cfg(test)]

#[path = "../../openim-api/examples/live/journey/mod.rs"]
mod journey;

use std::net::Ipv4Addr;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use journey::Plan;
use journey::own::Own;
use journey::report::Outcome;
use openim_api::{
    BaseUrl, CallOptions, Client, Group, GroupFilter, HttpRequest, HttpResponse, LocalFuture, NativeTransport,
    NoObserver, Page, Secret, ServerBlock, Transport, TransportError, User, UserFilter,
};
use openim_sandbox::{Options, Sandbox, Server, SystemClock, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const SECRET: &str = "a-secret-of-its-own";

struct House {
    server: Server,
    address: String,
}

impl House {
    async fn of(server: Server, users: usize) -> Self {
        let options = Options { server, users, secret: SECRET.to_owned(), control: true, ..Options::default() };
        // The journey compares clocks, and this side's is the real one.
        let sandbox = Sandbox::new(options, Arc::new(SystemClock), 1);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(serve(listener, sandbox));
        Self { server, address }
    }

    fn base(&self) -> BaseUrl {
        BaseUrl::parse(&self.address).unwrap()
    }

    fn plan(&self, is_reads_only: bool) -> Plan {
        Plan { base: self.base(), secret: Secret::new(SECRET), admin: None, own: Own::new(7, is_reads_only) }
    }

    /// Makes the journey; what it printed.
    async fn travel(&self, is_reads_only: bool, transport: impl Transport + 'static) -> (Outcome, String) {
        let plan = self.plan(is_reads_only);
        let mut printed = plan.announcement().join("\n");
        let outcome = plan
            .run(Rc::new(transport), &mut |line| {
                printed.push('\n');
                printed.push_str(line);
            })
            .await;
        (outcome, printed)
    }

    async fn control(&self, method: &str, name: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).await.unwrap();
        let head = format!("{method} /sandbox/{name} HTTP/1.1\r\nHost: x\r\nConnection: close");
        let request = format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{answer}");
        body.to_owned()
    }

    /// The paths of all calls so far, with the user's token or without.
    async fn paths(&self) -> Vec<(String, bool)> {
        let requests: serde_json::Value = serde_json::from_str(&self.control("GET", "requests", "").await).unwrap();
        let calls = requests.as_array().unwrap().iter();
        calls.map(|call| (call["path"].as_str().unwrap().to_owned(), call["headers"].get("token").is_some())).collect()
    }

    /// All users and groups that are not the journey's.
    async fn others(&self) -> (Vec<User>, Vec<Group>) {
        let (block, admin) = match self.server {
            Server::V34 => (ServerBlock::V3_4, "openIM123456"),
            Server::V37 => (ServerBlock::V3_7, "imAdmin"),
            Server::V383 => (ServerBlock::V3_8_3, "imAdmin"),
            Server::Main => (ServerBlock::Main, "imAdmin"),
        };
        let (options, page) = (CallOptions::default(), Page { number: 1, size: 500 });
        let client = Client::new(self.base(), Rc::new(NativeTransport::new().unwrap()), Rc::new(NoObserver));
        let client = client.with_block(block);
        let issued = client.auth().sign_in(&admin.into(), &Secret::new(SECRET), &options).await.unwrap();
        let client = client.with_token(issued.token);
        let users = client.users().list(page, &UserFilter::default(), &options).await.unwrap();
        let groups = client.groups().list(page, &GroupFilter::default(), &options).await.unwrap();
        let mut users = users.items;
        users.retain(|user| !user.user_id.as_str().starts_with("oic_live_"));
        (users, groups.items)
    }
}

fn native() -> NativeTransport {
    NativeTransport::new().unwrap()
}

#[tokio::test]
async fn nothing_surprises_it_on_any_server_whether_full_or_empty() {
    for server in Server::ALL {
        for users in [0, 250] {
            let (outcome, printed) = House::of(server, users).await.travel(false, native()).await;
            assert_eq!(outcome.surprises, 0, "{server}, {users} users:\n{printed}");
            assert!(outcome.done > 100 && printed.contains("✓ dismiss it"), "{server}:\n{printed}");
        }
    }
}

#[tokio::test]
async fn it_says_what_it_will_do_and_never_tells_the_secret_or_a_token() {
    for server in Server::ALL {
        let house = House::of(server, 20).await;
        let (_, printed) = house.travel(false, native()).await;
        for words in ["No version of the server can delete a user", "oic_live_0000000000000007_3", &house.address] {
            assert!(printed.contains(words), "{words}:\n{printed}");
        }
        for hidden in [SECRET, "eyJ"] {
            assert!(!printed.contains(hidden), "{server}: {hidden} is told");
        }
    }
}

#[tokio::test]
async fn nobody_else_and_no_other_group_is_changed() {
    for server in Server::ALL {
        let house = House::of(server, 200).await;
        let before = house.others().await;
        assert!(before.0.len() >= 200 && !before.1.is_empty(), "{server}");
        house.travel(false, native()).await;
        assert_eq!(house.others().await, before, "{server}");
    }
}

#[tokio::test]
async fn a_journey_of_reads_sends_no_write() {
    let reads = ["get_", "search_", "page_", "pull_", "check_msg_is", "account_check", "is_friend", "newest_seq"];
    let exactly = [
        "/auth/parse_token",
        "/auth/user_token",
        "/statistics/user/register",
        "/statistics/user/active",
        "/statistics/group/create",
        "/statistics/group/active",
        "/user/process_user_command_get",
        "/user/process_user_command_get_all",
        "/prometheus_discovery/api",
    ];
    // The probe asks for these without a token, which does nothing.
    let harmless_without_token = ["/auth/get_user_token", "/user/update_user_info_ex"];
    for server in Server::ALL {
        let house = House::of(server, 50).await;
        let (outcome, printed) = house.travel(true, native()).await;
        assert_eq!(outcome.surprises, 0, "{server}:\n{printed}");
        assert!(printed.contains("It writes nothing."), "{printed}");
        let paths = house.paths().await;
        assert!(paths.len() > 40, "{server}: {paths:?}");
        for (path, has_token) in paths.iter().filter(|(path, _)| !path.starts_with("/sandbox/")) {
            let name = path.rsplit('/').next().unwrap();
            let is_read = reads.iter().any(|start| name.starts_with(start)) && path != "/auth/get_user_token";
            let is_probe = !has_token && harmless_without_token.contains(&path.as_str());
            assert!(is_read || is_probe || exactly.contains(&path.as_str()), "{server}: {path}");
        }
    }
}

#[tokio::test]
async fn a_failure_is_told_with_path_code_and_operation_id_and_the_rest_goes_on() {
    let house = House::of(Server::Main, 20).await;
    house.control("POST", "faults", r#"{"paths":["/group/get_groups"],"times":1,"errCode":80000}"#).await;
    let (outcome, printed) = house.travel(false, native()).await;
    assert_eq!(outcome.surprises, 1, "{printed}");
    assert!(printed.contains("✗ first page"), "{printed}");
    assert!(printed.contains("/group/get_groups  errCode 80000  operationID oic-"), "{printed}");
    assert!(printed.contains("✓ dismiss it"), "{printed}");
}

#[tokio::test]
async fn an_end_of_the_session_ends_the_journey_before_it_writes() {
    let house = House::of(Server::Main, 20).await;
    house.control("POST", "faults", r#"{"paths":["/user/get_users"],"errCode":1507}"#).await;
    let (outcome, printed) = house.travel(false, native()).await;
    assert!(outcome.surprises > 0, "{printed}");
    let paths = house.paths().await;
    assert!(!paths.iter().any(|(path, _)| path == "/user/user_register"), "{printed}");
}

#[tokio::test]
async fn where_there_is_no_openim_nothing_more_is_tried() {
    let house = House::of(Server::Main, 0).await;
    house.control("POST", "faults", r#"{"fault":"html"}"#).await;
    let (outcome, printed) = house.travel(false, native()).await;
    assert_eq!((outcome.surprises, outcome.done), (1, 1), "{printed}");
}

/// Changes what the server says.
struct Lying {
    honest: NativeTransport,
    path: &'static str,
    says: &'static str,
    instead: &'static str,
}

impl Lying {
    fn about(path: &'static str, says: &'static str, instead: &'static str) -> Self {
        Self { honest: native(), path, says, instead }
    }
}

impl Transport for Lying {
    fn send(&self, request: HttpRequest) -> LocalFuture<'_, Result<HttpResponse, TransportError>> {
        let is_about = request.url.ends_with(self.path);
        Box::pin(async move {
            let mut response = self.honest.send(request).await?;
            if is_about {
                response.body = response.body.replace(self.says, self.instead);
            }
            Ok(response)
        })
    }

    fn sleep(&self, duration: Duration) -> LocalFuture<'_, ()> {
        self.honest.sleep(duration)
    }

    fn now_millis(&self) -> i64 {
        self.honest.now_millis()
    }

    fn random(&self) -> u64 {
        self.honest.random()
    }

    fn is_reachable(&self, url: String) -> LocalFuture<'_, bool> {
        self.honest.is_reachable(url)
    }
}

#[tokio::test]
async fn an_answer_that_is_not_as_documented_is_a_surprise() {
    for (path, says, instead, told) in [
        ("/user/get_users_info", "Live, renamed", "Live, misread", "the user is"),
        (
            "/group/get_groups_info",
            r#""groupID":"#,
            r#""id":"#,
            "it failed: unexpected answer at data.groupInfos[0].groupID",
        ),
        ("/user/account_check", r#""accountStatus":1"#, r#""accountStatus":"registered""#, "the status is a word"),
        ("/friend/is_friend", r#""inUser1Friends":true"#, r#""inUser1Friends":false"#, "that is (false, true)"),
        ("/group/get_groups_info", r#""status":3"#, r#""status":0"#, "its state is Normal, not Muted"),
        ("/msg/search_msg", "Hello, live", "Hello, lie", "its words are not found"),
        ("/msg/get_server_time", r#""serverTime":1"#, r#""serverTime":2"#, "the clocks are far apart"),
        ("/auth/parse_token", "platformID", "platform", "the platform has a name and no number"),
        ("/statistics/user/register", r#""before":"#, r#""before":9"#, "the days do not add up"),
    ] {
        let lie = Lying::about(path, says, instead);
        let (outcome, printed) = House::of(Server::Main, 20).await.travel(false, lie).await;
        assert!(outcome.surprises > 0 && printed.contains(told), "{path}:\n{printed}");
    }
}

#[tokio::test]
async fn a_server_does_not_move_the_cursor() {
    let lie = Lying::about("/user/user_register", "userID registered already", r"\u001b[2Jgone\u202e");
    let (_, printed) = House::of(Server::Main, 0).await.travel(false, lie).await;
    assert!(printed.contains("[2Jgone"), "{printed}");
    assert!(!printed.contains(['\u{1b}', '\u{202e}']), "{printed}");
}
