//! The language of filters: words, `field:value`, `!` for "not", quotes around blanks. A plain value; what its text is can be read back.
//!
//! `ann !avatar:yes level:admin,robot created:2026-01-01..2026-02-01 sort:-created`

mod read;

use std::ops::Range;

pub use self::read::read;
use crate::pages::list_options::{Column, Sort};

/// Characters of a filter: an address may hold more.
pub const MOST_CHARACTERS: usize = 2_000;

/// What is to be shown, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// All of them must hold.
    pub conditions: Vec<Condition>,
    /// In which order; none: as the server has it.
    pub sort: Option<Sort>,
}

/// What must hold, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Must it not hold?
    pub negated: bool,
    /// What.
    pub test: Test,
}

/// What can be asked of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// This text is part of it, in any letter case.
    Text(Place, String),
    /// Is there a picture?
    Avatar(bool),
    /// Is the user online?
    Online(bool),
    /// appMangerLevel is one of these; 1 stands for 0, too.
    Level(Vec<i32>),
    /// globalRecvMsgOpt is one of these.
    Receive(Vec<i32>),
    /// Registered on a day from the first to the last of these.
    Created(Option<Day>, Option<Day>),
    /// The server knows no time of registration.
    Undated,
}

/// Where a text is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In nickname and userID.
    Anywhere,
    /// nickname.
    Nick,
    /// userID.
    Id,
    /// ex.
    Extra,
}

/// A day, by the calendar of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// 1970 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// The fields, as they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `nick:ann`
    Nick,
    /// `id:u1`
    Id,
    /// `ex:gold`
    Extra,
    /// `avatar:yes`
    Avatar,
    /// `online:yes`
    Online,
    /// `level:admin`
    Level,
    /// `recv:2`
    Receive,
    /// `created:2026-01-01..2026-02-01`
    Created,
    /// `sort:-created`
    Sort,
}

impl Field {
    /// All, each with its word.
    pub const ALL: [(Self, &str); 9] = [
        (Self::Nick, "nick"),
        (Self::Id, "id"),
        (Self::Extra, "ex"),
        (Self::Avatar, "avatar"),
        (Self::Online, "online"),
        (Self::Level, "level"),
        (Self::Receive, "recv"),
        (Self::Created, "created"),
        (Self::Sort, "sort"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(field, _)| *field == self).map_or("", |(_, word)| word)
    }

    /// The values that it knows by a word, to be listed; none: any text, or a date.
    pub fn values(self) -> Vec<&'static str> {
        match self {
            Self::Avatar | Self::Online => vec!["yes", "no"],
            Self::Level => LEVELS.iter().map(|(_, word)| *word).collect(),
            Self::Receive => vec!["0", "1", "2"],
            Self::Sort => SORTS.iter().map(|(_, word)| *word).collect(),
            Self::Nick | Self::Id | Self::Extra | Self::Created => Vec::new(),
        }
    }
}

const LEVELS: [(i32, &str); 4] = [(1, "user"), (2, "admin"), (3, "notification"), (4, "robot")];
const RECEIVES: [(i32, &str); 3] = [(0, "all"), (1, "none"), (2, "silent")];
const SORTS: [(Column, &str); 8] = [
    (Column::User, "nick"),
    (Column::Id, "id"),
    (Column::Level, "level"),
    (Column::Receive, "recv"),
    (Column::Registered, "created"),
    (Column::Online, "online"),
    (Column::Extra, "ex"),
    (Column::Avatar, "avatar"),
];

/// What is wrong with a text, and where: bytes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub at: Range<usize>,
    /// What.
    pub kind: FaultKind,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A quote that does not end.
    Quote,
    /// There is no field of this name.
    Field,
    /// Nothing stands behind the colon, or behind `!`.
    Empty,
    /// The field has no such value.
    Value(Field),
    /// No day of the calendar.
    Date,
    /// The first day comes after the last one.
    Backwards,
    /// An order cannot be negated.
    NotSort,
    /// Longer than a filter may be.
    TooLong,
}

impl Day {
    /// `2026-02-28`
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut part = |digits: usize| {
            let part = parts.next()?;
            (part.len() == digits && part.bytes().all(|of| of.is_ascii_digit())).then(|| part.parse::<u16>().ok())?
        };
        let (year, month, day) = (part(4)?, u8::try_from(part(2)?).ok()?, u8::try_from(part(2)?).ok()?);
        let is_day = year >= 1970 && (1..=last_of(year, month)?).contains(&day) && parts.next().is_none();
        is_day.then_some(Self { year, month, day })
    }

    /// The day after; none: that would be the year 10000.
    pub fn next(self) -> Option<Self> {
        let Self { year, month, day } = self;
        match (month, day) {
            _ if day < last_of(year, month)? => Some(Self { day: day + 1, ..self }),
            (12, _) => (year < 9999).then_some(Self { year: year + 1, month: 1, day: 1 }),
            _ => Some(Self { year, month: month + 1, day: 1 }),
        }
    }
}

