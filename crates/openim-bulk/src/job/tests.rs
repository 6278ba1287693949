use openim_api::ServerBlock;
use proptest::prelude::*;

use super::*;
use crate::read::encoding::attempts;
use crate::write::Writer;

fn open(text: &str) -> (Job, Overview) {
    open_as(text, None, ServerBlock::Main)
}

fn open_as(text: &str, format: Option<Format>, block: ServerBlock) -> (Job, Overview) {
    let mut job = Job::new();
    let opening = Opening { text: Some(text.to_owned()), format, ..Opening::new(block) };
    let Ok(Reply::Overview(overview)) = job.handle(Request::Open(opening)) else { panic!("not opened: {text:?}") };
    (job, overview)
}

fn rows(job: &mut Job, filter: Filter) -> Vec<RowView> {
    match job.handle(Request::Rows(RowsWanted { filter, from: 0, count: 500 })) {
        Ok(Reply::Rows(page)) => page.rows,
        other => panic!("{other:?}"),
    }
}

fn numbers(job: &mut Job, filter: Filter) -> Vec<u32> {
    rows(job, filter).into_iter().map(|row| row.row).collect()
}

fn ids(reply: Result<Reply, Refusal>) -> Vec<(u32, String)> {
    match reply {
        Ok(Reply::Ids(ids)) => ids.into_iter().map(|id| (id.row, id.user_id)).collect(),
        other => panic!("{other:?}"),
    }
}

fn choose(job: &mut Job, choices: Choices) -> Overview {
    match job.handle(Request::Choose(choices)) {
        Ok(Reply::Overview(overview)) => overview,
        other => panic!("{other:?}"),
    }
}

fn written(job: &mut Job, filter: &Filter, format: Format, outcomes: bool) -> String {
    let (mut whole, mut from) = (String::new(), 0);
    loop {
        let writing = Writing { filter: filter.clone(), format, separator: None, outcomes, from };
        let Ok(Reply::Piece(piece)) = job.handle(Request::Write(writing)) else { panic!() };
        whole.push_str(&piece.text);
        match piece.next {
            Some(next) => from = next,
            None => return whole,
        }
    }
}

