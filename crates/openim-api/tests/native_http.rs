//! The native transport over real sockets on the loopback.
#![cfg(all(feature = "native", not(target_arch = "wasm32")))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may"
)]

mod support;

use std::cell::Cell;
use std::rc::Rc;

use openim_api::{
    BaseUrl, CallOptions, Client, ErrorKind, NativeTransport, NoObserver, Secret, ServerBlock, Transport as _,
};
use support::{JWT, SECRET, token};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::LocalSet;

/// A server that reads one request per connection and answers it with bytes.
struct Server {
    base: String,
    received: Rc<std::cell::RefCell<Vec<String>>>,
    connections: Rc<Cell<usize>>,
}

async fn serve(answer: impl Fn(&str) -> Vec<u8> + 'static) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let (received, connections) = (Rc::default(), Rc::new(Cell::new(0)));
    let server = Server { base, received: Rc::clone(&received), connections: Rc::clone(&connections) };
    tokio::task::spawn_local(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            connections.set(connections.get() + 1);
            let request = read_request(&mut stream).await;
            let answer = answer(&request);
            received.borrow_mut().push(request);
            // The other side may have hung up, which is its right.
            let _ = stream.write_all(&answer).await;
        }
    });
    server
}

async fn read_request(stream: &mut tokio::net::TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let read = stream.read(&mut chunk).await.unwrap();
        bytes.extend_from_slice(&chunk[..read]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length =
            head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse::<usize>().ok());
        if read == 0 || body.len() >= length.unwrap_or(0) {
            return text;
        }
    }
}

fn answer(status: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n{body}", body.len())
        .into_bytes()
}

fn client(base: &str, block: ServerBlock) -> Client {
    let transport = Rc::new(NativeTransport::new().unwrap());
    Client::new(BaseUrl::parse(base).unwrap(), transport, Rc::new(NoObserver)).with_block(block).with_token(token())
}

async fn run(test: impl Future<Output = ()>) {
    LocalSet::new().run_until(test).await;
}

#[tokio::test]
async fn a_redirect_carries_neither_token_nor_secret_elsewhere() {
    run(async {
        let elsewhere = serve(|_| {
            answer("200 OK", "", r#"{"errCode":0,"data":{"serverTime":1,"token":"x","expireTimeSeconds":1}}"#)
        })
        .await;
        let target = elsewhere.base.clone();
        for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"] {
            let location = format!("Location: {target}/msg/get_server_time\r\n");
            let server = serve(move |_| answer(status, &location, "")).await;
            let client = client(&server.base, ServerBlock::V3_7);
            let options = CallOptions::default();
            let error = client.msg().server_time_millis(&options).await.unwrap_err();
            assert_eq!(error.kind, ErrorKind::RedirectRefused, "{status}");
            let error = client.auth().sign_in(&"a".into(), &Secret::new(SECRET), &options).await.unwrap_err();
            assert_eq!(error.kind, ErrorKind::RedirectRefused, "{status}");
            // The requests themselves did carry them, so the other origin could have got them.
            let received = server.received.borrow();
            assert!(received[0].contains(JWT) && received[1].contains(SECRET));
        }
        assert_eq!((elsewhere.connections.get(), elsewhere.received.borrow().len()), (0, 0));
        // And it would have been heard.
        client(&elsewhere.base, ServerBlock::V3_7).msg().server_time_millis(&CallOptions::default()).await.unwrap();
        assert_eq!(elsewhere.connections.get(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_request_on_the_wire_holds_what_it_should_and_no_more() {
    run(async {
        let server =
            serve(|_| answer("200 OK", "Set-Cookie: a=b\r\n", r#"{"errCode":0,"data":{"serverTime":5}}"#)).await;
        let client = client(&format!("{}/api/", server.base), ServerBlock::Main);
        for _ in 0..2 {
            assert_eq!(client.msg().server_time_millis(&CallOptions::default()).await, Ok(5));
        }
        for request in server.received.borrow().iter() {
            let lower = request.to_lowercase();
            assert!(request.starts_with("POST /api/msg/get_server_time HTTP/1.1\r\n"), "{request}");
            assert!(lower.contains("\r\noperationid: ") && lower.contains("\r\ncontent-type: application/json\r\n"));
            assert!(request.ends_with("\r\n\r\n{}"));
            assert!(!lower.contains("\r\ncookie:") && !lower.contains("\r\nreferer:"), "{request}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_closed_port_is_a_network_error_without_the_address() {
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        let client = client(&base, ServerBlock::Main);
        let error = client.msg().server_time_millis(&CallOptions::default()).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::Network);
        assert_eq!(client.is_reachable(&CallOptions::default()).await, Some(false));
        let transport = NativeTransport::new().unwrap();
        let request = openim_api::HttpRequest {
            method: openim_api::Method::Post,
            url: base.clone(),
            headers: vec![],
            body: None,
        };
        let words = format!("{:?}", transport.send(request).await.unwrap_err());
        assert!(!words.contains("127.0.0.1"), "{words}");
    })
    .await;
}

#[tokio::test]
async fn an_endless_answer_ends_at_the_limit() {
    run(async {
        let head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"errCode\":0,\"data\":\"";
        let server = serve(move |_| {
            let mut bytes = head.as_bytes().to_vec();
            bytes.resize((16 << 20) + 1000, b'x');
            bytes
        })
        .await;
        let options = CallOptions { timeout_millis: 60_000, cancel: None };
        let error = client(&server.base, ServerBlock::Main).msg().server_time_millis(&options).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::TooLarge);
    })
    .await;
}

#[tokio::test]
async fn a_cut_answer_is_a_network_error() {
    run(async {
        let server =
            serve(|_| b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{\"errCode\":0".to_vec())
                .await;
        let error = client(&server.base, ServerBlock::Main)
            .msg()
            .server_time_millis(&CallOptions::default())
            .await
            .unwrap_err();
        assert_eq!(error.kind, ErrorKind::Network);
        assert_eq!(client(&server.base, ServerBlock::Main).is_reachable(&CallOptions::default()).await, Some(true));
    })
    .await;
}

#[tokio::test]
async fn bytes_that_are_no_text_do_not_lose_the_answer() {
    run(async {
        let body = b"{\"errCode\":0,\"data\":{\"users\":[{\"userID\":\"u1\",\"nickname\":\"a\xff\xc3b\"}]}}";
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        let server = serve(move |_| [head.as_bytes(), body].concat()).await;
        let client = client(&server.base, ServerBlock::Main);
        let page = openim_api::Page { number: 1, size: 20 };
        let listing = client.users().list(page, &Default::default(), &CallOptions::default()).await.unwrap();
        assert_eq!(listing.items[0].nickname, "a\u{fffd}\u{fffd}b");
    })
    .await;
}

#[tokio::test]
async fn how_long_the_server_asks_to_be_left_alone_stands_in_the_error() {
    run(async {
        for (headers, asked) in [("Retry-After: 3\r\n", Some(3_000)), ("Retry-After: soon\r\n", None), ("", None)] {
            let server = serve(move |_| answer("429 Too Many Requests", headers, "")).await;
            let client = client(&server.base, ServerBlock::Main);
            let error = client.msg().server_time_millis(&CallOptions::default()).await.unwrap_err();
            assert_eq!((error.err_code(), error.retry_after_millis), (Some(429), asked), "{headers}");
        }
    })
    .await;
}
