//! Every recorded answer of real servers about conversations, through the client, to the outcome it has to have.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may"
)]

mod support;

use openim_api::{
    ApiError, CallOptions, Client, Conversation, ConversationChange, ConversationId, ErrorClass, Overview, Page,
    ServerBlock, UserId,
};
use serde_json::{Value, json};
use support::recorded::{Exchange, PAGE, exchanges, id, millis, text};
use support::{Reply, Script, now};

fn same(conversation: &Conversation, row: &Value, name: &str) {
    assert_eq!(conversation.id.as_str(), text(row, "conversationID"), "{name}");
    assert_eq!(conversation.owner, id(row, "ownerUserID"), "{name}");
    assert_eq!(conversation.user_id, id(row, "userID"), "{name}");
    assert_eq!(conversation.group_id.as_str(), text(row, "groupID"), "{name}");
    let numbers = [
        ("conversationType", i64::from(conversation.conversation_type)),
        ("recvMsgOpt", i64::from(conversation.recv_msg_opt)),
        ("burnDuration", i64::from(conversation.burn_duration)),
        ("groupAtType", i64::from(conversation.group_at_type)),
        ("msgDestructTime", conversation.msg_destruct_time),
        ("minSeq", conversation.min_seq),
        ("maxSeq", conversation.max_seq),
    ];
    for (key, number) in numbers {
        assert_eq!(row[key].as_i64(), Some(number), "{name} {key}");
    }
    assert_eq!(conversation.latest_msg_destruct_millis, millis(row, "latestMsgDestructTime"), "{name}");
    assert_eq!(row["isPinned"], conversation.is_pinned, "{name}");
    assert_eq!(row["isPrivateChat"], conversation.is_private_chat, "{name}");
    assert_eq!(row["isMsgDestruct"], conversation.is_msg_destruct, "{name}");
    assert_eq!((&*conversation.ex, &*conversation.attached_info), (text(row, "ex"), text(row, "attachedInfo")));
}

/// Makes the call that the exchange is about, and holds a success to the recorded data.
fn call(exchange: &Exchange, client: &Client, options: &CallOptions) -> Result<(), ApiError> {
    let (a, name) = (UserId::from("a"), &exchange.name);
    let (conversations, ids) = (client.conversations(), [ConversationId::from("si_a_b")]);
    let by_id = |rows: &mut Vec<Value>| rows.sort_by_key(|row| text(row, "conversationID").to_owned());
    match exchange.path.as_str() {
        "/conversation/get_all_conversations" | "/conversation/get_conversations" => {
            let mut rows = exchange.rows("conversations");
            by_id(&mut rows);
            let found = if exchange.path.ends_with("get_conversations") {
                now(conversations.infos(&a, &ids, options))?
            } else {
                now(conversations.all(&a, options))?
            };
            assert_eq!(found.len(), rows.len(), "{name}");
            found.iter().zip(&rows).for_each(|(conversation, row)| same(conversation, row, name));
        }
        "/conversation/get_owner_conversation" => {
            // The version that has it is asked, whatever the recorded one would be asked.
            let client = client.with_block(exchange.block.max(ServerBlock::V3_8_0));
            let listing = now(client.conversations().page(&a, PAGE, options))?;
            assert_eq!(Some(listing.total), exchange.data()["total"].as_i64(), "{name}");
            let rows = exchange.rows("conversations");
            assert_eq!(listing.items.len(), rows.len(), "{name}");
            listing.items.iter().zip(&rows).for_each(|(conversation, row)| same(conversation, row, name));
        }
        "/conversation/get_conversation" => {
            same(&now(conversations.get(&a, &ids[0], options))?, &exchange.data()["conversation"], name);
        }
        "/conversation/get_sorted_conversation_list" => {
            let (overview, data) = (now(conversations.overview(&a, &ids, PAGE, options))?, exchange.data());
            assert_eq!(Some(overview.total), data["conversationTotal"].as_i64(), "{name}");
            assert_eq!(Some(overview.unread), data["unreadTotal"].as_i64(), "{name}");
            let rows = exchange.rows("conversationElems");
            assert_eq!(overview.items.len(), rows.len(), "{name}");
            for (item, row) in overview.items.iter().zip(&rows) {
                assert_eq!(item.id.as_str(), text(row, "conversationID"), "{name}");
                assert_eq!(Some(item.unread), row["unreadCount"].as_i64(), "{name}");
                assert_eq!(row["IsPinned"], item.is_pinned, "{name}");
                let (message, row) = (item.message.as_ref().unwrap(), &row["msgInfo"]);
                assert_eq!(message.sent_millis, row["LatestMsgRecvTime"].as_i64(), "{name}");
                assert_eq!((&message.sender, &*message.name), (&id(row, "sendID"), text(row, "senderName")), "{name}");
                assert_eq!((&*message.content, &*message.group_name), (text(row, "content"), text(row, "groupName")));
                assert_eq!(Some(i64::from(message.content_type)), row["contentType"].as_i64(), "{name}");
            }
        }
        "/conversation/set_conversations" => {
            let row = Conversation { owner: a, ..conversation() };
            let change = ConversationChange { recv_msg_opt: Some(2), ..ConversationChange::default() };
            now(conversations.set(&row, &change, options))?;
        }
        "/jssdk/get_conversations" => {
            let own = now(client.jssdk().conversations(&a, &ids, options))?;
            assert_eq!((own.unread, own.items.len()), (0, 0), "{name}");
        }
        other => panic!("{other} is no call of this crate"),
    }
    Ok(())
}

