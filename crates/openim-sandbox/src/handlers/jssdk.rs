//! `/jssdk` (from 3.8.1): conversations with all that a page of chats shows. Always those of the caller, whoever is named.

use serde::Serialize;

use super::conversation::Row;
use super::friend::FriendRow;
use super::group::shape::GroupInfo;
use super::msg::pull::MsgData;
use crate::call::{Call, Outcome, json, or_null};
use crate::conversations::Conversation;
use crate::users::User;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Element<'a> {
    conversation: Row<'a>,
    last_msg: Option<MsgData<'a>>,
    user: Option<&'a User>,
    friend: Option<FriendRow<'a>>,
    group: Option<GroupInfo<'a>>,
    max_seq: i64,
    read_seq: i64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    unread_count: i64,
    conversations: Option<Vec<Element<'a>>>,
}

/// POST /jssdk/get_active_conversations: the newest `count`, pinned ones first; 100 if it is not given.
pub(crate) fn get_active_conversations(call: &mut Call<'_>) -> Outcome {
    call.bound(call.body.string("ownerUserID"))?;
    let count = call.bound(call.body.int32("count"))?;
    call.enter_service(0)?;
    let owner = call.caller_id();
    let time = |one: &Conversation| {
        let last = call.world.messages.stream(&one.conversation_id).and_then(|stream| stream.last_for(owner));
        last.map_or(0, |message| message.send_time)
    };
    let mut all = call.world.conversations.of(owner);
    all.sort_by_key(|one| std::cmp::Reverse((one.is_pinned, time(one))));
    all.truncate(usize::try_from(count).ok().filter(|count| *count > 0).unwrap_or(100));
    answer(call, &all)
}

/// POST /jssdk/get_conversations: some by ID.
pub(crate) fn get_conversations(call: &mut Call<'_>) -> Outcome {
    call.bound(call.body.string("ownerUserID"))?;
    let ids = call.bound(call.body.strings("conversationIDs"))?.unwrap_or_default();
    call.enter_service(ids.iter().map(|id| id.len() + 2).sum())?;
    let owner = call.caller_id();
    let found: Vec<&Conversation> = ids.into_iter().filter_map(|id| call.world.conversations.get(owner, id)).collect();
    answer(call, &found)
}

fn answer(call: &Call<'_>, conversations: &[&Conversation]) -> Outcome {
    let (world, owner) = (&*call.world, call.caller_id());
    let mut unread_count = 0;
    let mut elements = Vec::with_capacity(conversations.len());
    for one in conversations {
        let stream = world.messages.stream(&one.conversation_id);
        let max_seq = stream.map_or(0, |stream| stream.max_seq());
        let read_seq = stream.map_or(0, |stream| stream.has_read(owner));
        unread_count += max_seq.saturating_sub(read_seq).max(0);
        let last = stream.and_then(|stream| stream.last_for(owner));
        let friend = world.friends.get(owner, &one.user_id);
        elements.push(Element {
            conversation: Row::new(owner, one),
            last_msg: last.map(|message| MsgData::new(call.server, message)),
            user: world.users.get(&one.user_id),
            friend: friend.map(|friend| FriendRow::listed(call.server, &world.users, owner, friend)),
            group: world.groups.get(&one.group_id).map(GroupInfo::of),
            max_seq,
            read_seq,
        });
    }
    json(&Answer { unread_count, conversations: or_null(elements) })
}
