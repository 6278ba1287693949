//! Which userIDs and groupIDs a server has looked for in vain, and how it says "not found".
//!
//! On main an in-process call converts no errors: the same request answers 500 with the data base's words, or 1004 once a list
//! call has asked for the ID and left "nothing there" in the cache.

use std::collections::HashSet;

use crate::Server;
use crate::failure::Failure;

/// What the data base says when it has found nothing.
pub(crate) const NO_DOCUMENTS: &str = "mongo: no documents in result";

/// More would be a leak: the ID is the caller's.
const REMEMBERED: usize = 100_000;

/// The cached absences.
#[derive(Debug, Default)]
pub(crate) struct Absences(HashSet<String>);

impl Absences {
    /// A list call has asked for `ids`; `exists` tells which of them there are.
    pub(crate) fn remember(&mut self, server: Server, ids: &[&str], exists: impl Fn(&str) -> bool) {
        if server != Server::Main {
            return;
        }
        for id in ids.iter().filter(|id| !exists(id)) {
            if self.0.len() < REMEMBERED {
                self.0.insert((*id).to_owned());
            }
        }
    }

    /// Somebody or something of this ID has come.
    pub(crate) fn forget(&mut self, id: &str) {
        self.0.remove(id);
    }

    /// What a call that needs this one user answers when there is none.
    pub(crate) fn failure(&self, server: Server, user_id: &str) -> Failure {
        self.not_found(server, user_id, "userID not found")
    }

    /// What a call that needs this one group answers when there is none.
    pub(crate) fn group_failure(&self, server: Server, group_id: &str) -> Failure {
        let text = if server == Server::V34 { "record not found" } else { NO_DOCUMENTS };
        self.not_found(server, group_id, text)
    }

    fn not_found(&self, server: Server, id: &str, text: &str) -> Failure {
        match server {
            Server::V34 | Server::V37 => Failure::database(1004, text),
            Server::Main if !self.0.contains(id) => Failure::service(500, NO_DOCUMENTS),
            Server::V383 | Server::Main => Failure::database(1004, "cache is not found"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_main_an_unknown_user_is_500_until_a_list_call_has_asked_for_him() {
        let mut absences = Absences::default();
        assert_eq!(absences.failure(Server::Main, "nobody").code, 500);
        absences.remember(Server::Main, &["nobody"], |_| false);
        assert_eq!(absences.failure(Server::Main, "nobody").code, 1004);
        absences.forget("nobody");
        assert_eq!(absences.failure(Server::Main, "nobody").code, 500);
    }

    #[test]
    fn elsewhere_an_unknown_user_is_always_1004() {
        for server in [Server::V34, Server::V37, Server::V383] {
            assert_eq!(Absences::default().failure(server, "nobody").code, 1004, "{server}");
        }
    }
}
