//! Messages: the administrator's found and read, some of its own users' sent, found, read and taken back.

use openim_api::{
    ApiError, CallOptions, Client, Content, ConversationId, ErrorClass, Group, History, Message, MessageFilter,
    OperationId, OutgoingMessage, Page, Platform, SearchFields, SendStatus, SeqRange, ServerBlock, Target, UserId,
};

use super::found::{nothing, number};
use super::report::Known;
use super::{Journey, PAGE, until};

/// Text (101).
const TEXT: i32 = 101;
/// What is written.
const WORDS: &str = "Hello, live";

pub async fn read(journey: &Journey<'_>) {
    let Journey { client, report, options, admin, .. } = journey;
    report.part("Messages");
    let (msg, block) = (client.msg(), client.block());
    let today = Some(client.transport().now_millis());
    for (name, fields) in [
        ("those of the administrator", SearchFields { sender: admin.clone(), ..SearchFields::default() }),
        ("texts of today", SearchFields { day_millis: today, ..texts() }),
    ] {
        let Some(filter) = fields.filter() else { continue };
        let known =
            Known::when(block == ServerBlock::V3_8_3, ErrorClass::ServerFault, "a group of one of them is gone");
        let found = msg.search(&filter, Page { size: 20, ..PAGE }, options);
        report.step_or(name, known, found, |found| format!("{} of {}", found.items.len(), found.total)).await;
    }
    let bounds = report.step("its conversations, by their ends", msg.bounds(admin, options), number).await;
    report.step("how far it has read", msg.read_marks(admin, &[], options), |read| read.marks.len().to_string()).await;
    match bounds.unwrap_or_default().into_iter().find(|bounds| bounds.last > 0) {
        Some(bounds) => {
            let begin = (bounds.last - 9).max(1);
            let range = SeqRange { conversation: bounds.conversation, begin, end: bounds.last, count: 10 };
            let sum = |all: &Vec<History>| all.iter().map(|one| one.messages.len()).sum::<usize>().to_string();
            report.step("the end of one of them", msg.pull(admin, &[range], options), sum).await;
        }
        None => report.skip("the end of one of them", "there is none"),
    }
    let unknown = OperationId::from("oic-live-unknown");
    let status = report.step("what became of what nobody sent", msg.send_status(&unknown, options), debug).await;
    report.expect(status.is_none_or(|status| status == SendStatus::Unknown), || "it should be unknown".to_owned());
}

pub async fn write(journey: &Journey<'_>) {
    journey.report.part("A message between its own users");
    let [one, two, _] = journey.own.users();
    let Some(filter) = (SearchFields { sender: one.clone(), receiver: two.clone(), ..texts() }).filter() else {
        return;
    };
    let Some(found) = send(journey, &Target::User(two.clone()), &filter).await else { return };
    let conversation = ConversationId::single(one, two);
    let told = found.conversation_id(journey.client.block());
    journey.report.expect_same("its conversation", &told.as_ref(), &Some(&conversation));
    pull(journey, &conversation, found.seq).await;
    revoke(journey, &conversation, found.seq, &filter).await;
}

fn texts() -> SearchFields {
    SearchFields { content_type: TEXT, ..SearchFields::default() }
}

/// The first user writes into the journey's own group.
pub async fn send_to_group(journey: &Journey<'_>, group: &Group) {
    let [one, ..] = journey.own.users();
    let id = &group.group_id;
    let fields = SearchFields { sender: one.clone(), receiver: id.as_str().into(), session_type: 3, ..texts() };
    let Some(filter) = fields.filter() else { return };
    if let Some(found) = send(journey, &Target::Group(id.clone()), &filter).await {
        journey.report.expect_same("its group", &&found.group_id, &id);
    }
}

/// A member writes into the journey's own group, which is muted.
pub async fn send_to_muted_group(journey: &Journey<'_>, group: &Group) {
    let Journey { client, report, options, own, .. } = journey;
    let [_, _, three] = own.users();
    let (message, target) = (text(three), Target::Group(group.group_id.clone()));
    let name = "  a member writes into it";
    report.refused(name, &[ErrorClass::Other], client.msg().send(&message, &target, options)).await;
}

fn text(sender: &UserId) -> OutgoingMessage {
    let content = Content::Text(WORDS.to_owned());
    OutgoingMessage { sender_platform: Platform::WEB, ..OutgoingMessage::new(sender.clone(), content) }
}

