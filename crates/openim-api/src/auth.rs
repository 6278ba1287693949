//! `/auth`: issuing and reading tokens.

use serde_json::Value;

use crate::cancel::CallOptions;
use crate::claims::peek_token;
use crate::client::Client;
use crate::error::ApiError;
use crate::ids::{Secret, Token, UserId};
use crate::json::{self, Mismatch, Read};
use crate::route::{Access, Route};
use crate::server::{Dialect, ServerBlock};

pub(crate) const GET_ADMIN_TOKEN: Route =
    Route::reads("/auth/get_admin_token", Access::Open).since(ServerBlock::V3_8_1);
pub(crate) const USER_TOKEN: Route = Route::reads("/auth/user_token", Access::Open).until(ServerBlock::V3_8_0);
/// The same for somebody else, which is no sign-in.
const USER_TOKEN_OF_ANY: Route = Route::writes("/auth/user_token", Access::Open).until(ServerBlock::V3_8_0);
const PARSE_TOKEN: Route = Route::reads("/auth/parse_token", Access::Open);

/// Platform of an administrator's token. Asking for one kicks nobody, in any version.
pub const ADMIN_PLATFORM_ID: i32 = 10;

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
    /// For which platform it was issued.
    pub platform: Platform,
    /// Milliseconds since 1970, by the server's clock; None where the server names no time.
    pub expires_at_millis: Option<i64>,
}

/// A platform as the server tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Platform {
    /// Up to v3.6: "Admin", "Web".
    Named(String),
    /// From v3.7: 10, 5.
    Id(i32),
    /// Not told.
    Unknown,
}

impl Auth<'_> {
    /// Signs an administrator in, by the route of the server's dialect.
    ///
    /// Wrong secret: class `NoPermission`. Not an administrator: `BadArgument` in the new dialect (seen on v3.8.3, main); in the old one
    /// every existing user gets a token, and only the first call that needs an administrator is refused (seen on v3.4 to v3.7). An
    /// unknown account: `NotFound` in the old dialect.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn sign_in(
        &self,
        admin: &UserId,
        secret: &Secret,
        options: &CallOptions,
    ) -> Result<IssuedToken, ApiError> {
        match self.client.dialect() {
            Dialect::SecretInBody => {
                let body = by_secret(admin, secret, ADMIN_PLATFORM_ID);
                self.issue(&USER_TOKEN, &[], body, options).await
            }
            Dialect::AdminToken => self.get_admin_token(admin, secret, options).await,
        }
    }

    /// `/auth/get_admin_token`, from v3.8.1: `{secret, userID}` → `{token, expireTimeSeconds}`, a duration. On a main server the
    /// account's earlier tokens end five minutes later (seen: 300 s, then 1507).
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on older servers.
    pub async fn get_admin_token(
        &self,
        admin: &UserId,
        secret: &Secret,
        options: &CallOptions,
    ) -> Result<IssuedToken, ApiError> {
        let body = json::fields(vec![("secret", secret.expose().into()), ("userID", admin.as_str().into())]);
        self.issue(&GET_ADMIN_TOKEN, &[], body, options).await
    }

    /// `/auth/user_token`, up to v3.8.0: `{secret, platformID, userID}` → `{token, expireTimeSeconds}`, a duration. `platform_id` is
    /// 1 to 10; others are refused (1001, seen on v3.4, v3.7).
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on newer servers.
    pub async fn user_token(
        &self,
        user: &UserId,
        secret: &Secret,
        platform_id: i32,
        options: &CallOptions,
    ) -> Result<IssuedToken, ApiError> {
        let touched = std::slice::from_ref(user);
        self.issue(&USER_TOKEN_OF_ANY, touched, by_secret(user, secret, platform_id), options).await
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
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; a bad token is of class `Session`.
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

fn by_secret(user: &UserId, secret: &Secret, platform_id: i32) -> Value {
    json::fields(vec![
        ("secret", secret.expose().into()),
        ("platformID", platform_id.into()),
        ("userID", user.as_str().into()),
    ])
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
    let platform = match json::integer(data, "platformID").and_then(|id| i32::try_from(id).ok()) {
        Some(id) => Platform::Id(id),
        None => Some(json::text(data, "platform"))
            .filter(|name| !name.is_empty())
            .map_or(Platform::Unknown, Platform::Named),
    };
    // Here the same field is a point in time.
    let seconds = json::integer(data, "expireTimeSeconds").filter(|seconds| *seconds > 0);
    Ok(ParsedToken { user_id, platform, expires_at_millis: seconds.map(|seconds| seconds.saturating_mul(1000)) })
}
