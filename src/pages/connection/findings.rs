//! What the doctor makes of the facts: a row for each check.

use openim_api::{ApiError, BaseUrl, BaseUrlError, Dialect, ServerBlock};

use super::facts::{Ask, Facts};
use crate::address::ServerProblem;

mod judge;
#[cfg(test)]
mod tests;

/// The checks, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Is it an address, and one that is allowed?
    Address,
    /// May a page of this scheme call it?
    MixedContent,
    /// Does the browser let this page into that network?
    LocalNetwork,
    /// Does anything answer?
    Answers,
    /// May this page read the answer?
    Readable,
    /// Does the question go through that the browser asks before a call with headers?
    Preflight,
    /// Is it OpenIM's API?
    OpenIm,
    /// Which version, and how one signs in.
    Version,
    /// Does the server take the session's token?
    Token,
    /// Is it an administrator's?
    Rights,
    /// Do the clocks agree?
    Clock,
    /// How long does an answer take?
    Latency,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Address,
        Self::MixedContent,
        Self::LocalNetwork,
        Self::Answers,
        Self::Readable,
        Self::Preflight,
        Self::OpenIm,
        Self::Version,
        Self::Token,
        Self::Rights,
        Self::Clock,
        Self::Latency,
    ];
}

/// What comes of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its turn comes.
    Waiting,
    /// It is being asked.
    Running,
    /// It is well.
    Passed,
    /// It works, and there is something to know.
    Warned,
    /// It is the fault, or one of them.
    Failed,
    /// Something before it keeps it from being asked.
    NotReached,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// Nothing yet.
    None,
    /// The scheme and host.
    Address(BaseUrl),
    /// It is none.
    BadAddress(BaseUrlError),
    /// The deployment lists others.
    NotAllowed,
    /// Page and server agree, or the browser makes an exception.
    NoMix,
    /// An https page and an http server.
    Mixed(BaseUrl),
    /// The server is no closer than the page.
    NoLeaveNeeded,
    /// The person has given leave.
    LeaveGiven,
    /// The browser will ask.
    LeaveAsked,
    /// It was refused.
    LeaveRefused,
    /// This browser does not tell.
    LeaveUnknown,
    /// Something answers.
    Answered,
    /// The reasons in words that signing in uses, too.
    Problem(BaseUrl, ServerProblem),
    /// The page may read.
    MayRead,
    /// Page and server are one origin: nothing to allow.
    SameOrigin,
    /// The call with headers went through.
    HeadersPass,
    /// A simple request may be read, a call with headers not.
    HeadersBlocked,
    /// It is the API; its port, where the address names one.
    IsOpenIm(Option<u16>),
    /// The version and how one signs in there.
    Version(ServerBlock, Dialect),
    /// The session took it for another.
    OtherVersion(ServerBlock, ServerBlock),
    /// Nobody is signed in here.
    NotSignedIn,
    /// The token is good until then, in milliseconds since 1970.
    TokenGood(Option<i64>),
    /// The server does not take it.
    TokenRefused(ApiError),
    /// An administrator.
    Administrator,
    /// An account without rights.
    NoAdministrator(ApiError),
    /// The server's clock minus this one's, in milliseconds.
    Skew(i64),
    /// The middle of several, and how many.
    Latency(u32, usize),
    /// A call failed that should not.
    CallFailed(ApiError),
}

/// A check with what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which.
    pub step: Step,
    /// How it stands.
    pub state: State,
    /// What was found.
    pub finding: Finding,
    /// How long it took, in milliseconds, where something was asked.
    pub millis: Option<u32>,
}

/// The check that is running while this is asked.
fn step_of(ask: Ask) -> Step {
    match ask {
        Ask::Leave => Step::LocalNetwork,
        Ask::Reach => Step::Answers,
        Ask::Probe | Ask::Simple => Step::Readable,
        Ask::Token => Step::Token,
        Ask::Rights => Step::Rights,
        Ask::Clock => Step::Clock,
        Ask::Latency => Step::Latency,
    }
}

impl Facts {
    /// The checks as they stand. `running`: what is to be asked next is being asked.
    pub fn rows(&self, running: bool) -> Vec<Row> {
        let asked = self.next().filter(|_| running).map(step_of);
        let mut seen = false;
        let row = |step| {
            seen |= asked == Some(step);
            let (state, finding, millis) = self.judge(step).unwrap_or_else(|| {
                let state = match asked {
                    Some(asked) if asked == step => State::Running,
                    Some(_) if seen => State::Waiting,
                    _ => State::NotReached,
                };
                (state, Finding::None, None)
            });
            Row { step, state, finding, millis }
        };
        Step::ALL.into_iter().map(row).collect()
    }
}
