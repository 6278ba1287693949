//! Conversations: the administrator's read in every way, one of its own users' pinned.

use openim_api::{
    Absence, Conversation, ConversationChange, ConversationId, ErrorClass, Feature, OwnConversations, ServerBlock,
    Version,
};

use super::found::{at_version, ids_at_version, number, of_total, unread};
use super::report::Known;
use super::{Journey, PAGE, since};

pub async fn read(journey: &Journey<'_>) {
    journey.report.part("The administrator's conversations");
    let all = lists(journey).await;
    apps(journey, &all).await;
}

async fn lists(journey: &Journey<'_>) -> Vec<Conversation> {
    let Journey { client, report, options, admin, .. } = journey;
    let (conversations, block) = (client.conversations(), client.block());
    let all = report.step("all", conversations.all(admin, options), number).await.unwrap_or_default();
    let page = report.step("first page", conversations.page(admin, PAGE, options), of_total).await;
    report.expect(
        page.is_none_or(|page| page.items.iter().all(|row| all.iter().any(|other| other.id == row.id))),
        || "a conversation of the page is not among all".to_owned(),
    );
    let known = Known::when(block == ServerBlock::V3_7, ErrorClass::NotFound, "one of the other sides does not exist");
    let name = "with their last messages";
    if report.can(name, client.can(&Feature::CONVERSATION_OVERVIEW)) {
        let overview = conversations.overview(admin, &[], PAGE, options);
        report.step_or(name, known, overview, unread).await;
    }
    if report.can("pinned, and without notice", client.can(&Feature::PICK_CONVERSATIONS)) {
        report.step("pinned", conversations.pinned(admin, options), number).await;
        report.step("without notice", conversations.not_notifying(admin, options), number).await;
    }
    let Some(first) = all.first() else {
        report.skip("one of them", "there is none");
        return all;
    };
    let one =
        report.step("one of them", conversations.get(admin, &first.id, options), |_| "the first".to_owned()).await;
    report.expect(one.is_none_or(|one| one == *first), || "it is not as the list has it".to_owned());
    let ids: Vec<ConversationId> = all.iter().take(10).map(|row| row.id.clone()).collect();
    let some = report.step("some of them", conversations.infos(admin, &ids, options), number).await;
    report.expect(some.is_none_or(|some| all.starts_with(&some) && some.len() == ids.len()), || {
        "they are not as the list has them".to_owned()
    });
    let name = "whom closed apps are told for";
    let is_gone = if block > ServerBlock::V3_8_3 { Err(Absence::Gone { after: ServerBlock::V3_8_3 }) } else { Ok(()) };
    if report.can(name, is_gone) {
        let pushed = conversations.pushed(&first.id, std::slice::from_ref(admin), options);
        report.step(name, pushed, number).await;
    }
    all
}

/// What apps ask, and web apps.
async fn apps(journey: &Journey<'_>, all: &[Conversation]) {
    let Journey { client, report, options, admin, .. } = journey;
    let conversations = client.conversations();
    let name = "as apps keep them";
    if report.can(name, client.can(&Feature::SYNC)) {
        report.step(name, conversations.changes(admin, &Version::default(), options), at_version).await;
        report.step("  their IDs", conversations.full_ids(admin, options), ids_at_version).await;
    }
    let name = "as web apps show them";
    if report.can(name, since(client.block(), ServerBlock::V3_8_1)) {
        let jssdk = client.jssdk();
        let found = |own: &OwnConversations| format!("{}, {} unread", own.items.len(), own.unread);
        report.step(name, jssdk.active(admin, PAGE.size, options), found).await;
        let ids: Vec<ConversationId> = all.iter().take(10).map(|row| row.id.clone()).collect();
        report.step("  some of them", jssdk.conversations(admin, &ids, options), found).await;
    }
}

pub async fn write(journey: &Journey<'_>) {
    let Journey { client, report, options, own, .. } = journey;
    report.part("A conversation of its own users");
    let (conversations, [one, two, _]) = (client.conversations(), own.users());
    let id = ConversationId::single(one, two);
    let get = || conversations.get(one, &id, options);
    let Some(before) = report.step("read it", get(), |_| id.to_string()).await else { return };
    report.expect_same("the other side", &before.user_id, two);
    let change = ConversationChange { is_pinned: Some(true), recv_msg_opt: Some(2), ..ConversationChange::default() };
    let found = |(): &()| "false → true, 0 → 2".to_owned();
    report.step("pin it, without notice", conversations.set(&before, &change, options), found).await;
    if let Some(after) = report.step("  read it back", get(), |_| String::new()).await {
        report.expect_same("it", &after, &Conversation { is_pinned: true, recv_msg_opt: 2, ..before });
    }
    if report.can("  found by that", client.can(&Feature::PICK_CONVERSATIONS)) {
        let pinned = report.step("  pinned", conversations.pinned(one, options), number).await;
        report.expect(pinned.is_none_or(|ids| ids.contains(&id)), || "it is not among them".to_owned());
        let quiet = conversations.not_notifying(one, options);
        let quiet = report.step("  without notice", quiet, number).await;
        report.expect(quiet.is_none_or(|ids| ids.contains(&id)), || "it is not among them".to_owned());
    }
}
