//! Taking secrets out of texts that people get to see.
//!
//! Three things are hidden: what stands under a key named `secret` or `token`, everything that looks like a JWT (servers from v3.8.3
//! write the token into `errDlt`), and the very values that a call is known to carry.

use serde_json::Value;

/// Stands where something was hidden.
pub const MASK: &str = "•••";
/// Stands where a text was cut.
pub const CUT: &str = "…";

/// A JWT starts with the base64 of `{"`. Shorter runs are ordinary words.
const JWT_START: &str = "eyJ";
const JWT_MIN_LEN: usize = 12;
/// Below this length a known value is left alone: it would hide every other letter, and protects nothing.
const KNOWN_MIN_LEN: usize = 4;
const HIDDEN_KEYS: [&str; 2] = ["secret", "token"];

/// Hides secrets in a JSON text. What is no JSON is treated as text.
#[must_use]
pub fn mask_json(text: &str) -> String {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => masked_value(&value, &[], usize::MAX),
        Err(_) => mask_text(text),
    }
}

/// Hides JWT shapes anywhere in a text, and quoted values after a quoted `secret` or `token` key, though the JSON around be broken.
#[must_use]
pub fn mask_text(text: &str) -> String {
    mask_quoted(&mask_jwts(text))
}

/// [`mask_text`] that also hides the values in `known`.
pub(crate) fn masked_text(text: &str, known: &[String]) -> String {
    let mut masked = mask_text(text);
    for value in known.iter().filter(|value| value.len() >= KNOWN_MIN_LEN) {
        masked = masked.replace(value.as_str(), MASK);
    }
    masked
}

/// Writes a value as masked JSON of at most about `limit` bytes. Only as much as fits is looked at: answers may have megabytes.
pub(crate) fn masked_value(value: &Value, known: &[String], limit: usize) -> String {
    let mut out = String::new();
    write_value(&mut out, value, known, limit);
    cut(out, limit)
}

/// Masks the start of a text that may be megabytes long.
pub(crate) fn masked_start(text: &str, known: &[String], limit: usize) -> String {
    // Masked first and cut then: a token must not survive because its end is missing.
    cut(masked_text(start(text, limit.saturating_mul(2)), known), limit)
}

/// Shortens a text to at most `limit` bytes and the mark of the cut.
fn cut(mut text: String, limit: usize) -> String {
    if text.len() > limit {
        text.truncate(start(&text, limit).len());
        text.push_str(CUT);
    }
    text
}

fn start(text: &str, limit: usize) -> &str {
    text.get(..text.floor_char_boundary(limit)).unwrap_or(text)
}

fn is_hidden(key: &str) -> bool {
    HIDDEN_KEYS.iter().any(|hidden| key.eq_ignore_ascii_case(hidden))
}

fn write_value(out: &mut String, value: &Value, known: &[String], limit: usize) {
    if out.len() > limit {
        return;
    }
    match value {
        Value::Object(fields) => {
            out.push('{');
            for (index, (key, value)) in fields.iter().enumerate() {
                if out.len() > limit {
                    return;
                }
                if index > 0 {
                    out.push(',');
                }
                write_text(out, key, known, limit);
                out.push(':');
                if is_hidden(key) && !is_blank(value) {
                    write_text(out, MASK, &[], limit);
                } else {
                    write_value(out, value, known, limit);
                }
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if out.len() > limit {
                    return;
                }
                if index > 0 {
                    out.push(',');
                }
                write_value(out, item, known, limit);
            }
            out.push(']');
        }
        Value::String(text) => write_text(out, text, known, limit),
        other => out.push_str(&other.to_string()),
    }
}

/// That nothing was sent is worth seeing.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

fn write_text(out: &mut String, text: &str, known: &[String], limit: usize) {
    let bounded = start(text, limit.saturating_mul(2));
    out.push_str(&Value::String(masked_text(bounded, known)).to_string());
}

fn mask_jwts(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(JWT_START) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let len =
            from.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))).unwrap_or(from.len());
        let (run, after) = from.split_at_checked(len).unwrap_or((from, ""));
        out.push_str(before);
        out.push_str(if len >= JWT_MIN_LEN { MASK } else { run });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Hides `"secret":"value"`, also with the quotes escaped, as JSON inside a JSON text has them, and with the end cut off.