#[test]
fn an_opened_file_tells_all_that_a_page_shows_first() {
    let (_, overview) = open("用户ID;昵称;部门\nu1;安;x\nu2;;\n");
    assert_eq!((overview.format, overview.separator), (Format::Csv, Some(Separator::Semicolon)));
    assert!(overview.choices.header);
    let columns: Vec<_> =
        overview.columns.iter().map(|column| (column.name.as_str(), column.used, column.field)).collect();
    assert_eq!(
        columns,
        [
            ("用户ID", Use::Field, Some(Field::UserId)),
            ("昵称", Use::Field, Some(Field::Nickname)),
            ("部门", Use::Ignored, None)
        ]
    );
    assert_eq!(overview.columns[0].samples, ["u1", "u2"]);
    assert_eq!((overview.summary.rows, overview.summary.ready, overview.summary.broken), (2, 1, 1));
    assert_eq!(open("a").1.hash, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
}

#[test]
fn without_anything_open_there_is_no_answer() {
    let mut job = Job::new();
    assert_eq!(job.handle(Request::Sendable), Err(Refusal::NotOpened));
    assert_eq!(job.text("a"), Err(Refusal::NotOpened));
    assert_eq!(job.handle(Request::Open(Opening::new(ServerBlock::Main))), Err(Refusal::NotOpened));
    let (mut job, _) = open("a,A");
    assert_eq!(job.handle(Request::Forget), Ok(Reply::Done));
    assert_eq!(job.handle(Request::Sendable), Err(Refusal::NotOpened));
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_one_before_open() {
    let (mut job, _) = open("userID,nickname\na,A\n");
    let opening = Opening { text: Some(String::new()), ..Opening::new(ServerBlock::Main) };
    assert_eq!(job.handle(Request::Open(opening)), Err(Refusal::Empty));
    assert_eq!(rows(&mut job, Filter::All).len(), 1);
}

#[test]
fn a_reading_that_is_given_up_leaves_the_one_before_open() {
    let (mut job, _) = open("userID,nickname\na,A\n");
    job.begin(&Opening::new(ServerBlock::Main));
    job.text("userID,nickname\nb,B\nc,C\n").unwrap();
    assert_eq!(job.handle(Request::Halt), Ok(Reply::Done));
    assert_eq!(job.end(None, false), Err(Refusal::NotOpened));
    assert_eq!(rows(&mut job, Filter::All).len(), 1);
}

#[test]
fn only_rows_asked_for_are_shown_and_long_cells_are_cut() {
    let text: String = (0..30).map(|row| format!("u{row},{}\n", "é".repeat(20 * row))).collect();
    let (mut job, _) = open(&text);
    let wanted = RowsWanted { filter: Filter::Ready, from: 27, count: 2 };
    let Ok(Reply::Rows(page)) = job.handle(Request::Rows(wanted)) else { panic!() };
    assert_eq!((page.total, page.rows.len(), page.rows[0].row), (29, 1 + 1, 28));
    let cell = &page.rows[0].cells[1];
    assert_eq!((cell.text.chars().count(), cell.cut), (300, true));
    let whole = job.handle(Request::Cell(CellAt { row: 28, column: 1 }));
    assert_eq!(whole, Ok(Reply::Text("é".repeat(560))));
    assert_eq!(job.handle(Request::Cell(CellAt { row: 30, column: 0 })), Err(Refusal::NoSuchCell));
    assert_eq!(job.handle(Request::Cell(CellAt { row: 0, column: 2 })), Err(Refusal::NoSuchCell));
}

#[test]
fn a_mended_row_is_ready_and_sent_as_mended() {
    let (mut job, _) = open("userID,nickname,globalRecvMsgOpt\na:b,A,1\nc,\"C\"x,\n");
    assert_eq!(numbers(&mut job, Filter::Broken), [1, 2]);
    for (row, column, text) in [(1, 0, "ab"), (2, 1, "Cx")] {
        let change = CellChange { row, column, text: text.to_owned() };
        let Ok(Reply::Touched(touched)) = job.handle(Request::Set(change)) else { panic!() };
        assert_eq!(touched.rows.iter().map(|row| (row.row, row.state)).collect::<Vec<_>>(), [(row, State::Ready)]);
        assert!(touched.rows[0].cells[usize::try_from(column).unwrap()].mended);
    }
    let Ok(Reply::Users(users)) = job.handle(Request::Users(vec![1, 2, 7])) else { panic!() };
    let users: Vec<_> =
        users.iter().map(|user| (user.user_id.as_str(), user.nickname.as_str(), user.global_recv_msg_opt)).collect();
    assert_eq!(users, [("ab", "A", 1), ("c", "Cx", 0)]);
    assert_eq!(
        job.handle(Request::Set(CellChange { row: 0, column: 0, text: String::new() })),
        Err(Refusal::NoSuchCell),
        "the header is no row"
    );
}

#[test]
fn rows_are_asked_about_once_and_registered_ones_are_left() {
    let (mut job, _) = open("userID,nickname\na,A\nb,B\nb,B\nc:,C\nd,D\n");
    assert_eq!(ids(job.handle(Request::Unasked(2))), [(1, "a".to_owned()), (2, "b".to_owned())]);
    let known = [(1, Known::Registered), (2, Known::Free)].map(|(row, known)| KnownRow { row, known }).to_vec();
    let Ok(Reply::Summary(summary)) = job.handle(Request::Known(known)) else { panic!() };
    assert_eq!((summary.ready, summary.unasked, summary.registered), (3, 1, 1));
    assert_eq!(ids(job.handle(Request::Unasked(500))), [(5, "d".to_owned())]);
    job.handle(Request::Known(vec![KnownRow { row: 5, known: Known::Unclear }])).unwrap();
    assert_eq!(ids(job.handle(Request::Unasked(500))), []);
    assert_eq!(ids(job.handle(Request::Uncompared(500))), [], "they are left as they are");
    let register = vec![Span { from: 2, count: 1 }, Span { from: 5, count: 1 }];
    assert_eq!(
        job.handle(Request::Sendable),
        Ok(Reply::Sendable(Sendable { register, update: vec![], all_free: false }))
    );
}

#[test]
fn of_registered_users_only_what_differs_is_changed_and_empty_cells_change_nothing() {
    let (mut job, overview) = open("userID,nickname,faceURL,ex,globalRecvMsgOpt\na,A2,,x,2\nb,B,,,\n");
    choose(&mut job, Choices { existing: Existing::Update, ..overview.choices });
    let known = [1, 2].map(|row| KnownRow { row, known: Known::Registered }).to_vec();
    job.handle(Request::Known(known)).unwrap();
    assert_eq!(ids(job.handle(Request::Uncompared(500))).len(), 2);
    let server = |row: u32, nickname: &str| ServerUser {
        row,
        nickname: nickname.to_owned(),
        face_url: "http://x".to_owned(),
        ex: "x".to_owned(),
        global_recv_msg_opt: 0,
    };
    let changes = job.handle(Request::Compare(vec![server(1, "A"), server(2, "B")]));
    let change = RowChange {
        row: 1,
        user_id: "a".to_owned(),
        nickname: Some(TextChange { before: "A".to_owned(), after: "A2".to_owned() }),
        face_url: None,
        ex: None,
        global_recv_msg_opt: Some(NumberChange { before: 0, after: 2 }),
    };
    assert_eq!(changes, Ok(Reply::Changes(vec![change.clone()])));
    assert_eq!(job.handle(Request::Changes(vec![1, 2])), Ok(Reply::Changes(vec![change.clone()])));
    let update = vec![Span { from: 1, count: 1 }];
    assert_eq!(
        job.handle(Request::Sendable),
        Ok(Reply::Sendable(Sendable { register: vec![], update, all_free: true }))
    );
    assert_eq!(rows(&mut job, Filter::Changed)[0].change, Some(change));
    job.handle(Request::Set(CellChange { row: 1, column: 1, text: "A".to_owned() })).unwrap();
    assert_eq!(ids(job.handle(Request::Uncompared(500))), [(1, "a".to_owned())], "it has to be looked at again");
    assert_eq!(job.handle(Request::Changes(vec![1])), Ok(Reply::Changes(vec![])));
}

#[test]
fn what_came_of_rows_is_written_beside_them_and_passed_over_when_it_is_read_again() {
    let (mut job, _) = open("id;nickname;dept;outcome\na;A;x;old\nb;=B;y;old\nc;C;z;old\n");
    let outcome = |rows, word: &str, err_code, operation: Option<&str>| Outcome {
        rows,
        word: word.to_owned(),
        err_code,
        operation_id: operation.map(str::to_owned),
    };
    let outcomes =
        vec![outcome(vec![1, 2], "failed", Some(1001), Some("op1")), outcome(vec![1], "registered", None, Some("op2"))];
    let Ok(Reply::Summary(summary)) = job.handle(Request::Outcomes(outcomes)) else { panic!() };
    let counts: Vec<_> = summary.outcomes.iter().map(|count| (count.word.as_str(), count.rows)).collect();
    assert_eq!(counts, [("failed", 1), ("registered", 1)]);
    let failed = Filter::Outcome("failed".to_owned());
    assert_eq!(numbers(&mut job, failed.clone()), [2]);
    let text = written(&mut job, &failed, Format::Csv, true);
    assert_eq!(text, "\u{FEFF}id;nickname;dept;outcome;errCode;operationID\r\nb;\"'=B\";y;failed;1001;op1\r\n");
    let (mut again, overview) = open(&text);
    let used: Vec<Use> = overview.columns.iter().map(|column| column.used).collect();
    assert_eq!(used, [Use::Field, Use::Field, Use::Ignored, Use::Known, Use::Known, Use::Known]);
    let Ok(Reply::Users(users)) = again.handle(Request::Users(vec![1])) else { panic!() };
    assert_eq!((users[0].user_id.as_str(), users[0].nickname.as_str()), ("b", "=B"));
}

#[test]
fn a_file_without_names_is_written_with_those_of_its_fields() {
    let (mut job, overview) = open("Ann\tu1\nBen\tu2\n");
    choose(&mut job, Choices { fields: vec![Some(Field::Nickname), Some(Field::UserId)], ..overview.choices });
    let text = written(&mut job, &Filter::All, Format::JsonLines, false);
    assert_eq!(text, "{\"nickname\":\"Ann\",\"userID\":\"u1\"}\n{\"nickname\":\"Ben\",\"userID\":\"u2\"}\n");
}

#[test]
fn choices_that_do_not_fit_are_made_to_fit() {
    let (mut job, overview) = open("[{\"userID\":\"a\",\"nickname\":\"A\"}]");
    let fields = vec![Some(Field::UserId), Some(Field::UserId), Some(Field::Ex)];
    let overview = choose(&mut job, Choices { header: true, fields, ..overview.choices });
    assert!(!overview.choices.header);
    assert_eq!(overview.choices.fields, [Some(Field::UserId), None]);
}

#[test]
fn templates_are_read_without_a_finding_by_every_server() {
    for block in ServerBlock::ALL {
        for format in Format::ALL {
            let template = Template { format: *format, separator: Some(Separator::Tab), example: true };
            let Ok(Reply::Piece(piece)) = Job::new().handle(Request::Template(template)) else { panic!() };
            let (_, overview) = open_as(&piece.text, None, block);
            assert_eq!(overview.choices.fields, Field::ALL.iter().copied().map(Some).collect::<Vec<_>>());
            assert_eq!((overview.format, overview.summary.ready), (*format, 2));
            assert_eq!(overview.summary.kinds, [], "{block:?} {format:?}");
        }
    }
    let template = Template { format: Format::Csv, separator: None, example: false };
    let Ok(Reply::Piece(piece)) = Job::new().handle(Request::Template(template)) else { panic!() };
    assert_eq!(piece.text, "\u{FEFF}userID,nickname,faceURL,ex,globalRecvMsgOpt\r\n");
}

#[test]
fn a_hundred_thousand_rows_are_read_checked_and_written_in_little_room() {
    let text: String = (0..100_000)
        .map(|row| {
            format!("user_{row},\"Name, {row}\",https://a.example/{row}.png,\"{{\"\"n\"\":{row}}}\",{}\r\n", row % 3)
        })
        .collect();
    let text = format!("\u{FEFF}userID,nickname,faceURL,ex,globalRecvMsgOpt\r\n{text}");
    let mut job = Job::new();
    job.begin(&Opening::new(ServerBlock::V3_4));
    for piece in text.as_bytes().chunks(1 << 20) {
        job.bytes(piece);
        job.text(std::str::from_utf8(piece).unwrap()).unwrap();
    }
    let overview = job.end(Some(Encoding::Utf8), false).unwrap();
    assert_eq!((overview.summary.rows, overview.summary.ready, overview.summary.kinds.len()), (100_000, 100_000, 0));
    let room = job.file.as_ref().unwrap().table.room();
    // The cells themselves, and 4 bytes for each cell and row.
    assert!(room < text.len() + 100_000 * 4 * 6, "{room} bytes for a file of {}", text.len());
    let mut pieces = String::new();
    let writing = Writing { filter: Filter::All, format: Format::Csv, separator: None, outcomes: false, from: 0 };
    let mut from = Some(0);
    while let Some(next) = from {
        let Ok(Reply::Piece(piece)) = job.handle(Request::Write(Writing { from: next, ..writing.clone() })) else {
            panic!()
        };
        pieces.push_str(&piece.text);
        from = piece.next;
    }
    assert_eq!(pieces, text);
}

#[test]
fn a_long_file_is_written_in_pieces_that_make_it_whole() {
    let rows: String = (0..3000).map(|row| format!("u{row},{}\r\n", "n".repeat(100))).collect();
    let text = format!("\u{FEFF}userID,nickname\r\n{rows}");
    let (mut job, _) = open(&text);
    assert_eq!(written(&mut job, &Filter::All, Format::Csv, false), text);
    let json = written(&mut job, &Filter::All, Format::Json, false);
    let (mut again, _) = open(&json);
    assert_eq!(written(&mut again, &Filter::All, Format::Json, false), json);
}

/// As a browser decodes it; what only a browser can is taken for UTF-8.
fn decoded(bytes: &[u8], encoding: Encoding) -> String {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match encoding {
        Encoding::Utf16Le => wide(u16::from_le_bytes),
        Encoding::Utf16Be => wide(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

proptest! {
    #[test]
    fn no_bytes_are_a_panic_and_where_they_are_cut_changes_nothing(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..300),
            prop::collection::vec(prop::sample::select(b"\"',;\t\r\n a{}[]:\0\xff\xfe\xc3\xa9".as_slice()), 0..120),
        ],
        cut: prop::sample::Index,
        format in prop::option::of(prop::sample::select(Format::ALL)),
        block in prop::sample::select(ServerBlock::ALL.as_slice()),
    ) {
        let Ok(ways) = attempts(&bytes, None) else { return Ok(()) };
        for way in ways {
            let text = decoded(&bytes, way.encoding);
            let at = text.floor_char_boundary(cut.index(text.len() + 1));
            let read = |pieces: &[&str]| {
                let mut job = Job::new();
                job.begin(&Opening { format, ..Opening::new(block) });
                job.bytes(&bytes);
                for piece in pieces {
                    job.text(piece)?;
                }
                let overview = job.end(Some(way.encoding), !way.fatal)?;
                Ok::<_, Refusal>((overview, rows(&mut job, Filter::All)))
            };
            let (begin, end) = text.split_at(at);
            prop_assert_eq!(read(&[&text]), read(&[begin, end]));
        }
    }

    #[test]
    fn nothing_that_is_asked_of_any_file_is_a_panic(
        text in "[\"',;\t\n a1:é字{}\\[\\]\u{0}]{1,60}",
        format in prop::option::of(prop::sample::select(Format::ALL)),
        row in 0_u32..6,
        column in 0_u32..4,
        gather: bool,
        header: bool,
    ) {
        let mut job = Job::new();
        let opening = Opening { text: Some(text.clone()), format, ..Opening::new(ServerBlock::V3_4) };
        if let Ok(Reply::Overview(overview)) = job.handle(Request::Open(opening)) {
            let fields = vec![Some(Field::Nickname), Some(Field::UserId), None, Some(Field::Ex)];
            job.handle(Request::Choose(Choices { fields, gather, header, existing: Existing::Update, ..overview.choices })).unwrap();
            let _ = job.handle(Request::Set(CellChange { row, column, text: text.clone() }));
            job.handle(Request::Leave(Leaving { filter: Filter::These(vec![row, column, u32::MAX]), out: true })).unwrap();
            job.handle(Request::Known(vec![KnownRow { row, known: Known::Registered }])).unwrap();
            let shown = rows(&mut job, Filter::All);
            let Ok(Reply::Overview(overview)) = job.handle(Request::Choose(overview.choices)) else { panic!() };
            let counts = &overview.summary;
            prop_assert_eq!(counts.rows, counts.ready + counts.broken + counts.duplicates + counts.left_out);
            prop_assert!(shown.len() <= 500);
        }
    }

    #[test]
    fn a_file_that_was_written_holds_the_same_users(
        ids in prop::collection::btree_set("[a-z]{1,4}", 1..6),
        texts in prop::collection::vec("['\"=+;,\t\n a字]{0,5}", 15),
        format in prop::sample::select(Format::ALL),
    ) {
        let cells = |row: usize| (0..3).map(move |column| texts[(row * 3 + column) % 15].clone());
        let mut writer = Writer::new(Format::Csv, Separator::Comma, ["nickname", "userID", "ex", "faceURL"].into_iter());
        let mut text = String::new();
        writer.begin(&mut text);
        for (row, id) in ids.iter().enumerate() {
            let cells = Vec::from_iter(cells.clone()(row));
            writer.row(&mut text, [&cells[0], id, &cells[1], &cells[2]].into_iter().map(String::as_str));
        }
        let users = |text: &str| {
            let (mut job, _) = open_as(text, None, ServerBlock::V3_4);
            let numbers = numbers(&mut job, Filter::All);
            let Ok(Reply::Users(users)) = job.handle(Request::Users(numbers)) else { panic!() };
            let users: Vec<_> = users.into_iter().map(|user| RowUser { row: 0, ..user }).collect();
            (users, written(&mut job, &Filter::All, format, true))
        };
        let (first, again) = users(&text);
        prop_assert_eq!(first.len(), ids.len());
        prop_assert_eq!(users(&again).0, first);
    }
}
