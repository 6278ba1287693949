//! `/user/…_notification_account`.

use openim_api::{ApiError, CallOptions, Client, Listing, NewNotificationAccount, NotificationAccount, Page, UserId};

use super::methods;
use crate::failure::Failure;

methods! { "notificationAccounts.", |client, options|
    add(; account: NewNotificationAccount) -> Option<NotificationAccount> {
        client.notification_accounts().add(&account, options).await?
    }
    /// It is looked for first, so that no ordinary user is renamed: code `notFound` where there is no such account.
    update(userID: UserId, nickname: Option<String>, faceURL: Option<String>) -> () {
        let account = read(client, &userID, options).await?.ok_or_else(no_account)?;
        let (nickname, face_url) = (nickname.unwrap_or_default(), faceURL.unwrap_or_default());
        client.notification_accounts().update(&account, &nickname, &face_url, options).await?;
    }
    search(keyword: Option<String>; page: Page) -> Listing<NotificationAccount> {
        client.notification_accounts().search(page, &keyword.unwrap_or_default(), options).await?
    }
}

fn no_account() -> Failure {
    Failure::not_there("/user/search_notification_account", "notFound", "there is no such notification account")
}

/// Only the server can tell that this is one. A keyword is an ID or a name as a whole, so that there may be others of that name.
async fn read(client: &Client, id: &UserId, options: &CallOptions) -> Result<Option<NotificationAccount>, ApiError> {
    let page = Page { number: 1, size: 100 };
    let found = client.notification_accounts().search(page, id.as_str(), options).await?;
    Ok(found.items.into_iter().find(|account| account.user_id() == id))
}
