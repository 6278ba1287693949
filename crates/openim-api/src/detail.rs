//! The part of a refusal's message that is meant for people. Each generation of servers wraps it differently: the name of the code, the
//! place in the source, the error inside the error, a trace of calls of several kilobytes.

use crate::envelope::Envelope;
use crate::mask;

const MAX_CHARS: usize = 200;
/// What is looked at: a trace of calls has kilobytes, and the human part stands in front of it or before its last place in the source.
const MAX_RAW_BYTES: usize = 16 << 10;
const TRACE: &str = " | ->";

/// What a server says of its refusal, masked. The human part is looked for when somebody wants to read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    code: i64,
    /// `errDlt`, then `errMsg`.
    said: [String; 2],
}

impl Detail {
    pub(crate) fn of(envelope: &Envelope, known: &[String]) -> Self {
        let code = envelope.err_code;
        // From v3.8.3 on the detail of a JWT failure holds the token itself; the message has the reason.
        let detail = if (1501..=1505).contains(&code) { "" } else { &envelope.err_dlt };
        let said = [detail, &envelope.err_msg].map(|raw| {
            let raw = raw.get(..raw.floor_char_boundary(MAX_RAW_BYTES)).unwrap_or(raw);
            mask::masked_text(raw, known)
        });
        Self { code, said }
    }

    /// The human part, at most 200 characters on one line; empty if there is only the code's name.
    #[must_use]
    pub fn text(&self) -> String {
        let mut cleaned = self.said.iter().map(|said| clean(said, self.code));
        cleaned.find(|text| !text.is_empty()).unwrap_or_default()
    }
}

fn clean(said: &str, code: i64) -> String {
    let line = one_line(said);
    let text = line.split(TRACE).next().unwrap_or_default();
    let text = after_places(text);
    let text = without_prefixes(text, code);
    let text = before_code(text, code).trim_matches(|c: char| c.is_whitespace() || c == ':');
    if is_name(text) { String::new() } else { shortened(text) }
}

/// v3.4 to v3.6 put `==> package.function()@40: : ` in front, once for each level.
fn after_places(text: &str) -> &str {
    let after_colons = text.match_indices(": : ").last().map(|(at, _)| at + 4);
    let after_line = text.rmatch_indices('@').find_map(|(at, _)| {
        let digits = text.get(at + 1..)?.bytes().take_while(u8::is_ascii_digit).count();
        let end = at + 1 + digits;
        (digits > 0 && text.get(end..)?.starts_with(": ")).then_some(end + 2)
    });
    let start = after_colons.max(after_line).unwrap_or(0);
    text.get(start..).unwrap_or(text)
}

/// Drops `Error: `, `: ` and `1001 ArgsError ` in front, as often as they come.
fn without_prefixes(text: &str, code: i64) -> &str {
    let code = code.to_string();
    let mut text = text.trim_start();
    loop {
        let shorter = text
            .strip_prefix("Error: ")
            .or_else(|| text.strip_prefix(": "))
            .or_else(|| text.strip_prefix(code.as_str()).and_then(|rest| without_name(rest.strip_prefix(' ')?)));
        match shorter {
            Some(shorter) => text = shorter.trim_start(),
            None => return text,
        }
    }
}

fn without_name(text: &str) -> Option<&str> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    // "2 CheckUserIDs is empty" has the name of a field there, not that of a code.
    Some(if is_name(first) && first.ends_with("Error") { rest } else { text })
}

/// Cuts `: 1001 ArgsError …` off: the code's name and all that older servers repeat after it. Services name a code of their own in
/// there when the outer one is a gRPC number, so every code is looked for.
fn before_code(text: &str, code: i64) -> &str {
    let starts_code = |rest: &str| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = rest.split_at_checked(digits).unwrap_or((rest, ""));
        let name = after.strip_prefix(' ').unwrap_or_default().split([' ', ':']).next().unwrap_or_default();
        digits > 0 && (is_name(name) || (number == code.to_string() && after.is_empty()))
    };
    let end = text.match_indices(": ").find(|(at, _)| text.get(at + 2..).is_some_and(starts_code));
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// `ArgsError`, `MutedInGroup`: one word with capitals inside.
fn is_name(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric())
        && text.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
        && text.bytes().skip(1).any(|b| b.is_ascii_uppercase())
        && text.bytes().any(|b| b.is_ascii_lowercase())
}

fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(without_address(word).as_deref().unwrap_or(word));
    }
    line
}

