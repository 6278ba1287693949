//! What a call was about, read from its masked request: whom, how many, which page.

use openim_api::Platform;
use serde_json::{Map, Value};

use crate::browser::format;
use crate::i18n::operations::OperationsTexts;
use crate::i18n::{count, fill};
use crate::operations::Operation;
use crate::ui::visible;

/// Those who act, and those who have something; then those to whom it is done.
const FIRST: [&str; 6] = ["ownerUserID", "userID", "fromUserID", "sendID", "groupID", "conversationID"];
const SECOND: [&str; 5] = ["toUserID", "friendUserID", "blackUserID", "recvID", "applicantUserID"];
/// Where the fields of the one thing that is changed stand.
const NESTED: [&str; 3] = ["userInfo", "groupInfo", "groupInfoForSet"];
const DAY_SECONDS: i64 = 86_400;

/// In words; empty where there is nothing to say.
pub fn about(call: &Operation, words: &'static OperationsTexts) -> String {
    if call.is_probe() {
        return words.about_version.to_owned();
    }
    let body = &call.record.request_body;
    match serde_json::from_str::<Value>(body) {
        Ok(Value::Object(fields)) => of_fields(&fields, words).join(", "),
        Ok(_) => String::new(),
        Err(_) if body.is_empty() => String::new(),
        // It was too long to be kept whole.
        Err(_) => words.about_large.to_owned(),
    }
}

fn of_fields(fields: &Map<String, Value>, words: &'static OperationsTexts) -> Vec<String> {
    let mut parts: Vec<String> = whom(fields).into_iter().collect();
    for nested in NESTED.iter().filter_map(|key| fields.get(*key)?.as_object()) {
        parts.extend(whom(nested));
    }
    for (key, value) in fields {
        let Some(items) = value.as_array() else { continue };
        let one = items.first().filter(|_| items.len() == 1);
        if let Some(id) = one.and_then(|item| item.as_str().or_else(|| item.get("userID")?.as_str())) {
            parts.push(visible::plain(id));
        } else if key == "users" {
            parts.push(count(words.about_users, items.len()));
        } else if key.ends_with("IDs") {
            parts.push(count(words.about_ids, items.len()));
        }
    }
    if let Some(platform) = integer(fields.get("platformID")).and_then(|id| i32::try_from(id).ok())
        && let Some(name) = Platform::from_id(platform).name()
    {
        parts.push(name.to_owned());
    }
    if let Some(keyword) = fields.get("keyword").and_then(Value::as_str).filter(|keyword| !keyword.is_empty()) {
        parts.push(fill(words.about_keyword, &[("keyword", &visible::plain(keyword))]));
    }
    if let Some(days) = days(fields) {
        parts.push(count(words.about_days, days));
    }
    if let Some(pagination) = fields.get("pagination").and_then(Value::as_object) {
        let number = |key| integer(pagination.get(key)).unwrap_or_default();
        let (page, rows) = (format::number(number("pageNumber")), format::number(number("showNumber")));
        parts.push(fill(words.about_page, &[("page", &page), ("rows", &rows)]));
    }
    if parts.is_empty() && fields.contains_key("token") {
        parts.push(words.about_token.to_owned());
    }
    parts
}

/// `lin`, or `lin → chen`.
fn whom(fields: &Map<String, Value>) -> Option<String> {
    let of = |keys: &[&str]| {
        let ids = keys.iter().filter_map(|key| fields.get(*key)?.as_str());
        ids.filter(|id| !id.is_empty()).map(visible::plain).next()
    };
    match (of(&FIRST), of(&SECOND)) {
        (Some(first), Some(second)) => Some(format!("{first} → {second}")),
        (first, second) => first.or(second),
    }
}

/// From `start` to `end`, which come in seconds or milliseconds.
fn days(fields: &Map<String, Value>) -> Option<usize> {
    let (start, end) = (integer(fields.get("start"))?, integer(fields.get("end"))?);
    let day = if end >= 100_000_000_000 { DAY_SECONDS * 1_000 } else { DAY_SECONDS };
    let span = end.checked_sub(start)?;
    usize::try_from(span.checked_add(day - 1)? / day).ok().filter(|days| *days > 0)
}

fn integer(value: Option<&Value>) -> Option<i64> {
    value?.as_number()?.as_str().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::texts::tests::call;
    use super::*;
    use crate::i18n::{Language, operations};

    fn said(path: &'static str, body: &str) -> String {
        about(&call(path, body), operations::texts(Language::English))
    }

    #[test]
    fn a_call_says_whom_and_how_much_it_is_about() {
        for (body, words) in [
            (r#"{"pagination":{"pageNumber":1,"showNumber":20}}"#, "page 1, 20 rows"),
            (r#"{"keyword":"ann","pagination":{"pageNumber":2,"showNumber":500}}"#, "“ann”, page 2, 500 rows"),
            (r#"{"users":[{"userID":"a"},{"userID":"b"}]}"#, "2 users"),
            (r#"{"users":[{"userID":"a"}]}"#, "a"),
            (r#"{"checkUserIDs":["a","b","c"]}"#, "3 IDs"),
            (r#"{"userIDs":["lin"]}"#, "lin"),
            (r#"{"platformID":2,"userID":"olu"}"#, "olu, Android"),
            (r#"{"userInfo":{"userID":"chen","nickname":"x"}}"#, "chen"),
            (r#"{"ownerUserID":"lin","friendUserIDs":["a","b"]}"#, "lin, 2 IDs"),
            (r#"{"sendID":"lin","recvID":"chen"}"#, "lin → chen"),
            (r#"{"start":0,"end":2591999}"#, "30 days"),
            (r#"{"start":1790000000000,"end":1790000000001}"#, "1 day"),
            (r#"{"token":"•••"}"#, "a token"),
            (r#"{"users":[{"userID":"a"…"#, "a large request"),
            (r#"{"userID":"a\u202eb"}"#, "aU+202Eb"),
            (r#"{"start":-9223372036854775808,"end":9223372036854775807}"#, ""),
            ("[]", ""),
        ] {
            assert_eq!(said("/x", body), words, "{body}");
        }
    }

    #[test]
    fn asking_for_the_version_is_said() {
        let mut probe = call("/auth/get_admin_token", "{}");
        probe.record.carried_token = false;
        assert_eq!(about(&probe, operations::texts(Language::English)), "version check");
    }
}
