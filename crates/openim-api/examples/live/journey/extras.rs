//! What is kept beside users: notification accounts, user commands, the configuration of apps.

use openim_api::{CallOptions, ErrorClass, Feature, ServerBlock, UserCommands, UserId};

use super::found::{number, of_total};
use super::report::{Known, Report};
use super::{Journey, PAGE, since};

/// The kind of user command that the journey adds.
const KIND: i32 = 1;

pub async fn read(journey: &Journey<'_>) {
    let Journey { client, report, options, admin, .. } = journey;
    report.part("Notification accounts, user commands, configuration of apps");
    let name = "notification accounts";
    if report.can(name, client.can(&Feature::NOTIFICATION_ACCOUNTS)) {
        report.step(name, client.notification_accounts().search(PAGE, "", options), of_total).await;
    }
    let (commands, config) = (client.user_commands(), client.client_config());
    let name = "the administrator's commands of a kind";
    if report.can(name, client.can(&Feature::USER_COMMANDS)) {
        report.step(name, commands.list(admin, KIND, options), number).await;
    }
    let name = "the administrator's commands";
    if report.can(name, since(client.block(), ServerBlock::V3_6)) {
        report.step(name, commands.list_all(admin, options), number).await;
    }
    let name = "configuration of apps";
    if report.can(name, client.can(&Feature::CLIENT_CONFIG)) {
        report.step(name, config.list(PAGE, None, "", options), of_total).await;
        report.step("  as apps read it", config.get(None, options), number).await;
    }
}

pub async fn write(journey: &Journey<'_>) {
    commands(journey).await;
    config(journey).await;
}

async fn commands(journey: &Journey<'_>) {
    let Journey { client, report, options, own, .. } = journey;
    let (commands, [user, ..]) = (client.user_commands(), own.users());
    if !report.can("user commands", client.can(&Feature::USER_COMMANDS)) {
        return;
    }
    let why = "v3.6 makes the change and refuses its own notice of it";
    let known = Known::when(client.block() == ServerBlock::V3_6, ErrorClass::BadArgument, why);
    let key = "live";
    report.step_or("add a user command", known, commands.add(user, KIND, key, "one", options), said("one")).await;
    stored(report, &commands, user, options, &["one"]).await;
    report.step_or("change it", known, commands.update(user, KIND, key, "two", options), said("one → two")).await;
    stored(report, &commands, user, options, &["two"]).await;
    report.step_or("delete it", known, commands.delete(user, KIND, key, options), said("")).await;
    stored(report, &commands, user, options, &[]).await;
}

fn said(text: &'static str) -> impl FnOnce(&()) -> String {
    move |()| text.to_owned()
}

/// The texts of the user's commands are these.
async fn stored(
    report: &Report<'_>,
    commands: &UserCommands<'_>,
    user: &UserId,
    options: &CallOptions,
    expected: &[&str],
) {
    let list = report.step("  read it back", commands.list(user, KIND, options), number).await;
    if let Some(list) = list {
        let texts: Vec<&str> = list.iter().map(|command| command.value.as_str()).collect();
        report.expect_same("the texts", &texts.as_slice(), &expected);
    }
}

async fn config(journey: &Journey<'_>) {
    let Journey { client, report, options, own, .. } = journey;
    let (config, [user, ..]) = (client.client_config(), own.users());
    if !report.can("configuration of one user's apps", client.can(&Feature::CLIENT_CONFIG)) {
        return;
    }
    let entry = ("oic_live".to_owned(), "on".to_owned());
    let entries = std::slice::from_ref(&entry);
    report.step("set an entry of one user", config.set(Some(user), entries, options), said("")).await;
    let read = config.get(Some(user), options);
    if let Some(read) = report.step("  as his apps read it", read, number).await {
        report.expect(read.contains(&entry), || "the entry is not there".to_owned());
    }
    for expected in [1, 0] {
        let list = config.list(PAGE, Some(user), "", options);
        let list = report.step("  as it is stored", list, of_total).await;
        report.expect(list.is_none_or(|list| list.items.len() == expected), || format!("there should be {expected}"));
        if expected == 1 {
            report
                .step("delete it", config.delete(Some(user), std::slice::from_ref(&entry.0), options), said(""))
                .await;
        }
    }
}
