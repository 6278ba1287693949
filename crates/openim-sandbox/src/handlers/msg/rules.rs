//! Who may say something to whom: the rules look at the sender and not at the caller.

use crate::Server;
use crate::call::Call;
use crate::failure::Failure;
use crate::groups::{ADMIN, MUTED, OWNER};
use crate::messages::{GROUP, Message, NOTIFICATION, SINGLE};

/// The queue takes no larger message.
const QUEUE_BYTES: usize = 1_000_000;
/// How long a service believes that a user wants no messages, after it has seen it once (3.7, patch.16).
const DEAF_MILLIS: i64 = 60_000;

/// Delivers a message, if the rules let it. One with an empty server ID was not delivered.
pub(super) fn deliver(call: &mut Call<'_>, message: Message) -> Result<Message, Failure> {
    match message.session_type {
        GROUP => to_group(call, &message)?,
        SINGLE | NOTIFICATION => {
            if !to_user(call, &message)? {
                return Ok(Message { client_id: 0, send_time: 0, ..message });
            }
        }
        _ => return Err(Failure::service(1001, "unknown sessionType")),
    }
    if call.server.has_grpc() && message.content.len() > QUEUE_BYTES {
        let text =
            "kafka: invalid configuration (Attempt to produce message larger than configured Producer.MaxMessageBytes)";
        return Err(Failure::database(500, text));
    }
    Ok(call.world.deliver(message))
}

/// Whether the rules of a sender hold for this one: not for the configured admins, nor on main for any account above the users.
fn is_above_rules(call: &Call<'_>, sender: &str) -> bool {
    let above = |sender: &str| call.world.users.get(sender).is_some_and(|user| user.app_manger_level >= 2);
    call.world.is_admin(sender) || (call.server == Server::Main && above(sender))
}

/// Whether the receiver gets it.
fn to_user(call: &mut Call<'_>, message: &Message) -> Result<bool, Failure> {
    let (sender, receiver) = (message.send_id.as_str(), message.recv_id.as_str());
    let world = &*call.world;
    if call.server == Server::Main && world.users.get(sender).is_none() {
        return Err(Failure::service(1004, "record not found"));
    }
    if message.session_type == SINGLE
        && !is_above_rules(call, sender)
        && world.friends.black(receiver, sender).is_some()
    {
        return Err(Failure::service(1302, ""));
    }
    let Some(user) = world.users.get(receiver) else { return Err(Failure::database(1004, "userID not found")) };
    let refuses = user.global_recv_msg_opt == 1;
    let (messages, now) = (&mut call.world.messages, call.now_millis);
    match call.server {
        Server::V34 if refuses => {
            Err(Failure::grpc(13, "grpc: error while marshaling: proto: Marshal called with nil"))
        }
        Server::Main if refuses => Err(Failure::service(1001, "message is not sent")),
        Server::V34 | Server::Main => Ok(true),
        Server::V37 | Server::V383 if refuses => {
            messages.believe_deaf(receiver, now.saturating_add(DEAF_MILLIS));
            Ok(false)
        }
        Server::V37 | Server::V383 => Ok(!messages.is_believed_deaf(receiver, now)),
    }
}

fn to_group(call: &Call<'_>, message: &Message) -> Result<(), Failure> {
    let Some(group) = call.world.groups.get(&message.group_id) else {
        return Err(call.world.group_absences.group_failure(call.server, &message.group_id));
    };
    if group.is_dismissed() {
        return Err(Failure::service(1204, ""));
    }
    if is_above_rules(call, &message.send_id) {
        return Ok(());
    }
    let Some(member) = group.member(&message.send_id) else {
        return Err(match call.server {
            Server::V34 => Failure::database(1004, "record not found"),
            _ => Failure::service(1203, ""),
        });
    };
    if member.role == OWNER {
        return Ok(());
    }
    if member.mute_end_time >= call.now_millis {
        return Err(Failure::service(1402, ""));
    }
    if group.status == MUTED && member.role != ADMIN {
        return Err(Failure::service(1403, ""));
    }
    Ok(())
}
