//! Which users a filter lets through, and what they are sorted by.

use std::collections::HashMap;

use openim_api::{Platform, User};

use super::language::{Condition, Day, Filter, Place, Test};
use crate::pages::list_options::Column;
use crate::pages::users::model::display_name;

/// Characters of a text that count when users are sorted by it.
const COMPARED: usize = 200;

/// What a filter must be told of the browser.
#[derive(Clone, Copy)]
pub struct Around {
    /// Texts that differ in the case of letters alone become equal.
    pub lower: fn(&str) -> String,
    /// When a day begins.
    pub day_start: fn(Day) -> i64,
}

/// A filter, ready to be asked about many users.
pub struct Ready {
    conditions: Vec<(bool, Asked)>,
    around: Around,
}

enum Asked {
    Text(Place, String),
    Avatar(bool),
    Online(bool),
    Level(Vec<i32>),
    Receive(Vec<i32>),
    /// Not before the first, and before the second.
    Created(i64, i64),
    Undated,
}

/// The names of a user by which words find them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    nick: String,
    id: String,
}

impl Names {
    /// Those of a user.
    pub fn of(user: &User, lower: fn(&str) -> String) -> Self {
        Self { nick: lower(&user.nickname), id: lower(user.user_id.as_str()) }
    }
}

impl Ready {
    /// Of a filter.
    pub fn new(filter: &Filter, around: Around) -> Self {
        let asked = |condition: &Condition| {
            let asked = match &condition.test {
                Test::Text(place, text) => Asked::Text(*place, (around.lower)(text)),
                Test::Avatar(is) => Asked::Avatar(*is),
                Test::Online(is) => Asked::Online(*is),
                Test::Level(levels) => Asked::Level(levels.clone()),
                Test::Receive(options) => Asked::Receive(options.clone()),
                Test::Created(from, to) => Asked::Created(
                    from.map_or(i64::MIN, |day| (around.day_start)(day)),
                    to.and_then(Day::next).map_or(i64::MAX, |day| (around.day_start)(day)),
                ),
                Test::Undated => Asked::Undated,
            };
            (condition.negated, asked)
        };
        Self { conditions: filter.conditions.iter().map(asked).collect(), around }
    }

    /// Does it let this user through? `online`: none where it is not known; then it may be so.
    pub fn accepts(&self, user: &User, names: &Names, online: Option<bool>) -> bool {
        self.conditions.iter().all(|(negated, asked)| {
            let holds = match asked {
                Asked::Text(Place::Anywhere, text) => names.nick.contains(text) || names.id.contains(text),
                Asked::Text(Place::Nick, text) => names.nick.contains(text),
                Asked::Text(Place::Id, text) => names.id.contains(text),
                Asked::Text(Place::Extra, text) => (self.around.lower)(&user.ex).contains(text),
                Asked::Avatar(is) => user.face_url.trim().is_empty() != *is,
                Asked::Online(is) => match online {
                    Some(online) => online == *is,
                    None => return true,
                },
                Asked::Level(levels) => {
                    levels.contains(&if user.app_manger_level == 0 { 1 } else { user.app_manger_level })
                }
                Asked::Receive(options) => options.contains(&user.global_recv_msg_opt),
                Asked::Created(from, before) => {
                    user.create_time_millis.is_some_and(|time| (*from..*before).contains(&time))
                }
                Asked::Undated => user.create_time_millis.is_none(),
            };
            holds != *negated
        })
    }
}

/// What users are sorted by.
pub enum Key {
    /// A number of each.
    Number(fn(&User) -> i64),
    /// A text of each, as people expect it in their language.
    Text(fn(&User) -> &str),
    /// On how many platforms they are online.
    Online,
}

/// That of a column.
pub fn key(column: Column) -> Key {
    match column {
        Column::User => Key::Text(display_name),
        Column::Id => Key::Text(|user| user.user_id.as_str()),
        Column::Extra => Key::Text(|user| start_of(&user.ex)),
        Column::Avatar => Key::Text(|user| start_of(&user.face_url)),
        Column::Level => Key::Number(|user| user.app_manger_level.into()),
        Column::Receive => Key::Number(|user| user.global_recv_msg_opt.into()),
        Column::Registered => Key::Number(|user| user.create_time_millis.unwrap_or(i64::MIN)),
        Column::Online => Key::Online,
    }
}

