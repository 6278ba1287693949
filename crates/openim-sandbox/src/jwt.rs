//! The tokens' text: JSON web tokens, HS256, with OpenIM's claims.
//!
//! A token is a pure function of user, platform and second: two of one second are the same text, as on a real server.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::Server;

const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// The claims, in the order in which the server writes them. Times are Unix seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claims {
    #[serde(rename = "UserID", default)]
    pub(crate) user_id: String,
    #[serde(rename = "PlatformID", default)]
    pub(crate) platform_id: i32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) exp: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) nbf: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) iat: Option<i64>,
}

impl Claims {
    /// What `server` writes into a token of this second (3.4, 3.7: valid from five minutes ago; later: issued five seconds ago).
    pub(crate) fn issue(
        server: Server,
        user_id: &str,
        platform_id: i32,
        now_seconds: i64,
        lifetime_seconds: i64,
    ) -> Self {
        let old = server.takes_secret_in_body();
        Self {
            user_id: user_id.to_owned(),
            platform_id,
            exp: Some(now_seconds.saturating_add(lifetime_seconds)),
            nbf: old.then_some(now_seconds - 300),
            iat: Some(if old { now_seconds } else { now_seconds - 5 }),
        }
    }

    /// The token's text.
    pub(crate) fn sign(&self, secret: &str) -> String {
        // A struct of strings and numbers always serialises.
        let payload = serde_json::to_string(self).unwrap_or_default();
        let message = format!("{}.{}", BASE64.encode(HEADER), BASE64.encode(payload));
        let signature = mac(secret, &message).map(|mac| BASE64.encode(mac.finalize().into_bytes())).unwrap_or_default();
        format!("{message}.{signature}")
    }
}

/// Why a text is no valid token, in the order in which it is found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// Not three parts of base64url JSON.
    Malformed,
    /// `exp` has passed.
    Expired,
    /// `nbf` is to come.
    NotYetValid,
    /// `iat` is to come.
    IssuedInFuture,
    /// `alg` is `none`.
    Unsigned,
    /// Signed with another secret, or not at all.
    BadSignature,
}

impl Flaw {
    /// The errCode.
    pub(crate) fn code(self) -> i32 {
        match self {
            Self::Expired => 1501,
            Self::Malformed => 1503,
            Self::NotYetValid => 1504,
            Self::IssuedInFuture | Self::Unsigned | Self::BadSignature => 1505,
        }
    }

    /// What the newer servers call it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Expired => "TokenExpiredError",
            Self::Malformed => "TokenMalformedError",
            Self::NotYetValid => "TokenNotValidYetError",
            Self::IssuedInFuture => "token used before issued",
            Self::Unsigned => "'none' signature type is not allowed",
            Self::BadSignature => "signature is invalid",
        }
    }
}

/// Reads and checks `token`. Times are looked at before the signature, so an expired token of another secret is "expired".
pub(crate) fn verify(token: &str, secret: &str, now_millis: i64) -> Result<Claims, Flaw> {
    let mut parts = token.split('.');
    let (Some(head), Some(payload), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Flaw::Malformed);
    };
    let algorithm = algorithm(head).ok_or(Flaw::Malformed)?;
    let payload_bytes = BASE64.decode(payload).map_err(|_| Flaw::Malformed)?;
    let claims: Claims = serde_json::from_slice(&payload_bytes).map_err(|_| Flaw::Malformed)?;
    let to_come = |seconds: Option<i64>| seconds.is_some_and(|at| now_millis < at.saturating_mul(1000));
    if claims.exp.is_some() && !to_come(claims.exp) {
        return Err(Flaw::Expired);
    }
    if to_come(claims.nbf) {
        return Err(Flaw::NotYetValid);
    }
    if to_come(claims.iat) {
        return Err(Flaw::IssuedInFuture);
    }
    match algorithm.as_str() {
        "HS256" => {}
        "none" => return Err(Flaw::Unsigned),
        _ => return Err(Flaw::BadSignature),
    }
    let expected = mac(secret, &format!("{head}.{payload}")).ok_or(Flaw::BadSignature)?;
    let given = BASE64.decode(signature).map_err(|_| Flaw::BadSignature)?;
    expected.verify_slice(&given).map_err(|_| Flaw::BadSignature)?;
    Ok(claims)
}

fn algorithm(head: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Head {
        alg: String,
    }
    let bytes = BASE64.decode(head).ok()?;
    serde_json::from_slice::<Head>(&bytes).ok().map(|head| head.alg)
}

fn mac(secret: &str, message: &str) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(message.as_bytes());
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A token that a real v3.7.0 issued (throw-away server, default secret).
    const REAL: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJVc2VySUQiOiJpbUFkbWluIiwiUGxhdGZvcm1JRCI6MTAsImV4cCI6MTgwMzIyMzczMSwibmJmIjoxNzk1NDQ3NDMxLCJpYXQiOjE3OTU0NDc3MzF9.jo_IRbYs4jk80J2RZbZmX2xdnXcWFh7D-ak-pDX-P3I";
    const ISSUED: i64 = 1_795_447_731;

    #[test]
    fn a_token_is_byte_for_byte_that_of_the_real_server() {
        let claims = Claims::issue(Server::V37, "imAdmin", 10, ISSUED, 7_776_000);
        assert_eq!(claims.sign("openIM123"), REAL);
        assert_eq!(verify(REAL, "openIM123", ISSUED * 1000), Ok(claims));
    }

    #[test]
    fn a_token_of_a_newer_server_has_no_nbf_and_is_five_seconds_old() {
        let claims = Claims::issue(Server::Main, "imAdmin", 10, ISSUED, 60);
        assert_eq!((claims.nbf, claims.iat, claims.exp), (None, Some(ISSUED - 5), Some(ISSUED + 60)));
    }

    #[test]
    fn each_flaw_is_told_apart() {
        let issued_at = |seconds| Claims::issue(Server::V37, "u", 5, seconds, 60);
        let now = ISSUED * 1000;
        let check = |token: &str| verify(token, "openIM123", now);
        assert_eq!(check(&issued_at(ISSUED - 61).sign("openIM123")), Err(Flaw::Expired));
        assert_eq!(check(&issued_at(ISSUED - 61).sign("other")), Err(Flaw::Expired), "time is looked at first");
        assert_eq!(check(&issued_at(ISSUED).sign("other")), Err(Flaw::BadSignature));
        assert_eq!(check(&issued_at(ISSUED + 10).sign("openIM123")), Err(Flaw::IssuedInFuture));
        assert_eq!(check(&issued_at(ISSUED + 600).sign("openIM123")), Err(Flaw::NotYetValid));
        for text in ["", "abc", "a.b.c", "a.b", "Bearer x", &format!("Bearer {REAL}"), &format!("{REAL}.x")] {
            assert_eq!(check(text), Err(Flaw::Malformed), "{text:?}");
        }
        let unsigned = issued_at(ISSUED).sign("x");
        let payload = unsigned.split('.').nth(1).unwrap();
        let none = format!("{}.{payload}.", BASE64.encode(r#"{"alg":"none"}"#));
        assert_eq!(check(&none), Err(Flaw::Unsigned));
        assert_eq!(check(&format!("{REAL}\n")), Err(Flaw::BadSignature));
    }

    #[test]
    fn a_token_expires_in_the_very_millisecond() {
        let token = Claims::issue(Server::Main, "u", 5, ISSUED, 60).sign("s");
        assert!(verify(&token, "s", (ISSUED + 60) * 1000 - 1).is_ok());
        assert_eq!(verify(&token, "s", (ISSUED + 60) * 1000), Err(Flaw::Expired));
    }
}
