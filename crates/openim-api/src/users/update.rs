//! Changing accounts.

use super::{User, Users};
use crate::cancel::CallOptions;
use crate::error::ApiError;
use crate::ids::UserId;
use crate::json;
use crate::route::{Access, Route};
use crate::server::ServerBlock;

const UPDATE: Route = Route::writes("/user/update_user_info", Access::Oneself);
pub(crate) const UPDATE_EX: Route =
    Route::writes("/user/update_user_info_ex", Access::Oneself).since(ServerBlock::V3_5);
const SET_RECV_OPT: Route = Route::writes("/user/set_global_msg_recv_opt", Access::AnyUser);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&UPDATE, &UPDATE_EX, &SET_RECV_OPT];

/// What of an account is to change. None stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct UserChange {
    /// Empty makes an account without a name (seen on v3.7, v3.8.3, main).
    pub nickname: Option<String>,
    /// Unchecked by the server.
    pub face_url: Option<String>,
    /// Free for the operator's own use.
    pub ex: Option<String>,
    /// 0 receive, 1 do not receive, 2 receive without notice; others are stored, too (seen on main).
    pub global_recv_msg_opt: Option<i32>,
}

impl UserChange {
    /// What leads from one state of an account to another.
    #[must_use]
    pub fn between(before: &User, after: &User) -> Self {
        let text = |before: &str, after: &str| (before != after).then(|| after.to_owned());
        Self {
            nickname: text(&before.nickname, &after.nickname),
            face_url: text(&before.face_url, &after.face_url),
            ex: text(&before.ex, &after.ex),
            global_recv_msg_opt: (before.global_recv_msg_opt != after.global_recv_msg_opt)
                .then_some(after.global_recv_msg_opt),
        }
    }

    /// Whether there is nothing to change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Users<'_> {
    /// `/user/update_user_info_ex`, from v3.5 on: `{userInfo: {userID, nickname?, faceURL?, ex?, globalRecvMsgOpt?}}` → nothing: changes
    /// what is to change and leaves the rest alone. An administrator may change anybody. Nothing to change: nothing is sent.
    ///
    /// v3.4 has `/user/update_user_info` alone, which ignores what is empty or 0: there nothing can be cleared, see
    /// [`crate::Feature::CLEAR_USER_TEXTS`]. It also writes the time of creation, as 0 if none is sent, and the level (seen): that is why
    /// both are taken from `before`, the account as it was just read. Its ID is the one that is changed.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `NotFound` for an unknown user.
    pub async fn update(&self, before: &User, change: &UserChange, options: &CallOptions) -> Result<(), ApiError> {
        if change.is_empty() {
            return Ok(());
        }
        let mut info = vec![("userID", before.user_id.as_str().into())];
        let texts = [("nickname", &change.nickname), ("faceURL", &change.face_url), ("ex", &change.ex)];
        info.extend(texts.into_iter().filter_map(|(key, text)| Some((key, text.as_deref()?.into()))));
        if let Some(opt) = change.global_recv_msg_opt {
            info.push(("globalRecvMsgOpt", opt.into()));
        }
        let route: &'static Route = if self.client.block() >= UPDATE_EX.since {
            &UPDATE_EX
        } else {
            info.push(("createTime", before.create_time_millis.unwrap_or(0).into()));
            info.push(("appMangerLevel", before.app_manger_level.into()));
            &UPDATE
        };
        let body = json::fields(vec![("userInfo", json::fields(info))]);
        let touched = std::slice::from_ref(&before.user_id);
        self.client.write(route, touched, body, options).await.map(|answer| answer.done())
    }

    /// `/user/set_global_msg_recv_opt`: `{userID, globalRecvMsgOpt}` → nothing. Any token may set it for anybody, and this alone checks
    /// that it is 0 to 2 (seen on v3.4 to main).
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `NotFound` for an unknown user, `BadArgument` for another number.
    pub async fn set_global_recv_opt(&self, user: &UserId, opt: i32, options: &CallOptions) -> Result<(), ApiError> {
        let body = json::fields(vec![("userID", user.as_str().into()), ("globalRecvMsgOpt", opt.into())]);
        self.client.write(&SET_RECV_OPT, std::slice::from_ref(user), body, options).await.map(|answer| answer.done())
    }
}
