//! Rows as a file, row by row, in a form that can be read again: what is written and read is the same, formula or not.

pub mod guard;

use serde_json::Value;

use crate::job::{Format, Separator};
use crate::map::unique_names;

/// The columns of a file of users, as exports have them. A server takes the first four and the receive option.
pub const USER_COLUMNS: [&str; 7] =
    ["userID", "nickname", "faceURL", "ex", "appMangerLevel", "globalRecvMsgOpt", "createTime"];
/// Numbers where they are whole numbers, in JSON.
const NUMBERS: [&str; 4] = ["appMangerLevel", "globalRecvMsgOpt", "createTime", "errCode"];

/// Writes one file. What it gives is put one behind the other: the beginning, the rows, the end.
pub struct Writer {
    format: Format,
    separator: char,
    columns: Vec<Column>,
    has_rows: bool,
}

struct Column {
    name: String,
    /// In JSON's quotes.
    key: String,
    is_number: bool,
}

impl Writer {
    /// For these columns.
    #[must_use]
    pub fn new<'a>(format: Format, separator: Separator, columns: impl Iterator<Item = &'a str> + Clone) -> Self {
        let keys = unique_names(columns.clone()).into_iter().map(|key| openim_api::json_text(&Value::String(key)));
        let columns = columns.zip(keys).map(|(name, key)| Column {
            name: name.to_owned(),
            key,
            is_number: NUMBERS.contains(&name),
        });
        Self { format, separator: separator.letter(), columns: columns.collect(), has_rows: false }
    }

    /// Goes on where another has stopped behind some rows: neither the beginning is due any more, nor is the next row the first.
    #[must_use]
    pub fn going_on(self) -> Self {
        Self { has_rows: true, ..self }
    }

    /// What stands before the rows.
    pub fn begin(&self, out: &mut String) {
        match self.format {
            Format::Csv => {
                // Excel takes it for UTF-8 by this alone.
                out.push('\u{FEFF}');
                push_row(out, self.separator, self.columns.iter().map(|column| column.name.as_str()));
            }
            Format::Json => out.push('['),
            Format::JsonLines => {}
        }
    }

    /// A row; cells that are missing are empty.
    pub fn row<'a>(&mut self, out: &mut String, cells: impl Iterator<Item = &'a str>) {
        if self.format == Format::Csv {
            return push_row(out, self.separator, cells);
        }
        if self.format == Format::Json {
            out.push_str(if self.has_rows { ",\n" } else { "\n" });
        }
        out.push('{');
        for (index, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            if index > 0 {
                out.push(',');
            }
            out.push_str(&column.key);
            out.push(':');
            if column.is_number && is_whole_number(cell) {
                out.push_str(cell);
            } else {
                out.push_str(&openim_api::json_text(&Value::String(cell.to_owned())));
            }
        }
        out.push('}');
        if self.format == Format::JsonLines {
            out.push('\n');
        }
        self.has_rows = true;
    }

    /// What stands behind the rows.
    pub fn end(&self, out: &mut String) {
        if self.format == Format::Json {
            out.push_str(if self.has_rows { "\n]\n" } else { "]\n" });
        }
    }
}

/// Rows as CSV with commas: UTF-8 with a byte order mark (Excel needs it), CRLF, every cell quoted where it must be, and guarded
/// against being run as a formula ([`guard`]).
pub fn csv<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> String {
    format!("\u{FEFF}{}", csv_rows(rows))
}

/// Further rows of a file that [`csv`] has begun: the mark stands once.
pub fn csv_rows<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> String {
    let mut text = String::new();
    for row in rows {
        push_row(&mut text, ',', row.into_iter());
    }
    text
}

fn push_row<'a>(out: &mut String, separator: char, cells: impl Iterator<Item = &'a str>) {
    let mut cells = cells.peekable();
    let mut is_first = true;
    while let Some(cell) = cells.next() {
        // An empty line would be no row.
        if is_first && cell.is_empty() && cells.peek().is_none() {
            out.push_str("\"\"");
        }
        if !is_first {
            out.push(separator);
        }
        is_first = false;
        push_cell(out, cell);
    }
    out.push_str("\r\n");
}

fn push_cell(out: &mut String, cell: &str) {
    let is_guarded = guard::needs_guard(cell);
    let has_marks = cell.contains([',', ';', '\t', '|', '"', '\r', '\n']);
    if is_guarded || has_marks || cell.starts_with(' ') || cell.ends_with(' ') {
        out.push('"');
        if is_guarded {
            out.push('\'');
        }
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

/// As JSON writes them.
fn is_whole_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let has_no_extra_zero = digits.len() == 1 || !digits.starts_with('0');
    !digits.is_empty() && digits.len() < 19 && has_no_extra_zero && digits.bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests;
