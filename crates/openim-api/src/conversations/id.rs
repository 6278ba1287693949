//! What a conversation is called.

use std::fmt;
use std::rc::Rc;

use serde_json::Value;

use crate::ids::{GroupId, UserId};
use crate::server::ServerBlock;

/// A conversation's ID. It can be told from who takes part: where a server leaves it out, one of the functions here makes it up.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct ConversationId(Rc<str>);

impl ConversationId {
    /// Of two users: `si_`, and the two by their bytes.
    #[must_use]
    pub fn single(one: &UserId, other: &UserId) -> Self {
        Self::pair("si_", one.min(other), one.max(other))
    }

    /// Of a group.
    #[must_use]
    pub fn group(group: &GroupId) -> Self {
        Self(format!("sg_{}", group.as_str()).into())
    }

    /// Of an account that notifies and a user: the two by their bytes from v3.8.1 on, before as they send and receive (source).
    #[must_use]
    pub fn notification(sender: &UserId, receiver: &UserId, block: ServerBlock) -> Self {
        if block < ServerBlock::V3_8_1 {
            return Self::pair("sn_", sender, receiver);
        }
        Self::pair("sn_", sender.min(receiver), sender.max(receiver))
    }

    fn pair(start: &str, one: &UserId, other: &UserId) -> Self {
        Self(format!("{start}{one}_{other}").into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn listed(ids: &[Self]) -> Value {
        ids.iter().map(Self::as_str).collect()
    }
}

impl From<&str> for ConversationId {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for ConversationId {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for ConversationId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_follows_from_who_takes_part() {
        let (a, b) = (UserId::from("alice"), UserId::from("Bob"));
        // Capitals come first: by bytes, not by any alphabet.
        assert_eq!(ConversationId::single(&a, &b).as_str(), "si_Bob_alice");
        assert_eq!(ConversationId::single(&b, &a), ConversationId::single(&a, &b));
        assert_eq!(ConversationId::group(&"g1".into()).as_str(), "sg_g1");
        let notified = |block| ConversationId::notification(&a, &b, block);
        assert_eq!(notified(ServerBlock::V3_8_0).as_str(), "sn_alice_Bob");
        assert_eq!(notified(ServerBlock::V3_8_1).as_str(), "sn_Bob_alice");
    }
}