/// The last day of a month; none: there is no such month.
fn last_of(year: u16, month: u8) -> Option<u8> {
    let leaps = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => Some(28 + u8::from(leaps)),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The text of a filter, as [`read()`] reads it back.
pub fn write(filter: &Filter) -> String {
    let sort = filter.sort.map(write_sort);
    filter.conditions.iter().map(write_condition).chain(sort).collect::<Vec<_>>().join(" ")
}

/// `!avatar:yes`
pub fn write_condition(condition: &Condition) -> String {
    let not = if condition.negated { "!" } else { "" };
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let (field, value) = match &condition.test {
        Test::Text(Place::Anywhere, text) => return format!("{not}{}", quoted(text, true)),
        Test::Text(Place::Nick, text) => (Field::Nick, quoted(text, false)),
        Test::Text(Place::Id, text) => (Field::Id, quoted(text, false)),
        Test::Text(Place::Extra, text) => (Field::Extra, quoted(text, false)),
        Test::Avatar(is) => (Field::Avatar, yes(*is)),
        Test::Online(is) => (Field::Online, yes(*is)),
        Test::Level(levels) => (Field::Level, write_list(levels, &LEVELS)),
        Test::Receive(options) => (Field::Receive, write_list(options, &[])),
        Test::Created(from, to) if from == to => (Field::Created, from.map(|day| day.to_string()).unwrap_or_default()),
        Test::Created(from, to) => {
            let day = |day: &Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
            (Field::Created, format!("{}..{}", day(from), day(to)))
        }
        Test::Undated => (Field::Created, "none".to_owned()),
    };
    format!("{not}{}:{value}", field.word())
}

/// `sort:-created`
pub fn write_sort(sort: Sort) -> String {
    let word = SORTS.iter().find(|(column, _)| *column == sort.column).map_or("", |(_, word)| word);
    format!("{}:{}{word}", Field::Sort.word(), if sort.descending { "-" } else { "" })
}

fn write_list(values: &[i32], words: &[(i32, &str)]) -> String {
    let one = |value: &i32| {
        let known = words.iter().find(|(number, _)| number == value);
        known.map_or_else(|| value.to_string(), |(_, word)| (*word).to_owned())
    };
    values.iter().map(one).collect::<Vec<_>>().join(",")
}

/// In quotes where it would be read as something else without.
fn quoted(text: &str, is_alone: bool) -> String {
    let is_plain = !text.contains(|of: char| of.is_whitespace() || of == '"')
        && !(is_alone && (text.starts_with('!') || text.contains(':')));
    if is_plain {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

impl Filter {
    /// Does it ask who is online?
    pub fn asks_online(&self) -> bool {
        let sorts = self.sort.is_some_and(|sort| sort.column == Column::Online);
        sorts || self.conditions.iter().any(|condition| matches!(condition.test, Test::Online(_)))
    }

    /// With this condition in the place of those of the same field that are not negated; none: without them.
    #[must_use]
    pub fn with(&self, field: Field, test: Option<Test>) -> Self {
        let mut next = self.clone();
        next.conditions.retain(|condition| condition.negated || condition.test.field() != Some(field));
        next.conditions.extend(test.map(|test| Condition { negated: false, test }));
        next
    }

    /// The one condition of this field that is not negated.
    pub fn of(&self, field: Field) -> Option<&Test> {
        let mut found = self.conditions.iter().filter(|of| !of.negated && of.test.field() == Some(field));
        found.next().map(|condition| &condition.test)
    }
}

impl Test {
    fn field(&self) -> Option<Field> {
        Some(match self {
            Self::Text(Place::Anywhere, _) => return None,
            Self::Text(Place::Nick, _) => Field::Nick,
            Self::Text(Place::Id, _) => Field::Id,
            Self::Text(Place::Extra, _) => Field::Extra,
            Self::Avatar(_) => Field::Avatar,
            Self::Online(_) => Field::Online,
            Self::Level(_) => Field::Level,
            Self::Receive(_) => Field::Receive,
            Self::Created(..) | Self::Undated => Field::Created,
        })
    }
}

#[cfg(test)]
mod tests;
