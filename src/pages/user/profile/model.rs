//! What is typed, what keeps it from being saved, and what it would change.

use openim_api::rules::{self, TextProblem};
use openim_api::{Feature, ServerBlock, User, UserChange, json_fields};
use serde_json::Value;

use crate::i18n::fill;
use crate::i18n::user::UserTexts;
use crate::ui::avatar_source;

/// More of `ex` than this is not edited here, in characters: a text field would freeze.
pub const MOST_OF_EX: usize = 20_000;

/// What is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// nickname.
    pub nickname: String,
    /// faceURL.
    pub face_url: String,
    /// ex.
    pub ex: String,
    /// globalRecvMsgOpt.
    pub receive: i32,
}

/// What can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldName {
    /// nickname.
    Nickname,
    /// globalRecvMsgOpt.
    Receive,
    /// faceURL.
    FaceUrl,
    /// ex.
    Ex,
}

impl Draft {
    /// As the account is.
    pub fn of(user: &User) -> Self {
        Self {
            nickname: user.nickname.clone(),
            face_url: user.face_url.clone(),
            ex: user.ex.clone(),
            receive: user.global_recv_msg_opt,
        }
    }

    /// As it is kept over a reload.
    pub fn to_value(&self) -> Value {
        json_fields(vec![
            ("nickname", self.nickname.as_str().into()),
            ("faceURL", self.face_url.as_str().into()),
            ("ex", self.ex.as_str().into()),
            ("globalRecvMsgOpt", self.receive.into()),
        ])
    }

    /// What [`Draft::to_value`] has written of this account.
    pub fn from_value(value: &Value) -> Option<Self> {
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            nickname: text("nickname")?,
            face_url: text("faceURL")?,
            ex: text("ex")?,
            receive: value.get("globalRecvMsgOpt")?.as_i64()?.try_into().ok()?,
        })
    }

    /// The account as it would be. Spaces around what was typed are slips of the keyboard; what was there before stays as it is.
    pub fn applied(&self, base: &User) -> User {
        let text = |typed: &str, before: &str| if typed == before { before } else { typed.trim() }.to_owned();
        User {
            nickname: text(&self.nickname, &base.nickname),
            face_url: text(&self.face_url, &base.face_url),
            ex: self.ex.clone(),
            global_recv_msg_opt: self.receive,
            ..base.clone()
        }
    }

    /// What would be sent.
    pub fn change(&self, base: &User) -> UserChange {
        UserChange::between(base, &self.applied(base))
    }

    /// What keeps it from being saved. What was not touched is not judged: a server may hold anything.
    pub fn problems(&self, base: &User, block: ServerBlock, words: &'static UserTexts) -> Vec<(FieldName, String)> {
        let change = self.change(base);
        let mut problems = Vec::new();
        let too_long = |problem: TextProblem| match problem {
            TextProblem::Empty => words.nickname_empty.to_owned(),
            TextProblem::TooLong { limit } => fill(words.too_long, &[("limit", &limit.to_string())]),
        };
        let cannot_clear = || fill(words.cannot_clear, &[("version", block.label())]);
        let can_clear = Feature::CLEAR_USER_TEXTS.on(block).is_ok();
        match change.nickname.as_deref() {
            // v3.4 and others take it, but such a user has no name in any app.
            Some("") => problems.push((FieldName::Nickname, words.nickname_empty.to_owned())),
            Some(text) => {
                problems
                    .extend(rules::nickname_problem(text, block).map(|found| (FieldName::Nickname, too_long(found))));
            }
            None => {}
        }
        match change.face_url.as_deref() {
            Some("") if !can_clear => problems.push((FieldName::FaceUrl, cannot_clear())),
            Some("") | None => {}
            Some(text) if avatar_source(text, None).is_none() => {
                problems.push((FieldName::FaceUrl, words.avatar_no_web_address.to_owned()));
            }
            Some(text) => {
                problems
                    .extend(rules::face_url_problem(text, block).map(|found| (FieldName::FaceUrl, too_long(found))));
            }
        }
        match change.ex.as_deref() {
            Some("") if !can_clear => problems.push((FieldName::Ex, cannot_clear())),
            Some(text) => problems.extend(rules::ex_problem(text, block).map(|found| (FieldName::Ex, too_long(found)))),
            None => {}
        }
        problems
    }

    /// A word about `ex`: meant as JSON, but none.
    pub fn ex_is_broken_json(&self) -> bool {
        let text = self.ex.trim();
        text.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_err()
    }
}

