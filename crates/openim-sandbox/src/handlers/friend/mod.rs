//! `/friend`: friendships, black lists and friend requests, a file for each; the rows of the answers are here.

pub(crate) mod blacks;
pub(crate) mod changes;
pub(crate) mod lists;
pub(crate) mod requests;
pub(crate) mod sync;

use serde::Serialize;

use crate::Server;
use crate::friends::{Black, Friend};
use crate::users::{User, Users};

/// In which unit a row tells its time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// The lists of one user.
    Seconds,
    /// The calls that name users.
    Milliseconds,
}

impl Unit {
    fn of(self, millis: i64) -> i64 {
        if self == Self::Seconds { millis.div_euclid(1000) } else { millis }
    }
}

/// `FriendInfo`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::handlers) struct FriendRow<'a> {
    #[serde(rename = "ownerUserID")]
    owner: &'a str,
    remark: &'a str,
    create_time: i64,
    /// Without creation time, level and option; `null` where the row comes with a user of its own.
    friend_user: Option<User>,
    add_source: i32,
    #[serde(rename = "operatorUserID")]
    operator: &'a str,
    ex: &'a str,
    /// From 3.5.
    #[serde(skip_serializing_if = "Option::is_none")]
    is_pinned: Option<bool>,
}

impl<'a> FriendRow<'a> {
    fn new(server: Server, owner: &'a str, friend: &'a Friend, user: Option<&User>, unit: Unit) -> Self {
        let bare = |user: &User| User { create_time: 0, app_manger_level: 0, global_recv_msg_opt: 0, ..user.clone() };
        Self {
            owner,
            remark: &friend.remark,
            create_time: unit.of(friend.create_time),
            friend_user: user.map(bare),
            add_source: friend.add_source,
            operator: &friend.operator_user_id,
            ex: &friend.ex,
            is_pinned: (server > Server::V34).then_some(friend.is_pinned),
        }
    }

    /// The row of a list.
    pub(in crate::handlers) fn listed(server: Server, users: &Users, owner: &'a str, friend: &'a Friend) -> Self {
        Self::new(server, owner, friend, users.get(&friend.user_id), Unit::Seconds)
    }
}

/// `BlackInfo`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BlackRow<'a> {
    #[serde(rename = "ownerUserID")]
    owner: &'a str,
    create_time: i64,
    black_user_info: Option<PublicUser<'a>>,
    /// Always 0: nobody stores it.
    add_source: i32,
    #[serde(rename = "operatorUserID")]
    operator: &'a str,
    ex: &'a str,
}

#[derive(Serialize)]
struct PublicUser<'a> {
    #[serde(rename = "userID")]
    user_id: &'a str,
    nickname: &'a str,
    #[serde(rename = "faceURL")]
    face_url: &'a str,
    ex: &'a str,
}

impl<'a> BlackRow<'a> {
    fn new(users: &'a Users, owner: &'a str, black: &'a Black, unit: Unit) -> Self {
        let public = |user: &'a User| PublicUser {
            user_id: &user.user_id,
            nickname: &user.nickname,
            face_url: &user.face_url,
            ex: &user.ex,
        };
        Self {
            owner,
            create_time: unit.of(black.create_time),
            black_user_info: users.get(&black.user_id).map(public),
            add_source: 0,
            operator: &black.operator_user_id,
            ex: &black.ex,
        }
    }
}
