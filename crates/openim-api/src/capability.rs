//! What a server of a version can do, for screens to ask before they offer it, and why not where it cannot. What would end a service or
//! lose data is no feature: the client has no call for it, or sends what keeps it from harm.
//!
//! ```
//! # use openim_api::{Absence, Feature, ServerBlock};
//! assert_eq!(Feature::FILTER_USERS.on(ServerBlock::V3_4), Err(Absence::TooOld { since: ServerBlock::V3_6 }));
//! ```

use crate::client::Client;
use crate::groups::{manage, requests};
use crate::route::Route;
use crate::server::ServerBlock;
use crate::users::presence::SUBSCRIBE;
use crate::users::update::UPDATE_EX;
use crate::{auth, client_config, conversations, friends, notification_accounts, user_commands};

/// Something that not every version can do. Each is a constant, so that a page links those it asks for.
#[derive(Debug)]
pub struct Feature {
    since: ServerBlock,
    until: Option<ServerBlock>,
    /// From and to which version it is there but not fit for use.
    unless: Option<(ServerBlock, ServerBlock, Absence)>,
}

/// Why something cannot be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Absence {
    /// It came later.
    TooOld {
        /// The first versions that have it.
        since: ServerBlock,
    },
    /// It is no longer there.
    Gone {
        /// The last versions that had it.
        after: ServerBlock,
    },
    /// The server says yes and does nothing, or answers what is not so.
    NoEffect,
}

impl Feature {
    /// [`crate::UserFilter`] is looked at; before, all users are listed (seen on v3.4).
    pub const FILTER_USERS: Self = Self::since(ServerBlock::V3_6);
    /// Texts of a user can be emptied, and an option set back to 0.
    pub const CLEAR_USER_TEXTS: Self = Self::of(&UPDATE_EX);
    /// An administrator's token is enough to issue one for a user; before, it takes the shared secret.
    pub const USER_TOKEN_BY_ADMIN: Self = Self::of(&auth::GET_USER_TOKEN);
    /// A new token for a user leaves his earlier one of that platform alone; later it ends (seen on v3.8.3, main).
    pub const USER_TOKEN_KEEPS_OTHERS: Self = Self::until(ServerBlock::V3_8_0);
    /// `force_logout` ends the token; before, it closes the connection and the token lives on (seen on v3.4 to v3.7).
    pub const LOGOUT_ENDS_TOKEN: Self = Self::since(ServerBlock::V3_8_0);
    /// Users on HarmonyOS can be logged out (seen on main; refused by v3.8.3).
    pub const LOG_OUT_HARMONY_OS: Self = Self::since(ServerBlock::Main);
    /// Notification accounts. On v3.5 they can be made, but are not found again (seen).
    pub const NOTIFICATION_ACCOUNTS: Self =
        Self::of(&notification_accounts::ADD).unless(ServerBlock::V3_5, ServerBlock::V3_5, Absence::NoEffect);
    /// Robots can be made; before, they become notification accounts.
    pub const ADD_ROBOTS: Self = Self::since(ServerBlock::V3_8_3);
    /// Robots are listed among the notification accounts; before, they are found by ID or name alone (seen on v3.7, v3.8.3).
    pub const LIST_ROBOTS: Self = Self::since(ServerBlock::Main);
    /// User commands.
    pub const USER_COMMANDS: Self = Self::of(&user_commands::LIST);
    /// The configuration of apps.
    pub const CLIENT_CONFIG: Self = Self::of(&client_config::LIST);
    /// Texts of a group can be emptied, not only `ex`.
    pub const CLEAR_GROUP_TEXTS: Self = Self::of(&manage::UPDATE_EX);
    /// [`crate::GroupRequestFilter`] is looked at, and waiting requests are counted. It came with patch 5 of v3.8.3: older patches answer
    /// all requests, and HTTP 404.
    pub const FILTER_GROUP_REQUESTS: Self = Self::of(&requests::UNHANDLED);
    /// Making a group, inviting, kicking and dismissing without a notice to the members. It came with patch 3 of v3.8.3: older patches
    /// give the notice.
    pub const QUIET_GROUP_CALLS: Self = Self::since(ServerBlock::V3_8_3);
    /// Users can be told when others come and go; later servers say yes and do nothing (source).
    pub const SUBSCRIBE_PRESENCE: Self = Self::of(&SUBSCRIBE);

