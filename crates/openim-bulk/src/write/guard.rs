//! Cells that a spreadsheet would run as a formula get an apostrophe in front, which spreadsheets do not show. Reading takes it away
//! again: of the apostrophes before what looks like a formula, writing adds one and reading drops one.

/// Whether a cell is written with an apostrophe more.
#[must_use]
pub fn needs_guard(cell: &str) -> bool {
    let cell = cell.trim_start_matches('\'');
    cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || cell.starts_with(['\t', '\r', '\n'])
}

/// The cell as it was before it was written.
#[must_use]
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| needs_guard(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn apostrophes_elsewhere_are_part_of_the_text() {
        for cell in ["'tis", "'", "''", "it's", "' '", "O'=1"] {
            assert!(!needs_guard(cell), "{cell}");
            assert_eq!(unguard(cell), cell);
        }
        assert_eq!(unguard("'=1"), "=1");
        assert_eq!(unguard("''=1"), "'=1");
        assert_eq!(unguard("=1"), "=1");
    }

    proptest! {
        #[test]
        fn reading_undoes_exactly_what_writing_did(cell in "['=+\\- \t@a＝]{0,6}") {
            let written = if needs_guard(&cell) { format!("'{cell}") } else { cell.clone() };
            prop_assert_eq!(unguard(&written), cell);
        }
    }
}
