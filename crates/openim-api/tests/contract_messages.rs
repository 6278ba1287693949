//! Every recorded answer of real servers about messages, through the client, to the outcome it has to have.
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

use std::collections::BTreeSet;

use openim_api::{
    ApiError, CallOptions, Client, Content, ConversationId, Message, OutgoingMessage, Page, Push, SearchFields,
    SendStatus, SeqRange, ServerBlock, SyncTo, Target, UserId,
};
use serde_json::{Value, json};
use support::recorded::{Exchange, PAGE, exchanges, id, millis, text};
use support::{Reply, Script, now};

fn message() -> OutgoingMessage {
    OutgoingMessage::new("a".into(), Content::Text("hi".into()))
}

fn same(message: &Message, row: &Value, name: &str) {
    assert_eq!((&*message.server_id, &*message.client_id), (text(row, "serverMsgID"), text(row, "clientMsgID")));
    assert_eq!((&message.sender, message.group_id.as_str()), (&id(row, "sendID"), text(row, "groupID")), "{name}");
    let is_group = row["sessionType"] == 3;
    assert_eq!(message.receiver, if is_group { UserId::default() } else { id(row, "recvID") }, "{name}");
    assert_eq!(message.sender_nickname, text(row, "senderNickname"), "{name}");
    assert_eq!(message.sent_millis, millis(row, "sendTime"), "{name}");
    assert_eq!(message.created_millis, millis(row, "createTime"), "{name}");
    for (key, number) in [
        ("sessionType", i64::from(message.session_type)),
        ("contentType", i64::from(message.content_type)),
        ("msgFrom", i64::from(message.msg_from)),
        ("senderPlatformID", i64::from(message.sender_platform.id())),
        ("seq", message.seq),
    ] {
        assert_eq!(row[key].as_i64(), Some(number), "{name} {key}");
    }
    assert_eq!(message.ex, text(row, "ex"), "{name}");
}

fn found(exchange: &Exchange, client: &Client, options: &CallOptions) -> Result<(), ApiError> {
    let name = &exchange.name;
    let filter = SearchFields { sender: "a".into(), ..SearchFields::default() }.filter().unwrap();
    let found = now(client.msg().search(&filter, PAGE, options))?;
    let rows = exchange.rows("chatLogs");
    assert_eq!(found.items.len(), rows.len(), "{name}");
    let least = i64::try_from(rows.len()).unwrap();
    assert_eq!(found.total, exchange.data()["chatLogsNum"].as_i64().unwrap().max(least), "{name}");
    assert!(found.items.is_sorted_by_key(|message| std::cmp::Reverse(message.sent_millis)), "{name}");
    for message in &found.items {
        let row = rows.iter().find(|row| {
            let log = row.get("chatLog").unwrap_or(row);
            text(log, "serverMsgID") == message.server_id && log["seq"] == message.seq
        });
        let row = row.unwrap_or_else(|| panic!("{name}: {message:?} came from nowhere"));
        let log = row.get("chatLog").unwrap_or(row);
        same(message, log, name);
        assert_eq!(message.content, text(log, "content"), "{name}");
        assert_eq!(message.is_revoked, row["isRevoked"] == true || log["contentType"] == 2101, "{name}");
        assert!(message.conversation_id(exchange.block).is_some(), "{name}");
    }
    Ok(())
}

fn pulled(exchange: &Exchange, client: &Client, options: &CallOptions) -> Result<(), ApiError> {
    let range = SeqRange { conversation: "si_a_b".into(), begin: 1, end: 3, count: 3 };
    let histories = now(client.msg().pull(&"a".into(), &[range], options))?;
    let data = exchange.data();
    let recorded = data["msgs"].as_object().cloned().unwrap_or_default();
    assert_eq!(histories.len(), recorded.len(), "{}", exchange.name);
    for history in &histories {
        let recorded = &recorded[history.conversation.as_str()];
        let rows = recorded["Msgs"].as_array().unwrap();
        assert_eq!((history.messages.len(), Value::Bool(history.is_end)), (rows.len(), recorded["isEnd"].clone()));
        for (message, row) in history.messages.iter().zip(rows) {
            same(message, row, &exchange.name);
            // What was sent is JSON; what came is base64 of it.
            assert!(serde_json::from_str::<Value>(&message.content).is_ok(), "{}: {}", exchange.name, message.content);
            assert_ne!(message.content, text(row, "content"));
        }
    }
    Ok(())
}

