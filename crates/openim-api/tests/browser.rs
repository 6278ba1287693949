//! The transport of a page, in a browser: what it asks of fetch, and how a request ends.
//!
//! `window.fetch` is replaced by one that keeps what it is given, so that nothing leaves the page.
#![cfg(all(target_arch = "wasm32", feature = "browser"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may")]

use std::rc::Rc;
use std::time::Duration;

use futures_util::FutureExt as _;
use js_sys::{Array, Function, Object, Reflect};
use openim_api::{
    BaseUrl, BrowserTransport, CallOptions, CancelToken, Client, ErrorKind, HttpRequest, Method, NoObserver, Secret,
    ServerBlock, Token, Transport as _, TransportError,
};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Replaces fetch until it is dropped. `answer` is the body of a function of `request`.
struct Stub {
    original: JsValue,
    seen: Array,
}

impl Stub {
    fn new(answer: &str) -> Self {
        let seen = Array::new();
        let answer = Function::new_with_args("request", answer);
        let fetch = Function::new_with_args(
            "seen, answer",
            "return (request) => { seen.push(request); return answer(request); };",
        );
        let fetch = fetch.call2(&JsValue::NULL, &seen, &answer).unwrap();
        let original = global("fetch");
        Reflect::set(&js_sys::global(), &"fetch".into(), &fetch).unwrap();
        Self { original, seen }
    }

    fn answering(body: &str) -> Self {
        Self::new(&format!("return Promise.resolve(new Response({}));", quoted(body)))
    }

    /// A property of the one request there was.
    fn request(&self, name: &str) -> String {
        assert_eq!(self.seen.length(), 1);
        text(&Reflect::get(&self.seen.get(0), &name.into()).unwrap())
    }

    fn header(&self, name: &str) -> String {
        let headers = Reflect::get(&self.seen.get(0), &"headers".into()).unwrap();
        let get: Function = Reflect::get(&headers, &"get".into()).unwrap().unchecked_into();
        text(&get.call1(&headers, &name.into()).unwrap())
    }

    fn is_aborted(&self) -> bool {
        let signal = Reflect::get(&self.seen.get(0), &"signal".into()).unwrap();
        Reflect::get(&signal, &"aborted".into()).unwrap().is_truthy()
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        let _ = Reflect::set(&js_sys::global(), &"fetch".into(), &self.original);
    }
}

fn global(name: &str) -> JsValue {
    Reflect::get(&js_sys::global(), &name.into()).unwrap()
}

fn text(value: &JsValue) -> String {
    value.as_string().unwrap_or_else(|| format!("{value:?}"))
}

/// A text as a literal of the language.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Never answers, and rejects like a browser where it is aborted.
const SILENT: &str = "return new Promise((_, reject) =>
    request.signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))));";

fn client() -> Client {
    let base = BaseUrl::parse("http://im.test:10002/api").unwrap();
    Client::new(base, Rc::new(BrowserTransport::new()), Rc::new(NoObserver)).with_block(ServerBlock::Main)
}

async fn send(method: Method, body: Option<&str>) -> Result<(u16, String), TransportError> {
    let headers = vec![("operationID", "op 1".to_owned())];
    let request = HttpRequest { method, url: "http://im.test/x".into(), headers, body: body.map(ToOwned::to_owned) };
    BrowserTransport::new().send(request).await.map(|response| (response.status, response.body))
}

