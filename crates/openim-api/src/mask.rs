//! Taking secrets out of texts that people get to see.
//!
//! Three things are hidden: what stands under a key whose name ends in `secret`, `token` or `password`, everything that looks like a JWT
//! (servers from v3.8.3 write the token into `errDlt`), and the very values that a call is known to carry. Texts that hold JSON are
//! looked into.

mod text;

use serde_json::Value;

use crate::json;

pub use self::text::mask_text;
pub(crate) use self::text::masked_text;

/// Stands where something was hidden.
pub const MASK: &str = "•••";
/// Stands where a text was cut.
pub const CUT: &str = "…";

const HIDDEN_ENDS: [&str; 3] = ["secret", "token", "password"];

/// Hides secrets in a JSON text, and writes it anew without blanks. What is no JSON is treated as text.
#[must_use]
pub fn mask_json(text: &str) -> String {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => masked_value(&value, &[], usize::MAX),
        Err(_) => mask_text(text),
    }
}

/// Writes a value as masked JSON of at most about `limit` bytes. Only as much as fits is looked at: answers may have megabytes.
pub(crate) fn masked_value(value: &Value, known: &[String], limit: usize) -> String {
    let mut out = String::new();
    write_value(&mut out, value, known, limit);
    cut(out, limit)
}

/// Masks the start of a text that may be megabytes long.
pub(crate) fn masked_start(text: &str, known: &[String], limit: usize) -> String {
    cut(masked_text(bounded(text, limit), known), limit)
}

/// Twice what will be shown: masking comes first and cutting then, so that no token survives because its end is missing.
fn bounded(text: &str, limit: usize) -> &str {
    start(text, limit.saturating_mul(2))
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

/// `secret`, `adminToken`, `access_tokens`, `PASSWORD`; not `tokenPolicy`.
fn is_hidden(key: &str) -> bool {
    let key = key.strip_suffix(['s', 'S']).unwrap_or(key).as_bytes();
    HIDDEN_ENDS.iter().any(|end| {
        let from = key.len().checked_sub(end.len());
        from.and_then(|from| key.get(from..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end.as_bytes()))
    })
}

/// The texts under keys that are hidden, at any depth.
pub(crate) fn gather_hidden(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(text) if is_hidden(key) && !text.is_empty() => texts.push(text.clone()),
                    _ => gather_hidden(value, texts),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather_hidden(item, texts)),
        _ => {}
    }
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
        plain => json::write_plain(out, plain),
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
    let kept = bounded(text, limit);
    let masked = inner_json(kept, known).unwrap_or_else(|| masked_text(kept, known));
    json::write_text(out, &masked);
}

/// A text that is JSON itself, where there is something to hide in it. Each level is shorter than the one around it.
fn inner_json(text: &str, known: &[String]) -> Option<String> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let value = serde_json::from_str::<Value>(text).ok()?;
    let masked = masked_value(&value, known, usize::MAX);
    let plain = json::to_text(&value);
    (masked != plain).then_some(masked)
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
    fn names_are_hidden_by_their_end() {
        for key in ["secret", "SECRET", "adminToken", "access_token", "tokens", "userPasswords", "x-token"] {
            assert_eq!(mask_json(&format!(r#"{{"{key}":"abc"}}"#)), format!(r#"{{"{key}":"•••"}}"#));
        }
        let plain = r#"{"expireTimeSeconds":1,"secretary":"a","token policy":"b","tokenPolicy":"c"}"#;
        assert_eq!(mask_json(plain), plain);
    }

    #[test]
    fn json_inside_a_text_is_looked_into() {
        let inner = r#"{"a":[{"toke\u006e":"abc"}],"n":1}"#;
        let masked = r#"{"a":[{"token":"•••"}],"n":1}"#;
        let outer = |text: &str| serde_json::json!({"ex": text}).to_string();
        assert_eq!(mask_json(&outer(inner)), outer(masked));
        assert_eq!(mask_json(&outer(&outer(inner))), outer(&outer(masked)));
        // What hides nothing stays as it was written.
        assert_eq!(mask_json(&outer("{ \"n\" : 1 }")), outer("{ \"n\" : 1 }"));
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
    fn a_cut_never_leaves_the_beginning_of_a_known_value() {
        let known = ["opaque-token-of-somebody".to_owned()];
        // Masking makes the text so much shorter that what stood at the cut comes into view.
        for padding in 0..40 {
            let text = format!("{} {}opaque-token-of-somebody", format!("{JWT} ").repeat(3), "x".repeat(padding));
            for limit in 0..text.len() {
                let shown = masked_start(&text, &known, limit);
                assert!(!shown.contains("opaque"), "{limit} {shown}");
            }
        }
    }

    #[test]
    fn a_long_answer_is_cut() {
        let value = Value::Array(vec![Value::from("é".repeat(100)); 1000]);
        let masked = masked_value(&value, &[], 1000);
        assert!(masked.len() <= 1000 + CUT.len() && masked.ends_with(CUT));
    }
}
