//! What the tests share: a sandbox on a clock that stands still, called in process, and the notion of two answers being the same.

// Each test program uses a part of it.
#![allow(dead_code, reason = "every test program compiles its own copy and uses a part of it")]

pub mod same;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::Request;
use openim_sandbox::{Clock, Dropped, ManualClock, Options, Sandbox, Server, router};
use serde_json::Value;
use tower::ServiceExt as _;

/// 23 November 2026, 15:28:51 UTC: about when the real servers were recorded.
pub const NOW: i64 = 1_795_447_731_000;

/// A running sandbox without a network.
pub struct Bench {
    pub clock: Arc<ManualClock>,
    router: Router,
    runtime: tokio::runtime::Runtime,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub bytes: Bytes,
    /// The connection would have been closed instead.
    pub dropped: bool,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON; `None` where it is none.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.unpacked()).ok()
    }

    /// The body without gzip: the sandbox stores its blocks uncompressed.
    pub fn unpacked(&self) -> Vec<u8> {
        if self.header("content-encoding") != Some("gzip") {
            return self.bytes.to_vec();
        }
        let mut plain = Vec::new();
        let mut rest = &self.bytes[10..];
        loop {
            let (last, length) = (rest[0] & 1 == 1, usize::from(u16::from_le_bytes([rest[1], rest[2]])));
            plain.extend_from_slice(&rest[5..5 + length]);
            rest = &rest[5 + length..];
            if last {
                return plain;
            }
        }
    }

    pub fn code(&self) -> Option<i64> {
        self.json()?.get("errCode")?.as_i64()
    }

    pub fn data(&self) -> Value {
        self.json().and_then(|body| body.get("data").cloned()).unwrap_or(Value::Null)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

impl Bench {
    pub fn new(options: Options) -> Self {
        let clock = Arc::new(ManualClock::at(NOW));
        let sandbox = Sandbox::new(options, Arc::clone(&clock) as Arc<dyn Clock>, 1);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        Self { clock, router: router(&sandbox), runtime }
    }

    /// An empty server: its admins alone.
    pub fn empty(server: Server) -> Self {
        Self::new(Options { server, ..Options::default() })
    }

    pub fn call(&self, method: &str, path: &str, headers: &[(String, String)], body: impl Into<Body>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(name, axum::http::HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        let request = request.body(body.into()).unwrap();
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            Answer {
                status: parts.status.as_u16(),
                headers: parts
                    .headers
                    .iter()
                    .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()))
                    .collect(),
                dropped: parts.extensions.get::<Dropped>().is_some(),
                bytes: axum::body::to_bytes(body, usize::MAX).await.unwrap(),
            }
        })
    }

    /// A POST as a client sends it; no token header for an empty `token`.
    pub fn post(&self, path: &str, token: &str, body: &Value) -> Answer {
        self.post_text(path, token, body.to_string())
    }

    pub fn post_text(&self, path: &str, token: &str, body: impl Into<Body>) -> Answer {
        let mut headers = vec![("operationid".to_owned(), "test".to_owned())];
        if !token.is_empty() {
            headers.push(("token".to_owned(), token.to_owned()));
        }
        self.call("POST", path, &headers, body)
    }

    /// Signs the first default admin in.
    pub fn admin(&self, server: Server) -> String {
        let id = if server == Server::V34 { "openIM123456" } else { "imAdmin" };
        let path = if server <= Server::V37 { "/auth/user_token" } else { "/auth/get_admin_token" };
        let body = serde_json::json!({"secret": "openIM123", "platformID": 10, "userID": id});
        let answer = self.post(path, "", &body);
        answer.data()["token"].as_str().unwrap_or_else(|| panic!("no token: {}", answer.text())).to_owned()
    }

    /// Registers users by the dialect of `server`.
    pub fn register(&self, token: &str, users: &Value) -> Answer {
        self.post("/user/user_register", token, &serde_json::json!({"secret": "openIM123", "users": users}))
    }
}

/// `{{name}}` in a recorded request stands for a value that an earlier answer gave.
pub fn fill(value: &Value, saved: &BTreeMap<String, Value>) -> Value {
    match value {
        Value::String(text) => fill_text(text, saved),
        Value::Array(items) => items.iter().map(|item| fill(item, saved)).collect(),
        Value::Object(map) => {
            map.iter().map(|(key, value)| (plain(&fill_text(key, saved)), fill(value, saved))).collect()
        }
        other => other.clone(),
    }
}

/// The same for one text. A text that is nothing but one place becomes the value itself, a number too.
pub fn fill_text(text: &str, saved: &BTreeMap<String, Value>) -> Value {
    let name = text.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
    if let Some(value) = name.and_then(|name| saved.get(name)) {
        return value.clone();
    }
    let mut filled = text.to_owned();
    for (name, value) in saved {
        let place = format!("{{{{{name}}}}}");
        if filled.contains(&place) {
            filled = filled.replace(&place, &plain(value));
        }
    }
    Value::String(filled)
}

/// A value as it stands in a header.
pub fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
