//! The four servers that the sandbox can stand in for, and the rules in which they differ.
//!
//! A rule that is a yes or no of the version lives here under a name of its own, so that a handler reads as the product's
//! rule and not as a comparison of versions. The version in a comment is the one in which the rule was seen.

use std::fmt;
use std::str::FromStr;

/// A server version. Ordered by age, so a route's life is a range of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Server {
    /// v3.4.0 of November 2023: secret in the body, users in MySQL.
    V34,
    /// v3.7.0 of April 2024: secret in the body, users in MongoDB.
    V37,
    /// v3.8.3-patch.16 of March 2026: admin token, each service a process.
    V383,
    /// The development branch of July 2026: admin token, all services in one process.
    Main,
}

impl Server {
    /// All of them, oldest first.
    pub const ALL: [Self; 4] = [Self::V34, Self::V37, Self::V383, Self::Main];

    /// The paths of all POST routes that this version has, such as `/user/get_users`; also of those that the sandbox answers with
    /// errCode 99001.
    #[must_use]
    pub fn paths(self) -> Vec<String> {
        crate::routes::paths(self)
    }

    /// The admins of the shipped configuration: userID and nickname.
    pub(crate) fn default_admins(self) -> Vec<(String, String)> {
        let names: &[(&str, &str)] = match self {
            Self::V34 => &[("openIM123456", "system1"), ("openIM654321", "system2"), ("openIMAdmin", "system3")],
            Self::V37 | Self::V383 => &[("imAdmin", "imAdmin")],
            Self::Main => &[("imAdmin", "superAdmin")],
        };
        names.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())).collect()
    }

    /// `appMangerLevel` of a configured admin.
    pub(crate) fn admin_level(self) -> i32 {
        if matches!(self, Self::V34 | Self::Main) { 2 } else { 3 }
    }

    /// Whether the SQL collation compares userIDs: without case, accents and trailing spaces.
    pub(crate) fn folds_user_ids(self) -> bool {
        self == Self::V34
    }

    /// Whether a userID may hold anything but a colon; later ones take letters, digits and `_` alone.
    pub(crate) fn takes_any_user_id(self) -> bool {
        self <= Self::V37
    }

    /// Whether registration takes the secret in the body, and `/auth/user_token` exists.
    pub(crate) fn takes_secret_in_body(self) -> bool {
        self <= Self::V37
    }

    /// Whether every POST but a short list needs a token before its route is even looked for.
    pub(crate) fn gates_globally(self) -> bool {
        self >= Self::V383
    }

    /// Whether the services are processes of their own, reached by gRPC with its limits.
    pub(crate) fn has_grpc(self) -> bool {
        self != Self::Main
    }

    /// Whether a handler treats `[]` as a missing list already in the API process (3.4: by length, patch.16: by a copy of the
    /// check). On 3.7 the service refuses it with code 2, on main `[]` stays an empty list.
    pub(crate) fn empty_list(self) -> EmptyList {
        match self {
            Self::V34 | Self::V383 => EmptyList::Refused,
            Self::V37 => EmptyList::RefusedByGrpc,
            Self::Main => EmptyList::Kept,
        }
    }
}

/// What becomes of `[]` in a required list of IDs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EmptyList {
    /// errCode 1001.
    Refused,
    /// errCode 2.
    RefusedByGrpc,
    /// An empty answer.
    Kept,
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V34 => "v3.4",
            Self::V37 => "v3.7",
            Self::V383 => "v3.8.3",
            Self::Main => "main",
        })
    }
}

impl FromStr for Server {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|server| server.to_string() == word)
            .ok_or_else(|| format!("{word:?} is none of v3.4, v3.7, v3.8.3, main"))
    }
}
