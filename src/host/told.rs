//! What a host is told, as the name of an event and a plain object. Never a token, never a body.

use std::rc::Rc;

use openim_api::json_fields;
use serde_json::Value;

use super::News;
use crate::operations::Operation;
use crate::session::EndReason;

/// What has happened to the console.
pub fn of_news(news: &News) -> (&'static str, Value) {
    match news {
        News::Ready(_) => ("ready", json_fields(Vec::new())),
        News::Navigated { title, route } => {
            ("navigated", json_fields(vec![("title", title.as_str().into()), ("route", route.as_str().into())]))
        }
        News::SignedIn { server, admin } => {
            let about = vec![("server", server.as_str().into()), ("adminUserID", admin.as_str().into())];
            ("signed-in", json_fields(about))
        }
        News::SessionEnded(reason) => {
            let (reason, code) = match reason {
                EndReason::SignedOut { .. } => ("signed-out", None),
                EndReason::OtherTab => ("signed-out-elsewhere", None),
                EndReason::Refused(code) => ("refused", Some(*code)),
                EndReason::Expired => ("expired", None),
            };
            let mut about = vec![("reason", reason.into())];
            about.extend(code.map(|code| ("errCode", code.into())));
            ("session-ended", json_fields(about))
        }
        News::UserRegistered(id) => ("user-registered", json_fields(vec![("userID", id.as_str().into())])),
        News::UsersImported(counts) => {
            ("users-imported", json_fields(counts.iter().map(|(word, rows)| (*word, (*rows).into())).collect()))
        }
    }
}

/// A call that has come to its end, and once more if it has failed.
pub fn of_call(operation: &Rc<Operation>) -> Vec<(&'static str, Value)> {
    let record = &operation.record;
    let mut about = vec![("path", Value::from(record.path)), ("operationID", record.operation_id.as_str().into())];
    about.extend(record.status.map(|status| ("status", status.into())));
    about.extend(record.err_code.map(|code| ("errCode", code.into())));
    let mut told = Vec::new();
    if let Some(error) = record.error.as_ref().filter(|_| operation.has_failed()) {
        let mut about = about.clone();
        about.push(("message", error.to_string().into()));
        told.push(("error", json_fields(about)));
    }
    about.push(("durationMillis", record.duration_millis.into()));
    about.push(("startedAtMillis", record.started_at_millis.into()));
    told.insert(0, ("operation", json_fields(about)));
    told
}