fn conversation() -> Conversation {
    let script = Script::always(|| {
        Reply::data(json!({"conversation": {
            "ownerUserID": "ann", "conversationID": "si_ann_bob", "conversationType": 1, "userID": "bob",
        }}))
    });
    let (client, _) = script.client(ServerBlock::Main);
    now(client.conversations().get(&"ann".into(), &"si_ann_bob".into(), &CallOptions::default())).unwrap()
}

#[test]
fn every_recorded_answer_has_the_outcome_it_must_have() {
    let mut without_method = 0;
    for exchange in exchanges("conversations", [19, 22, 23, 9]) {
        // That of v3.5 is on record as missing elsewhere; the client asks nobody else for it.
        if exchange.path == "/conversation/get_conversations_list" {
            without_method += 1;
            continue;
        }
        // The follow-up of an overview that was refused finds conversations, so that the refusal stays the outcome.
        exchange.play(
            |client, options| call(&exchange, client, options),
            |_| Some(Reply::data(json!({"conversations": [{"conversationID": "si_a_b"}]}))),
        );
    }
    assert_eq!(without_method, 3);
}

#[test]
fn a_user_without_conversations_has_none_and_is_not_refused() {
    let overview = |all: Value| {
        let script = Script::new(move |request| match request.url.ends_with("get_all_conversations") {
            true => Reply::data(json!({"conversations": all})),
            false => Reply::refusal(1004, "RecordNotFoundError", ""),
        });
        let (client, _) = script.client(ServerBlock::V3_7);
        now(client.conversations().overview(&"a".into(), &[], PAGE, &CallOptions::default()))
    };
    assert_eq!(overview(Value::Null), Ok(Overview::default()));
    let refused = overview(json!([{"conversationID": "si_a_b"}])).unwrap_err();
    assert_eq!(refused.class(), Some(ErrorClass::NotFound));
}

#[test]
fn old_servers_are_asked_for_what_they_have() {
    let script = Script::always(|| {
        Reply::data(json!({"conversations": [
            {"conversationID": "si_c"}, {"conversationID": "si_a"}, {"conversationID": "si_c"}, {"conversationID": "si_b"},
        ], "conversationElems": [{"conversationID": "x"}, {"conversationID": "x"}]}))
    });
    let options = CallOptions::default();
    let page = Page { number: 2, size: 2 };
    let on = |block| script.client(block).0;
    let listing = now(on(ServerBlock::V3_7).conversations().page(&"a".into(), page, &options)).unwrap();
    assert_eq!(listing.total, 3);
    assert_eq!(listing.items.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["si_c"]);
    let overview = now(on(ServerBlock::V3_5).conversations().overview(&"a".into(), &[], page, &options)).unwrap();
    assert_eq!((overview.total, overview.items.len()), (1, 1));
    assert_eq!(script.paths(), ["/conversation/get_all_conversations", "/conversation/get_conversations_list"]);
    assert_eq!(script.body(1), json!({"userID": "a", "conversationIDs": []}));
}

#[test]
fn only_what_is_to_change_is_sent_with_the_row_it_is_about() {
    let script = Script::always(|| Reply::data(Value::Null));
    let (client, _) = script.client(ServerBlock::Main);
    let (conversations, options) = (client.conversations(), CallOptions::default());
    let change = ConversationChange {
        recv_msg_opt: Some(0),
        is_pinned: Some(false),
        ex: Some(String::new()),
        ..ConversationChange::default()
    };
    now(conversations.set(&conversation(), &change, &options)).unwrap();
    now(conversations.set(&conversation(), &ConversationChange::default(), &options)).unwrap();
    assert_eq!(script.paths().len(), 1);
    assert_eq!(
        script.body(0),
        json!({"userIDs": ["ann"], "conversation": {
            "conversationID": "si_ann_bob", "conversationType": 1, "userID": "bob", "groupID": "",
            "recvMsgOpt": 0, "isPinned": false, "ex": "",
        }})
    );
}
