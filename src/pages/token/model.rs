//! What a token's claims mean. Nothing here is proven: anybody can write claims, only the server knows its signature.

use openim_api::Platform;
use serde_json::Value;

use crate::i18n::fill;
use crate::i18n::token::TokenTexts;
use crate::token::{Decoded, clean, decode};
use crate::ui::visible;

/// What OpenIM signs with.
const ALGORITHM: &str = "HS256";

/// What the text in the field is.
#[derive(Clone, PartialEq, Debug)]
pub enum Reading {
    /// Nothing.
    Empty,
    /// No token.
    NoToken,
    /// A token, cleaned, and what stands in it.
    Token(String, Box<Facts>),
}

impl Reading {
    /// Reads what was pasted.
    pub fn of(text: &str) -> Self {
        let token = clean(text);
        match decode(&token) {
            _ if token.is_empty() => Self::Empty,
            Some(decoded) => Self::Token(token, Box::new(Facts::of(decoded))),
            None => Self::NoToken,
        }
    }
}

/// What a token says of itself. Times in milliseconds since 1970.
#[derive(Clone, PartialEq, Debug)]
pub struct Facts {
    /// `UserID`; empty where there is none.
    pub user_id: String,
    /// `PlatformID`.
    pub platform: Option<Platform>,
    /// `alg` of the header; empty where there is none.
    pub algorithm: String,
    /// `exp`.
    pub expires: Option<i64>,
    /// `nbf`.
    pub not_before: Option<i64>,
    /// `iat`.
    pub issued: Option<i64>,
    /// Header and claims as they stand.
    pub decoded: Decoded,
}

/// Where the token stands in time, by this machine's clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Age {
    /// Its time has not come.
    NotYet,
    /// It is its time.
    Good,
    /// It never ends by itself.
    Unlimited,
    /// It is over.
    Expired,
}

/// Something about a token that one should know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Remark {
    /// It may have all rights.
    Admin,
    /// It is signed in another way than OpenIM does.
    Algorithm(String),
    /// It is not signed.
    Unsigned,
    /// It has no end.
    NoExpiry,
    /// It names no user.
    NoUser,
    /// It is one of openim-chat.
    Chat,
    /// It was issued later than now: a clock is wrong.
    FromFuture,
}

impl Facts {
    fn of(decoded: Decoded) -> Self {
        let text = |value: &Value, key| match value.get(key) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let claims = &decoded.claims;
        let time =
            |key| integer(claims.get(key)).filter(|seconds| *seconds > 0).map(|seconds| seconds.saturating_mul(1_000));
        let platform = integer(claims.get("PlatformID")).and_then(|id| i32::try_from(id).ok());
        Self {
            user_id: text(claims, "UserID"),
            platform: platform.map(Platform::from_id),
            algorithm: text(&decoded.header, "alg"),
            expires: time("exp"),
            not_before: time("nbf"),
            issued: time("iat"),
            decoded,
        }
    }

    /// Where it stands in time.
    pub fn age(&self, now_millis: i64) -> Age {
        if self.expires.is_some_and(|end| end <= now_millis) {
            Age::Expired
        } else if self.not_before.is_some_and(|start| start > now_millis) {
            Age::NotYet
        } else if self.expires.is_none() {
            Age::Unlimited
        } else {
            Age::Good
        }
    }

    /// What one should know, the gravest first. Clocks differ by some seconds without being wrong.
    pub fn remarks(&self, now_millis: i64) -> Vec<Remark> {
        const TOLERANCE_MILLIS: i64 = 60_000;
        let is_chat = self.decoded.claims.get("UserType").is_some();
        let is_unsigned = self.algorithm.is_empty() || self.algorithm.eq_ignore_ascii_case("none");
        let from_future = self.issued.is_some_and(|issued| issued > now_millis.saturating_add(TOLERANCE_MILLIS));
        let remarks = [
            (self.platform == Some(Platform::ADMIN), Remark::Admin),
            (is_unsigned, Remark::Unsigned),
            (!is_unsigned && self.algorithm != ALGORITHM, Remark::Algorithm(self.algorithm.clone())),
            (is_chat, Remark::Chat),
            (self.user_id.is_empty() && !is_chat, Remark::NoUser),
            (self.expires.is_none(), Remark::NoExpiry),
            (from_future, Remark::FromFuture),
        ];
        remarks.into_iter().filter(|(applies, _)| *applies).map(|(_, remark)| remark).collect()
    }
}

