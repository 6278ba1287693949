//! One check, judged by the facts.

use openim_api::{BaseUrl, ErrorClass, ErrorKind, ServerBlock};

use super::{Finding, State, Step};
use crate::address::{ServerProblem, is_mixed_content};
use crate::pages::connection::facts::{Facts, Leave, Unusable};

/// More than this between the clocks is told, in milliseconds …
const SKEW_TOLD: i64 = 5_000;
/// … and more than this is a fault: tokens seem expired, times are wrong.
const SKEW_FAULT: i64 = 60_000;
/// An answer that takes longer than this is called slow, in milliseconds.
const SLOW: u32 = 800;

/// How it stands, what was found, and how long it took in milliseconds where something was asked. None: it has not been asked.
type Judged = Option<(State, Finding, Option<u32>)>;

impl Facts {
    /// What is known of a check; nothing where it has not been asked.
    pub(super) fn judge(&self, step: Step) -> Judged {
        let url = match (&self.target, step) {
            (Ok(url), Step::Address) => return Some((State::Passed, Finding::Address(url.clone()), None)),
            (Err(Unusable::Invalid(error)), Step::Address) => {
                return Some((State::Failed, Finding::BadAddress(*error), None));
            }
            (Err(Unusable::NotAllowed), Step::Address) => return Some((State::Failed, Finding::NotAllowed, None)),
            (Err(_), _) => return None,
            (Ok(url), _) => url,
        };
        let is_mixed = is_mixed_content(self.page.is_https, url);
        match step {
            Step::MixedContent if is_mixed => Some((State::Failed, Finding::Mixed(url.clone()), None)),
            Step::MixedContent => Some((State::Passed, Finding::NoMix, None)),
            _ if is_mixed => None,
            Step::LocalNetwork => self.judge_leave(url),
            Step::Answers => self.judge_answers(url),
            Step::Readable | Step::Preflight => self.judge_cors(step, url),
            Step::OpenIm | Step::Version => self.judge_kind(step, url),
            Step::Token | Step::Rights | Step::Clock => self.judge_session(step),
            Step::Latency => {
                let times = self.latency.as_ref()?;
                let middle = median(times)?;
                let state = if middle > SLOW { State::Warned } else { State::Passed };
                Some((state, Finding::Latency(middle, times.len()), None))
            }
            Step::Address => None,
        }
    }

    fn judge_leave(&self, url: &BaseUrl) -> Judged {
        if !self.needs_leave(url) {
            return Some((State::Passed, Finding::NoLeaveNeeded, None));
        }
        let (state, finding) = match self.leave.as_ref()?.value {
            Leave::Granted => (State::Passed, Finding::LeaveGiven),
            Leave::Prompt => (State::Warned, Finding::LeaveAsked),
            Leave::Denied => (State::Failed, Finding::LeaveRefused),
            Leave::Unknown => (State::Passed, Finding::LeaveUnknown),
        };
        Some((state, finding, None))
    }

    fn judge_answers(&self, url: &BaseUrl) -> Judged {
        let reached = self.reached.as_ref()?;
        let problem = match (reached.value, self.probe.as_ref().map(|probe| &probe.value)) {
            (Some(false), _) => ServerProblem::Unreachable,
            (None, _) => ServerProblem::Silent,
            (_, Some(Err(error))) if matches!(error.kind, ErrorKind::Timeout { .. }) => ServerProblem::Silent,
            (Some(true), _) => return Some((State::Passed, Finding::Answered, Some(reached.millis))),
        };
        Some((State::Failed, Finding::Problem(url.clone(), problem), Some(reached.millis)))
    }

