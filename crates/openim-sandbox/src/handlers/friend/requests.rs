//! `/friend`: asking for a friendship, and answering.

use serde::Serialize;

use super::changes::tell_friends;
use crate::Server;
use crate::absence::NO_DOCUMENTS;
use crate::call::{Call, Data, Outcome, Page, json, or_null};
use crate::failure::Failure;
use crate::friends::{ASKED, Friend, FriendRequest};
use crate::users::Users;

/// `FriendRequest`. Times in milliseconds.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    #[serde(rename = "fromUserID")]
    from_user_id: &'a str,
    from_nickname: &'a str,
    #[serde(rename = "fromFaceURL")]
    from_face_url: &'a str,
    #[serde(rename = "toUserID")]
    to_user_id: &'a str,
    to_nickname: &'a str,
    #[serde(rename = "toFaceURL")]
    to_face_url: &'a str,
    handle_result: i32,
    req_msg: &'a str,
    create_time: i64,
    #[serde(rename = "handlerUserID")]
    handler_user_id: &'a str,
    handle_msg: &'a str,
    handle_time: i64,
    ex: &'a str,
}

impl<'a> Row<'a> {
    fn new(users: &'a Users, request: &'a FriendRequest) -> Self {
        let named = |id: &str| users.get(id).map_or(("", ""), |user| (user.nickname.as_str(), user.face_url.as_str()));
        let (from_nickname, from_face_url) = named(&request.from_user_id);
        let (to_nickname, to_face_url) = named(&request.to_user_id);
        Self {
            from_user_id: &request.from_user_id,
            from_nickname,
            from_face_url,
            to_user_id: &request.to_user_id,
            to_nickname,
            to_face_url,
            handle_result: request.result,
            req_msg: &request.message,
            create_time: request.create_time,
            handler_user_id: &request.handler_user_id,
            handle_msg: &request.answer,
            handle_time: request.handle_time,
            ex: &request.ex,
        }
    }
}

/// POST /friend/add_friend: asks. A second request takes the place of the first.
pub(crate) fn add_friend(call: &mut Call<'_>) -> Outcome {
    let from = call.required_string("fromUserID")?;
    let to = call.required_string("toUserID")?;
    let message = call.bound(call.body.string("reqMsg"))?;
    let ex = call.bound(call.body.string("ex"))?;
    call.enter_service(from.len() + to.len() + message.len() + ex.len())?;
    call.self_or_admin(from)?;
    if from == to {
        return Err(Failure::service(1301, format!("req.ToUserID, {to}=MISSING")));
    }
    if [from, to].iter().any(|id| call.world.users.get(id).is_none()) {
        let text = if call.server >= Server::V383 { "user not found" } else { "userID not found" };
        return Err(Failure::database(1004, text));
    }
    let friends = &call.world.friends;
    if friends.get(from, to).is_some() && friends.get(to, from).is_some() {
        return Err(Failure::service(1304, "already friends has f"));
    }
    call.world.friends.ask(FriendRequest {
        from_user_id: from.to_owned(),
        to_user_id: to.to_owned(),
        message: message.to_owned(),
        create_time: call.now_millis,
        ex: ex.to_owned(),
        ..FriendRequest::default()
    });
    Ok(Data::Nothing)
}

/// POST /friend/add_friend_response: the one who was asked answers, once.
pub(crate) fn add_friend_response(call: &mut Call<'_>) -> Outcome {
    let from = call.required_string("fromUserID")?;
    let to = call.required_string("toUserID")?;
    let result = call.bound(call.body.int32("handleResult"))?;
    let answer = call.bound(call.body.string("handleMsg"))?;
    if !matches!(result, 1 | -1) {
        return Err(Failure::api(1001, "handleResult is invalid"));
    }
    call.enter_service(from.len() + to.len() + answer.len())?;
    call.self_or_admin(to)?;
    let missing = match call.server {
        Server::Main => Failure::service(500, NO_DOCUMENTS),
        _ => Failure::database(1004, format!("{NO_DOCUMENTS} mongo find one")),
    };
    let request = call.world.friends.request_mut(from, to).ok_or(missing)?;
    if request.result != 0 {
        return Err(Failure::service(1001, "the friend request has been processed"));
    }
    request.result = result;
    request.handler_user_id = to.to_owned();
    request.answer = answer.to_owned();
    request.handle_time = call.now_millis;
    if result == 1 {
        let operator = call.caller_id().to_owned();
        for (owner, friend) in [(from, to), (to, from)] {
            let friend = Friend {
                user_id: friend.to_owned(),
                create_time: call.now_millis,
                add_source: ASKED,
                operator_user_id: operator.clone(),
                ..Friend::default()
            };
            call.world.friends.add(owner, friend);
        }
        tell_friends(call, from, to);
    }
    Ok(Data::Nothing)
}

