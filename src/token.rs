//! A token as people paste it, and what stands in it. Read in the page alone: nothing here asks a server, and nothing is proven.

use openim_api::claims::from_base64;
use serde_json::Value;

/// More than this is no token.
const MOST_CHARACTERS: usize = 16 << 10;

/// A token without what comes along with it: "Bearer" or a name in front, quotes, line breaks.
pub fn clean(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_matches(['"', '\'', '`', ',']);
    let text = text.strip_prefix("token:").unwrap_or(text).trim();
    let text = match text.get(..7) {
        Some(start) if start.eq_ignore_ascii_case("bearer ") => text.get(7..).unwrap_or_default(),
        _ => text,
    };
    text.split_whitespace().collect()
}

/// The two readable parts of a JWT.
#[derive(Clone, PartialEq, Debug)]
pub struct Decoded {
    /// How it is signed.
    pub header: Value,
    /// What it says.
    pub claims: Value,
}

/// Takes a token apart; none where it is no JWT.
pub fn decode(token: &str) -> Option<Decoded> {
    if token.len() > MOST_CHARACTERS {
        return None;
    }
    let mut parts = token.split('.');
    let (header, claims, _signature) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Some(Decoded { header: object(header)?, claims: object(claims)? })
}

fn object(part: &str) -> Option<Value> {
    let text = String::from_utf8(from_base64(part)?).ok()?;
    serde_json::from_str::<Value>(&text).ok().filter(Value::is_object)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn a_token_is_found_in_what_people_paste() {
        assert_eq!(clean("  Bearer eyJa.b.c\n"), "eyJa.b.c");
        assert_eq!(clean("\"eyJa.\nb.c\","), "eyJa.b.c");
        assert_eq!(clean("token: eyJa.b.c"), "eyJa.b.c");
        assert_eq!(clean(""), "");
    }

    #[test]
    fn header_and_claims_are_read() {
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJVc2VySUQiOiLmnpcifQ.x";
        let decoded = decode(token).unwrap();
        assert_eq!((decoded.header, decoded.claims), (json!({"alg": "HS256"}), json!({"UserID": "林"})));
    }

    #[test]
    fn what_is_no_token_is_not_read() {
        for text in ["", "abc", "a.b", "a.b.c.d", "a.!.c", "MQ.MQ.c", "Bearer", "a..c"] {
            assert_eq!(decode(text), None, "{text}");
        }
        assert_eq!(decode(&"e".repeat(5_000_000)), None);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".*") {
            let _ = decode(&clean(&text));
        }
    }
}
