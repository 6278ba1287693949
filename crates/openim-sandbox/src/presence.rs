//! Who is online on which platform. The sandbox has no websocket: the seed and `POST /sandbox/presence` say who has one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::tokens::ADMIN_PLATFORM;
use crate::world::World;

/// An open connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Connection {
    pub(crate) platform_id: i32,
    pub(crate) conn_id: u128,
    /// The token by which it was opened, alive.
    pub(crate) token: String,
}

/// All connections, and who wants to hear of whom.
#[derive(Debug, Default)]
pub(crate) struct Presence {
    connections: HashMap<String, Vec<Connection>>,
    /// Up to 3.7: whose coming and going a user hears of.
    watched: BTreeMap<String, BTreeSet<String>>,
}

impl Presence {
    /// The connections of one user, in the order in which they were opened; none while he is offline.
    pub(crate) fn of(&self, user_id: &str) -> &[Connection] {
        self.connections.get(user_id).map_or(&[], Vec::as_slice)
    }

    /// The platforms of one user.
    pub(crate) fn platforms(&self, user_id: &str) -> Vec<i32> {
        self.of(user_id).iter().map(|connection| connection.platform_id).collect()
    }

    /// Closes the connection of one platform.
    pub(crate) fn close(&mut self, user_id: &str, platform_id: i32) {
        let Some(open) = self.connections.get_mut(user_id) else { return };
        open.retain(|connection| connection.platform_id != platform_id);
        if open.is_empty() {
            self.connections.remove(user_id);
        }
    }

    /// `user_id` hears of these from now on.
    pub(crate) fn watch(&mut self, user_id: &str, others: &[&str]) {
        self.watched.entry(user_id.to_owned()).or_default().extend(others.iter().map(|other| (*other).to_owned()));
    }

    /// `user_id` hears of these no more.
    pub(crate) fn unwatch(&mut self, user_id: &str, others: &[&str]) {
        if let Some(watched) = self.watched.get_mut(user_id) {
            for other in others {
                watched.remove(*other);
            }
        }
    }

    /// Of whom `user_id` hears.
    pub(crate) fn watched_by<'a>(&'a self, user_id: &str) -> impl Iterator<Item = &'a str> {
        self.watched.get(user_id).into_iter().flatten().map(String::as_str)
    }
}

impl World {
    /// `user_id` opens a connection on a platform, with the newest token that he has for it, or a new one. An earlier connection on
    /// the same platform is closed, and its token ends in every version, unless it is the same.
    pub(crate) fn come_online(&mut self, user_id: &str, platform_id: i32, now_millis: i64) {
        let token = self.tokens.newest(user_id, platform_id, now_millis).unwrap_or_else(|| {
            let is_admin = platform_id == ADMIN_PLATFORM && self.is_admin(user_id);
            self.tokens.issue(user_id, platform_id, is_admin, now_millis)
        });
        for earlier in self.presence.of(user_id) {
            if earlier.platform_id == platform_id && earlier.token != token {
                self.tokens.kick(user_id, platform_id, &earlier.token);
            }
        }
        self.presence.close(user_id, platform_id);
        let connection = Connection { platform_id, conn_id: self.messages.next_id(), token };
        self.presence.connections.entry(user_id.to_owned()).or_default().push(connection);
    }
}