/// Sends a text in the name of the first user, and finds it. None where that fails.
async fn send(journey: &Journey<'_>, target: &Target, filter: &MessageFilter) -> Option<Message> {
    let Journey { client, report, options, own, .. } = journey;
    let (msg, [one, ..]) = (client.msg(), own.users());
    let message = text(one);
    let sent = msg.send(&message, target, options);
    let sent = report.step("send a text", sent, |sent| sent.server_id.clone()).await?;
    report.expect(sent.is_delivered(), || "it was not delivered".to_owned());
    let status = msg.send_status(&sent.operation_id, options);
    let status = report.step("  what became of it", status, debug).await;
    report.expect(status.is_none_or(|status| status == SendStatus::Sent), || "it should be sent".to_owned());
    let found = search(client, filter, options, |message| message.server_id == sent.server_id);
    let found = report.step("  searched for", found, place).await?;
    report.expect(found.is_some(), || "it is not found".to_owned());
    let found = found?;
    report.expect(found.content.contains(WORDS), || "its words are not found".to_owned());
    report.expect_same("when it was sent", &found.sent_millis, &sent.sent_millis);
    Some(found)
}

fn debug(status: &SendStatus) -> String {
    format!("{status:?}")
}

fn place(message: &Option<Message>) -> String {
    message.as_ref().map_or_else(String::new, |message| format!("seq {}", message.seq))
}

/// Looks until such a message is found.
async fn search(
    client: &Client,
    filter: &MessageFilter,
    options: &CallOptions,
    is_it: impl Fn(&Message) -> bool,
) -> Result<Option<Message>, ApiError> {
    let look = async || {
        let found = client.msg().search(filter, PAGE, options).await?;
        Ok(found.items.into_iter().find(|message| is_it(message)))
    };
    until(client, look).await
}

/// The receiver reads it where it stands.
async fn pull(journey: &Journey<'_>, conversation: &ConversationId, seq: i64) {
    let Journey { client, report, options, own, .. } = journey;
    let (msg, [_, two, _]) = (client.msg(), own.users());
    let bounds = report.step("  conversations, by their ends", msg.bounds(two, options), number).await;
    report.expect(
        bounds.is_none_or(|all| all.iter().any(|one| one.conversation == *conversation && one.last >= seq)),
        || "the message is beyond the end".to_owned(),
    );
    let ranges = [SeqRange { conversation: conversation.clone(), begin: seq, end: seq, count: 1 }];
    let pulled = report.step("  read where it stands", msg.pull(two, &ranges, options), number).await;
    if let Some(pulled) = pulled {
        let messages: Vec<&Message> = pulled.iter().flat_map(|history| &history.messages).collect();
        let is_it = matches!(messages.as_slice(), [message] if message.seq == seq && message.content.contains(WORDS));
        report.expect(is_it, || "it is another message, or several".to_owned());
    }
    let marks = msg.read_marks(two, std::slice::from_ref(conversation), options);
    let marks = report.step("  how far the receiver has read", marks, |read| read.marks.len().to_string()).await;
    report.expect(marks.is_none_or(|read| read.marks.iter().any(|mark| mark.last >= seq)), || {
        "the message is beyond the end".to_owned()
    });
}

async fn revoke(journey: &Journey<'_>, conversation: &ConversationId, seq: i64, filter: &MessageFilter) {
    let Journey { client, report, options, own, .. } = journey;
    let (msg, [one, two, _]) = (client.msg(), own.users());
    report.step("take it back", msg.revoke(conversation, seq, one, options), nothing).await;
    // Up to v3.8.0 another kind of message stands in its place.
    let anything = SearchFields { receiver: two.clone(), session_type: 1, ..SearchFields::default() };
    let filter = if client.block() <= ServerBlock::V3_8_0 { anything.filter() } else { Some(filter.clone()) };
    let Some(filter) = filter else { return };
    let found = search(client, &filter, options, |message| message.seq == seq && message.is_revoked);
    let found = report.step("  searched for", found, place).await;
    report.expect(found.is_none_or(|found| found.is_some()), || "it is not found as taken back".to_owned());
    report
        .refused("take it back again", &[ErrorClass::AlreadyThere], msg.revoke(conversation, seq, one, options))
        .await;
}
