//! Letting people in, putting them out, muting them, and what each may do. After a failed call of several the members want to be read
//! again: part of it may have happened.

use serde_json::Value;

use super::manage::QUIET;
use super::{Groups, LiveGroup};
use crate::cancel::CallOptions;
use crate::error::{ApiError, ErrorKind, guarded};
use crate::guard::Refusal;
use crate::ids::{UserId, listed, unique};
use crate::json;
use crate::route::{Access, Route};

const INVITE: Route = Route::writes("/group/invite_user_to_group", Access::Member);
const KICK: Route = Route::takes("/group/kick_group", Access::Member);
const MUTE_MEMBER: Route = Route::takes("/group/mute_group_member", Access::Member);
const UNMUTE_MEMBER: Route = Route::writes("/group/cancel_mute_group_member", Access::Member);
const SET_MEMBER: Route = Route::takes("/group/set_group_member_info", Access::Member);
pub(crate) const TRANSFER: Route = Route::takes("/group/transfer_group", Access::Member);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&INVITE, &KICK, &MUTE_MEMBER, &UNMUTE_MEMBER, &SET_MEMBER, &TRANSFER];

/// Servers add so many at a time; those that stumble over their own follow-up stop after the first lot (v3.8.3, source).
const LOT: usize = 50;

/// What became of an invitation.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Invited {
    /// In by this call, or asked to come in, where the group wants that.
    pub added: Vec<UserId>,
    /// Were in before, and were not sent along.
    pub present: Vec<UserId>,
}

/// What of a member is to change. None stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MemberChange {
    /// His name in the group; may be empty.
    pub nickname: Option<String>,
    /// Address of a picture.
    pub face_url: Option<String>,
    /// Free for the operator's own use.
    pub ex: Option<String>,
    /// What he may; never for the owner, see [`Groups::transfer`].
    pub role: Option<SettableRole>,
}

/// The roles that can be given. A second owner is not among them, which v3.4 would make (seen).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SettableRole {
    /// 20.
    Member,
    /// 60.
    Admin,
}