/// Makes the call that the exchange is about, and holds a success to the recorded data.
fn call(exchange: &Exchange, client: &Client, options: &CallOptions) -> Result<(), ApiError> {
    let (name, data, msg) = (&exchange.name, exchange.data(), client.msg());
    let (a, to_b, conversation) = (UserId::from("a"), Target::User("b".into()), ConversationId::from("si_a_b"));
    let sync = SyncTo { own_devices: true, others: false };
    match exchange.path.as_str() {
        "/msg/search_msg" => found(exchange, client, options)?,
        "/msg/pull_msg_by_seq" => pulled(exchange, client, options)?,
        "/msg/send_msg" | "/msg/send_business_notification" => {
            let sent = if exchange.path.ends_with("send_msg") {
                now(msg.send(&message(), &to_b, options))?
            } else {
                now(msg.notify(&a, &to_b, "k", "{}", options))?
            };
            assert_eq!(sent.server_id, text(&data, "serverMsgID"), "{name}");
            assert_eq!(sent.client_id, text(&data, "clientMsgID"), "{name}");
            assert_eq!(sent.sent_millis, millis(&data, "sendTime"), "{name}");
            assert_eq!(sent.is_delivered(), sent.sent_millis.is_some(), "{name}");
        }
        "/msg/batch_send_msg" => {
            let outcome = now(msg.send_to_many(&message(), &["b".into()], options))?;
            let rows = exchange.rows("results");
            let is_sent = |row: &&Value| !text(row, "serverMsgID").is_empty();
            let sent: Vec<_> = rows
                .iter()
                .filter(is_sent)
                .map(|row| (id(row, "recvID"), text(row, "serverMsgID").to_owned()))
                .collect();
            assert_eq!(outcome.sent, sent, "{name}");
            let mut failed: BTreeSet<UserId> =
                exchange.rows("failedUserIDs").iter().map(|id| id.as_str().unwrap().into()).collect();
            failed.extend(rows.iter().filter(|row| !is_sent(row)).map(|row| id(row, "recvID")));
            assert_eq!(outcome.failed.into_iter().collect::<BTreeSet<_>>(), failed, "{name}");
        }
        "/msg/check_msg_is_send_success" => {
            let script = Script::always(|| Reply::data(Value::Null));
            let sent = now(script.client(ServerBlock::Main).0.msg().send(&message(), &to_b, options)).unwrap();
            let status = now(msg.send_status(&sent.operation_id, options))?;
            assert!(
                [(0, SendStatus::Unknown), (2, SendStatus::Sent)].contains(&(data["status"].as_i64().unwrap(), status))
            );
        }
        "/msg/revoke_msg" => now(msg.revoke(&conversation, 1, &a, options))?,
        "/msg/delete_msgs" => now(msg.delete(&conversation, &[1], &a, sync, options))?,
        "/msg/clear_conversation_msg" => now(msg.clear(&[conversation], &a, sync, options))?,
        "/msg/user_clear_all_msg" => now(msg.clear_all(&a, sync, options))?,
        "/msg/delete_msg_phsical_by_seq" => now(msg.erase(&conversation, &[1], &[a], options))?,
        "/msg/newest_seq" => {
            let bounds = now(msg.bounds(&a, options))?;
            let recorded = data["maxSeqs"].as_object().cloned().unwrap_or_default();
            assert_eq!(bounds.len(), recorded.len(), "{name}");
            for bound in bounds {
                assert_eq!(recorded[bound.conversation.as_str()], bound.last, "{name}");
            }
        }
        "/msg/get_conversations_has_read_and_max_seq" => {
            let marks = now(msg.read_marks(&a, &[], options))?.marks;
            let recorded = data["seqs"].as_object().cloned().unwrap_or_default();
            assert_eq!(marks.len(), recorded.len(), "{name}");
            for mark in marks {
                let row = &recorded[mark.conversation.as_str()];
                assert_eq!((&row["maxSeq"], &row["hasReadSeq"]), (&json!(mark.last), &json!(mark.read)), "{name}");
                assert_eq!(mark.last_millis, millis(row, "maxSeqTime"), "{name}");
            }
        }
        other => panic!("{other} is no call of this crate"),
    }
    Ok(())
}

#[test]
fn every_recorded_answer_has_the_outcome_it_must_have() {
    let mut without_method = 0;
    for exchange in exchanges("messages", [92, 93, 93, 84]) {
        // Only robots have what it needs.
        if exchange.path == "/msg/send_simple_msg" {
            without_method += 1;
            continue;
        }
        exchange.play(|client, options| call(&exchange, client, options), |_| None);
    }
    assert_eq!(without_method, 3);
}

#[test]
fn no_page_of_a_search_ends_the_service() {
    for (number, size) in [(0, 0), (1, u32::MAX), (u32::MAX, u32::MAX), (u32::MAX, 1), (1, 0)] {
        let script = Script::always(|| Reply::data(Value::Null));
        let (client, _) = script.client(ServerBlock::V3_7);
        let filter = SearchFields { content_type: 101, ..SearchFields::default() }.filter().unwrap();
        now(client.msg().search(&filter, Page { number, size }, &CallOptions::default())).unwrap();
        let asked = &script.body(0)["pagination"];
        let (number, size) = (asked["pageNumber"].as_i64().unwrap(), asked["showNumber"].as_i64().unwrap());
        assert!(number >= 1 && (1..=500).contains(&size), "{asked}");
        assert!(i32::try_from((number - 1) * size + size).is_ok(), "{asked}");
    }
}

