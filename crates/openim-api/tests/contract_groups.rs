//! Every recorded answer of real servers about groups, through the client, to the outcome it has to have.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may"
)]

mod support;

use std::slice::from_ref;

use openim_api::{
    ApiError, CallOptions, Client, Group, GroupChange, GroupFilter, GroupId, GroupMember, GroupRequest,
    GroupRequestFilter, GroupRole, GroupStatus, MemberChange, NewGroup, RequestState, ServerBlock, SettableRole,
    UserId,
};
use serde_json::Value;
use support::recorded::{Exchange, PAGE, exchanges, id, millis, text};
use support::{Reply, now};

fn same_group(group: &Group, row: &Value, name: &str) {
    assert_eq!(group.group_id.as_str(), text(row, "groupID"), "{name}");
    assert_eq!((&*group.name, &*group.notification), (text(row, "groupName"), text(row, "notification")), "{name}");
    assert_eq!((&*group.introduction, &*group.ex), (text(row, "introduction"), text(row, "ex")), "{name}");
    assert_eq!(group.face_url, text(row, "faceURL"), "{name}");
    assert_eq!(group.owner.as_ref().map_or("", UserId::as_str), text(row, "ownerUserID"), "{name}");
    assert_eq!(group.create_time_millis, millis(row, "createTime"), "{name}");
    assert_eq!(Some(group.member_count), row["memberCount"].as_i64(), "{name}");
    let status = [(0, GroupStatus::Normal), (2, GroupStatus::Dismissed), (3, GroupStatus::Muted)];
    assert!(status.contains(&(row["status"].as_i64().unwrap(), group.status)), "{name}");
    let numbers = [
        (group.need_verification, "needVerification"),
        (group.look_member_info, "lookMemberInfo"),
        (group.apply_member_friend, "applyMemberFriend"),
    ];
    for (number, key) in numbers {
        assert_eq!(Some(i64::from(number)), row[key].as_i64(), "{name}");
    }
    assert_eq!(group.notification_time_millis, millis(row, "notificationUpdateTime"), "{name}");
    assert_eq!(group.notification_user, id(row, "notificationUserID"), "{name}");
}

fn same_member(member: &GroupMember, row: &Value, name: &str) {
    assert_eq!((member.group_id.as_str(), &member.user_id), (text(row, "groupID"), &id(row, "userID")), "{name}");
    assert_eq!((&*member.nickname, &*member.face_url), (text(row, "nickname"), text(row, "faceURL")), "{name}");
    assert_eq!((&*member.ex, &member.operator), (text(row, "ex"), &id(row, "operatorUserID")), "{name}");
    assert_eq!(member.inviter, id(row, "inviterUserID"), "{name}");
    let roles = [(20, GroupRole::Member), (60, GroupRole::Admin), (100, GroupRole::Owner)];
    assert!(roles.contains(&(row["roleLevel"].as_i64().unwrap(), member.role)), "{name}");
    assert_eq!(member.join_time_millis, millis(row, "joinTime"), "{name}");
    assert_eq!(member.mute_end_millis, millis(row, "muteEndTime"), "{name}");
    assert_eq!(Some(i64::from(member.join_source)), row["joinSource"].as_i64(), "{name}");
}

fn same_request(request: &GroupRequest, row: &Value, name: &str) {
    assert_eq!(request.user.is_some(), !row["userInfo"].is_null(), "{name}");
    if let Some(user) = &request.user {
        assert_eq!(
            (&user.user_id, &*user.nickname),
            (&id(&row["userInfo"], "userID"), text(&row["userInfo"], "nickname"))
        );
    }
    same_group(request.group.as_ref().unwrap(), &row["groupInfo"], name);
    let states = [(0, RequestState::Pending), (1, RequestState::Agreed), (-1, RequestState::Refused)];
    assert!(states.contains(&(row["handleResult"].as_i64().unwrap(), request.state)), "{name}");
    assert_eq!((&*request.message, &*request.answer), (text(row, "reqMsg"), text(row, "handleMsg")), "{name}");
    assert_eq!(request.time_millis, millis(row, "reqTime"), "{name}");
    assert_eq!(request.answer_time_millis, millis(row, "handleTime"), "{name}");
    assert_eq!(
        (&request.answered_by, &request.inviter),
        (&id(row, "handleUserID"), &id(row, "inviterUserID")),
        "{name}"
    );
    assert_eq!(Some(i64::from(request.join_source)), row["joinSource"].as_i64(), "{name}");
}

