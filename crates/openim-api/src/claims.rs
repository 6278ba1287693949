//! What a token says of itself, read without a server and without trusting it.

use serde_json::Value;

use crate::ids::{Token, UserId};
use crate::json;

/// The claims of an OpenIM token. Nothing here is proven: only the server knows whether the token is good.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TokenClaims {
    /// `UserID`.
    pub user_id: Option<UserId>,
    /// `PlatformID`; 10 is Admin.
    pub platform_id: Option<i32>,
    /// `exp`, in milliseconds since 1970.
    pub expires_at_millis: Option<i64>,
    /// `iat`, in milliseconds since 1970. Servers from v3.8.3 write it five seconds early.
    pub issued_at_millis: Option<i64>,
}

/// Reads a JWT's payload. None where the text is no JWT.
#[must_use]
pub fn peek_token(token: &Token) -> Option<TokenClaims> {
    let mut parts = token.expose().split('.');
    let (_header, payload, _signature) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let claims: Value = serde_json::from_str(&String::from_utf8(from_base64(payload)?).ok()?).ok()?;
    let time =
        |key| json::integer(&claims, key).filter(|seconds| *seconds > 0).map(|seconds| seconds.saturating_mul(1000));
    claims.is_object().then(|| TokenClaims {
        user_id: Some(json::text(&claims, "UserID")).filter(|id| !id.is_empty()).map(UserId::from),
        platform_id: json::integer(&claims, "PlatformID").and_then(|id| i32::try_from(id).ok()),
        expires_at_millis: time("exp"),
        issued_at_millis: time("iat"),
    })
}

/// Decodes base64, of either alphabet, padded or not. None where a character does not belong.
#[must_use]
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    for letter in text.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return None,
        };
        buffer = (buffer << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((buffer >> bits) & 0xff).unwrap_or(0));
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_claims_of_a_recorded_shape_are_read() {
        // {"UserID":"imAdmin","PlatformID":10,"exp":1803220000,"iat":1795444000}
        let token = Token::new(
            "eyJhbGciOiJIUzI1NiJ9.eyJVc2VySUQiOiJpbUFkbWluIiwiUGxhdGZvcm1JRCI6MTAsImV4cCI6MTgwMzIyMDAwMCwiaWF0IjoxNzk1NDQ0MDAwfQ.x",
        );
        assert_eq!(
            peek_token(&token),
            Some(TokenClaims {
                user_id: Some("imAdmin".into()),
                platform_id: Some(10),
                expires_at_millis: Some(1_803_220_000_000),
                issued_at_millis: Some(1_795_444_000_000),
            })
        );
    }

    #[test]
    fn what_is_no_jwt_has_no_claims() {
        for text in ["", "abc", "a.b", "a.b.c.d", "a.!.c", "a.MQ.c", "Bearer", "a..c"] {
            assert_eq!(peek_token(&Token::new(text)), None, "{text}");
        }
    }

    #[test]
    fn base64_is_decoded_at_every_length() {
        for (text, bytes) in [
            ("", &b""[..]),
            ("TQ", b"M"),
            ("TWE=", b"Ma"),
            ("TWFu", b"Man"),
            ("_-8", &[0xff, 0xef]),
            ("/+8=", &[0xff, 0xef]),
        ] {
            assert_eq!(from_base64(text).as_deref(), Some(bytes));
        }
    }
}
