//! Reading answers leniently: what is absent is empty, a number may come as a text, an unknown field is nobody's business.
//!
//! Values are read by hand and not by derived code: it is smaller in the page, and one place decides what is forgiven.

mod write;

use serde_json::Value;

pub use self::write::{fields, to_text};
pub(crate) use self::write::{write_plain, write_text};

use crate::ids::{GroupId, UserId};
use crate::mask;

/// Of what stood in the way.
pub(crate) const MAX_EXCERPT_BYTES: usize = 60;

/// An answer that is not what the call answers.
#[derive(PartialEq, Debug)]
pub(crate) struct Mismatch {
    /// From the envelope on: `data.users[3].userID`.
    pub json_path: String,
    /// The start of what stood there. What its call knows to be secret is still in it.
    pub found: String,
}

impl Mismatch {
    pub fn new(json_path: impl Into<String>, found: &Value) -> Self {
        let mut found = mask::masked_value(found, &[], 2 * MAX_EXCERPT_BYTES);
        // Where a text really ends, the beginning of a known value is recognised.
        found.truncate(found.strip_suffix(mask::CUT).unwrap_or(&found).len());
        Self { json_path: json_path.into(), found }
    }

    /// Puts `outer` in front of the path.
    pub fn within(self, outer: &str) -> Self {
        let dot = if self.json_path.is_empty() || self.json_path.starts_with('[') { "" } else { "." };
        Self { json_path: format!("{outer}{dot}{}", self.json_path), ..self }
    }
}

pub(crate) type Read<T> = Result<T, Mismatch>;

/// A text, empty where there is none.
pub(crate) fn text(object: &Value, key: &str) -> String {
    object.get(key).map_or_else(String::new, as_text)
}

pub(crate) fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        number @ Value::Number(_) => to_text(number),
        _ => String::new(),
    }
}

/// A text without which the rest is worth nothing.
pub(crate) fn required_text(object: &Value, key: &str) -> Read<String> {
    let text = text(object, key);
    if text.is_empty() { Err(Mismatch::new(key, object.get(key).unwrap_or(&Value::Null))) } else { Ok(text) }
}

/// The `userID` of a row. It may be empty, because anything can be asked for (seen on v3.4, v3.7), but it has to be there.
pub(crate) fn user_id(row: &Value) -> Read<UserId> {
    match row.get("userID") {
        Some(Value::String(_) | Value::Number(_)) => Ok(text(row, "userID").into()),
        other => Err(Mismatch::new("userID", other.unwrap_or(&Value::Null))),
    }
}

/// The `groupID` of a row.
pub(crate) fn group_id(row: &Value) -> Read<GroupId> {
    match row.get("groupID") {
        Some(Value::String(_) | Value::Number(_)) => Ok(text(row, "groupID").into()),
        other => Err(Mismatch::new("groupID", other.unwrap_or(&Value::Null))),
    }
}

/// A whole number, also where it comes as a float or in quotes.
pub(crate) fn integer(object: &Value, key: &str) -> Option<i64> {
    object.get(key).and_then(as_integer)
}

/// A whole number that fits 32 bits; 0 where there is none.
pub(crate) fn small_integer(object: &Value, key: &str) -> i32 {
    integer(object, key).and_then(|number| i32::try_from(number).ok()).unwrap_or(0)
}

/// A time in milliseconds since 1970. Some come as seconds, and "never" comes as 0 or as the year 1.
pub(crate) fn time(object: &Value, key: &str) -> Option<i64> {
    match integer(object, key)? {
        ..=0 => None,
        seconds @ 1..100_000_000_000 => Some(seconds.saturating_mul(1000)),
        millis => Some(millis),
    }
}

pub(crate) fn as_integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => whole(number.as_str()),
        Value::String(text) => whole(text.trim()),
        _ => None,
    }
}

/// The whole part of a decimal number, with or without an exponent; what is beyond an i64 ends at its limit.
fn whole(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let size = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    if whole.is_empty() || size.is_empty() || !(is_digits(whole) && is_digits(fraction) && is_digits(size)) {
        return None;
    }
    // Where the point stands among the digits; an exponent beyond all numbers is as good as a large one.
    let size = size.parse::<i64>().unwrap_or(i64::MAX).min(1 << 32);
    let shift = if exponent.starts_with('-') { -size } else { size };
    let point = i64::try_from(whole.len()).unwrap_or(i64::MAX).saturating_add(shift);
    let mut digits = whole.bytes().chain(fraction.bytes());
    let mut number = 0_i64;
    for _ in 0..point.max(0) {
        let next = digits.next();
        if next.is_none() && (number == 0 || number == i64::MAX) {
            break;
        }
        number = number.saturating_mul(10).saturating_add(i64::from(next.unwrap_or(b'0') - b'0'));
    }
    Some(match (negative, number) {
        (true, i64::MAX) => i64::MIN,
        (true, number) => -number,
        (false, number) => number,
    })
}

