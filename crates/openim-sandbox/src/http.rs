//! The HTTP level: what happens before and after a handler, in the order of the real servers.
//!
//! 307 of a trailing slash → preflight → operationID → token → route → body → handler → envelope → gzip.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, header};

use crate::Server;
use crate::body::{self, Fields};
use crate::call::{Call, Outcome};
use crate::envelope::{Reply, refuse, reply, success, with_cors};
use crate::failure::Failure;
use crate::gzip;
use crate::routes::{self, NOT_IN_SANDBOX, Route};
use crate::world::World;

/// Main reads this much of a body and no more, so a longer one ends in the middle of its JSON.
const BODY_LIMIT: usize = 16 << 20;
/// A longer body loses its connection (33 MiB did on main). The others' limit only bounds the memory that one request may take.
const BODY_LOST: usize = 32 << 20;
const BODY_LOST_ELSEWHERE: usize = 64 << 20;

/// How much of a body was read.
#[derive(Debug)]
pub(crate) enum Read {
    All(Bytes),
    /// Longer than the server reads: cut.
    Cut,
    /// So long that the connection is closed.
    Lost,
}

/// A request whose body has arrived.
#[derive(Debug)]
pub(crate) struct Arrived {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Read,
}

impl Arrived {
    /// Reads the body, as far as `server` reads one.
    pub(crate) async fn read(server: Server, request: Request<Body>) -> Self {
        let (parts, body) = request.into_parts();
        let limit = if server == Server::Main { BODY_LOST } else { BODY_LOST_ELSEWHERE };
        let body = match axum::body::to_bytes(body, limit).await {
            Ok(bytes) if server == Server::Main && bytes.len() > BODY_LIMIT => Read::Cut,
            Ok(bytes) => Read::All(bytes),
            Err(_) => Read::Lost,
        };
        Self {
            method: parts.method,
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().map(str::to_owned),
            headers: parts.headers,
            body,
        }
    }

    /// The body as far as it is kept.
    pub(crate) fn bytes(&self) -> &[u8] {
        match &self.body {
            Read::All(bytes) => bytes,
            Read::Cut | Read::Lost => &[],
        }
    }

    /// A header's text without the spaces around it; Go reads bytes, so other letters than ASCII arrive too.
    fn header(&self, name: &str) -> String {
        let value = self.headers.get(name).map(HeaderValue::as_bytes).unwrap_or_default();
        String::from_utf8_lossy(value).trim().to_owned()
    }
}

/// Answers one call as `server` does.
pub(crate) fn answer(server: Server, world: &mut World, now_millis: i64, request: &Arrived) -> Response<Body> {
    if let Some(target) = redirect(server, request) {
        return target.map(Body::from);
    }
    let mut response = decide(server, world, now_millis, request);
    // From 3.8.1, for whatever contains the word, "gzip;q=0" too.
    if server.gates_globally() && request.header("accept-encoding").contains("gzip") {
        if response.status() == StatusCode::NOT_FOUND {
            // The packer has taken over before the text is written, and the text is lost.
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            *response.body_mut() = Bytes::new();
        }
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        response = response.map(|bytes| gzip::pack(&bytes).into());
    }
    response.map(Body::from)
}

fn decide(server: Server, world: &mut World, now_millis: i64, request: &Arrived) -> Reply {
    let path = request.path.as_str();
    if request.method == Method::OPTIONS {
        return with_cors(reply(StatusCode::OK, "application/json", "\"Options Request!\""));
    }
    if request.method == Method::GET && routes::is_discovery(server, path) {
        return with_cors(reply(StatusCode::OK, "application/json", "[]"));
    }
    if request.method != Method::POST {
        return not_found();
    }
    let operation_id = request.header("operationid");
    if operation_id.is_empty() {
        return refuse(server, &Failure::api(1001, "header must have operationID"));
    }
    let route = routes::find(server, path);
    let gated =
        route.map_or_else(|| server.gates_globally() && routes::needs_token(server, path), |route| route.needs_token);
    let caller = if gated {
        let token = request.header("token");
        if token.is_empty() {
            return refuse(server, &Failure::api(1001, "header must have token"));
        }
        match world.tokens.check(&token, now_millis, |id| world.is_admin(id)) {
            Ok(caller) => Some(caller),
            Err(failure) => return refuse(server, &in_gate(server, failure)),
        }
    } else {
        None
    };
    let Some(route) = route else { return not_found() };
    if let Some(failure) = world.outage.failure(path) {
        return refuse(server, &failure);
    }
    world.groups.settle(now_millis);
    let outcome = bind(server, route, request).and_then(|fields| {
        let handler =
            route.handler.ok_or_else(|| Failure::api(NOT_IN_SANDBOX, format!("{path} is not in the sandbox")))?;
        let body = Fields::new(&fields, "Req");
        let binding = route.binding;
        handler(&mut Call { server, now_millis, body, caller, operation_id: &operation_id, binding, world })
    });
    conclude(server, world, outcome)
}

/// The gate of 3.4 calls every fault of a JSON web token "unknown"; `parse_token` of the same server tells them apart.
fn in_gate(server: Server, failure: Failure) -> Failure {
    if server == Server::V34 && (1501..=1505).contains(&failure.code) {
        return Failure { code: 1505, ..failure };
    }
    failure
}

fn bind(
    server: Server,
    route: Route,
    request: &Arrived,
) -> Result<serde_json::Map<String, serde_json::Value>, Failure> {
    let parsed = match &request.body {
        Read::All(bytes) => body::parse(server, bytes),
        Read::Cut | Read::Lost => Err("unexpected end of JSON input".to_owned()),
    };
    parsed.map_err(|text| Failure::binding(server, route.binding, text))
}

/// A trailing slash on a route that exists: a redirect that no browser may follow across origins, for it has no CORS.
fn redirect(server: Server, request: &Arrived) -> Option<Reply> {
    let path = request.path.strip_suffix('/')?;
    let (exists, status) = match request.method {
        Method::POST => (routes::find(server, path).is_some(), StatusCode::TEMPORARY_REDIRECT),
        Method::GET => (routes::is_discovery(server, path), StatusCode::MOVED_PERMANENTLY),
        _ => (false, StatusCode::NOT_FOUND),
    };
    if !exists {
        return None;
    }
    let target = request.query.as_ref().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = status;
    response.headers_mut().insert(header::LOCATION, HeaderValue::try_from(target).ok()?);
    Some(response)
}

fn not_found() -> Reply {
    with_cors(reply(StatusCode::NOT_FOUND, "text/plain", "404 page not found"))
}

fn conclude(server: Server, world: &mut World, outcome: Outcome) -> Reply {
    let mut response = match outcome {
        Ok(data) => success(server, data),
        Err(failure) => refuse(server, &failure),
    };
    if server == Server::Main {
        let (high, low) = (world.random.next_u64(), world.random.next_u64());
        let id = format!(
            "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
            high >> 32,
            high >> 16 & 0xffff,
            high & 0xfff,
            low >> 52,
            low & 0xffff_ffff_ffff
        );
        if let Ok(id) = HeaderValue::try_from(id) {
            response.headers_mut().insert(HeaderName::from_static("x-http-id"), id);
        }
    }
    response
}