#[wasm_bindgen_test]
async fn a_request_keeps_to_itself() {
    let stub = Stub::answering(r#"{"errCode":0,"data":{"serverTime":5}}"#);
    let client = client().with_token(Token::new("the-token"));
    assert_eq!(client.msg().server_time_millis(&CallOptions::default()).await, Ok(5));
    for (property, value) in [
        ("credentials", "omit"),
        ("redirect", "error"),
        ("cache", "default"),
        ("referrerPolicy", "no-referrer"),
        ("method", "POST"),
        ("mode", "cors"),
        ("url", "http://im.test:10002/api/msg/get_server_time"),
    ] {
        assert_eq!(stub.request(property), value, "{property}");
    }
    assert_eq!((stub.header("token"), stub.header("content-type")), ("the-token".into(), "application/json".into()));
    assert!(stub.header("operationid").starts_with("oic-"));
}

#[wasm_bindgen_test]
async fn what_was_sent_and_what_came_arrive_whole() {
    let stub = Stub::new("return request.text().then((body) => new Response('é字' + body, { status: 500 }));");
    assert_eq!(send(Method::Post, Some("{\"n\":\"ü\"}")).await, Ok((500, "é字{\"n\":\"ü\"}".to_owned())));
    drop(stub);
    let stub = Stub::new("return Promise.resolve(new Response(null, { status: 204 }));");
    assert_eq!(send(Method::Get, None).await, Ok((204, String::new())));
    assert_eq!((stub.request("method"), stub.request("cache")), ("GET".into(), "no-store".into()));
    drop(stub);
    let stub = Stub::new("return Promise.resolve(new Response(new Uint8Array([0x61, 0xff, 0x62])));");
    assert_eq!(send(Method::Get, None).await, Ok((200, "a\u{fffd}b".to_owned())));
    drop(stub);
}

#[wasm_bindgen_test]
async fn a_refused_request_is_a_network_error_without_the_address() {
    let stub = Stub::new("return Promise.reject(new TypeError('Failed to fetch http://im.test/x'));");
    assert_eq!(send(Method::Post, Some("{}")).await, Err(TransportError::Network("TypeError".into())));
    drop(stub);
}

#[wasm_bindgen_test]
async fn a_fetch_that_the_page_replaced_may_do_what_it_wants() {
    for answer in [
        "return Promise.reject('no error object');",
        "return Promise.reject(undefined);",
        "return Promise.resolve(undefined);",
        "return Promise.resolve(7);",
        "throw new RangeError('http://im.test');",
        "throw 'a text';",
    ] {
        let _stub = Stub::new(answer);
        let outcome = send(Method::Post, Some("{}")).await;
        assert!(
            matches!(&outcome, Err(TransportError::Network(words)) if !words.contains("im.test")),
            "{answer} {outcome:?}"
        );
    }
    // Like a response of another frame: all there, but of another class.
    let _stub = Stub::new("const real = new Response('x'); return Promise.resolve({ status: 200, body: real.body });");
    assert_eq!(send(Method::Post, Some("{}")).await, Ok((200, "x".to_owned())));
}

#[wasm_bindgen_test]
async fn a_header_that_a_browser_would_throw_at_is_an_error() {
    let stub = Stub::answering("x");
    for value in ["ü", "a\nb", "a\0"] {
        let headers = vec![("token", value.to_owned())];
        let request = HttpRequest { method: Method::Post, url: "http://im.test/x".into(), headers, body: None };
        assert!(matches!(BrowserTransport::new().send(request).await, Err(TransportError::Network(_))));
    }
    assert_eq!(stub.seen.length(), 0);
}

#[wasm_bindgen_test]
async fn a_cancelled_call_aborts_its_fetch() {
    let stub = Stub::new(SILENT);
    let (client, cancel) = (client(), CancelToken::new());
    let options = CallOptions { cancel: Some(cancel.clone()), ..CallOptions::default() };
    let msg = client.msg();
    let mut call = Box::pin(msg.server_time_millis(&options));
    assert!((&mut call).now_or_never().is_none());
    assert_eq!((stub.seen.length(), stub.is_aborted()), (1, false));
    cancel.cancel();
    assert_eq!(call.await.unwrap_err().kind, ErrorKind::Cancelled);
    assert!(stub.is_aborted());
}

#[wasm_bindgen_test]
async fn a_dropped_call_aborts_its_fetch() {
    let stub = Stub::new(SILENT);
    let (client, options) = (client(), CallOptions::default());
    let msg = client.msg();
    let mut call = Box::pin(msg.server_time_millis(&options));
    assert!((&mut call).now_or_never().is_none());
    drop(call);
    assert!(stub.is_aborted());
}

#[wasm_bindgen_test]
async fn a_silent_server_ends_at_the_limit() {
    let stub = Stub::new(SILENT);
    let options = CallOptions { timeout_millis: 20, cancel: None };
    let error = client().auth().sign_in(&"a".into(), &Secret::new("s"), &options).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Timeout { millis: 20 });
    assert!(stub.is_aborted());
}

#[wasm_bindgen_test]
async fn an_answer_that_stops_in_the_middle_ends_at_the_limit() {
    let stub = Stub::new(
        "return Promise.resolve(new Response(new ReadableStream({ start(c) { c.enqueue(new Uint8Array(9)); } })));",
    );
    let options = CallOptions { timeout_millis: 20, cancel: None };
    let error = client().msg().server_time_millis(&options).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Timeout { millis: 20 });
    assert!(stub.is_aborted());
}

#[wasm_bindgen_test]
async fn an_endless_answer_ends_at_the_limit_of_bytes() {
    let stub = Stub::new(
        "const piece = new Uint8Array(1 << 20);
        request.pulled = 0;
        return Promise.resolve(new Response(new ReadableStream({ pull(c) { request.pulled += 1; c.enqueue(piece); } })));",
    );
    assert_eq!(send(Method::Post, Some("{}")).await, Err(TransportError::TooLarge));
    let pulled = Reflect::get(&stub.seen.get(0), &"pulled".into()).unwrap().as_f64().unwrap();
    assert!((17.0..20.0).contains(&pulled), "{pulled} MiB were taken");
    assert!(stub.is_aborted());
}

#[wasm_bindgen_test]
async fn asking_whether_anything_answers_sends_nothing_along() {
    let stub = Stub::answering("");
    assert_eq!(client().with_token(Token::new("the-token")).is_reachable(&CallOptions::default()).await, Some(true));
    for (property, value) in [
        ("mode", "no-cors"),
        ("credentials", "omit"),
        ("cache", "no-store"),
        ("referrerPolicy", "no-referrer"),
        ("url", "http://im.test:10002/api/"),
    ] {
        assert_eq!(stub.request(property), value, "{property}");
    }
    assert_eq!(stub.header("token"), "JsValue(null)");
    drop(stub);
    let _stub = Stub::new("return Promise.reject(new TypeError());");
    assert_eq!(client().is_reachable(&CallOptions::default()).await, Some(false));
}

#[wasm_bindgen_test]
async fn a_timer_waits_and_is_cleared_when_nobody_waits_any_more() {
    let cleared = Object::new();
    let original = global("clearTimeout");
    let wrapper =
        Function::new_with_args("seen, real", "return (id) => { seen.last = id; return real.call(globalThis, id); };");
    let wrapper = wrapper.call2(&JsValue::NULL, &cleared, &original).unwrap();
    Reflect::set(&js_sys::global(), &"clearTimeout".into(), &wrapper).unwrap();
    let transport = BrowserTransport::new();
    {
        let mut waiting = transport.sleep(Duration::from_secs(3600));
        assert!((&mut waiting).now_or_never().is_none());
    }
    Reflect::set(&js_sys::global(), &"clearTimeout".into(), &original).unwrap();
    assert!(Reflect::get(&cleared, &"last".into()).unwrap().is_truthy());
    let before = transport.now_millis();
    transport.sleep(Duration::from_millis(15)).await;
    assert!(transport.now_millis() - before >= 14);
    assert_ne!(transport.random(), transport.random());
}
