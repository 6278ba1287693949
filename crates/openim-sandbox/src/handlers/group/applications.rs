//! `/group`: the requests to join, as lists.

use serde::Serialize;

use super::shape::GroupInfo;
use crate::Server;
use crate::call::{Call, Outcome, Page, json, or_null};
use crate::failure::Failure;
use crate::groups::{Group, JoinRequest};
use crate::users::{User, fold};
use crate::world::World;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    user_info: Option<Person<'a>>,
    group_info: Option<GroupInfo<'a>>,
    handle_result: i32,
    req_msg: &'a str,
    handle_msg: &'a str,
    req_time: i64,
    /// Always empty, as the time: nobody stores who has decided, and when.
    #[serde(rename = "handleUserID")]
    handle_user_id: &'static str,
    handle_time: i64,
    ex: &'a str,
    join_source: i32,
    #[serde(rename = "inviterUserID")]
    inviter_user_id: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Person<'a> {
    #[serde(rename = "userID")]
    user_id: &'a str,
    nickname: &'a str,
    #[serde(rename = "faceURL")]
    face_url: &'a str,
    ex: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    total: usize,
    group_requests: Option<Vec<Row<'a>>>,
}

/// POST /group/get_recv_group_applicationList: the requests for the groups that `fromUserID` leads; anybody may ask for anybody.
/// From patch.5 on `groupIDs` takes the place of his groups, and `handleResults` chooses.
pub(crate) fn get_recv_group_application_list(call: &mut Call<'_>) -> Outcome {
    let user_id = call.required_string("fromUserID")?;
    let page = Page::read(call)?;
    let choice = Choice::read(call)?;
    call.enter_service(user_id.len())?;
    let is_asked = |request: &&JoinRequest| {
        let group_id = request.group_id.as_str();
        choice.groups.as_ref().map_or_else(|| leads(call.world, group_id, user_id), |ids| ids.contains(&group_id))
            && choice.has_result(request)
    };
    let found: Vec<&JoinRequest> = call.world.groups.requests().filter(is_asked).collect();
    answer(call, found, Some(page), true)
}

/// POST /group/get_user_req_group_applicationList: the requests of one user; anybody's but on main.
pub(crate) fn get_user_req_group_application_list(call: &mut Call<'_>) -> Outcome {
    let user_id = call.required_string("userID")?;
    let page = Page::read(call)?;
    let choice = Choice::read(call)?;
    call.enter_service(user_id.len())?;
    if call.server == Server::Main {
        call.self_or_admin(user_id)?;
    }
    let is_asked = |request: &&JoinRequest| {
        request.user_id == user_id
            && choice.groups.as_ref().is_none_or(|ids| ids.contains(&request.group_id.as_str()))
            && choice.has_result(request)
    };
    let found: Vec<&JoinRequest> = call.world.groups.requests().filter(is_asked).collect();
    answer(call, found, Some(page), true)
}

/// POST /group/get_group_users_req_application_list: the requests of some users for one group. The users themselves are left out.
pub(crate) fn get_group_users_req_application_list(call: &mut Call<'_>) -> Outcome {
    let group_id = call.required_string("groupID")?;
    let ids = call.required_ids(call.bound(call.body.strings("userIDs"))?, "userIDs")?;
    call.enter_service(group_id.len() + super::bytes(&ids))?;
    let is_asked = |request: &&JoinRequest| request.group_id == group_id && ids.contains(&request.user_id.as_str());
    let found: Vec<&JoinRequest> = call.world.groups.requests().filter(is_asked).collect();
    answer(call, found, None, false)
}

/// POST /group/get_specified_user_group_request_info (from 3.8.1): the request of one user for one group.
pub(crate) fn get_specified_user_group_request_info(call: &mut Call<'_>) -> Outcome {
    let group_id = call.required_string("groupID")?;
    let user_id = call.required_string("userID")?;
    call.group(group_id)?;
    let is_asked = |request: &&JoinRequest| request.group_id == group_id && request.user_id == user_id;
    let found: Vec<&JoinRequest> = call.world.groups.requests().filter(is_asked).collect();
    answer(call, found, None, true)
}

/// POST /group/get_group_application_unhandled_count (from patch.5): how many wait for `userID` since `time`.
pub(crate) fn get_group_application_unhandled_count(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Count {
        count: usize,
    }
    let user_id = call.required_string("userID")?;
    let since = call.bound(call.body.optional_int64("time"))?.unwrap_or_default();
    call.self_or_admin(user_id)?;
    let waits = |request: &&JoinRequest| {
        request.result == 0 && request.time > since && leads(call.world, &request.group_id, user_id)
    };
    json(&Count { count: call.world.groups.requests().filter(waits).count() })
}

/// The keys of patch.5 and later: which groups, and which results. Older ones do not know them; empty ones choose nothing.
struct Choice<'a> {
    groups: Option<Vec<&'a str>>,
    results: Option<Vec<i32>>,
}

impl<'a> Choice<'a> {
    fn read(call: &Call<'a>) -> Result<Self, Failure> {
        if call.server < Server::V383 {
            return Ok(Self { groups: None, results: None });
        }
        Ok(Self {
            groups: call.bound(call.body.strings("groupIDs"))?.filter(|ids| !ids.is_empty()),
            results: call.bound(call.body.int32s("handleResults"))?.filter(|results| !results.is_empty()),
        })
    }

    fn has_result(&self, request: &JoinRequest) -> bool {
        self.results.as_ref().is_none_or(|results| results.contains(&request.result))
    }
}

fn leads(world: &World, group_id: &str, user_id: &str) -> bool {
    world.groups.get(group_id).and_then(|group| group.member(user_id)).is_some_and(|member| member.leads())
}

/// The rows in the order of the version: by the user's ID on 3.4, the oldest first on 3.7, the newest first later.
fn answer(call: &Call<'_>, mut found: Vec<&JoinRequest>, page: Option<Page>, with_users: bool) -> Outcome {
    match call.server {
        Server::V34 => found.sort_by_cached_key(|request| fold(&request.user_id)),
        Server::V37 => {}
        Server::V383 | Server::Main => found.reverse(),
    }
    let total = found.len();
    let rows = match page {
        Some(page) => page.of(found.into_iter()),
        None => found,
    };
    let rows = rows.into_iter().map(|request| row(call.world, request, with_users));
    json(&Answer { total, group_requests: or_null(rows.collect()) })
}

fn row<'a>(world: &'a World, request: &'a JoinRequest, with_user: bool) -> Row<'a> {
    let person = |user: &'a User| Person {
        user_id: &user.user_id,
        nickname: &user.nickname,
        face_url: &user.face_url,
        ex: &user.ex,
    };
    let group: Option<&Group> = world.groups.get(&request.group_id);
    Row {
        user_info: world.users.get(&request.user_id).filter(|_| with_user).map(person),
        group_info: group.map(GroupInfo::of),
        handle_result: request.result,
        req_msg: &request.message,
        handle_msg: &request.answer,
        req_time: request.time,
        handle_user_id: "",
        handle_time: 0,
        ex: &request.ex,
        join_source: request.join_source,
        inviter_user_id: &request.inviter_user_id,
    }
}
