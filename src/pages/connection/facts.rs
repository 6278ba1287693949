//! What the doctor knows, and what it asks next.

use openim_api::{ApiError, BaseUrl, BaseUrlError, ErrorKind, ParsedToken, Probe, ServerBlock};

use super::space::Space;
use crate::address::is_mixed_content;

/// What the browser says of leave to enter the local network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// Given.
    Granted,
    /// The browser asks at the first call.
    Prompt,
    /// Refused.
    Denied,
    /// It does not know the question.
    Unknown,
}

/// An answer, and how long it took in milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed<T> {
    /// The answer.
    pub value: T,
    /// Milliseconds.
    pub millis: u32,
}

/// What is known of the session whose server this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionFacts {
    /// The version it was begun with.
    pub block: ServerBlock,
}

/// Where the page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFacts {
    /// Its origin, where it has one.
    pub origin: Option<BaseUrl>,
    /// Did it come over https?
    pub is_https: bool,
}

/// Why an address is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is none.
    Invalid(BaseUrlError),
    /// The deployment does not allow it.
    NotAllowed,
}

/// All that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// What is examined.
    pub target: Result<BaseUrl, Unusable>,
    /// By whom.
    pub page: PageFacts,
    /// The session, if this is its server.
    pub session: Option<SessionFacts>,
    /// Leave to enter the local network.
    pub leave: Option<Timed<Leave>>,
    /// Does anything answer? None inside: not in time.
    pub reached: Option<Timed<Option<bool>>>,
    /// What the first calls of the API met.
    pub probe: Option<Timed<Result<Probe, ApiError>>>,
    /// Could a request without headers be read? Asked only where a call could not.
    pub simple: Option<Timed<bool>>,
    /// What the server reads in the token.
    pub token: Option<Timed<Result<ParsedToken, ApiError>>>,
    /// Whether a call for administrators is answered.
    pub rights: Option<Timed<Result<(), ApiError>>>,
    /// The server's clock minus this one's, in milliseconds.
    pub clock: Option<Timed<Result<i64, ApiError>>>,
    /// How long each of several answers took, in milliseconds.
    pub latency: Option<Vec<u32>>,
}

/// What is to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The browser, for leave.
    Leave,
    /// The address, for any answer at all.
    Reach,
    /// The API, for what it is.
    Probe,
    /// The address, for an answer to a request without headers.
    Simple,
    /// The API, for what the token is.
    Token,
    /// The API, for something that only administrators get.
    Rights,
    /// The API, for its clock.
    Clock,
    /// Several answers, for their time.
    Latency,
}

impl Facts {
    /// Nothing has been asked.
    pub fn new(target: Result<BaseUrl, Unusable>, page: PageFacts, session: Option<SessionFacts>) -> Self {
        Self {
            target,
            page,
            session,
            leave: None,
            reached: None,
            probe: None,
            simple: None,
            token: None,
            rights: None,
            clock: None,
            latency: None,
        }
    }

    /// What to ask next; nothing where all is known, or where a fault hides the rest.
    pub fn next(&self) -> Option<Ask> {
        let url = self.target.as_ref().ok()?;
        if is_mixed_content(self.page.is_https, url) {
            return None;
        }
        match &self.leave {
            None if self.needs_leave(url) => return Some(Ask::Leave),
            Some(leave) if leave.value == Leave::Denied => return None,
            _ => {}
        }
        match &self.reached {
            None => return Some(Ask::Reach),
            Some(reached) if reached.value != Some(true) => return None,
            Some(_) => {}
        }
        let Some(probe) = &self.probe else { return Some(Ask::Probe) };
        match &probe.value {
            Err(error) if error.kind == ErrorKind::Network && self.simple.is_none() => return Some(Ask::Simple),
            Err(_) => return None,
            Ok(_) => {}
        }
        if self.session.is_some() {
            let Some(token) = &self.token else { return Some(Ask::Token) };
            if token.value.is_ok() && self.rights.is_none() {
                return Some(Ask::Rights);
            }
            if token.value.is_ok() && self.clock.is_none() {
                return Some(Ask::Clock);
            }
        }
        self.latency.is_none().then_some(Ask::Latency)
    }

    /// Is the server closer to the browser than the page?
    pub fn needs_leave(&self, url: &BaseUrl) -> bool {
        let page = self.page.origin.as_ref().map(|origin| Space::of(origin.host()));
        page.is_some_and(|page| page < Space::of(url.host()))
    }
}