impl Groups<'_> {
    /// `/group/invite_user_to_group`: `{groupID, invitedUserIDs, reason, sendMessage?}` → nothing. An administrator of the server needs
    /// nobody's consent.
    ///
    /// One who is in already would fail the call, with others added and not counted (seen on v3.7, main); so the server is first asked
    /// who is, and the rest goes in lots of 50. Some patches of v3.8.3 answer a success with "maxSeq is invalid" (seen): it is taken for
    /// what it is.
    ///
    /// # Errors
    /// Every [`ErrorKind`] but `SecretNeeded`; the lots before the failed one are in. Class `NotFound` where a user does not exist,
    /// `AlreadyThere` in a race with another invitation.
    pub async fn invite(
        &self,
        group: LiveGroup<'_>,
        ids: &[UserId],
        reason: &str,
        is_quiet: bool,
        options: &CallOptions,
    ) -> Result<Invited, ApiError> {
        let ids = unique(ids);
        let present: Vec<UserId> =
            self.member_infos(group.id(), &ids, options).await?.into_iter().map(|member| member.user_id).collect();
        let added: Vec<UserId> = ids.into_iter().filter(|id| !present.contains(id)).collect();
        for lot in added.chunks(LOT) {
            let mut body = vec![
                ("groupID", group.id().as_str().into()),
                ("invitedUserIDs", listed(lot)),
                ("reason", reason.into()),
            ];
            if is_quiet {
                body.push(QUIET);
            }
            let outcome = self.client.write(&INVITE, lot, json::fields(body), options).await;
            done_in_spite_of_max_seq(outcome.map(|answer| answer.done()))?;
        }
        Ok(Invited { added, present })
    }

    /// `/group/kick_group`: `{groupID, kickedUserIDs, reason, sendMessage?}` → nothing: all of them or, if one is not in it, none. No IDs:
    /// nothing is sent.
    ///
    /// # Errors
    /// [`ErrorKind::Guarded`] with the owner where he is among them, before anything is sent: up to v3.7 an administrator could, and left
    /// a group that takes no changes any more (seen). Class `NotFound` where somebody is not in it; every other [`ErrorKind`] but
    /// `SecretNeeded`.
    pub async fn kick(
        &self,
        group: LiveGroup<'_>,
        ids: &[UserId],
        reason: &str,
        is_quiet: bool,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        let ids = unique(ids);
        if ids.is_empty() {
            return Ok(());
        }
        if ids.contains(group.owner()) {
            return Err(guarded(&KICK, Refusal::Protected(group.owner().clone())));
        }
        let mut body =
            vec![("groupID", group.id().as_str().into()), ("kickedUserIDs", listed(&ids)), ("reason", reason.into())];
        if is_quiet {
            body.push(QUIET);
        }
        self.client.write(&KICK, &ids, json::fields(body), options).await.map(|answer| answer.done())
    }

    /// `/group/mute_group_member`: `{groupID, userID, mutedSeconds}` → nothing: 0 is taken for 1, and the most leads to 2162.
    ///
    /// # Errors
    /// Every [`ErrorKind`] but `SecretNeeded`; class `NotFound` where he is not in it.
    pub async fn mute_member(
        &self,
        group: LiveGroup<'_>,
        user: &UserId,
        seconds: u32,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        let mut body = member(group, user);
        body.push(("mutedSeconds", seconds.max(1).into()));
        let touched = std::slice::from_ref(user);
        self.client.write(&MUTE_MEMBER, touched, json::fields(body), options).await.map(|answer| answer.done())
    }

    /// `/group/cancel_mute_group_member`: `{groupID, userID}` → nothing. Who was not muted is a success.
    ///
    /// # Errors
    /// Every [`ErrorKind`] but `SecretNeeded`; class `NotFound` where he is not in it.
    pub async fn unmute_member(
        &self,
        group: LiveGroup<'_>,
        user: &UserId,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        let (body, touched) = (json::fields(member(group, user)), std::slice::from_ref(user));
        self.client.write(&UNMUTE_MEMBER, touched, body, options).await.map(|answer| answer.done())
    }

    /// `/group/set_group_member_info`: `{members: [{groupID, userID, nickname?, faceURL?, roleLevel?, ex?}]}` → nothing. Nothing to change:
    /// nothing is sent.
    ///
    /// # Errors
    /// [`ErrorKind::Guarded`] with the owner where his role is to change, before anything is sent: servers from v3.5 on would do it, and
    /// leave a group that takes no changes any more (seen on v3.7, v3.8.3, main). Every other [`ErrorKind`] but `SecretNeeded`.
    pub async fn set_member(
        &self,
        group: LiveGroup<'_>,
        user: &UserId,
        change: &MemberChange,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        if *change == MemberChange::default() {
            return Ok(());
        }
        if change.role.is_some() && user == group.owner() {
            return Err(guarded(&SET_MEMBER, Refusal::Protected(user.clone())));
        }
        let mut row = member(group, user);
        let texts = [("nickname", &change.nickname), ("faceURL", &change.face_url), ("ex", &change.ex)];
        row.extend(texts.into_iter().filter_map(|(key, text)| Some((key, text.as_deref()?.into()))));
        if let Some(role) = change.role {
            let level = match role {
                SettableRole::Member => 20,
                SettableRole::Admin => 60,
            };
            row.push(("roleLevel", level.into()));
        }
        let body = json::fields(vec![("members", Value::Array(vec![json::fields(row)]))]);
        let touched = std::slice::from_ref(user);
        self.client.write(&SET_MEMBER, touched, body, options).await.map(|answer| answer.done())
    }

    /// `/group/transfer_group`: `{groupID, oldOwnerUserID, newOwnerUserID}` → nothing: makes a member the owner; the old one gets his role.
    /// To the owner himself: nothing is sent.
    ///
    /// The old owner is that of the group as it was just read: servers from v3.5 on do not check him, and a wrong one makes a second
    /// owner (seen on v3.7, v3.8.3, main).
    ///
    /// # Errors
    /// Every [`ErrorKind`] but `SecretNeeded`; class `NotFound` or `BadArgument` where the new one is not in it.
    pub async fn transfer(
        &self,
        group: LiveGroup<'_>,
        new_owner: &UserId,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        if new_owner == group.owner() {
            return Ok(());
        }
        let body = json::fields(vec![
            ("groupID", group.id().as_str().into()),
            ("oldOwnerUserID", group.owner().as_str().into()),
            ("newOwnerUserID", new_owner.as_str().into()),
        ]);
        let touched = [group.owner().clone(), new_owner.clone()];
        self.client.write(&TRANSFER, &touched, body, options).await.map(|answer| answer.done())
    }
}

fn member(group: LiveGroup<'_>, user: &UserId) -> Vec<(&'static str, Value)> {
    vec![("groupID", group.id().as_str().into()), ("userID", user.as_str().into())]
}

/// Some patches of v3.8.3 refuse their own follow-up of a change that is made (seen on patch 16).
pub(super) fn done_in_spite_of_max_seq(outcome: Result<(), ApiError>) -> Result<(), ApiError> {
    match outcome {
        Err(ApiError { kind: ErrorKind::Refused { code: 1001, ref detail, .. }, .. })
            if detail.text().contains("maxSeq is invalid") =>
        {
            Ok(())
        }
        outcome => outcome,
    }
}
