//! Texts that are no JSON, or no longer: free words, broken bodies, dumps of requests in somebody else's notation.

use super::{HIDDEN_ENDS, MASK};

/// A JWT starts with the base64 of `{"`. Shorter runs are ordinary words.
const JWT_START: &str = "eyJ";
const JWT_MIN_LEN: usize = 12;
/// Below this length a known value is left alone: it would hide every other letter, and protects nothing.
const KNOWN_MIN_LEN: usize = 4;
/// A beginning of a known value that is shorter than this is an ordinary word at the end of a text.
const CUT_MIN_LEN: usize = 6;

/// Hides JWT shapes anywhere in a text, and the values after a name that ends in `secret`, `token` or `password`, in whatever notation:
/// `"token":"x"`, `\"token\":\"x\"` (JSON inside a text), `token=x`, `secret:"x"`. A colon and a blank after a bare name are prose:
/// "header must have token: 1001 ArgsError" stays.
#[must_use]
pub fn mask_text(text: &str) -> String {
    masked_text(text, &[])
}

/// [`mask_text`] that first hides the values in `known`.
pub(crate) fn masked_text(text: &str, known: &[String]) -> String {
    let mut masked = without_ascii_escapes(text);
    for value in known.iter().filter(|value| value.len() >= KNOWN_MIN_LEN) {
        masked = without_known(&masked, value);
    }
    mask_named(&mask_jwts(&masked))
}

/// Hides a value, also in JSON inside JSON that nobody can parse any more (each level puts more backslashes before quotes and
/// backslashes), and also its beginning where the text ends in the middle of it.
fn without_known(text: &str, value: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if let Some(after) = after_known(rest, value) {
            out.push_str(MASK);
            rest = after;
        } else {
            out.push(next);
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

fn after_known<'a>(text: &'a str, value: &str) -> Option<&'a str> {
    let mut rest = text;
    for (len, expected) in value.chars().filter(|c| *c != '\\').enumerate() {
        rest = rest.trim_start_matches('\\');
        if rest.is_empty() && len >= CUT_MIN_LEN {
            return Some(rest);
        }
        rest = rest.strip_prefix(expected)?;
    }
    Some(rest)
}

/// Writes `\u0065` as `e`: the name of a key must not hide behind it, nor a known value with a `<` in it, which servers escape.
fn without_ascii_escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\u00") {
        out.push_str(before);
        let letter = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match letter.filter(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\')) {
            Some(byte) => {
                out.push(char::from(byte));
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                out.push_str("\\u00");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
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

fn mask_named(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(name_end) = next_name(rest) {
        let (before, after) = rest.split_at_checked(name_end).unwrap_or((rest, ""));
        out.push_str(before);
        rest = after;
        let Some((from, len)) = value_after(after) else { continue };
        let (between, value) = after.split_at_checked(from).unwrap_or((after, ""));
        out.push_str(between);
        out.push_str(if len > 0 { MASK } else { "" });
        rest = value.get(len..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Where the next name of something secret ends.
fn next_name(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_at = |at: usize, end: &str| {
        bytes.get(at..at + end.len()).is_some_and(|found| found.eq_ignore_ascii_case(end.as_bytes()))
    };
    (0..bytes.len()).find_map(|at| HIDDEN_ENDS.iter().find(|end| is_at(at, end)).map(|end| at + end.len()))
}

/// Where the value begins that belongs to a name before this text, and its length. None where no value follows.
fn value_after(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let skip = |from: usize, what: &[u8]| from + bytes.iter().skip(from).take_while(|byte| what.contains(byte)).count();
    let name_end = skip(0, b"sS");
    let quote = skip(name_end, b"\\");
    let is_quoted = matches!(bytes.get(quote), Some(b'"' | b'\''));
    let sign = skip(if is_quoted { quote + 1 } else { name_end }, b" \t\r\n");
    let colon = match bytes.get(sign)? {
        b':' => true,
        b'=' => false,
        _ => return None,
    };
    let start = skip(sign + 1, b" \t\r\n");
    let slashes = skip(start, b"\\") - start;
    let first = bytes.get(start + slashes)?;
    if matches!(first, b'"' | b'\'') {
        let from = start + slashes + 1;
        return Some((from, closing_quote(bytes.get(from..)?, *first, slashes)));
    }
    if colon && !is_quoted && start > sign + 1 {
        return None;
    }
    let value = text.get(start..)?;
    // A list in a broken text: what in it is quoted and what is not, nobody can tell any more.
    if matches!(first, b'[' | b'{') {
        return Some((start, value.len()));
    }
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '&' | '}' | ']' | ')' | '"' | '\'' | '<' | '>');
    // "token=x: 1001" goes on after the value.
    let run = value.split(ends).next().unwrap_or_default().trim_end_matches(':');
    Some((start, if run == "null" { 0 } else { run.len() }))
}

/// The length of a quoted value: up to a quote with exactly `quoting` backslashes before it, or to the end.
fn closing_quote(value: &[u8], quote: u8, quoting: usize) -> usize {
    let mut slashes = 0;
    for (at, byte) in value.iter().enumerate() {
        match *byte {
            b'\\' => slashes += 1,
            byte if byte == quote && slashes == quoting => return at - slashes,
            _ => slashes = 0,
        }
    }
    value.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_json_hides_its_secret_too() {
        for (text, masked) in [
            (r#"{"secret": "open IM""#, r#"{"secret": "•••""#),
            (r#"{"secret":"cut of"#, r#"{"secret":"•••"#),
            (r#"{"secret":12345,"a":1"#, r#"{"secret":•••,"a":1"#),
            (r#"{"token":["a","b"],"c":1"#, r#"{"token":•••"#),
            (r#"{"adminToken":null,"token":"","c":"#, r#"{"adminToken":null,"token":"","c":"#),
            (r#"{"tok\u0065n":"abc","#, r#"{"token":"•••","#),
            (r#"body {\"token\":\"abc\",\"x\":\"y\"}"#, r#"body {\"token\":\"•••\",\"x\":\"y\"}"#),
            (r#"x{"secret":"a\"b","c":"d""#, r#"x{"secret":"•••","c":"d""#),
        ] {
            assert_eq!(mask_text(text), masked);
        }
    }

    #[test]
    fn other_notations_hide_their_secret_and_prose_stays() {
        for (text, masked) in [
            ("GET /x?token=abc&a=1", "GET /x?token=•••&a=1"),
            ("{Secret:openIM123 UserID:imAdmin}", "{Secret:••• UserID:imAdmin}"),
            ("secret: \"a b\" userID: \"x\"", "secret: \"•••\" userID: \"x\""),
            ("password = 'a b' x", "password = '•••' x"),
            ("header must have token: 1001 ArgsError", "header must have token: 1001 ArgsError"),
            ("token is expired: really", "token is expired: really"),
            ("no token", "no token"),
            ("token=", "token="),
        ] {
            assert_eq!(mask_text(text), masked);
        }
    }
}
