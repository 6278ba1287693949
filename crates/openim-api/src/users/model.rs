//! Users as the server knows them.

use serde_json::Value;

use crate::ids::UserId;
use crate::json::{self, Read};

/// One account (`UserInfo`, alike in all versions).
#[derive(Clone, PartialEq, Debug, Default)]
pub struct User {
    /// Its ID.
    pub user_id: UserId,
    /// Any text, hostile ones included; may be empty.
    pub nickname: String,
    /// Unchecked by the server: may be `javascript:…`.
    pub face_url: String,
    /// Free for the operator's own use.
    pub ex: String,
    /// Milliseconds since 1970. None where the server has no time, which it writes as 0 or as a time before 1970.
    pub create_time_millis: Option<i64>,
    /// 0 and 1 ordinary, 2 app administrator, 3 notification account, 4 robot. (The server's spelling.)
    pub app_manger_level: i32,
    /// 0 receive, 1 do not receive, 2 receive without notice.
    pub global_recv_msg_opt: i32,
}

/// An account to be registered.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct NewUser {
    /// See [`crate::user_id_problem`].
    pub user_id: UserId,
    /// Must not be empty from v3.5 on.
    pub nickname: String,
    /// Address of the avatar, may be empty.
    pub face_url: String,
    /// Free for the operator's own use.
    pub ex: String,
    /// Any other level than 0 and 1 hides the account from the list from v3.6 on.
    pub app_manger_level: i32,
    /// 0 receive, 1 do not receive, 2 receive without notice.
    pub global_recv_msg_opt: i32,
}

/// Which users.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct UserFilter {
    /// Part of userID or nickname in any letter case, taken literally. Blank: all.
    pub keyword: String,
}

/// Whether an ID is taken.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AccountStatus {
    /// It is.
    Registered,
    /// It is not.
    Unregistered,
    /// The server said nothing of it, or something new.
    Unknown,
}

pub(crate) fn read_user(user: &Value) -> Read<User> {
    Ok(User {
        user_id: json::user_id(user)?,
        nickname: json::text(user, "nickname"),
        face_url: json::text(user, "faceURL"),
        ex: json::text(user, "ex"),
        create_time_millis: json::time(user, "createTime"),
        app_manger_level: json::small_integer(user, "appMangerLevel"),
        global_recv_msg_opt: json::small_integer(user, "globalRecvMsgOpt"),
    })
}

pub(crate) fn read_status(row: &Value) -> Read<(UserId, AccountStatus)> {
    let id = json::user_id(row)?;
    // A word up to v3.8.0, a number from v3.8.1 on.
    let status = match row.get("accountStatus") {
        Some(Value::String(word)) if word.eq_ignore_ascii_case("registered") => AccountStatus::Registered,
        Some(Value::String(word)) if word.eq_ignore_ascii_case("unregistered") => AccountStatus::Unregistered,
        Some(other) => match json::as_integer(other) {
            Some(1) => AccountStatus::Registered,
            Some(0) => AccountStatus::Unregistered,
            _ => AccountStatus::Unknown,
        },
        None => AccountStatus::Unknown,
    };
    Ok((id, status))
}

impl NewUser {
    pub(crate) fn to_json(&self) -> Value {
        json::fields(vec![
            ("userID", self.user_id.as_str().into()),
            ("nickname", self.nickname.as_str().into()),
            ("faceURL", self.face_url.as_str().into()),
            ("ex", self.ex.as_str().into()),
            ("appMangerLevel", self.app_manger_level.into()),
            ("globalRecvMsgOpt", self.global_recv_msg_opt.into()),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_status_is_read_as_word_or_number() {
        for (status, read) in [
            (json!("registered"), AccountStatus::Registered),
            (json!("unregistered"), AccountStatus::Unregistered),
            (json!(1), AccountStatus::Registered),
            (json!(0.0), AccountStatus::Unregistered),
            (json!("1"), AccountStatus::Registered),
            (json!(2), AccountStatus::Unknown),
            (json!("gone"), AccountStatus::Unknown),
            (json!(null), AccountStatus::Unknown),
        ] {
            let row = json!({"userID": "a", "accountStatus": status});
            assert_eq!(read_status(&row).unwrap().1, read, "{status}");
        }
    }
}
