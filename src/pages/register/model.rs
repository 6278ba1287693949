//! The draft of a user: what this server will refuse, said before it is asked, and where its refusals belong.

use openim_api::rules::{self, TextProblem, UserIdProblem};
use openim_api::{AccountStatus, ApiError, ErrorClass, ErrorKind, NewUser, ServerBlock, UserId, json_fields};
use serde_json::Value;

use crate::i18n::fill;
use crate::i18n::register::RegisterTexts;
use crate::ui::{avatar_source, visible};

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// userID.
    pub user_id: String,
    /// nickname.
    pub nickname: String,
    /// faceURL.
    pub face_url: String,
    /// ex.
    pub ex: String,
    /// appMangerLevel.
    pub level: i32,
    /// globalRecvMsgOpt.
    pub receive: i32,
}

/// The controls a message may stand under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldName {
    /// userID.
    UserId,
    /// nickname.
    Nickname,
    /// faceURL.
    FaceUrl,
    /// ex.
    Ex,
    /// The secret of old servers.
    Secret,
}

/// What is known about the ID on the server.
#[derive(Clone, Debug, PartialEq)]
pub enum Availability {
    /// Not asked yet, or the ID has changed since.
    Unknown,
    /// Being asked.
    Asking,
    /// The answer.
    Known(AccountStatus),
}

impl Draft {
    /// As it is kept over a reload.
    pub fn to_value(&self) -> Value {
        json_fields(vec![
            ("userID", self.user_id.as_str().into()),
            ("nickname", self.nickname.as_str().into()),
            ("faceURL", self.face_url.as_str().into()),
            ("ex", self.ex.as_str().into()),
            ("appMangerLevel", self.level.into()),
            ("globalRecvMsgOpt", self.receive.into()),
        ])
    }

    /// What [`Draft::to_value`] has written; whatever is missing is as in an empty form.
    pub fn from_value(value: &Value) -> Self {
        let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let number = |key: &str| value.get(key).and_then(Value::as_i64).and_then(|number| number.try_into().ok());
        Self {
            user_id: text("userID"),
            nickname: text("nickname"),
            face_url: text("faceURL"),
            ex: text("ex"),
            level: number("appMangerLevel").unwrap_or(1),
            receive: number("globalRecvMsgOpt").unwrap_or_default(),
        }
    }

    /// Is anything typed?
    pub fn is_typed(&self) -> bool {
        [&self.user_id, &self.nickname, &self.face_url, &self.ex].iter().any(|text| !text.trim().is_empty())
    }

    /// What is sent: spaces around ID and nickname are slips of the keyboard and are dropped.
    pub fn to_user(&self) -> NewUser {
        NewUser {
            user_id: UserId::from(self.user_id.trim()),
            nickname: self.nickname.trim().to_owned(),
            face_url: self.face_url.trim().to_owned(),
            ex: self.ex.clone(),
            app_manger_level: self.level,
            global_recv_msg_opt: self.receive,
        }
    }

    /// What keeps it from being sent, field by field, in the order of the form.
    pub fn problems(&self, block: ServerBlock, words: &'static RegisterTexts) -> Vec<(FieldName, String)> {
        let user = self.to_user();
        let mut problems = Vec::new();
        if let Some(problem) = rules::user_id_problem(user.user_id.as_str(), block) {
            problems.push((FieldName::UserId, user_id_words(&problem, words)));
        }
        // v3.4 takes an empty nickname, but such a user has no name in any app.
        if user.nickname.is_empty() {
            problems.push((FieldName::Nickname, words.nickname_empty.to_owned()));
        } else if let Some(problem) = rules::nickname_problem(&user.nickname, block) {
            problems.push((FieldName::Nickname, text_words(&problem, words)));
        }
        if !user.face_url.is_empty() && avatar_source(&user.face_url, None).is_none() {
            problems.push((FieldName::FaceUrl, words.avatar_no_web_address.to_owned()));
        } else if let Some(problem) = rules::face_url_problem(&user.face_url, block) {
            problems.push((FieldName::FaceUrl, text_words(&problem, words)));
        }
        if let Some(problem) = rules::ex_problem(&user.ex, block) {
            problems.push((FieldName::Ex, text_words(&problem, words)));
        }
        problems
    }

    /// A word of caution about the ID: newer servers would refuse it.
    pub fn user_id_hint(&self, block: ServerBlock, words: &'static RegisterTexts) -> Option<String> {
        let problem = rules::user_id_hint(self.user_id.trim(), block)?;
        Some(fill(words.id_hint_newer, &[("problem", &user_id_words(&problem, words))]))
    }

