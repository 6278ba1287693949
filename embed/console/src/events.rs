//! What the host is told: the name of an event, and a plain object.

use std::rc::Rc;

use js_sys::{Function, Object, Reflect};
use openim_console::host::News;
use openim_console::operations::Operations;
use openim_console::session::EndReason;
use wasm_bindgen::JsValue;

/// Calls the host's function.
#[derive(Clone)]
pub struct Listener(Rc<Function>);

impl Listener {
    /// For `function(name, detail)`.
    pub fn new(function: Function) -> Self {
        Self(Rc::new(function))
    }

    fn tell(&self, name: &str, detail: &[(&str, JsValue)]) {
        let object = Object::new();
        for (key, value) in detail {
            let _ = Reflect::set(&object, &(*key).into(), value);
        }
        // What the host throws is the host's.
        let _ = self.0.call2(&JsValue::NULL, &name.into(), &object);
    }

    /// The console has drawn itself.
    pub fn ready(&self) {
        self.tell("ready", &[]);
    }

    /// Something has happened to the console.
    pub fn news(&self, news: News) {
        match news {
            News::Ready(_) => self.ready(),
            News::Navigated { title, route } => {
                self.tell("navigated", &[("title", title.into()), ("route", route.into())]);
            }
            News::SignedIn { server, admin } => {
                let about = [("server", server.as_str().into()), ("adminUserID", admin.as_str().into())];
                self.tell("signed-in", &about);
            }
            News::SessionEnded(reason) => {
                let (reason, code) = match reason {
                    EndReason::SignedOut { .. } => ("signed-out", None),
                    EndReason::OtherTab => ("signed-out-elsewhere", None),
                    EndReason::Refused(code) => ("refused", Some(code)),
                    EndReason::Expired => ("expired", None),
                };
                let code = code.map_or(JsValue::UNDEFINED, number);
                self.tell("session-ended", &[("reason", reason.into()), ("errCode", code)]);
            }
            News::UserRegistered(id) => self.tell("user-registered", &[("userID", id.as_str().into())]),
        }
    }

    /// Hears of every call, and once more of one that has failed.
    pub fn calls(&self) -> Operations {
        let listener = self.clone();
        Operations::heard_by(Rc::new(move |operation| {
            let record = &operation.record;
            let about = [
                ("path", record.path.into()),
                ("operationID", record.operation_id.as_str().into()),
                ("status", record.status.map_or(JsValue::UNDEFINED, Into::into)),
                ("errCode", record.err_code.map_or(JsValue::UNDEFINED, number)),
                ("durationMillis", number(record.duration_millis)),
                ("startedAtMillis", number(record.started_at_millis)),
            ];
            listener.tell("operation", &about);
            if let Some(error) = record.error.as_ref().filter(|_| operation.has_failed()) {
                let [path, id, status, code, ..] = about;
                listener.tell("error", &[path, id, status, code, ("message", error.to_string().into())]);
            }
        }))
    }
}

/// Far below what a number of JavaScript holds exactly.
#[allow(clippy::cast_precision_loss, reason = "codes and times are far below 2^53")]
fn number(value: impl Into<i64>) -> JsValue {
    JsValue::from_f64(value.into() as f64)
}