/// The start of a text that may be megabytes long.
fn start_of(text: &str) -> &str {
    text.char_indices().nth(COMPARED).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// Puts places in the order of the keys of all users. What is equal stays as it is, in both directions.
pub fn sort(places: &mut [u32], keys: &[i64], descending: bool) {
    let key = |place: u32| keys.get(place as usize).copied().unwrap_or_default();
    places.sort_by(|one, other| {
        let (one, other) = (key(*one), key(*other));
        if descending { other.cmp(&one) } else { one.cmp(&other) }
    });
}

/// Who is online where, as far as it has been asked.
pub type Online = HashMap<String, Vec<Platform>>;

#[cfg(test)]
mod tests {
    use super::super::language::read;
    use super::*;

    const AROUND: Around = Around {
        lower: |text| text.to_lowercase(),
        day_start: |day| i64::from(day.year) * 10_000 + i64::from(day.month) * 100 + i64::from(day.day),
    };

    fn user() -> User {
        User {
            user_id: "U-Ann".into(),
            nickname: "Änn Lee".to_owned(),
            face_url: " ".to_owned(),
            ex: "Gold Customer".to_owned(),
            create_time_millis: Some(20_260_115),
            app_manger_level: 0,
            global_recv_msg_opt: 2,
        }
    }

    fn accepts(text: &str, user: &User, online: Option<bool>) -> bool {
        let (filter, faults) = read(text);
        assert_eq!(faults, [], "{text}");
        Ready::new(&filter, AROUND).accepts(user, &Names::of(user, AROUND.lower), online)
    }

    #[test]
    fn what_holds_lets_through_and_its_negation_does_not() {
        for (text, holds) in [
            ("änn", true),
            ("u-ann", true),
            ("\"ÄNN LEE\"", true),
            ("bob", false),
            ("nick:u-ann", false),
            ("nick:lee", true),
            ("id:ANN", true),
            ("id:lee", false),
            ("ex:customer", true),
            ("ex:silver", false),
            ("avatar:no", true),
            ("avatar:yes", false),
            ("level:user", true),
            ("level:admin", false),
            ("level:admin,user", true),
            ("recv:2", true),
            ("recv:0,1", false),
            ("created:2026-01-15", true),
            ("created:2026-01-01..2026-01-15", true),
            ("created:2026-01-01..2026-01-14", false),
            ("created:2026-01-16..", false),
            ("created:..2026-01-15", true),
            ("created:none", false),
            ("online:yes", true),
            ("online:no", false),
        ] {
            assert_eq!(accepts(text, &user(), Some(true)), holds, "{text}");
            assert_eq!(accepts(&format!("!{text}"), &user(), Some(true)), !holds, "!{text}");
        }
    }

    #[test]
    fn all_conditions_must_hold() {
        assert!(accepts("", &user(), None));
        assert!(accepts("ann recv:2 !avatar:yes", &user(), None));
        assert!(!accepts("ann recv:2 avatar:yes", &user(), None));
    }

    #[test]
    fn as_long_as_it_is_not_known_who_is_online_everybody_may_be() {
        for text in ["online:yes", "online:no", "!online:yes", "!online:no"] {
            assert!(accepts(text, &user(), None), "{text}");
        }
        assert!(!accepts("online:yes recv:0", &user(), None));
    }

    #[test]
    fn where_no_time_is_known_no_day_holds() {
        let user = User { create_time_millis: None, ..user() };
        assert!(accepts("created:none", &user, None));
        assert!(!accepts("created:1970-01-01..", &user, None));
        assert!(accepts("!created:1970-01-01..", &user, None));
    }

    #[test]
    fn what_is_equal_stays_as_the_server_has_it() {
        let keys = [2, 1, 2, 1];
        let mut places = [0, 1, 2, 3];
        sort(&mut places, &keys, false);
        assert_eq!(places, [1, 3, 0, 2]);
        let mut places = [0, 1, 2, 3];
        sort(&mut places, &keys, true);
        assert_eq!(places, [0, 2, 1, 3]);
    }
}
