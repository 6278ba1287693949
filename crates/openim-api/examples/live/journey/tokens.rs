//! A token for one of its own users, what it opens, and how it ends.

use openim_api::{ErrorClass, Feature, Platform};

use super::Journey;
use super::found::nothing;

pub async fn write(journey: &Journey<'_>) {
    let Journey { client, report, options, own, secret, .. } = journey;
    report.part("A token for one of its own users");
    let (auth, [one, ..]) = (client.auth(), own.users());
    let issued = auth.user_token(one, Platform::WEB, Some(secret), options);
    let issued =
        report.step("issue one for the web", issued, |_| "it may end an earlier one; he has none".to_owned()).await;
    let Some(token) = issued.map(|issued| issued.token) else { return };
    let parsed =
        report.step("  as the server reads it", auth.parse_token(&token, options), |parsed| parsed.user_id.to_string());
    if let Some(parsed) = parsed.await {
        report.expect_same("whose, and where", &(&parsed.user_id, parsed.platform), &(one, Platform::WEB));
    }
    let user = client.with_token(token.clone());
    let (users, msg) = (user.users(), user.msg());
    report.step("  it opens what is open to all", msg.server_time_millis(options), |_| String::new()).await;
    let check = users.check(own.users(), options);
    report.refused("  it does not open what is not", &[ErrorClass::NoPermission], check).await;

    report.step("log him out there", auth.force_logout(one, Platform::WEB, options), nothing).await;
    if client.can(&Feature::LOGOUT_ENDS_TOKEN).is_ok() {
        report.refused("  his token is at its end", &[ErrorClass::Session], msg.server_time_millis(options)).await;
        report
            .refused("  the server reads it no more", &[ErrorClass::Session], auth.parse_token(&token, options))
            .await;
    } else {
        report.step("  his token lives on", msg.server_time_millis(options), |_| String::new()).await;
    }
    let everywhere = report.step("log him out everywhere", auth.force_logout_everywhere(one, options), |outcomes| {
        format!("{} platforms", outcomes.len())
    });
    let refused: Vec<_> =
        everywhere.await.unwrap_or_default().into_iter().filter(|(_, outcome)| outcome.is_err()).collect();
    report.expect(refused.is_empty(), || format!("refused: {refused:?}"));
}
