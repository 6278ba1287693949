//! `/friend` (from 3.8.0): what an app asks to catch up with its friends.

use super::FriendRow;
use crate::call::{Call, Outcome, json};
use crate::handlers::sync::{Changes, full_ids};

/// POST /friend/get_incremental_friends: the friends of one user.
pub(crate) fn get_incremental_friends(call: &mut Call<'_>) -> Outcome {
    let owner = call.required_string("userID")?;
    call.enter_service(owner.len())?;
    call.self_or_admin(owner)?;
    let friends = call.world.friends.of(owner).into_iter();
    let rows: Vec<FriendRow<'_>> =
        friends.map(|friend| FriendRow::listed(call.server, &call.world.users, owner, friend)).collect();
    json(&Changes::all(owner, rows.len() as u64, rows))
}

/// POST /friend/get_full_friend_user_ids: the IDs of one user's friends.
pub(crate) fn get_full_friend_user_ids(call: &mut Call<'_>) -> Outcome {
    let known = call.bound(call.body.optional_uint64("idHash"))?.unwrap_or_default();
    let owner = call.required_string("userID")?;
    call.enter_service(owner.len())?;
    call.self_or_admin(owner)?;
    let ids: Vec<&str> = call.world.friends.of(owner).into_iter().map(|friend| friend.user_id.as_str()).collect();
    full_ids(owner, ids.len() as u64, known, "userIDs", ids)
}
