//! Groups that there are: listed, looked up, who is in them and who wants to be.

use std::cmp::Reverse;

use openim_api::{Feature, GroupFilter, GroupId, GroupRequestFilter, GroupStatus, ServerBlock, UserId, Version};

use super::found::{at_version, ids_at_version, number, of_total};
use super::report::before_patch_5;
use super::{Journey, PAGE, has_twice, since};

/// How many of those that were found are asked for again.
const SAMPLE: usize = 20;

/// The IDs of some.
pub async fn read(journey: &Journey<'_>) -> Vec<GroupId> {
    journey.report.part("Groups");
    let sample = list(journey).await;
    look_up(journey, &sample).await;
    joined(journey).await;
    match sample.first() {
        Some(group) => members(journey, group).await,
        None => journey.report.skip("members of a group", "there is no group"),
    }
    requests(journey, sample.first()).await;
    sample
}

async fn list(journey: &Journey<'_>) -> Vec<GroupId> {
    let Journey { client, report, options, .. } = journey;
    let list = report.step("first page", client.groups().list(PAGE, &GroupFilter::default(), options), of_total).await;
    let rows = list.map(|page| page.items).unwrap_or_default();
    report.expect(!has_twice(rows.iter().map(|group| &group.group_id)), || "a group stands twice".to_owned());
    if client.block() >= ServerBlock::V3_8_3 {
        let is_newest_first = rows.is_sorted_by_key(|group| Reverse(group.create_time_millis));
        report.expect(is_newest_first, || "the newest are not first".to_owned());
    }
    // v3.5 lists those that are dismissed.
    let is_dismissed = rows.iter().any(|group| group.status == GroupStatus::Dismissed);
    report.expect(!is_dismissed || client.block() == ServerBlock::V3_5, || "a dismissed group is listed".to_owned());
    rows.into_iter().take(SAMPLE).map(|group| group.group_id).collect()
}

async fn look_up(journey: &Journey<'_>, sample: &[GroupId]) {
    let Journey { client, report, options, own, .. } = journey;
    let groups = client.groups();
    let asked = [sample, std::slice::from_ref(own.group())].concat();
    let found = report.step("looked up, with a made-up ID among them", groups.infos(&asked, options), number).await;
    if let Some(found) = found {
        let is_same = found.iter().map(|group| &group.group_id).eq(sample);
        report.expect(is_same, || "they are not those of the list".to_owned());
    }
    report.step("what tells changed members", groups.abstracts(sample, options), number).await;
    if let Some(first) = sample.first() {
        let one = report.step("one by its ID", groups.find(first, options), |_| String::new()).await;
        report.expect(one.is_none_or(|one| one.is_some()), || "it is not found".to_owned());
    }
}

async fn joined(journey: &Journey<'_>) {
    let Journey { client, report, options, admin, .. } = journey;
    let groups = client.groups();
    report.step("those of the administrator", groups.joined(admin, PAGE, options), of_total).await;
    let name = "  as apps keep them";
    if report.can(name, client.can(&Feature::SYNC)) {
        report.step(name, groups.changed_joined(admin, &Version::default(), options), at_version).await;
        report.step("  their IDs", groups.full_joined_ids(admin, options), ids_at_version).await;
    }
}

async fn members(journey: &Journey<'_>, group: &GroupId) {
    let Journey { client, report, options, own, .. } = journey;
    let groups = client.groups();
    let page = report.step("members of one", groups.members(group, PAGE, options), of_total).await;
    let mut ids: Vec<UserId> = page.into_iter().flat_map(|page| page.items).map(|member| member.user_id).collect();
    report.expect(!has_twice(&ids), || "a member stands twice".to_owned());
    let all = report.step("  their IDs", groups.member_ids(group, options), number).await;
    report.expect(all.is_none_or(|all| ids.iter().all(|id| all.contains(id))), || {
        "a member of the list is not among the IDs".to_owned()
    });
    ids.truncate(SAMPLE);
    let expected = ids.len();
    ids.push(own.nobody().clone());
    let infos = report.step("  looked up beside a stranger", groups.member_infos(group, &ids, options), number).await;
    report.expect(infos.is_none_or(|infos| infos.len() == expected), || format!("it should be {expected}"));
    let name = "  as apps keep them";
    if report.can(name, client.can(&Feature::SYNC)) {
        report.step(name, groups.changed_members(group, &Version::default(), options), at_version).await;
        report.step("  their IDs", groups.full_member_ids(group, options), ids_at_version).await;
    }
}

async fn requests(journey: &Journey<'_>, group: Option<&GroupId>) {
    let Journey { client, report, options, admin, users, .. } = journey;
    let (groups, filter) = (client.groups(), GroupRequestFilter::default());
    let received = groups.requests_received(admin, PAGE, &filter, options);
    report.step("requests that the administrator judges", received, of_total).await;
    report.step("requests of its own", groups.requests_sent(admin, PAGE, options), of_total).await;
    if let (Some(group), Some(user)) = (group, users.first()) {
        let of_users = groups.requests_of_users(group, users, options);
        report.step("requests of users for one group", of_users, of_total).await;
        let name = "requests of one user for it";
        if report.can(name, since(client.block(), ServerBlock::V3_8_1)) {
            report.step(name, groups.requests_of_user(group, user, options), of_total).await;
        }
    }
    let name = "how many wait for the administrator";
    if report.can(name, client.can(&Feature::FILTER_GROUP_REQUESTS)) {
        let known = before_patch_5(client.block());
        report.step_or(name, known, groups.unhandled_requests(admin, 0, options), i64::to_string).await;
    }
}
