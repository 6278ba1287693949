use openim_api::ServerBlock::{self, Main, V3_4, V3_5, V3_7, V3_8_0};
use proptest::prelude::*;

use super::*;
use crate::map;
use crate::read::Reader;

fn table(text: &str) -> Table {
    let mut reader = Reader::new(None, None);
    reader.feed(text).unwrap();
    reader.end().unwrap().table
}

fn choices(table: &Table) -> Choices {
    let header = map::looks_like_header(table);
    Choices {
        header,
        fields: map::guess(table, header),
        gather: false,
        id_as_nickname: false,
        trim: false,
        existing: Existing::Leave,
    }
}

fn check(text: &str, block: ServerBlock) -> (Table, Check) {
    let table = table(text);
    let check = Check::new(&table, &choices(&table), block, None);
    (table, check)
}

fn kinds(text: &str, block: ServerBlock) -> Vec<(Kind, Option<u32>)> {
    let (table, check) = check(text, block);
    let row = check.numbers().last().unwrap();
    check.findings(&table, row).iter().map(|finding| (finding.kind, finding.column)).collect()
}

#[test]
fn the_rules_are_those_of_the_servers_version_and_name_their_column() {
    let long = "n".repeat(256);
    for (row, block, expected) in [
        ("a,A,,,", Main, vec![]),
        (",A,,,", V3_4, vec![(Kind::IdEmpty, Some(0))]),
        ("a:b,A,,,", V3_5, vec![(Kind::IdColon, Some(0))]),
        ("a-b,A,,,", V3_7, vec![(Kind::IdNewer, Some(0))]),
        ("a-b,A,,,", V3_8_0, vec![(Kind::IdCharacter, Some(0))]),
        ("a,,,,", V3_4, vec![]),
        ("a,,,,", V3_5, vec![(Kind::NicknameEmpty, Some(1))]),
        (&format!("a,{long},,,"), V3_4, vec![(Kind::TooLong, Some(1))]),
        (&format!("a,{long},,,"), V3_5, vec![]),
        (&format!("a,A,http://{long},,"), V3_4, vec![(Kind::TooLong, Some(2))]),
        ("a,A,javascript:x,,", Main, vec![(Kind::NoWebAddress, Some(2))]),
        ("a,A,HTTPS://x,,", Main, vec![]),
        ("a,A,,{x,", Main, vec![(Kind::ExNoJson, Some(3))]),
        ("a,A,,plain,", Main, vec![]),
        ("a,A,,,3", Main, vec![(Kind::ReceiveOption, Some(4))]),
        ("a,A,,,2", Main, vec![]),
        ("a, A,,,", Main, vec![(Kind::Blanks, Some(1))]),
        ("a,A\0,,,", Main, vec![(Kind::Nul, Some(1))]),
        ("a,\u{FFFD},,,", Main, vec![(Kind::Undecoded, Some(1))]),
        ("1.38E+10,A,,,", V3_7, vec![(Kind::IdNewer, Some(0)), (Kind::Rounded, Some(0))]),
    ] {
        assert_eq!(
            kinds(&format!("userID,nickname,faceURL,ex,globalRecvMsgOpt\n{row}\n"), block),
            expected,
            "{row} {block:?}"
        );
    }
}

#[test]
fn a_broken_row_is_not_ready_and_a_hint_is() {
    let (_, check) = check("userID,nickname,faceURL\na:b,A,\nb,B,ftp://x\nb,B,ftp://x\nc,C,\n", Main);
    let states: Vec<State> = check.numbers().map(|row| check.state(row)).collect();
    assert_eq!(states, [State::Broken, State::Ready, State::Duplicate, State::Ready]);
    let summary = check.summary();
    assert_eq!((summary.rows, summary.ready, summary.broken, summary.duplicates, summary.hints), (4, 2, 1, 1, 1));
    assert_eq!(summary.kinds.first().map(|count| (count.kind, count.rows)), Some((Kind::NoWebAddress, 2)));
    let hints: Vec<u32> = check.numbers().filter(|row| check.passes(*row, &Filter::Hint)).collect();
    assert_eq!(hints, [2]);
}

#[test]
fn a_repeat_names_the_row_and_line_that_it_repeats_and_whether_more_differs() {
    let (table, check) = check("userID,nickname\na,\"A\nA\"\nb,B\na,\"A\nA\"\na,C\n", Main);
    let said = check.findings(&table, 3);
    assert_eq!(
        said.iter().map(|finding| (finding.kind, finding.row, finding.line)).collect::<Vec<_>>(),
        [(Kind::Duplicate, Some(1), Some(2))]
    );
    let said: Vec<Kind> = check.findings(&table, 4).iter().map(|finding| finding.kind).collect();
    assert_eq!(said, [Kind::Duplicate, Kind::Differs]);
}

#[test]
fn what_v3_4_takes_for_the_same_id_is_a_repeat_there_alone() {
    let text = "userID,nickname\nalice,A\nÁLICE,B\nalice ,C\nalicé,D\nbob,E\n";
    let states = |block| {
        let (_, check) = check(text, block);
        check.numbers().map(|row| check.state(row)).collect::<Vec<_>>()
    };
    let (ready, repeat) = (State::Ready, State::Duplicate);
    assert_eq!(states(V3_4), [ready, repeat, repeat, repeat, ready]);
    assert_eq!(states(V3_5), [ready; 5]);
}