fn users() -> (UserId, UserId) {
    ("owner".into(), "user".into())
}

fn group() -> Group {
    Group { group_id: "g".into(), owner: Some(users().0), ..Group::default() }
}

/// Makes the call that the exchange is about, and holds a success to the recorded data.
fn call(exchange: &Exchange, client: &Client, options: &CallOptions) -> Result<(), ApiError> {
    let (name, data, g, (_, user)) = (&exchange.name, exchange.data(), GroupId::from("g"), users());
    let groups = client.groups();
    match exchange.path.as_str() {
        "/group/get_groups" => {
            let listing = now(groups.list(PAGE, &GroupFilter { name: "x".into() }, options))?;
            let rows = exchange.rows("groups");
            let least = i64::try_from(rows.len()).unwrap();
            assert_eq!(listing.total, data["total"].as_i64().unwrap().max(least), "{name}");
            assert_eq!(listing.items.len(), rows.len(), "{name}");
            for (group, row) in listing.items.iter().zip(&rows) {
                same_group(group, &row["groupInfo"], name);
                let found = now(groups.find(&group.group_id, options))?.unwrap();
                assert_eq!(found, *group, "{name}");
            }
        }
        "/group/get_groups_info" => {
            let mut rows = exchange.rows("groupInfos");
            // v3.4 answers an ID that is asked for twice, twice.
            rows.dedup();
            let mut ids: Vec<GroupId> = rows.iter().map(|row| text(row, "groupID").into()).collect();
            ids.reverse();
            let found = now(groups.infos(if ids.is_empty() { from_ref(&g) } else { &ids }, options))?;
            assert_eq!(found.len(), rows.len(), "{name}");
            for (group, row) in found.iter().zip(rows.iter().rev()) {
                same_group(group, row, name);
            }
        }
        "/group/get_joined_group_list" => {
            let (listing, rows) = (now(groups.joined(&user, PAGE, options))?, exchange.rows("groups"));
            assert_eq!(listing.items.len(), rows.len(), "{name}");
            for (group, row) in listing.items.iter().zip(&rows) {
                same_group(group, row, name);
            }
        }
        "/group/get_group_abstract_info" => {
            let (found, rows) = (now(groups.abstracts(&[g], options))?, exchange.rows("groupAbstractInfos"));
            assert_eq!(found.len(), rows.len(), "{name}");
            for (one, row) in found.iter().zip(&rows) {
                assert_eq!(
                    (one.group_id.as_str(), Some(one.member_hash)),
                    (text(row, "groupID"), row["groupMemberListHash"].as_u64())
                );
                assert_eq!(Some(one.member_count), row["groupMemberNumber"].as_i64(), "{name}");
            }
        }
        "/group/create_group" => {
            let new = NewGroup { owner: user.clone(), members: vec!["m".into()], ..NewGroup::default() };
            same_group(&now(groups.create(&new, options))?, &data["groupInfo"], name);
        }
        path if path.contains("member") || path.contains("mute") || path.contains("kick") => {
            members(exchange, client, options)?;
        }
        path if path.contains("equest") || path.contains("application") || path.contains("_req_") => {
            requests(exchange, client, options)?;
        }
        _ => manage(exchange, client, options)?,
    }
    Ok(())
}

