//! What the server is: version, dialect, sign-in, the token as the server reads it, its clock.

use openim_api::{
    CallOptions, Client, Dialect, ErrorClass, IssuedToken, Platform, Secret, ServerBlock, Token, UserId, peek_token,
};

use super::report::Report;

/// Clocks further apart than this are worth a word: tokens count in them.
const MOST_SKEW_MILLIS: i64 = 60_000;
const DAY_MILLIS: i64 = 86_400_000;

/// Finds out the version and signs in. None where that fails.
pub async fn sign_in(
    report: &Report<'_>,
    client: Client,
    admin: Option<UserId>,
    secret: &Secret,
    options: &CallOptions,
) -> Option<(Client, UserId)> {
    report.part("The server");
    let probe = report.step("version, without a token", client.probe(options), |probe| {
        format!("{}, first answer after {} ms", named(probe.block), probe.latency_millis)
    });
    let block = probe.await?.block;
    let client = client.with_block(block);
    let admin = admin.unwrap_or_else(|| if block < ServerBlock::V3_6 { "openIM123456" } else { "imAdmin" }.into());
    let now = client.transport().now_millis();
    let days = |issued: &IssuedToken| format!("good for {} days", (issued.expires_at_millis - now) / DAY_MILLIS);
    let name = format!("sign in as {admin}");
    let issued = report.step(&name, client.auth().sign_in(&admin, secret, options), days).await?;
    let client = client.with_token(issued.token.clone());
    let client = client.with_block(refined(report, &client, options).await);
    token(report, &client, &admin, &issued, options).await;
    clock(report, &client, options).await;
    Some((client, admin))
}

fn named(block: ServerBlock) -> String {
    let dialect = match block.dialect() {
        Dialect::SecretInBody => "the secret goes into bodies",
        Dialect::AdminToken => "an administrator's token is enough",
    };
    format!("{}, {dialect}", block.label())
}

async fn refined(report: &Report<'_>, client: &Client, options: &CallOptions) -> ServerBlock {
    let refine = async { Ok(client.auth().refine_block(options).await) };
    report.step("version, with a token", refine, |block| named(*block)).await.unwrap_or(client.block())
}

/// The token says the same to this side, to the server, and of the version.
async fn token(report: &Report<'_>, client: &Client, admin: &UserId, issued: &IssuedToken, options: &CallOptions) {
    let (auth, block) = (client.auth(), client.block());
    let parsed = report.step("the token, as the server reads it", auth.parse_token(&issued.token, options), |parsed| {
        format!("platform {}", parsed.platform.name().unwrap_or("unknown"))
    });
    if let Some(parsed) = parsed.await {
        report.expect_same("the account", &parsed.user_id, admin);
        report.expect_same("the platform", &parsed.platform, &Platform::ADMIN);
        let claims = peek_token(&issued.token);
        let claimed = claims.as_ref().and_then(|claims| claims.expires_at_millis);
        report.expect_same("the end", &parsed.expires_at_millis, &claimed);
        report.expect_same(
            "the account in its claims",
            &claims.and_then(|claims| claims.user_id).as_ref(),
            &Some(admin),
        );
        let is_named = !report.heard("\"platformID\":");
        report.expect_same("that the platform has a name and no number", &is_named, &(block <= ServerBlock::V3_6));
    }
    let bad = Token::new("not.a.token");
    report.refused("a bad token", &[ErrorClass::Session], auth.parse_token(&bad, options)).await;
}

async fn clock(report: &Report<'_>, client: &Client, options: &CallOptions) {
    let before = client.transport().now_millis();
    let skew = async {
        let server = client.msg().server_time_millis(options).await?;
        let after = client.transport().now_millis();
        // The answer was written somewhere between the two.
        Ok(server - before.midpoint(after))
    };
    let skew = report.step("the server's clock", skew, |skew| format!("{skew} ms from this one")).await;
    report.expect(skew.is_none_or(|skew| skew.abs() <= MOST_SKEW_MILLIS), || "the clocks are far apart".to_owned());
}
