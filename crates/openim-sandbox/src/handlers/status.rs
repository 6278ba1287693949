//! `/user`: who is online. Nobody is: the sandbox has no websocket.

use serde::Serialize;

use crate::Server;
use crate::call::{Call, Outcome, json, or_null};
use crate::failure::Failure;

/// Most IDs of get_users_status up to 3.8.0.
const STATUS_LIMIT: usize = 500;

/// POST /user/get_users_online_status: one row for each ID asked, duplicates included.
pub(crate) fn get_users_online_status(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(untagged)]
    enum Status {
        Word(&'static str),
        Number(u8),
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Row<'a> {
        #[serde(rename = "userID")]
        user_id: &'a str,
        status: Status,
        detail_platform_status: Option<()>,
    }
    let ids = call.bound(call.body.strings("userIDs"))?.unwrap_or_default();
    call.enter_service(ids.iter().map(|id| id.len() + 2).sum())?;
    call.admin_only()?;
    let words = call.server.takes_secret_in_body();
    let status = || if words { Status::Word("offline") } else { Status::Number(0) };
    let rows = ids.into_iter().map(|id| Row { user_id: id, status: status(), detail_platform_status: None });
    json(&or_null(rows.collect()))
}

/// POST /user/get_users_online_token_detail: online users alone, so always `null`; callers without rights get that too.
pub(crate) fn get_users_online_token_detail(call: &mut Call<'_>) -> Outcome {
    call.bound(call.body.strings("userIDs"))?;
    json(&None::<()>)
}

/// POST /user/get_users_status: the same without tokens, for any caller.
pub(crate) fn get_users_status(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Row<'a> {
        #[serde(rename = "userID")]
        user_id: &'a str,
        status: u8,
        #[serde(rename = "platformIDs")]
        platform_ids: Option<()>,
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        status_list: Option<Vec<Row<'a>>>,
    }
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
    let rows = ids.into_iter().map(|id| Row { user_id: id, status: 0, platform_ids: None });
    json(&Answer { status_list: or_null(rows.collect()) })
}
