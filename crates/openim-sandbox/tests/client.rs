//! The project's client against the sandbox, over real HTTP on a port of its own: all four versions, faults, expiry.
#![cfg(test)]

use std::net::Ipv4Addr;
use std::rc::Rc;
use std::sync::Arc;

use openim_api::{
    AccountStatus, ApiError, BaseUrl, CallOptions, Client, ErrorClass, ErrorKind, IssuedToken, NativeTransport,
    NewUser, NoObserver, Page, Secret, ServerBlock, UserFilter, UserId,
};
use openim_sandbox::{Clock, ManualClock, Options, Sandbox, Server, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const NOW: i64 = 1_795_447_731_000;
const DAY_MILLIS: i64 = 86_400_000;

struct House {
    server: Server,
    clock: Arc<ManualClock>,
    address: String,
    client: Client,
}

impl House {
    async fn new(options: Options) -> Self {
        let server = options.server;
        let clock = Arc::new(ManualClock::at(NOW));
        let sandbox = Sandbox::new(options, Arc::clone(&clock) as Arc<dyn Clock>, 1);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(serve(listener, sandbox));
        let base = BaseUrl::parse(&format!("http://{address}")).unwrap();
        let client = Client::new(base, Rc::new(NativeTransport::new().unwrap()), Rc::new(NoObserver));
        Self { server, clock, address, client: client.with_block(block(server)) }
    }

    async fn of(server: Server) -> Self {
        Self::new(Options { server, control: true, ..Options::default() }).await
    }

    async fn sign_in(&self) -> IssuedToken {
        let secret = Secret::new("openIM123");
        self.client.auth().sign_in(&self.admin(), &secret, &options()).await.unwrap()
    }

    /// The client, signed in.
    async fn admin_client(&self) -> Client {
        self.client.with_token(self.sign_in().await.token)
    }

    fn admin(&self) -> UserId {
        if self.server == Server::V34 { "openIM123456" } else { "imAdmin" }.into()
    }

    /// How many admins the list of this version shows.
    fn listed_admins(&self) -> i64 {
        if self.server == Server::V34 { 3 } else { 0 }
    }

    /// A bare request, for what no client sends.
    async fn raw(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).await.unwrap();
        // The other side may close while it is still being written to.
        let _ = stream.write_all(request.as_bytes()).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer).into_owned()
    }

    async fn plan(&self, plan: &str) {
        let length = plan.len();
        let head = format!("POST /sandbox/faults HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}");
        let answer = self.raw(&format!("{head}\r\n\r\n{plan}")).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
}

fn block(server: Server) -> ServerBlock {
    match server {
        Server::V34 => ServerBlock::V3_4,
        Server::V37 => ServerBlock::V3_7,
        Server::V383 => ServerBlock::V3_8_3,
        Server::Main => ServerBlock::Main,
    }
}

fn options() -> CallOptions {
    CallOptions::default()
}

fn user(id: &str, nickname: &str) -> NewUser {
    NewUser { user_id: id.into(), nickname: nickname.to_owned(), ..NewUser::default() }
}

fn ids(texts: &[&str]) -> Vec<UserId> {
    texts.iter().map(|text| UserId::from(*text)).collect()
}

async fn first_page(client: &Client) -> Result<i64, ApiError> {
    let page = Page { number: 1, size: 10 };
    client.users().list(page, &UserFilter::default(), &options()).await.map(|listing| listing.total)
}

#[tokio::test]
async fn the_probe_tells_the_version() {
    for server in Server::ALL {
        let house = House::of(server).await;
        let probed = house.client.probe(&options()).await.unwrap().block;
        let refined = house.admin_client().await.with_block(probed).auth().refine_block(&options()).await;
        assert_eq!(refined, block(server), "{server}");
    }
}

#[tokio::test]
async fn an_admin_signs_in_and_the_server_reads_his_token() {
    for server in Server::ALL {
        let house = House::of(server).await;
        let issued = house.sign_in().await;
        let parsed = house.client.auth().parse_token(&issued.token, &options()).await.unwrap();
        assert_eq!(parsed.user_id, house.admin(), "{server}");
        assert_eq!(parsed.expires_at_millis, Some(NOW + 90 * DAY_MILLIS), "{server}");
        let wrong = house.client.auth().sign_in(&house.admin(), &Secret::new("wrong"), &options()).await.unwrap_err();
        assert_eq!(wrong.class(), Some(ErrorClass::NoPermission), "{server}");
    }
}

