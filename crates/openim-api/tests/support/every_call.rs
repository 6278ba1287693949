//! Every method that calls a server, with arguments that touch one user: whoever adds a method adds it here.

mod conversations;
mod friends;
mod groups;
mod messages;

use std::slice::from_ref;

use openim_api::{
    ApiError, CallOptions, Client, NewNotificationAccount, NewUser, Page, Platform, Secret, User, UserChange,
    UserFilter, UserId,
};

use super::{SECRET, now, token};

/// Makes one call about the user.
pub type Call = fn(&Client, &UserId) -> Option<ApiError>;

const PAGE: Page = Page { number: 1, size: 10 };

fn options() -> CallOptions {
    CallOptions::default()
}

fn secret() -> Secret {
    Secret::new(SECRET)
}

pub fn every_call() -> Vec<(&'static str, Call)> {
    [
        auth(),
        users(),
        user_extras(),
        friends::calls(),
        conversations::calls(),
        messages::calls(),
        groups::reads(),
        groups::writes(),
        groups::statistics(),
    ]
    .concat()
}

fn auth() -> Vec<(&'static str, Call)> {
    vec![
        ("probe", |client, _| now(client.probe(&options())).err()),
        ("sign_in", |client, user| now(client.auth().sign_in(user, &secret(), &options())).err()),
        ("get_admin_token", |client, user| now(client.auth().get_admin_token(user, &secret(), &options())).err()),
        ("user_token", |client, user| {
            now(client.auth().user_token(user, Platform::WEB, Some(&secret()), &options())).err()
        }),
        ("force_logout", |client, user| now(client.auth().force_logout(user, Platform::WEB, &options())).err()),
        ("force_logout_everywhere", |client, user| {
            let outcomes = now(client.auth().force_logout_everywhere(user, &options()));
            outcomes.map_or_else(Some, |outcomes| outcomes.into_iter().find_map(|(_, outcome)| outcome.err()))
        }),
        ("parse_token", |client, _| now(client.auth().parse_token(&token(), &options())).err()),
        ("refine_block", |client, _| {
            now(client.auth().refine_block(&options()));
            None
        }),
        ("server_time", |client, _| now(client.msg().server_time_millis(&options())).err()),
    ]
}

fn users() -> Vec<(&'static str, Call)> {
    vec![
        ("register", |client, user| {
            let new = NewUser { user_id: user.clone(), nickname: "Ann".into(), ..NewUser::default() };
            now(client.users().register(&[new], Some(&secret()), &options())).err()
        }),
        ("list", |client, _| now(client.users().list(PAGE, &UserFilter::default(), &options())).err()),
        ("infos", |client, user| now(client.users().infos(from_ref(user), &options())).err()),
        ("raw_info", |client, user| now(client.users().raw_info(user, &options())).err()),
        ("all_ids", |client, _| now(client.users().all_ids(PAGE, &options())).err()),
        ("check", |client, user| now(client.users().check(from_ref(user), &options())).err()),
        ("update", |client, user| {
            let before = User { user_id: user.clone(), ..User::default() };
            let change = UserChange { ex: Some("x".into()), ..UserChange::default() };
            now(client.users().update(&before, &change, &options())).err()
        }),
        ("set_global_recv_opt", |client, user| now(client.users().set_global_recv_opt(user, 2, &options())).err()),
        ("presence", |client, user| now(client.users().presence(from_ref(user), &options())).err()),
        ("online_status", |client, user| now(client.users().online_status(from_ref(user), &options())).err()),
        ("online_token_detail", |client, user| {
            now(client.users().online_token_detail(from_ref(user), &options())).err()
        }),
        ("subscribe", |client, user| now(client.users().subscribe(user, &["b".into()], true, &options())).err()),
        ("subscribed", |client, user| now(client.users().subscribed(user, &options())).err()),
    ]
}

fn user_extras() -> Vec<(&'static str, Call)> {
    vec![
        ("notification_accounts.add", |client, user| {
            let new = NewNotificationAccount {
                user_id: user.clone(),
                nickname: "N".into(),
                face_url: "x".into(),
                robot: false,
            };
            now(client.notification_accounts().add(&new, &options())).err()
        }),
        ("notification_accounts.search", |client, _| {
            now(client.notification_accounts().search(PAGE, "", &options())).err()
        }),
        ("notification_accounts.update", |client, _| {
            let accounts = client.notification_accounts();
            match now(accounts.search(PAGE, "", &options())) {
                Ok(found) => found.items.iter().find_map(|one| now(accounts.update(one, "N", "", &options())).err()),
                Err(error) => Some(error),
            }
        }),
        ("user_commands.list", |client, user| now(client.user_commands().list(user, 1, &options())).err()),
        ("user_commands.list_all", |client, user| now(client.user_commands().list_all(user, &options())).err()),
        ("user_commands.add", |client, user| now(client.user_commands().add(user, 1, "k", "v", &options())).err()),
        ("user_commands.update", |client, user| {
            now(client.user_commands().update(user, 1, "k", "v", &options())).err()
        }),
        ("user_commands.delete", |client, user| now(client.user_commands().delete(user, 1, "k", &options())).err()),
        ("client_config.get", |client, user| now(client.client_config().get(Some(user), &options())).err()),
        ("client_config.list", |client, user| now(client.client_config().list(PAGE, Some(user), "", &options())).err()),
        ("client_config.set", |client, user| {
            now(client.client_config().set(Some(user), &[("k".into(), "v".into())], &options())).err()
        }),
        ("client_config.delete", |client, user| {
            now(client.client_config().delete(Some(user), &["k".into()], &options())).err()
        }),
    ]
}
