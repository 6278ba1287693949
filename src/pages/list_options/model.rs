//! Which columns, in which order, how dense, how often read anew; and in which order the rows of a page are shown.

use std::collections::HashMap;

use openim_api::{Platform, User, json_fields, json_text};
use serde_json::Value;

use crate::pages::users::model::display_name;

/// Characters of a text that count when rows are put in order.
const COMPARED: usize = 200;
/// The choices for reading anew, in seconds; 0: never by itself.
pub const INTERVALS: [u32; 4] = [0, 10, 30, 60];

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Picture and name, with the way to the user: always there.
    User,
    /// userID.
    Id,
    /// appMangerLevel.
    Level,
    /// globalRecvMsgOpt.
    Receive,
    /// When it was registered.
    Registered,
    /// Where the user is online.
    Online,
    /// ex.
    Extra,
    /// faceURL.
    Avatar,
}

impl Column {
    /// All, each with the word it is kept under.
    pub const ALL: [(Self, &str); 8] = [
        (Self::User, "user"),
        (Self::Id, "id"),
        (Self::Level, "level"),
        (Self::Receive, "receive"),
        (Self::Registered, "registered"),
        (Self::Online, "online"),
        (Self::Extra, "extra"),
        (Self::Avatar, "avatar"),
    ];

    /// The word it is kept under.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(column, _)| *column == self).map_or("", |(_, word)| word)
    }
}

/// What the person chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// All columns in their order, each with whether it is shown.
    pub columns: Vec<(Column, bool)>,
    /// Low rows?
    pub compact: bool,
    /// Reads the list anew every so many seconds; 0: not.
    pub refresh_seconds: u32,
}

impl Default for Options {
    fn default() -> Self {
        let shown = |column| !matches!(column, Column::Online | Column::Extra | Column::Avatar);
        let columns = Column::ALL.into_iter().map(|(column, _)| (column, shown(column))).collect();
        Self { columns, compact: false, refresh_seconds: 0 }
    }
}

impl Options {
    /// Reads what was kept. What is unknown or missing is as it comes.
    pub fn read(text: &str) -> Self {
        let Ok(value) = serde_json::from_str::<Value>(text) else { return Self::default() };
        let mut columns: Vec<(Column, bool)> = Vec::new();
        for entry in value.get("columns").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default() {
            let Some(word) = entry.as_str() else { continue };
            let (shown, word) = word.strip_prefix('-').map_or((true, word), |word| (false, word));
            let found = Column::ALL.into_iter().find(|(_, known)| *known == word);
            if let Some((column, _)) = found.filter(|(column, _)| columns.iter().all(|(known, _)| known != column)) {
                columns.push((column, shown || column == Column::User));
            }
        }
        for (column, shown) in Self::default().columns {
            if columns.iter().all(|(known, _)| *known != column) {
                columns.push((column, shown));
            }
        }
        let seconds = value.get("refresh").and_then(Value::as_u64).and_then(|seconds| u32::try_from(seconds).ok());
        Self {
            columns,
            compact: value.get("compact").and_then(Value::as_bool).unwrap_or_default(),
            refresh_seconds: seconds.filter(|seconds| INTERVALS.contains(seconds)).unwrap_or_default(),
        }
    }

    /// What is kept of them; none where all is as it comes.
    pub fn write(&self) -> Option<String> {
        if *self == Self::default() {
            return None;
        }
        let word = |(column, shown): &(Column, bool)| {
            Value::from(format!("{}{}", if *shown { "" } else { "-" }, column.word()))
        };
        Some(json_text(&json_fields(vec![
            ("columns", Value::Array(self.columns.iter().map(word).collect())),
            ("compact", self.compact.into()),
            ("refresh", self.refresh_seconds.into()),
        ])))
    }

    /// The columns that are shown, in their order.
    pub fn shown(&self) -> Vec<Column> {
        self.columns.iter().filter(|(_, shown)| *shown).map(|(column, _)| *column).collect()
    }

