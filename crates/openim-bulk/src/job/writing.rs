//! A file's rows as a file again, and files to fill in.

use super::file::File;
use super::message::{Field, Format, Piece, Separator, Template, Writing};
use crate::map;
use crate::write::Writer;

/// A piece of a file is at least so long, in bytes, unless it is the last.
const PIECE: usize = 1 << 17;

impl File {
    /// The name under which a column is written: one that is read as what it is taken for.
    fn written_name(&self, column: u32) -> &str {
        let name = map::name(&self.table, self.choices.header, column);
        let field = Field::ALL.iter().copied().find(|field| self.check.plan().column(*field) == Some(column));
        match field {
            Some(field) if map::named(name) != Some(Ok(field)) => field.word(),
            _ => name,
        }
    }

    /// The next piece.
    pub(super) fn write(&self, writing: &Writing) -> Piece {
        // Earlier outcomes make room for these.
        let is_kept = |column: &u32| !(writing.outcomes && map::is_outcome(self.written_name(*column)));
        let columns: Vec<u32> = (0..self.table.columns()).filter(is_kept).collect();
        let names = columns.iter().map(|column| self.written_name(*column));
        let extra = if writing.outcomes { map::OUTCOME_COLUMNS.as_slice() } else { &[] };
        let separator = writing.separator.or(self.separator).unwrap_or(Separator::Comma);
        let mut writer = Writer::new(writing.format, separator, names.chain(extra.iter().copied()));
        let mut text = String::new();
        if writing.from == 0 {
            writer.begin(&mut text);
        } else {
            writer = writer.going_on();
        }
        let mut next = writing.from;
        let rows = self.numbers(&writing.filter);
        for row in rows.into_iter().skip(usize::try_from(writing.from).unwrap_or(usize::MAX)) {
            if text.len() >= PIECE {
                return Piece { text, next: Some(next) };
            }
            let outcome = self.outcomes.of(row);
            let code = outcome.and_then(|outcome| outcome.err_code).map(|code| code.to_string()).unwrap_or_default();
            let operation = outcome.and_then(|outcome| outcome.operation_id.as_deref()).unwrap_or_default();
            let told = [outcome.map_or("", |outcome| &outcome.word), &code, operation];
            let cells = columns.iter().map(|column| self.table.cell(row, *column));
            writer.row(&mut text, cells.chain(told.into_iter().take(extra.len())));
            next = next.saturating_add(1);
        }
        writer.end(&mut text);
        Piece { text, next: None }
    }
}

/// A file to fill in.
pub(super) fn write_template(template: &Template) -> Piece {
    const EXAMPLES: [[&str; 5]; 2] = [
        ["alice_01", "Alice", "https://example.com/alice.png", r#"{"department":"sales"}"#, "0"],
        ["wang_02", "王芳", "", "", "2"],
    ];
    let names = Field::ALL.iter().map(|field| field.word());
    let separator = template.separator.unwrap_or(Separator::Comma);
    let mut writer = Writer::new(template.format, separator, names);
    let mut text = String::new();
    writer.begin(&mut text);
    if template.example || template.format != Format::Csv {
        for cells in EXAMPLES {
            writer.row(&mut text, cells.into_iter());
        }
    }
    writer.end(&mut text);
    Piece { text, next: None }
}
