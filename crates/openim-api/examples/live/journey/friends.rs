//! Friends, requests and black lists: those of the administrator read, those of its own users made and unmade.

use openim_api::{ErrorClass, Feature, FriendChange, RequestState, UserId, Version};

use super::found::{at_version, ids_at_version, nothing, number, of_total};
use super::report::before_patch_5;
use super::{Journey, PAGE};

pub async fn read(journey: &Journey<'_>) {
    journey.report.part("The administrator's friends");
    lists(journey).await;
    requests(journey).await;
}

async fn lists(journey: &Journey<'_>) {
    let Journey { client, report, options, admin, own, users, .. } = journey;
    let friends = client.friends();
    let list = report.step("friends", friends.list(admin, PAGE, options), of_total).await;
    let ids = report.step("their IDs", friends.ids(admin, options), number).await;
    if let (Some(list), Some(ids)) = (list, ids) {
        report.expect(list.items.iter().all(|friend| ids.contains(&friend.profile.user_id)), || {
            "somebody of the list is not among the IDs".to_owned()
        });
    }
    let others: Vec<UserId> = users.iter().filter(|id| *id != admin).cloned().collect();
    report.step("friends among the users", friends.infos(admin, &others, options), number).await;
    report.step("what users are to it", friends.relations(admin, &others, options), number).await;
    are_friends(journey, admin, own.nobody(), (false, false)).await;
    report.step("black list", friends.blacks(admin, PAGE, options), of_total).await;
    let name = "who of the users is in it";
    if report.can(name, client.can(&Feature::FIND_BLACKS)) {
        report.step(name, friends.black_infos(admin, &others, options), number).await;
    }
    let name = "friends, as apps keep them";
    if report.can(name, client.can(&Feature::SYNC)) {
        report.step(name, friends.changes(admin, &Version::default(), options), at_version).await;
        report.step("  their IDs", friends.full_ids(admin, options), ids_at_version).await;
    }
}

async fn requests(journey: &Journey<'_>) {
    let Journey { client, report, options, admin, own, .. } = journey;
    let friends = client.friends();
    report.step("requests that it got", friends.received(admin, PAGE, options), of_total).await;
    report.step("requests that it sent", friends.sent(admin, PAGE, options), of_total).await;
    let between = friends.requests_between(admin, own.nobody(), options);
    report.step("requests to nobody", between, number).await;
    unanswered(journey, admin, None).await;
}

/// Whether the second is among the friends of the first, and the first among those of the second.
async fn are_friends(journey: &Journey<'_>, one: &UserId, two: &UserId, expected: (bool, bool)) {
    let Journey { client, report, options, .. } = journey;
    let friends = client.friends();
    let found = |both: &(bool, bool)| format!("{both:?}");
    if let Some(both) = report.step("  are they friends", friends.are_friends(one, two, options), found).await {
        report.expect_same("that", &both, &expected);
    }
}

/// How many requests wait for a user, where the server counts them.
async fn unanswered(journey: &Journey<'_>, user: &UserId, expected: Option<i64>) {
    let Journey { client, report, options, .. } = journey;
    let name = "requests that wait";
    if report.can(name, client.can(&Feature::COUNT_FRIEND_REQUESTS)) {
        let (friends, known) = (client.friends(), before_patch_5(client.block()));
        let waiting = report.step_or(name, known, friends.unanswered(user, 0, options), i64::to_string).await;
        report.expect(waiting.zip(expected).is_none_or(|(found, expected)| found == expected), || {
            format!("there should be {expected:?}")
        });
    }
}

pub async fn write(journey: &Journey<'_>) {
    journey.report.part("Friends among its own users");
    import(journey).await;
    change(journey).await;
    ask(journey).await;
    unfriend(journey).await;
    block(journey).await;
}

async fn import(journey: &Journey<'_>) {
    let Journey { client, report, options, own, .. } = journey;
    let (friends, [one, two, three]) = (client.friends(), own.users());
    let both = [two.clone(), three.clone()];
    let made = report.step("befriend one with two", friends.import(one, &both, options), number).await;
    report.expect(made.is_none_or(|new| new == both), || "not both are new friends".to_owned());
    for other in [two, three] {
        are_friends(journey, one, other, (true, true)).await;
    }
    let again = report.step("again", friends.import(one, &both, options), number).await;
    report.expect(again.is_none_or(|new| new.is_empty()), || "friends became friends once more".to_owned());
    let list = report.step("  listed", friends.list(one, PAGE, options), of_total).await;
    if let Some(list) = list {
        let mut ids: Vec<UserId> = list.items.into_iter().map(|friend| friend.profile.user_id).collect();
        ids.sort_unstable();
        report.expect_same("who they are", &ids, &both.to_vec());
    }
    // A stranger among them is no reason to refuse the rest.
    let asked = [own.nobody().clone(), two.clone()];
    let infos = report.step("  looked up beside a stranger", friends.infos(one, &asked, options), number);
    if let Some(infos) = infos.await {
        let ids: Vec<UserId> = infos.into_iter().map(|friend| friend.profile.user_id).collect();
        report.expect_same("who is found", &ids.as_slice(), &std::slice::from_ref(two));
    }
}

