//! Which rows say the same ID. v3.4 takes IDs for the same that differ in case, accents or blanks at the end.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use openim_api::ServerBlock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The rows of each ID.
pub struct Repeats {
    folds: bool,
    rows: HashMap<Box<str>, Rows>,
}

/// Nearly always one. There may be very many: any column can be chosen as the ID.
enum Rows {
    One(u32),
    Many(BTreeSet<u32>),
}

impl Repeats {
    /// No rows, of a server of this block.
    pub fn new(block: ServerBlock) -> Self {
        Self { folds: block.folds_user_ids(), rows: HashMap::new() }
    }

    /// Another row. One without an ID repeats nothing.
    pub fn add(&mut self, row: u32, id: &str) {
        if id.is_empty() {
            return;
        }
        let key = self.key(id);
        match self.rows.get_mut(key.as_ref()) {
            None => {
                self.rows.insert(key.into(), Rows::One(row));
            }
            Some(Rows::Many(rows)) => {
                rows.insert(row);
            }
            Some(rows @ Rows::One(_)) => {
                let Rows::One(first) = *rows else { return };
                *rows = Rows::Many(BTreeSet::from([first, row]));
            }
        }
    }

    /// A row that counts no more.
    pub fn remove(&mut self, row: u32, id: &str) {
        let key = self.key(id);
        let is_empty = match self.rows.get_mut(key.as_ref()) {
            Some(Rows::One(first)) => *first == row,
            Some(Rows::Many(rows)) => {
                rows.remove(&row);
                rows.is_empty()
            }
            None => false,
        };
        if is_empty {
            self.rows.remove(key.as_ref());
        }
    }

    /// All rows of an ID, in order.
    pub fn all(&self, id: &str) -> impl Iterator<Item = u32> {
        let (one, many) = match self.rows.get(self.key(id).as_ref()) {
            Some(Rows::One(row)) => (Some(*row), None),
            Some(Rows::Many(rows)) => (None, Some(rows)),
            None => (None, None),
        };
        one.into_iter().chain(many.into_iter().flatten().copied())
    }

    /// The first row of this ID, if it is before this one.
    pub fn earlier(&self, row: u32, id: &str) -> Option<u32> {
        self.all(id).next().filter(|first| *first < row)
    }

    fn key<'a>(&self, id: &'a str) -> Cow<'a, str> {
        if self.folds { fold(id).into() } else { id.into() }
    }
}

/// What v3.4's data base (utf8mb4_unicode_ci) compares of an ID: no case, no accents, no blanks at the end, no control characters but
/// those that are white space; beyond the first plane all letters are one.
pub fn fold(id: &str) -> String {
    let is_nothing =
        |letter: &char| is_combining_mark(*letter) || (letter.is_control() && !matches!(letter, '\t'..='\r'));
    let letters = id.trim_end_matches(' ').nfd().filter(|letter| !is_nothing(letter));
    letters.flat_map(char::to_uppercase).map(|letter| if letter > '\u{FFFF}' { '\u{FFFD}' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn ids_are_the_same_as_the_servers_collation_has_it() {
        for (one, other) in
            [("Ann", "aNN"), ("José", "jose"), ("ann  ", "ann"), ("straße", "STRASSE"), ("a\u{0}b", "ab"), ("🙂", "🚀")]
        {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        for (one, other) in [(" ann", "ann"), ("ann_1", "ann1"), ("a\tb", "ab"), ("王", "汪"), ("ø1", "ø2")] {
            assert_ne!(fold(one), fold(other), "{one} {other}");
        }
    }
}
