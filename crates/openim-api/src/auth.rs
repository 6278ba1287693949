//! `/auth`: issuing and reading tokens.

use serde_json::Value;

use crate::cancel::CallOptions;
use crate::claims::peek_token;
use crate::client::Client;
use crate::error::{ApiError, ErrorKind, guarded, secret_needed};
use crate::guard::Refusal;
use crate::ids::{Secret, Token, UserId};
use crate::json::{self, Mismatch, Read};
use crate::platform::Platform;
use crate::route::{Access, Route};
use crate::server::{Dialect, ServerBlock};

pub(crate) const GET_ADMIN_TOKEN: Route =
    Route::reads("/auth/get_admin_token", Access::Open).since(ServerBlock::V3_8_1);
pub(crate) const USER_TOKEN: Route = Route::reads("/auth/user_token", Access::Open).until(ServerBlock::V3_8_0);
/// The same for somebody else, which is no sign-in.
const USER_TOKEN_OF_ANY: Route = Route::writes("/auth/user_token", Access::Open).until(ServerBlock::V3_8_0);
pub(crate) const GET_USER_TOKEN: Route = Route::takes("/auth/get_user_token", Access::Admin).since(ServerBlock::V3_6);
const FORCE_LOGOUT: Route = Route::takes("/auth/force_logout", Access::Admin);
const PARSE_TOKEN: Route = Route::reads("/auth/parse_token", Access::Open);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&FORCE_LOGOUT];

/// The calls of `/auth`.
pub struct Auth<'a> {
    pub(crate) client: &'a Client,
}

/// A token fresh from the server.
#[derive(Clone, PartialEq, Debug)]
pub struct IssuedToken {
    /// The token.
    pub token: Token,
    /// Milliseconds since 1970, by this side's clock: the server names a duration.
    pub expires_at_millis: i64,
}

/// What the server reads in a token.
#[derive(Clone, PartialEq, Debug)]
pub struct ParsedToken {
    /// Whose token it is.
    pub user_id: UserId,
    /// For which platform it was issued: named by the server up to v3.6, numbered from v3.7 on.
    pub platform: Platform,
    /// Milliseconds since 1970, by the server's clock; None where the server names no time.
    pub expires_at_millis: Option<i64>,
}

