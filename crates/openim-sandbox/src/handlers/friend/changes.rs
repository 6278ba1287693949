//! `/friend`: making, ending and labelling friendships.

use std::collections::HashSet;

use serde::Serialize;

use crate::Server;
use crate::absence::NO_DOCUMENTS;
use crate::call::{Call, Data, Outcome};
use crate::failure::Failure;
use crate::friends::{Friend, IMPORTED};

/// Most friends of one import (from 3.8.1).
const MOST: usize = 1000;
/// Go's zero time in milliseconds, the age of a friendship that 3.7 has imported.
const ZERO_TIME_MILLIS: i64 = -62_135_596_800_000;

/// POST /friend/import_friend: both sides at once, and a message that they are friends now. What happens to those that are
/// already: 3.4 then adds nobody, 3.7 fails, later ones pass over them.
pub(crate) fn import_friend(call: &mut Call<'_>) -> Outcome {
    let owner = call.required_string("ownerUserID")?;
    let ids = call.bound(call.body.strings("friendUserIDs"))?;
    let ids = call.required_ids(ids, "friendUserIDS")?;
    if call.server >= Server::V383 && ids.len() > MOST {
        return Err(Failure::api(1001, "too many FriendUserIDs, need to be less than 1000"));
    }
    call.enter_service(owner.len() + ids.iter().map(|id| id.len() + 2).sum::<usize>())?;
    call.admin_only()?;
    if ids.is_empty() {
        return Err(Failure::database(500, "(BadValue) $in needs an array"));
    }
    check_users(call, owner, &ids)?;
    let known = ids.iter().any(|id| call.world.friends.get(owner, id).is_some());
    if known && call.server == Server::V37 {
        return Err(Failure::duplicate(call.server, "friend"));
    }
    let (create_time, operator) = match call.server {
        Server::V34 => (call.now_millis, call.operation_id),
        Server::V37 => (ZERO_TIME_MILLIS, call.operation_id),
        Server::V383 | Server::Main => (call.now_millis, call.caller_id()),
    };
    let friend = |user_id: &str| Friend {
        user_id: user_id.to_owned(),
        create_time,
        add_source: IMPORTED,
        operator_user_id: operator.to_owned(),
        ..Friend::default()
    };
    let rows: Vec<(&str, Friend, Friend)> = ids.into_iter().map(|id| (id, friend(id), friend(owner))).collect();
    for (id, theirs, mine) in rows {
        if !(known && call.server == Server::V34) {
            call.world.friends.add(owner, theirs);
            call.world.friends.add(id, mine);
        }
        tell_friends(call, owner, id);
    }
    Ok(Data::Nothing)
}

/// The newer check counts whom the data base has found: a duplicate and the owner himself look like strangers to it.
fn check_users(call: &Call<'_>, owner: &str, ids: &[&str]) -> Result<(), Failure> {
    let mut seen = HashSet::with_capacity(ids.len());
    let (itself, repeated) = (ids.contains(&owner), !ids.iter().all(|id| seen.insert(*id)));
    let unknown = std::iter::once(&owner).chain(ids).any(|id| call.world.users.get(id).is_none());
    if call.server >= Server::V383 {
        let stranger = itself || repeated || unknown;
        return if stranger { Err(Failure::service(1004, "user not found")) } else { Ok(()) };
    }
    if itself {
        return Err(Failure::service(1301, "can not add yourself"));
    }
    if repeated {
        return Err(Failure::service(1001, "friend userID repeated"));
    }
    if unknown { Err(Failure::database(1004, "userID not found")) } else { Ok(()) }
}

/// The message by which both learn of it: it is sent in the name of the one who was asked.
pub(super) fn tell_friends(call: &mut Call<'_>, asking: &str, asked: &str) {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Pair<'a> {
        #[serde(rename = "fromUserID")]
        from: &'a str,
        #[serde(rename = "toUserID")]
        to: &'a str,
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Detail<'a> {
        #[serde(rename = "fromToUserID")]
        pair: Pair<'a>,
        handle_msg: &'static str,
    }
    let detail = Detail { pair: Pair { from: asking, to: asked }, handle_msg: "" };
    call.world.notify_user(1201, asked, asking, &detail, call.now_millis);
}

/// POST /friend/delete_friend: from the owner's list alone.
pub(crate) fn delete_friend(call: &mut Call<'_>) -> Outcome {
    let (owner, friend) = pair(call)?;
    let was = call.world.friends.remove(owner, friend);
    if !was && call.server < Server::V383 {
        return Err(Failure::service(1004, ""));
    }
    Ok(Data::Nothing)
}

/// POST /friend/set_friend_remark: the owner's own name for a friend.
pub(crate) fn set_friend_remark(call: &mut Call<'_>) -> Outcome {
    let remark = call.bound(call.body.string("remark"))?;
    let (owner, friend) = pair(call)?;
    let missing = no_friend(call.server);
    let friend = call.world.friends.get_mut(owner, friend).ok_or(missing)?;
    remark.clone_into(&mut friend.remark);
    Ok(Data::Nothing)
}

/// POST /friend/update_friends (from 3.5): what is given is set for several friends. Only main looks at who asks.
pub(crate) fn update_friends(call: &mut Call<'_>) -> Outcome {
    let owner = call.required_string("ownerUserID")?;
    let ids = call.bound(call.body.strings("friendUserIDs"))?;
    let ids = call.required_ids(ids, "friendUserIDs")?;
    let pinned = call.bound(call.body.optional_bool("isPinned"))?;
    let remark = call.bound(call.body.optional_string("remark"))?;
    let ex = call.bound(call.body.optional_string("ex"))?;
    call.enter_service(owner.len() + ids.iter().map(|id| id.len() + 2).sum::<usize>())?;
    if call.server == Server::Main {
        call.self_or_admin(owner)?;
    }
    if ids.iter().any(|id| call.world.friends.get(owner, id).is_none()) {
        return Err(Failure::service(1004, "friend not found"));
    }
    for id in ids {
        let Some(friend) = call.world.friends.get_mut(owner, id) else { continue };
        friend.is_pinned = pinned.unwrap_or(friend.is_pinned);
        for (field, text) in [(&mut friend.remark, remark), (&mut friend.ex, ex)] {
            if let Some(text) = text {
                text.clone_into(field);
            }
        }
    }
    Ok(Data::Nothing)
}

/// Owner and friend of a change, past the gate: from 3.8.1 it is the owner's own affair.
fn pair<'a>(call: &Call<'a>) -> Result<(&'a str, &'a str), Failure> {
    let owner = call.required_string("ownerUserID")?;
    let friend = call.required_string("friendUserID")?;
    call.enter_service(owner.len() + friend.len())?;
    if call.server >= Server::V383 {
        call.self_or_admin(owner)?;
    }
    if call.server < Server::V383 && call.world.users.get(friend).is_none() {
        return Err(Failure::database(1004, "userID not found"));
    }
    Ok((owner, friend))
}

fn no_friend(server: Server) -> Failure {
    match server {
        Server::V34 | Server::V37 => Failure::service(1004, ""),
        Server::V383 => Failure::service(1004, format!("{NO_DOCUMENTS} mongo update not matched")),
        Server::Main => Failure::service(500, NO_DOCUMENTS),
    }
}
