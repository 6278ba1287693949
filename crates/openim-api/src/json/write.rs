//! Writing JSON. By hand, because serde's generic writer is several times as large in the page.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// An object. (The macro `json!` goes through serde's writer, too.)
pub fn fields(pairs: Vec<(&'static str, Value)>) -> Value {
    // One by one: collecting would sort first, and bring a sorting algorithm into the page.
    let mut fields = Map::new();
    for (key, value) in pairs {
        fields.insert(key.to_owned(), value);
    }
    Value::Object(fields)
}

/// The text of a value, without blanks.
pub fn to_text(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value);
    out
}

fn write(out: &mut String, value: &Value) {
    match value {
        Value::Object(fields) => {
            out.push('{');
            for (index, (key, value)) in fields.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_text(out, key);
                out.push(':');
                write(out, value);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(out, item);
            }
            out.push(']');
        }
        plain => write_plain(out, plain),
    }
}

/// A value that holds no others.
pub(crate) fn write_plain(out: &mut String, value: &Value) {
    match value {
        Value::String(text) => write_text(out, text),
        Value::Number(number) => out.push_str(number.as_str()),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        _ => out.push_str("null"),
    }
}

/// A text in quotes.
pub(crate) fn write_text(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\x1f' => {
                // Writing to a text cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_written_reads_back_as_itself() {
        for value in [
            json!(null),
            json!([true, false, [], {}]),
            json!({"a\"\\\n\r\t\u{1}\u{7f}é字🙂": ["\u{0}\u{1f}", "/<>&"]}),
            json!([0, -1, i64::MIN, i64::MAX, u64::MAX]),
            json!([0.5, -0.125, 1.0, 123_456.75, 1e20]),
        ] {
            assert_eq!(serde_json::from_str::<Value>(&to_text(&value)).unwrap(), value);
        }
        assert_eq!(to_text(&json!({"b": 1, "a": "x"})), r#"{"a":"x","b":1}"#);
        assert_eq!(to_text(&fields(vec![("b", 1.into()), ("a", "x".into())])), r#"{"a":"x","b":1}"#);
    }

    #[test]
    fn a_number_keeps_its_value_whatever_its_size() {
        for text in ["1e300", "-2.5E-7", "18446744073709551616", "0.1", "-0"] {
            let value: Value = serde_json::from_str(text).unwrap();
            let written = to_text(&value);
            assert_eq!(written.parse::<f64>(), text.parse::<f64>(), "{text} {written}");
            assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value, "{text}");
        }
    }
}
