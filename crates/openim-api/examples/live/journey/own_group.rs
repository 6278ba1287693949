//! A group of the journey's own users: made, written into, renamed, muted, its members changed, given away, dismissed.

use std::cmp::Reverse;

use openim_api::{
    ErrorClass, Feature, Group, GroupChange, GroupFilter, GroupRequestFilter, GroupRole, GroupStatus, MemberChange,
    NewGroup, ServerBlock, SettableRole, UserId,
};

use super::found::{nothing, number, of_total};
use super::report::before_patch_5;
use super::{Journey, PAGE, messages};

pub async fn write(journey: &Journey<'_>) {
    journey.report.part("A group of its own users");
    let Some(group) = make(journey).await else { return };
    messages::send_to_group(journey, &group).await;
    rename(journey).await;
    mute(journey).await;
    let [one, two, three] = journey.own.users();
    set_member(journey, two).await;
    roles(journey, [(one, GroupRole::Owner), (two, GroupRole::Admin), (three, GroupRole::Member)]).await;
    mute_member(journey, three).await;
    put_out(journey, three).await;
    roles(journey, [(one, GroupRole::Owner), (two, GroupRole::Admin)]).await;
    invite(journey, two, three).await;
    roles(journey, [(one, GroupRole::Owner), (two, GroupRole::Admin), (three, GroupRole::Member)]).await;
    put_out(journey, three).await;
    let_in(journey, one, three).await;
    roles(journey, [(one, GroupRole::Owner), (two, GroupRole::Admin), (three, GroupRole::Member)]).await;
    transfer(journey, two).await;
    roles(journey, [(one, GroupRole::Admin), (two, GroupRole::Owner), (three, GroupRole::Member)]).await;
    dismiss(journey).await;
}

async fn make(journey: &Journey<'_>) -> Option<Group> {
    let Journey { client, report, options, own, .. } = journey;
    let (groups, [one, two, three]) = (client.groups(), own.users());
    let new = NewGroup {
        group_id: own.group().clone(),
        name: "Live".to_owned(),
        owner: one.clone(),
        members: vec![two.clone(), three.clone()],
        ..NewGroup::default()
    };
    let made = report.step("make it", groups.create(&new, options), |made| made.group_id.to_string()).await?;
    report.expect_same("its ID", &made.group_id, own.group());
    report.refused("make it again", &[ErrorClass::AlreadyThere], groups.create(&new, options)).await;
    let group = read_back(journey).await?;
    report.expect_same("name and owner", &(group.name.as_str(), group.owner.as_ref()), &("Live", Some(one)));
    report.expect_same("members and state", &(group.member_count, group.status), &(3, GroupStatus::Normal));
    roles(journey, [(one, GroupRole::Owner), (two, GroupRole::Member), (three, GroupRole::Member)]).await;
    Some(group)
}

/// The group as it is now: whoever changes it asks [`super::own::Own`] whether it is the journey's.
async fn read_back(journey: &Journey<'_>) -> Option<Group> {
    let Journey { client, report, options, own, .. } = journey;
    let id = std::slice::from_ref(own.group());
    let found = report.step("  read it", client.groups().infos(id, options), number).await?;
    report.expect(!found.is_empty(), || "it is not there".to_owned());
    found.into_iter().next()
}

/// Who is in it, and as what.
async fn roles<const N: usize>(journey: &Journey<'_>, expected: [(&UserId, GroupRole); N]) {
    let Journey { client, report, options, own, .. } = journey;
    let members = report.step("  who is in it", client.groups().members(own.group(), PAGE, options), of_total).await;
    if let Some(members) = members {
        let mut found: Vec<_> = members.items.iter().map(|member| (&member.user_id, member.role)).collect();
        report.expect(found.is_sorted_by_key(|(_, role)| Reverse(*role)), || "the owner is not first".to_owned());
        found.sort_unstable_by_key(|(id, _)| *id);
        report.expect_same("who is in it", &found.as_slice(), &expected.as_slice());
    }
}

async fn rename(journey: &Journey<'_>) {
    let Journey { client, report, options, own, .. } = journey;
    let Some(group) = read_back(journey).await else { return };
    let Some(live) = own.own_group(&group) else { return };
    let (name, introduction) = ("Live, renamed", "Made by a test");
    let change = GroupChange {
        name: Some(name.to_owned()),
        introduction: Some(introduction.to_owned()),
        ..GroupChange::default()
    };
    let found = |(): &()| format!("{:?} → {name:?}", group.name);
    report.step("rename it", client.groups().update(live, &change, options), found).await;
    if let Some(group) = read_back(journey).await {
        let texts = (group.name.as_str(), group.introduction.as_str());
        report.expect_same("name and introduction", &texts, &(name, introduction));
    }
}

async fn mute(journey: &Journey<'_>) {
    let Journey { client, report, options, own, .. } = journey;
    for (on, name, status) in [(true, "mute it", GroupStatus::Muted), (false, "unmute it", GroupStatus::Normal)] {
        let Some(group) = read_back(journey).await else { return };
        let Some(live) = own.own_group(&group) else { return };
        report.step(name, client.groups().mute(live, on, options), nothing).await;
        if on {
            messages::send_to_muted_group(journey, &group).await;
        }
        if let Some(group) = read_back(journey).await {
            report.expect_same("its state", &group.status, &status);
        }
    }
}