/// Could this change be taken back on such a server? One that cannot empty texts would say yes and keep them.
pub fn can_be_undone(before: &User, after: &User, block: ServerBlock) -> bool {
    let back = UserChange::between(after, before);
    let empties = [&back.nickname, &back.face_url, &back.ex].into_iter().any(|text| text.as_deref() == Some(""));
    !empties || Feature::CLEAR_USER_TEXTS.on(block).is_ok()
}

/// The account with this change.
pub fn changed(user: &User, change: &UserChange) -> User {
    let text = |new: &Option<String>, old: &str| new.clone().unwrap_or_else(|| old.to_owned());
    User {
        nickname: text(&change.nickname, &user.nickname),
        face_url: text(&change.face_url, &user.face_url),
        ex: text(&change.ex, &user.ex),
        global_recv_msg_opt: change.global_recv_msg_opt.unwrap_or(user.global_recv_msg_opt),
        ..user.clone()
    }
}

/// What of `change` somebody else has changed as well, given the account as it was and as it is.
pub fn clashes(change: &UserChange, base: &User, now: &User) -> Vec<FieldName> {
    let theirs = UserChange::between(base, now);
    let mut clashes = Vec::new();
    let both = [
        (FieldName::Nickname, change.nickname.is_some() && theirs.nickname.is_some()),
        (FieldName::Receive, change.global_recv_msg_opt.is_some() && theirs.global_recv_msg_opt.is_some()),
        (FieldName::FaceUrl, change.face_url.is_some() && theirs.face_url.is_some()),
        (FieldName::Ex, change.ex.is_some() && theirs.ex.is_some()),
    ];
    clashes.extend(both.into_iter().filter(|(_, clash)| *clash).map(|(field, _)| field));
    clashes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, user};

    fn ann() -> User {
        User {
            user_id: "ann".into(),
            nickname: " Ann".to_owned(),
            face_url: "javascript:alert(1)".to_owned(),
            ex: "x".to_owned(),
            app_manger_level: 1,
            ..User::default()
        }
    }

    fn problems(draft: &Draft, block: ServerBlock) -> Vec<FieldName> {
        draft.problems(&ann(), block, user::texts(Language::English)).into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn what_was_not_touched_is_neither_sent_nor_judged() {
        let draft = Draft::of(&ann());
        assert!(draft.change(&ann()).is_empty());
        assert_eq!(problems(&draft, ServerBlock::Main), []);
        let draft = Draft { receive: 2, ..draft };
        let change = UserChange { global_recv_msg_opt: Some(2), ..UserChange::default() };
        assert_eq!(draft.change(&ann()), change);
    }

    #[test]
    fn what_this_server_would_refuse_or_silently_keep_is_said_before() {
        let empty = Draft { nickname: "  ".to_owned(), face_url: String::new(), ex: String::new(), receive: 0 };
        assert_eq!(problems(&empty, ServerBlock::Main), [FieldName::Nickname]);
        assert_eq!(problems(&empty, ServerBlock::V3_4), [FieldName::Nickname, FieldName::FaceUrl, FieldName::Ex]);
        let draft = Draft { face_url: "data:x".to_owned(), nickname: "n".repeat(256), ..Draft::of(&ann()) };
        assert_eq!(problems(&draft, ServerBlock::V3_4), [FieldName::Nickname, FieldName::FaceUrl]);
        assert_eq!(problems(&draft, ServerBlock::Main), [FieldName::FaceUrl]);
    }

    #[test]
    fn a_change_is_undone_only_where_the_server_can() {
        let before = User { face_url: String::new(), ..ann() };
        assert!(can_be_undone(&before, &ann(), ServerBlock::V3_5));
        assert!(!can_be_undone(&before, &ann(), ServerBlock::V3_4));
        assert!(can_be_undone(&ann(), &before, ServerBlock::V3_4));
    }

    #[test]
    fn only_fields_that_both_changed_clash() {
        let mine = UserChange { nickname: Some("B".into()), ex: Some("y".into()), ..UserChange::default() };
        let now = User { nickname: "C".to_owned(), face_url: String::new(), ..ann() };
        assert_eq!(clashes(&mine, &ann(), &now), [FieldName::Nickname]);
        assert_eq!(clashes(&mine, &ann(), &ann()), []);
        assert_eq!(changed(&now, &mine).nickname, "B");
        assert_eq!(changed(&now, &mine).face_url, "");
    }
}
