//! A call in plain text, for a ticket or a mail: English, as logs are.

use std::fmt::Write as _;

use crate::date;
use crate::observer::CallRecord;

impl CallRecord {
    /// What is known of the call: time, route, duration, status, errCode, operationID, what became of it, both bodies as they are
    /// kept, which is masked and maybe cut.
    #[must_use]
    pub fn as_report(&self) -> String {
        let or_none = |number: Option<String>| number.unwrap_or_else(|| "none".to_owned());
        let mut report = format!(
            "{} {}\nsent: {}\nduration: {} ms\nHTTP status: {}\nerrCode: {}\noperationID: {}\n",
            if self.request_body.is_empty() { "GET" } else { "POST" },
            self.path,
            date::utc(self.started_at_millis),
            self.duration_millis,
            or_none(self.status.map(|status| status.to_string())),
            or_none(self.err_code.map(|code| code.to_string())),
            self.operation_id,
        );
        // Writing to a text cannot fail.
        let _ = match &self.error {
            Some(error) => writeln!(report, "outcome: {}", error.kind),
            None => writeln!(report, "outcome: success"),
        };
        for (name, body) in [("request", &self.request_body), ("response", &self.response_body)] {
            if !body.is_empty() {
                let _ = writeln!(report, "{name}: {body}");
            }
        }
        report
    }
}
