//! `/conversation`: reading conversations.

use serde::Serialize;

use super::{Row, admit};
use crate::call::{Call, Outcome, Page, json, or_null};
use crate::conversations::Conversation;
use crate::failure::Failure;

#[derive(Serialize)]
struct Answer<'a> {
    conversations: Option<Vec<Row<'a>>>,
}

/// POST /conversation/get_all_conversations: all of one user.
pub(crate) fn get_all_conversations(call: &mut Call<'_>) -> Outcome {
    let owner = call.required_string("ownerUserID")?;
    admit(call, owner)?;
    let rows = call.world.conversations.of(owner).into_iter().map(|one| Row::new(owner, one)).collect();
    json(&Answer { conversations: or_null(rows) })
}

/// POST /conversation/get_conversation: one.
pub(crate) fn get_conversation(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct One<'a> {
        conversation: Row<'a>,
    }
    let id = call.required_string("conversationID")?;
    let owner = call.required_string("ownerUserID")?;
    admit(call, owner)?;
    let found = call.world.conversations.get(owner, id);
    let conversation = found.ok_or_else(|| Failure::service(1004, "conversation not found"))?;
    json(&One { conversation: Row::new(owner, conversation) })
}

/// POST /conversation/get_conversations: some; unknown ones are passed over.
pub(crate) fn get_conversations(call: &mut Call<'_>) -> Outcome {
    let owner = call.required_string("ownerUserID")?;
    let ids = call.bound(call.body.strings("conversationIDs"))?;
    let ids = call.required_ids(ids, "conversationIDs")?;
    admit(call, owner)?;
    let found = ids.into_iter().filter_map(|id| call.world.conversations.get(owner, id));
    json(&Answer { conversations: or_null(found.map(|one| Row::new(owner, one)).collect()) })
}

/// POST /conversation/get_owner_conversation (from 3.8.0): a page of one user's.
pub(crate) fn get_owner_conversation(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Paged<'a> {
        total: usize,
        conversations: Option<Vec<Row<'a>>>,
    }
    // A missing pagination is no error here: the answer is the number alone.
    let page = match call.bound(call.body.object("pagination", "RequestPagination"))? {
        Some(_) => Some(Page::read(call)?),
        None => None,
    };
    let owner = call.bound(call.body.string("userID"))?;
    admit(call, owner)?;
    let all = call.world.conversations.of(owner);
    let total = all.len();
    let rows = page.map_or_else(Vec::new, |page| page.of(all.into_iter().map(|one| Row::new(owner, one))));
    json(&Paged { total, conversations: or_null(rows) })
}

/// POST /conversation/get_pinned_conversation_ids (from 3.8.1).
pub(crate) fn get_pinned_conversation_ids(call: &mut Call<'_>) -> Outcome {
    ids(call, |conversation| conversation.is_pinned)
}

/// POST /conversation/get_not_notify_conversation_ids (from 3.8.1): those that are received without a notice.
pub(crate) fn get_not_notify_conversation_ids(call: &mut Call<'_>) -> Outcome {
    ids(call, |conversation| conversation.recv_msg_opt == 2)
}

fn ids(call: &mut Call<'_>, wanted: impl Fn(&Conversation) -> bool) -> Outcome {
    #[derive(Serialize)]
    struct Ids<'a> {
        #[serde(rename = "conversationIDs")]
        ids: Option<Vec<&'a str>>,
    }
    let owner = call.required_string("userID")?;
    admit(call, owner)?;
    let found = call.world.conversations.of(owner).into_iter().filter(|one| wanted(one));
    json(&Ids { ids: or_null(found.map(|one| one.conversation_id.as_str()).collect()) })
}

/// POST /conversation/get_conversation_offline_push_user_ids (up to patch.16): which of these users want a notice.
pub(crate) fn get_conversation_offline_push_user_ids(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Ids<'a> {
        #[serde(rename = "userIDs")]
        user_ids: Option<Vec<&'a str>>,
    }
    let id = call.required_string("conversationID")?;
    let user_ids = call.bound(call.body.strings("userIDs"))?.unwrap_or_default();
    call.enter_service(id.len())?;
    let wants = |owner: &&str| call.world.conversations.get(owner, id).is_none_or(|one| one.recv_msg_opt == 0);
    json(&Ids { user_ids: or_null(user_ids.into_iter().filter(wants).collect()) })
}
