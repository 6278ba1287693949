//! The store of user commands: small values that an app keeps for a user, by type and key (from 3.5).

use std::collections::HashMap;

/// One of them. Two may have the same type and key: nobody looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Command {
    pub(crate) kind: i32,
    pub(crate) uuid: String,
    pub(crate) value: String,
    pub(crate) ex: String,
    /// Unix seconds.
    pub(crate) create_time: i64,
}

/// All of them, by user, in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Commands(HashMap<String, Vec<Command>>);

impl Commands {
    /// Those of one user.
    pub(crate) fn of(&self, user_id: &str) -> &[Command] {
        self.0.get(user_id).map_or(&[], Vec::as_slice)
    }

    /// Adds one.
    pub(crate) fn add(&mut self, user_id: &str, command: Command) {
        self.0.entry(user_id.to_owned()).or_default().push(command);
    }

    /// The first of this type and key, to be changed.
    pub(crate) fn get_mut(&mut self, user_id: &str, kind: i32, uuid: &str) -> Option<&mut Command> {
        self.0.get_mut(user_id)?.iter_mut().find(|command| command.kind == kind && command.uuid == uuid)
    }

    /// Takes out the first of this type and key.
    pub(crate) fn remove(&mut self, user_id: &str, kind: i32, uuid: &str) {
        let Some(all) = self.0.get_mut(user_id) else { return };
        if let Some(place) = all.iter().position(|command| command.kind == kind && command.uuid == uuid) {
            all.remove(place);
        }
    }
}
