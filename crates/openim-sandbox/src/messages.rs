//! The store of messages: a numbered stream for each conversation, in the order in which the conversations began.
//!
//! Whom a message reaches, and which conversation it opens, is `delivery.rs`.

mod stream;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

pub(crate) use self::stream::Stream;

use crate::Server;
use crate::random::{Random, Seeded};

/// `sessionType` of a chat between two.
pub(crate) const SINGLE: i32 = 1;
/// `sessionType` of a group.
pub(crate) const GROUP: i32 = 3;
/// `sessionType` of what a notification account says to one user.
pub(crate) const NOTIFICATION: i32 = 4;

/// `contentType` of a text.
pub(crate) const TEXT: i32 = 101;
/// `contentType` of what a notification account says.
pub(crate) const OA_NOTIFICATION: i32 = 1400;
/// `contentType` of a message that was taken back, and of the note about it.
pub(crate) const REVOKED: i32 = 2101;

/// More operations would be a leak: the ID is the caller's.
const REMEMBERED: usize = 100_000;

/// What a phone shows while the app sleeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PushInfo {
    pub(crate) title: String,
    pub(crate) desc: String,
    pub(crate) ex: String,
    #[serde(rename = "iOSPushSound")]
    pub(crate) ios_push_sound: String,
    #[serde(rename = "iOSBadgeCount")]
    pub(crate) ios_badge_count: bool,
    pub(crate) signal_info: String,
}

/// A message. Times in milliseconds since 1970.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Message {
    /// 0 until it is stored, and for good in one that was not delivered.
    pub(crate) server_id: u128,
    /// 0: the store makes one. The messages of one batch share theirs.
    pub(crate) client_id: u128,
    pub(crate) send_id: String,
    pub(crate) recv_id: String,
    pub(crate) group_id: String,
    pub(crate) sender_platform_id: i32,
    /// As sent: lists put the user's own name in place of an empty one.
    pub(crate) sender_nickname: String,
    pub(crate) sender_face_url: String,
    pub(crate) session_type: i32,
    pub(crate) content_type: i32,
    /// JSON as text.
    pub(crate) content: String,
    pub(crate) send_time: i64,
    pub(crate) create_time: i64,
    pub(crate) ex: String,
    pub(crate) push: Option<Box<PushInfo>>,
    /// 1 is the first of its conversation; 0 until it is stored.
    pub(crate) seq: i64,
    /// Its place among all messages of the server.
    pub(crate) number: usize,
    pub(crate) is_revoked: bool,
    /// Physically deleted: the seq stays taken.
    pub(crate) is_gone: bool,
    /// For whom it is deleted.
    pub(crate) deleted_for: Vec<String>,
}

impl Message {
    /// The conversation it belongs to. Up to 3.8.0 a notification account's has the two IDs in the order of the message.
    pub(crate) fn conversation_id(&self, server: Server) -> String {
        match self.session_type {
            GROUP => group_conversation(&self.group_id),
            NOTIFICATION if server.takes_secret_in_body() => format!("sn_{}_{}", self.send_id, self.recv_id),
            NOTIFICATION => pair("sn", &self.send_id, &self.recv_id),
            _ => single_conversation(&self.send_id, &self.recv_id),
        }
    }
}

/// The conversation between two users.
pub(crate) fn single_conversation(one: &str, other: &str) -> String {
    pair("si", one, other)
}

/// The conversation of a group.
pub(crate) fn group_conversation(group_id: &str) -> String {
    format!("sg_{group_id}")
}

fn pair(prefix: &str, one: &str, other: &str) -> String {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    format!("{prefix}_{first}_{second}")
}

/// A message ID as the servers write it.
pub(crate) fn id_text(id: u128) -> String {
    if id == 0 { String::new() } else { format!("{id:032x}") }
}

/// All messages.
#[derive(Debug)]
pub(crate) struct Messages {
    streams: Vec<(String, Stream)>,
    by_id: HashMap<String, usize>,
    /// How many have been stored.
    stored: usize,
    ids: Seeded,
    /// Operations that have sent something, for check_msg_is_send_success.
    sent_by: HashSet<String>,
    /// Users that a service believes to want no messages, and until when.
    deaf: HashMap<String, i64>,
    /// Notes that belong to no conversation a user would see (`n_…`): how many each stream holds.
    notes: BTreeMap<String, i64>,
}