impl Auth<'_> {
    /// Signs an administrator in, by the route of the server's dialect.
    ///
    /// Wrong secret: class `NoPermission`. Not an administrator: `BadArgument` in the new dialect (seen on v3.8.3, main); in the old one
    /// every existing user gets a token, and only the first call that needs an administrator is refused (seen on v3.4 to v3.7). An
    /// unknown account: `NotFound` in the old dialect.
    ///
    /// # Errors
    /// Every [`ErrorKind`] but `SecretNeeded`.
    pub async fn sign_in(
        &self,
        admin: &UserId,
        secret: &Secret,
        options: &CallOptions,
    ) -> Result<IssuedToken, ApiError> {
        match self.client.dialect() {
            Dialect::SecretInBody => {
                let body = by_secret(admin, secret, Platform::ADMIN);
                self.issue(&USER_TOKEN, &[], body, options).await
            }
            Dialect::AdminToken => self.get_admin_token(admin, secret, options).await,
        }
    }

    /// `/auth/get_admin_token`, from v3.8.1: `{secret, userID}` → `{token, expireTimeSeconds}`, a duration. On a main server the
    /// account's earlier tokens end five minutes later (seen: 300 s, then 1507).
    ///
    /// # Errors
    /// Every [`ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn get_admin_token(
        &self,
        admin: &UserId,
        secret: &Secret,
        options: &CallOptions,
    ) -> Result<IssuedToken, ApiError> {
        let body = json::fields(vec![("secret", secret.expose().into()), ("userID", admin.as_str().into())]);
        self.issue(&GET_ADMIN_TOKEN, &[], body, options).await
    }

    /// A token for a user, who is signed in by it like by his own: from v3.6 on `/auth/get_user_token` `{platformID, userID}`, before
    /// `/auth/user_token` `{secret, platformID, userID}` → `{token, expireTimeSeconds}`, a duration.
    ///
    /// From v3.8.1 on **the user's earlier token of that platform ends** (1506), unless both are of the same second and so the same
    /// text (seen on v3.8.3, main). Good platforms are those of [`ServerBlock::user_platforms`], but servers check little: up to v3.5 1
    /// to 10 pass, then any number up to v3.8.0, later any but 10, which is of class `NoPermission`.
    ///
    /// # Errors
    /// [`ErrorKind::SecretNeeded`] up to v3.5, before anything is sent; class `NotFound` for an unknown user; `NoPermission` for an
    /// administrator of the configuration, `BadArgument` for a notification account from v3.8.3 on; every other [`ErrorKind`].
    pub async fn user_token(
        &self,
        user: &UserId,
        platform: Platform,
        secret: Option<&Secret>,
        options: &CallOptions,
    ) -> Result<IssuedToken, ApiError> {
        let touched = std::slice::from_ref(user);
        if self.client.block() >= GET_USER_TOKEN.since {
            return self.issue(&GET_USER_TOKEN, touched, of_platform(user, platform), options).await;
        }
        let secret = secret.filter(|secret| !secret.is_empty()).ok_or_else(|| secret_needed(&USER_TOKEN_OF_ANY))?;
        self.issue(&USER_TOKEN_OF_ANY, touched, by_secret(user, secret, platform), options).await
    }

    /// `/auth/force_logout`: `{platformID, userID}` → nothing: closes the user's connections of one platform. From v3.8.0 on his token of
    /// that platform ends, too (1506); before, it lives on (seen on v3.4 to v3.7). Nobody there is a success.
    ///
    /// Platform 10 does nothing to an administrator up to v3.8.3; on main it ends that token (seen).
    ///
    /// # Errors
    /// [`ErrorKind::Guarded`] where that would be the token in use, before anything is sent; every other [`ErrorKind`] but `SecretNeeded`; class `BadArgument` for a platform that the server does not know: 11 up to v3.8.3.
    pub async fn force_logout(&self, user: &UserId, platform: Platform, options: &CallOptions) -> Result<(), ApiError> {
        let own = || self.client.token().and_then(peek_token).and_then(|claims| claims.user_id);
        if platform == Platform::ADMIN && own().as_ref() == Some(user) {
            return Err(guarded(&FORCE_LOGOUT, Refusal::Protected(user.clone())));
        }
        let (touched, body) = (std::slice::from_ref(user), of_platform(user, platform));
        self.client.write(&FORCE_LOGOUT, touched, body, options).await.map(|answer| answer.done())
    }

    /// [`Auth::force_logout`] on each of [`ServerBlock::logout_platforms`], one after the other: there is no call for all of them. One that
    /// fails does not keep the rest from being tried.
    ///
    /// # Errors
    /// Only what concerns them all: the end of the session, a guard, a cancelled call. What was done by then stays done, and may be
    /// repeated without harm.
    pub async fn force_logout_everywhere(
        &self,
        user: &UserId,
        options: &CallOptions,
    ) -> Result<Vec<(Platform, Result<(), ApiError>)>, ApiError> {
        let mut outcomes = Vec::new();
        for platform in self.client.block().logout_platforms() {
            let outcome = self.force_logout(user, platform, options).await;
            match outcome {
                Err(error)
                    if error.ends_session() || matches!(error.kind, ErrorKind::Cancelled | ErrorKind::Guarded(_)) =>
                {
                    return Err(error);
                }
                outcome => outcomes.push((platform, outcome)),
            }
        }
        Ok(outcomes)
    }

    async fn issue(
        &self,
        route: &'static Route,
        touched: &[UserId],
        body: Value,
        options: &CallOptions,
    ) -> Result<IssuedToken, ApiError> {
        let answer = self.client.write(route, touched, body, options).await?;
        let (started_at_millis, _) = answer.timing();
        answer.read(|data| read_issued(data, started_at_millis))
    }

    /// `/auth/parse_token`: `{token}` → `{userID, platform | platformID, expireTimeSeconds}`, here a point in time. The token travels in
    /// the body, so a refusal is about that one and never ends the session. Up to v3.6 this is the one call that tells an expired token
    /// (1501) from any other bad one (seen on v3.4).
    ///
    /// # Errors
    /// Every [`ErrorKind`] but `SecretNeeded`; a bad token is of class `Session`.
    pub async fn parse_token(&self, token: &Token, options: &CallOptions) -> Result<ParsedToken, ApiError> {
        let body = json::fields(vec![("token", token.expose().into())]);
        self.client.post(&PARSE_TOKEN, body, options).await?.read(read_parsed)
    }

    /// The server's version as close as an administrator's token can tell it: a main server is told from v3.8.3 by a route that only
    /// main has. Whatever goes wrong, the block known so far remains.
    pub async fn refine_block(&self, options: &CallOptions) -> ServerBlock {
        crate::probe::refine(self.client, options).await
    }
}

fn by_secret(user: &UserId, secret: &Secret, platform: Platform) -> Value {
    json::fields(vec![
        ("secret", secret.expose().into()),
        ("platformID", platform.id().into()),
        ("userID", user.as_str().into()),
    ])
}

fn of_platform(user: &UserId, platform: Platform) -> Value {
    json::fields(vec![("platformID", platform.id().into()), ("userID", user.as_str().into())])
}

fn read_issued(data: &Value, now_millis: i64) -> Read<IssuedToken> {
    let token = Token::new(json::required_text(json::object(data)?, "token")?);
    let duration = json::integer(data, "expireTimeSeconds").filter(|seconds| *seconds > 0);
    let by_duration = duration.map(|seconds| now_millis.saturating_add(seconds.saturating_mul(1000)));
    let by_claim = || peek_token(&token).and_then(|claims| claims.expires_at_millis);
    let expires_at_millis = by_duration.or_else(by_claim).ok_or_else(|| Mismatch::new("expireTimeSeconds", data))?;
    Ok(IssuedToken { token, expires_at_millis })
}

fn read_parsed(data: &Value) -> Read<ParsedToken> {
    let user_id = json::required_text(json::object(data)?, "userID")?.into();
    // Here the same field is a point in time.
    let seconds = json::integer(data, "expireTimeSeconds").filter(|seconds| *seconds > 0);
    Ok(ParsedToken {
        user_id,
        platform: Platform::read(data),
        expires_at_millis: seconds.map(|seconds| seconds.saturating_mul(1000)),
    })
}
