//! Reading conversations from end to end.

use serde_json::Value;

use super::Msg;
use super::model::{Message, read_sequenced};
use crate::cancel::CallOptions;
use crate::conversations::ConversationId;
use crate::error::ApiError;
use crate::ids::UserId;
use crate::json::{self, Read};
use crate::order::sort_by;
use crate::route::{Access, Route};

const NEWEST: Route = Route::reads("/msg/newest_seq", Access::Oneself);
const PULL: Route = Route::reads("/msg/pull_msg_by_seq", Access::Oneself);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&NEWEST, &PULL];

/// Where a conversation begins and ends for a user.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeqBounds {
    /// Which conversation. On main also streams of notifications, which begin with `n_`.
    pub conversation: ConversationId,
    /// The seq of the last message.
    pub last: i64,
    /// The first that the user may see; 0 for no limit.
    pub first: i64,
}

/// A part of a conversation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeqRange {
    /// Which conversation.
    pub conversation: ConversationId,
    /// The first seq, from 1 on.
    pub begin: i64,
    /// The last seq.
    pub end: i64,
    /// At most so many messages. Up to 500 are comfortable.
    pub count: i64,
}

/// What was pulled of a conversation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct History {
    /// Which conversation.
    pub conversation: ConversationId,
    /// Its messages, by their seq.
    pub messages: Vec<Message>,
    /// Whether there is nothing beyond.
    pub is_end: bool,
}

impl Msg<'_> {
    /// `/msg/newest_seq` (the user, administrators): `{userID}` → `{maxSeqs: {id: seq} | null, minSeqs}`: all conversations of a user with
    /// their bounds, by their IDs.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn bounds(&self, user: &UserId, options: &CallOptions) -> Result<Vec<SeqBounds>, ApiError> {
        let body = json::fields(vec![("userID", user.as_str().into())]);
        self.client.post(&NEWEST, body, options).await?.read(read_bounds)
    }

    /// `/msg/pull_msg_by_seq` (anybody up to v3.8.3; on main the user, administrators): `{userID, seqRanges, order}` → `{msgs: {id: {Msgs,
    /// isEnd}} | null, notificationMsgs}`: parts of conversations as a user sees them; those without a message are missing. No ranges:
    /// nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn pull(
        &self,
        user: &UserId,
        ranges: &[SeqRange],
        options: &CallOptions,
    ) -> Result<Vec<History>, ApiError> {
        if ranges.is_empty() {
            return Ok(Vec::new());
        }
        let body = json::fields(vec![
            ("userID", user.as_str().into()),
            ("seqRanges", ranges.iter().map(SeqRange::to_json).collect()),
            // From the first on.
            ("order", 0.into()),
        ]);
        self.client.post(&PULL, body, options).await?.read(read_histories)
    }
}

impl SeqRange {
    fn to_json(&self) -> Value {
        json::fields(vec![
            ("conversationID", self.conversation.as_str().into()),
            ("begin", self.begin.into()),
            ("end", self.end.into()),
            ("num", self.count.into()),
        ])
    }
}

fn read_bounds(data: &Value) -> Read<Vec<SeqBounds>> {
    let seqs = |key| json::entries(data, key, |id, seq| Ok((id.to_owned(), json::as_integer(seq).unwrap_or(0))));
    json::object(data)?;
    let firsts = seqs("minSeqs")?;
    let first = |id: &str| firsts.iter().find(|(known, _)| known == id).map_or(0, |(_, seq)| *seq);
    let bounds = seqs("maxSeqs")?.into_iter();
    Ok(bounds.map(|(id, last)| SeqBounds { first: first(&id), conversation: id.into(), last }).collect())
}

fn read_histories(data: &Value) -> Read<Vec<History>> {
    json::object(data)?;
    let mut histories = json::entries(data, "msgs", read_history)?;
    histories.extend(json::entries(data, "notificationMsgs", read_history)?);
    histories.retain(|history| !history.messages.is_empty());
    Ok(histories)
}

fn read_history(id: &str, row: &Value) -> Read<History> {
    // With a capital here, and only here.
    let messages = json::list(json::object(row)?, "Msgs", read_sequenced).map_err(|mismatch| mismatch.within(id));
    let mut messages = messages?;
    sort_by(&mut messages, |one, other| one.seq.cmp(&other.seq));
    messages.dedup_by_key(|message| message.seq);
    Ok(History { conversation: id.into(), messages, is_end: json::flag(row, "isEnd") })
}
