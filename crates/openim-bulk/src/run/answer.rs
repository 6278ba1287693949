//! What came of a request, as far as the run has to know it.

use openim_api::{ApiError, ErrorClass, ErrorKind, OperationId, Refusal};

/// What came of the request that was on its way.
#[derive(Clone, PartialEq, Debug)]
pub enum Answer {
    /// All of it was done.
    Done,
    /// All of it was done but for these rows, of which the server says that it could not (`failedUserIDs`).
    DoneBut(Vec<u32>, Fault),
    /// To [`Step::Check`](super::Step::Check): these of the rows are registered.
    Checked(Vec<u32>),
    /// It failed.
    Failed {
        /// How.
        fault: Fault,
        /// What the server asks for in `Retry-After`, where that could be read.
        retry_after_millis: Option<u32>,
    },
}

/// One failed request, kept once for all rows it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// What follows from it.
    pub failure: Failure,
    /// `errCode`, where the server gave one.
    pub err_code: Option<i64>,
    /// Names the request in the server's log. None where the request was cut off together with the page.
    pub operation_id: Option<OperationId>,
}

/// The ways in which a request fails, told apart by what follows from them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    /// One of the IDs is taken; nothing was done.
    Taken,
    /// The server said no; nothing was done.
    Refused,
    /// The server said no, in a way that does not exclude that it was done.
    Stumbled,
    /// Too much at once.
    TooLarge,
    /// No answer in time: it may have been done.
    TimedOut,
    /// No readable answer: it may have been done.
    Lost,
    /// Too many requests; nothing was done.
    Busy,
    /// The session is over; nothing was done.
    SessionEnded,
    /// Not allowed, or not to be had on this server, whatever the rows; nothing was done.
    Barred,
}

impl Answer {
    /// The answer behind a failed call.
    #[must_use]
    pub fn of(error: &ApiError) -> Self {
        let fault =
            Fault { failure: Failure::of(error), err_code: error.err_code(), operation_id: error.operation_id.clone() };
        Self::Failed { fault, retry_after_millis: error.retry_after_millis }
    }
}

/// Whether the same question, which changes nothing, may be answered a moment later: nothing is wrong with it, as far as can be told.
#[must_use]
pub fn may_pass(error: &ApiError) -> bool {
    matches!(Failure::of(error), Failure::Lost | Failure::TimedOut | Failure::Busy | Failure::Stumbled)
}

impl Failure {
    fn of(error: &ApiError) -> Self {
        if error.ends_session() {
            return Self::SessionEnded;
        }
        match &error.kind {
            ErrorKind::Timeout { .. } | ErrorKind::Http { status: 408 | 504 } => Self::TimedOut,
            // A success that cannot be read is one all the same, and one of something in between is none: asking tells.
            ErrorKind::Network
            | ErrorKind::Cancelled
            | ErrorKind::RedirectRefused
            | ErrorKind::NotOpenIm { .. }
            | ErrorKind::Decode { .. }
            | ErrorKind::Http { status: 500.. } => Self::Lost,
            // Something in between wants a sign-in, or this server lacks the route: the next block would fare no better.
            ErrorKind::Http { status: 401 | 403 | 404 | 405 | 407 } | ErrorKind::SecretNeeded => Self::Barred,
            ErrorKind::Http { status: 413 } | ErrorKind::TooLarge => Self::TooLarge,
            ErrorKind::Http { .. } => Self::Refused,
            ErrorKind::Guarded(Refusal::ReadOnly) => Self::Barred,
            // About one user of the block. A run that stopped at it could never get past it.
            ErrorKind::Guarded(Refusal::Protected(_)) => Self::Refused,
            // DeadlineExceeded: whoever gave up waiting was not the one who works.
            ErrorKind::Refused { code: 4, .. } => Self::TimedOut,
            ErrorKind::Refused { class, .. } => match class {
                ErrorClass::AlreadyRegistered | ErrorClass::AlreadyThere => Self::Taken,
                ErrorClass::BadArgument | ErrorClass::NotFound => Self::Refused,
                ErrorClass::NoPermission | ErrorClass::Unimplemented | ErrorClass::Session => Self::Barred,
                ErrorClass::TooLarge => Self::TooLarge,
                ErrorClass::RateLimited => Self::Busy,
                ErrorClass::Unavailable => Self::Lost,
                ErrorClass::ServerFault | ErrorClass::Other => Self::Stumbled,
            },
        }
    }
}
