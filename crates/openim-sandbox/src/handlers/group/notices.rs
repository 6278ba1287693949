//! What the server tells a group after each change. It lands among the group's messages, where search_msg finds it.

use serde::Serialize;
use serde_json::value::to_raw_value;

use super::shape::{GroupInfo, MemberInfo};
use crate::call::Call;
use crate::groups::Member;
use crate::world::World;

/// What has happened; the numbers are the product's `contentType`s.
pub(crate) enum Event<'a> {
    Created,
    InfoSet,
    Quit(&'a Member),
    OwnerChanged { old: &'a str, new: &'a str },
    Kicked(&'a [Member]),
    Invited(&'a [&'a str]),
    Entered(&'a str),
    Dismissed,
    MemberMuted { user_id: &'a str, seconds: u32 },
    MemberUnmuted(&'a str),
    Muted,
    Unmuted,
    MemberInfoSet(&'a str),
    MadeAdmin(&'a str),
    MadeOrdinary(&'a str),
    Announcement,
    Renamed,
}

/// The text of a notice: keys that an event does not have are absent.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Notice<'a> {
    group: Option<GroupInfo<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    op_user: Option<MemberInfo<'a>>,
    operation_time: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    group_owner_user: Option<MemberInfo<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    member_list: Vec<MemberInfo<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    invited_user_list: Vec<MemberInfo<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kicked_user_list: Vec<MemberInfo<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quit_user: Option<MemberInfo<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entrant_user: Option<MemberInfo<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    muted_user: Option<MemberInfo<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    muted_seconds: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new_group_owner: Option<MemberInfo<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_group_owner_info: Option<MemberInfo<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed_user: Option<MemberInfo<'a>>,
}

impl Call<'_> {
    /// Tells the group what the caller has just done.
    pub(super) fn tell_group(&mut self, group_id: &str, event: &Event<'_>) {
        let operator = self.caller_id().to_owned();
        self.world.tell_group(&operator, group_id, event, self.now_millis);
    }
}

impl World {
    /// Tells a group what `operator` has done.
    pub(crate) fn tell_group(&mut self, operator: &str, group_id: &str, event: &Event<'_>, now_millis: i64) {
        let Some(group) = self.groups.get(group_id) else { return };
        let world = &*self;
        let shown = |member| MemberInfo::of(world, group_id, member);
        let found = |user_id: &str| group.member(user_id).map(shown);
        let mut notice = Notice {
            group: Some(GroupInfo::of(group)),
            op_user: Some(MemberInfo::of_operator(world, group, operator)),
            ..Notice::default()
        };
        let content_type = match event {
            Event::Created => {
                notice.operation_time = group.create_time;
                notice.group_owner_user = group.owner().map(shown);
                notice.member_list = group.members.iter().map(shown).collect();
                1501
            }
            Event::InfoSet => 1502,
            Event::Quit(member) => {
                notice.op_user = None;
                notice.quit_user = Some(shown(member));
                1504
            }
            Event::OwnerChanged { old, new } => {
                notice.old_group_owner_info = found(old);
                notice.new_group_owner = found(new);
                1507
            }
            Event::Kicked(members) => {
                notice.kicked_user_list = members.iter().map(shown).collect();
                1508
            }
            Event::Invited(ids) => {
                notice.invited_user_list = ids.iter().filter_map(|id| found(id)).collect();
                1509
            }
            Event::Entered(user_id) => {
                notice.op_user = None;
                notice.entrant_user = found(user_id);
                1510
            }
            Event::Dismissed => 1511,
            Event::MemberMuted { user_id, seconds } => {
                notice.muted_user = found(user_id);
                notice.muted_seconds = Some(*seconds);
                1512
            }
            Event::MemberUnmuted(user_id) => {
                notice.muted_user = found(user_id);
                1513
            }
            Event::Muted => 1514,
            Event::Unmuted => 1515,
            Event::MemberInfoSet(user_id) => {
                notice.changed_user = found(user_id);
                1516
            }
            Event::MadeAdmin(user_id) => {
                notice.changed_user = found(user_id);
                1517
            }
            Event::MadeOrdinary(user_id) => {
                notice.changed_user = found(user_id);
                1518
            }
            Event::Announcement => 1519,
            Event::Renamed => 1520,
        };
        // Strings and numbers: this cannot fail.
        let Ok(detail) = to_raw_value(&notice) else { return };
        self.notify_group(content_type, operator, group_id, &detail, now_millis);
    }
}
