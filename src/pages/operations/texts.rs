//! A call as a text: for a ticket, for a shell, for a file of all.

use openim_api::{json_fields, json_text};
use serde_json::Value;

use crate::browser::format;
use crate::operations::Operation;
use crate::ui::visible;

/// All that helps somebody else to look into it, without a secret.
pub fn report(call: &Operation) -> String {
    let (report, server) = (call.record.as_report(), &call.server);
    format!("{report}server: {server}\nOpenIM Console {}\n", env!("CARGO_PKG_VERSION"))
}

/// The calls as JSON Lines, oldest first: an object a line, bodies as they are kept.
pub fn json_lines<'a>(calls: impl IntoIterator<Item = &'a Operation>) -> String {
    calls.into_iter().map(|call| json_text(&line(call)) + "\n").collect()
}

fn line(call: &Operation) -> Value {
    let record = &call.record;
    json_fields(vec![
        ("startedAt", format::machine(record.started_at_millis).into()),
        ("server", call.server.as_str().into()),
        ("path", record.path.into()),
        ("writes", (record.effect != openim_api::Effect::Reads).into()),
        ("operationID", record.operation_id.as_str().into()),
        ("durationMillis", record.duration_millis.into()),
        ("httpStatus", record.status.into()),
        ("errCode", record.err_code.into()),
        ("error", record.error.as_ref().map(|error| error.kind.to_string()).into()),
        ("request", body(&record.request_body)),
        ("response", body(&record.response_body)),
    ])
}

/// What was too long to be kept whole stays a text.
fn body(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

/// A body for the eye: spread over lines where it is JSON, hidden characters marked.
pub fn readable(body: &str) -> String {
    let pretty = serde_json::from_str::<Value>(body).ok().and_then(|value| serde_json::to_string_pretty(&value).ok());
    let text = pretty.as_deref().unwrap_or(body);
    visible::lines(text)
}

/// `errMsg` and `errDlt` of an answer; empty where it has none.
pub fn server_words(response: &str) -> (String, String) {
    let value = serde_json::from_str::<Value>(response).unwrap_or_default();
    let text = |key| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    (text("errMsg"), text("errDlt"))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use openim_api::{BaseUrl, CallRecord, Effect, OperationId};
    use serde_json::json;

    /// A call that went well.
    pub(in super::super) fn call(path: &'static str, request_body: &str) -> Operation {
        let record = CallRecord {
            path,
            effect: Effect::Reads,
            operation_id: OperationId::from("oic-1"),
            carried_token: true,
            started_at_millis: 0,
            duration_millis: 42,
            status: Some(200),
            err_code: Some(0),
            error: None,
            request_body: request_body.to_owned(),
            response_body: r#"{"errCode":0,"errMsg":"","errDlt":"x"}"#.to_owned(),
        };
        Operation { number: 1, server: BaseUrl::parse("http://10.0.0.5:10002").unwrap(), record }
    }

    #[test]
    fn a_body_is_spread_over_lines_and_hides_nothing() {
        assert_eq!(readable(r#"{"a":"b\u202ec"}"#), "{\n  \"a\": \"bU+202Ec\"\n}");
        assert_eq!(readable("{\"a\":\"cut…"), "{\"a\":\"cut…");
        assert_eq!(body("{\"a\":1}"), json!({"a": 1}));
        assert_eq!(body("{\"a\":"), json!("{\"a\":"));
    }

    #[test]
    fn the_words_of_the_server_are_found() {
        assert_eq!(server_words(r#"{"errMsg":"ArgsError","errDlt":"no"}"#), ("ArgsError".to_owned(), "no".to_owned()));
        assert_eq!(server_words("<html>"), (String::new(), String::new()));
    }

    #[test]
    fn a_report_names_the_server_and_the_console() {
        let report = report(&call("/user/get_users", "{}"));
        assert!(report.starts_with("POST /user/get_users\n"), "{report}");
        assert!(report.contains("server: http://10.0.0.5:10002\nOpenIM Console "), "{report}");
    }
}
