//! Groups and members as answers and notices show them. The same fields in every version.

use serde::Serialize;

use crate::groups::{Group, Member};
use crate::world::World;

/// A group. Times in milliseconds since 1970.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GroupInfo<'a> {
    #[serde(rename = "groupID")]
    group_id: &'a str,
    group_name: &'a str,
    notification: &'a str,
    introduction: &'a str,
    #[serde(rename = "faceURL")]
    face_url: &'a str,
    #[serde(rename = "ownerUserID")]
    pub(crate) owner_user_id: &'a str,
    create_time: i64,
    pub(crate) member_count: usize,
    ex: &'a str,
    status: i32,
    /// Always empty.
    #[serde(rename = "creatorUserID")]
    creator_user_id: &'static str,
    group_type: i32,
    need_verification: i32,
    look_member_info: i32,
    apply_member_friend: i32,
    notification_update_time: i64,
    #[serde(rename = "notificationUserID")]
    notification_user_id: &'a str,
}

impl<'a> GroupInfo<'a> {
    /// The group with its owner and the cached number of its members.
    pub(crate) fn of(group: &'a Group) -> Self {
        Self {
            group_id: &group.group_id,
            group_name: &group.name,
            notification: &group.notification,
            introduction: &group.introduction,
            face_url: &group.face_url,
            owner_user_id: group.owner_id(),
            create_time: group.create_time,
            member_count: group.counted,
            ex: &group.ex,
            status: group.status,
            creator_user_id: "",
            group_type: 2,
            need_verification: group.need_verification,
            look_member_info: group.look_member_info,
            apply_member_friend: group.apply_member_friend,
            notification_update_time: group.notification_update_time,
            notification_user_id: &group.notification_user_id,
        }
    }
}

/// Somebody in a group.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MemberInfo<'a> {
    #[serde(rename = "groupID")]
    group_id: &'a str,
    #[serde(rename = "userID")]
    user_id: &'a str,
    role_level: i32,
    join_time: i64,
    nickname: &'a str,
    #[serde(rename = "faceURL")]
    face_url: &'a str,
    /// 0 in every list.
    app_manger_level: i32,
    join_source: i32,
    #[serde(rename = "operatorUserID")]
    operator_user_id: &'a str,
    ex: &'a str,
    mute_end_time: i64,
    #[serde(rename = "inviterUserID")]
    inviter_user_id: &'a str,
}

impl<'a> MemberInfo<'a> {
    /// The member; where he has no name or picture of his own in the group, those of the user.
    pub(crate) fn of(world: &'a World, group_id: &'a str, member: &'a Member) -> Self {
        let user = world.users.get(&member.user_id);
        let or_own = |text: &'a str, own: &'a str| if text.is_empty() { own } else { text };
        Self {
            group_id,
            user_id: &member.user_id,
            role_level: member.role,
            join_time: member.join_time,
            nickname: or_own(&member.nickname, user.map_or("", |user| &user.nickname)),
            face_url: or_own(&member.face_url, user.map_or("", |user| &user.face_url)),
            app_manger_level: 0,
            join_source: member.join_source,
            operator_user_id: &member.operator_user_id,
            ex: &member.ex,
            mute_end_time: member.mute_end_time,
            inviter_user_id: &member.inviter_user_id,
        }
    }

    /// Who has done something: a member, or a configured admin who stands beside the group with the role of an admin.
    pub(crate) fn of_operator(world: &'a World, group: &'a Group, user_id: &'a str) -> Self {
        if let Some(member) = group.member(user_id) {
            return Self::of(world, &group.group_id, member);
        }
        let user = world.users.get(user_id);
        Self {
            group_id: &group.group_id,
            user_id,
            role_level: crate::groups::ADMIN,
            join_time: 0,
            nickname: user.map_or("", |user| &user.nickname),
            face_url: user.map_or("", |user| &user.face_url),
            app_manger_level: user.map_or(0, |user| user.app_manger_level),
            join_source: 0,
            operator_user_id: "",
            ex: "",
            mute_end_time: 0,
            inviter_user_id: "",
        }
    }
}
