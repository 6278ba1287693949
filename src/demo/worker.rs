//! The server in a web worker, and the transport that calls it. What is posted is told in `embed/sandbox-worker/src/lib.rs`.

use std::cell::{Cell, RefCell};
use std::hint::black_box;
use std::rc::Rc;
use std::time::Duration;

use futures_channel::oneshot;
use futures_util::FutureExt;
use futures_util::future::{Either, ready, select};
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Reflect};
use openim_api::{
    BrowserTransport, HttpRequest, HttpResponse, LocalFuture, Method, Transport, TransportError, json_fields, json_text,
};
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};

/// The address of the demo's server. No name below `invalid` can belong to anybody, so that even a call that went astray would
/// reach no one; https, so that no page takes it for mixed content.
pub const ADDRESS: &str = "https://demo.invalid";
/// The worker's script, beside the page. The release puts its name by content here (`xtask/src/post_build.rs`).
const SCRIPT: &str = "sandbox-worker-0000000000000000.js";
/// A worker that says nothing for so long will not, in milliseconds.
const READY_WITHIN_MILLIS: u32 = 30_000;

/// Why the worker does not serve.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkerProblem {
    /// The browser could not start it; in its own words, or the worker's.
    NotStarted(String),
    /// It says nothing.
    Silent,
}

/// A running worker. Clones are the same.
#[derive(Clone)]
pub struct Worker(Rc<Inner>);

struct Inner {
    worker: web_sys::Worker,
    line: Rc<Line>,
    _listeners: [EventListener; 2],
}

/// What is said between page and worker.
#[derive(Default)]
struct Line {
    last: Cell<u32>,
    /// Is told when the worker serves, or why it does not.
    ready: RefCell<Option<oneshot::Sender<Result<(), WorkerProblem>>>>,
    /// Calls without an answer. `None` is the answer of a call that was lost.
    waiting: RefCell<Vec<(u32, oneshot::Sender<Option<HttpResponse>>)>>,
    /// It has broken down, or was ended: nobody will answer.
    ended: Cell<bool>,
}

impl Worker {
    /// Starts one, with its users as they are at the start.
    pub async fn start() -> Result<Self, WorkerProblem> {
        // Read where it stands, and not woven into the code: the release writes the name there.
        let worker = web_sys::Worker::new(black_box(SCRIPT)).map_err(|error| not_started(&error))?;
        let (told, ready) = oneshot::channel();
        let line = Rc::new(Line { ready: RefCell::new(Some(told)), ..Line::default() });
        let listen = |name: &'static str, hear: fn(&Line, &JsValue)| {
            let line = Rc::clone(&line);
            EventListener::new(&worker, name, move |event| hear(&line, event.as_ref()))
        };
        let listeners = [listen("message", Line::hear), listen("error", Line::break_down)];
        let worker = Self(Rc::new(Inner { worker, line, _listeners: listeners }));
        let outcome = match select(ready, TimeoutFuture::new(READY_WITHIN_MILLIS)).await {
            Either::Left((told, _)) => told.unwrap_or(Err(WorkerProblem::Silent)),
            Either::Right(_) => Err(WorkerProblem::Silent),
        };
        outcome.map(|()| worker)
    }

    /// Ends it, whoever still has a clone. Calls that wait have no answer.
    pub fn end(&self) {
        self.0.terminate();
        self.0.line.end();
    }

    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let lost = || TransportError::Network("the demo's server does not answer".to_owned());
        let path = path_at(&request.url).ok_or_else(lost)?.to_owned();
        let line = &self.0.line;
        if line.ended.get() {
            return Err(lost());
        }
        let id = line.last.get().wrapping_add(1);
        line.last.set(id);
        let (told, answer) = oneshot::channel();
        line.waiting.borrow_mut().push((id, told));
        let message = JsValue::from_str(&call_text(id, &request, path));
        self.0.tell("postMessage", &message).ok_or_else(lost)?;
        match answer.await {
            Ok(Some(answer)) if (300..400).contains(&answer.status) => Err(TransportError::Redirect),
            Ok(Some(answer)) => Ok(answer),
            Ok(None) | Err(oneshot::Canceled) => Err(lost()),
        }
    }
}

impl Inner {
    /// Calls a method of the browser's worker by its name. A binding of its own would stand in the first list for each.
    fn tell(&self, method: &str, argument: &JsValue) -> Option<()> {
        let method = Reflect::get(&self.worker, &JsValue::from_str(method)).ok()?;
        method.dyn_ref::<Function>()?.call1(&self.worker, argument).ok().map(|_| ())
    }

    fn terminate(&self) {
        // It takes no argument, and does not mind one.
        let _ = self.tell("terminate", &JsValue::UNDEFINED);
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.terminate();
    }
}

