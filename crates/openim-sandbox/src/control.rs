//! `/sandbox/…`: what tests do to the server from outside. Off unless asked for, and open to every origin when on.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Method, Response, StatusCode};
use serde::{Deserialize, Serialize};

use crate::Sandbox;
use crate::faults::Plan;
use crate::http::{self, Arrived};

/// How many calls are remembered.
const REMEMBERED: usize = 1000;
/// How much of a body is remembered.
const REMEMBERED_BYTES: usize = 64 << 10;

/// A call as it arrived, token and secret included: tests look for what must not have been sent.
#[derive(Clone, Serialize)]
pub(crate) struct Recorded {
    method: String,
    path: String,
    /// Names in lower case.
    headers: BTreeMap<String, String>,
    body: String,
    /// Milliseconds since 1970 by the sandbox's clock.
    at: i64,
}

/// Remembers a call; the oldest goes.
pub(crate) fn record(sandbox: &Sandbox, request: &Arrived) {
    let query = request.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
    let headers = request.headers.iter();
    let bytes = request.body.as_deref().unwrap_or_default();
    let recorded = Recorded {
        method: request.method.to_string(),
        path: format!("{}{query}", request.path),
        headers: headers
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect(),
        body: String::from_utf8_lossy(bytes.get(..REMEMBERED_BYTES).unwrap_or(bytes)).into_owned(),
        at: sandbox.now_millis(),
    };
    let mut requests = sandbox.requests();
    if requests.len() >= REMEMBERED {
        requests.pop_front();
    }
    requests.push_back(recorded);
}

/// Answers a control call; `None` for every other path.
pub(crate) fn answer(sandbox: &Sandbox, request: &Arrived) -> Option<Response<Body>> {
    let name = request.path.strip_prefix("/sandbox/")?;
    let response = match (&request.method, name) {
        (&Method::OPTIONS, _) => done(),
        (&Method::POST, "clock") => move_clock(sandbox, request),
        (&Method::POST, "faults") => plan_faults(sandbox, request),
        (&Method::POST, "reset") => {
            sandbox.reset();
            done()
        }
        (&Method::GET, "requests") => {
            let requests = sandbox.requests();
            let text = serde_json::to_string(&requests.iter().collect::<Vec<_>>()).unwrap_or_default();
            http::reply(StatusCode::OK, "application/json", text)
        }
        _ => http::reply(StatusCode::NOT_FOUND, "text/plain", "no such control"),
    };
    Some(http::with_cors(response))
}

fn move_clock(sandbox: &Sandbox, request: &Arrived) -> Response<Body> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Move {
        advance_seconds: i64,
    }
    match read::<Move>(request) {
        Ok(step) => {
            sandbox.advance_seconds(step.advance_seconds);
            done()
        }
        Err(refusal) => *refusal,
    }
}

fn plan_faults(sandbox: &Sandbox, request: &Arrived) -> Response<Body> {
    match read::<Plan>(request) {
        Ok(plan) => {
            sandbox.faults().set(plan);
            sandbox.faults_changed();
            done()
        }
        Err(refusal) => *refusal,
    }
}

fn read<T: for<'de> Deserialize<'de>>(request: &Arrived) -> Result<T, Box<Response<Body>>> {
    let bytes = request.body.as_deref().unwrap_or_default();
    let refusal = |error: serde_json::Error| http::reply(StatusCode::BAD_REQUEST, "text/plain", error.to_string());
    serde_json::from_slice(bytes).map_err(|error| Box::new(refusal(error)))
}

fn done() -> Response<Body> {
    http::reply(StatusCode::OK, "application/json", "{}")
}
