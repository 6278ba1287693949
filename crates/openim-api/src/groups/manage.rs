//! Making, changing, muting and ending groups. After each of these the group wants to be read again.

use serde_json::Value;

use super::model::read_group;
use super::{Group, Groups, LiveGroup};
use crate::cancel::CallOptions;
use crate::error::ApiError;
use crate::ids::{GroupId, UserId, listed, unique};
use crate::json;
use crate::route::{Access, Route};
use crate::server::ServerBlock;

const CREATE: Route = Route::writes("/group/create_group", Access::Oneself);
const UPDATE: Route = Route::writes("/group/set_group_info", Access::Member);
pub(crate) const UPDATE_EX: Route =
    Route::writes("/group/set_group_info_ex", Access::Member).since(ServerBlock::V3_8_1);
const MUTE: Route = Route::takes("/group/mute_group", Access::Member);
const UNMUTE: Route = Route::writes("/group/cancel_mute_group", Access::Member);
pub(crate) const DISMISS: Route = Route::takes("/group/dismiss_group", Access::Member);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&CREATE, &UPDATE, &UPDATE_EX, &MUTE, &UNMUTE, &DISMISS];

/// The one type of group that any version makes.
const WORKING_GROUP: i32 = 2;

/// A group to be made.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct NewGroup {
    /// Empty: the server makes up a number. Any other text is taken, so letters and digits are up to the caller.
    pub group_id: GroupId,
    /// No version checks it.
    pub name: String,
    /// What members are told at the top.
    pub notification: String,
    /// What it is about.
    pub introduction: String,
    /// Address of a picture, may be empty.
    pub face_url: String,
    /// Free for the operator's own use.
    pub ex: String,
    /// See [`Group::need_verification`].
    pub need_verification: i32,
    /// Must exist.
    pub owner: UserId,
    /// Beside the owner. Who is also named here or as owner is a member no second time.
    pub admins: Vec<UserId>,
    /// Beside owner and administrators. v3.4 wants at least one, v3.5 to v3.7 one or an administrator; from v3.8.1 on at most 1000.
    pub members: Vec<UserId>,
    /// Whether its members are not told; from patch 3 of v3.8.3 on, before they always are.
    pub is_quiet: bool,
}

/// What of a group is to change. None stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GroupChange {
    /// A blank one is not sent: no version takes it, and from v3.8.1 on it would make the whole call do nothing (seen).
    pub name: Option<String>,
    /// Members are told.
    pub notification: Option<String>,
    /// What it is about.
    pub introduction: Option<String>,
    /// Address of a picture.
    pub face_url: Option<String>,
    /// Free for the operator's own use.
    pub ex: Option<String>,
    /// See [`Group::need_verification`].
    pub need_verification: Option<i32>,
    /// See [`Group::look_member_info`].
    pub look_member_info: Option<i32>,
    /// See [`Group::apply_member_friend`].
    pub apply_member_friend: Option<i32>,
}

impl GroupChange {
    fn to_json(&self, group: &GroupId) -> Option<Vec<(&'static str, Value)>> {
        let name = self.name.as_ref().filter(|name| !name.trim().is_empty());
        let texts = [
            ("groupName", name),
            ("notification", self.notification.as_ref()),
            ("introduction", self.introduction.as_ref()),
            ("faceURL", self.face_url.as_ref()),
            ("ex", self.ex.as_ref()),
        ];
        let numbers = [
            ("needVerification", self.need_verification),
            ("lookMemberInfo", self.look_member_info),
            ("applyMemberFriend", self.apply_member_friend),
        ];
        let mut fields: Vec<_> =
            texts.into_iter().filter_map(|(key, text)| Some((key, text?.as_str().into()))).collect();
        fields.extend(numbers.into_iter().filter_map(|(key, number)| Some((key, number?.into()))));
        if fields.is_empty() {
            return None;
        }
        fields.push(("groupID", group.as_str().into()));
        Some(fields)
    }
}

