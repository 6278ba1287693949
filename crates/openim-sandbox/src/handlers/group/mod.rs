//! `/group`: groups, their members, and the requests to join them. The store is `groups.rs`.

pub(crate) mod applications;
pub(crate) mod create;
pub(crate) mod edit;
pub(crate) mod invite;
pub(crate) mod join;
pub(crate) mod leave;
pub(crate) mod list;
pub(crate) mod member_info;
pub(crate) mod members;
pub(crate) mod mute;
pub(crate) mod notices;
pub(crate) mod owner;
pub(crate) mod shape;
pub(crate) mod sync;

use crate::Server;
use crate::absence::NO_DOCUMENTS;
use crate::call::{Call, Data, Outcome};
use crate::failure::Failure;
use crate::groups::{Group, Member};

/// Most people of one create_group or invite (from 3.8.1).
const PEOPLE_LIMIT: usize = 1000;

impl Call<'_> {
    /// Whether a configured admin calls.
    fn is_app_admin(&self) -> bool {
        self.world.is_admin(self.caller_id())
    }

    /// The group, dismissed or not.
    fn group(&self, group_id: &str) -> Result<&Group, Failure> {
        let groups = &self.world.groups;
        groups.get(group_id).ok_or_else(|| self.world.group_absences.group_failure(self.server, group_id))
    }

    /// The group, which must not be dismissed.
    fn living_group(&self, group_id: &str) -> Result<&Group, Failure> {
        let group = self.group(group_id)?;
        let text = if self.server == Server::V383 { "DismissedAlreadyError" } else { "" };
        if group.is_dismissed() { Err(Failure::service(1204, text)) } else { Ok(group) }
    }

    /// A member of a group, by the calls that read neither through a cache.
    fn member(&self, group_id: &str, user_id: &str) -> Result<&Member, Failure> {
        let member = self.world.groups.get(group_id).and_then(|group| group.member(user_id));
        member.ok_or_else(|| nothing(self.server))
    }

    /// What a version answers to the follow-up call that patch.16 refuses: everybody is in by then.
    fn refused_follow_up(&self) -> Outcome {
        if self.server == Server::V383 { Err(Failure::service(1001, "maxSeq is invalid")) } else { Ok(Data::Nothing) }
    }

    /// Refuses callers that neither lead the group nor are configured admins.
    fn group_leaders_only(&self, group_id: &str) -> Result<(), Failure> {
        if self.is_app_admin() || self.member(group_id, self.caller_id())?.leads() {
            return Ok(());
        }
        Err(Failure::service(1002, "no group owner or admin"))
    }

    /// Refuses callers that are not in the group (from patch.5; before, everybody may read).
    fn group_members_only(&self, group_id: &str) -> Result<(), Failure> {
        if self.server <= Server::V37 || self.is_app_admin() {
            return Ok(());
        }
        let is_in = self.world.groups.get(group_id).is_some_and(|group| group.member(self.caller_id()).is_some());
        if is_in { Ok(()) } else { Err(Failure::service(1002, "op user not in group")) }
    }
}

/// Nothing of that name, where main has no cache to ask and so passes the data base's words on.
fn nothing(server: Server) -> Failure {
    match server {
        Server::V34 => Failure::database(1004, "record not found"),
        Server::V37 | Server::V383 => Failure::database(1004, NO_DOCUMENTS),
        Server::Main => Failure::service(500, NO_DOCUMENTS),
    }
}

/// What needs an owner, and there is none.
fn ownerless(group_id: &str) -> Failure {
    Failure::service(1004, format!("group {group_id} owner not found"))
}

/// About the size of IDs in a gRPC message.
fn bytes(ids: &[&str]) -> usize {
    ids.iter().map(|id| id.len() + 2).sum()
}
