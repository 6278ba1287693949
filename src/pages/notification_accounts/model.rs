//! What of the list is shown, what is typed, and what may not be sent.

use openim_api::{NewNotificationAccount, NotificationAccount, ServerBlock, UserId, json_fields, user_id_problem};
use serde_json::Value;

use crate::route::{ListQuery, decode, encode, parameter};
use crate::ui::avatar_source;

/// What stands over the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// Nothing.
    Nothing,
    /// The form that adds one.
    Add,
    /// The form that edits this one.
    Edit(UserId),
}

/// Reads what follows the page's name in the address: `?page=2&q=a`, `?add=1`, `/id?page=2`.
pub fn read_rest(rest: &str) -> (ListQuery, Open) {
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let open = match path.strip_prefix('/') {
        Some(id) if !id.is_empty() => Open::Edit(UserId::from(decode(id))),
        _ if parameter(query, "add").is_some() => Open::Add,
        _ => Open::Nothing,
    };
    (ListQuery::from_query(query), open)
}

/// What [`read_rest`] reads back as the same.
pub fn write_rest(list: &ListQuery, open: &Open) -> String {
    let query = list.to_query();
    match open {
        Open::Nothing => query,
        Open::Add => format!("{query}{}add=1", if query.is_empty() { "?" } else { "&" }),
        Open::Edit(id) => format!("/{}{query}", encode(id.as_str())),
    }
}

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// userID, of a new one.
    pub user_id: String,
    /// nickName.
    pub name: String,
    /// faceURL.
    pub avatar: String,
    /// A robot instead, of a new one.
    pub robot: bool,
}

/// What keeps a draft from being sent, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The ID has a character that makes trouble.
    UserId,
    /// There is no name.
    NameMissing,
    /// A name cannot be emptied.
    NameStays,
    /// There is no avatar, and the server wants one.
    AvatarMissing,
    /// It is no address of a picture.
    AvatarBad,
    /// It cannot be emptied.
    AvatarStays,
}

impl Draft {
    /// As it is kept over a reload.
    pub fn to_value(&self) -> Value {
        json_fields(vec![
            ("userID", self.user_id.as_str().into()),
            ("nickName", self.name.as_str().into()),
            ("faceURL", self.avatar.as_str().into()),
            ("robot", self.robot.into()),
        ])
    }

    /// What [`Draft::to_value`] has written; whatever is missing is as in an empty form.
    pub fn from_value(value: &Value) -> Self {
        let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let robot = value.get("robot").and_then(Value::as_bool).unwrap_or_default();
        Self { user_id: text("userID"), name: text("nickName"), avatar: text("faceURL"), robot }
    }

    /// What one begins with.
    pub fn of(before: Option<&NotificationAccount>) -> Self {
        match before {
            Some(account) => {
                Self { name: account.nickname.clone(), avatar: account.face_url.clone(), ..Self::default() }
            }
            None => Self::default(),
        }
    }

    /// What keeps it from being sent, in the order of the form. What an existing account has is never found fault with.
    pub fn problems(&self, before: Option<&NotificationAccount>, block: ServerBlock) -> Vec<Problem> {
        let (id, name, avatar) = (self.user_id.trim(), self.name.trim(), self.avatar.trim());
        let old = before.map(|account| (account.nickname.trim(), account.face_url.trim()));
        let mut problems = Vec::new();
        // The server checks nothing here, but later versions and other systems do.
        if before.is_none() && !id.is_empty() && user_id_problem(id, ServerBlock::Main.max(block)).is_some() {
            problems.push(Problem::UserId);
        }
        match old {
            None if name.is_empty() => problems.push(Problem::NameMissing),
            Some((old, _)) if name.is_empty() && !old.is_empty() => problems.push(Problem::NameStays),
            _ => {}
        }
        match old {
            None if avatar.is_empty() && block < ServerBlock::V3_8_3 => problems.push(Problem::AvatarMissing),
            Some((_, old)) if avatar == old => {}
            Some((_, _)) if avatar.is_empty() => problems.push(Problem::AvatarStays),
            _ if !avatar.is_empty() && avatar_source(avatar, None).is_none() => problems.push(Problem::AvatarBad),
            _ => {}
        }
        problems
    }

    /// What is sent to make it. v3.5 makes the ID itself.
    pub fn to_new(&self) -> NewNotificationAccount {
        NewNotificationAccount {
            user_id: UserId::from(self.user_id.trim()),
            nickname: self.name.trim().to_owned(),
            face_url: self.avatar.trim().to_owned(),
            robot: self.robot,
        }
    }

    /// Name and avatar as far as they differ from what is there; empty: stays.
    pub fn changes(&self, before: &NotificationAccount) -> (String, String) {
        let changed =
            |new: &str, old: &str| if new.trim() == old.trim() { String::new() } else { new.trim().to_owned() };
        (changed(&self.name, &before.nickname), changed(&self.avatar, &before.face_url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_reads_back_what_was_written() {
        let list = ListQuery { page: 3, size: 50, keyword: "a & b".to_owned(), ..ListQuery::default() };
        for list in [list, ListQuery::default()] {
            for open in [Open::Nothing, Open::Add, Open::Edit(UserId::from("a/b?c#d e")), Open::Edit("add".into())] {
                assert_eq!(read_rest(&write_rest(&list, &open)), (list.clone(), open));
            }
        }
        assert_eq!(read_rest("/"), (ListQuery::default(), Open::Nothing));
    }

    #[test]
    fn a_new_account_needs_a_name_and_before_3_8_3_an_avatar() {
        let draft = Draft::default();
        assert_eq!(draft.problems(None, ServerBlock::V3_7), [Problem::NameMissing, Problem::AvatarMissing]);
        assert_eq!(draft.problems(None, ServerBlock::V3_8_3), [Problem::NameMissing]);
        let draft = Draft { name: " N ".into(), avatar: "javascript:alert(1)".into(), ..Draft::default() };
        assert_eq!(draft.problems(None, ServerBlock::Main), [Problem::AvatarBad]);
        let draft = Draft { user_id: "not-legal.id".into(), name: "N".into(), ..Draft::default() };
        assert_eq!(draft.problems(None, ServerBlock::Main), [Problem::UserId]);
        assert_eq!(draft.to_new().nickname, "N");
    }
}