#[test]
fn messages_are_what_servers_bind() {
    let script = Script::always(|| Reply::data(Value::Null));
    let (client, _) = script.client(ServerBlock::Main);
    let (msg, options) = (client.msg(), CallOptions::default());
    let push = Push { title: "Ann".into(), text: "hi".into(), ex: String::new() };
    let whole = OutgoingMessage {
        sender_nickname: "Ann".into(),
        push: Some(push),
        sent_millis: Some(5),
        ex: "x".into(),
        ..message()
    };
    now(msg.send(&whole, &Target::User("b".into()), &options)).unwrap();
    now(msg.send(&message(), &Target::Group("g".into()), &options)).unwrap();
    now(msg.send_to_many(&message(), &["b".into(), "c".into(), "b".into()], &options)).unwrap();
    now(msg.send_to_many(&message(), &[], &options)).unwrap();
    assert_eq!(script.paths(), ["/msg/send_msg", "/msg/send_msg", "/msg/batch_send_msg"]);
    assert_eq!(
        script.body(0),
        json!({
            "sendID": "a", "recvID": "b", "senderNickname": "Ann", "senderFaceURL": "", "senderPlatformID": 10,
            "content": {"content": "hi"}, "contentType": 101, "sessionType": 1, "isOnlineOnly": false,
            "notOfflinePush": false, "sendTime": 5, "ex": "x",
            "offlinePushInfo": {"title": "Ann", "desc": "hi", "ex": "", "iOSPushSound": "default", "iOSBadgeCount": true},
        })
    );
    let group = script.body(1);
    assert_eq!((&group["groupID"], &group["sessionType"], group.get("recvID")), (&json!("g"), &json!(3), None));
    assert_eq!((&group["notOfflinePush"], group.get("offlinePushInfo")), (&json!(true), None));
    let many = script.body(2);
    assert_eq!((&many["recvIDs"], &many["isSendAll"]), (&json!(["b", "c"]), &json!(false)));
    // Nobody must get it by a slip of the server's.
    assert_eq!(many.get("recvID"), None);
}

#[test]
fn the_status_is_asked_under_the_operation_id_of_the_message() {
    let script = Script::always(|| Reply::data(json!({"status": 2, "serverMsgID": "m"})));
    let (client, heard) = script.client(ServerBlock::Main);
    let options = CallOptions::default();
    let sent = now(client.msg().send(&message(), &Target::User("b".into()), &options)).unwrap();
    assert_eq!(now(client.msg().send_status(&sent.operation_id, &options)).unwrap(), SendStatus::Sent);
    assert_eq!(script.header(1, "operationID"), script.header(0, "operationID"));
    assert_eq!(heard.0.borrow()[1].operation_id, sent.operation_id);
    // The client itself goes on with new ones.
    now(client.msg().server_time_millis(&options)).unwrap_err();
    assert_ne!(script.header(2, "operationID"), script.header(0, "operationID"));
}

#[test]
fn what_is_deleted_and_read_is_named() {
    let script = Script::always(|| Reply::data(Value::Null));
    let (client, _) = script.client(ServerBlock::Main);
    let (msg, options, id) = (client.msg(), CallOptions::default(), ConversationId::from("si_a_b"));
    let (a, both) = (UserId::from("a"), SyncTo { own_devices: true, others: true });
    now(msg.delete(&id, &[1, 2], &a, both, &options)).unwrap();
    now(msg.mark_conversation(&id, 7, &a, &options)).unwrap();
    now(msg.mark_messages(&id, &[7], &a, &options)).unwrap();
    now(msg.erase(&id, &[3], std::slice::from_ref(&a), &options)).unwrap();
    for seqs in [now(msg.delete(&id, &[], &a, both, &options)), now(msg.mark_messages(&id, &[], &a, &options))] {
        seqs.unwrap();
    }
    now(msg.erase(&id, &[], std::slice::from_ref(&a), &options)).unwrap();
    now(msg.clear(&[], &a, both, &options)).unwrap();
    let bodies: Vec<_> = (0..script.paths().len()).map(|n| script.body(n)).collect();
    assert_eq!(
        bodies,
        [
            json!({"conversationID": "si_a_b", "seqs": [1, 2], "userID": "a", "deleteSyncOpt": {"IsSyncSelf": true, "IsSyncOther": true}}),
            json!({"conversationID": "si_a_b", "hasReadSeq": 7, "userID": "a"}),
            json!({"conversationID": "si_a_b", "seqs": [7], "userID": "a"}),
            json!({"conversationID": "si_a_b", "seqs": [3]}),
        ]
    );
}
