use proptest::prelude::*;

use super::*;

fn one(text: &str) -> Condition {
    let (filter, faults) = read(text);
    assert_eq!(faults, [], "{text}");
    assert_eq!(filter.conditions.len(), 1, "{text}");
    filter.conditions[0].clone()
}

fn yes(test: Test) -> Condition {
    Condition { negated: false, test }
}

fn day(text: &str) -> Option<Day> {
    Some(Day::read(text).unwrap())
}

#[test]
fn each_field_is_read_as_it_says() {
    for (text, test) in [
        ("ann", Test::Text(Place::Anywhere, "ann".into())),
        ("\"ann lee\"", Test::Text(Place::Anywhere, "ann lee".into())),
        ("\"level:admin\"", Test::Text(Place::Anywhere, "level:admin".into())),
        ("nick:ann", Test::Text(Place::Nick, "ann".into())),
        ("nick:\"a \\\"b\\\\\"", Test::Text(Place::Nick, "a \"b\\".into())),
        ("ID:http://x", Test::Text(Place::Id, "http://x".into())),
        ("ex:gold", Test::Text(Place::Extra, "gold".into())),
        ("avatar:yes", Test::Avatar(true)),
        ("online:NO", Test::Online(false)),
        ("level:admin,4", Test::Level(vec![2, 4])),
        ("level:0", Test::Level(vec![1])),
        ("level:-7", Test::Level(vec![-7])),
        ("recv:silent", Test::Receive(vec![2])),
        ("recv:0,1", Test::Receive(vec![0, 1])),
        ("created:2024-02-29", Test::Created(day("2024-02-29"), day("2024-02-29"))),
        ("created:2026-01-01..2026-02-01", Test::Created(day("2026-01-01"), day("2026-02-01"))),
        ("created:2026-01-01..", Test::Created(day("2026-01-01"), None)),
        ("created:..2026-02-01", Test::Created(None, day("2026-02-01"))),
        ("created:none", Test::Undated),
    ] {
        assert_eq!(one(text), yes(test.clone()), "{text}");
        assert_eq!(one(&format!(" !{text} ")), Condition { negated: true, test }, "!{text}");
    }
}

#[test]
fn several_conditions_and_an_order_stand_side_by_side() {
    let (filter, faults) = read("ann !avatar:yes\tsort:-created");
    assert_eq!(faults, []);
    assert_eq!(filter.conditions.len(), 2);
    assert_eq!(filter.sort, Some(Sort { column: Column::Registered, descending: true }));
    assert_eq!(write(&filter), "ann !avatar:yes sort:-created");
    assert_eq!(read("  "), (Filter::default(), vec![]));
}

#[test]
fn a_fault_is_told_with_its_place_and_the_rest_is_read() {
    for (text, at, kind) in [
        ("ann levl:admin bo", "levl:admin", FaultKind::Field),
        ("ann level:boss", "level:boss", FaultKind::Value(Field::Level)),
        ("ann level:admin,", "level:admin,", FaultKind::Value(Field::Level)),
        ("ann avatar:maybe", "avatar:maybe", FaultKind::Value(Field::Avatar)),
        ("ann sort:size", "sort:size", FaultKind::Value(Field::Sort)),
        ("ann !sort:nick", "!sort:nick", FaultKind::NotSort),
        ("ann nick:", "nick:", FaultKind::Empty),
        ("ann !", "!", FaultKind::Empty),
        ("ann \"\"", "\"\"", FaultKind::Empty),
        ("ann nick:\"bo x", "nick:\"bo x", FaultKind::Quote),
        ("ann created:2026-02-30", "created:2026-02-30", FaultKind::Date),
        ("ann created:2026-1-1", "created:2026-1-1", FaultKind::Date),
        ("ann created:..", "created:..", FaultKind::Date),
        ("ann created:2026-02-01..2026-01-01", "created:2026-02-01..2026-01-01", FaultKind::Backwards),
    ] {
        let (filter, faults) = read(text);
        let [fault] = faults.as_slice() else { panic!("{text}: {faults:?}") };
        assert_eq!((text.get(fault.at.clone()), fault.kind), (Some(at), kind), "{text}");
        assert_eq!(filter.conditions[0], yes(Test::Text(Place::Anywhere, "ann".into())));
    }
    assert_eq!(read(&"x".repeat(MOST_CHARACTERS)).1, []);
    assert_eq!(read(&"x".repeat(MOST_CHARACTERS + 1)).1[0].kind, FaultKind::TooLong);
}