    /// Shows or hides a column; that of the user stays.
    #[must_use]
    pub fn toggled(&self, column: Column) -> Self {
        let mut next = self.clone();
        for (of, shown) in &mut next.columns {
            *shown ^= *of == column && column != Column::User;
        }
        next
    }

    /// Moves a column to the place before it, or behind it.
    #[must_use]
    pub fn moved(&self, column: Column, up: bool) -> Self {
        let mut next = self.clone();
        let from = next.columns.iter().position(|(of, _)| *of == column);
        let to = from.and_then(|from| if up { from.checked_sub(1) } else { from.checked_add(1) });
        if let (Some(from), Some(to)) = (from, to.filter(|to| *to < next.columns.len())) {
            next.columns.swap(from, to);
        }
        next
    }
}

/// By which column the rows of the page are put in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub column: Column,
    /// The greatest first?
    pub descending: bool,
}

/// What a click on the head of `column` makes of the order: up, down, as the server has it.
pub fn next_sort(now: Option<Sort>, column: Column) -> Option<Sort> {
    match now {
        Some(sort) if sort.column == column && sort.descending => None,
        Some(sort) if sort.column == column => Some(Sort { descending: true, ..sort }),
        _ => Some(Sort { column, descending: false }),
    }
}

/// Where each user is online, as far as it is known.
pub type Online = HashMap<String, Vec<Platform>>;

/// The places of the users in the order to be shown. `sorted` sorts texts as people expect it.
pub fn order(
    users: &[User],
    sort: Option<Sort>,
    online: Option<&Online>,
    sorted: impl Fn(&[&str]) -> Option<Vec<String>>,
) -> Vec<usize> {
    let mut places: Vec<usize> = (0..users.len()).collect();
    let Some(sort) = sort else { return places };
    let texts = |text: fn(&User) -> &str| -> Vec<i64> {
        let texts: Vec<&str> = users.iter().map(|user| start_of(text(user))).collect();
        ranks(&texts, &sorted)
    };
    let numbers = |number: &dyn Fn(&User) -> i64| -> Vec<i64> { users.iter().map(number).collect() };
    let keys = match sort.column {
        Column::User => texts(display_name),
        Column::Id => texts(|user| user.user_id.as_str()),
        Column::Extra => texts(|user| &user.ex),
        Column::Avatar => texts(|user| &user.face_url),
        Column::Level => numbers(&|user| user.app_manger_level.into()),
        Column::Receive => numbers(&|user| user.global_recv_msg_opt.into()),
        Column::Registered => numbers(&|user| user.create_time_millis.unwrap_or(i64::MIN)),
        Column::Online => numbers(&|user| {
            let platforms = online.and_then(|online| online.get(user.user_id.as_str()));
            platforms.map_or(0, |platforms| i64::try_from(platforms.len()).unwrap_or(i64::MAX))
        }),
    };
    // Stable: what is equal stays as the server has it, in both directions.
    places.sort_by(|one, other| {
        let (one, other) = (keys.get(*one), keys.get(*other));
        if sort.descending { other.cmp(&one) } else { one.cmp(&other) }
    });
    places
}

/// The place of each text among all of them, equal texts having the same.
fn ranks(texts: &[&str], sorted: impl Fn(&[&str]) -> Option<Vec<String>>) -> Vec<i64> {
    let mut distinct = texts.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let sorted = sorted(&distinct).unwrap_or_else(|| distinct.iter().map(ToString::to_string).collect());
    let places: HashMap<&str, i64> = sorted.iter().map(String::as_str).zip(0..).collect();
    texts.iter().map(|text| places.get(text).copied().unwrap_or_default()).collect()
}

/// Its first characters: an `ex` may be megabytes.
fn start_of(text: &str) -> &str {
    text.char_indices().nth(COMPARED).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests;
