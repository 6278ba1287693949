//! `/friend`.

use openim_api::sync::{Changes, FullIds, Version};
use openim_api::{Black, Friend, FriendChange, FriendRequest, Listing, Page, Relation, UserId};

use super::methods;
use crate::give::AreFriends;

methods! { "friends.", |client, options|
    list(userID: UserId; page: Page) -> Listing<Friend> { client.friends().list(&userID, page, options).await? }
    ids(userID: UserId) -> Vec<UserId> { client.friends().ids(&userID, options).await? }
    infos(ownerUserID: UserId, friendUserIDs: Vec<UserId>) -> Vec<Friend> {
        client.friends().infos(&ownerUserID, &friendUserIDs, options).await?
    }
    relations(ownerUserID: UserId, userIDs: Vec<UserId>) -> Vec<Relation> {
        client.friends().relations(&ownerUserID, &userIDs, options).await?
    }
    areFriends(userID1: UserId, userID2: UserId) -> AreFriends {
        let (in_first, in_second) = client.friends().are_friends(&userID1, &userID2, options).await?;
        AreFriends { in_first, in_second }
    }
    import(ownerUserID: UserId, friendUserIDs: Vec<UserId>) -> Vec<UserId> {
        client.friends().import(&ownerUserID, &friendUserIDs, options).await?
    }
    delete(ownerUserID: UserId, friendUserID: UserId) -> () {
        client.friends().delete(&ownerUserID, &friendUserID, options).await?;
    }
    setRemark(ownerUserID: UserId, friendUserID: UserId, remark: String) -> () {
        client.friends().set_remark(&ownerUserID, &friendUserID, &remark, options).await?;
    }
    update(ownerUserID: UserId, friendUserIDs: Vec<UserId>; change: FriendChange) -> () {
        client.friends().update(&ownerUserID, &friendUserIDs, &change, options).await?;
    }
    blacks(userID: UserId; page: Page) -> Listing<Black> { client.friends().blacks(&userID, page, options).await? }
    blackInfos(ownerUserID: UserId, userIDs: Vec<UserId>) -> Vec<Black> {
        client.friends().black_infos(&ownerUserID, &userIDs, options).await?
    }
    block(ownerUserID: UserId, blackUserID: UserId, ex: Option<String>) -> () {
        client.friends().block(&ownerUserID, &blackUserID, &ex.unwrap_or_default(), options).await?;
    }
    unblock(ownerUserID: UserId, blackUserID: UserId) -> () {
        client.friends().unblock(&ownerUserID, &blackUserID, options).await?;
    }
    received(userID: UserId; page: Page) -> Listing<FriendRequest> {
        client.friends().received(&userID, page, options).await?
    }
    sent(userID: UserId; page: Page) -> Listing<FriendRequest> { client.friends().sent(&userID, page, options).await? }
    requestsBetween(fromUserID: UserId, toUserID: UserId) -> Vec<FriendRequest> {
        client.friends().requests_between(&fromUserID, &toUserID, options).await?
    }
    unanswered(userID: UserId, time: Option<i64>) -> i64 {
        client.friends().unanswered(&userID, time.unwrap_or(0), options).await?
    }
    ask(fromUserID: UserId, toUserID: UserId, reqMsg: Option<String>, ex: Option<String>) -> () {
        let (message, ex) = (reqMsg.unwrap_or_default(), ex.unwrap_or_default());
        client.friends().ask(&fromUserID, &toUserID, &message, &ex, options).await?;
    }
    answer(fromUserID: UserId, toUserID: UserId, agree: bool, handleMsg: Option<String>) -> () {
        client.friends().answer(&fromUserID, &toUserID, agree, &handleMsg.unwrap_or_default(), options).await?;
    }
    changes(userID: UserId; since: Version) -> Changes<Friend> {
        client.friends().changes(&userID, &since, options).await?
    }
    fullIds(userID: UserId) -> FullIds { client.friends().full_ids(&userID, options).await? }
}
