//! `/friend`: reading friendships.

use serde::Serialize;

use super::{BlackRow, FriendRow, Unit};
use crate::Server;
use crate::call::{Call, Outcome, Page, json, or_null};
use crate::failure::Failure;
use crate::users::User;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Friends<'a> {
    friends_info: Option<Vec<FriendRow<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<usize>,
}

/// POST /friend/get_friend_list: a page of one user's friends. Up to 3.7 an unknown user is an error.
pub(crate) fn get_friend_list(call: &mut Call<'_>) -> Outcome {
    let page = Page::read(call)?;
    let owner = call.required_string("userID")?;
    call.enter_service(owner.len())?;
    call.self_or_admin(owner)?;
    let users = &call.world.users;
    if call.server < Server::V383 && users.get(owner).is_none() {
        return Err(Failure::database(1004, "userID not found"));
    }
    let friends = call.world.friends.of(owner);
    let total = Some(friends.len());
    let rows = page.of(friends.into_iter().map(|friend| FriendRow::listed(call.server, users, owner, friend)));
    json(&Friends { friends_info: or_null(rows), total })
}

/// POST /friend/get_friend_id: the IDs of all friends of one user.
pub(crate) fn get_friend_id(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Answer<'a> {
        #[serde(rename = "friendIDs")]
        friend_ids: Option<Vec<&'a str>>,
    }
    let owner = call.required_string("userID")?;
    call.enter_service(owner.len())?;
    call.self_or_admin(owner)?;
    let ids = call.world.friends.of(owner).into_iter().map(|friend| friend.user_id.as_str()).collect();
    json(&Answer { friend_ids: or_null(ids) })
}

/// POST /friend/is_friend: whether each has the other in his list. On main one of the two must ask, or an admin.
pub(crate) fn is_friend(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer {
        in_user1_friends: bool,
        in_user2_friends: bool,
    }
    let one = call.required_string("userID1")?;
    let other = call.required_string("userID2")?;
    call.enter_service(one.len() + other.len())?;
    if call.server == Server::Main {
        call.one_of_or_admin(&[one, other])?;
    }
    let has = |owner: &str, user_id: &str| call.world.friends.get(owner, user_id).is_some();
    json(&Answer { in_user1_friends: has(one, other), in_user2_friends: has(other, one) })
}

/// POST /friend/get_designated_friends: these friends. Up to 3.7 one who is none fails the call.
pub(crate) fn get_designated_friends(call: &mut Call<'_>) -> Outcome {
    let owner = call.required_string("ownerUserID")?;
    let ids = call.bound(call.body.strings("friendUserIDs"))?;
    let ids = call.required_ids(ids, "friendUserIDS")?;
    call.enter_service(owner.len())?;
    if call.server >= Server::V383 {
        call.self_or_admin(owner)?;
    }
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        match call.world.friends.get(owner, id) {
            Some(friend) => rows.push(FriendRow::listed(call.server, &call.world.users, owner, friend)),
            None if call.server < Server::V383 => return Err(Failure::service(1004, "")),
            None => {}
        }
    }
    json(&Friends { friends_info: or_null(rows), total: None })
}

/// POST /friend/get_specified_friends_info: users, with what the owner has made of each. Up to 3.7 a stranger fails the call.
pub(crate) fn get_specified_friends_info(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Row<'a> {
        user_info: &'a User,
        friend_info: Option<FriendRow<'a>>,
        black_info: Option<BlackRow<'a>>,
    }
    #[derive(Serialize)]
    struct Answer<'a> {
        infos: Option<Vec<Row<'a>>>,
    }
    let owner = call.required_string("ownerUserID")?;
    let ids = call.bound(call.body.strings("userIDList"))?;
    let ids = call.required_ids(ids, "userIDList")?;
    call.enter_service(owner.len())?;
    if call.server >= Server::V383 {
        call.self_or_admin(owner)?;
    }
    let (users, friends) = (&call.world.users, &call.world.friends);
    let mut infos = Vec::with_capacity(ids.len());
    for id in ids {
        let friend = friends.get(owner, id);
        if friend.is_none() && call.server < Server::V383 {
            return Err(Failure::service(1004, ""));
        }
        let Some(user_info) = users.get(id) else { continue };
        let row = |friend| FriendRow::new(call.server, owner, friend, None, Unit::Milliseconds);
        let black = friends.black(owner, id);
        infos.push(Row {
            user_info,
            friend_info: friend.map(row),
            black_info: black.map(|black| BlackRow::new(users, owner, black, Unit::Milliseconds)),
        });
    }
    json(&Answer { infos: or_null(infos) })
}
