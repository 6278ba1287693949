use super::*;

fn sendable() -> Sendable {
    Sendable {
        register: vec![Span { from: 2, count: 3 }, Span { from: 9, count: 1 }],
        update: vec![Span { from: 6, count: 2 }],
        all_free: false,
    }
}

fn refused() -> Answer {
    let fault =
        Fault { failure: Failure::Refused, err_code: Some(1001), operation_id: Some(OperationId::from("op-1")) };
    Answer::Failed { fault, retry_after_millis: None }
}

fn words(runs: &Runs) -> Vec<(u32, Word)> {
    runs.ended().map(|ended| (ended.row, ended.word)).collect()
}

/// Up to the first sending, of which all that is asked about before is free.
fn sending(runs: &mut Runs) -> Todo {
    match runs.next(0) {
        Todo::Send(Work::Check, _) => {
            runs.answered(Work::Check, Answer::Checked(Vec::new()), 0);
            sending(runs)
        }
        todo => todo,
    }
}

#[test]
fn what_comes_next_is_known_ahead() {
    let runs = Runs::new(&sendable(), 7);
    assert_eq!(runs.behind(&[2, 3]), [4, 9]);
    assert_eq!(runs.behind(&[4]), [9]);
    assert_eq!(runs.behind(&[2, 3, 4]), [9]);
    assert!(runs.behind(&[9]).is_empty() && runs.behind(&[]).is_empty());
}

#[test]
fn those_who_are_new_come_first_and_then_those_who_exist_one_by_one() {
    let mut runs = Runs::new(&sendable(), 7);
    assert_eq!(sending(&mut runs), Todo::Send(Work::Register, vec![2, 3, 4, 9]));
    assert_eq!(runs.next(0), Todo::Underway);
    runs.answered(Work::Register, Answer::DoneBut(vec![4], GUARDED), 0);
    assert_eq!(runs.next(0), Todo::Send(Work::Update, vec![6]));
    runs.answered(Work::Update, Answer::Done, 0);
    assert_eq!(runs.next(0), Todo::Send(Work::Update, vec![7]));
    runs.answered(Work::Update, refused(), 0);
    assert_eq!(runs.next(0), Todo::Done);
    assert_eq!(
        words(&runs),
        [
            (2, Word::Registered),
            (3, Word::Registered),
            (4, Word::Protected),
            (9, Word::Registered),
            (6, Word::Updated),
            (7, Word::Refused)
        ]
    );
    let last = runs.ended().last().unwrap();
    assert_eq!((last.err_code, last.operation_id), (Some(1001), Some(OperationId::from("op-1"))));
}

#[test]
fn whoever_the_check_has_found_free_is_not_asked_about_again() {
    let mut runs = Runs::new(&Sendable { all_free: true, ..sendable() }, 7);
    assert_eq!(runs.next(0), Todo::Send(Work::Register, vec![2, 3, 4, 9]));
}

#[test]
fn nobody_to_register_is_nothing_to_wait_for() {
    let mut runs = Runs::new(&Sendable { register: Vec::new(), ..sendable() }, 7);
    assert_eq!(runs.next(0), Todo::Send(Work::Update, vec![6]));
    let mut runs = Runs::new(&Sendable { register: Vec::new(), update: Vec::new(), all_free: true }, 7);
    assert_eq!(runs.next(0), Todo::Done);
}

#[test]
fn a_run_that_was_saved_goes_on_where_it_was() {
    let mut runs = Runs::new(&sendable(), 7);
    sending(&mut runs);
    runs.answered(Work::Register, Answer::Done, 0);
    runs.next(0);
    let mut again = Runs::restore(&runs.save(), 8).unwrap();
    assert_eq!(words(&again).len(), 4);
    assert_eq!(again.next(0), Todo::Send(Work::Update, vec![6]));
}

#[test]
fn what_was_on_its_way_when_it_was_saved_is_asked_about_before_it_is_sent_again() {
    let mut runs = Runs::new(&sendable(), 7);
    sending(&mut runs);
    let mut again = Runs::restore(&runs.save(), 8).unwrap();
    assert_eq!(again.next(0), Todo::Send(Work::Check, vec![2, 3, 4, 9]));
    again.answered(Work::Check, Answer::Checked(vec![2, 3, 4, 9]), 0);
    assert!(words(&again).iter().all(|(_, word)| *word == Word::Presumed));
}

#[test]
fn what_is_no_saved_run_is_none() {
    let good = Runs::new(&sendable(), 7).save();
    for text in [
        "",
        "{}",
        "[]",
        r#"{"version":1}"#,
        &good.replace("\"version\":1", "\"version\":2"),
        &good.replace("[2,3]", "[2,4]"),
    ] {
        assert_eq!(Runs::restore(text, 7).err(), Some(NotRestored), "{text}");
    }
}

#[test]
fn a_stop_holds_for_both_and_a_cancelled_run_says_who_was_not_tried() {
    let mut runs = Runs::new(&sendable(), 7);
    runs.pause();
    assert_eq!(runs.next(0), Todo::Stopped(Stop::Paused));
    runs.go_on();
    assert!(matches!(runs.next(0), Todo::Send(..)));
    runs.answered(Work::Check, Answer::Checked(Vec::new()), 0);
    runs.cancel();
    assert_eq!(runs.next(0), Todo::Stopped(Stop::Cancelled));
    assert_eq!(words(&runs).len(), 6);
    assert!(words(&runs).iter().all(|(_, word)| *word == Word::NotTried));
    runs.retry();
    assert!(matches!(runs.next(0), Todo::Send(..)));
}

#[test]
fn rows_side_by_side_are_one_span() {
    let rows = [1, 2, 3, 7, 9, 10];
    let spans = spans_of(&rows);
    assert_eq!(spans.iter().map(|span| (span.from, span.count)).collect::<Vec<_>>(), [(1, 3), (7, 1), (9, 2)]);
    assert_eq!(rows_of(&spans), rows);
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in ".*", rows in ".*", run in ".*") {
        let _ = Runs::restore(&text, 7);
        let part = serde_json::json!({"rows": [[0, 4_294_967_295_u32], rows], "run": run});
        let state = serde_json::json!({"version": 1, "register": part, "update": part}).to_string();
        proptest::prop_assert!(Runs::restore(&state, 7).is_err());
    }
}

#[test]
fn how_far_it_is_counts_each_row_once() {
    let mut runs = Runs::new(&sendable(), 7);
    assert_eq!(runs.how_far(), HowFar { registered: 0, updated: 0, existed: 0, failed: 0, left: 6 });
    assert!(matches!(sending(&mut runs), Todo::Send(Work::Register, _)));
    runs.answered(Work::Register, Answer::DoneBut(vec![4], GUARDED), 0);
    assert!(matches!(runs.next(0), Todo::Send(Work::Update, _)));
    runs.answered(Work::Update, Answer::Done, 0);
    assert_eq!(runs.how_far(), HowFar { registered: 3, updated: 1, existed: 0, failed: 1, left: 1 });
    let restored = Runs::restore(&runs.save(), 7).unwrap();
    assert_eq!(restored.how_far(), runs.how_far());
}