/// Whether a field is true; false where it is anything else.
pub(crate) fn flag(object: &Value, key: &str) -> bool {
    object.get(key).and_then(Value::as_bool).unwrap_or(false)
}

/// Reads each item of a list. Null or absent is an empty list, and so is a null item no item (seen on all versions).
pub(crate) fn list<T>(object: &Value, key: &str, read: impl Fn(&Value) -> Read<T>) -> Read<Vec<T>> {
    match object.get(key) {
        None => Ok(Vec::new()),
        Some(items) => rows(items, read).map_err(|mismatch| mismatch.within(key)),
    }
}

/// `data` of a call that answers a list.
pub(crate) fn rows<T>(items: &Value, read: impl Fn(&Value) -> Read<T>) -> Read<Vec<T>> {
    match items {
        Value::Null => Ok(Vec::new()),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .filter(|(_, item)| !item.is_null())
            .map(|(index, item)| read(item).map_err(|mismatch| mismatch.within(&format!("[{index}]"))))
            .collect(),
        other => Err(Mismatch::new("", other)),
    }
}

/// Reads each field of an object whose keys are data. Null or absent is none.
pub(crate) fn entries<T>(object: &Value, key: &str, read: impl Fn(&str, &Value) -> Read<T>) -> Read<Vec<T>> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Object(fields)) => {
            fields.iter().map(|(name, value)| read(name, value).map_err(|mismatch| mismatch.within(key))).collect()
        }
        Some(other) => Err(Mismatch::new(key, other)),
    }
}

/// A list of texts, such as IDs; what is none is left out.
pub(crate) fn texts(object: &Value, key: &str) -> Read<Vec<String>> {
    let all = list(object, key, |item| Ok(as_text(item)))?;
    Ok(all.into_iter().filter(|text| !text.is_empty()).collect())
}

/// A whole number of up to 64 bits without a sign; 0 where there is none.
pub(crate) fn unsigned(object: &Value, key: &str) -> u64 {
    match object.get(key) {
        Some(Value::Number(number)) => number.as_str().parse().unwrap_or(0),
        _ => 0,
    }
}

/// `data` of a call that answers an object. Null or absent is one without fields.
pub(crate) fn object(data: &Value) -> Read<&Value> {
    if data.is_object() || data.is_null() { Ok(data) } else { Err(Mismatch::new("", data)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_are_read_however_they_come() {
        for (value, read) in [
            (json!(7), Some(7)),
            (json!(7.9), Some(7)),
            (json!("7"), Some(7)),
            (json!(" 1.7e12 "), Some(1_700_000_000_000)),
            (json!(u64::MAX), Some(i64::MAX)),
            (json!(-1e300), Some(i64::MIN)),
            (json!("-9223372036854775808"), Some(i64::MIN)),
            (json!("1e9999999999999999999999"), Some(i64::MAX)),
            (json!("0e9999999999999999999999"), Some(0)),
            (json!("12.5e-1"), Some(1)),
            (json!("12.5E+1"), Some(125)),
            (json!("1e-99999"), Some(0)),
            (json!("1.2.3"), None),
            (json!("1e"), None),
            (json!(".5"), None),
            (json!("-"), None),
            (json!("NaN"), None),
            (json!("inf"), None),
            (json!("seven"), None),
            (json!(null), None),
            (json!(true), None),
        ] {
            assert_eq!(as_integer(&value), read, "{value}");
        }
        assert_eq!(small_integer(&json!({"n": 1e10}), "n"), 0);
    }

    #[test]
    fn a_time_that_is_none_is_none() {
        for (value, read) in [
            (json!(1_767_000_000_000_i64), Some(1_767_000_000_000)),
            (json!(1_767_000_000), Some(1_767_000_000_000)),
            (json!(0), None),
            (json!(-62_135_596_800_000_i64), None),
            (json!(null), None),
        ] {
            assert_eq!(time(&json!({"at": value}), "at"), read, "{value}");
        }
    }

    #[test]
    fn a_mismatch_tells_where_it_is() {
        let answer = json!({"users": [{"userID": "a"}, null, {"userID": {"token": "x"}}]});
        let read = list(&answer, "users", |user| required_text(user, "userID"));
        let mismatch = read.unwrap_err().within("data");
        assert_eq!(mismatch.json_path, "data.users[2].userID");
        assert_eq!(mismatch.found, r#"{"token":"•••"}"#);
        assert_eq!(list(&json!({"users": "x"}), "users", |_| Ok(())).unwrap_err().json_path, "users");
        assert_eq!(object(&json!([1])).unwrap_err().within("data").json_path, "data");
    }

    #[test]
    fn absent_and_null_lists_are_empty() {
        assert_eq!(list(&json!({}), "x", |_| Ok(())), Ok(vec![]));
        assert_eq!(list(&json!({"x": null}), "x", |_| Ok(())), Ok(vec![]));
    }
}
