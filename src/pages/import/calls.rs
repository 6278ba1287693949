//! What the server is asked about rows of the file.

use std::collections::HashMap;

use openim_api::{AccountStatus, ApiError, CallOptions, Dialect, Feature, NewUser, User, UserChange, UserId};
use openim_bulk::job::{Known, KnownRow, Reply, Request, RowChange, RowId, RowUser, ServerUser, TextChange};

use super::worker::{Trouble, Worker};
use crate::session::Api;

/// A block of hundreds takes a server its time, in milliseconds.
const TIMEOUT_MILLIS: u32 = 60_000;
/// Users that are read at a time.
const READ_AT_ONCE: u32 = 500;

/// Does the server want the secret with each registration, and does the tab not keep it?
pub fn lacks_secret(api: &Api) -> bool {
    api.block().dialect() == Dialect::SecretInBody && api.secret().is_none()
}

/// The worker has answered another question. It is our own, so this does not happen.
pub fn unexpected() -> Trouble {
    Trouble::Broken(String::new())
}

/// A block takes its time.
pub fn options() -> CallOptions {
    CallOptions { timeout_millis: TIMEOUT_MILLIS, ..CallOptions::default() }
}

/// As it is registered.
pub fn new_user(user: RowUser) -> NewUser {
    NewUser {
        user_id: user.user_id.into(),
        nickname: user.nickname,
        face_url: user.face_url,
        ex: user.ex,
        app_manger_level: 1,
        global_recv_msg_opt: user.global_recv_msg_opt,
    }
}

/// Which of them are registered.
///
/// # Errors
/// The server's.
pub async fn check(api: &Api, ids: &[RowId]) -> Result<Vec<KnownRow>, ApiError> {
    let wanted: Vec<UserId> = ids.iter().map(|id| UserId::from(id.user_id.as_str())).collect();
    let answers = api
        .call(|client| {
            let wanted = wanted.clone();
            async move { client.users().check(&wanted, &options()).await }
        })
        .await?;
    let said: HashMap<&str, AccountStatus> = answers.iter().map(|(id, status)| (id.as_str(), *status)).collect();
    let known = ids.iter().map(|id| {
        let known = match said.get(id.user_id.as_str()) {
            Some(AccountStatus::Registered) => Known::Registered,
            Some(AccountStatus::Unregistered) => Known::Free,
            Some(AccountStatus::Unknown) | None => Known::Unclear,
        };
        KnownRow { row: id.row, known }
    });
    Ok(known.collect())
}

/// Compares all that have not been compared with what the server has, for as long as it is wanted.
///
/// # Errors
/// The worker's; within, the server's.
pub async fn compare_all(
    worker: &Worker,
    api: &Api,
    wanted: impl Fn() -> bool,
) -> Result<Result<(), ApiError>, Trouble> {
    while wanted() {
        let Reply::Ids(ids) = worker.ask(Request::Uncompared(READ_AT_ONCE)).await? else { return Err(unexpected()) };
        if ids.is_empty() {
            break;
        }
        let users = match infos(api, &ids).await {
            Ok(users) => users,
            Err(error) => return Ok(Err(error)),
        };
        let by_id: HashMap<&str, &User> = users.iter().map(|user| (user.user_id.as_str(), user)).collect();
        let (mut found, mut gone) = (Vec::new(), Vec::new());
        for id in ids {
            match by_id.get(id.user_id.as_str()) {
                Some(user) => found.push(server_user(id.row, user)),
                // Registered a moment ago, and not there: nobody can tell.
                None => gone.push(KnownRow { row: id.row, known: Known::Unclear }),
            }
        }
        if !gone.is_empty() {
            worker.ask(Request::Known(gone)).await?;
        }
        worker.ask(Request::Compare(found)).await?;
    }
    Ok(Ok(()))
}

async fn infos(api: &Api, ids: &[RowId]) -> Result<Vec<User>, ApiError> {
    let wanted: Vec<UserId> = ids.iter().map(|id| UserId::from(id.user_id.as_str())).collect();
    api.call(|client| {
        let wanted = wanted.clone();
        async move { client.users().infos(&wanted, &options()).await }
    })
    .await
}

fn server_user(row: u32, user: &User) -> ServerUser {
    ServerUser {
        row,
        nickname: user.nickname.clone(),
        face_url: user.face_url.clone(),
        ex: user.ex.clone(),
        global_recv_msg_opt: user.global_recv_msg_opt,
    }
}

/// Changes what differs, and nothing else. v3.4 writes the whole account, and cannot set the option to 0 along with it: there it is
/// read once more before, and the option has a call of its own.
///
/// # Errors
/// The server's.
pub async fn update(api: &Api, change: &RowChange) -> Result<(), ApiError> {
    let after = |change: &Option<TextChange>| change.as_ref().map(|change| change.after.clone());
    let option = change.global_recv_msg_opt.as_ref().map(|change| change.after);
    let id = UserId::from(change.user_id.as_str());
    let is_old = Feature::CLEAR_USER_TEXTS.on(api.block()).is_err();
    let wanted = UserChange {
        nickname: after(&change.nickname),
        face_url: after(&change.face_url),
        ex: after(&change.ex),
        global_recv_msg_opt: option.filter(|_| !is_old),
    };
    let mut before = User { user_id: id.clone(), ..User::default() };
    if is_old && !wanted.is_empty() {
        let row = RowId { row: change.row, user_id: change.user_id.clone() };
        let found = infos(api, std::slice::from_ref(&row)).await?;
        before = found.into_iter().find(|user| user.user_id == id).unwrap_or(before);
    }
    api.call(|client| {
        let (before, wanted, id) = (before.clone(), wanted.clone(), id.clone());
        async move {
            client.users().update(&before, &wanted, &options()).await?;
            match option.filter(|_| is_old) {
                Some(option) => client.users().set_global_recv_opt(&id, option, &options()).await,
                None => Ok(()),
            }
        }
    })
    .await
}
