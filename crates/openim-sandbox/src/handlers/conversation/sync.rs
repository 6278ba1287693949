//! `/conversation` (from 3.8.0): what an app asks to catch up with its conversations.

use super::{Row, admit};
use crate::call::{Call, Outcome, json};
use crate::handlers::sync::{Changes, full_ids};

/// POST /conversation/get_incremental_conversations: the conversations of one user.
pub(crate) fn get_incremental_conversations(call: &mut Call<'_>) -> Outcome {
    let owner = call.required_string("userID")?;
    admit(call, owner)?;
    let rows: Vec<Row<'_>> = call.world.conversations.of(owner).into_iter().map(|one| Row::new(owner, one)).collect();
    json(&Changes::all(owner, rows.len() as u64, rows))
}

/// POST /conversation/get_full_conversation_ids: the IDs of one user's conversations.
pub(crate) fn get_full_conversation_ids(call: &mut Call<'_>) -> Outcome {
    let known = call.bound(call.body.optional_uint64("idHash"))?.unwrap_or_default();
    let owner = call.required_string("userID")?;
    admit(call, owner)?;
    let ids: Vec<&str> =
        call.world.conversations.of(owner).into_iter().map(|one| one.conversation_id.as_str()).collect();
    full_ids(owner, ids.len() as u64, known, "conversationIDs", ids)
}
