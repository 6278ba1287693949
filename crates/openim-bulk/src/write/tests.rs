use proptest::prelude::*;

use super::*;
use crate::read::Reader;
use crate::read::table::Table;

fn written(format: Format, separator: Separator, columns: &[&str], rows: &[Vec<String>]) -> String {
    let mut writer = Writer::new(format, separator, columns.iter().copied());
    let mut text = String::new();
    writer.begin(&mut text);
    for row in rows {
        writer.row(&mut text, row.iter().map(String::as_str));
    }
    writer.end(&mut text);
    text
}

fn read(text: &str, format: Option<Format>) -> Table {
    let mut reader = Reader::new(format, None);
    reader.feed(text).unwrap();
    reader.end().unwrap().table
}

#[test]
fn formulas_are_disarmed() {
    for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1"] {
        let text = csv([vec![cell]]);
        assert!(text.contains(&format!("\"'{cell}\"")), "{cell:?} → {text:?}");
    }
}

#[test]
fn separators_quotes_and_line_breaks_are_quoted() {
    assert_eq!(
        csv([vec!["a,b", "say \"hi\"", "x\ny", "plain"]]),
        "\u{FEFF}\"a,b\",\"say \"\"hi\"\"\",\"x\ny\",plain\r\n"
    );
}

#[test]
fn json_has_numbers_where_a_server_has_them() {
    let row = ["a", "N", "", "", "1", "007", "-5"].map(str::to_owned).to_vec();
    let text = written(Format::Json, Separator::Comma, &USER_COLUMNS, &[row]);
    let expected = r#"[
{"userID":"a","nickname":"N","faceURL":"","ex":"","appMangerLevel":1,"globalRecvMsgOpt":"007","createTime":-5}
]
"#;
    assert_eq!(text, expected);
    assert_eq!(written(Format::Json, Separator::Comma, &["a"], &[]), "[]\n");
}

/// Texts with much of what files trip over.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "['\"=+\\-@,;|\t\r\n a0＝é字🙂\u{FEFF}\u{0}]{0,8}",
        any::<String>(),
        Just(String::new()),
        Just("-12".to_owned()),
        Just("{\"a\":[1]}".to_owned()),
    ]
}

fn cells(rows: &[Vec<String>], width: usize) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().take(width).cloned().collect()).collect()
}

proptest! {
    #[test]
    fn what_is_written_reads_back_as_itself(
        rows in prop::collection::vec(prop::collection::vec(cell(), 7), 1..8),
        width in 1_usize..=7,
        format in prop::sample::select(Format::ALL),
        separator in prop::sample::select(Separator::ALL),
    ) {
        let (columns, rows) = (&USER_COLUMNS[..width], cells(&rows, width));
        let text = written(format, separator, columns, &rows);
        let mut reader = Reader::new(Some(format), Some(separator));
        reader.feed(&text).unwrap();
        let table = reader.end().unwrap().table;
        let first = u32::from(format == Format::Csv);
        prop_assert_eq!(table.rows() - first, u32::try_from(rows.len()).unwrap());
        for (row, cells) in (first..).zip(&rows) {
            prop_assert!(table.notes(row).is_empty(), "{:?} in {:?}", table.notes(row), text);
            for (column, cell) in (0..).zip(cells) {
                prop_assert_eq!(table.cell(row, column), cell.as_str(), "{:?}", text);
            }
        }
    }

    #[test]
    fn an_exports_format_is_found_out(
        rows in prop::collection::vec(prop::collection::vec(cell(), 7), 1..8),
        format in prop::sample::select(Format::ALL),
    ) {
        let text = written(format, Separator::Comma, &USER_COLUMNS, &rows);
        let table = read(&text, None);
        let first = u32::from(format == Format::Csv);
        prop_assert_eq!(table.rows() - first, u32::try_from(rows.len()).unwrap(), "{:?}", text);
        for (row, cells) in (first..).zip(&rows) {
            for (column, cell) in (0..).zip(cells) {
                prop_assert_eq!(table.cell(row, column), cell.as_str(), "{:?}", text);
            }
        }
    }
}
