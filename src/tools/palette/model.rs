//! What the palette offers for what is typed, without a DOM.

use crate::ui::Icon;
use openim_api::{BaseUrl, UserId};

use crate::route::{ListQuery, Route, UserTab};

/// What is wanted, read from what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What to look for.
    pub text: String,
    /// Users among it.
    pub users: bool,
    /// Commands and pages among it.
    pub commands: bool,
}

impl Wanted {
    /// `>text`: commands alone; `@text`: users alone.
    pub fn read(typed: &str) -> Self {
        let of = |text: &str, users, commands| Self { text: text.trim().to_owned(), users, commands };
        match (typed.strip_prefix('>'), typed.strip_prefix('@')) {
            (Some(text), _) => of(text, false, true),
            (_, Some(text)) => of(text, true, false),
            _ => of(typed, true, true),
        }
    }
}

/// What choosing a line does.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Goes there.
    Go(Route),
    /// Asks the server whether this ID is taken, and says so.
    Check(UserId),
    /// The other language.
    Language,
    /// The next theme.
    Theme,
    /// The list of keys.
    Help,
    /// Goes to another server.
    Server(BaseUrl),
    /// Ends the session.
    SignOut,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Name of its icon.
    pub icon: Icon,
    /// What it says.
    pub words: String,
    /// In mono behind it, such as a userID.
    pub code: String,
    /// At the end: what will happen, or the keys that do it.
    pub note: &'static str,
    /// What choosing it does.
    pub deed: Deed,
}

/// One user found on the server.
pub fn user_line(id: &UserId, nickname: &str, note: &'static str) -> Line {
    let (words, code) = if nickname.trim().is_empty() { ("", id.as_str()) } else { (nickname, id.as_str()) };
    let deed = Deed::Go(Route::User(id.clone(), UserTab::default(), ListQuery::default()));
    Line { icon: Icon::USER, words: words.to_owned(), code: code.to_owned(), note, deed }
}

/// Those of `lines` that say what is looked for; all, if nothing is.
pub fn matching(lines: Vec<Line>, text: &str) -> Vec<Line> {
    lines.into_iter().filter(|line| text.is_empty() || place(&line.words, text).is_some()).collect()
}

/// `text` in three: before what is looked for, that itself, behind it. Latin letters are compared without case.
pub fn marked<'a>(text: &'a str, wanted: &str) -> (&'a str, &'a str, &'a str) {
    let found = place(text, wanted).filter(|_| !wanted.is_empty());
    let pieces = found.and_then(|start| {
        let end = start + wanted.len();
        Some((text.get(..start)?, text.get(start..end)?, text.get(end..)?))
    });
    pieces.unwrap_or((text, "", ""))
}

/// Where it begins, in bytes; lowering ASCII letters moves none.
fn place(text: &str, wanted: &str) -> Option<usize> {
    text.to_ascii_lowercase().find(&wanted.to_ascii_lowercase())
}

/// The line after moving `steps` from line `at` of `count`, round at the ends.
pub fn moved(at: usize, steps: isize, count: usize) -> usize {
    if count == 0 {
        return 0;
    }
    let (at, count) = (at.min(count - 1).cast_signed(), count.cast_signed());
    (at + steps).rem_euclid(count).cast_unsigned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_first_character_narrows_what_is_looked_for() {
        assert_eq!(Wanted::read("> theme"), Wanted { text: "theme".into(), users: false, commands: true });
        assert_eq!(Wanted::read("@lin"), Wanted { text: "lin".into(), users: true, commands: false });
        assert_eq!(Wanted::read(" a@b "), Wanted { text: "a@b".into(), users: true, commands: true });
    }

    #[test]
    fn what_is_looked_for_is_marked_whatever_its_case() {
        assert_eq!(marked("Noah Lindqvist", "LIN"), ("Noah ", "Lin", "dqvist"));
        assert_eq!(marked("林小雨", "小"), ("林", "小", "雨"));
        assert_eq!(marked("abc", ""), ("abc", "", ""));
        assert_eq!(marked("abc", "x"), ("abc", "", ""));
    }

    #[test]
    fn moving_goes_round() {
        assert_eq!((moved(0, -1, 3), moved(2, 1, 3), moved(9, 0, 3), moved(0, 1, 0)), (2, 0, 2, 0));
    }

    proptest! {
        #[test]
        fn marking_loses_nothing(text in ".*", wanted in ".{0,4}") {
            let (before, mark, behind) = marked(&text, &wanted);
            prop_assert_eq!(format!("{before}{mark}{behind}"), text);
        }
    }
}
