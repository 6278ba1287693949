use proptest::prelude::*;

use super::table::Table;
use super::*;
use crate::job::Kind;

fn read(text: &str) -> Result<Read, Refusal> {
    read_as(&[text], None, None)
}

fn read_as(pieces: &[&str], format: Option<Format>, separator: Option<Separator>) -> Result<Read, Refusal> {
    let mut reader = Reader::new(format, separator);
    for piece in pieces {
        reader.feed(piece)?;
    }
    reader.end()
}

fn rows(table: &Table) -> Vec<Vec<&str>> {
    (0..table.rows()).map(|row| (0..table.columns()).map(|column| table.cell(row, column)).collect()).collect()
}

fn kinds(table: &Table, row: u32) -> Vec<(Kind, Option<u32>)> {
    table.notes(row).iter().map(|note| (note.kind, note.column)).collect()
}

#[test]
fn a_row_has_its_line_though_cells_have_lines_of_their_own() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("userID,ex{end}a,\"x{end}y{end}z\"{end}{end}b,{end}");
        let table = read(&text).unwrap().table;
        let lines: Vec<u32> = (0..table.rows()).map(|row| table.line(row)).collect();
        assert_eq!(lines, [1, 2, 6], "{end:?}");
        assert_eq!(table.cell(1, 1), format!("x{end}y{end}z"));
    }
}

#[test]
fn a_pasted_table_has_tabs_and_quotes_where_it_must() {
    let read = read("u1\tAnn\nu2\t\"two\nlines\"\nu3\tsay \"hi\"").unwrap();
    assert_eq!((read.format, read.separator), (Format::Csv, Some(Separator::Tab)));
    assert_eq!(rows(&read.table), [["u1", "Ann"], ["u2", "two\nlines"], ["u3", "say \"hi\""]]);
    assert_eq!(kinds(&read.table, 2), [(Kind::LoneQuote, Some(1))]);
    assert!(read.table.notes(1).is_empty());
}

#[test]
fn odd_quotes_are_told_of_their_cell() {
    for (text, kind) in [
        ("a,b\"c", Some(Kind::LoneQuote)),
        ("a,\"b\"c", Some(Kind::TextBehindQuote)),
        ("a,\"b\" ", Some(Kind::TextBehindQuote)),
        ("a,\"b\"c\nd,e", Some(Kind::TextBehindQuote)),
        ("a,\"b\nc,d", Some(Kind::UnclosedQuote)),
        ("a,\"b\"\"", Some(Kind::UnclosedQuote)),
        ("a,\"", Some(Kind::UnclosedQuote)),
        ("a,\"\"", None),
        ("a,\"b\"\"c\"", None),
        ("a,\"\"\"\"", None),
        ("a,\"b,\nc\"", None),
    ] {
        for text in [text.to_owned(), format!("{text}{}", if kind == Some(Kind::UnclosedQuote) { "" } else { "\n" })] {
            let table = read_as(&[&text], Some(Format::Csv), Some(Separator::Comma)).unwrap().table;
            assert_eq!(kinds(&table, 0), Vec::from_iter(kind.map(|kind| (kind, Some(1)))), "{text:?}");
        }
    }
}

#[test]
fn rows_with_too_few_or_too_many_cells_are_told() {
    let table = read("userID,nickname\na\nb,B,more\nc,C,,\nd,D\n").unwrap().table;
    assert_eq!(kinds(&table, 1), [(Kind::TooFewCells, None)]);
    assert_eq!(kinds(&table, 2), [(Kind::TooManyCells, None)]);
    assert_eq!((table.notes(2)[0].limit, table.notes(2)[0].found), (Some(2), Some(3)));
    assert_eq!(table.cell(2, 2), "more");
    assert!(table.notes(3).is_empty() && table.notes(4).is_empty());
}

#[test]
fn a_cell_too_large_is_cut_and_the_next_is_read() {
    let huge = "é".repeat(5 * MAX_CELL / 2);
    let text = format!("userID,ex\na,{huge}\nb,x\nc,\"{huge}\"\nd,y\n");
    let table = read(&text).unwrap().table;
    assert_eq!(table.rows(), 5);
    for row in [1, 3] {
        assert_eq!(kinds(&table, row), [(Kind::CellTooLarge, Some(1))]);
        assert_eq!(table.cell(row, 1).len(), MAX_CELL);
    }
    assert_eq!((table.cell(2, 1), table.cell(4, 1)), ("x", "y"));
    let json = format!("{{\"userID\":\"a\",\"ex\":\"{huge}\"}}\n{{\"userID\":\"b\"}}\n");
    let table = read_as(&[&json], Some(Format::JsonLines), None).unwrap().table;
    assert_eq!((kinds(&table, 0), table.cell(1, 0)), (vec![(Kind::CellTooLarge, Some(1))], "b"));
}

