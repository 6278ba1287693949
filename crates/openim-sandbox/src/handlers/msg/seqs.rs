//! `/msg`: how far the conversations of a user go, and how far he has read.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::Server;
use crate::call::{Call, Data, Outcome, json, map};
use crate::failure::Failure;
use crate::messages::Message;

/// POST /msg/newest_seq: the last seq of each of a user's conversations; on main also of the notes behind them.
pub(crate) fn newest_seq(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer {
        #[serde(skip_serializing_if = "Option::is_none")]
        max_seqs: Option<Option<BTreeMap<String, i64>>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        min_seqs: Option<Option<BTreeMap<String, i64>>>,
    }
    let user_id = call.required_string("userID")?;
    call.enter_service(user_id.len())?;
    call.self_or_admin(user_id)?;
    let messages = &call.world.messages;
    let (mut max_seqs, mut min_seqs) = (BTreeMap::new(), BTreeMap::new());
    for conversation in call.world.conversations.of(user_id) {
        let id = conversation.conversation_id.as_str();
        if let Some((_, rest)) = id.split_once('_') {
            let notes = format!("n_{rest}");
            if let Some(seq) = messages.notes(&notes) {
                max_seqs.insert(notes, seq);
            }
        }
        let Some(stream) = messages.stream(id) else { continue };
        let ended = conversation.max_seq;
        max_seqs.insert(id.to_owned(), if ended > 0 { ended } else { stream.max_seq() });
        let min_seq = stream.min_seq_of(user_id);
        if min_seq > 0 {
            min_seqs.insert(id.to_owned(), min_seq);
        }
    }
    json(&Answer {
        max_seqs: map(call.server, max_seqs.is_empty(), max_seqs),
        min_seqs: map(call.server, min_seqs.is_empty(), min_seqs),
    })
}

/// POST /msg/get_conversations_has_read_and_max_seq: of some conversations of a user, or of all.
pub(crate) fn get_conversations_has_read_and_max_seq(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Seqs {
        max_seq: i64,
        has_read_seq: i64,
        /// From 3.8.1; milliseconds.
        #[serde(skip_serializing_if = "Option::is_none")]
        max_seq_time: Option<i64>,
    }
    #[derive(Serialize)]
    struct Answer<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        seqs: Option<Option<BTreeMap<&'a str, Seqs>>>,
        /// From 3.8.3-patch.5; only if the request asks for them.
        #[serde(rename = "pinnedConversationIDs", skip_serializing_if = "Option::is_none")]
        pinned: Option<Option<Vec<&'a str>>>,
    }
    let user_id = call.required_string("userID")?;
    let ids = call.bound(call.body.strings("conversationIDs"))?.unwrap_or_default();
    let with_pinned = call.bound(call.body.optional_bool("returnPinned"))?.unwrap_or_default();
    call.enter_service(user_id.len())?;
    if call.server == Server::Main {
        call.self_or_admin(user_id)?;
    }
    let all = call.world.conversations.of(user_id);
    let newer = call.server >= Server::V383;
    let pinned = newer.then(|| {
        let pinned: Vec<&str> =
            all.iter().filter(|one| one.is_pinned).map(|one| one.conversation_id.as_str()).collect();
        (with_pinned && !pinned.is_empty()).then_some(pinned)
    });
    let ids: Vec<&str> =
        if ids.is_empty() { all.iter().map(|one| one.conversation_id.as_str()).collect() } else { ids };
    let mut seqs = BTreeMap::new();
    for id in ids {
        let Some(stream) = call.world.messages.stream(id) else { continue };
        let time = stream.iter().next_back().map_or(0, |message: &Message| message.send_time);
        let max_seq_time = newer.then_some(time);
        seqs.insert(id, Seqs { max_seq: stream.max_seq(), has_read_seq: stream.has_read(user_id), max_seq_time });
    }
    json(&Answer { seqs: map(call.server, seqs.is_empty(), seqs), pinned })
}

/// POST /msg/mark_msgs_as_read: a user has read these.
pub(crate) fn mark_msgs_as_read(call: &mut Call<'_>) -> Outcome {
    let seqs = call.bound(call.body.int64s("seqs"))?.unwrap_or_default();
    let Some(last) = seqs.into_iter().max() else { return Err(Failure::api(1001, "seqs is empty")) };
    read_up_to(call, last)
}

/// POST /msg/mark_conversation_as_read: a user has read up to here.
pub(crate) fn mark_conversation_as_read(call: &mut Call<'_>) -> Outcome {
    let seq = call.bound(call.body.optional_int64("hasReadSeq"))?.unwrap_or_default();
    read_up_to(call, seq)
}

/// POST /msg/set_conversation_has_read_seq: the same, without telling anybody.
pub(crate) fn set_conversation_has_read_seq(call: &mut Call<'_>) -> Outcome {
    mark_conversation_as_read(call)
}

fn read_up_to(call: &mut Call<'_>, seq: i64) -> Outcome {
    let id = call.required_string("conversationID")?;
    let user_id = call.required_string("userID")?;
    if seq < 1 {
        return Err(Failure::api(1001, "hasReadSeq is invalid"));
    }
    call.enter_service(id.len() + user_id.len())?;
    if call.server == Server::Main {
        call.self_or_admin(user_id)?;
    }
    if let Some(stream) = call.world.messages.stream_mut(id) {
        let seq = seq.min(stream.max_seq());
        stream.read(user_id, seq);
    }
    Ok(Data::Nothing)
}
