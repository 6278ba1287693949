//! `/msg`: deleting messages, for one user or for everybody.

use crate::Server;
use crate::call::{Call, Data, Outcome};
use crate::failure::Failure;

/// POST /msg/delete_msgs: for this user; with `IsSyncOther` for everybody.
pub(crate) fn delete_msgs(call: &mut Call<'_>) -> Outcome {
    let id = call.required_string("conversationID")?;
    let user_id = call.required_string("userID")?;
    let seqs = call.bound(call.body.int64s("seqs"))?.unwrap_or_default();
    let for_all = sync_other(call)?;
    if seqs.is_empty() {
        return Err(Failure::api(1001, "seqs is empty"));
    }
    call.enter_service(id.len() + user_id.len() + seqs.len() * 8)?;
    call.self_or_admin(user_id)?;
    let Some(stream) = call.world.messages.stream_mut(id) else { return Ok(Data::Nothing) };
    for seq in seqs {
        let Some(message) = stream.get_mut(seq) else { continue };
        if for_all {
            message.is_gone = true;
        } else if !message.deleted_for.iter().any(|id| id == user_id) {
            message.deleted_for.push(user_id.to_owned());
        }
    }
    Ok(Data::Nothing)
}

/// POST /msg/delete_msg_phsical_by_seq: for everybody, out of the data base. Only main asks for an admin.
pub(crate) fn delete_msg_physical_by_seq(call: &mut Call<'_>) -> Outcome {
    let id = call.required_string("conversationID")?;
    let seqs = call.bound(call.body.int64s("seqs"))?.unwrap_or_default();
    if seqs.is_empty() {
        return Err(Failure::api(1001, "seqs is empty"));
    }
    call.enter_service(id.len() + seqs.len() * 8)?;
    if call.server == Server::Main {
        call.admin_only()?;
    }
    let Some(stream) = call.world.messages.stream_mut(id) else { return Ok(Data::Nothing) };
    for seq in seqs {
        if let Some(message) = stream.get_mut(seq) {
            message.is_gone = true;
        }
    }
    Ok(Data::Nothing)
}

/// POST /msg/clear_conversation_msg: the history of some conversations, for this user. 3.7 refuses one that he has not.
pub(crate) fn clear_conversation_msg(call: &mut Call<'_>) -> Outcome {
    let user_id = call.required_string("userID")?;
    let ids = call.bound(call.body.strings("conversationIDs"))?;
    let ids = call.required_ids(ids, "conversationIDs")?;
    sync_other(call)?;
    call.enter_service(user_id.len())?;
    call.self_or_admin(user_id)?;
    let unknown = ids.iter().any(|id| call.world.conversations.get(user_id, id).is_none());
    if unknown && call.server == Server::V37 {
        return Err(Failure::service(1004, format!("conversationIDs: [{}] not found", ids.join(" "))));
    }
    let ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
    clear(call, user_id, &ids);
    Ok(Data::Nothing)
}

/// POST /msg/user_clear_all_msg: the whole history, for this user.
pub(crate) fn user_clear_all_msg(call: &mut Call<'_>) -> Outcome {
    let user_id = call.required_string("userID")?;
    sync_other(call)?;
    call.enter_service(user_id.len())?;
    call.self_or_admin(user_id)?;
    let all = call.world.conversations.of(user_id);
    let ids: Vec<String> = all.into_iter().map(|conversation| conversation.conversation_id.clone()).collect();
    clear(call, user_id, &ids);
    Ok(Data::Nothing)
}

fn clear(call: &mut Call<'_>, user_id: &str, ids: &[String]) {
    for id in ids {
        if let Some(stream) = call.world.messages.stream_mut(id) {
            let next = stream.max_seq() + 1;
            stream.clear_before(user_id, next);
        }
    }
}

/// Whether the others lose it too; the whole option may be left out.
fn sync_other(call: &Call<'_>) -> Result<bool, Failure> {
    let option = call.bound(call.body.object("deleteSyncOpt", "DeleteSyncOpt"))?;
    let other = option.map(|option| call.bound(option.optional_bool("IsSyncOther"))).transpose()?;
    Ok(other.flatten().unwrap_or_default())
}