async fn change(journey: &Journey<'_>) {
    let Journey { client, report, options, own, .. } = journey;
    let (friends, [one, two, _]) = (client.friends(), own.users());
    let ids = std::slice::from_ref(two);
    report
        .step("remark of a friend", friends.set_remark(one, two, "Live", options), |()| "\"\" → \"Live\"".to_owned())
        .await;
    let infos = report.step("  read it back", friends.infos(one, ids, options), number).await;
    if let Some(friend) = infos.and_then(|list| list.into_iter().next()) {
        report.expect_same("the remark", &friend.remark.as_str(), &"Live");
    }
    let name = "pin a friend";
    if report.can(name, client.can(&Feature::EDIT_FRIENDS)) {
        let change = FriendChange { is_pinned: Some(true), ..FriendChange::default() };
        report.step(name, friends.update(one, ids, &change, options), |()| "false → true".to_owned()).await;
        let infos = report.step("  read it back", friends.infos(one, ids, options), number).await;
        if let Some(friend) = infos.and_then(|list| list.into_iter().next()) {
            report.expect_same("pinned, and the remark", &(friend.is_pinned, friend.remark.as_str()), &(true, "Live"));
        }
    }
}

/// One asks, the other agrees.
async fn ask(journey: &Journey<'_>) {
    let Journey { client, report, options, own, .. } = journey;
    let (friends, [_, two, three]) = (client.friends(), own.users());
    report.step("ask to become a friend", friends.ask(two, three, "Hello", "", options), nothing).await;
    let got = report.step("  received", friends.received(three, PAGE, options), of_total).await;
    if let Some(got) = got {
        let states: Vec<_> = got.items.iter().map(|request| (&request.from.user_id, request.state)).collect();
        report.expect_same("who asks, and the state", &states, &vec![(two, RequestState::Pending)]);
    }
    unanswered(journey, three, Some(1)).await;
    report.step("agree", friends.answer(two, three, true, "Yes", options), nothing).await;
    let between = report.step("  asked between them", friends.requests_between(two, three, options), number);
    if let Some(between) = between.await {
        let states: Vec<_> = between.iter().map(|request| request.state).collect();
        report.expect_same("the state", &states, &vec![RequestState::Agreed]);
    }
    are_friends(journey, two, three, (true, true)).await;
    let again = friends.ask(two, three, "Again", "", options);
    report.refused("ask a friend", &[ErrorClass::AlreadyThere], again).await;
}

/// One side alone loses a friend.
async fn unfriend(journey: &Journey<'_>) {
    let Journey { client, report, options, own, .. } = journey;
    let (friends, [one, _, three]) = (client.friends(), own.users());
    report.step("unfriend on one side", friends.delete(one, three, options), nothing).await;
    are_friends(journey, one, three, (false, true)).await;
    report.step("unfriend on the other", friends.delete(three, one, options), nothing).await;
    are_friends(journey, one, three, (false, false)).await;
}

async fn block(journey: &Journey<'_>) {
    let Journey { client, report, options, own, .. } = journey;
    let (friends, [one, _, three]) = (client.friends(), own.users());
    report.step("block", friends.block(one, three, "", options), nothing).await;
    report.refused("block again", &[ErrorClass::AlreadyThere], friends.block(one, three, "", options)).await;
    let name = "  looked up in the black list";
    if report.can(name, client.can(&Feature::FIND_BLACKS)) {
        let ids = std::slice::from_ref(three);
        let found = report.step(name, friends.black_infos(one, ids, options), number).await;
        report.expect(found.is_none_or(|list| list.len() == 1), || "it should be one".to_owned());
    }
    let list = report.step("  black list", friends.blacks(one, PAGE, options), of_total).await;
    if let Some(list) = list {
        let ids: Vec<&UserId> = list.items.iter().map(|black| &black.profile.user_id).collect();
        report.expect_same("who is in it", &ids, &vec![three]);
    }
    report.step("unblock", friends.unblock(one, three, options), nothing).await;
    let list = report.step("  black list", friends.blacks(one, PAGE, options), of_total).await;
    report.expect(list.is_none_or(|list| list.items.is_empty()), || "somebody is left".to_owned());
}
