//! Texts that must not be mistaken for one another, and two that must never be shown.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A userID as the server has it: compared byte by byte (v3.4 folds case and accents on its side).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct UserId(Rc<str>);

impl UserId {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for UserId {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for UserId {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for UserId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for UserId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// A group's ID: any text, as the server has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct GroupId(Rc<str>);

impl GroupId {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for GroupId {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for GroupId {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for GroupId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The server's shared secret: whoever has it is root. It can be sent; it cannot be printed, and it is in no serialised value.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Hides the text as typed: blanks may belong to a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself, for the request that carries it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Is there nothing in it?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// A token: whoever has it is that user until it expires. Printed and serialised as little as the secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Rc<str>);

impl Token {
    /// Takes a token as issued or pasted. A header carries visible ASCII only, so everything else (the line breaks of a paste) is left
    /// out here, and the server judges what remains.
    pub fn new(text: impl Into<String>) -> Self {
        let text: String = text.into();
        Self(text.chars().filter(char::is_ascii_graphic).collect::<String>().into())
    }

    /// The token itself: for the request, and for storage meant for it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Is there nothing in it that could be sent?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}

/// Names one call in the server's log. Printable ASCII (others are errCode 13 up to v3.8.3), unique, sorted by time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(Rc<str>);

impl OperationId {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for OperationId {
    /// One that was made before, such as from an address.
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for OperationId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The year 6429.
const MAX_MILLIS: i64 = 1 << 47;

/// Makes operationIDs: 12 hex digits of milliseconds, 4 of a counter, 8 of randomness.
#[derive(Debug, Default)]
pub(crate) struct OperationIds {
    /// The one that is given out always, where there is one.
    fixed: Option<OperationId>,
    last_millis: Cell<i64>,
    counter: Cell<u16>,
}

impl OperationIds {
    /// Gives out this one alone.
    pub(crate) fn fixed(id: &OperationId) -> Self {
        Self { fixed: Some(id.clone()), ..Self::default() }
    }

    pub(crate) fn next(&self, now_millis: i64, random: u64) -> OperationId {
        if let Some(fixed) = &self.fixed {
            return fixed.clone();
        }
        // The clock of a browser may step back; the IDs of one client never do. No clock may fill the 12 digits, so that the text sorts.
        let mut millis = now_millis.min(MAX_MILLIS).max(self.last_millis.get());
        let counter = if millis == self.last_millis.get() { self.counter.get().wrapping_add(1) } else { 0 };
        if millis == self.last_millis.get() && counter == 0 {
            millis = millis.saturating_add(1);
        }
        self.last_millis.set(millis);
        self.counter.set(counter);
        OperationId(format!("oic-{millis:012x}-{counter:04x}{:08x}", random & 0xffff_ffff).into())
    }
}

/// Servers refuse an ID that is asked for twice, or answer it twice.
pub(crate) fn unique<Id: Clone + PartialEq>(ids: &[Id]) -> Vec<Id> {
    let mut unique: Vec<Id> = Vec::with_capacity(ids.len());
    for id in ids {
        if !unique.contains(id) {
            unique.push(id.clone());
        }
    }
    unique
}

/// Where `id` stands in `ids`; `hint` is where it stands if the answer keeps their order. Without a map: the few hundred IDs of
/// a call are compared in a millisecond, and the code of a hash map is a kilobyte of the page.
pub(crate) fn place<Id: PartialEq>(ids: &[Id], hint: usize, id: &Id) -> Option<usize> {
    if ids.get(hint) == Some(id) { Some(hint) } else { ids.iter().position(|known| known == id) }
}

pub(crate) fn listed(ids: &[UserId]) -> Value {
    ids.iter().map(UserId::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operation_ids_are_ascii_unique_and_sorted_even_when_the_clock_steps_back() {
        let ids = OperationIds::default();
        let clock = (0..70_000_i64).map(|n| if n < 66_000 { 1_767_000_000_000 } else { 1_766_999_999_000 + n });
        let made: Vec<_> = clock.map(|now| ids.next(now, u64::MAX)).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(made.iter().all(|id| id.as_str().bytes().all(|byte| byte.is_ascii_graphic())));
    }

    #[test]
    fn a_pasted_token_loses_its_line_breaks() {
        assert_eq!(Token::new(" eyJhb\r\nGci.é.x\t").expose(), "eyJhbGci..x");
    }

    #[test]
    fn what_is_hidden_is_not_printed() {
        assert_eq!(format!("{:?} {:?}", Secret::new("openIM123"), Token::new("eyJ")), "Secret(…) Token(…)");
    }
}
