//! `/user/…_user_client_config`. Without a `userID` it is about all users.

use openim_api::{ConfigEntry, Listing, Page, UserId};

use super::methods;
use crate::give::ConfigPair;
use crate::take::Entry;

methods! { "clientConfig.", |client, options|
    get(userID: Option<UserId>) -> Vec<ConfigPair> {
        let pairs = client.client_config().get(userID.as_ref(), options).await?.into_iter();
        pairs.map(|(key, value)| ConfigPair { key, value }).collect()
    }
    list(userID: Option<UserId>, key: Option<String>; page: Page) -> Listing<ConfigEntry> {
        client.client_config().list(page, userID.as_ref(), &key.unwrap_or_default(), options).await?
    }
    set(userID: Option<UserId>, entries: Vec<Entry>) -> () {
        let entries: Vec<_> = entries.into_iter().map(|entry| (entry.key, entry.value)).collect();
        client.client_config().set(userID.as_ref(), &entries, options).await?;
    }
    delete(userID: Option<UserId>, keys: Vec<String>) -> () {
        client.client_config().delete(userID.as_ref(), &keys, options).await?;
    }
}
