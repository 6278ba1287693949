//! The way of a message: into its conversation, and the conversation into the lists of those it concerns.

use serde::Serialize;

use crate::Server;
use crate::groups::Group;
use crate::messages::{GROUP, Message, NOTIFICATION, SINGLE, group_conversation};
use crate::world::World;

/// Notes of the server that are kept among the messages of a conversation; apps alone hear of the others.
const KEPT: &[i32] = &[1201, 1501, 1504, 1507, 1508, 1509, 1510, 1511, 1512, 1513, 1514, 1515, 1519, 1520];

/// A group was given up.
const DISMISSED: i32 = 1511;
/// A new announcement of a group.
const ANNOUNCEMENT: i32 = 1519;

impl World {
    /// Stores a message and opens its conversation for both sides of a chat. Returns it as stored.
    ///
    /// The members of a group have its conversation since they joined.
    pub(crate) fn deliver(&mut self, message: Message) -> Message {
        let message = self.messages.append(self.server, message);
        let (one, other, now) = (message.send_id.as_str(), message.recv_id.as_str(), message.send_time);
        match message.session_type {
            GROUP => {}
            NOTIFICATION => {
                let id = message.conversation_id(self.server);
                self.conversations.open_notification(one, id.clone(), other, now);
                self.conversations.open_notification(other, id, one, now);
            }
            _ => {
                self.conversations.open_single(one, other, now);
                self.conversations.open_single(other, one, now);
            }
        }
        message
    }

    /// The server tells a group what `sender` has done. Only what a real server keeps as a message is kept, so call it for
    /// every action.
    pub(crate) fn notify_group(
        &mut self,
        content_type: i32,
        sender: &str,
        group_id: &str,
        detail: &impl Serialize,
        now_millis: i64,
    ) {
        // The oldest server does not find the members of a group that was given up, and tells them nothing.
        let given_up = |group: &Group| group.is_dismissed() || group.members.is_empty();
        let unheard = self.server == Server::V34 && self.groups.get(group_id).is_some_and(given_up);
        if unheard && content_type != DISMISSED {
            return;
        }
        let to = Message {
            recv_id: group_id.to_owned(),
            group_id: group_id.to_owned(),
            session_type: GROUP,
            ..Message::default()
        };
        self.notify(to, content_type, sender, detail, now_millis);
    }

    /// The server tells `receiver` what `sender` has done; see [`World::notify_group`].
    pub(crate) fn notify_user(
        &mut self,
        content_type: i32,
        sender: &str,
        receiver: &str,
        detail: &impl Serialize,
        now_millis: i64,
    ) {
        let to = Message { recv_id: receiver.to_owned(), session_type: SINGLE, ..Message::default() };
        self.notify(to, content_type, sender, detail, now_millis);
    }

    fn notify(&mut self, to: Message, content_type: i32, sender: &str, detail: &impl Serialize, now_millis: i64) {
        if !KEPT.contains(&content_type) {
            return;
        }
        // 4: the group has something new to say. Main forgets it (seen on all four).
        if content_type == ANNOUNCEMENT && self.server != Server::Main {
            let members = self.groups.get(&to.group_id).into_iter().flat_map(|group| &group.members);
            for member in members {
                let open = self.conversations.get_mut(&member.user_id, &group_conversation(&to.group_id));
                open.into_iter().for_each(|conversation| conversation.group_at_type = 4);
            }
        }
        self.deliver(Message {
            send_id: sender.to_owned(),
            content_type,
            content: wrapped(detail),
            send_time: now_millis,
            create_time: now_millis,
            ..to
        });
    }
}

/// The content of every note of the server: its JSON as a text inside JSON.
pub(crate) fn wrapped(detail: &impl Serialize) -> String {
    #[derive(Serialize)]
    struct Content {
        detail: String,
    }
    // Strings and numbers: this cannot fail.
    let detail = serde_json::to_string(detail).unwrap_or_default();
    serde_json::to_string(&Content { detail }).unwrap_or_default()
}
