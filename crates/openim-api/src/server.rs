//! What is known of a server, and what follows from it.

use crate::platform::Platform;

/// How an administrator proves to be one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect {
    /// Up to v3.8.0: `/auth/user_token` issues the token, and registering needs the shared secret again.
    SecretInBody,
    /// From v3.8.1: `/auth/get_admin_token` issues the token, and registering needs only that.
    AdminToken,
}

/// Versions between which the calls of this crate behave alike.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ServerBlock {
    /// v3.4.x
    V3_4,
    /// v3.5.x
    V3_5,
    /// v3.6.x
    V3_6,
    /// v3.7.x
    V3_7,
    /// v3.8.0
    V3_8_0,
    /// v3.8.1 and v3.8.2
    V3_8_1,
    /// v3.8.3 and its patches
    V3_8_3,
    /// The development branch and what is built from it.
    Main,
}

impl ServerBlock {
    /// Every block, oldest first.
    pub const ALL: [Self; 8] =
        [Self::V3_4, Self::V3_5, Self::V3_6, Self::V3_7, Self::V3_8_0, Self::V3_8_1, Self::V3_8_3, Self::Main];

    /// The version as people write it, without a leading "v".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::V3_4 => "3.4",
            Self::V3_5 => "3.5",
            Self::V3_6 => "3.6",
            Self::V3_7 => "3.7",
            Self::V3_8_0 => "3.8.0",
            Self::V3_8_1 => "3.8.1–3.8.2",
            Self::V3_8_3 => "≥ 3.8.3",
            Self::Main => "main",
        }
    }

    /// The dialect that all versions of the block speak.
    #[must_use]
    pub fn dialect(self) -> Dialect {
        if self < Self::V3_8_1 { Dialect::SecretInBody } else { Dialect::AdminToken }
    }

    /// Whether `/user/get_users` filters. Before v3.6 it ignores what it is given (seen on v3.4).
    #[must_use]
    pub fn has_user_filters(self) -> bool {
        self >= Self::V3_6
    }

    /// Whether `/user/get_users` hides accounts of another level than 0 and 1, administrators among them.
    #[must_use]
    pub fn hides_special_accounts(self) -> bool {
        self >= Self::V3_6
    }

    /// Whether registering takes IDs that differ in case, accents or trailing blanks for the same one (seen on v3.4, which
    /// compares by an SQL collation).
    #[must_use]
    pub fn folds_user_ids(self) -> bool {
        self == Self::V3_4
    }

    /// Whether `force_logout` outdates the token of the user it is about; before, it only closed the connection.
    #[must_use]
    pub fn kicks_on_force_logout(self) -> bool {
        self >= Self::V3_8_0
    }

    /// Whether an administrator's token stays good until it expires, whatever the console does. A main server outdates it five
    /// minutes after the next sign-in of the same account (seen).
    #[must_use]
    pub fn admin_token_survives_sign_out(self) -> bool {
        self != Self::Main
    }

    /// The platforms that users may be signed in on. HarmonyOS came with patch 5 of v3.8.3.
    pub fn user_platforms(self) -> impl Iterator<Item = Platform> {
        platforms(match self {
            Self::Main => Platform::BOT,
            Self::V3_8_3 => Platform::HARMONY_OS,
            _ => Platform::ADMIN,
        })
    }

    /// The platforms that `force_logout` takes, without that of administrators: HarmonyOS is refused up to v3.8.3 (seen).
    pub fn logout_platforms(self) -> impl Iterator<Item = Platform> {
        platforms(if self == Self::Main { Platform::BOT } else { Platform::ADMIN })
    }

    /// Whether `get_users_info` refuses the whole call for one unknown ID (code 1004; seen up to v3.7).
    #[must_use]
    pub fn refuses_unknown_infos(self) -> bool {
        self <= Self::V3_8_1
    }
}

fn platforms(last: Platform) -> impl Iterator<Item = Platform> {
    (1..=last.id()).map(Platform::from_id).filter(|platform| *platform != Platform::ADMIN)
}

/// What a server gave away without being shown a token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Probe {
    /// The block, as far as it can be told; see `Client::probe`.
    pub block: ServerBlock,
    /// How long the first answer took.
    pub latency_millis: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dialect_changes_with_3_8_1() {
        let old: Vec<_> = ServerBlock::ALL.into_iter().filter(|b| b.dialect() == Dialect::SecretInBody).collect();
        assert_eq!(old.last(), Some(&ServerBlock::V3_8_0));
        assert_eq!(old.len(), 5);
    }

    #[test]
    fn nobody_but_administrators_is_on_platform_10() {
        let ids = |platforms: &mut dyn Iterator<Item = Platform>| platforms.map(Platform::id).collect::<Vec<_>>();
        assert_eq!(ids(&mut ServerBlock::V3_4.user_platforms()), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(ids(&mut ServerBlock::V3_8_3.user_platforms()), [1, 2, 3, 4, 5, 6, 7, 8, 9, 11]);
        assert_eq!(ids(&mut ServerBlock::V3_8_3.logout_platforms()), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(ids(&mut ServerBlock::Main.user_platforms()), [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12]);
        assert_eq!(ids(&mut ServerBlock::Main.logout_platforms()), [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12]);
    }

    #[test]
    fn blocks_are_ordered_and_labelled_apart() {
        let mut labels: Vec<_> = ServerBlock::ALL.iter().map(|b| b.label()).collect();
        assert!(ServerBlock::ALL.is_sorted());
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), ServerBlock::ALL.len());
    }
}
