//! `/user`.

use openim_api::{
    Feature, Listing, NewUser, OnlineStatus, Page, Presence, Secret, TokenCount, User, UserChange, UserFilter, UserId,
    json_text,
};

use super::methods;
use crate::failure::Failure;
use crate::give::Checked;

methods! { "users.", |client, options|
    list(; page: Page, filter: UserFilter) -> Listing<User> { client.users().list(page, &filter, options).await? }
    infos(userIDs: Vec<UserId>) -> Vec<User> { client.users().infos(&userIDs, options).await? }
    rawInfo(userID: UserId) -> Option<String> {
        client.users().raw_info(&userID, options).await?.map(|row| json_text(&row))
    }
    allIds(; page: Page) -> Listing<UserId> { client.users().all_ids(page, options).await? }
    check(userIDs: Vec<UserId>) -> Vec<Checked> {
        let checked = client.users().check(&userIDs, options).await?.into_iter();
        checked.map(|(user_id, account_status)| Checked { user_id, account_status }).collect()
    }
    proveAdministrator(userID: UserId) -> () { client.users().prove_administrator(&userID, options).await?; }
    register(users: Vec<NewUser>, secret: Option<Secret>) -> () {
        client.users().register(&users, secret.as_ref(), options).await?;
    }
    update(userID: UserId; change: UserChange) -> () {
        // Only servers that know no partial change are told more of the account than its ID: there it is read.
        let before = if client.can(&Feature::CLEAR_USER_TEXTS).is_ok() {
            User { user_id: userID, ..User::default() }
        } else {
            let found = client.users().infos(std::slice::from_ref(&userID), options).await?;
            found.into_iter().find(|user| user.user_id == userID).ok_or_else(no_user)?
        };
        client.users().update(&before, &change, options).await?;
    }
    setGlobalRecvOpt(userID: UserId, globalRecvMsgOpt: i32) -> () {
        client.users().set_global_recv_opt(&userID, globalRecvMsgOpt, options).await?;
    }
    presence(userIDs: Vec<UserId>) -> Vec<Presence> { client.users().presence(&userIDs, options).await? }
    onlineStatus(userIDs: Vec<UserId>) -> Vec<OnlineStatus> { client.users().online_status(&userIDs, options).await? }
    onlineTokenDetail(userIDs: Vec<UserId>) -> Vec<TokenCount> {
        client.users().online_token_detail(&userIDs, options).await?
    }
    subscribe(userID: UserId, userIDs: Vec<UserId>, on: bool) -> Vec<Presence> {
        client.users().subscribe(&userID, &userIDs, on, options).await?
    }
    subscribed(userID: UserId) -> Vec<Presence> { client.users().subscribed(&userID, options).await? }
}

fn no_user() -> Failure {
    Failure::not_there("/user/get_users_info", "notFound", "there is no such user")
}
