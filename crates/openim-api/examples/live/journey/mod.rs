//! The journey: what a server is, what can be read from it, and what users of its own can do there. It knows of no command line.
//!
//! | module | what belongs there |
//! |---|---|
//! | `found` | what is said of what was found |
//! | `own` | the users that it makes, and the guard that keeps it to them |
//! | `report` | lines, known refusals, surprises |
//! | `server` | version, sign-in, clock |
//! | `users`, `groups`, `statistics` | what is read of all |
//! | `extras`, `friends`, `conversations`, `messages` | what is read of the administrator's, then done to its own users' |
//! | `tokens` | what a token of theirs opens, and how it ends |
//! | `own_users`, `own_group` | what is done to them, and to a group of theirs |

mod conversations;
mod extras;
mod found;
mod friends;
mod groups;
mod messages;
pub mod own;
mod own_group;
mod own_users;
pub mod report;
mod server;
mod statistics;
mod tokens;
mod users;

use std::rc::Rc;
use std::time::Duration;

use openim_api::{
    Absence, ApiError, BaseUrl, CallOptions, Client, GroupId, Page, Secret, ServerBlock, Transport, UserId,
};

use self::own::Own;
use self::report::{Heard, Outcome, Report};

/// What is asked for where a list is read.
const PAGE: Page = Page { number: 1, size: 100 };
/// How long a call may take: some go over all messages.
const TIMEOUT_MILLIS: u32 = 30_000;
/// How often, and how far apart, something is looked for that takes its way through queues.
const TRIES: u32 = 50;
const BETWEEN_TRIES: Duration = Duration::from_millis(200);

/// What is said beforehand of reading.
const READS: [&str; 2] = [
    "  It finds out the version, and reads users, groups, conversations and figures. It shows numbers, and no names.",
    "  On a server of the main branch, signing in ends that account's earlier tokens five minutes later.",
];
/// What is said beforehand of writing.
const WRITES: [&str; 4] = [
    "  They are renamed, befriended and blocked among themselves, and write to each other. One is signed in and out.",
    "  No version of the server can delete a user: they stay, with their messages, and count in the figures.",
    "  Nobody else is touched: the client refuses every write that names another user, the administrator among them,",
    "  or a group before it was shown to be theirs.",
];

/// What is to be done.
pub struct Plan {
    /// Where the server is.
    pub base: BaseUrl,
    /// Its shared secret.
    pub secret: Secret,
    /// Who signs in; None: the administrator of the shipped configuration.
    pub admin: Option<UserId>,
    /// Whose the writes are, or that there are none.
    pub own: Own,
}

/// The journey under way, from the sign-in on.
struct Journey<'a> {
    /// Signed in, and kept to the journey's own users.
    client: Client,
    report: Report<'a>,
    options: CallOptions,
    secret: Secret,
    admin: UserId,
    own: Rc<Own>,
    /// Some of the users that there are.
    users: Vec<UserId>,
    /// Some of the groups that there are.
    groups: Vec<GroupId>,
}

impl Plan {
    /// What will be sent, in plain words.
    pub fn announcement(&self) -> Vec<String> {
        let admin = match &self.admin {
            Some(admin) => admin.to_string(),
            None => "the default administrator (openIM123456 before v3.6, then imAdmin)".to_owned(),
        };
        let mut lines = vec![format!("This tries the client against {}, signed in as {admin}.", self.base)];
        lines.extend(READS.map(ToOwned::to_owned));
        if self.own.is_reads_only() {
            lines.push("  It writes nothing.".to_owned());
            return lines;
        }
        let [first, second, third] = self.own.users();
        lines.push(format!("  It registers three users: {first}, {second} and {third}."));
        lines.push(format!("  They make a group, {}, which is dismissed at the end.", self.own.group()));
        lines.extend(WRITES.map(ToOwned::to_owned));
        lines
    }

    /// Makes the journey; `print` gets each line as it comes.
    pub async fn run(self, transport: Rc<dyn Transport>, print: &mut dyn FnMut(&str)) -> Outcome {
        let heard = Rc::new(Heard::default());
        let report = Report::new(print, transport.clone(), heard.clone());
        let own = Rc::new(self.own);
        let client = Client::new(self.base, transport, heard).with_guard(own.clone());
        let options = CallOptions { timeout_millis: TIMEOUT_MILLIS, ..CallOptions::default() };
        let Some((client, admin)) = server::sign_in(&report, client, self.admin, &self.secret, &options).await else {
            return report.finish();
        };
        let (users, groups) = (Vec::new(), Vec::new());
        let mut journey = Journey { client, report, options, secret: self.secret, admin, own, users, groups };
        journey.read().await;
        if !journey.own.is_reads_only() && !journey.report.is_over() {
            journey.write().await;
        }
        journey.report.finish()
    }
}

impl Journey<'_> {
    /// What does no harm, of whomever.
    async fn read(&mut self) {
        self.users = users::read(self).await;
        self.groups = groups::read(self).await;
        if self.report.is_over() {
            return;
        }
        extras::read(self).await;
        friends::read(self).await;
        conversations::read(self).await;
        messages::read(self).await;
        statistics::read(self).await;
    }

    /// What changes something, of its own users.
    async fn write(&self) {
        if !own_users::register(self).await {
            return;
        }
        own_users::change(self).await;
        extras::write(self).await;
        friends::write(self).await;
        messages::write(self).await;
        conversations::write(self).await;
        own_group::write(self).await;
        tokens::write(self).await;
    }
}

/// Whether a version has what came with another, where no feature of the client says so.
fn since(block: ServerBlock, since: ServerBlock) -> Result<(), Absence> {
    if block < since { Err(Absence::TooOld { since }) } else { Ok(()) }
}

/// Asks until something is there: messages take their way through queues. None where it does not come.
async fn until<T>(
    client: &Client,
    mut ask: impl AsyncFnMut() -> Result<Option<T>, ApiError>,
) -> Result<Option<T>, ApiError> {
    for _ in 0..TRIES {
        let found = ask().await?;
        if found.is_some() {
            return Ok(found);
        }
        client.transport().sleep(BETWEEN_TRIES).await;
    }
    Ok(None)
}

/// Whether anything stands twice in a list.
fn has_twice<T: Ord>(items: impl IntoIterator<Item = T>) -> bool {
    let mut sorted: Vec<T> = items.into_iter().collect();
    sorted.sort_unstable();
    sorted.windows(2).any(|pair| matches!(pair, [one, other] if one == other))
}
