//! One call as a page posts it, and its answer.

use std::convert::Infallible;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use openim_sandbox::Dropped;
use serde::{Deserialize, Serialize};
use tower::Service as _;

/// A header: its name and its value.
type Header = (String, String);

#[derive(Deserialize)]
struct Call {
    id: u64,
    method: String,
    path: String,
    headers: Vec<Header>,
    body: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Sent { id: u64, status: u16, headers: Vec<Header>, body: String },
    Lost { id: u64, lost: bool },
}

/// Answers a call as the sandbox's listener would. `None`: this is no call, and nobody waits for an answer.
pub async fn exchange(mut router: Router, message: &str) -> Option<String> {
    let call: Call = serde_json::from_str(message).ok()?;
    let id = call.id;
    let answer = match request(call) {
        Some(request) => {
            let answered: Result<_, Infallible> = router.call(request).await;
            read(id, answered.unwrap_or_else(|never| match never {})).await
        }
        None => None,
    };
    serde_json::to_string(&answer.unwrap_or(Answer::Lost { id, lost: true })).ok()
}

fn request(call: Call) -> Option<Request<Body>> {
    let mut request = Request::builder().method(call.method.as_str()).uri(call.path);
    for (name, value) in call.headers {
        request = request.header(name, value);
    }
    request.body(call.body.map_or_else(Body::empty, Body::from)).ok()
}

async fn read(id: u64, response: Response<Body>) -> Option<Answer> {
    if response.extensions().get::<Dropped>().is_some() {
        return None;
    }
    let (parts, body) = response.into_parts();
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let headers = parts.headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect();
    let body = text(&to_bytes(body, usize::MAX).await.ok()?);
    Some(Answer::Sent { id, status: parts.status.as_u16(), headers, body })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use openim_sandbox::{ManualClock, Options, Sandbox, router};
    use serde_json::{Value, json};

    use super::*;

    async fn answer(message: &Value) -> Option<Value> {
        let options = Options { users: 5, ..Options::default() };
        let sandbox = Sandbox::new(options, Arc::new(ManualClock::at(1_795_447_731_000)), 1);
        exchange(router(&sandbox), &message.to_string()).await.map(|text| serde_json::from_str(&text).unwrap())
    }

    fn call(path: &str, body: &str) -> Value {
        json!({"id": 7, "method": "POST", "path": path, "headers": [["operationID", "a"]], "body": body})
    }

    #[tokio::test]
    async fn a_call_is_answered_with_its_own_number() {
        let body = r#"{"secret":"openIM123","userID":"imAdmin"}"#;
        let answer = answer(&call("/auth/get_admin_token", body)).await.unwrap();
        assert_eq!((&answer["id"], &answer["status"]), (&json!(7), &json!(200)));
        let data: Value = serde_json::from_str(answer["body"].as_str().unwrap()).unwrap();
        assert_eq!(data["errCode"], 0);
        assert!(data["data"]["token"].as_str().is_some_and(|token| token.starts_with("eyJ")));
        let headers = answer["headers"].as_array().unwrap();
        assert!(headers.contains(&json!(["access-control-allow-origin", "*"])), "{headers:?}");
    }

    #[tokio::test]
    async fn what_a_server_would_drop_is_lost() {
        let body = r#"{"secret":"sandboxfault_drop","userID":"imAdmin"}"#;
        assert_eq!(answer(&call("/auth/get_admin_token", body)).await, Some(json!({"id": 7, "lost": true})));
        assert_eq!(answer(&call("no path", "")).await, Some(json!({"id": 7, "lost": true})));
    }

    #[tokio::test]
    async fn what_is_no_call_has_no_answer() {
        for message in [json!("hello"), json!({"id": 1}), json!({"ready": true})] {
            assert_eq!(answer(&message).await, None, "{message}");
        }
    }
}
