//! The figures of the last thirty days.

use openim_api::{ErrorClass, Growth, Ranking, ServerBlock, Span};

use super::Journey;
use super::report::Known;

const DAY_MILLIS: i64 = 86_400_000;
const TOP: Ranking = Ranking { offset: 0, rows: 10, is_ascending: false };

pub async fn read(journey: &Journey<'_>) {
    let Journey { client, report, options, .. } = journey;
    report.part("Figures of thirty days");
    let (figures, block, now) = (client.statistics(), client.block(), client.transport().now_millis());
    // The server's clock may be ahead of this one.
    let span = Span::between(now - 30 * DAY_MILLIS, now + DAY_MILLIS);
    let growth = |growth: &Growth| format!("{} of {} are new", growth.total - growth.before, growth.total);
    // Whoever is not from before the span came on one of its days.
    let adds_up =
        |growth: &Growth| growth.total - growth.before == growth.days.iter().map(|day| day.count).sum::<i64>();
    let users = report.step("users that were registered", figures.registered_users(span, options), growth).await;
    report.expect(users.is_none_or(|growth| adds_up(&growth)), || "the days do not add up to the total".to_owned());
    let groups = report.step("groups that were made", figures.created_groups(span, options), growth).await;
    report.expect(groups.is_none_or(|growth| adds_up(&growth)), || "the days do not add up to the total".to_owned());

    let why = "somebody who sent messages is no user";
    let known = Known::when(block <= ServerBlock::V3_6, ErrorClass::NotFound, why);
    let active = report.step_or("active users", known, figures.active_users(span, true, TOP, options), |active| {
        format!("{}, {} messages", active.active, active.messages)
    });
    if let Some(active) = active.await {
        let is_ranked = active.rows.is_sorted_by(|(_, one), (_, other)| one >= other);
        report.expect(is_ranked, || "the most active are not first".to_owned());
    }
    let known = Known::when(block == ServerBlock::V3_8_3, ErrorClass::ServerFault, "one of the groups is gone");
    let active = report.step_or("active groups", known, figures.active_groups(span, TOP, options), |active| {
        format!("{}, {} messages", active.active, active.messages)
    });
    active.await;
}
