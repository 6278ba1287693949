//! The envelope around every answer, and the headers that let a page on another origin read it.

use axum::body::Bytes;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::Server;
use crate::call::Data;
use crate::failure::{Failure, Origin};

const CORS: [(&str, &str); 6] = [
    ("access-control-allow-origin", "*"),
    ("access-control-allow-methods", "*"),
    ("access-control-allow-headers", "*"),
    (
        "access-control-expose-headers",
        "Content-Length, Access-Control-Allow-Origin, Access-Control-Allow-Headers,Cache-Control,Content-Language,Content-Type,Expires,Last-Modified,Pragma,FooBar",
    ),
    ("access-control-max-age", "172800"),
    ("access-control-allow-credentials", "false"),
];

/// An answer before it is packed.
pub(crate) type Reply = Response<Bytes>;

/// The envelope around every answer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    err_code: i32,
    err_msg: &'a str,
    err_dlt: &'a str,
    /// Absent; present and `null`; present.
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Option<Box<RawValue>>>,
}

/// The answer to a call that succeeded.
pub(crate) fn success(server: Server, data: Data) -> Reply {
    let data = match data {
        Data::Json(raw) => Some(Some(raw)),
        Data::Nothing => (server == Server::V37).then_some(None),
    };
    send(StatusCode::OK, &Envelope { err_code: 0, err_msg: "", err_dlt: "", data })
}

/// The answer to a call that failed.
pub(crate) fn refuse(server: Server, failure: &Failure) -> Reply {
    let status = StatusCode::from_u16(failure.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if failure.origin == Origin::Panic {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = status;
        return with_cors(response);
    }
    let (err_msg, err_dlt) = failure.words(server);
    send(status, &Envelope { err_code: failure.code, err_msg: &err_msg, err_dlt: &err_dlt, data: None })
}

fn send(status: StatusCode, envelope: &Envelope<'_>) -> Reply {
    // Strings, numbers and JSON that is ready: this cannot fail.
    let text = serde_json::to_string(envelope).unwrap_or_default();
    with_cors(reply(status, "application/json", as_go_writes(text)))
}

/// Go escapes what could end a script element, and the two line separators of Unicode.
pub(crate) fn as_go_writes(text: String) -> String {
    const SPECIAL: [char; 5] = ['<', '>', '&', '\u{2028}', '\u{2029}'];
    if !text.contains(SPECIAL) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len() + 64);
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("\\u003c"),
            '>' => escaped.push_str("\\u003e"),
            '&' => escaped.push_str("\\u0026"),
            '\u{2028}' => escaped.push_str("\\u2028"),
            '\u{2029}' => escaped.push_str("\\u2029"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A plain answer.
pub(crate) fn reply(status: StatusCode, content_type: &'static str, body: impl Into<Bytes>) -> Reply {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Adds the CORS headers, the same in every version.
pub(crate) fn with_cors(mut response: Reply) -> Reply {
    for (name, value) in CORS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}