impl Groups<'_> {
    /// `/group/create_group`: `{groupInfo, ownerUserID, adminUserIDs, memberUserIDs, sendMessage?}` → `{groupInfo}`: the group as made.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `NotFound` where a user does not exist, `AlreadyThere` where the ID is taken,
    /// also by a dismissed group (1202).
    pub async fn create(&self, new: &NewGroup, options: &CallOptions) -> Result<Group, ApiError> {
        let without = |ids: &[UserId], others: &[&[UserId]]| -> Vec<UserId> {
            let mut left = unique(ids);
            left.retain(|id| *id != new.owner && !others.iter().any(|others| others.contains(id)));
            left
        };
        let admins = without(&new.admins, &[]);
        let members = without(&new.members, &[&admins]);
        let info = json::fields(vec![
            ("groupID", new.group_id.as_str().into()),
            ("groupName", new.name.as_str().into()),
            ("notification", new.notification.as_str().into()),
            ("introduction", new.introduction.as_str().into()),
            ("faceURL", new.face_url.as_str().into()),
            ("ex", new.ex.as_str().into()),
            ("needVerification", new.need_verification.into()),
            ("groupType", WORKING_GROUP.into()),
        ]);
        let mut body = vec![
            ("groupInfo", info),
            ("ownerUserID", new.owner.as_str().into()),
            ("adminUserIDs", listed(&admins)),
            ("memberUserIDs", listed(&members)),
        ];
        if new.is_quiet {
            body.push(QUIET);
        }
        let touched: Vec<UserId> = [std::slice::from_ref(&new.owner), &admins, &members].concat();
        let answer = self.client.write(&CREATE, &touched, json::fields(body), options).await?;
        answer.read(|data| {
            let info = json::object(data)?.get("groupInfo").unwrap_or(&Value::Null);
            read_group(info).map_err(|mismatch| mismatch.within("groupInfo"))
        })
    }

    /// `/group/set_group_info_ex`, from v3.8.1 on: `{groupID, groupName?, notification?, …}` → nothing: changes what is to change. Nothing to
    /// change: nothing is sent.
    ///
    /// Before, `/group/set_group_info` `{groupInfoForSet: {…}}`, which takes an empty text for "as it is", that of `ex` excepted: see
    /// [`crate::Feature::CLEAR_GROUP_TEXTS`].
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; code 1204 where it has been dismissed meanwhile.
    pub async fn update(
        &self,
        group: LiveGroup<'_>,
        change: &GroupChange,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        let Some(fields) = change.to_json(group.id()) else { return Ok(()) };
        let (route, body): (&'static Route, _) = if self.client.block() >= UPDATE_EX.since {
            (&UPDATE_EX, fields)
        } else {
            (&UPDATE, vec![("groupInfoForSet", json::fields(fields))])
        };
        self.client.write(route, &[], json::fields(body), options).await.map(|answer| answer.done())
    }

    /// `/group/mute_group`, `/group/cancel_mute_group`: `{groupID}` → nothing: only owner and administrators speak, or all do again.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn mute(&self, group: LiveGroup<'_>, on: bool, options: &CallOptions) -> Result<(), ApiError> {
        let body = json::fields(vec![("groupID", group.id().as_str().into())]);
        let route: &'static Route = if on { &MUTE } else { &UNMUTE };
        self.client.write(route, &[], body, options).await.map(|answer| answer.done())
    }

    /// `/group/dismiss_group`: `{groupID, deleteMember: true, sendMessage?}` → nothing: ends a group for good. Its members would be gone
    /// within seconds also with `deleteMember: false` (seen on main), so there is no choice here.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; code 1204 or class `NotFound` where it has been dismissed meanwhile.
    pub async fn dismiss(&self, group: LiveGroup<'_>, is_quiet: bool, options: &CallOptions) -> Result<(), ApiError> {
        let mut body = vec![("groupID", group.id().as_str().into()), ("deleteMember", true.into())];
        if is_quiet {
            body.push(QUIET);
        }
        let touched = std::slice::from_ref(group.owner());
        self.client.write(&DISMISS, touched, json::fields(body), options).await.map(|answer| answer.done())
    }
}

/// Nobody is told. Versions before patch 3 of v3.8.3 do not know the key, and ignore it.
pub(super) const QUIET: (&str, Value) = ("sendMessage", Value::Bool(false));