#[test]
fn a_choice_takes_the_place_of_the_one_before_and_leaves_what_is_negated() {
    let (filter, _) = read("!level:robot level:admin ann");
    let next = filter.with(Field::Level, Some(Test::Level(vec![1])));
    assert_eq!(write(&next), "!level:robot ann level:user");
    assert_eq!(next.of(Field::Level), Some(&Test::Level(vec![1])));
    assert_eq!(write(&next.with(Field::Level, None)), "!level:robot ann");
}

#[test]
fn days_are_those_of_the_calendar() {
    for text in [
        "2023-02-29",
        "1900-02-29",
        "1969-12-31",
        "2026-13-01",
        "2026-00-01",
        "2026-04-31",
        "2026-01-01-01",
        "２０26-01-01",
    ] {
        assert_eq!(Day::read(text), None, "{text}");
    }
    assert_eq!(Day::read("2000-02-29").unwrap().to_string(), "2000-02-29");
    for (day, next) in [("2023-02-28", "2023-03-01"), ("2024-02-28", "2024-02-29"), ("2025-12-31", "2026-01-01")] {
        assert_eq!(Day::read(day).and_then(Day::next), Day::read(next));
    }
    assert_eq!(Day::read("9999-12-31").and_then(Day::next), None);
}

fn any_day() -> impl Strategy<Value = Day> {
    (1970_u16..=9999, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| Day { year, month, day })
}

fn any_test() -> impl Strategy<Value = Test> {
    let place = prop_oneof![Just(Place::Anywhere), Just(Place::Nick), Just(Place::Id), Just(Place::Extra)];
    let text = prop_oneof!["[^\u{0}]{1,12}", "[a-c:!\"\\\\ ,.-]{1,8}"];
    prop_oneof![
        (place, text).prop_map(|(place, text)| Test::Text(place, text)),
        any::<bool>().prop_map(Test::Avatar),
        any::<bool>().prop_map(Test::Online),
        prop::collection::vec(any::<i32>().prop_filter("0 is written as 1", |level| *level != 0), 1..4)
            .prop_map(Test::Level),
        prop::collection::vec(any::<i32>(), 1..4).prop_map(Test::Receive),
        (any_day(), any_day()).prop_map(|(one, other)| Test::Created(Some(one.min(other)), Some(one.max(other)))),
        any_day().prop_map(|day| Test::Created(Some(day), None)),
        any_day().prop_map(|day| Test::Created(None, Some(day))),
        Just(Test::Undated),
    ]
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let condition = (any::<bool>(), any_test()).prop_map(|(negated, test)| Condition { negated, test });
    let sort = (0..SORTS.len(), any::<bool>()).prop_map(|(at, descending)| Sort { column: SORTS[at].0, descending });
    (prop::collection::vec(condition, 0..6), prop::option::of(sort))
        .prop_map(|(conditions, sort)| Filter { conditions, sort })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(filter in any_filter()) {
        let text = write(&filter);
        prop_assert_eq!(read(&text), (filter, vec![]), "{}", text);
    }

    #[test]
    fn no_text_panics_and_what_was_read_stays_what_it_is(text in ".{0,80}") {
        let (filter, faults) = read(&text);
        for fault in faults {
            prop_assert!(text.get(fault.at).is_some());
        }
        prop_assert_eq!(read(&write(&filter)), (filter, vec![]));
    }

    #[test]
    fn nor_does_a_text_of_the_language_s_own_signs(text in "[a-z:!\"\\\\ ,.0-9-]{0,40}|(level|sort|created|nick|!|:|\"|[0-9-]|\\.\\.| ){0,12}") {
        let (filter, faults) = read(&text);
        for fault in faults {
            prop_assert!(text.get(fault.at).is_some());
        }
        prop_assert_eq!(read(&write(&filter)), (filter, vec![]));
    }
}
