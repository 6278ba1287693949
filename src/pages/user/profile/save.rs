//! Saving and undoing: the account is read once more before, so that nobody's work is lost and v3.4, which writes all of it, gets
//! back what it had.

use openim_api::{ApiError, CallOptions, User, UserChange, UserId};

use super::model::{changed, clashes};
use crate::session::Api;

/// What it came to.
pub enum Outcome {
    /// The account as it is now.
    Saved(User),
    /// Somebody else has changed the same: nothing was sent. The account as it is now.
    Conflict(User),
    /// There is no such account any more.
    Gone,
    /// It failed; the account as far as it was saved.
    Failed(ApiError, User),
}

/// Makes `base` into `wanted`, as far as they differ.
pub async fn save(api: &Api, base: &User, wanted: &User) -> Outcome {
    let change = UserChange::between(base, wanted);
    let now = match read(api, &base.user_id).await {
        Ok(Some(now)) => now,
        Ok(None) => return Outcome::Gone,
        Err(error) => return Outcome::Failed(error, base.clone()),
    };
    if !clashes(&change, base, &now).is_empty() {
        return Outcome::Conflict(now);
    }
    // The option has a call of its own, which alone checks it, and on v3.4 is alone able to set it back to 0.
    let (texts, option) = (UserChange { global_recv_msg_opt: None, ..change.clone() }, change.global_recv_msg_opt);
    let updated = api
        .call(|client| {
            let (now, texts) = (now.clone(), texts.clone());
            async move { client.users().update(&now, &texts, &CallOptions::default()).await }
        })
        .await;
    if let Err(error) = updated {
        return Outcome::Failed(error, base.clone());
    }
    let Some(option) = option else { return Outcome::Saved(changed(&now, &texts)) };
    let id = &base.user_id;
    let set = api
        .call(|client| {
            let id = id.clone();
            async move { client.users().set_global_recv_opt(&id, option, &CallOptions::default()).await }
        })
        .await;
    match set {
        Ok(()) => Outcome::Saved(changed(&now, &change)),
        Err(error) => Outcome::Failed(error, changed(base, &texts)),
    }
}

async fn read(api: &Api, id: &UserId) -> Result<Option<User>, ApiError> {
    api.call(|client| {
        let id = id.clone();
        async move {
            let found = client.users().infos(std::slice::from_ref(&id), &CallOptions::default()).await?;
            Ok(found.into_iter().find(|user| user.user_id == id))
        }
    })
    .await
}