/// Refusals of a service that is down name the address it should have inside its network (seen up to v3.8.3).
fn without_address(word: &str) -> Option<String> {
    let address = word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '[');
    let has = |sign: char| address.chars().filter(|c| *c == sign).count();
    let is_v4 =
        has('.') == 3 && has(':') <= 1 && address.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b':'));
    let is_v6 =
        has(':') >= 2 && address.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b':' | b'[' | b']' | b'.'));
    (is_v4 || is_v6).then(|| word.replace(address, mask::MASK))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_CHARS - 1) {
        // One more would not fit with the mark of the cut.
        Some((at, last)) if at + last.len_utf8() < text.len() => {
            text.chars().take(MAX_CHARS - 1).chain(['…']).collect()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(err_code: i64, err_msg: &str, err_dlt: &str) -> String {
        let (err_msg, err_dlt) = (err_msg.to_owned(), err_dlt.to_owned());
        let envelope = Envelope { err_code, err_msg, err_dlt, data: serde_json::Value::Null };
        Detail::of(&envelope, &["openIM123".to_owned()]).text()
    }

    #[test]
    fn each_generation_is_brought_down_to_its_human_part() {
        for (code, msg, dlt, expected) in [
            (1001, "ArgsError", "header must have token: 1001 ArgsError", "header must have token"),
            (
                1004,
                "RecordNotFoundError",
                ": 1004 RecordNotFoundError userID not found: 1004 RecordNotFoundError",
                "userID not found",
            ),
            (
                1503,
                "TokenMalformedError",
                "==> a/b.(*authServer).parseToken()@86: : ==> c.D()@51: : 1503 TokenMalformedError",
                "",
            ),
            (
                500,
                "ServerInternalError",
                "==> a.(*G).Create()@40: : Error 1406 (22001): Data too long",
                "Error 1406 (22001): Data too long",
            ),
            (14, "connection refused", ": 14 connection refused", "connection refused"),
            (1101, "UserIDNotFoundError", "a,b: 1101 UserIDNotFoundError", "a,b"),
            (
                1004,
                "x",
                "1004 userID not found: 1004 RecordNotFoundError userID not found: 1004 RecordNotFoundError",
                "userID not found",
            ),
            (2, "Users are empty: 1001 ArgsError", "2 Users are empty: 1001 ArgsError", "Users are empty"),
            (2, "UserIDs is empty: 1001 ArgsError", "2 UserIDs is empty: 1001 ArgsError", "UserIDs is empty"),
            (1507, "1507 TokenNotExistError", "1507 TokenNotExistError", ""),
            (
                1001,
                "Error: Error: unexpected end of JSON input | -> jsonutil.X() a@v0.0.50-alpha.117/b.go:9 | -> y",
                "",
                "unexpected end of JSON input",
            ),
            (
                500,
                "x",
                "Error: Unknown error: Unclosed\n[\n^ mongo count | -> a() b:1",
                "Unknown error: Unclosed [ ^ mongo count",
            ),
            (1102, "RegisteredAlreadyError", "userID registered already", "userID registered already"),
            (1506, "TokenKickedError", "TokenKickedError", ""),
            (
                1505,
                "signature is invalid",
                "1505 signature is invalid jwt parse error, token=eyJhbGciOi.x.y",
                "signature is invalid",
            ),
            (
                1001,
                "ArgsError",
                "userID is error., userID=a, adminUserID=[imAdmin]",
                "userID is error., userID=a, adminUserID=[imAdmin]",
            ),
            (-1, "", "1001 ArgsError\n| -> 1001 ArgsError", "1001 ArgsError"),
            (
                14,
                r#"connection error: desc = "transport: Error while dialing: dial tcp 172.18.0.5:10110: connect: connection refused""#,
                "",
                r#"connection error: desc = "transport: Error while dialing: dial tcp •••: connect: connection refused""#,
            ),
            (
                14,
                "lookup im-user on 127.0.0.11:53, [::1]:80 and v1.2.3.4",
                "",
                "lookup im-user on •••, ••• and v1.2.3.4",
            ),
            (1, "", "", ""),
        ] {
            assert_eq!(shown(code, msg, dlt), expected, "{code} {dlt}");
        }
    }

    #[test]
    fn a_long_text_ends_at_200_characters() {
        let text = shown(500, "", &"字 ".repeat(5000));
        assert_eq!(text.chars().count(), 200);
    }

    #[test]
    fn no_secret_and_no_token_comes_through() {
        let text = shown(500, "", "wrong openIM123 in eyJhbGciOiJIUzI1NiJ9.eyJVc2Vy.s and {\"secret\":\"x1\"}");
        assert_eq!(text, "wrong ••• in ••• and {\"secret\":\"•••\"}");
    }
}
