//! Groups as the server knows them.

use serde_json::Value;

use crate::ids::{GroupId, UserId};
use crate::json::{self, Read};

/// One group (`GroupInfo`, alike in all versions).
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Group {
    /// Its ID: any text.
    pub group_id: GroupId,
    /// Any text, hostile ones included; may be empty.
    pub name: String,
    /// What members are told at the top.
    pub notification: String,
    /// What it is about.
    pub introduction: String,
    /// Unchecked by the server: may be `javascript:…`.
    pub face_url: String,
    /// None where it has none, because he was kicked, made less, or it was dismissed. In the rows of the statistics always None from
    /// v3.7 on (seen).
    pub owner: Option<UserId>,
    /// Milliseconds since 1970.
    pub create_time_millis: Option<i64>,
    /// One too many right after an administrator from outside made it (seen); always 0 in the rows of the statistics of v3.8.3 and main.
    pub member_count: i64,
    /// Free for the operator's own use.
    pub ex: String,
    /// Whether it lives.
    pub status: GroupStatus,
    /// 0 who asks is judged and who is invited is in, 1 everybody is judged but those whom owner and administrators invite, 2 anybody
    /// is in. Others are stored, too (seen).
    pub need_verification: i32,
    /// Whether members may look at each other: 0 yes, 1 no. For apps; the server only keeps it.
    pub look_member_info: i32,
    /// Whether members may befriend each other: 0 yes, 1 no. For apps; the server only keeps it.
    pub apply_member_friend: i32,
    /// When the notification was last changed, in milliseconds since 1970.
    pub notification_time_millis: Option<i64>,
    /// Who changed it; empty: nobody.
    pub notification_user: UserId,
}

/// Whether a group lives. The server keeps it in one field, so that muting a dismissed group revives it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum GroupStatus {
    /// 0.
    #[default]
    Normal,
    /// 1; nothing sets it.
    Banned,
    /// 2: for good.
    Dismissed,
    /// 3: only owner and administrators speak.
    Muted,
    /// Something new.
    Unknown(i32),
}

/// A group that takes changes: it is not dismissed, and has an owner. Others take almost none, and some of those do harm that cannot be
/// undone: muting revives a dismissed group without owner, for ever (seen on v3.7, v3.8.3, main).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct LiveGroup<'g> {
    group: &'g Group,
    owner: &'g UserId,
}

/// Which groups.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct GroupFilter {
    /// Part of the name, taken literally; letter case counts from v3.5 on. On v3.4 `%` and `_` stand for any text and any letter. Blank:
    /// all.
    pub name: String,
}

impl Group {
    /// The group as one that takes changes. It should have been read a moment ago.
    #[must_use]
    pub fn live(&self) -> Option<LiveGroup<'_>> {
        let owner = self.owner.as_ref()?;
        (self.status != GroupStatus::Dismissed).then_some(LiveGroup { group: self, owner })
    }
}

impl<'g> LiveGroup<'g> {
    /// Its ID.
    #[must_use]
    pub fn id(self) -> &'g GroupId {
        &self.group.group_id
    }

    /// Its owner.
    #[must_use]
    pub fn owner(self) -> &'g UserId {
        self.owner
    }
}

pub(crate) fn read_group(group: &Value) -> Read<Group> {
    Ok(Group {
        group_id: json::group_id(group)?,
        name: json::text(group, "groupName"),
        notification: json::text(group, "notification"),
        introduction: json::text(group, "introduction"),
        face_url: json::text(group, "faceURL"),
        owner: Some(json::text(group, "ownerUserID")).filter(|id| !id.is_empty()).map(UserId::from),
        create_time_millis: json::time(group, "createTime"),
        member_count: json::integer(group, "memberCount").unwrap_or(0).max(0),
        ex: json::text(group, "ex"),
        status: match json::small_integer(group, "status") {
            0 => GroupStatus::Normal,
            1 => GroupStatus::Banned,
            2 => GroupStatus::Dismissed,
            3 => GroupStatus::Muted,
            other => GroupStatus::Unknown(other),
        },
        need_verification: json::small_integer(group, "needVerification"),
        look_member_info: json::small_integer(group, "lookMemberInfo"),
        apply_member_friend: json::small_integer(group, "applyMemberFriend"),
        notification_time_millis: json::time(group, "notificationUpdateTime"),
        notification_user: json::text(group, "notificationUserID").into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_a_group_with_an_owner_that_is_not_dismissed_takes_changes() {
        for (status, owner, lives) in [(0, "u", true), (3, "u", true), (2, "u", false), (0, "", false), (7, "u", true)]
        {
            let group = read_group(&json!({"groupID": "g", "status": status, "ownerUserID": owner})).unwrap();
            assert_eq!(group.live().is_some(), lives, "{status} {owner}");
        }
    }
}
