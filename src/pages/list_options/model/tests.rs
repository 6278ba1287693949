use super::*;

fn user(id: &str, nickname: &str, registered: Option<i64>) -> User {
    User { user_id: id.into(), nickname: nickname.into(), create_time_millis: registered, ..User::default() }
}

fn ordered(users: &[User], column: Column, descending: bool) -> Vec<&str> {
    let sort = Some(Sort { column, descending });
    order(users, sort, None, |_| None).into_iter().map(|place| users[place].user_id.as_str()).collect()
}

#[test]
fn what_is_kept_reads_back_the_same_and_nothing_is_kept_of_what_comes_by_itself() {
    assert_eq!(Options::default().write(), None);
    let mut options = Options::default().toggled(Column::Online).moved(Column::Online, true).toggled(Column::Level);
    options.compact = true;
    options.refresh_seconds = 30;
    assert_eq!(Options::read(&options.write().unwrap()), options);
}

#[test]
fn nonsense_and_unknown_columns_are_left_out_and_the_user_stays() {
    for text in ["", "{", "[]", "5", r#"{"columns":5,"compact":"x","refresh":7}"#, r#"{"columns":["nose","","-"]}"#] {
        assert_eq!(Options::read(text), Options::default(), "{text}");
    }
    let odd = Options::read(r#"{"columns":["id","id","-user","online"]}"#);
    assert_eq!(odd.columns.len(), Column::ALL.len());
    assert_eq!(odd.shown().first(), Some(&Column::Id));
    assert!(odd.shown().contains(&Column::User));
    assert_eq!(odd.toggled(Column::User), odd);
}

#[test]
fn a_column_moves_one_place_and_not_beyond_the_ends() {
    let options = Options::default();
    assert_eq!(options.moved(Column::User, true), options);
    assert_eq!(options.moved(Column::Avatar, false), options);
    let moved = options.moved(Column::Id, true);
    assert_eq!(moved.shown().first(), Some(&Column::Id));
    assert_eq!(moved.moved(Column::Id, false), options);
}

#[test]
fn a_head_sorts_up_then_down_then_not_at_all() {
    let up = next_sort(None, Column::Id);
    assert_eq!(up, Some(Sort { column: Column::Id, descending: false }));
    let down = next_sort(up, Column::Id);
    assert_eq!(down, Some(Sort { column: Column::Id, descending: true }));
    assert_eq!(next_sort(down, Column::Id), None);
    assert_eq!(next_sort(down, Column::Level), Some(Sort { column: Column::Level, descending: false }));
}

#[test]
fn numbers_are_compared_by_value_and_what_is_unknown_comes_first() {
    let users = [user("a", "", Some(900)), user("b", "", Some(1_000)), user("c", "", None)];
    assert_eq!(ordered(&users, Column::Registered, false), ["c", "a", "b"]);
    assert_eq!(ordered(&users, Column::Registered, true), ["b", "a", "c"]);
}

#[test]
fn equal_rows_stay_as_the_server_has_them_in_both_directions() {
    let users = [user("z", "Same", None), user("a", "Same", None), user("m", "Other", None)];
    assert_eq!(ordered(&users, Column::User, false), ["m", "z", "a"]);
    assert_eq!(ordered(&users, Column::User, true), ["z", "a", "m"]);
}

#[test]
fn the_browser_says_what_comes_first_and_texts_of_megabytes_are_not_given_to_it() {
    let mut users = [user("a", "", None), user("b", "", None)];
    users[0].ex = "x".repeat(5_000_000);
    users[1].ex = "y".into();
    let sort = Some(Sort { column: Column::Extra, descending: false });
    let backwards = |texts: &[&str]| {
        assert!(texts.iter().all(|text| text.len() <= COMPARED));
        Some(texts.iter().rev().map(ToString::to_string).collect())
    };
    assert_eq!(order(&users, sort, None, backwards), [1, 0]);
}

#[test]
fn online_is_compared_by_the_number_of_devices() {
    let users = [user("a", "", None), user("b", "", None)];
    let online = Online::from([("b".to_owned(), vec![Platform::WEB])]);
    let sort = Some(Sort { column: Column::Online, descending: true });
    assert_eq!(order(&users, sort, Some(&online), |_| None), [1, 0]);
}