#[tokio::test]
async fn users_are_registered_listed_checked_and_looked_up() {
    for server in Server::ALL {
        let house = House::of(server).await;
        let client = house.admin_client().await;
        let secret = Secret::new("openIM123");
        let new = [user("ann1", "Ann <b>"), user("用户二", "王芳 😀"), user("c3", "a\u{202e}b")];
        client.users().register(&new, Some(&secret), &options()).await.unwrap();

        let listing =
            client.users().list(Page { number: 1, size: 10 }, &UserFilter::default(), &options()).await.unwrap();
        assert_eq!(listing.total, 3 + house.listed_admins(), "{server}");
        let ann = listing.items.iter().find(|user| user.user_id.as_str() == "ann1").unwrap();
        assert_eq!(ann.nickname, "Ann <b>", "{server}: escaped on the way, and back");
        assert_eq!(ann.create_time_millis.map(|time| time / 1000), Some(NOW / 1000), "{server}");

        let checked = client.users().check(&ids(&["ann1", "nobody"]), &options()).await.unwrap();
        let statuses: Vec<AccountStatus> = checked.into_iter().map(|(_, status)| status).collect();
        assert_eq!(statuses, [AccountStatus::Registered, AccountStatus::Unregistered], "{server}");

        let infos = client.users().infos(&ids(&["用户二", "nobody", "ann1"]), &options()).await.unwrap();
        let found: Vec<&str> = infos.iter().map(|user| user.user_id.as_str()).collect();
        assert_eq!(found, ["用户二", "ann1"], "{server}: in the order asked, without the unknown one");

        let taken = [user("new1", "New"), user("ann1", "Ann")];
        let refused = client.users().register(&taken, Some(&secret), &options()).await.unwrap_err();
        assert_eq!(refused.class(), Some(ErrorClass::AlreadyRegistered), "{server}");
        assert_eq!(first_page(&client).await.unwrap(), 3 + house.listed_admins(), "{server}: all or nothing");
    }
}

#[tokio::test]
async fn a_keyword_with_the_signs_of_an_expression_is_found_literally() {
    for server in [Server::V37, Server::V383, Server::Main] {
        let house = House::of(server).await;
        let client = house.admin_client().await;
        let new = [user("u1", "a.b(c)[d]*"), user("u2", "axb")];
        client.users().register(&new, Some(&Secret::new("openIM123")), &options()).await.unwrap();
        for (keyword, expected) in [("A.B(C)[d]*", 1), ("a.b", 1), ("(", 1), ("u", 2), ("zzz", 0)] {
            let filter = UserFilter { keyword: keyword.to_owned() };
            let found = client.users().list(Page { number: 1, size: 10 }, &filter, &options()).await.unwrap();
            assert_eq!(found.total, expected, "{server} {keyword}");
        }
    }
}

#[tokio::test]
async fn pages_hold_every_user_once() {
    for server in Server::ALL {
        let house = House::new(Options { server, users: 57, ..Options::default() }).await;
        let client = house.admin_client().await;
        let mut seen = std::collections::BTreeSet::new();
        for number in 1..=7 {
            let page = Page { number, size: 10 };
            let listing = client.users().list(page, &UserFilter::default(), &options()).await.unwrap();
            assert_eq!(listing.total, 57 + house.listed_admins(), "{server}");
            seen.extend(listing.items.into_iter().map(|user| user.user_id.to_string()));
        }
        assert_eq!(i64::try_from(seen.len()).unwrap(), 57 + house.listed_admins(), "{server}");
    }
}

#[tokio::test]
async fn an_expired_token_ends_the_session() {
    for server in Server::ALL {
        let house = House::of(server).await;
        let client = house.admin_client().await;
        house.clock.advance_millis(90 * DAY_MILLIS - 1);
        assert!(first_page(&client).await.is_ok(), "{server}");
        house.clock.advance_millis(1);
        let error = first_page(&client).await.unwrap_err();
        assert_eq!(error.class(), Some(ErrorClass::Session), "{server}");
        assert_eq!(error.err_code(), Some(if server == Server::V34 { 1505 } else { 1501 }), "{server}");
    }
}

#[tokio::test]
async fn on_main_the_first_of_two_tabs_has_five_minutes() {
    let house = House::of(Server::Main).await;
    let first = house.admin_client().await;
    house.clock.advance_millis(1000);
    let second = house.admin_client().await;
    house.clock.advance_millis(299_999);
    assert!(first_page(&first).await.is_ok());
    house.clock.advance_millis(1);
    assert_eq!(first_page(&first).await.unwrap_err().err_code(), Some(1507));
    assert!(first_page(&second).await.is_ok());
}

#[tokio::test]
async fn without_a_token_the_session_is_over_before_it_began() {
    for server in Server::ALL {
        let house = House::of(server).await;
        let error = first_page(&house.client).await.unwrap_err();
        assert_eq!((error.class(), error.err_code()), (Some(ErrorClass::Session), Some(1001)), "{server}");
    }
}