impl PartialEq for Worker {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Line {
    fn hear(&self, event: &JsValue) {
        let text = event.dyn_ref::<web_sys::MessageEvent>().and_then(|event| event.data().as_string());
        let Some(message) = text.and_then(|text| serde_json::from_str::<Value>(&text).ok()) else { return };
        if message.get("ready").is_some() {
            self.tell(Ok(()));
        } else if let Some(why) = message.get("failed") {
            self.tell(Err(WorkerProblem::NotStarted(why.as_str().unwrap_or_default().to_owned())));
        } else if let Some((id, answer)) = read(&message) {
            let mut waiting = self.waiting.borrow_mut();
            if let Some(at) = waiting.iter().position(|(of, _)| *of == id) {
                let (_, told) = waiting.swap_remove(at);
                // Who has stopped waiting has dropped the other end.
                let _ = told.send(answer);
            }
        }
    }

    /// The script could not be had, or the program in it has ended by an error.
    fn break_down(&self, event: &JsValue) {
        self.end();
        self.tell(Err(not_started(event)));
    }

    fn end(&self) {
        self.ended.set(true);
        self.waiting.take();
    }

    fn tell(&self, outcome: Result<(), WorkerProblem>) {
        if let Some(told) = self.ready.take() {
            let _ = told.send(outcome);
        }
    }
}

impl Transport for Worker {
    fn send(&self, request: HttpRequest) -> LocalFuture<'_, Result<HttpResponse, TransportError>> {
        self.call(request).boxed_local()
    }

    fn sleep(&self, duration: Duration) -> LocalFuture<'_, ()> {
        let millis = u32::try_from(duration.as_millis()).unwrap_or(u32::MAX);
        TimeoutFuture::new(millis).boxed_local()
    }

    fn now_millis(&self) -> i64 {
        BrowserTransport::new().now_millis()
    }

    fn random(&self) -> u64 {
        BrowserTransport::new().random()
    }

    fn is_reachable(&self, url: String) -> LocalFuture<'_, bool> {
        ready(path_at(&url).is_some() && !self.0.line.ended.get()).boxed_local()
    }
}

/// Of an address on the demo's server; there is no other.
fn path_at(url: &str) -> Option<&str> {
    url.strip_prefix(ADDRESS).filter(|path| path.is_empty() || path.starts_with('/'))
}

fn call_text(id: u32, request: &HttpRequest, path: String) -> String {
    let method = match request.method {
        Method::Post => "POST",
        Method::Get => "GET",
    };
    let header = |(name, value): &(&str, String)| Value::Array(vec![(*name).into(), value.as_str().into()]);
    json_text(&json_fields(vec![
        ("id", id.into()),
        ("method", method.into()),
        ("path", path.into()),
        ("headers", Value::Array(request.headers.iter().map(header).collect())),
        ("body", request.body.as_deref().map_or(Value::Null, Value::from)),
    ]))
}

/// The number of a call, and its answer.
fn read(message: &Value) -> Option<(u32, Option<HttpResponse>)> {
    let number = |key: &str| message.get(key).and_then(Value::as_u64);
    let id = u32::try_from(number("id")?).ok()?;
    let status = number("status").and_then(|status| u16::try_from(status).ok());
    let body = message.get("body").and_then(Value::as_str);
    Some((
        id,
        status.zip(body).map(|(status, body)| HttpResponse { status, body: body.to_owned(), retry_after_millis: None }),
    ))
}

/// The browser's words of an error, or of the event of one.
fn not_started(error: &JsValue) -> WorkerProblem {
    let words = Reflect::get(error, &JsValue::from_str("message")).ok().and_then(|words| words.as_string());
    WorkerProblem::NotStarted(words.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_demos_own_address_has_a_path_there() {
        assert_eq!(path_at("https://demo.invalid/user/get_users"), Some("/user/get_users"));
        assert_eq!(path_at("https://demo.invalid"), Some(""));
        for other in ["http://demo.invalid/x", "https://demo.invalid.example.com/x", "http://10.0.0.5/x"] {
            assert_eq!(path_at(other), None, "{other}");
        }
    }

    #[test]
    fn a_call_is_posted_with_all_it_has() {
        let request = HttpRequest {
            method: Method::Post,
            url: "https://demo.invalid/a".to_owned(),
            headers: vec![("token", "t".to_owned())],
            body: Some("{\"x\":\"\\\"\"}".to_owned()),
        };
        let text = call_text(7, &request, "/a".to_owned());
        let expected = serde_json::json!({
            "id": 7, "method": "POST", "path": "/a", "headers": [["token", "t"]], "body": "{\"x\":\"\\\"\"}"
        });
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
    }

    #[test]
    fn an_answer_goes_to_its_call_and_a_lost_one_is_none() {
        let text = |text: &str| read(&serde_json::from_str(text).unwrap());
        let answer = HttpResponse { status: 200, body: "{}".to_owned(), retry_after_millis: None };
        assert_eq!(text(r#"{"id":7,"status":200,"headers":[],"body":"{}"}"#), Some((7, Some(answer))));
        assert_eq!(text(r#"{"id":8,"lost":true}"#), Some((8, None)));
        assert_eq!(text(r#"{"ready":true}"#), None);
    }
}
