//! `/msg`: sending, finding, taking back and counting messages, a file for each; what they share is here.

pub(crate) mod batch;
mod chat_log;
mod content;
pub(crate) mod delete;
pub(crate) mod pull;
pub(crate) mod revoke;
mod rules;
pub(crate) mod search;
pub(crate) mod send;
pub(crate) mod seqs;

use serde::Serialize;

use crate::call::{Call, Outcome, json};

/// POST /msg/get_server_time: the server's clock in milliseconds since 1970. A console uses it as a ping.
pub(crate) fn get_server_time(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer {
        server_time: i64,
    }
    call.enter_service(0)?;
    json(&Answer { server_time: call.now_millis })
}
