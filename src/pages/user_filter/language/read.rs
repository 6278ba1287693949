//! A filter out of its text.

use std::ops::Range;

use super::{Condition, Day, Fault, FaultKind, Field, Filter, LEVELS, MOST_CHARACTERS, Place, RECEIVES, SORTS, Test};
use crate::pages::list_options::Sort;

/// Reads a text. What is at fault is left out of the filter, and told.
pub fn read(text: &str) -> (Filter, Vec<Fault>) {
    let mut filter = Filter::default();
    if text.chars().nth(MOST_CHARACTERS).is_some() {
        return (filter, vec![Fault { at: 0..text.len(), kind: FaultKind::TooLong }]);
    }
    let mut faults = Vec::new();
    for token in tokens(text) {
        let kind = match token.read() {
            Ok(Read::Condition(condition)) => {
                filter.conditions.push(condition);
                continue;
            }
            Ok(Read::Sort(sort)) => {
                filter.sort = Some(sort);
                continue;
            }
            Err(kind) => kind,
        };
        faults.push(Fault { at: token.at, kind });
    }
    (filter, faults)
}

/// A stretch between blanks.
struct Token {
    at: Range<usize>,
    negated: bool,
    /// What stands before the first colon outside of quotes.
    field: Option<String>,
    value: String,
    is_open: bool,
}

enum Read {
    Condition(Condition),
    Sort(Sort),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next_if(|_| true) {
        if first.is_whitespace() {
            continue;
        }
        let mut token =
            Token { at: start..text.len(), negated: first == '!', field: None, value: String::new(), is_open: false };
        let mut was_quoted = false;
        let mut next = (!token.negated).then_some((start, first)).or_else(|| characters.next());
        while let Some((place, character)) = next {
            match character {
                '"' => {
                    token.is_open = !token.is_open;
                    was_quoted = true;
                }
                '\\' if token.is_open => token.value.extend(characters.next().map(|(_, escaped)| escaped)),
                ':' if !token.is_open && !was_quoted && token.field.is_none() => {
                    token.field = Some(std::mem::take(&mut token.value));
                }
                blank if blank.is_whitespace() && !token.is_open => {
                    token.at.end = place;
                    break;
                }
                other => token.value.push(other),
            }
            next = characters.next();
        }
        tokens.push(token);
    }
    tokens
}

impl Token {
    fn read(&self) -> Result<Read, FaultKind> {
        if self.is_open {
            return Err(FaultKind::Quote);
        }
        let value = self.value.as_str();
        let field = match &self.field {
            None => None,
            Some(name) => {
                let known = Field::ALL.iter().find(|(_, word)| word.eq_ignore_ascii_case(name));
                Some(known.ok_or(FaultKind::Field)?.0)
            }
        };
        if value.is_empty() {
            return Err(FaultKind::Empty);
        }
        let text = |place| Test::Text(place, value.to_owned());
        let test = match field {
            None => text(Place::Anywhere),
            Some(Field::Nick) => text(Place::Nick),
            Some(Field::Id) => text(Place::Id),
            Some(Field::Extra) => text(Place::Extra),
            Some(field @ Field::Avatar) => Test::Avatar(read_yes(value).ok_or(FaultKind::Value(field))?),
            Some(field @ Field::Online) => Test::Online(read_yes(value).ok_or(FaultKind::Value(field))?),
            Some(field @ Field::Level) => {
                let values = read_list(value, &LEVELS).ok_or(FaultKind::Value(field))?;
                Test::Level(values.into_iter().map(|level| if level == 0 { 1 } else { level }).collect())
            }
            Some(field @ Field::Receive) => Test::Receive(read_list(value, &RECEIVES).ok_or(FaultKind::Value(field))?),
            Some(Field::Created) => read_created(value)?,
            Some(Field::Sort) if self.negated => return Err(FaultKind::NotSort),
            Some(field @ Field::Sort) => {
                let (descending, word) = value.strip_prefix('-').map_or((false, value), |word| (true, word));
                let known = SORTS.iter().find(|(_, known)| known.eq_ignore_ascii_case(word));
                let (column, _) = known.ok_or(FaultKind::Value(field))?;
                return Ok(Read::Sort(Sort { column: *column, descending }));
            }
        };
        Ok(Read::Condition(Condition { negated: self.negated, test }))
    }
}

fn read_yes(value: &str) -> Option<bool> {
    match value {
        _ if value.eq_ignore_ascii_case("yes") => Some(true),
        _ if value.eq_ignore_ascii_case("no") => Some(false),
        _ => None,
    }
}

/// `admin,4`
fn read_list(value: &str, words: &[(i32, &str)]) -> Option<Vec<i32>> {
    let one = |part: &str| {
        let known = words.iter().find(|(_, word)| word.eq_ignore_ascii_case(part));
        known.map(|(number, _)| *number).or_else(|| part.parse().ok())
    };
    value.split(',').map(one).collect()
}

/// `2026-01-01`, `2026-01-01..2026-02-01`, `2026-01-01..`, `..2026-02-01`, `none`
fn read_created(value: &str) -> Result<Test, FaultKind> {
    if value.eq_ignore_ascii_case("none") {
        return Ok(Test::Undated);
    }
    let day = |text: &str| match text {
        "" => Ok(None),
        _ => Day::read(text).map(Some).ok_or(FaultKind::Date),
    };
    let (from, to) = match value.split_once("..") {
        Some((from, to)) => (day(from)?, day(to)?),
        None => (day(value)?, day(value)?),
    };
    match (from, to) {
        (None, None) => Err(FaultKind::Date),
        (Some(from), Some(to)) if from > to => Err(FaultKind::Backwards),
        _ => Ok(Test::Created(from, to)),
    }
}