fn members(exchange: &Exchange, client: &Client, options: &CallOptions) -> Result<(), ApiError> {
    let (name, data, g, (_, user)) = (&exchange.name, exchange.data(), GroupId::from("g"), users());
    let (groups, live) = (client.groups(), group());
    let live = live.live().unwrap();
    match exchange.path.as_str() {
        "/group/get_group_member_list" | "/group/get_group_members_info" => {
            let rows = exchange.rows("members");
            let found = if exchange.path.ends_with("list") {
                let listing = now(groups.members(&g, PAGE, options))?;
                assert_eq!(Some(listing.total), data["total"].as_i64(), "{name}");
                assert!(listing.items.is_sorted_by(|one, other| one.role >= other.role), "{name}");
                listing.items
            } else {
                let ids: Vec<UserId> = rows.iter().map(|row| id(row, "userID")).collect();
                now(groups.member_infos(&g, if ids.is_empty() { from_ref(&user) } else { &ids }, options))?
            };
            assert_eq!(found.len(), rows.len(), "{name}");
            for member in &found {
                let row = rows.iter().find(|row| id(row, "userID") == member.user_id).unwrap();
                same_member(member, row, name);
            }
        }
        "/group/get_group_member_user_id" => {
            let ids: Vec<UserId> = exchange.rows("userIDs").iter().map(|id| id.as_str().unwrap().into()).collect();
            assert_eq!(now(groups.member_ids(&g, options))?, ids, "{name}");
        }
        "/group/get_full_group_member_user_ids" => {
            let full = now(groups.full_member_ids(&g, options))?;
            assert_eq!(full.version.id, text(&data, "versionID"), "{name}");
            assert_eq!(full.ids.len(), exchange.rows("userIDs").len(), "{name}");
        }
        "/group/set_group_member_info" => {
            let change = MemberChange { role: Some(SettableRole::Admin), ..MemberChange::default() };
            now(groups.set_member(live, &user, &change, options))?;
        }
        "/group/mute_group_member" => now(groups.mute_member(live, &user, 60, options))?,
        "/group/cancel_mute_group_member" => now(groups.unmute_member(live, &user, options))?,
        "/group/mute_group" => now(groups.mute(live, true, options))?,
        "/group/cancel_mute_group" => now(groups.mute(live, false, options))?,
        "/group/kick_group" => now(groups.kick(live, &[user], "", false, options))?,
        other => panic!("{other} is no call of this crate"),
    }
    Ok(())
}

fn requests(exchange: &Exchange, client: &Client, options: &CallOptions) -> Result<(), ApiError> {
    let (name, g, (_, user)) = (&exchange.name, GroupId::from("g"), users());
    let groups = client.groups();
    let listing = match exchange.path.as_str() {
        "/group/get_recv_group_applicationList" => {
            now(groups.requests_received(&user, PAGE, &GroupRequestFilter::default(), options))?
        }
        "/group/get_user_req_group_applicationList" => now(groups.requests_sent(&user, PAGE, options))?,
        "/group/get_group_users_req_application_list" => now(groups.requests_of_users(&g, &[user], options))?,
        "/group/get_group_application_unhandled_count" => {
            let count = now(groups.unhandled_requests(&user, 0, options))?;
            assert_eq!(Some(count), exchange.data()["count"].as_i64(), "{name}");
            return Ok(());
        }
        "/group/group_application_response" => return now(groups.answer_request(&g, &user, true, "", options)),
        other => panic!("{other} is no call of this crate"),
    };
    let rows = exchange.rows("groupRequests");
    assert_eq!(Some(listing.total), exchange.data()["total"].as_i64(), "{name}");
    assert_eq!(listing.items.len(), rows.len(), "{name}");
    for (request, row) in listing.items.iter().zip(&rows) {
        same_request(request, row, name);
    }
    Ok(())
}

fn manage(exchange: &Exchange, client: &Client, options: &CallOptions) -> Result<(), ApiError> {
    let (g, (_, user), live) = (GroupId::from("g"), users(), group());
    let live = live.live().unwrap();
    let change = GroupChange { name: Some("Team".into()), ..GroupChange::default() };
    match exchange.path.as_str() {
        "/group/set_group_info" => now(client.with_block(ServerBlock::V3_7).groups().update(live, &change, options)),
        "/group/set_group_info_ex" => now(client.with_block(ServerBlock::Main).groups().update(live, &change, options)),
        "/group/dismiss_group" => now(client.groups().dismiss(live, false, options)),
        "/group/transfer_group" => now(client.groups().transfer(live, &user, options)),
        "/group/invite_user_to_group" => {
            let invited = now(client.groups().invite(live, from_ref(&user), "", false, options))?;
            assert_eq!((invited.added, invited.present), (vec![user], vec![]));
            Ok(())
        }
        "/group/join_group" => now(client.groups().join(&g, &user, "", options)),
        "/group/quit_group" => now(client.groups().quit(&g, &user, options)),
        other => panic!("{other} is no call of this crate"),
    }
}

#[test]
fn every_recorded_answer_has_the_outcome_it_must_have() {
    let mut made_in_spite = 0;
    for exchange in exchanges("groups", [167, 172, 168, 176]) {
        // Before an invitation, it is asked who is there: nobody.
        let nobody = |_: &str| Some(Reply::data(Value::Null));
        if exchange.says("maxSeq is invalid") {
            made_in_spite += 1;
            exchange.succeeds(|client, options| call(&exchange, client, options), nobody);
        } else {
            exchange.play(|client, options| call(&exchange, client, options), nobody);
        }
    }
    assert_eq!(made_in_spite, 2);
}