#[tokio::test]
async fn every_fault_has_its_outcome() {
    let house = House::of(Server::Main).await;
    let client = house.admin_client().await;
    let mut outcomes = Vec::new();
    for plan in ["500", "429", "html", "redirect", "drop", "cut"] {
        house.plan(&format!("{{\"paths\":[\"/user/get_users\"],\"times\":1,\"fault\":\"{plan}\"}}")).await;
        outcomes.push(first_page(&client).await.unwrap_err());
        assert!(first_page(&client).await.is_ok(), "{plan}: once and no more");
    }
    let [empty, limited, proxy, redirect, lost, cut] = outcomes.try_into().unwrap();
    assert_eq!(empty.kind, ErrorKind::Http { status: 500 });
    assert_eq!(limited.class(), Some(ErrorClass::RateLimited));
    assert_eq!(proxy.class(), Some(ErrorClass::Unavailable));
    assert_eq!(redirect.kind, ErrorKind::RedirectRefused);
    assert_eq!(lost.kind, ErrorKind::Network);
    assert!(matches!(cut.kind, ErrorKind::Decode { .. } | ErrorKind::NotOpenIm { .. }), "{cut:?}");
}

#[tokio::test]
async fn a_call_that_hangs_ends_with_its_time_and_the_server_goes_on() {
    let house = House::of(Server::Main).await;
    let client = house.admin_client().await;
    house.plan("{\"times\":1,\"fault\":\"hang\"}").await;
    let hasty = CallOptions { timeout_millis: 30, ..options() };
    let page = Page { number: 1, size: 1 };
    let error = client.users().list(page, &UserFilter::default(), &hasty).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Timeout { millis: 30 });
    assert!(first_page(&client).await.is_ok());
}

#[tokio::test]
async fn a_call_that_hangs_is_answered_once_the_plans_change() {
    let house = House::of(Server::Main).await;
    let client = house.admin_client().await;
    house.plan("{\"paths\":[\"/user/get_users\"],\"fault\":\"hang\"}").await;
    let let_go = async {
        let log = || house.raw("GET /sandbox/requests HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        while !log().await.contains("\"/user/get_users\"") {}
        house.plan("{}").await;
    };
    let (answered, ()) = tokio::join!(first_page(&client), let_go);
    assert!(answered.is_ok());
}

#[tokio::test]
async fn the_redirect_of_a_trailing_slash_is_not_followed() {
    for server in Server::ALL {
        let house = House::of(server).await;
        let token = house.sign_in().await.token;
        let head =
            format!("POST /user/get_users/?x=1 HTTP/1.1\r\nHost: x\r\noperationID: 1\r\ntoken: {}", token.expose());
        let answer = house.raw(&format!("{head}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}")).await;
        let answer = answer.to_lowercase();
        assert!(answer.starts_with("http/1.1 307"), "{server}: {answer}");
        assert!(answer.contains("\r\nlocation: /user/get_users?x=1\r\n"), "{server}: {answer}");
        assert!(!answer.contains("access-control"), "{server}: {answer}");

        // A client that has the base address with a path behind it must not build such a path, and does not follow if it does.
        house.plan("{\"fault\":\"redirect\"}").await;
        let error = first_page(&house.client.with_token(token)).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::RedirectRefused, "{server}");
        let log = house.raw("GET /sandbox/requests HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
        assert!(!log.contains("redirected=1"), "{server}: followed");
    }
}

#[tokio::test]
async fn a_header_of_two_mebibytes_is_refused_without_cors() {
    let house = House::of(Server::Main).await;
    let pad = "a".repeat(2 << 20);
    let head = format!("POST /user/get_users HTTP/1.1\r\nHost: x\r\nX-Pad: {pad}");
    let answer = house.raw(&format!("{head}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}")).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
    assert!(!answer.to_lowercase().contains("access-control"));
    // Four thousand characters are nothing special.
    let head = format!("POST /msg/get_server_time HTTP/1.1\r\nHost: x\r\noperationID: {}", "x".repeat(4000));
    let answer = house.raw(&format!("{head}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}")).await;
    assert!(answer.contains("header must have token"), "{answer}");
}

#[tokio::test]
async fn an_avatar_is_a_picture_and_a_missing_one_is_missing() {
    let house = House::of(Server::Main).await;
    let get =
        async |path: &str| house.raw(&format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).await;
    let picture = get("/sandbox/avatar/wei_1.svg").await;
    assert!(picture.starts_with("HTTP/1.1 200") && picture.contains("image/svg+xml") && picture.contains("<svg"));
    assert!(get("/sandbox/avatar/gone-1.png").await.starts_with("HTTP/1.1 404"));
}
