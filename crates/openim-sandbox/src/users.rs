//! The store of users: found by ID at once, listed in the order of the version.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::Server;

/// A user as the server stores and shows it. `createTime` in milliseconds since 1970; the misspelt level is the product's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct User {
    #[serde(rename = "userID")]
    pub(crate) user_id: String,
    pub(crate) nickname: String,
    #[serde(rename = "faceURL")]
    pub(crate) face_url: String,
    pub(crate) ex: String,
    pub(crate) create_time: i64,
    pub(crate) app_manger_level: i32,
    pub(crate) global_recv_msg_opt: i32,
}

/// All users.
#[derive(Debug)]
pub(crate) struct Users {
    server: Server,
    /// In the order of registration.
    rows: Vec<User>,
    by_id: HashMap<String, usize>,
    /// 3.4 alone: what the SQL collation compares, in its order.
    by_fold: BTreeSet<(String, usize)>,
    last_created: i64,
}

impl Users {
    /// An empty store.
    pub(crate) fn new(server: Server) -> Self {
        Self { server, rows: Vec::new(), by_id: HashMap::new(), by_fold: BTreeSet::new(), last_created: i64::MIN }
    }

    /// Exactly this userID.
    pub(crate) fn get(&self, user_id: &str) -> Option<&User> {
        self.by_id.get(user_id).and_then(|row| self.rows.get(*row))
    }

    /// The one that the data base takes for this userID: on 3.4 another letter case, accent or trailing space is the same.
    pub(crate) fn get_as_stored(&self, user_id: &str) -> Option<&User> {
        self.get(user_id).or_else(|| self.folded_row(user_id).and_then(|row| self.rows.get(row)))
    }

    /// The same, to be changed. The userID must stay.
    pub(crate) fn get_mut_as_stored(&mut self, user_id: &str) -> Option<&mut User> {
        let row = self.by_id.get(user_id).copied().or_else(|| self.folded_row(user_id))?;
        self.rows.get_mut(row)
    }

    fn folded_row(&self, user_id: &str) -> Option<usize> {
        if !self.server.folds_user_ids() {
            return None;
        }
        let key = fold(user_id);
        let (found, row) = self.by_fold.range((key.clone(), 0)..).next()?;
        (*found == key).then_some(*row)
    }

    /// A creation time that no earlier registration has, so that an order by time is the order of registration.
    pub(crate) fn next_create_time(&mut self, now_millis: i64) -> i64 {
        self.last_created = now_millis.max(self.last_created.saturating_add(1));
        self.last_created
    }

    /// Adds a user whose ID is free; a taken one is left alone.
    pub(crate) fn insert(&mut self, user: User) {
        if self.get_as_stored(&user.user_id).is_some() {
            return;
        }
        let row = self.rows.len();
        if self.server.folds_user_ids() {
            self.by_fold.insert((fold(&user.user_id), row));
        }
        self.by_id.insert(user.user_id.clone(), row);
        self.rows.push(user);
    }

    /// How many there are, admins included.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// All, in the order of registration.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &User> {
        self.rows.iter()
    }

    /// All in the order of the primary key of 3.4.
    pub(crate) fn iter_by_id(&self) -> impl Iterator<Item = &User> {
        self.by_fold.iter().filter_map(|(_, row)| self.rows.get(*row))
    }
}

/// What the collation of 3.4's data base (utf8mb4_unicode_ci) compares: no case, no accents, no trailing spaces, no control
/// characters. Its order has white space first, then punctuation, digits, letters; beyond the first plane all are one.
pub(crate) fn fold(user_id: &str) -> String {
    let letters = user_id.trim_end_matches(' ').nfd().filter(|c| !is_combining_mark(*c));
    letters.flat_map(char::to_uppercase).filter_map(weight).collect()
}

/// The order of white space and ASCII punctuation in the Unicode collation.
const BEFORE_DIGITS: &str = "\t\n\u{b}\u{c}\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

fn weight(c: char) -> Option<char> {
    if let Some(rank) = BEFORE_DIGITS.chars().position(|other| other == c) {
        return u32::try_from(rank + 1).ok().and_then(char::from_u32);
    }
    match c {
        _ if c.is_control() => None,
        '\u{10000}'.. => Some('\u{fffd}'),
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(user_id: &str) -> User {
        User {
            user_id: user_id.to_owned(),
            nickname: String::new(),
            face_url: String::new(),
            ex: String::new(),
            create_time: 0,
            app_manger_level: 0,
            global_recv_msg_opt: 0,
        }
    }

    #[test]
    fn on_3_4_case_accents_and_trailing_spaces_are_one_user_and_later_they_are_four() {
        for (server, expected) in [(Server::V34, 1), (Server::V37, 4), (Server::Main, 4)] {
            let mut users = Users::new(server);
            for id in ["alice", "ALICE", "álice", "alice  "] {
                users.insert(user(id));
            }
            assert_eq!(users.len(), expected, "{server}");
        }
    }

    #[test]
    fn on_3_4_the_list_is_in_the_order_of_the_collation() {
        let recorded = [
            " lead", "<script>", "$a", "123", "a\nb", "a b", "a_b", "a-b", "a,b", "a.b", "a\"b", "a@b", "a/b", "a\\b",
            "a%b",
        ];
        let recorded = recorded.into_iter().chain([
            "a+b",
            "a\0b",
            "alice",
            "äöü",
            "bob",
            "LLL",
            "ut1",
            "u😀",
            "ws6",
            "z",
            "用户一",
        ]);
        let recorded: Vec<&str> = recorded.collect();
        let mut users = Users::new(Server::V34);
        recorded.iter().rev().for_each(|id| users.insert(user(id)));
        let listed: Vec<&str> = users.iter_by_id().map(|user| user.user_id.as_str()).collect();
        assert_eq!(listed, recorded);
    }

    #[test]
    fn a_leading_space_is_another_user() {
        let mut users = Users::new(Server::V34);
        users.insert(user("alice"));
        assert!(users.get_as_stored(" alice").is_none());
        assert_eq!(users.get_as_stored("ALICE ").map(|found| found.user_id.as_str()), Some("alice"));
    }

    #[test]
    fn registrations_of_one_millisecond_keep_their_order() {
        let mut users = Users::new(Server::V34);
        let times = [
            users.next_create_time(5),
            users.next_create_time(5),
            users.next_create_time(4),
            users.next_create_time(90),
        ];
        assert_eq!(times, [5, 6, 7, 90]);
    }
}
