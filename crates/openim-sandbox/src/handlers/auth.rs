//! `/auth`: getting, reading and ending tokens.

use serde::Serialize;

use crate::Server;
use crate::call::{Call, Data, Outcome, json};
use crate::failure::Failure;
use crate::tokens::ADMIN_PLATFORM;

/// POST /auth/user_token (up to 3.8.0): a token for the shared secret, for any user and platform.
pub(crate) fn user_token(call: &mut Call<'_>) -> Outcome {
    let secret = call.bound(call.body.string("secret"))?;
    let platform_id = call.bound(call.body.int32("platformID"))?;
    let user_id = call.bound(call.body.string("userID"))?;
    if user_id.is_empty() {
        return Err(Failure::api(1001, "userID is empty"));
    }
    if !(1..=ADMIN_PLATFORM).contains(&platform_id) {
        return Err(Failure::api(1001, "platform is invalidate"));
    }
    call.enter_service(secret.len() + user_id.len())?;
    if secret != call.world.secret {
        return Err(Failure::service(1002, "secret invalid"));
    }
    match call.world.users.get_as_stored(user_id) {
        // The data base finds the row by its collation, then the service misses the exact ID in the answer (3.4).
        Some(user) if user.user_id != user_id => Err(Failure::database(1101, "userID not found")),
        Some(_) => call.issue_token(user_id, platform_id),
        None => Err(Failure::database(1004, "userID not found")),
    }
}

/// POST /auth/get_admin_token (from 3.8.1): a token for the shared secret, for a configured admin alone.
pub(crate) fn get_admin_token(call: &mut Call<'_>) -> Outcome {
    let secret = call.bound(call.body.string("secret"))?;
    let user_id = call.bound(call.body.string("userID"))?;
    if user_id.is_empty() {
        return Err(Failure::api(1001, "userID is empty"));
    }
    call.enter_service(secret.len() + user_id.len())?;
    if secret != call.world.secret {
        return Err(Failure::service(1002, "secret invalid"));
    }
    if !call.world.is_admin(user_id) {
        let admins = call.world.admins().join(" ");
        return Err(Failure::service(1001, format!("userID is error., userID={user_id}, adminUserID=[{admins}]")));
    }
    call.issue_token(user_id, ADMIN_PLATFORM)
}

/// POST /auth/get_user_token (from 3.6): an admin takes a token for somebody else. The platform is not checked.
pub(crate) fn get_user_token(call: &mut Call<'_>) -> Outcome {
    let platform_id = call.bound(call.body.int32("platformID"))?;
    let user_id = call.bound(call.body.string("userID"))?;
    call.enter_service(user_id.len())?;
    call.admin_only()?;
    let newer = call.server >= Server::V383;
    if newer && platform_id == ADMIN_PLATFORM {
        let text = "platformID invalid. platformID must not be adminPlatformID";
        return Err(Failure::service(1002, text));
    }
    if call.world.is_admin(user_id) {
        return Err(Failure::service(1002, "don't get Admin token"));
    }
    match call.world.users.get(user_id) {
        None => Err(Failure::database(1004, if newer { "record not found" } else { "userID not found" })),
        Some(user) if newer && user.app_manger_level >= 3 => Err(Failure::service(1001, "app account can`t get token")),
        Some(_) => call.issue_token(user_id, platform_id),
    }
}

/// POST /auth/parse_token: whom a token belongs to. Needs no token in the header.
pub(crate) fn parse_token(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Parsed<'a> {
        #[serde(rename = "userID")]
        user_id: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        platform: Option<&'static str>,
        #[serde(rename = "platformID", skip_serializing_if = "Option::is_none")]
        platform_id: Option<i32>,
        /// A point in time here, a duration in the answers that issue a token.
        expire_time_seconds: i64,
    }
    let token = call.bound(call.body.string("token"))?;
    if token.is_empty() {
        return Err(Failure::api(1001, "userID is empty"));
    }
    call.enter_service(token.len())?;
    let world = &*call.world;
    let holder = world.tokens.check(token, call.now_millis, |id| world.is_admin(id))?;
    let named = call.server == Server::V34;
    json(&Parsed {
        user_id: &holder.user_id,
        platform: named.then(|| platform_name(holder.platform_id)),
        platform_id: (!named).then_some(holder.platform_id),
        expire_time_seconds: holder.expires,
    })
}

/// POST /auth/force_logout: ends the connections (from 3.8.0: and the tokens) of one platform.
pub(crate) fn force_logout(call: &mut Call<'_>) -> Outcome {
    let platform_id = call.bound(call.body.int32("platformID"))?;
    let user_id = call.bound(call.body.string("userID"))?;
    if user_id.is_empty() {
        return Err(Failure::api(1001, "userID is empty"));
    }
    let last = if call.server == Server::Main { 12 } else { ADMIN_PLATFORM };
    if !(1..=last).contains(&platform_id) {
        return Err(Failure::api(1001, "platformID is invalidate"));
    }
    call.enter_service(user_id.len())?;
    call.admin_only()?;
    call.world.presence.close(user_id, platform_id);
    call.world.tokens.force_logout(user_id, platform_id);
    Ok(Data::Nothing)
}

/// The product's name of a platform.
pub(crate) fn platform_name(platform_id: i32) -> &'static str {
    match platform_id {
        1 => "IOS",
        2 => "Android",
        3 => "Windows",
        4 => "OSX",
        5 => "Web",
        6 => "MiniWeb",
        7 => "Linux",
        8 => "APad",
        9 => "IPad",
        10 => "Admin",
        _ => "",
    }
}