async fn set_member(journey: &Journey<'_>, user: &UserId) {
    let Journey { client, report, options, own, .. } = journey;
    let Some(group) = read_back(journey).await else { return };
    let Some(live) = own.own_group(&group) else { return };
    let nickname = Some("Live, too".to_owned());
    let change = MemberChange { nickname, role: Some(SettableRole::Admin), ..MemberChange::default() };
    let found = |(): &()| "member → administrator".to_owned();
    report.step("another name and role", client.groups().set_member(live, user, &change, options), found).await;
    let infos = client.groups();
    let infos = infos.member_infos(own.group(), std::slice::from_ref(user), options);
    if let Some(member) = report.step("  read him", infos, number).await.and_then(|list| list.into_iter().next()) {
        report.expect_same("his name", &Some(member.nickname), &change.nickname);
    }
}

async fn mute_member(journey: &Journey<'_>, user: &UserId) {
    let Journey { client, report, options, own, .. } = journey;
    let Some(group) = read_back(journey).await else { return };
    let Some(live) = own.own_group(&group) else { return };
    let groups = client.groups();
    for on in [true, false] {
        if on {
            report.step("mute a member for a minute", groups.mute_member(live, user, 60, options), nothing).await;
        } else {
            report.step("unmute him", groups.unmute_member(live, user, options), nothing).await;
        }
        let infos = groups.member_infos(own.group(), std::slice::from_ref(user), options);
        if let Some(member) = report.step("  read him", infos, number).await.and_then(|list| list.into_iter().next()) {
            let now = client.transport().now_millis();
            report.expect_same("whether he is muted", &member.mute_end_millis.is_some_and(|end| end > now), &on);
        }
    }
}

async fn put_out(journey: &Journey<'_>, user: &UserId) {
    let Journey { client, report, options, own, .. } = journey;
    let Some(group) = read_back(journey).await else { return };
    let Some(live) = own.own_group(&group) else { return };
    let user = std::slice::from_ref(user);
    report.step("put a member out", client.groups().kick(live, user, "", false, options), nothing).await;
}

/// One who is in it among those who are invited is no reason to refuse the other.
async fn invite(journey: &Journey<'_>, present: &UserId, new: &UserId) {
    let Journey { client, report, options, own, .. } = journey;
    let Some(group) = read_back(journey).await else { return };
    let Some(live) = own.own_group(&group) else { return };
    let users = [present.clone(), new.clone()];
    let invited = report
        .step("invite him, and one who is in it", client.groups().invite(live, &users, "", false, options), |invited| {
            format!("{} added", invited.added.len())
        })
        .await;
    if let Some(invited) = invited {
        report.expect_same("who was added", &invited.added.as_slice(), &std::slice::from_ref(new));
        report.expect_same("who was in it", &invited.present.as_slice(), &std::slice::from_ref(present));
    }
}

/// Somebody who was put out asks to come in, and is let in.
async fn let_in(journey: &Journey<'_>, owner: &UserId, user: &UserId) {
    let Journey { client, report, options, own, .. } = journey;
    let (groups, id, message) = (client.groups(), own.group(), "Please");
    report.step("ask to come in", groups.join(id, user, message, options), nothing).await;
    let filter = GroupRequestFilter { groups: vec![id.clone()], only_pending: true };
    let received = groups.requests_received(owner, PAGE, &filter, options);
    let received = report.step("  what the owner reads of it", received, of_total).await;
    report.expect(received.is_none_or(|page| page.items.iter().any(|request| request.message == message)), || {
        "it is not there".to_owned()
    });
    let name = "  how many wait for the owner";
    if report.can(name, client.can(&Feature::FILTER_GROUP_REQUESTS)) {
        let waiting = groups.unhandled_requests(owner, 0, options);
        let waiting = report.step_or(name, before_patch_5(client.block()), waiting, i64::to_string).await;
        report.expect(waiting.is_none_or(|waiting| waiting == 1), || "it should be one".to_owned());
    }
    let sent = report.step("  what he reads of it", groups.requests_sent(user, PAGE, options), of_total).await;
    report.expect(sent.is_none_or(|page| page.items.len() == 1), || "it should be one".to_owned());
    report.step("let him in", groups.answer_request(id, user, true, "Come in", options), nothing).await;
}

/// The old owner gets the role of the new one.
async fn transfer(journey: &Journey<'_>, new_owner: &UserId) {
    let Journey { client, report, options, own, .. } = journey;
    let Some(group) = read_back(journey).await else { return };
    let Some(live) = own.own_group(&group) else { return };
    report.step("give it away", client.groups().transfer(live, new_owner, options), nothing).await;
    if let Some(group) = read_back(journey).await {
        report.expect_same("its owner", &group.owner.as_ref(), &Some(new_owner));
    }
}

async fn dismiss(journey: &Journey<'_>) {
    let Journey { client, report, options, own, .. } = journey;
    let Some(group) = read_back(journey).await else { return };
    let Some(live) = own.own_group(&group) else { return };
    report.step("dismiss it", client.groups().dismiss(live, false, options), nothing).await;
    let groups = client.groups();
    let found = report.step("  found by its ID", groups.find(own.group(), options), |_| String::new()).await;
    let status = found.flatten().map(|group| group.status);
    report.expect_same("its state", &status, &Some(GroupStatus::Dismissed));
    let filter = GroupFilter { name: group.name };
    let list = report.step("  found by its name", groups.list(PAGE, &filter, options), of_total).await;
    // v3.5 lists dismissed groups.
    let is_listed = list.is_some_and(|page| page.items.iter().any(|group| group.group_id == *own.group()));
    report.expect(!is_listed || client.block() == ServerBlock::V3_5, || "it is still listed".to_owned());
}