#[test]
fn json_is_read_as_array_as_object_and_by_lines() {
    let array = r#"[{"userID":"a","n":1e400,"ex":{"z":1,"a":[]}},
      {"n":true,"userID":"b","ex":null}]"#;
    let object = format!("{{\"users\": {array}, \"secret\": \"x\"}}");
    let lines =
        "{\"userID\":\"a\",\"n\":1e400,\"ex\":{\"z\":1,\"a\":[]}}\r\n\n{\"n\":true,\"userID\":\"b\",\"ex\":null}";
    for (text, lines) in [(array, [1, 2]), (&object, [1, 2]), (lines, [1, 3])] {
        let table = read(text).unwrap().table;
        assert_eq!(rows(&table), [["a", "1e400", r#"{"z":1,"a":[]}"#], ["b", "true", ""]], "{text}");
        assert_eq!([table.line(0), table.line(1)], lines, "{text}");
        assert_eq!(kinds(&table, 0), [(Kind::Nested, Some(2))]);
        assert_eq!([table.name(0), table.name(1), table.name(2)], ["userID", "n", "ex"]);
    }
}

#[test]
fn a_broken_line_of_json_is_a_row_with_a_finding_and_the_others_are_read() {
    let table = read("{\"userID\":\"a\"}\n{\"userID\":\n5\n{\"userID\":\"a\",\"userID\":\"b\"}\n").unwrap().table;
    assert_eq!(table.rows(), 4);
    assert_eq!(kinds(&table, 1), [(Kind::BadJson, None)]);
    assert_eq!(kinds(&table, 2), [(Kind::NotAnObject, None)]);
    assert_eq!(kinds(&table, 3), [(Kind::RepeatedKey, Some(0))]);
    assert_eq!((table.cell(3, 0), table.line(3)), ("a", 4));
}

#[test]
fn what_cannot_be_read_at_all_says_why() {
    assert_eq!(read("").err(), Some(Refusal::Empty));
    assert_eq!(read("\u{FEFF}\r\n\n").err(), Some(Refusal::Empty));
    assert_eq!(read("[]").err(), Some(Refusal::Empty));
    let Some(Refusal::BadJson(place)) = read("[{\"a\":1},\n {\"a\":}]").err() else { panic!() };
    assert_eq!((place.line, place.column), (2, 7));
    let item = format!("{{\"userID\":\"{}\"}},", "x".repeat(1000));
    let mut reader = Reader::new(None, None);
    reader.feed("[").unwrap();
    let fed = (0..MAX_JSON / 1000).try_for_each(|_| reader.feed(&item));
    assert_eq!(fed, Err(Refusal::JsonTooLarge(20_000_000)));
    let mut reader = Reader::new(Some(Format::Csv), None);
    let many = "a\n".repeat(50_000);
    let fed = (0..11).try_for_each(|_| reader.feed(&many));
    assert_eq!(fed, Err(Refusal::TooManyRows(MAX_ROWS)));
}

#[test]
fn deep_and_wide_json_is_no_harm() {
    let deep = format!("{{\"userID\":\"a\",\"ex\":{}{}}}", "[".repeat(200_000), "]".repeat(200_000));
    let _ = read_as(&[&deep], Some(Format::JsonLines), None).unwrap();
    let wide: Vec<String> = (0..1000).map(|key| format!("\"{key}\":1")).collect();
    let table = read_as(&[&format!("{{{}}}", wide.join(","))], Some(Format::JsonLines), None).unwrap().table;
    assert_eq!((table.columns(), kinds(&table, 0)), (MAX_COLUMNS, vec![(Kind::TooManyColumns, None)]));
    let commas = ",".repeat(1000);
    let table = read(&format!("{commas}x\n{commas}y\n")).unwrap().table;
    assert_eq!(table.columns(), MAX_COLUMNS);
}

/// Texts with much of what readers trip over.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[\"',;\t\r\n a\\\\{}\\[\\]:é字\u{FEFF}\u{0}]{0,80}",
        any::<String>(),
        r#"(\{"[ab]":("x"|1|null|\{"c":2\}|\[|"\\ud800")\}?(\r?\n)?){0,8}"#,
        r#"\[?(\{"[ab]":("x"|1|null|\{"c":2\})\},?\n?){0,8}\]?"#,
    ]
}

/// A text cut at random places.
fn pieces<'a>(text: &'a str, cuts: &[prop::sample::Index]) -> Vec<&'a str> {
    let mut places: Vec<usize> = cuts.iter().map(|cut| text.floor_char_boundary(cut.index(text.len() + 1))).collect();
    places.extend([0, text.len()]);
    places.sort_unstable();
    places.windows(2).map(|pair| text.get(pair[0]..pair[1]).unwrap()).collect()
}

proptest! {
    #[test]
    fn where_pieces_are_cut_does_not_matter(
        text in text(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        format in prop::option::of(prop::sample::select(Format::ALL)),
    ) {
        let whole = read_as(&[&text], format, None).map(|read| (read.table, read.format, read.separator));
        let parts = read_as(&pieces(&text, &cuts), format, None).map(|read| (read.table, read.format, read.separator));
        prop_assert_eq!(whole, parts);
    }

    #[test]
    fn any_bytes_have_a_way_to_be_decoded(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(ways) = encoding::attempts(&bytes, None) {
            prop_assert!(ways.last().is_some_and(|way| !way.fatal));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn where_pieces_are_cut_does_not_matter_in_long_files_either(
        begin in text(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let text = format!("{begin}{}", "u1,\"x\"\"y\",é\r\n".repeat(6000));
        let whole = read_as(&[&text], None, None).map(|read| (read.table, read.format, read.separator));
        let parts = read_as(&pieces(&text, &cuts), None, None).map(|read| (read.table, read.format, read.separator));
        prop_assert_eq!(whole, parts);
    }
}
