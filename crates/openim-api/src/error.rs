//! What can go wrong with a call. Nothing in here ever holds a secret, a token or a raw message of the server.

use std::fmt;

use crate::detail::Detail;
use crate::guard::Refusal;
use crate::ids::OperationId;
use crate::route::Route;

/// One failed call: what, where, under which operationID.
#[derive(Clone, PartialEq, Debug)]
pub struct ApiError {
    /// What went wrong.
    pub kind: ErrorKind,
    /// The route, without the server's address: `/user/get_users`.
    pub path: &'static str,
    /// Names the call in the server's log. None where no call was begun.
    pub operation_id: Option<OperationId>,
    /// Whether this call sent the session's token: only such a call can say that the session is over.
    pub carried_token: bool,
    /// How long the server asks to be left alone (`Retry-After`), where that could be read.
    pub retry_after_millis: Option<u32>,
}

/// The ways in which a call fails.
#[derive(Clone, PartialEq, Debug)]
pub enum ErrorKind {
    /// No readable answer: down, wrong port, CORS, mixed content, TLS, or (in a browser) a refused redirect.
    Network,
    /// No complete answer in time.
    Timeout {
        /// The limit that ran out.
        millis: u32,
    },
    /// Taken back by the caller.
    Cancelled,
    /// The server answered with a redirect, which is never followed. A browser cannot tell this from [`ErrorKind::Network`].
    RedirectRefused,
    /// An HTTP status that is no success, without OpenIM's envelope (404 always; 429 never, it is a refusal).
    Http {
        /// The status.
        status: u16,
    },
    /// A success that no OpenIM server sends: HTML, foreign JSON, nothing.
    NotOpenIm {
        /// The status it came with.
        status: u16,
    },
    /// The envelope reports success, but what it holds is not what this call answers.
    Decode {
        /// Where, from the envelope on: `data.users[3].userID`; `$` where the envelope itself is broken.
        json_path: String,
        /// What stood there: masked, at most 80 characters.
        excerpt: String,
    },
    /// The server said no. HTTP 429 is told as code 429, with or without an envelope.
    Refused {
        /// `errCode`.
        code: i64,
        /// What the code means on this server.
        class: ErrorClass,
        /// What the server says of it.
        detail: Detail,
    },
    /// An old server does this with the shared secret only, and none was given. Nothing was sent.
    SecretNeeded,
    /// The answer is longer than the transport reads.
    TooLarge,
    /// The client did not let the call out, by its guard's rules or because it would do harm. Nothing was sent.
    Guarded(Refusal),
}

/// What a refusal is about, over all versions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorClass {
    /// Something in the request is wrong.
    BadArgument,
    /// Not allowed: wrong secret, not an administrator.
    NoPermission,
    /// It does not exist.
    NotFound,
    /// One of the userIDs is taken; nothing was registered.
    AlreadyRegistered,
    /// It exists or has happened already.
    AlreadyThere,
    /// The token is missing, expired, outdated or unknown.
    Session,
    /// Too many requests.
    RateLimited,
    /// A part of the server is down or does not answer.
    Unavailable,
    /// Request or answer is too long for the server: ask for less.
    TooLarge,
    /// This server does not have it.
    Unimplemented,
    /// The server stumbled.
    ServerFault,
    /// None of these.
    Other,
}

impl ApiError {
    /// `errCode` of a refusal.
    #[must_use]
    pub fn err_code(&self) -> Option<i64> {
        match self.kind {
            ErrorKind::Refused { code, .. } => Some(code),
            _ => None,
        }
    }

    /// What a refusal, or an HTTP status without envelope, is about.
    #[must_use]
    pub fn class(&self) -> Option<ErrorClass> {
        match self.kind {
            ErrorKind::Refused { class, .. } => Some(class),
            ErrorKind::Http { status: 404 } => Some(ErrorClass::Unimplemented),
            ErrorKind::Http { status: 413 } | ErrorKind::TooLarge => Some(ErrorClass::TooLarge),
            ErrorKind::Http { status: 502..=504 } => Some(ErrorClass::Unavailable),
            ErrorKind::Http { status: 500.. } => Some(ErrorClass::ServerFault),
            ErrorKind::Http { .. } => Some(ErrorClass::Other),
            _ => None,
        }
    }

    /// Whether the session is over: the server no longer takes the token that this very call carried.
    #[must_use]
    pub fn ends_session(&self) -> bool {
        self.carried_token && self.class() == Some(ErrorClass::Session)
    }
}

/// For a call that cannot be made without the shared secret.
pub(crate) fn secret_needed(route: &'static Route) -> ApiError {
    ApiError {
        kind: ErrorKind::SecretNeeded,
        path: route.path,
        operation_id: None,
        carried_token: false,
        retry_after_millis: None,
    }
}

/// For a call that the client does not send, whatever its guard would say.
pub(crate) fn guarded(route: &'static Route, refusal: Refusal) -> ApiError {
    ApiError {
        kind: ErrorKind::Guarded(refusal),
        path: route.path,
        operation_id: None,
        carried_token: false,
        retry_after_millis: None,
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.kind)?;
        self.operation_id.as_ref().map_or(Ok(()), |id| write!(f, " (operationID {id})"))
    }
}

impl std::error::Error for ApiError {}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network => f.write_str("no readable answer"),
            Self::Timeout { millis } => write!(f, "no answer within {millis} ms"),
            Self::Cancelled => f.write_str("cancelled"),
            Self::RedirectRefused => f.write_str("the server answered with a redirect, which is not followed"),
            Self::Http { status } => write!(f, "HTTP {status}"),
            Self::NotOpenIm { status } => write!(f, "no answer of an OpenIM server (HTTP {status})"),
            Self::Decode { json_path, excerpt } => write!(f, "unexpected answer at {json_path}: {excerpt}"),
            Self::Refused { code, detail, .. } => match detail.text().as_str() {
                "" => write!(f, "errCode {code}"),
                detail => write!(f, "errCode {code}: {detail}"),
            },
            Self::SecretNeeded => f.write_str("this server asks for the secret"),
            Self::TooLarge => f.write_str("the answer is too long"),
            Self::Guarded(Refusal::ReadOnly) => f.write_str("only reading is allowed here"),
            Self::Guarded(Refusal::Protected(id)) => write!(f, "{id} is protected here"),
        }
    }
}
