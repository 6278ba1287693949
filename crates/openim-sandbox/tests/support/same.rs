//! When two answers count as the same: types and values are equal, but for what a server makes up (times, tokens, IDs), its
//! wording, and the order of the lists that real servers shuffle.

use serde_json::Value;

/// Keys whose value is the server's own; the type counts, and whether there is a value: a text that is empty, a number that is 0
/// and one below are no values.
const MADE_UP: &[&str] = &[
    "token",
    "createTime",
    "latestMsgDestructTime",
    "expireTimeSeconds",
    "serverTime",
    "clientMsgID",
    "serverMsgID",
    "sendTime",
    "modifyTime",
    "joinTime",
    "muteEndTime",
    "notificationUpdateTime",
    "updateTime",
    "groupMemberListHash",
    "latestMsgSendTime",
    "maxSeq",
    "maxSeqTime",
    "minSeq",
    "lastMsg",
    "userUpdateTime",
    "applyTime",
    "reqTime",
    "handleTime",
    "LatestMsgRecvTime",
    "latestMsgRecvTime",
    "version",
    "versionID",
];
/// Lists in an order that changes from call to call.
const SHUFFLED: &[&str] = &["usersInfo", "members", "groupInfos", "conversations"];
/// Wording: branch on the code, never on these.
const WORDING: &[&str] = &["errMsg", "errDlt"];

/// How closely two answers are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Closeness {
    /// Values too.
    Values,
    /// The types of one element of each list alone.
    Shape,
}

/// Every difference, as a sentence that starts with the place.
pub fn differences(expected: &Value, actual: &Value, closeness: Closeness) -> Vec<String> {
    let mut found = Vec::new();
    compare(expected, actual, "body", "", closeness, &mut found);
    found
}

fn compare(expected: &Value, actual: &Value, place: &str, key: &str, closeness: Closeness, found: &mut Vec<String>) {
    if WORDING.contains(&key) || (closeness == Closeness::Shape && (expected.is_null() || actual.is_null())) {
        return;
    }
    match (expected, actual) {
        (Value::Object(wanted), Value::Object(got)) => {
            for (key, value) in wanted {
                match got.get(key) {
                    Some(other) => compare(value, other, &format!("{place}.{key}"), key, closeness, found),
                    None => found.push(format!("{place}.{key}: missing")),
                }
            }
            let extra = got.keys().filter(|key| !wanted.contains_key(*key));
            found.extend(extra.map(|key| format!("{place}.{key}: not in the recorded answer")));
        }
        (Value::Array(wanted), Value::Array(got)) if closeness == Closeness::Shape => {
            if let (Some(first), Some(other)) = (wanted.first(), got.first()) {
                compare(first, other, &format!("{place}[0]"), "", closeness, found);
            }
        }
        (Value::Array(wanted), Value::Array(got)) if wanted.len() != got.len() => {
            found.push(format!("{place}: {} items expected, {} came", wanted.len(), got.len()));
        }
        (Value::Array(wanted), Value::Array(got)) => {
            for (index, (one, other)) in in_order(key, wanted).into_iter().zip(in_order(key, got)).enumerate() {
                compare(one, other, &format!("{place}[{index}]"), "", closeness, found);
            }
        }
        (one, other) if kind(one) != kind(other) => {
            found.push(format!("{place}: {} expected, {} came: {}", kind(one), kind(other), short(other)));
        }
        (one, other) if one != other && closeness == Closeness::Values => {
            let generated = matches!((one.as_str(), other.as_str()), (Some(one), Some(other)) if is_generated(one) && is_generated(other));
            let made_up = MADE_UP.contains(&key) && is_nothing(one) == is_nothing(other);
            if !made_up && !generated && !is_note(key, one, other) {
                found.push(format!("{place}: {} expected, {} came", short(one), short(other)));
            }
        }
        _ => {}
    }
}

/// The items, by ID where the list is one of those that come shuffled.
fn in_order<'a>(key: &str, items: &'a [Value]) -> Vec<&'a Value> {
    let mut sorted: Vec<&Value> = items.iter().collect();
    if SHUFFLED.contains(&key) {
        let id = |item: &Value| {
            let texts = [&item["conversationID"], &item["userID"], &item["groupID"], &item["groupInfo"]["groupID"]];
            texts.iter().find_map(|text| text.as_str().map(str::to_owned))
        };
        sorted.sort_by_key(|item| id(item));
    }
    sorted
}

/// Long numbers, hashes and tokens.
fn is_generated(text: &str) -> bool {
    (text.len() >= 9 && text.bytes().all(|byte| byte.is_ascii_digit()))
        || (text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')))
        || text.starts_with("eyJ")
}

/// Empty, 0, or a time before all times.
fn is_nothing(value: &Value) -> bool {
    value.as_str().is_some_and(str::is_empty) || value.as_i64().is_some_and(|number| number <= 0)
}

/// What a server says of itself as a message, with times and versions in it.
fn is_note(key: &str, one: &Value, other: &Value) -> bool {
    let says = |value: &Value| value.as_str().is_some_and(|text| text.starts_with("{\"detail\":"));
    key == "content" && says(one) && says(other)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(80).collect()
}
