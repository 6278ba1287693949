//! Every recorded answer of real servers about the figures, through the client, to the outcome it has to have.
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

use openim_api::{ApiError, CallOptions, Client, DayCount, Ranking, ServerBlock, Span};
use serde_json::{Value, json};
use support::recorded::{Exchange, exchanges, id, text};
use support::{Reply, Script, now, token};

const RANKING: Ranking = Ranking { offset: 0, rows: 10, is_ascending: false };

fn span() -> Span {
    Span::between(1_792_854_093_000, 1_795_532_493_000)
}

fn same_days(days: &[DayCount], recorded: &Value, name: &str) {
    let counts: Vec<_> = recorded.as_object().into_iter().flatten().map(|(_, count)| count.as_i64().unwrap()).collect();
    assert_eq!(days.iter().map(|day| day.count).collect::<Vec<_>>(), counts, "{name}");
    assert!(days.is_sorted_by_key(|day| day.day_millis), "{name}");
}

/// Makes the call that the exchange is about, and holds a success to the recorded data.
fn call(exchange: &Exchange, client: &Client, options: &CallOptions) -> Result<(), ApiError> {
    let (name, data) = (&exchange.name, exchange.data());
    let statistics = client.statistics();
    match exchange.path.as_str() {
        "/statistics/user/register" | "/statistics/group/create" => {
            let growth = if exchange.path.ends_with("register") {
                now(statistics.registered_users(span(), options))?
            } else {
                now(statistics.created_groups(span(), options))?
            };
            assert_eq!((Some(growth.total), Some(growth.before)), (data["total"].as_i64(), data["before"].as_i64()));
            same_days(&growth.days, &data["count"], name);
        }
        "/statistics/user/active" => {
            let activity = now(statistics.active_users(span(), true, RANKING, options))?;
            let rows = exchange.rows("users");
            assert_eq!(
                (Some(activity.messages), Some(activity.active)),
                (data["msgCount"].as_i64(), data["userCount"].as_i64())
            );
            same_days(&activity.days, &data["dateCount"], name);
            assert_eq!(activity.rows.len(), rows.len(), "{name}");
            assert!(activity.rows.is_sorted_by(|one, other| one.1 >= other.1), "{name}");
            for (user, count) in &activity.rows {
                let row = rows.iter().find(|row| id(&row["user"], "userID") == user.user_id).unwrap();
                assert_eq!(Some(*count), row["count"].as_i64(), "{name}");
                assert_eq!(user.nickname, text(&row["user"], "nickname"), "{name}");
            }
        }
        "/statistics/group/active" => {
            let activity = now(statistics.active_groups(span(), RANKING, options))?;
            let rows = exchange.rows("groups");
            assert_eq!(
                (Some(activity.messages), Some(activity.active)),
                (data["msgCount"].as_i64(), data["groupCount"].as_i64())
            );
            same_days(&activity.days, &data["dateCount"], name);
            assert_eq!(activity.rows.len(), rows.len(), "{name}");
            for (group, count) in &activity.rows {
                let row = rows.iter().find(|row| text(&row["group"], "groupID") == group.group_id.as_str()).unwrap();
                assert_eq!(Some(*count), row["count"].as_i64(), "{name}");
                assert_eq!(group.name, text(&row["group"], "groupName"), "{name}");
            }
        }
        other => panic!("{other} is no call of this crate"),
    }
    Ok(())
}

#[test]
fn every_recorded_answer_has_the_outcome_it_must_have() {
    for exchange in exchanges("statistics", [34, 40, 42, 40]) {
        exchange.play(|client, options| call(&exchange, client, options), |_| None);
    }
}

/// Without it the call would end a service.
#[test]
fn an_active_call_always_says_which_rows() {
    for (offset, rows, number, size) in
        [(0, 0, 1, 1), (20, 10, 21, 10), (u32::MAX, u32::MAX, i32::MAX, 1000), (5, 5_000, 6, 1000)]
    {
        let script = Script::always(|| Reply::data(json!({})));
        let (client, _) = script.client(ServerBlock::V3_4);
        let client = client.with_token(token());
        let ranking = Ranking { offset, rows, is_ascending: true };
        now(client.statistics().active_groups(Span::between(9, 5), ranking, &CallOptions::default())).unwrap();
        now(client.statistics().active_users(Span::between(-9, 0), false, ranking, &CallOptions::default())).unwrap();
        let pagination = json!({"pageNumber": number, "showNumber": size});
        assert_eq!(script.body(0), json!({"start": 5, "end": 9, "ase": true, "pagination": pagination}));
        assert_eq!(
            script.body(1),
            json!({"start": 1, "end": 1, "ase": true, "group": false, "pagination": pagination})
        );
    }
}
