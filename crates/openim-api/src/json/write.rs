//! Writing JSON. By hand, because serde's writer brings the printing of floats with it, whose tables alone are ten kilobytes of a page
//! that may have two hundred; no call sends a float, and no server was seen to answer one.

use std::fmt::Write as _;

use serde_json::{Map, Number, Value};

/// An object. (The macro `json!` goes through serde's writer, too.)
pub(crate) fn fields(pairs: Vec<(&'static str, Value)>) -> Value {
    // One by one: collecting would sort first, and bring a sorting algorithm into the page.
    let mut fields = Map::new();
    for (key, value) in pairs {
        fields.insert(key.to_owned(), value);
    }
    Value::Object(fields)
}

/// The text of a value, without blanks.
pub(crate) fn to_text(value: &Value) -> String {
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
        Value::Number(number) => write_number(out, number),
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

/// Whole numbers exactly; of a float six decimals, and an exponent where it is beyond whole numbers.
pub(crate) fn write_number(out: &mut String, number: &Number) {
    let _ = match (number.as_i64(), number.as_u64(), number.as_f64()) {
        (Some(whole), _, _) => write!(out, "{whole}"),
        (_, Some(whole), _) => write!(out, "{whole}"),
        (_, _, Some(float)) => write_float(out, float),
        _ => Ok(()),
    };
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded just before")]
fn write_float(out: &mut String, float: f64) -> std::fmt::Result {
    let (mut size, mut exponent) = (float.abs(), 0);
    while size >= 1e15 {
        size /= 10.0;
        exponent += 1;
    }
    let (mut whole, mut millionths) = (size as u64, (size.fract() * 1e6).round() as u64);
    if millionths >= 1_000_000 {
        (whole, millionths) = (whole + 1, 0);
    }
    let sign = if float < 0.0 { "-" } else { "" };
    let decimals = format!("{millionths:06}");
    let decimals = decimals.trim_end_matches('0');
    write!(out, "{sign}{whole}.{}", if decimals.is_empty() { "0" } else { decimals })?;
    if exponent > 0 { write!(out, "e{exponent}") } else { Ok(()) }
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
    fn any_float_is_written_as_a_number() {
        for float in [1e300, -2.5e300, f64::MIN_POSITIVE, 1e15, 999_999_999_999_999.9, 0.999_999_9, -0.0] {
            let text = to_text(&json!(float));
            let read: f64 = text.parse().unwrap();
            assert!((read - float).abs() <= float.abs() * 1e-9 + 1e-6, "{float} {text}");
        }
    }
}
