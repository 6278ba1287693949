//! Cells between separators, by csv-core, which finds cells in anything. What it silently takes for something is seen from outside: by
//! how many bytes it has read for a cell and how many it gave.

use csv_core::ReadFieldResult;

use super::table::{Note, Table};
use super::{MAX_CELL, begin_row};
use crate::job::{Kind, Refusal, Separator};
use crate::write::guard;

impl Separator {
    /// The letter.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
            Self::Bar => '|',
        }
    }

    fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }
}

/// Reads CSV from pieces.
pub struct Parser {
    machine: csv_core::Reader,
    room: Vec<u8>,
    /// The cell so far, at most a little longer than a cell may be.
    cell: Vec<u8>,
    /// How long it would be.
    length: usize,
    raw: Raw,
    lines: LineCount,
    row_line: u32,
    /// Of the cell.
    column: u32,
    /// Cells of the first row.
    width: Option<u32>,
    /// A cell beyond the first row's width is not empty.
    has_more: bool,
}

/// A cell as it stands in the file, with what ends it.
#[derive(Default)]
struct Raw {
    length: usize,
    first: u8,
    last: u8,
    before_last: u8,
}

/// Which line it is; `\r\n` ends one line, and so does either alone.
struct LineCount {
    line: u32,
    after_return: bool,
}

impl Parser {
    /// With this between cells.
    pub fn new(separator: Separator) -> Self {
        Self {
            machine: csv_core::ReaderBuilder::new().delimiter(separator.byte()).build(),
            room: vec![0; 1 << 12],
            cell: Vec::new(),
            length: 0,
            raw: Raw::default(),
            lines: LineCount { line: 1, after_return: false },
            row_line: 1,
            column: 0,
            width: None,
            has_more: false,
        }
    }

    /// The next piece.
    pub fn feed(&mut self, piece: &str, table: &mut Table) -> Result<(), Refusal> {
        let mut rest = piece.as_bytes();
        while !rest.is_empty() {
            let (result, read, wrote) = self.machine.read_field(rest, &mut self.room);
            let Some((eaten, behind)) = rest.split_at_checked(read) else { break };
            self.eat(eaten);
            self.take(wrote);
            rest = behind;
            if let ReadFieldResult::Field { record_end } = result {
                self.finish_cell(record_end, true, table)?;
            }
        }
        Ok(())
    }

    /// There is no more.
    pub fn end(&mut self, table: &mut Table) -> Result<(), Refusal> {
        if let (ReadFieldResult::Field { record_end }, _, wrote) = self.machine.read_field(&[], &mut self.room) {
            self.take(wrote);
            self.finish_cell(record_end, false, table)?;
        }
        Ok(())
    }

    fn eat(&mut self, mut eaten: &[u8]) {
        if self.column == 0 && self.raw.length == 0 {
            // Empty lines, and the second half of a line's end, belong to no row.
            let begin = eaten.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(eaten.len());
            let (between, row) = eaten.split_at_checked(begin).unwrap_or((&[], eaten));
            self.lines.count(between);
            self.row_line = self.lines.line;
            eaten = row;
        }
        self.lines.count(eaten);
        self.raw.eat(eaten);
    }

    fn take(&mut self, wrote: usize) {
        self.length = self.length.saturating_add(wrote);
        if self.cell.len() <= MAX_CELL {
            self.cell.extend_from_slice(self.room.get(..wrote).unwrap_or_default());
        }
    }

    fn finish_cell(&mut self, ends_row: bool, has_end: bool, table: &mut Table) -> Result<(), Refusal> {
        if self.column == 0 {
            begin_row(table, self.row_line)?;
        }
        let is_cut = self.length > MAX_CELL;
        if is_cut {
            self.cell.truncate(MAX_CELL);
        }
        // The pieces were text, so this is, up to where it was cut.
        let valid = std::str::from_utf8(&self.cell).map_or_else(|error| error.valid_up_to(), str::len);
        let text = self.cell.get(..valid).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
        let text = guard::unguard(text);

        let is_known = self.column < table.columns();
        let is_row_first = self.width.is_none();
        if !is_known && (is_row_first || !text.is_empty()) {
            // Up to this one, of which the last ones were empty.
            while table.columns() <= self.column && table.add_column("").is_some() {}
        }
        table.push(self.column, text);
        self.has_more |= !text.is_empty() && self.width.is_some_and(|width| self.column >= width);
        if is_cut {
            let limit = u32::try_from(MAX_CELL).ok();
            table.note(Note { limit, ..Note::new(Kind::CellTooLarge, Some(self.column)) });
        }
        if let Some(kind) = self.raw.odd_quotes(&self.cell, self.length, has_end) {
            table.note(Note::new(kind, Some(self.column)));
        }
        self.cell.clear();
        self.length = 0;
        self.raw = Raw::default();
        self.column = self.column.saturating_add(1);
        if ends_row {
            self.finish_row(table);
        }
        Ok(())
    }

    fn finish_row(&mut self, table: &mut Table) {
        let found = self.column;
        let width = *self.width.get_or_insert(found);
        let kind = if found < width {
            Some(Kind::TooFewCells)
        } else if self.has_more {
            Some(Kind::TooManyCells)
        } else {
            None
        };
        if let Some(kind) = kind {
            table.note(Note { limit: Some(width), found: Some(found), ..Note::new(kind, None) });
        }
        self.column = 0;
        self.has_more = false;
    }
}

impl Raw {
    fn eat(&mut self, eaten: &[u8]) {
        let Some(last) = eaten.last() else { return };
        if self.length == 0 {
            self.first = eaten.first().copied().unwrap_or_default();
        }
        self.before_last = eaten.len().checked_sub(2).and_then(|at| eaten.get(at)).copied().unwrap_or(self.last);
        self.last = *last;
        self.length = self.length.saturating_add(eaten.len());
    }

    /// What is strange about the quotes of a cell. `length`: of its text, which may have been cut.
    fn odd_quotes(&self, cell: &[u8], length: usize, has_end: bool) -> Option<Kind> {
        let (raw, last) =
            if has_end { (self.length.saturating_sub(1), self.before_last) } else { (self.length, self.last) };
        if raw == 0 || cell.len() < length {
            return None;
        }
        let quotes = cell.iter().filter(|byte| **byte == b'"').count();
        if self.first != b'"' {
            return (quotes > 0).then_some(Kind::LoneQuote);
        }
        // Two around it, and another for each within.
        let within = length.saturating_add(quotes);
        if raw >= 2 && last == b'"' && raw == within.saturating_add(2) {
            None
        } else if !has_end && raw == within.saturating_add(1) {
            Some(Kind::UnclosedQuote)
        } else {
            Some(Kind::TextBehindQuote)
        }
    }
}

impl LineCount {
    fn count(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let ends = *byte == b'\r' || (*byte == b'\n' && !self.after_return);
            self.line = self.line.saturating_add(u32::from(ends));
            self.after_return = *byte == b'\r';
        }
    }
}
