//! Friends, requests and black lists as the server knows them.

use serde_json::Value;

use crate::ids::UserId;
use crate::json::{self, Read};
use crate::users::{User, read_user};

/// What others see of a user in their lists.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Profile {
    /// The user's ID.
    pub user_id: UserId,
    /// Any text, hostile ones included; may be empty.
    pub nickname: String,
    /// Unchecked by the server.
    pub face_url: String,
    /// Free for the operator's own use.
    pub ex: String,
}

/// A user's row of a friend.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Friend {
    /// The friend.
    pub profile: Profile,
    /// What the user calls the friend.
    pub remark: String,
    /// Milliseconds since 1970; None for those who were imported on v3.7 (seen).
    pub since_millis: Option<i64>,
    /// 1 imported, 2 by a request.
    pub add_source: i32,
    /// Who made them friends; for those who were imported an operationID up to v3.7 (seen).
    pub operator: String,
    /// Free for the operator's own use.
    pub ex: String,
    /// At the top of the user's list. False on v3.4, which does not tell.
    pub is_pinned: bool,
}

/// What of a friend's row is to change. None stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FriendChange {
    /// At the top of the user's list.
    pub is_pinned: Option<bool>,
    /// What the user calls the friend.
    pub remark: Option<String>,
    /// Free for the operator's own use.
    pub ex: Option<String>,
}

impl FriendChange {
    /// Whether there is nothing to change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Somebody in a user's black list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Black {
    /// Who it is.
    pub profile: Profile,
    /// Milliseconds since 1970; None where the server has no time.
    pub since_millis: Option<i64>,
    /// Who did it.
    pub operator: String,
    /// Free for the operator's own use.
    pub ex: String,
}

/// What a user has to do with another.
#[derive(Clone, PartialEq, Debug)]
pub struct Relation {
    /// The other.
    pub user: User,
    /// The user's row of the other as a friend.
    pub friend: Option<Friend>,
    /// The user's row of the other in the black list.
    pub black: Option<Black>,
}

/// A request to become friends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FriendRequest {
    /// Who asks.
    pub from: Profile,
    /// Who is asked.
    pub to: Profile,
    /// What has become of it.
    pub state: RequestState,
    /// What the one who asks says.
    pub message: String,
    /// Milliseconds since 1970.
    pub created_millis: Option<i64>,
    /// Who answered; empty while nobody did.
    pub handler: UserId,
    /// What was answered.
    pub answer: String,
    /// Milliseconds since 1970; None while nobody answered.
    pub handled_millis: Option<i64>,
    /// Free for the operator's own use.
    pub ex: String,
}

/// What has become of a request.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RequestState {
    /// Nobody has answered.
    Pending,
    /// Yes.
    Agreed,
    /// No.
    Refused,
    /// A number that means nothing.
    Unknown(i32),
}

impl RequestState {
    /// `handleResult`.
    pub(crate) fn read(row: &Value) -> Self {
        match json::small_integer(row, "handleResult") {
            0 => Self::Pending,
            1 => Self::Agreed,
            -1 => Self::Refused,
            other => Self::Unknown(other),
        }
    }
}

/// Nested objects may be null: of somebody whom the server cannot resolve nothing is known, not even the ID.
fn read_profile(row: &Value, key: &str) -> Read<Profile> {
    let Some(user) = row.get(key).filter(|user| !user.is_null()) else { return Ok(Profile::default()) };
    let user_id = json::user_id(user).map_err(|mismatch| mismatch.within(key))?;
    let text = |key| json::text(user, key);
    Ok(Profile { user_id, nickname: text("nickname"), face_url: text("faceURL"), ex: text("ex") })
}

pub(super) fn read_friend(row: &Value) -> Read<Friend> {
    Ok(Friend {
        profile: read_profile(json::object(row)?, "friendUser")?,
        remark: json::text(row, "remark"),
        since_millis: json::time(row, "createTime"),
        add_source: json::small_integer(row, "addSource"),
        operator: json::text(row, "operatorUserID"),
        ex: json::text(row, "ex"),
        is_pinned: json::flag(row, "isPinned"),
    })
}

pub(super) fn read_black(row: &Value) -> Read<Black> {
    Ok(Black {
        profile: read_profile(json::object(row)?, "blackUserInfo")?,
        since_millis: json::time(row, "createTime"),
        operator: json::text(row, "operatorUserID"),
        ex: json::text(row, "ex"),
    })
}

pub(super) fn read_relation(row: &Value) -> Read<Relation> {
    let part = |key: &str| json::object(row).map(|row| row.get(key).filter(|part| !part.is_null()));
    let user = part("userInfo")?.map_or_else(|| Ok(User::default()), read_user);
    let user = user.map_err(|mismatch| mismatch.within("userInfo"))?;
    // The rows leave out whom they are about (seen on v3.8.3).
    let profile = Profile {
        user_id: user.user_id.clone(),
        nickname: user.nickname.clone(),
        face_url: user.face_url.clone(),
        ex: user.ex.clone(),
    };
    let friend = part("friendInfo")?.map(read_friend).transpose()?;
    let black = part("blackInfo")?.map(read_black).transpose()?;
    Ok(Relation {
        friend: friend.map(|friend| Friend { profile: profile.clone(), ..friend }),
        black: black.map(|black| Black { profile, ..black }),
        user,
    })
}

pub(super) fn read_request(row: &Value) -> Read<FriendRequest> {
    let text = |key| json::text(row, key);
    let side = |id: &str, nickname, face_url| -> Read<Profile> {
        let user_id = json::required_text(row, id)?.into();
        Ok(Profile { user_id, nickname: text(nickname), face_url: text(face_url), ex: String::new() })
    };
    Ok(FriendRequest {
        from: side("fromUserID", "fromNickname", "fromFaceURL")?,
        to: side("toUserID", "toNickname", "toFaceURL")?,
        state: RequestState::read(row),
        message: text("reqMsg"),
        created_millis: json::time(row, "createTime"),
        handler: text("handlerUserID").into(),
        answer: text("handleMsg"),
        handled_millis: json::time(row, "handleTime"),
        ex: text("ex"),
    })
}