/// A platform in words: its name and number.
pub fn platform_words(platform: Platform, words: &'static TokenTexts) -> String {
    let number = platform.id().to_string();
    match platform.name() {
        Some(name) => format!("{name} ({number})"),
        None => fill(words.unknown_platform, &[("number", &number)]),
    }
}

/// JSON spread over lines, hidden characters marked.
pub fn readable(value: &Value) -> String {
    visible::lines(&serde_json::to_string_pretty(value).unwrap_or_default())
}

/// Whole seconds, also of a number with a fraction.
fn integer(value: Option<&Value>) -> Option<i64> {
    let number = value?.as_number()?.as_str();
    number.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn facts(header: Value, claims: Value) -> Facts {
        Facts::of(Decoded { header, claims })
    }

    fn good() -> Facts {
        facts(
            json!({"alg": "HS256"}),
            json!({"UserID": "lin", "PlatformID": 2, "exp": 2_000, "nbf": 900, "iat": 1_000}),
        )
    }

    #[test]
    fn a_token_of_openim_says_whose_it_is_and_until_when() {
        let good = good();
        assert_eq!((good.user_id.as_str(), good.platform), ("lin", Some(Platform::from_id(2))));
        assert_eq!((good.expires, good.not_before, good.issued), (Some(2_000_000), Some(900_000), Some(1_000_000)));
        assert_eq!(good.remarks(1_000_000), []);
    }

    #[test]
    fn time_is_told_by_expiry_and_beginning() {
        let good = good();
        assert_eq!(
            [899_999, 900_000, 1_999_999, 2_000_000].map(|now| good.age(now)),
            [Age::NotYet, Age::Good, Age::Good, Age::Expired]
        );
        assert_eq!(facts(json!({}), json!({})).age(0), Age::Unlimited);
        assert_eq!(facts(json!({}), json!({"exp": 1e30})).age(0), Age::Unlimited);
    }

    #[test]
    fn what_is_unusual_is_remarked() {
        let user = json!({"UserID": "lin", "exp": 2_000});
        for (header, claims, expected) in [
            (json!({"alg": "none"}), user.clone(), vec![Remark::Unsigned]),
            (json!({}), user.clone(), vec![Remark::Unsigned]),
            (json!({"alg": "RS256"}), user, vec![Remark::Algorithm("RS256".to_owned())]),
            (
                json!({"alg": "HS256"}),
                json!({"UserID": "imAdmin", "PlatformID": 10, "exp": 2_000}),
                vec![Remark::Admin],
            ),
            (json!({"alg": "HS256"}), json!({"sub": "x"}), vec![Remark::NoUser, Remark::NoExpiry]),
            (json!({"alg": "HS256"}), json!({"UserID": "1", "UserType": 2, "exp": 2_000}), vec![Remark::Chat]),
            (json!({"alg": "HS256"}), json!({"UserID": "1", "iat": 1_100, "exp": 2_000}), vec![Remark::FromFuture]),
        ] {
            assert_eq!(facts(header, claims.clone()).remarks(1_000_000), expected, "{claims}");
        }
    }

    #[test]
    fn a_paste_is_empty_no_token_or_one() {
        assert_eq!(Reading::of(" \n"), Reading::Empty);
        assert_eq!(Reading::of("Bearer abc"), Reading::NoToken);
        let Reading::Token(token, facts) = Reading::of("Bearer eyJhbGciOiJIUzI1NiJ9.\neyJVc2VySUQiOiLmnpcifQ.x") else {
            panic!()
        };
        assert_eq!((token.as_str(), facts.user_id.as_str()), ("eyJhbGciOiJIUzI1NiJ9.eyJVc2VySUQiOiLmnpcifQ.x", "林"));
    }

    proptest! {
        #[test]
        fn no_claims_panic(user in ".*", exp in any::<i64>(), iat in any::<i64>(), platform in any::<i64>(), now in any::<i64>()) {
            let facts = facts(json!({"alg": user}), json!({"UserID": user, "exp": exp, "iat": iat, "nbf": iat, "PlatformID": platform}));
            let _ = (facts.age(now), facts.remarks(now), readable(&facts.decoded.claims));
        }
    }
}
