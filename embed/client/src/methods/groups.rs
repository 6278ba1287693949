//! `/group`. A group that is to be changed is read first: only one that lives takes changes.

use openim_api::sync::{Changes, FullIds, Version};
use openim_api::{
    CallOptions, Client, Group, GroupAbstract, GroupChange, GroupFilter, GroupId, GroupMember, GroupRequest,
    GroupRequestFilter, Invited, Listing, LiveGroup, MemberChange, NewGroup, Page, UserId,
};

use super::methods;
use crate::failure::Failure;

methods! { "groups.", |client, options|
    list(; page: Page, filter: GroupFilter) -> Listing<Group> { client.groups().list(page, &filter, options).await? }
    find(groupID: GroupId) -> Option<Group> { client.groups().find(&groupID, options).await? }
    infos(groupIDs: Vec<GroupId>) -> Vec<Group> { client.groups().infos(&groupIDs, options).await? }
    joined(userID: UserId; page: Page) -> Listing<Group> { client.groups().joined(&userID, page, options).await? }
    abstracts(groupIDs: Vec<GroupId>) -> Vec<GroupAbstract> { client.groups().abstracts(&groupIDs, options).await? }
    create(; new: NewGroup) -> Group { client.groups().create(&new, options).await? }
    /// The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
    update(groupID: GroupId; change: GroupChange) -> () {
        let group = read(client, &groupID, options).await?;
        client.groups().update(live(&group)?, &change, options).await?;
    }
    /// The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
    mute(groupID: GroupId, on: bool) -> () {
        let group = read(client, &groupID, options).await?;
        client.groups().mute(live(&group)?, on, options).await?;
    }
    /// The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
    dismiss(groupID: GroupId, isQuiet: Option<bool>) -> () {
        let group = read(client, &groupID, options).await?;
        client.groups().dismiss(live(&group)?, isQuiet.unwrap_or(false), options).await?;
    }
    members(groupID: GroupId; page: Page) -> Listing<GroupMember> {
        client.groups().members(&groupID, page, options).await?
    }
    memberInfos(groupID: GroupId, userIDs: Vec<UserId>) -> Vec<GroupMember> {
        client.groups().member_infos(&groupID, &userIDs, options).await?
    }
    memberIds(groupID: GroupId) -> Vec<UserId> { client.groups().member_ids(&groupID, options).await? }
    /// The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
    invite(groupID: GroupId, userIDs: Vec<UserId>, reason: Option<String>, isQuiet: Option<bool>) -> Invited {
        let (reason, is_quiet) = (reason.unwrap_or_default(), isQuiet.unwrap_or(false));
        let group = read(client, &groupID, options).await?;
        client.groups().invite(live(&group)?, &userIDs, &reason, is_quiet, options).await?
    }
    /// The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
    kick(groupID: GroupId, userIDs: Vec<UserId>, reason: Option<String>, isQuiet: Option<bool>) -> () {
        let (reason, is_quiet) = (reason.unwrap_or_default(), isQuiet.unwrap_or(false));
        let group = read(client, &groupID, options).await?;
        client.groups().kick(live(&group)?, &userIDs, &reason, is_quiet, options).await?;
    }
    /// The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
    muteMember(groupID: GroupId, userID: UserId, mutedSeconds: u32) -> () {
        let group = read(client, &groupID, options).await?;
        client.groups().mute_member(live(&group)?, &userID, mutedSeconds, options).await?;
    }
    /// The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
    unmuteMember(groupID: GroupId, userID: UserId) -> () {
        let group = read(client, &groupID, options).await?;
        client.groups().unmute_member(live(&group)?, &userID, options).await?;
    }
    /// The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
    setMember(groupID: GroupId, userID: UserId; change: MemberChange) -> () {
        let group = read(client, &groupID, options).await?;
        client.groups().set_member(live(&group)?, &userID, &change, options).await?;
    }
    /// The group is read first: code `notFound` where there is none, `notLive` where it takes no changes.
    transfer(groupID: GroupId, newOwnerUserID: UserId) -> () {
        let group = read(client, &groupID, options).await?;
        client.groups().transfer(live(&group)?, &newOwnerUserID, options).await?;
    }
    requestsReceived(userID: UserId; page: Page, filter: GroupRequestFilter) -> Listing<GroupRequest> {
        client.groups().requests_received(&userID, page, &filter, options).await?
    }
    requestsSent(userID: UserId; page: Page) -> Listing<GroupRequest> {
        client.groups().requests_sent(&userID, page, options).await?
    }
    requestsOfUsers(groupID: GroupId, userIDs: Vec<UserId>) -> Listing<GroupRequest> {
        client.groups().requests_of_users(&groupID, &userIDs, options).await?
    }
    requestsOfUser(groupID: GroupId, userID: UserId) -> Listing<GroupRequest> {
        client.groups().requests_of_user(&groupID, &userID, options).await?
    }
    unhandledRequests(userID: UserId, time: Option<i64>) -> i64 {
        client.groups().unhandled_requests(&userID, time.unwrap_or(0), options).await?
    }
    answerRequest(groupID: GroupId, userID: UserId, agree: bool, handledMsg: Option<String>) -> () {
        let message = handledMsg.unwrap_or_default();
        client.groups().answer_request(&groupID, &userID, agree, &message, options).await?;
    }
    join(groupID: GroupId, userID: UserId, reqMessage: Option<String>) -> () {
        client.groups().join(&groupID, &userID, &reqMessage.unwrap_or_default(), options).await?;
    }
    quit(groupID: GroupId, userID: UserId) -> () { client.groups().quit(&groupID, &userID, options).await?; }
    changedMembers(groupID: GroupId; since: Version) -> Changes<GroupMember> {
        client.groups().changed_members(&groupID, &since, options).await?
    }
    changedJoined(userID: UserId; since: Version) -> Changes<Group> {
        client.groups().changed_joined(&userID, &since, options).await?
    }
    fullMemberIds(groupID: GroupId) -> FullIds { client.groups().full_member_ids(&groupID, options).await? }
    fullJoinedIds(userID: UserId) -> FullIds { client.groups().full_joined_ids(&userID, options).await? }
}

const PATH: &str = "/group/get_groups_info";

async fn read(client: &Client, id: &GroupId, options: &CallOptions) -> Result<Group, Failure> {
    let found = client.groups().infos(std::slice::from_ref(id), options).await?;
    let group = found.into_iter().find(|group| group.group_id == *id);
    group.ok_or_else(|| Failure::not_there(PATH, "notFound", "there is no such group"))
}

fn live(group: &Group) -> Result<LiveGroup<'_>, Failure> {
    let message = "the group is dismissed or has no owner, and takes no changes";
    group.live().ok_or_else(|| Failure::not_there(PATH, "notLive", message))
}