#[test]
fn mending_looks_at_the_row_and_at_those_of_its_old_and_new_id() {
    let (mut table, mut check) = check("userID,nickname\na,A\na,B\nb,C\nc,D\n", Main);
    check.learn(&table, 1, Known::Registered);
    let touched = check.mend(&mut table, 1, |table| {
        table.mend(1, 0, "b".to_owned());
    });
    assert_eq!(touched, [1, 2, 3]);
    let states: Vec<State> = check.numbers().map(|row| check.state(row)).collect();
    assert_eq!(states, [State::Ready, State::Ready, State::Duplicate, State::Ready]);
    assert_eq!(check.known(1), Known::Unasked);
}

#[test]
fn what_is_left_out_counts_no_more_and_comes_back_as_it_was() {
    let (table, mut check) = check("userID,nickname\na,A\na,B\na,C\n", Main);
    let before = check.summary();
    assert_eq!(check.leave(&table, &[1], true), [1, 2, 3]);
    let states: Vec<State> = check.numbers().map(|row| check.state(row)).collect();
    assert_eq!(states, [State::LeftOut, State::Ready, State::Duplicate]);
    assert!(check.leave(&table, &[1], true).is_empty());
    check.leave(&table, &[1], false);
    assert_eq!(check.summary(), before);
}

#[test]
fn other_choices_leave_out_what_was_left_out_and_forget_what_no_longer_holds() {
    let (table, mut check) = check("userID,nickname\na ,A\nb,B\nc,C\n", V3_7);
    check.leave(&table, &[3], true);
    check.learn(&table, 1, Known::Free);
    check.learn(&table, 2, Known::Registered);
    let check = Check::new(&table, &Choices { trim: true, ..choices(&table) }, V3_7, Some(&check));
    assert_eq!((check.known(1), check.known(2), check.state(3)), (Known::Unasked, Known::Registered, State::LeftOut));
    assert!(!check.passes(1, &Filter::Kind(Kind::Blanks)));
}

#[test]
fn an_empty_nickname_changes_nothing_of_a_registered_user() {
    let table = table("userID,nickname\na,\nb,\n");
    let choices = Choices { existing: Existing::Update, ..choices(&table) };
    let mut check = Check::new(&table, &choices, Main, None);
    assert!(check.is_unasked(1) && check.is_unasked(2));
    check.learn(&table, 1, Known::Registered);
    check.learn(&table, 2, Known::Free);
    assert_eq!((check.state(1), check.state(2)), (State::Ready, State::Broken));
    assert!(check.is_uncompared(1) && !check.is_unasked(2));
}

#[test]
fn the_id_stands_for_an_empty_nickname_if_chosen() {
    let table = table("userID,nickname\na,\n");
    let check = Check::new(&table, &Choices { id_as_nickname: true, ..choices(&table) }, Main, None);
    assert_eq!((check.state(1), check.plan().nickname(&table, 1)), (State::Ready, "a"));
}

#[test]
fn a_column_of_one_value_taken_for_the_id_is_looked_at_as_fast_as_any() {
    let text = format!("userID,nickname\n{}", "sales,N\n".repeat(50_000));
    let (table, mut check) = check(&text, Main);
    assert_eq!((check.summary().ready, check.summary().duplicates), (1, 49_999));
    let all = Vec::from_iter(check.numbers());
    check.leave(&table, &all, true);
    check.leave(&table, &all, false);
    assert_eq!((check.summary().ready, check.summary().duplicates), (1, 49_999));
}

proptest! {
    #[test]
    fn repeats_are_those_that_a_plain_search_finds_whatever_was_mended_and_left_out(
        ids in prop::collection::vec("[aAáb]{1,2} ?", 1..20),
        block in prop::sample::select(vec![V3_4, V3_7]),
        steps in prop::collection::vec((0_u32..20, prop::option::of("[aAáb]{1,2}")), 0..12),
    ) {
        let rows: String = ids.iter().map(|id| format!("\"{id}\",N\n")).collect();
        let (mut table, mut check) = check(&format!("userID,nickname\n{rows}"), block);
        for (row, step) in steps {
            let row = 1 + row % u32::try_from(ids.len()).unwrap();
            match step {
                Some(id) => {
                    check.mend(&mut table, row, |table| { table.mend(row, 0, id); });
                }
                None => {
                    let out = check.state(row) != State::LeftOut;
                    check.leave(&table, &[row], out);
                }
            }
        }
        let key = |row| {
            let id = table.cell(row, 0);
            if block == V3_4 { repeats::fold(id) } else { id.to_owned() }
        };
        for row in check.numbers() {
            let is_in = check.state(row) != State::LeftOut;
            let mut others = (1..row).filter(|other| check.state(*other) != State::LeftOut);
            let first = others.find(|other| key(*other) == key(row)).filter(|_| is_in);
            let said = check.findings(&table, row).into_iter().find(|finding| finding.kind == Kind::Duplicate);
            prop_assert_eq!(said.and_then(|finding| finding.row), first);
            prop_assert_eq!(check.state(row) == State::Duplicate, first.is_some());
        }
        let choices = Choices { ..choices(&table) };
        let anew = Check::new(&table, &choices, block, Some(&check));
        prop_assert_eq!(anew.summary(), check.summary());
    }
}
