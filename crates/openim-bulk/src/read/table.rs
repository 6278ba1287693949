//! Cells, kept closely: for each column one text, and where in it each cell ends. A hundred thousand small texts of their own would
//! take several times the room.

use std::collections::BTreeMap;

use crate::job::Kind;

use super::MAX_COLUMNS;

/// The rows of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    columns: Vec<Column>,
    /// Where each row begins.
    lines: Vec<u32>,
    /// What reading has to say of rows.
    notes: BTreeMap<u32, Vec<Note>>,
    /// Cells that were mended.
    mended: BTreeMap<(u32, u32), String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Column {
    name: String,
    text: String,
    /// Shorter than the rows where the last cells are empty.
    ends: Vec<u32>,
}

/// What reading has to say of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What.
    pub kind: Kind,
    /// Of which column.
    pub column: Option<u32>,
    /// The most, or the expected.
    pub limit: Option<u32>,
    /// How many there are.
    pub found: Option<u32>,
    /// More words.
    pub why: Option<Box<str>>,
}

impl Note {
    /// Of a row, or of a cell.
    #[must_use]
    pub fn new(kind: Kind, column: Option<u32>) -> Self {
        Self { kind, column, limit: None, found: None, why: None }
    }
}

/// A number as a place.
fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A place as a number. There are never as many: a text of 4 GiB does not fit into a browser's memory.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

impl Table {
    /// How many rows.
    #[must_use]
    pub fn rows(&self) -> u32 {
        number(self.lines.len())
    }

    /// How many columns.
    #[must_use]
    pub fn columns(&self) -> u32 {
        number(self.columns.len())
    }

    /// The name that a column was made with; empty if it has none.
    #[must_use]
    pub fn name(&self, column: u32) -> &str {
        self.columns.get(place(column)).map_or("", |column| &column.name)
    }

    /// The line that a row begins on.
    #[must_use]
    pub fn line(&self, row: u32) -> u32 {
        self.lines.get(place(row)).copied().unwrap_or(0)
    }

    /// A cell; what is not there is empty.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> &str {
        if !self.mended.is_empty()
            && let Some(text) = self.mended.get(&(row, column))
        {
            return text;
        }
        self.columns.get(place(column)).map_or("", |column| column.cell(row))
    }

    /// Whether a cell was mended.
    #[must_use]
    pub fn is_mended(&self, row: u32, column: u32) -> bool {
        self.mended.contains_key(&(row, column))
    }

    /// The cells that were mended: row, column, text.
    pub fn mended(&self) -> impl Iterator<Item = (u32, u32, &str)> {
        self.mended.iter().map(|((row, column), text)| (*row, *column, text.as_str()))
    }

    /// What reading has to say of a row.
    #[must_use]
    pub fn notes(&self, row: u32) -> &[Note] {
        self.notes.get(&row).map_or(&[], Vec::as_slice)
    }

    /// Puts another text into a cell; what was noted of its row is settled. False: there is no such cell.
    pub fn mend(&mut self, row: u32, column: u32, text: String) -> bool {
        let exists = row < self.rows() && column < self.columns();
        if exists {
            self.mended.insert((row, column), text);
            self.notes.remove(&row);
        }
        exists
    }

    pub(super) fn begin_row(&mut self, line: u32) {
        self.lines.push(line);
    }

    /// Puts a cell into the last row. False: it has one in this column already.
    pub(super) fn push(&mut self, column: u32, text: &str) -> bool {
        let Some(row) = self.lines.len().checked_sub(1) else { return false };
        self.columns.get_mut(place(column)).is_some_and(|column| column.push(row, text))
    }

    pub(super) fn note(&mut self, note: Note) {
        if let Some(row) = self.rows().checked_sub(1) {
            self.notes.entry(row).or_default().push(note);
        }
    }

    /// The column of this name, found or made. None: there are too many. `likely`: where it usually is.
    pub(super) fn column(&mut self, name: &str, likely: u32) -> Option<u32> {
        if self.columns.get(place(likely)).is_some_and(|column| column.name == name) {
            return Some(likely);
        }
        let found = self.columns.iter().position(|column| column.name == name);
        found.map(number).or_else(|| self.add_column(name))
    }

    /// Another column. None: there are too many.
    pub(super) fn add_column(&mut self, name: &str) -> Option<u32> {
        let column = self.columns();
        (column < MAX_COLUMNS).then(|| {
            self.columns.push(Column { name: name.to_owned(), ..Column::default() });
            column
        })
    }

    /// How many bytes cells and lines take.
    #[cfg(test)]
    pub(crate) fn room(&self) -> usize {
        let column = |column: &Column| column.text.capacity() + column.ends.capacity() * size_of::<u32>();
        self.columns.iter().map(column).sum::<usize>() + self.lines.capacity() * size_of::<u32>()
    }

    /// Gives back room that is not needed.
    pub(super) fn shrink(&mut self) {
        self.lines.shrink_to_fit();
        for column in &mut self.columns {
            column.text.shrink_to_fit();
            column.ends.shrink_to_fit();
        }
    }
}

impl Column {
    fn cell(&self, row: u32) -> &str {
        let row = place(row);
        let begin = row.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = begin.zip(self.ends.get(row).copied());
        range.and_then(|(begin, end)| self.text.get(place(begin)..place(end))).unwrap_or("")
    }

    fn push(&mut self, row: usize, text: &str) -> bool {
        if self.ends.len() > row {
            return false;
        }
        if !text.is_empty() {
            // The rows between have nothing here.
            self.ends.resize(row, number(self.text.len()));
            self.text.push_str(text);
            self.ends.push(number(self.text.len()));
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_where_they_were_put_and_others_are_empty() {
        let mut table = Table::default();
        let (first, second) = (table.add_column("a").unwrap(), table.add_column("b").unwrap());
        for (row, cells) in [["x", ""], ["", ""], ["é字", "🙂"], ["", "z"]].into_iter().enumerate() {
            table.begin_row(u32::try_from(row).unwrap() + 1);
            assert!(table.push(first, cells[0]) && table.push(second, cells[1]));
        }
        table.shrink();
        assert_eq!((table.cell(0, first), table.cell(2, first), table.cell(3, first)), ("x", "é字", ""));
        assert_eq!((table.cell(0, second), table.cell(2, second), table.cell(3, second)), ("", "🙂", "z"));
        assert_eq!((table.cell(9, 0), table.cell(0, 9), table.line(2)), ("", "", 3));
    }

    #[test]
    fn a_mended_cell_has_its_new_text_and_its_row_no_notes() {
        let mut table = Table::default();
        table.add_column("a");
        table.begin_row(1);
        table.push(0, "x");
        table.note(Note::new(Kind::LoneQuote, Some(0)));
        assert_eq!(table.notes(0).len(), 1);
        assert!(
            table.mend(0, 0, "y".to_owned()) && !table.mend(0, 1, String::new()) && !table.mend(1, 0, String::new())
        );
        assert_eq!((table.cell(0, 0), table.is_mended(0, 0), table.notes(0).len()), ("y", true, 0));
    }

    #[test]
    fn there_is_an_end_to_columns() {
        let mut table = Table::default();
        for column in 0..MAX_COLUMNS {
            assert_eq!(table.column(&column.to_string(), 0), Some(column));
        }
        assert_eq!(table.column("one more", 0), None);
        assert_eq!(table.column("5", 0), Some(5));
    }
}