    fn judge_cors(&self, step: Step, url: &BaseUrl) -> Judged {
        let probe = self.probe.as_ref()?;
        let readable = step == Step::Readable;
        match &probe.value {
            Err(error) if matches!(error.kind, ErrorKind::Timeout { .. }) => None,
            Err(error) if error.kind == ErrorKind::Network => {
                let simple = self.simple.as_ref()?;
                match (simple.value, readable) {
                    (true, true) => Some((State::Passed, Finding::MayRead, Some(simple.millis))),
                    (true, false) => Some((State::Failed, Finding::HeadersBlocked, Some(probe.millis))),
                    (false, true) => {
                        let problem = ServerProblem::of(url, error.clone(), true);
                        Some((State::Failed, Finding::Problem(url.clone(), problem), Some(simple.millis)))
                    }
                    (false, false) => None,
                }
            }
            _ => {
                let same = self.page.origin.as_ref().is_some_and(|origin| origin.origin() == url.origin());
                let finding = match (same, readable) {
                    (true, _) => Finding::SameOrigin,
                    (false, true) => Finding::MayRead,
                    (false, false) => Finding::HeadersPass,
                };
                Some((State::Passed, finding, readable.then_some(probe.millis)))
            }
        }
    }

    fn judge_kind(&self, step: Step, url: &BaseUrl) -> Judged {
        let probe = self.probe.as_ref()?;
        let found = match &probe.value {
            Ok(found) => found,
            Err(error) if matches!(error.kind, ErrorKind::Network | ErrorKind::Timeout { .. }) => return None,
            Err(error) if step == Step::OpenIm => {
                let problem = ServerProblem::of(url, error.clone(), true);
                return Some((State::Failed, Finding::Problem(url.clone(), problem), None));
            }
            Err(_) => return None,
        };
        if step == Step::OpenIm {
            return Some((State::Passed, Finding::IsOpenIm(url.port()), None));
        }
        let block = found.block;
        Some(match self.session {
            // Without a token a main server looks like v3.8.3.
            Some(session)
                if session.block == block || (session.block, block) == (ServerBlock::Main, ServerBlock::V3_8_3) =>
            {
                (State::Passed, Finding::Version(session.block, session.block.dialect()), None)
            }
            Some(session) => (State::Warned, Finding::OtherVersion(session.block, block), None),
            None => (State::Passed, Finding::Version(block, block.dialect()), None),
        })
    }

    fn judge_session(&self, step: Step) -> Judged {
        let is_server = self.probe.as_ref().is_some_and(|probe| probe.value.is_ok());
        if !is_server {
            return None;
        }
        if self.session.is_none() {
            return Some((State::NotReached, Finding::NotSignedIn, None));
        }
        match step {
            Step::Token => self.token.as_ref().map(|token| match &token.value {
                Ok(parsed) => (State::Passed, Finding::TokenGood(parsed.expires_at_millis), Some(token.millis)),
                Err(error) if error.class() == Some(ErrorClass::Session) => {
                    (State::Failed, Finding::TokenRefused(error.clone()), Some(token.millis))
                }
                Err(error) => (State::Failed, Finding::CallFailed(error.clone()), Some(token.millis)),
            }),
            Step::Rights => self.rights.as_ref().map(|rights| match &rights.value {
                Ok(()) => (State::Passed, Finding::Administrator, Some(rights.millis)),
                Err(error) if error.class() == Some(ErrorClass::NoPermission) => {
                    (State::Failed, Finding::NoAdministrator(error.clone()), Some(rights.millis))
                }
                Err(error) => (State::Failed, Finding::CallFailed(error.clone()), Some(rights.millis)),
            }),
            _ => self.clock.as_ref().map(|clock| match &clock.value {
                Ok(skew) => {
                    let state = match skew.saturating_abs() {
                        apart if apart > SKEW_FAULT => State::Failed,
                        apart if apart > SKEW_TOLD => State::Warned,
                        _ => State::Passed,
                    };
                    (state, Finding::Skew(*skew), None)
                }
                Err(error) => (State::Failed, Finding::CallFailed(error.clone()), Some(clock.millis)),
            }),
        }
    }
}

/// The one in the middle; of an even number, the lower one.
fn median(times: &[u32]) -> Option<u32> {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}
