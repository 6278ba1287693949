//! `/msg`: one message to many.

use serde::Serialize;

use super::rules::deliver;
use super::send::{admit, read};
use crate::call::{Call, Outcome, json, or_null};
use crate::failure::Failure;
use crate::messages::{Message, id_text};

/// POST /msg/batch_send_msg: to each receiver by himself, or with `isSendAll` to every account, admins included. All share one
/// clientMsgID. The receivers that could not be reached come back by name.
pub(crate) fn batch_send_msg(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Row {
        #[serde(rename = "serverMsgID")]
        server_msg_id: String,
        #[serde(rename = "clientMsgID")]
        client_msg_id: String,
        send_time: i64,
        #[serde(rename = "recvID")]
        recv_id: String,
    }
    #[derive(Serialize)]
    struct Answer {
        results: Option<Vec<Row>>,
        #[serde(rename = "failedUserIDs")]
        failed_user_ids: Option<Vec<String>>,
    }
    let mut message = read(call, "BatchSendMsgReq")?;
    let receivers = call.bound(call.body.strings("recvIDs"))?;
    let to_all = call.bound(call.body.optional_bool("isSendAll"))?.unwrap_or_default();
    let Some(receivers) = receivers else { return Err(Failure::missing("BatchSendMsgReq.", "RecvIDs", "required")) };
    admit(call, &mut message)?;
    call.enter_service(message.content.len())?;
    let receivers: Vec<String> = if to_all {
        call.world.users.iter().map(|user| user.user_id.clone()).collect()
    } else {
        receivers.into_iter().map(str::to_owned).collect()
    };
    message.client_id = call.world.messages.next_id();
    let (mut results, mut failed) = (Vec::new(), Vec::new());
    // One after the other: each takes its millisecond.
    for (recv_id, time) in receivers.into_iter().zip(message.send_time..) {
        let mut message = Message { send_time: time, ..message.clone() };
        message.recv_id.clone_from(&recv_id);
        match deliver(call, message) {
            Ok(stored) => results.push(Row {
                server_msg_id: id_text(stored.server_id),
                client_msg_id: id_text(stored.client_id),
                send_time: stored.send_time,
                recv_id,
            }),
            Err(_) => failed.push(recv_id),
        }
    }
    call.world.messages.remember_sending(call.operation_id);
    json(&Answer { results: or_null(results), failed_user_ids: or_null(failed) })
}
