//! From a file's text to rows. The text comes in pieces, wherever they are cut; what is wrong with it is noted at its row and never
//! stops the rest, but for a few [`Refusal`]s.

mod csv;
pub mod encoding;
mod guess;
mod json;
pub mod table;

pub use json::keys as object_keys;

use crate::job::{Format, Refusal, Separator};
use table::Table;

/// The most rows.
pub const MAX_ROWS: u32 = 500_000;
/// The most columns.
pub const MAX_COLUMNS: u32 = 128;
/// The longest cell, in bytes. A server takes 8 MiB in one request.
pub const MAX_CELL: usize = 1 << 20;
/// The longest JSON that is not read line by line, in bytes: it is held as a whole.
pub const MAX_JSON: usize = 20_000_000;
/// The format is found out from so many bytes.
const FIRST: usize = 1 << 16;

/// Reads one file.
pub struct Reader {
    format: Option<Format>,
    separator: Option<Separator>,
    /// What has come before the format was known.
    first: String,
    begun: bool,
    parser: Option<Parser>,
    table: Table,
}

/// What has been read.
pub struct Read {
    /// The rows.
    pub table: Table,
    /// As found out or given.
    pub format: Format,
    /// Of CSV.
    pub separator: Option<Separator>,
}

enum Parser {
    Csv(Box<csv::Parser>, Separator),
    Json(json::Whole),
    JsonLines(json::Lines),
}

impl Reader {
    /// What is None is found out.
    #[must_use]
    pub fn new(format: Option<Format>, separator: Option<Separator>) -> Self {
        Self { format, separator, first: String::new(), begun: false, parser: None, table: Table::default() }
    }

    /// How many rows have been found.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.table.rows()
    }

    /// The next piece.
    ///
    /// # Errors
    /// The file cannot be read at all; the reader is of no more use.
    pub fn feed(&mut self, piece: &str) -> Result<(), Refusal> {
        // A mark at the beginning is no text; a decoder may have left it.
        let piece = if self.begun { piece } else { piece.strip_prefix('\u{FEFF}').unwrap_or(piece) };
        self.begun |= !piece.is_empty();
        if let Some(parser) = &mut self.parser {
            return parser.feed(piece, &mut self.table);
        }
        self.first.push_str(piece);
        // Looked at is always as much, however it was cut.
        if self.first.len() > FIRST { self.decide(false) } else { Ok(()) }
    }

    /// There is no more.
    ///
    /// # Errors
    /// The file cannot be read at all.
    pub fn end(mut self) -> Result<Read, Refusal> {
        if self.parser.is_none() {
            self.decide(true)?;
        }
        let mut table = self.table;
        let Some(mut parser) = self.parser else { return Err(Refusal::Empty) };
        parser.end(&mut table)?;
        if table.rows() == 0 {
            return Err(Refusal::Empty);
        }
        table.shrink();
        let (format, separator) = match parser {
            Parser::Csv(_, separator) => (Format::Csv, Some(separator)),
            Parser::Json(_) => (Format::Json, None),
            Parser::JsonLines(_) => (Format::JsonLines, None),
        };
        Ok(Read { table, format, separator })
    }

    fn decide(&mut self, is_all: bool) -> Result<(), Refusal> {
        let text = std::mem::take(&mut self.first);
        let first = text.get(..text.floor_char_boundary(FIRST)).unwrap_or(&text);
        let format = self.format.unwrap_or_else(|| guess::format(first, is_all));
        let mut parser = match format {
            Format::Csv => {
                let separator = self.separator.unwrap_or_else(|| guess::separator(first, is_all));
                Parser::Csv(Box::new(csv::Parser::new(separator)), separator)
            }
            Format::Json => Parser::Json(json::Whole::default()),
            Format::JsonLines => Parser::JsonLines(json::Lines::default()),
        };
        let fed = parser.feed(&text, &mut self.table);
        self.parser = Some(parser);
        fed
    }
}

impl Parser {
    fn feed(&mut self, piece: &str, table: &mut Table) -> Result<(), Refusal> {
        match self {
            Self::Csv(parser, _) => parser.feed(piece, table),
            Self::Json(parser) => parser.feed(piece),
            Self::JsonLines(parser) => parser.feed(piece, table),
        }
    }

    fn end(&mut self, table: &mut Table) -> Result<(), Refusal> {
        match self {
            Self::Csv(parser, _) => parser.end(table),
            Self::Json(parser) => parser.end(table),
            Self::JsonLines(parser) => parser.end(table),
        }
    }
}

/// Begins a row, if there may be another.
fn begin_row(table: &mut Table, line: u32) -> Result<(), Refusal> {
    if table.rows() >= MAX_ROWS {
        return Err(Refusal::TooManyRows(MAX_ROWS));
    }
    table.begin_row(line);
    Ok(())
}

/// As much of a text as a cell may hold.
fn cut_to_cell(text: &str) -> &str {
    text.get(..text.floor_char_boundary(MAX_CELL)).unwrap_or(text)
}

#[cfg(test)]
mod tests;
