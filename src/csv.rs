//! Writing CSV that a spreadsheet opens without running anything.

/// Rows as CSV: UTF-8 with a byte order mark (Excel needs it), CRLF, every cell quoted where it must be. A cell that a
/// spreadsheet would take for a formula gets an apostrophe in front, which spreadsheets do not show.
pub fn write<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> String {
    format!("\u{FEFF}{}", self::rows(rows))
}

/// Further rows of a file that [`write()`] has begun: the mark stands once.
pub fn rows<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> String {
    let mut text = String::new();
    for row in rows {
        for (index, cell) in row.into_iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            push_cell(&mut text, cell);
        }
        text.push_str("\r\n");
    }
    text
}

fn push_cell(text: &mut String, cell: &str) {
    let is_formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || cell.starts_with(['\t', '\r', '\n']);
    let guard = if is_formula { "'" } else { "" };
    if is_formula || cell.contains([',', ';', '\t', '"', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ') {
        text.push('"');
        text.push_str(guard);
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn formulas_are_disarmed() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1"] {
            let text = write([vec![cell]]);
            assert!(text.contains(&format!("\"'{cell}\"")), "{cell:?} → {text:?}");
        }
    }

    #[test]
    fn separators_quotes_and_line_breaks_are_quoted() {
        assert_eq!(
            write([vec!["a,b", "say \"hi\"", "x\ny", "plain"]]),
            "\u{FEFF}\"a,b\",\"say \"\"hi\"\"\",\"x\ny\",plain\r\n"
        );
    }
}