/// POST /friend/get_friend_apply_list: what one user was asked. The list's key has a capital letter.
pub(crate) fn get_friend_apply_list(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Answer<'a> {
        #[serde(rename = "FriendRequests")]
        requests: Option<Vec<Row<'a>>>,
        total: usize,
    }
    let (requests, total) = list(call, |request, user_id| request.to_user_id == user_id)?;
    json(&Answer { requests, total })
}

/// POST /friend/get_self_friend_apply_list: what one user has asked.
pub(crate) fn get_self_friend_apply_list(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Answer<'a> {
        #[serde(rename = "friendRequests")]
        requests: Option<Vec<Row<'a>>>,
        total: usize,
    }
    let (requests, total) = list(call, |request, user_id| request.from_user_id == user_id)?;
    json(&Answer { requests, total })
}

/// A page of the requests that concern one user, the newest first. From 3.8.3-patch.5 `handleResults` picks by their state.
fn list<'a>(
    call: &'a Call<'_>,
    concerns: impl Fn(&FriendRequest, &str) -> bool,
) -> Result<(Option<Vec<Row<'a>>>, usize), Failure> {
    let page = Page::read(call)?;
    let user_id = call.required_string("userID")?;
    let newer = call.server >= Server::V383;
    let results = if newer { call.bound(call.body.int64s("handleResults"))?.unwrap_or_default() } else { Vec::new() };
    call.enter_service(user_id.len())?;
    if newer {
        call.self_or_admin(user_id)?;
    }
    let wanted = |request: &&FriendRequest| {
        concerns(request, user_id) && (results.is_empty() || results.contains(&request.result.into()))
    };
    let all: Vec<&FriendRequest> = call.world.friends.requests().rev().filter(wanted).collect();
    let total = all.len();
    let rows = page.of(all.into_iter().map(|request| Row::new(&call.world.users, request)));
    Ok((or_null(rows), total))
}

/// POST /friend/get_designated_friend_apply: the requests between two users. On main one of the two must ask, or an admin.
pub(crate) fn get_designated_friend_apply(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        friend_requests: Option<Vec<Row<'a>>>,
    }
    let from = call.required_string("fromUserID")?;
    let to = call.required_string("toUserID")?;
    call.enter_service(from.len() + to.len())?;
    if call.server == Server::Main {
        call.one_of_or_admin(&[from, to])?;
    }
    let between = |request: &&FriendRequest| {
        let pair = (request.from_user_id.as_str(), request.to_user_id.as_str());
        pair == (from, to) || pair == (to, from)
    };
    let requests = call.world.friends.requests().filter(between);
    let rows = requests.map(|request| Row::new(&call.world.users, request)).collect();
    json(&Answer { friend_requests: or_null(rows) })
}

/// POST /friend/get_self_unhandled_apply_count (from 3.8.3-patch.5): how many wait for this user's answer since a time.
pub(crate) fn get_self_unhandled_apply_count(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Answer {
        count: usize,
    }
    let user_id = call.bound(call.body.string("userID"))?;
    let since = call.bound(call.body.optional_int64("time"))?.unwrap_or_default();
    call.enter_service(user_id.len())?;
    call.self_or_admin(user_id)?;
    let waits =
        |request: &&FriendRequest| request.to_user_id == user_id && request.result == 0 && request.create_time > since;
    json(&Answer { count: call.world.friends.requests().filter(waits).count() })
}