    /// A word about `ex`: meant as JSON, but none.
    pub fn ex_hint(&self, words: &'static RegisterTexts) -> Option<&'static str> {
        let text = self.ex.trim();
        let means_json = text.starts_with(['{', '[']);
        (means_json && serde_json::from_str::<serde::de::IgnoredAny>(text).is_err()).then_some(words.ex_no_json)
    }
}

fn user_id_words(problem: &UserIdProblem, words: &'static RegisterTexts) -> String {
    match problem {
        UserIdProblem::Empty => words.id_empty.to_owned(),
        UserIdProblem::Colon => words.id_colon.to_owned(),
        UserIdProblem::Character(character) => {
            let shown = visible::plain(&character.to_string());
            let shown = if character.is_whitespace() { visible::mark(*character) } else { shown };
            fill(words.id_character, &[("character", &shown)])
        }
        UserIdProblem::TooLong { limit } => fill(words.text_too_long, &[("limit", &limit.to_string())]),
    }
}

fn text_words(problem: &TextProblem, words: &'static RegisterTexts) -> String {
    match problem {
        TextProblem::Empty => words.nickname_empty.to_owned(),
        TextProblem::TooLong { limit } => fill(words.text_too_long, &[("limit", &limit.to_string())]),
    }
}

/// Is this ID one that the server cannot have registered?
pub fn refusal_field(error: &ApiError) -> Option<FieldName> {
    let ErrorKind::Refused { class, detail, .. } = &error.kind else {
        return matches!(error.kind, ErrorKind::SecretNeeded).then_some(FieldName::Secret);
    };
    let detail = detail.text().to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| detail.contains(word));
    match class {
        ErrorClass::AlreadyRegistered | ErrorClass::AlreadyThere => Some(FieldName::UserId),
        ErrorClass::BadArgument if says(&["user name", "nickname"]) => Some(FieldName::Nickname),
        ErrorClass::BadArgument if says(&["userid", "user id"]) => Some(FieldName::UserId),
        // v3.4 names the column of its data base.
        _ if says(&["too long"]) && says(&["face_url"]) => Some(FieldName::FaceUrl),
        _ if says(&["too long"]) && says(&["user_id"]) => Some(FieldName::UserId),
        _ if says(&["too long"]) && says(&["'ex'"]) => Some(FieldName::Ex),
        _ if says(&["too long"]) && says(&["name"]) => Some(FieldName::Nickname),
        ErrorClass::NoPermission => Some(FieldName::Secret),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, register};
    use openim_api::ServerBlock::{Main, V3_4, V3_7};

    fn draft(id: &str) -> Draft {
        Draft { user_id: id.to_owned(), nickname: "Ann".to_owned(), ..Draft::default() }
    }

    fn fields(draft: &Draft, block: ServerBlock) -> Vec<FieldName> {
        draft.problems(block, register::texts(Language::English)).into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn each_server_has_its_own_rule_for_ids() {
        assert_eq!(fields(&draft("li.na@campus"), Main), [FieldName::UserId]);
        assert_eq!(fields(&draft("li.na@campus"), V3_7), []);
        assert_eq!(fields(&draft("a:b"), V3_7), [FieldName::UserId]);
        assert_eq!(fields(&draft("林_小雨1"), Main), []);
        assert_eq!(fields(&draft(&"x".repeat(65)), V3_4), [FieldName::UserId]);
    }

    #[test]
    fn an_id_that_newer_servers_refuse_gets_a_hint_on_old_ones() {
        let words = register::texts(Language::English);
        assert!(draft("li.na@campus").user_id_hint(V3_7, words).is_some());
        assert_eq!(draft("lina").user_id_hint(V3_7, words), None);
    }

    #[test]
    fn a_draft_is_read_as_it_was_kept_and_anything_else_as_an_empty_form() {
        let draft = Draft { user_id: "a".into(), ex: "{}".into(), level: 2, receive: 1, ..Draft::default() };
        assert_eq!(Draft::from_value(&draft.to_value()), draft);
        assert!(draft.is_typed());
        let empty = Draft::from_value(&serde_json::json!(["x", 7]));
        assert_eq!(empty, Draft { level: 1, ..Draft::default() });
        assert!(!empty.is_typed());
    }

    #[test]
    fn an_avatar_must_be_a_web_address() {
        for bad in ["javascript:alert(1)", "cdn.example.cn/a.png", "data:image/png;base64,AA"] {
            let draft = Draft { face_url: bad.to_owned(), ..draft("a") };
            assert_eq!(fields(&draft, Main), [FieldName::FaceUrl], "{bad}");
        }
    }

    #[test]
    fn broken_json_in_ex_is_said_and_not_forbidden() {
        let words = register::texts(Language::English);
        let draft = Draft { ex: "{\"a\":".to_owned(), ..draft("a") };
        assert_eq!(draft.ex_hint(words), Some(words.ex_no_json));
        assert_eq!(fields(&draft, Main), []);
        assert_eq!(Draft { ex: "plain".to_owned(), ..draft }.ex_hint(words), None);
    }
}