impl Messages {
    /// An empty store. `seed` decides over the message IDs.
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            streams: Vec::new(),
            by_id: HashMap::new(),
            stored: 0,
            ids: Seeded::new(seed ^ 0x6d65_7373_6167_6573),
            sent_by: HashSet::new(),
            deaf: HashMap::new(),
            notes: BTreeMap::new(),
        }
    }

    /// A new message ID.
    pub(crate) fn next_id(&mut self) -> u128 {
        u128::from(self.ids.next_u64()) << 64 | u128::from(self.ids.next_u64())
    }

    /// Appends a message to its conversation; its sender has read it. Returns it as stored.
    pub(crate) fn append(&mut self, server: Server, mut message: Message) -> Message {
        message.server_id = self.next_id();
        if message.client_id == 0 {
            message.client_id = self.next_id();
        }
        self.stored += 1;
        message.number = self.stored;
        let conversation_id = message.conversation_id(server);
        if !self.by_id.contains_key(&conversation_id) {
            self.by_id.insert(conversation_id.clone(), self.streams.len());
            self.streams.push((conversation_id.clone(), Stream::default()));
        }
        match self.stream_mut(&conversation_id) {
            Some(stream) => stream.push(message),
            None => message,
        }
    }

    /// One conversation's messages.
    pub(crate) fn stream(&self, conversation_id: &str) -> Option<&Stream> {
        let index = self.by_id.get(conversation_id)?;
        self.streams.get(*index).map(|(_, stream)| stream)
    }

    /// The same, to be changed.
    pub(crate) fn stream_mut(&mut self, conversation_id: &str) -> Option<&mut Stream> {
        let index = self.by_id.get(conversation_id)?;
        self.streams.get_mut(*index).map(|(_, stream)| stream)
    }

    /// All conversations, in the order in which they began.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &Stream)> {
        self.streams.iter().map(|(id, stream)| (id.as_str(), stream))
    }

    /// Remembers that an operation has sent something.
    pub(crate) fn remember_sending(&mut self, operation_id: &str) {
        if self.sent_by.len() < REMEMBERED {
            self.sent_by.insert(operation_id.to_owned());
        }
    }

    /// Whether an operation has sent something.
    pub(crate) fn was_sent_by(&self, operation_id: &str) -> bool {
        self.sent_by.contains(operation_id)
    }

    /// A service has seen that `user_id` wants no messages, and will not look again before `until`.
    pub(crate) fn believe_deaf(&mut self, user_id: &str, until: i64) {
        self.deaf.entry(user_id.to_owned()).or_insert(until);
    }

    /// Whether a service still believes that `user_id` wants no messages.
    pub(crate) fn is_believed_deaf(&self, user_id: &str, now_millis: i64) -> bool {
        self.deaf.get(user_id).is_some_and(|until| now_millis < *until)
    }

    /// A note goes into the stream `n_…` that only apps read.
    pub(crate) fn note(&mut self, stream: String) {
        *self.notes.entry(stream).or_default() += 1;
    }

    /// How many notes a stream `n_…` holds; `None` while there is none.
    pub(crate) fn notes(&self, stream: &str) -> Option<i64> {
        self.notes.get(stream).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(send_id: &str, recv_id: &str, group_id: &str, session_type: i32) -> Message {
        let [send_id, recv_id, group_id] = [send_id, recv_id, group_id].map(str::to_owned);
        Message { send_id, recv_id, group_id, session_type, ..Message::default() }
    }

    #[test]
    fn a_conversation_has_one_id_whoever_speaks_but_for_old_notification_accounts() {
        for (server, notification) in [(Server::V37, "sn_zoe_ann"), (Server::V383, "sn_ann_zoe")] {
            for (session, expected) in [(SINGLE, "si_ann_zoe"), (NOTIFICATION, notification), (GROUP, "sg_g")] {
                assert_eq!(message("zoe", "ann", "g", session).conversation_id(server), expected, "{server}");
            }
            assert_eq!(message("ann", "zoe", "", SINGLE).conversation_id(server), "si_ann_zoe", "{server}");
        }
    }

    #[test]
    fn each_conversation_numbers_its_own_and_they_are_listed_as_they_began() {
        let mut messages = Messages::new(1);
        for (to, seq) in [("bob", 1), ("ann", 1), ("bob", 2)] {
            assert_eq!(messages.append(Server::Main, message("zoe", to, "", SINGLE)).seq, seq, "{to}");
        }
        let ids: Vec<&str> = messages.iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["si_bob_zoe", "si_ann_zoe"]);
    }

    #[test]
    fn ids_are_of_32_digits_and_differ_and_one_that_was_not_delivered_has_none() {
        let mut messages = Messages::new(1);
        let stored = messages.append(Server::Main, message("zoe", "ann", "", SINGLE));
        let (server_id, client_id) = (id_text(stored.server_id), id_text(stored.client_id));
        assert_eq!((server_id.len(), client_id.len()), (32, 32));
        assert_ne!(server_id, client_id);
        assert_eq!(id_text(0), "");
    }
}
