//! `/user`: the accounts that send notices (from 3.5).

use serde::Serialize;

use crate::Server;
use crate::call::{Call, Data, Outcome, Page, json, or_null};
use crate::failure::Failure;
use crate::users::User;

/// The lowest level of a notification account.
const NOTIFICATION_LEVEL: i32 = 3;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Account<'a> {
    #[serde(rename = "userID")]
    user_id: &'a str,
    #[serde(rename = "faceURL")]
    face_url: &'a str,
    nick_name: &'a str,
    /// From 3.8.3.
    #[serde(skip_serializing_if = "Option::is_none")]
    app_manger_level: Option<i32>,
}

/// POST /user/add_notification_account.
pub(crate) fn add_notification_account(call: &mut Call<'_>) -> Outcome {
    let user_id = call.bound(call.body.string("userID"))?;
    let nickname = call.bound(call.body.string("nickName"))?;
    let face_url = call.bound(call.body.string("faceURL"))?;
    let level = call.bound(call.body.int32("appMangerLevel"))?;
    let newer = call.server >= Server::V383;
    if nickname.is_empty() || (!newer && face_url.is_empty()) {
        return Err(Failure::api(1001, "nickName is empty"));
    }
    call.enter_service(user_id.len() + nickname.len() + face_url.len())?;
    call.admin_only()?;
    if newer && level < NOTIFICATION_LEVEL {
        return Err(Failure::service(1001, "app level not supported"));
    }
    let user_id = if user_id.is_empty() {
        std::iter::repeat_with(|| (1_000_000_000 + call.world.random.below(9_000_000_000)).to_string())
            .find(|id| call.world.users.get(id).is_none())
            .unwrap_or_default()
    } else {
        user_id.to_owned()
    };
    if call.world.users.get(&user_id).is_some() {
        return Err(Failure::service(1001, "userID is used"));
    }
    let user = User {
        user_id: user_id.clone(),
        nickname: nickname.to_owned(),
        face_url: face_url.to_owned(),
        ex: String::new(),
        create_time: call.world.users.next_create_time(call.now_millis),
        app_manger_level: if newer { level } else { NOTIFICATION_LEVEL },
        global_recv_msg_opt: 0,
    };
    let answer = json(&account(&user, call.server));
    call.world.absences.forget(&user_id);
    call.world.users.insert(user);
    answer
}

/// POST /user/update_notification_account: empty is unchanged. Renames ordinary users too.
pub(crate) fn update_notification_account(call: &mut Call<'_>) -> Outcome {
    let user_id = call.bound(call.body.string("userID"))?;
    let nickname = call.bound(call.body.string("nickName"))?;
    let face_url = call.bound(call.body.string("faceURL"))?;
    if nickname.is_empty() && face_url.is_empty() {
        return Err(Failure::api(1001, "nickName and faceURL is empty"));
    }
    call.enter_service(user_id.len() + nickname.len() + face_url.len())?;
    call.admin_only()?;
    let text = if call.server == Server::Main { "" } else { "userID is not found" };
    let user = call.world.users.get_mut_as_stored(user_id).ok_or_else(|| Failure::service(1001, text))?;
    for (field, text) in [(&mut user.nickname, nickname), (&mut user.face_url, face_url)] {
        if !text.is_empty() {
            text.clone_into(field);
        }
    }
    Ok(Data::Nothing)
}

/// POST /user/search_notification_account: an exact userID, else an exact nickname, else (no keyword) the list.
pub(crate) fn search_notification_account(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        total: usize,
        notification_accounts: Option<Vec<Account<'a>>>,
    }
    let keyword = call.bound(call.body.string("keyword"))?;
    let level = call.bound(call.body.optional_int32("appManagerLevel"))?;
    let page = Page::read(call)?;
    call.enter_service(keyword.len())?;
    call.admin_only()?;
    let world = &*call.world;
    let all = || {
        world.users.iter().filter(|user| user.app_manger_level >= NOTIFICATION_LEVEL && !world.is_admin(&user.user_id))
    };
    let found: Vec<&User> = if keyword.is_empty() {
        let listed = |user: &&User| match (call.server, level) {
            (Server::Main, Some(level)) => user.app_manger_level == level,
            (Server::Main, None) => true,
            _ => user.app_manger_level == NOTIFICATION_LEVEL,
        };
        all().filter(listed).collect()
    } else if let Some(user) = all().find(|user| user.user_id == keyword) {
        vec![user]
    } else {
        all().filter(|user| user.nickname == keyword).collect()
    };
    let total = found.len();
    let rows = page.of(found.into_iter().map(|user| account(user, call.server)));
    json(&Answer { total, notification_accounts: or_null(rows) })
}

fn account(user: &User, server: Server) -> Account<'_> {
    Account {
        user_id: &user.user_id,
        face_url: &user.face_url,
        nick_name: &user.nickname,
        app_manger_level: (server >= Server::V383).then_some(user.app_manger_level),
    }
}