    /// Friends can be pinned, and their rows can hold a text of the operator's.
    pub const EDIT_FRIENDS: Self = Self::of(&friends::UPDATE);
    /// It can be asked who of some users is in a black list; before, the list has to be read.
    pub const FIND_BLACKS: Self = Self::of(&friends::blacks::INFOS);
    /// Friend requests that wait are counted. It came with patch 5 of v3.8.3: older patches answer HTTP 404.
    pub const COUNT_FRIEND_REQUESTS: Self = Self::of(&friends::requests::COUNT);
    /// Conversations are told with their last messages and what is unread.
    pub const CONVERSATION_OVERVIEW: Self = Self::since(ServerBlock::V3_5);
    /// Which conversations are pinned, and which do not notify, can be asked; before, all have to be read.
    pub const PICK_CONVERSATIONS: Self = Self::of(&conversations::NOT_NOTIFYING);
    /// Conversations can be taken from a user's list.
    pub const DELETE_CONVERSATIONS: Self = Self::of(&conversations::DELETE);
    /// A search for messages finds all kinds at once; v3.5 one at a time, and texts if none is named (seen on v3.5.1).
    pub const SEARCH_ALL_KINDS: Self =
        Self::since(ServerBlock::V3_4).unless(ServerBlock::V3_5, ServerBlock::V3_5, Absence::NoEffect);
    /// Pages of a search are in the order of time, and the total is exact; later neither (seen on v3.4, v3.7; v3.8.3, main).
    pub const SEARCH_BY_TIME: Self = Self::until(ServerBlock::V3_7);
    /// A notification account may send notices; before, only administrators (seen on v3.4, v3.5; v3.7, v3.8.3, main).
    pub const NOTICES_BY_ACCOUNTS: Self = Self::since(ServerBlock::V3_6);
    /// A message for apps may go into a group.
    pub const NOTIFY_GROUPS: Self = Self::since(ServerBlock::Main);
    /// What apps ask to keep their copies of lists.
    pub const SYNC: Self = Self::of(&friends::sync::CHANGES);

    const fn since(since: ServerBlock) -> Self {
        Self { since, until: None, unless: None }
    }

    const fn until(until: ServerBlock) -> Self {
        Self { since: ServerBlock::V3_4, until: Some(until), unless: None }
    }

    const fn of(route: &Route) -> Self {
        Self { since: route.since, until: route.until, unless: None }
    }

    const fn unless(self, from: ServerBlock, to: ServerBlock, absence: Absence) -> Self {
        Self { unless: Some((from, to, absence)), ..self }
    }

    /// Whether servers of this block can do it.
    ///
    /// # Errors
    /// Why not.
    pub fn on(&self, block: ServerBlock) -> Result<(), Absence> {
        match (self.until, self.unless) {
            _ if block < self.since => Err(Absence::TooOld { since: self.since }),
            (Some(until), _) if block > until => Err(Absence::Gone { after: until }),
            (_, Some((from, to, absence))) if from <= block && block <= to => Err(absence),
            _ => Ok(()),
        }
    }
}

impl Client {
    /// Whether this server can do it, as far as its version is known.
    ///
    /// # Errors
    /// Why not.
    pub fn can(&self, feature: &Feature) -> Result<(), Absence> {
        feature.on(self.block())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ServerBlock::{Main, V3_4, V3_5, V3_6, V3_7, V3_8_0, V3_8_1, V3_8_3};

    #[test]
    fn each_absence_names_its_reason() {
        assert_eq!(Feature::FILTER_USERS.on(V3_5), Err(Absence::TooOld { since: V3_6 }));
        assert_eq!(Feature::FILTER_USERS.on(V3_6), Ok(()));
        assert_eq!(Feature::USER_TOKEN_KEEPS_OTHERS.on(V3_8_0), Ok(()));
        assert_eq!(Feature::USER_TOKEN_KEEPS_OTHERS.on(V3_8_1), Err(Absence::Gone { after: V3_8_0 }));
        assert_eq!(Feature::SUBSCRIBE_PRESENCE.on(V3_8_0), Err(Absence::Gone { after: V3_7 }));
        let accounts = [V3_4, V3_5, V3_6].map(|block| Feature::NOTIFICATION_ACCOUNTS.on(block));
        assert_eq!(accounts, [Err(Absence::TooOld { since: V3_5 }), Err(Absence::NoEffect), Ok(())]);
        let all_kinds = [V3_4, V3_5, V3_6].map(|block| Feature::SEARCH_ALL_KINDS.on(block));
        assert_eq!(all_kinds, [Ok(()), Err(Absence::NoEffect), Ok(())]);
        assert_eq!(Feature::CLIENT_CONFIG.on(V3_8_3), Err(Absence::TooOld { since: Main }));
    }

    #[test]
    fn what_the_blocks_know_of_themselves_is_the_same() {
        for block in ServerBlock::ALL {
            assert_eq!(Feature::FILTER_USERS.on(block).is_ok(), block.has_user_filters());
            assert_eq!(Feature::LOGOUT_ENDS_TOKEN.on(block).is_ok(), block.kicks_on_force_logout());
        }
    }
}
