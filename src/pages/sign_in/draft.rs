//! What is typed into the form, and where its sending stands.

use std::rc::Rc;

use openim_api::ServerBlock;
use yew::Reducible;

use super::model::default_admin;
use crate::desk::Desk;
use crate::environment::Environment;
use crate::preferences;
use crate::session::{Phase, SignInProblem};

/// How somebody signs in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// With the server's secret.
    #[default]
    Secret,
    /// With a token that was fetched elsewhere.
    Token,
}

impl Method {
    /// There are two.
    pub fn other(self) -> Self {
        match self {
            Self::Secret => Self::Token,
            Self::Token => Self::Secret,
        }
    }
}

/// The form. No `Debug`: it holds a secret.
#[derive(Clone, Default, PartialEq)]
pub struct Draft {
    /// Which of the two tabs is in front.
    pub method: Method,
    /// As typed; none: nobody has touched it, and it follows the server.
    pub admin: Option<String>,
    /// As typed.
    pub secret: String,
    /// Is the secret legible?
    pub shown: bool,
    /// May this tab keep the secret?
    pub keep: bool,
    /// As typed.
    pub token: String,
    /// Is the connection being examined?
    pub doctor: bool,
    /// Sending was tried while something was missing.
    pub incomplete: bool,
    /// It is sent as soon as the address has been checked.
    pub waiting: bool,
    /// An answer is awaited.
    pub sent: bool,
    /// Why the last attempt failed, until something is changed.
    pub problem: Option<SignInProblem>,
}

/// What happens to the form.
pub enum Edit {
    /// The other tab.
    Method(Method),
    /// Typed.
    Admin(String),
    /// Typed.
    Secret(String),
    /// The eye was pressed.
    Show,
    /// The box was ticked.
    Keep(bool),
    /// Typed.
    Token(String),
    /// The connection is to be examined, or has been.
    Doctor(bool),
    /// Something is missing.
    Incomplete,
    /// To be sent when the address has been checked.
    Wait,
    /// The address cannot be used after all.
    NotSent,
    /// On its way.
    Sent,
    /// It failed.
    Refused(SignInProblem),
}

impl Draft {
    /// Nothing can be changed meanwhile.
    pub fn is_busy(&self) -> bool {
        self.sent || self.waiting
    }

    /// The administrator's ID: as typed, else what a server of these versions has by itself.
    pub fn admin(&self, block: Option<ServerBlock>) -> String {
        self.admin.clone().unwrap_or_else(|| block.map(default_admin).unwrap_or_default().to_owned())
    }

    /// Is everything there? An administrator that nobody has typed comes with the server, as soon as that is known.
    pub fn is_complete(&self, admin: &str) -> bool {
        let has_admin = self.admin.is_none() || !admin.trim().is_empty();
        match self.method {
            Method::Secret => has_admin && !self.secret.is_empty(),
            Method::Token => !self.token.trim().is_empty(),
        }
    }
}

impl Reducible for Draft {
    type Action = Edit;

    fn reduce(self: Rc<Self>, edit: Edit) -> Rc<Self> {
        let mut next = (*self).clone();
        let is_change = !matches!(edit, Edit::Show | Edit::Doctor(_) | Edit::Incomplete | Edit::Wait | Edit::NotSent);
        if is_change {
            next.problem = None;
        }
        match edit {
            Edit::Method(method) => {
                next.method = method;
                next.incomplete = false;
            }
            Edit::Admin(text) => next.admin = Some(text),
            Edit::Secret(text) => next.secret = text,
            Edit::Show => next.shown = !next.shown,
            Edit::Keep(keep) => next.keep = keep,
            Edit::Token(text) => next.token = text,
            Edit::Doctor(open) => next.doctor = open,
            Edit::Incomplete => next.incomplete = true,
            Edit::Wait => next.waiting = true,
            Edit::NotSent => next.waiting = false,
            Edit::Sent => (next.waiting, next.sent, next.incomplete) = (false, true, false),
            Edit::Refused(problem) => (next.sent, next.problem) = (false, Some(problem)),
        }
        Rc::new(next)
    }
}

