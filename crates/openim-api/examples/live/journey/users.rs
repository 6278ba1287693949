//! Users that there are: listed, filtered, looked up, checked, and who of them is online.

use openim_api::{
    AccountStatus, Feature, Listing, OnlineStatus, Page, Presence, ServerBlock, User, UserFilter, UserId,
};

use super::found::{number, of_total};
use super::{Journey, PAGE, has_twice};

/// How many of those that were found are asked for again.
const SAMPLE: usize = 20;

/// The IDs of some.
pub async fn read(journey: &Journey<'_>) -> Vec<UserId> {
    journey.report.part("Users");
    let rows = pages(journey).await;
    let sample: Vec<UserId> = rows.iter().take(SAMPLE).map(|user| user.user_id.clone()).collect();
    filter(journey, sample.first()).await;
    infos(journey, &rows, &sample).await;
    check(journey, &sample).await;
    presence(journey, &sample).await;
    sample
}

/// The first pages: numbers, order, and whether they are the same again.
async fn pages(journey: &Journey<'_>) -> Vec<User> {
    let Journey { client, report, options, .. } = journey;
    let (users, all) = (client.users(), UserFilter::default());
    let found = |page: &Listing<User>| format!("{}, {}", of_total(page), order(&page.items));
    let first = report.step("first page", users.list(PAGE, &all, options), found).await;
    let Some(first) = first else { return Vec::new() };
    let expected = first.total.min(i64::from(PAGE.size));
    report.expect_same("the number of rows", &i64::try_from(first.items.len()).unwrap_or(i64::MAX), &expected);
    let mut ids: Vec<UserId> = first.items.iter().map(|user| user.user_id.clone()).collect();
    report.expect(!has_twice(&ids), || "a user stands twice on the page".to_owned());

    let again = report.step("first page again", users.list(PAGE, &all, options), of_total);
    if let Some(again) = again.await {
        let common: Vec<&UserId> = again.items.iter().map(|user| &user.user_id).filter(|id| ids.contains(id)).collect();
        let same = common.iter().copied().eq(ids.iter().filter(|id| common.contains(id)));
        report.expect(same, || "the rows are in another order than a moment ago".to_owned());
    }
    if first.total > expected {
        let page = Page { number: 2, ..PAGE };
        let second = report.step("second page", users.list(page, &all, options), of_total).await;
        ids.extend(second.into_iter().flat_map(|page| page.items).map(|user| user.user_id));
        report.expect(!has_twice(&ids), || "a user of the first page stands on the second, too".to_owned());
    }
    first.items
}

fn order(users: &[User]) -> &'static str {
    if users.len() < 2 {
        "too few to tell an order"
    } else if users.is_sorted_by_key(|user| &user.user_id) {
        "by ID"
    } else if users.is_sorted_by_key(|user| user.create_time_millis) {
        "by time of creation"
    } else {
        "in the server's own order"
    }
}

async fn filter(journey: &Journey<'_>, id: Option<&UserId>) {
    let Journey { client, report, options, .. } = journey;
    let name = "one user, by its ID as a filter";
    let Some(id) = id else { return report.skip(name, "there are no users") };
    if !report.can(name, client.can(&Feature::FILTER_USERS)) {
        return;
    }
    let filter = UserFilter { keyword: id.to_string() };
    if let Some(page) = report.step(name, client.users().list(PAGE, &filter, options), of_total).await {
        let is_found = page.items.iter().any(|user| user.user_id == *id) || page.total > i64::from(PAGE.size);
        report.expect(is_found, || "the user is not among those found".to_owned());
    }
}

/// Looking up gives the same rows as the list, also if one ID is made up.
async fn infos(journey: &Journey<'_>, rows: &[User], sample: &[UserId]) {
    let Journey { client, report, options, own, .. } = journey;
    let asked = [sample, std::slice::from_ref(own.nobody())].concat();
    let found = report.step("looked up beside a made-up ID", client.users().infos(&asked, options), number).await;
    let Some(found) = found else { return };
    let is_same = found.iter().map(|user| &user.user_id).eq(sample);
    report.expect(is_same, || "they are not those of the list".to_owned());
    let differ = found.iter().filter(|user| !rows.contains(user)).count();
    report.expect(differ == 0, || format!("{differ} are not as the list has them"));
    // v3.8.1 and v3.8.2 are one block and differ in this.
    if client.block() != ServerBlock::V3_8_1 {
        let is_refused = report.codes().first() == Some(&Some(1004));
        let refuses = client.block().refuses_unknown_infos();
        report.expect_same("that one unknown ID fails the call", &is_refused, &refuses);
    }
}

async fn check(journey: &Journey<'_>, sample: &[UserId]) {
    let Journey { client, report, options, admin, own, .. } = journey;
    let users = client.users();
    let ids = report.step("all IDs", users.all_ids(PAGE, options), of_total).await;
    report.expect(!ids.is_some_and(|page| has_twice(page.items)), || "an ID stands twice on a page".to_owned());

    let asked = [sample, &[admin.clone(), own.nobody().clone()]].concat();
    let checked = report.step("which IDs are taken, one of them made up", users.check(&asked, options), number).await;
    if let Some(checked) = checked {
        let is_right = |(id, status): &(UserId, AccountStatus)| {
            *status == if id == own.nobody() { AccountStatus::Unregistered } else { AccountStatus::Registered }
        };
        report.expect(checked.iter().all(is_right), || "somebody is not taken, or nobody is".to_owned());
        let has_words = client.block() <= ServerBlock::V3_8_0;
        report.expect_same("that the status is a word", &report.heard("\"accountStatus\":\""), &has_words);
    }
}

async fn presence(journey: &Journey<'_>, sample: &[UserId]) {
    let Journey { client, report, options, admin, .. } = journey;
    let users = client.users();
    let asked = [sample, std::slice::from_ref(admin)].concat();
    let online = |rows: &Vec<Presence>| rows.iter().filter(|row| row.is_online).count().to_string();
    report.step("who is online", users.presence(&asked, options), online).await;
    let connections =
        |rows: &Vec<OnlineStatus>| rows.iter().map(|row| row.connections.len()).sum::<usize>().to_string();
    if report.step("open connections", users.online_status(&asked, options), connections).await.is_some() {
        let has_words = client.block() <= ServerBlock::V3_8_0;
        report.expect_same("that the status is a word", &report.heard("\"status\":\""), &has_words);
    }
    report.step("who of them has tokens, which are not read", users.online_token_detail(&asked, options), number).await;
    let name = "whom the administrator is told of";
    if report.can(name, client.can(&Feature::SUBSCRIBE_PRESENCE)) {
        report.step(name, users.subscribed(admin, options), number).await;
    }
}
