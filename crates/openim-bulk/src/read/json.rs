//! Objects: all in an array, or one on each line. The keys are columns; what an object holds within stays as it is written.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::table::{Note, Table};
use super::{MAX_CELL, MAX_COLUMNS, MAX_JSON, begin_row, cut_to_cell};
use crate::job::{BadJson, Kind, Refusal};

/// The entries of an object, in their order.
pub struct Entries<'a>(pub Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(entries)
            }
        }
        deserializer.deserialize_map(Collect).map(Entries)
    }
}

/// An array of objects, held as a whole.
#[derive(Default)]
pub struct Whole(String);

/// An object a line.
#[derive(Default)]
pub struct Lines {
    line: String,
    /// Of the lines before.
    count: u32,
    is_cut: bool,
}

impl Whole {
    /// The next piece.
    pub fn feed(&mut self, piece: &str) -> Result<(), Refusal> {
        if self.0.len().saturating_add(piece.len()) > MAX_JSON {
            return Err(Refusal::JsonTooLarge(u32::try_from(MAX_JSON).unwrap_or(u32::MAX)));
        }
        self.0.push_str(piece);
        Ok(())
    }

    /// There is no more.
    pub fn end(&mut self, table: &mut Table) -> Result<(), Refusal> {
        let text = std::mem::take(&mut self.0);
        if text.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        let bad = |error: &serde_json::Error| Refusal::BadJson(bad_json(error));
        let whole: &RawValue = serde_json::from_str(&text).map_err(|error| bad(&error))?;
        let items = items(whole).map_err(|error| bad(&error))?;
        let mut place = Place { line: 1, from: 0 };
        for item in items {
            begin_row(table, place.line_of(&text, item.get()))?;
            push_object(item.get(), table);
        }
        Ok(())
    }
}

/// The elements of the array, or of the only array in the object; otherwise the value itself.
fn items(whole: &RawValue) -> Result<Vec<&RawValue>, serde_json::Error> {
    if whole.get().starts_with('[') {
        return serde_json::from_str(whole.get());
    }
    if whole.get().starts_with('{') {
        let Entries(entries) = serde_json::from_str(whole.get())?;
        let mut lists = entries.iter().filter(|(_, value)| value.get().starts_with('['));
        if let (Some((_, list)), None) = (lists.next(), lists.next()) {
            let items: Vec<&RawValue> = serde_json::from_str(list.get())?;
            if items.first().is_some_and(|item| item.get().starts_with('{')) {
                return Ok(items);
            }
        }
    }
    Ok(vec![whole])
}

/// Finds the lines of parts of a text, one after another.
struct Place {
    line: u32,
    from: usize,
}

impl Place {
    fn line_of(&mut self, text: &str, part: &str) -> u32 {
        let at = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        let between = text.as_bytes().get(self.from..at).unwrap_or_default();
        let lines = between.iter().filter(|byte| **byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.from = at.max(self.from);
        self.line
    }
}

impl Lines {
    /// The next piece.
    pub fn feed(&mut self, piece: &str, table: &mut Table) -> Result<(), Refusal> {
        for part in piece.split_inclusive('\n') {
            if self.line.len().saturating_add(part.len()) > MAX_JSON {
                self.is_cut = true;
            } else {
                self.line.push_str(part);
            }
            if part.ends_with('\n') {
                self.finish_line(table)?;
            }
        }
        Ok(())
    }

    /// There is no more.
    pub fn end(&mut self, table: &mut Table) -> Result<(), Refusal> {
        self.finish_line(table)
    }

    fn finish_line(&mut self, table: &mut Table) -> Result<(), Refusal> {
        self.count = self.count.saturating_add(1);
        let is_cut = std::mem::take(&mut self.is_cut);
        let line = self.line.trim();
        if is_cut {
            begin_row(table, self.count)?;
            let limit = u32::try_from(MAX_JSON).ok();
            table.note(Note { limit, ..Note::new(Kind::CellTooLarge, None) });
        } else if !line.is_empty() {
            begin_row(table, self.count)?;
            push_object(line, table);
        }
        self.line.clear();
        Ok(())
    }
}

/// Puts an object into the last row.
fn push_object(text: &str, table: &mut Table) {
    let entries = match serde_json::from_str::<Entries<'_>>(text) {
        Ok(Entries(entries)) => entries,
        Err(error) if error.is_data() => return table.note(Note::new(Kind::NotAnObject, None)),
        Err(error) => {
            let BadJson { column, why, .. } = bad_json(&error);
            let why = Some(format!("{why} (column {column})").into_boxed_str());
            return table.note(Note { why, ..Note::new(Kind::BadJson, None) });
        }
    };
    for (likely, (key, value)) in (0_u32..).zip(entries) {
        let Some(column) = table.column(&key, likely) else {
            table.note(Note { limit: Some(MAX_COLUMNS), ..Note::new(Kind::TooManyColumns, None) });
            break;
        };
        let raw = value.get();
        let text = match raw.as_bytes().first() {
            Some(b'"') => serde_json::from_str(raw).unwrap_or_default(),
            Some(b'n') => String::new(),
            // Numbers keep their digits.
            _ => raw.to_owned(),
        };
        let cell = cut_to_cell(&text);
        if !table.push(column, cell) {
            table.note(Note::new(Kind::RepeatedKey, Some(column)));
        } else if cell.len() < text.len() {
            table.note(Note { limit: u32::try_from(MAX_CELL).ok(), ..Note::new(Kind::CellTooLarge, Some(column)) });
        } else if raw.starts_with(['{', '[']) {
            table.note(Note::new(Kind::Nested, Some(column)));
        }
    }
}

/// An error, in the reader's words without the place, which stands beside them.
fn bad_json(error: &serde_json::Error) -> BadJson {
    let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    let text = error.to_string();
    let why = text.split(" at line ").next().unwrap_or_default().to_owned();
    BadJson { line: number(error.line()), column: number(error.column()), why }
}

/// The keys of an object. None: it is none.
pub fn keys(text: &str) -> Option<Vec<String>> {
    let Entries(entries) = serde_json::from_str(text).ok()?;
    Some(entries.into_iter().map(|(key, _)| key).collect())
}