fn mask_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((key_end, value_start)) = find_hidden_value(rest) {
        let (before, value) = rest.split_at_checked(value_start).unwrap_or((rest, ""));
        let quoting =
            before.get(key_end..).map_or(0, |tail| tail.chars().rev().skip(1).take_while(|c| *c == '\\').count());
        let end = closing_quote(value, quoting);
        let (hidden, after) = value.split_at_checked(end).unwrap_or((value, ""));
        out.push_str(before);
        out.push_str(if hidden.is_empty() { "" } else { MASK });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where the key ends and where the first letter of its quoted value stands.
fn find_hidden_value(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|b| *b == b'"').map(|p| p + from) {
        from = at + 1;
        let Some(key) = HIDDEN_KEYS.iter().find(|key| {
            bytes.get(from..from + key.len()).is_some_and(|found| found.eq_ignore_ascii_case(key.as_bytes()))
        }) else {
            continue;
        };
        let key_end = from + key.len();
        let skip = |mut at: usize, what: &[u8]| {
            while bytes.get(at).is_some_and(|b| what.contains(b)) {
                at += 1;
            }
            at
        };
        let at = skip(key_end, b"\\");
        if bytes.get(at) != Some(&b'"') {
            continue;
        }
        let at = skip(at + 1, b" \t\r\n");
        if bytes.get(at) != Some(&b':') {
            continue;
        }
        let at = skip(at + 1, b" \t\r\n\\");
        if bytes.get(at) == Some(&b'"') {
            return Some((key_end, at + 1));
        }
    }
    None
}

/// The end of a quoted value: a quote with exactly `quoting` backslashes before it.
fn closing_quote(value: &str, quoting: usize) -> usize {
    let mut slashes = 0;
    for (at, byte) in value.bytes().enumerate() {
        match byte {
            b'\\' => slashes += 1,
            b'"' if slashes == quoting => return at - slashes,
            _ => slashes = 0,
        }
    }
    value.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const JWT: &str = "eyJhbGciOiJIUzI1NiJ9.eyJVc2VySUQiOiJpbUFkbWluIn0.s1gn-At_ure";

    #[test]
    fn secret_and_token_keys_are_hidden_at_any_depth_and_in_any_case() {
        let text =
            r#"{"Secret":"openIM123","a":[{"token":["x","y"]},{"TOKEN":7}],"userID":"u1","token":"","secret":null}"#;
        assert_eq!(
            mask_json(text),
            r#"{"Secret":"•••","a":[{"token":"•••"},{"TOKEN":"•••"}],"secret":null,"token":"","userID":"u1"}"#
        );
    }

    #[test]
    fn a_jwt_is_hidden_wherever_it_stands() {
        assert_eq!(mask_text(&format!("jwt parse error, token={JWT}: bad")), "jwt parse error, token=•••: bad");
        assert_eq!(mask_json(&format!(r#"{{"errDlt":"x {JWT}"}}"#)), r#"{"errDlt":"x •••"}"#);
        assert_eq!(mask_text("eyJoe likes eyJ"), "eyJoe likes eyJ");
    }

    #[test]
    fn broken_json_hides_its_secret_too() {
        assert_eq!(mask_json(r#"{"secret": "open IM""#), r#"{"secret": "•••""#);
        assert_eq!(mask_json(r#"{"secret":"cut of"#), r#"{"secret":"•••"#);
        assert_eq!(mask_text(r#"body {\"token\":\"abc\",\"x\":\"y\"}"#), r#"body {\"token\":\"•••\",\"x\":\"y\"}"#);
        assert_eq!(mask_text(r#"x{"secret":"a\"b","c":"d""#), r#"x{"secret":"•••","c":"d""#);
        assert_eq!(mask_text("token is expired: really"), "token is expired: really");
    }

    #[test]
    fn known_values_are_hidden_in_every_text() {
        let known = ["openIM123".to_owned(), "abc".to_owned()];
        assert_eq!(masked_text("wrong: openIM123, abc", &known), "wrong: •••, abc");
    }

    #[test]
    fn a_cut_never_uncovers_half_a_token() {
        let text = format!("{}{JWT}", "x".repeat(90));
        for limit in 0..text.len() + 10 {
            assert!(!masked_start(&text, &[], limit).contains("eyJhbG"), "{limit}");
            let value = Value::String(text.clone());
            let masked = masked_value(&value, &[], limit);
            assert!(!masked.contains("eyJhbG") && masked.len() <= limit + CUT.len(), "{limit} {masked}");
        }
    }

    #[test]
    fn a_long_answer_is_cut() {
        let value = Value::Array(vec![Value::from("é".repeat(100)); 1000]);
        let masked = masked_value(&value, &[], 1000);
        assert!(masked.len() <= 1000 + CUT.len() && masked.ends_with(CUT));
    }
}
