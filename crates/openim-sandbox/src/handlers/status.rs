//! `/user`: who is online, on which platforms, with which tokens, and who hears of it.

use serde::Serialize;

use super::auth::platform_name;
use crate::Server;
use crate::call::{Call, Outcome, json, or_null};
use crate::failure::Failure;
use crate::messages::id_text;

/// Most IDs of get_users_status up to 3.8.0.
const STATUS_LIMIT: usize = 500;

/// Online or not: a word up to 3.8.0, a number later.
#[derive(Serialize)]
#[serde(untagged)]
enum Status {
    Word(&'static str),
    Number(u8),
}

impl Status {
    fn new(server: Server, online: bool) -> Self {
        match (server.takes_secret_in_body(), online) {
            (true, true) => Self::Word("online"),
            (true, false) => Self::Word("offline"),
            (false, online) => Self::Number(online.into()),
        }
    }
}

/// A platform: its name up to 3.8.0, its number later.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Platform {
    #[serde(skip_serializing_if = "Option::is_none")]
    platform: Option<&'static str>,
    #[serde(rename = "platformID", skip_serializing_if = "Option::is_none")]
    platform_id: Option<i32>,
}

impl Platform {
    fn new(server: Server, platform_id: i32) -> Self {
        let named = server.takes_secret_in_body();
        Self { platform: named.then(|| platform_name(platform_id)), platform_id: (!named).then_some(platform_id) }
    }
}

/// POST /user/get_users_online_status: one row for each ID asked, duplicates included, with the tokens of the connections.
pub(crate) fn get_users_online_status(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Detail<'a> {
        #[serde(flatten)]
        platform: Platform,
        /// Up to 3.8.0.
        #[serde(skip_serializing_if = "Option::is_none")]
        status: Option<&'static str>,
        #[serde(rename = "connID")]
        conn_id: String,
        is_background: bool,
        token: &'a str,
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Row<'a> {
        #[serde(rename = "userID")]
        user_id: &'a str,
        status: Status,
        detail_platform_status: Option<Vec<Detail<'a>>>,
    }
    let ids = call.bound(call.body.strings("userIDs"))?.unwrap_or_default();
    call.enter_service(ids.iter().map(|id| id.len() + 2).sum())?;
    if call.admin_only().is_err() {
        return Err(Failure::api(1002, "only app manager"));
    }
    let row = |user_id| {
        let open = call.world.presence.of(user_id);
        let details = open.iter().map(|connection| Detail {
            platform: Platform::new(call.server, connection.platform_id),
            status: call.server.takes_secret_in_body().then_some("online"),
            conn_id: id_text(connection.conn_id),
            is_background: false,
            token: &connection.token,
        });
        let status = Status::new(call.server, !open.is_empty());
        Row { user_id, status, detail_platform_status: or_null(details.collect()) }
    };
    json(&or_null(ids.into_iter().map(row).collect()))
}

/// POST /user/get_users_online_token_detail: online users alone. Callers without rights learn nothing, and not that either.
pub(crate) fn get_users_online_token_detail(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Tokens<'a> {
        #[serde(flatten)]
        platform: Platform,
        total: usize,
        token: [&'a str; 1],
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Row<'a> {
        #[serde(rename = "userID")]
        user_id: &'a str,
        status: Status,
        single_platform_token: Vec<Tokens<'a>>,
    }
    let ids = call.bound(call.body.strings("userIDs"))?.unwrap_or_default();
    if call.admin_only().is_err() {
        return json(&None::<()>);
    }
    let mut rows = Vec::new();
    for user_id in ids {
        let open = call.world.presence.of(user_id);
        if open.is_empty() {
            continue;
        }
        let tokens = open.iter().map(|connection| Tokens {
            platform: Platform::new(call.server, connection.platform_id),
            total: 1,
            token: [&connection.token],
        });
        rows.push(Row { user_id, status: Status::new(call.server, true), single_platform_token: tokens.collect() });
    }
    json(&or_null(rows))
}

/// A row without tokens.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StatusRow<'a> {
    #[serde(rename = "userID")]
    user_id: &'a str,
    status: u8,
    #[serde(rename = "platformIDs")]
    platform_ids: Option<Vec<i32>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StatusList<'a> {
    status_list: Option<Vec<StatusRow<'a>>>,
}

fn statuses<'a>(call: &Call<'_>, ids: impl Iterator<Item = &'a str>) -> Outcome {
    let row = |user_id| {
        let platform_ids = or_null(call.world.presence.platforms(user_id));
        StatusRow { user_id, status: platform_ids.is_some().into(), platform_ids }
    };
    json(&StatusList { status_list: or_null(ids.map(row).collect()) })
}

/// POST /user/get_users_status: the same without tokens, for any caller.
pub(crate) fn get_users_status(call: &mut Call<'_>) -> Outcome {
    let user_id = call.bound(call.body.string("userID"))?;
    let ids = call.bound(call.body.strings("userIDs"))?;
    let old = call.server < Server::V383;
    if old && user_id.is_empty() {
        return Err(Failure::api(1001, "userID is empty"));
    }
    let ids = call.required_ids(ids, "UserIDs")?;
    if ids.is_empty() {
        return Err(Failure::service(1001, "UserIDs is empty"));
    }
    if old && ids.len() > STATUS_LIMIT {
        return Err(Failure::api(1001, "Limit the amount of data per query"));
    }
    call.enter_service(ids.iter().map(|id| id.len() + 2).sum())?;
    statuses(call, ids.into_iter())
}

/// POST /user/subscribe_users_status: from 3.8.0 nothing comes of it.
pub(crate) fn subscribe_users_status(call: &mut Call<'_>) -> Outcome {
    let user_id = call.bound(call.body.string("userID"))?;
    let ids = call.bound(call.body.strings("userIDs"))?.unwrap_or_default();
    let genre = call.bound(call.body.int32("genre"))?;
    if !matches!(genre, 1 | 2) {
        return Err(Failure::api(1001, "invalid subscription type parameter"));
    }
    call.enter_service(user_id.len() + ids.iter().map(|id| id.len() + 2).sum::<usize>())?;
    if call.server >= Server::V383 {
        return json(&StatusList { status_list: None });
    }
    if genre == 2 {
        call.world.presence.unwatch(user_id, &ids);
        return json(&StatusList { status_list: None });
    }
    call.world.presence.watch(user_id, &ids);
    statuses(call, ids.into_iter())
}

/// POST /user/get_subscribe_users_status: those that a user hears of; from 3.8.0 nobody.
pub(crate) fn get_subscribe_users_status(call: &mut Call<'_>) -> Outcome {
    let user_id = call.bound(call.body.string("userID"))?;
    if user_id.is_empty() && call.server > Server::V34 {
        return Err(Failure::api(1001, "UserID is empty"));
    }
    call.enter_service(user_id.len())?;
    statuses(call, call.world.presence.watched_by(user_id))
}
