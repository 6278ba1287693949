//! The journey's own users: registered, changed a part at a time, and each time read back.

use openim_api::{AccountStatus, ErrorClass, Feature, NewUser, ServerBlock, User, UserChange, UserFilter, UserId};

use super::found::{number, of_total};
use super::{Journey, PAGE};

/// A registration of just now is no older.
const JUST_NOW_MILLIS: i64 = 300_000;

/// Registers the journey's users; whether it did.
pub async fn register(journey: &Journey<'_>) -> bool {
    journey.report.part("Its own users");
    let Journey { client, report, options, own, secret, .. } = journey;
    let (users, ids) = (client.users(), own.users());
    let free = report.step("their IDs are free", users.check(ids, options), number).await;
    if !free.is_some_and(|checked| checked.iter().all(|(_, status)| *status == AccountStatus::Unregistered)) {
        report.skip("register them", "somebody has these IDs");
        return false;
    }
    let new = ids.clone().map(|user_id| NewUser { nickname: nickname(&user_id), user_id, ..NewUser::default() });
    let names = |(): &()| ids.each_ref().map(UserId::as_str).join(", ");
    if report.step("register three", users.register(&new, Some(secret), options), names).await.is_none() {
        return false;
    }
    let checked = report.step("their IDs are taken", users.check(ids, options), number).await;
    let is_taken = |(_, status): &(UserId, AccountStatus)| *status == AccountStatus::Registered;
    report.expect(checked.is_none_or(|checked| checked.iter().all(is_taken)), || "not all are taken".to_owned());
    report
        .refused("register them again", &[ErrorClass::AlreadyRegistered], users.register(&new, Some(secret), options))
        .await;

    let found = report.step("read them back", users.infos(ids, options), number).await;
    if let Some(found) = found {
        are_as_registered(journey, &found);
    }
    true
}

fn are_as_registered(journey: &Journey<'_>, found: &[User]) {
    let Journey { client, report, own, .. } = journey;
    report.expect_same("their number", &found.len(), &own.users().len());
    let now = client.transport().now_millis();
    // v3.4 writes 1 for an ordinary user.
    let app_manger_level = i32::from(client.block() == ServerBlock::V3_4);
    for user in found {
        let create_time_millis = user.create_time_millis.filter(|time| (now - time).abs() <= JUST_NOW_MILLIS);
        report.expect(create_time_millis.is_some(), || format!("one was created at {:?}", user.create_time_millis));
        let (user_id, nickname) = (user.user_id.clone(), nickname(&user.user_id));
        let expected = User { user_id, nickname, create_time_millis, app_manger_level, ..User::default() };
        report.expect_same("one", &User { create_time_millis, ..user.clone() }, &expected);
    }
}

fn nickname(id: &UserId) -> String {
    format!("Live {id}")
}

/// Changes one of them, a part at a time.
pub async fn change(journey: &Journey<'_>) {
    let Journey { client, report, options, own, .. } = journey;
    let [id, ..] = own.users();
    let Some(before) = read_one(journey, id).await else { return };
    let change = UserChange {
        nickname: Some("Live, renamed".to_owned()),
        face_url: Some("https://example.com/live.png".to_owned()),
        ex: Some("{\"live\":true}".to_owned()),
        global_recv_msg_opt: None,
    };
    let after = User {
        nickname: change.nickname.clone().unwrap_or_default(),
        face_url: change.face_url.clone().unwrap_or_default(),
        ex: change.ex.clone().unwrap_or_default(),
        ..before.clone()
    };
    update(journey, "change name, picture and text", &before, &after).await;
    let cleared = User { ex: String::new(), ..after.clone() };
    let name = "empty its text";
    if report.can(name, client.can(&Feature::CLEAR_USER_TEXTS)) {
        update(journey, name, &after, &cleared).await;
    }
    for (opt, name) in [(2, "receive without notice"), (0, "receive again")] {
        report.step(name, client.users().set_global_recv_opt(id, opt, options), |()| format!("set to {opt}")).await;
        if let Some(user) = read_one(journey, id).await {
            report.expect_same("the option", &user.global_recv_msg_opt, &opt);
        }
    }
    found_by_filter(journey).await;
}

async fn update(journey: &Journey<'_>, name: &str, before: &User, after: &User) {
    let change = UserChange::between(before, after);
    let Journey { client, report, options, .. } = journey;
    let shown = [
        ("nickname", &before.nickname, &change.nickname),
        ("faceURL", &before.face_url, &change.face_url),
        ("ex", &before.ex, &change.ex),
    ];
    let shown =
        shown.into_iter().filter_map(|(key, before, after)| Some(format!("{key} {before:?} → {:?}", after.as_ref()?)));
    let shown = shown.collect::<Vec<_>>().join(", ");
    report.step(name, client.users().update(before, &change, options), |()| shown).await;
    if let Some(found) = read_one(journey, &after.user_id).await {
        report.expect_same("the user", &found, after);
    }
}

async fn read_one(journey: &Journey<'_>, id: &UserId) -> Option<User> {
    let Journey { client, report, options, .. } = journey;
    let ids = std::slice::from_ref(id);
    let found = report.step("  read it back", client.users().infos(ids, options), number).await;
    let user = found?.into_iter().next();
    report.expect(user.is_some(), || "it is not there".to_owned());
    user
}

async fn found_by_filter(journey: &Journey<'_>) {
    let Journey { client, report, options, own, .. } = journey;
    let name = "find them by their common part";
    if !report.can(name, client.can(&Feature::FILTER_USERS)) {
        return;
    }
    let [id, ..] = own.users();
    let filter = UserFilter { keyword: id.as_str().trim_end_matches('1').to_owned() };
    let page = report.step(name, client.users().list(PAGE, &filter, options), of_total).await;
    if let Some(page) = page {
        let mut found: Vec<UserId> = page.items.into_iter().map(|user| user.user_id).collect();
        found.sort_unstable();
        report.expect_same("who is found", &found, &own.users().to_vec());
    }
}