/// What the form begins with.
pub struct Start {
    /// The server.
    pub address: String,
    /// Was it named by the person, the deployment or the host, and not by a link?
    pub trusted: bool,
    /// Who signed in there before.
    pub admin: Option<String>,
}

impl Start {
    /// The session that has just ended, else what the host or a link says, else what was used before, else the deployment's
    /// first.
    pub fn new(desk: &Desk) -> Self {
        let environment = &desk.environment;
        if let Phase::Out { last: Some((server, admin)), .. } = &desk.session.state.phase {
            let admin = admin.as_ref().map(|admin| admin.as_str().to_owned());
            return Self { address: server.to_string(), trusted: true, admin };
        }
        if let Some(server) = environment.server.clone().filter(|server| !server.trim().is_empty()) {
            let of_host =
                environment.host.as_ref().and_then(|host| host.admin.as_ref()).map(|admin| admin.as_str().to_owned());
            let admin = of_host.or_else(|| known_admin(environment, &server));
            return Self { address: server, trusted: environment.server_is_trusted, admin };
        }
        let used = preferences::last_server(&environment.preferences);
        let used =
            used.filter(|used| environment.read_server(&used.url).is_ok_and(|url| environment.may_sign_in_to(&url)));
        if let Some(used) = used {
            return Self { address: used.url, trusted: true, admin: some(used.admin) };
        }
        let own = environment.config.servers.first().map(|entry| entry.url.to_string());
        Self { address: own.unwrap_or_default(), trusted: true, admin: None }
    }
}

fn known_admin(environment: &Environment, server: &str) -> Option<String> {
    let url = environment.read_server(server).ok()?;
    let used = preferences::servers(&environment.preferences);
    used.into_iter().find(|used| used.url == url.as_str()).and_then(|used| some(used.admin))
}

/// A server may have been saved before anybody signed in there.
fn some(admin: String) -> Option<String> {
    Some(admin).filter(|admin| !admin.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(edits: Vec<Edit>) -> Rc<Draft> {
        edits.into_iter().fold(Rc::default(), Draft::reduce)
    }

    #[test]
    fn a_refusal_stands_until_something_is_changed() {
        let refused = after(vec![Edit::Secret("x".into()), Edit::Sent, Edit::Refused(SignInProblem::NoToken)]);
        assert!(!refused.is_busy() && refused.problem.is_some());
        let shown = Rc::clone(&refused).reduce(Edit::Show);
        assert!(shown.problem.is_some(), "looking at the secret changes nothing");
        assert_eq!(refused.reduce(Edit::Secret("y".into())).problem, None);
    }

    #[test]
    fn a_form_that_waits_for_the_address_is_busy_until_it_is_known() {
        let waiting = after(vec![Edit::Wait]);
        assert!(waiting.is_busy());
        assert!(!Rc::clone(&waiting).reduce(Edit::NotSent).is_busy());
        let sent = waiting.reduce(Edit::Sent);
        assert!(sent.is_busy() && !sent.waiting);
    }

    #[test]
    fn the_administrator_follows_the_server_until_somebody_types_one() {
        let draft = Draft::default();
        assert_eq!(draft.admin(Some(ServerBlock::V3_4)), "openIM123456");
        assert_eq!(draft.admin(Some(ServerBlock::Main)), "imAdmin");
        assert_eq!(draft.admin(None), "");
        let draft = after(vec![Edit::Secret("x".into())]);
        assert!(draft.is_complete(&draft.admin(None)), "it comes with the server");
        let emptied = draft.reduce(Edit::Admin(" ".into()));
        assert!(!emptied.is_complete(&emptied.admin(Some(ServerBlock::Main))));
        assert_eq!(after(vec![Edit::Admin(String::new())]).admin(Some(ServerBlock::Main)), "");
    }
}
