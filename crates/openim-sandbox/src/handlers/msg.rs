//! `/msg`: the one call that a console uses as a ping.

use serde::Serialize;

use crate::call::{Call, Outcome, json};

/// POST /msg/get_server_time: the server's clock in milliseconds since 1970.
pub(crate) fn get_server_time(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer {
        server_time: i64,
    }
    call.enter_service(0)?;
    json(&Answer { server_time: call.now_millis })
}
