//! The store of conversations: what each user has open, with his own settings for it. The messages are in `messages.rs`.

use std::collections::{BTreeMap, HashMap};

use crate::Server;
use crate::messages::{GROUP, NOTIFICATION, SINGLE, group_conversation, single_conversation};

/// Go's zero time, in milliseconds and in seconds.
const ZERO_TIME_MILLIS: i64 = -62_135_596_800_000;
const ZERO_TIME_SECONDS: i64 = -62_135_596_800;

/// A conversation as one user has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Conversation {
    pub(crate) conversation_id: String,
    /// 1 single, 3 group, 4 notification account.
    pub(crate) conversation_type: i32,
    /// The other one; empty for a group.
    pub(crate) user_id: String,
    pub(crate) group_id: String,
    pub(crate) recv_msg_opt: i32,
    pub(crate) is_pinned: bool,
    pub(crate) attached_info: String,
    pub(crate) is_private_chat: bool,
    /// 4 after a new announcement.
    pub(crate) group_at_type: i32,
    pub(crate) ex: String,
    /// Seconds.
    pub(crate) burn_duration: i32,
    pub(crate) min_seq: i64,
    /// 0, or where it ended for a user who left the group.
    pub(crate) max_seq: i64,
    /// Seconds.
    pub(crate) msg_destruct_time: i64,
    /// Seconds up to 3.7, milliseconds later.
    pub(crate) latest_msg_destruct_time: i64,
    pub(crate) is_msg_destruct: bool,
    /// The order of opening among all of one user.
    opened: usize,
}

/// All conversations of all users.
#[derive(Debug)]
pub(crate) struct Conversations {
    server: Server,
    by_owner: HashMap<String, BTreeMap<String, Conversation>>,
}

impl Conversations {
    /// An empty store.
    pub(crate) fn new(server: Server) -> Self {
        Self { server, by_owner: HashMap::new() }
    }

    /// `owner` has a chat with `other` from now on.
    pub(crate) fn open_single(&mut self, owner: &str, other: &str, now_millis: i64) {
        self.open(owner, single_conversation(owner, other), SINGLE, (other, ""), now_millis);
    }

    /// `owner` has the conversation of a group from now on. One that he had left goes on.
    pub(crate) fn open_group(&mut self, owner: &str, group_id: &str, now_millis: i64) {
        self.open(owner, group_conversation(group_id), GROUP, ("", group_id), now_millis).max_seq = 0;
    }

    /// `owner` has heard from the notification account `other`, or is that account.
    pub(crate) fn open_notification(&mut self, owner: &str, conversation_id: String, other: &str, now_millis: i64) {
        self.open(owner, conversation_id, NOTIFICATION, (other, ""), now_millis);
    }

    /// `owner` has left the group: what comes after `max_seq` is not for him. The conversation stays in his list.
    pub(crate) fn leave_group(&mut self, owner: &str, group_id: &str, max_seq: i64) {
        if let Some(conversation) = self.get_mut(owner, &group_conversation(group_id)) {
            conversation.max_seq = max_seq;
        }
    }

    /// Opens a conversation unless it is open, and gives it to be changed. `with` is the other one and the group.
    pub(crate) fn open(
        &mut self,
        owner: &str,
        conversation_id: String,
        conversation_type: i32,
        (user_id, group_id): (&str, &str),
        now_millis: i64,
    ) -> &mut Conversation {
        let server = self.server;
        let all = self.by_owner.entry(owner.to_owned()).or_default();
        let opened = all.len();
        all.entry(conversation_id).or_insert_with_key(|conversation_id| Conversation {
            conversation_id: conversation_id.clone(),
            conversation_type,
            user_id: user_id.to_owned(),
            group_id: group_id.to_owned(),
            // The columns of 3.4 have defaults of their own: half a minute, a week.
            burn_duration: if server == Server::V34 { 30 } else { 0 },
            msg_destruct_time: if server == Server::V34 { 604_800 } else { 0 },
            latest_msg_destruct_time: match server {
                Server::V34 => now_millis.div_euclid(1000),
                Server::V37 => ZERO_TIME_SECONDS,
                Server::V383 | Server::Main => ZERO_TIME_MILLIS,
            },
            opened,
            ..Conversation::default()
        })
    }

    /// One conversation of one user.
    pub(crate) fn get(&self, owner: &str, conversation_id: &str) -> Option<&Conversation> {
        self.by_owner.get(owner)?.get(conversation_id)
    }

    /// The same, to be changed.
    pub(crate) fn get_mut(&mut self, owner: &str, conversation_id: &str) -> Option<&mut Conversation> {
        self.by_owner.get_mut(owner)?.get_mut(conversation_id)
    }

    /// All of one user, in the order in which they were opened; on 3.4 by ID.
    pub(crate) fn of(&self, owner: &str) -> Vec<&Conversation> {
        let mut all: Vec<&Conversation> = self.by_owner.get(owner).into_iter().flat_map(BTreeMap::values).collect();
        if self.server != Server::V34 {
            all.sort_by_key(|conversation| conversation.opened);
        }
        all
    }

    /// All of one user, to be changed.
    pub(crate) fn of_mut(&mut self, owner: &str) -> impl Iterator<Item = &mut Conversation> {
        self.by_owner.get_mut(owner).into_iter().flat_map(BTreeMap::values_mut)
    }

    /// Takes a conversation from a user's list.
    pub(crate) fn remove(&mut self, owner: &str, conversation_id: &str) {
        if let Some(all) = self.by_owner.get_mut(owner) {
            all.remove(conversation_id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_447_731_000;

    fn opened(server: Server) -> Conversations {
        let mut conversations = Conversations::new(server);
        conversations.open_single("ann", "zoe", NOW);
        conversations.open_group("ann", "g", NOW);
        conversations.open_single("ann", "bob", NOW);
        conversations.open_single("ann", "zoe", NOW + 1);
        conversations
    }

    fn ids(conversations: &Conversations) -> Vec<&str> {
        conversations.of("ann").into_iter().map(|one| one.conversation_id.as_str()).collect()
    }

    #[test]
    fn each_is_opened_once_and_listed_in_the_order_of_the_version() {
        assert_eq!(ids(&opened(Server::V34)), ["sg_g", "si_ann_bob", "si_ann_zoe"]);
        for server in [Server::V37, Server::V383, Server::Main] {
            assert_eq!(ids(&opened(server)), ["si_ann_zoe", "sg_g", "si_ann_bob"], "{server}");
        }
    }

    #[test]
    fn who_leaves_a_group_keeps_its_conversation_up_to_there_and_goes_on_when_he_comes_back() {
        let mut conversations = opened(Server::Main);
        conversations.leave_group("ann", "g", 7);
        assert_eq!(conversations.get("ann", "sg_g").map(|one| one.max_seq), Some(7));
        conversations.open_group("ann", "g", NOW);
        assert_eq!(conversations.get("ann", "sg_g").map(|one| one.max_seq), Some(0));
    }

    #[test]
    fn a_new_conversation_says_when_it_was_last_cleared_in_the_unit_of_the_version() {
        for (server, expected) in [
            (Server::V34, NOW / 1000),
            (Server::V37, ZERO_TIME_SECONDS),
            (Server::V383, ZERO_TIME_MILLIS),
            (Server::Main, ZERO_TIME_MILLIS),
        ] {
            let conversations = opened(server);
            let time = conversations.get("ann", "sg_g").map(|one| one.latest_msg_destruct_time);
            assert_eq!(time, Some(expected), "{server}");
        }
    }
}
