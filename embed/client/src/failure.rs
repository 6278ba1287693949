//! What an error tells. `client.js` makes an `OpenIMError` of it, or a `TypeError` of what was wrong in the arguments.

use openim_api::{ApiError, ContentProblem, ErrorClass, ErrorKind, Refusal, json_fields, json_text};
use serde_json::Value;

use crate::give::Give as _;
use crate::options;
use crate::take::Wrong;

/// Why there is no answer. In a box, because every method hands it on.
#[derive(Debug)]
pub struct Failure(Box<Why>);

#[derive(Debug)]
pub enum Why {
    /// Something in the arguments; nothing was sent.
    Wrong(Wrong),
    /// The call failed.
    Api(ApiError),
    /// The part of the wasm that the call is in could not be fetched; nothing was sent.
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "a native program is whole"))]
    NotLoaded,
    /// What was to be changed was read before, and is not there or takes no changes.
    NotThere {
        /// The route that was asked.
        path: &'static str,
        /// The code.
        code: &'static str,
        /// What there is to say.
        message: &'static str,
    },
}

/// All codes, and what each means: the type of `code` in TypeScript.
#[cfg(test)]
pub const CODES: [(&str, &str); 24] = [
    (
        "network",
        "No readable answer: the server is down, at another address, or does not let this page read (CORS); or mixed content, TLS.",
    ),
    ("timeout", "No complete answer in time."),
    ("redirect", "The server answered with a redirect, which is never followed. A browser tells it as `network`."),
    ("http", "An HTTP status that is no success, without OpenIM's envelope; see `status`."),
    ("notOpenIM", "A success that no OpenIM server sends: HTML, foreign JSON, nothing."),
    ("decode", "The server reports success, but what it answers is not what this call answers."),
    ("badArgument", "The server refused: something in the request is wrong."),
    ("noPermission", "The server refused: wrong secret, not an administrator."),
    ("notFound", "It does not exist."),
    ("alreadyRegistered", "One of the userIDs is taken; nothing was registered."),
    ("alreadyThere", "It exists or has happened already."),
    ("session", "The token is missing, expired, outdated or unknown; see `endsSession`."),
    ("rateLimited", "Too many requests."),
    ("unavailable", "A part of the server is down or does not answer."),
    ("tooLarge", "Request or answer is too long: ask for less."),
    ("unimplemented", "This server does not have it; HTTP 404 is told so, too."),
    ("serverFault", "The server stumbled."),
    ("refused", "The server refused for another reason; see `errCode`."),
    ("secretNeeded", "An old server does this with the shared secret only, and none was given. Nothing was sent."),
    ("readOnly", "The option `readOnly` does not allow it. Nothing was sent."),
    (
        "protected",
        "It would touch a user of the option `protectedUsers`, or do harm that cannot be undone. Nothing was sent.",
    ),
    ("notLive", "The group is dismissed or has no owner: it takes no changes. Nothing was changed."),
    (
        "notLoaded",
        "The part of this client that has the call could not be fetched. Nothing was sent; the next call fetches it anew.",
    ),
    ("cancelled", "Taken back. (A call that its `signal` takes back rejects with the signal's reason instead.)"),
];

impl Failure {
    /// As JSON.
    pub fn to_text(&self) -> String {
        json_text(&match &*self.0 {
            Why::Api(error) => of_api(error),
            Why::Wrong(wrong) => json_fields(vec![("code", "argument".into()), ("message", wrong.to_string().into())]),
            Why::NotLoaded => json_fields(vec![
                ("code", "notLoaded".into()),
                ("message", "a part of the client could not be fetched; the console of the browser says why".into()),
            ]),
            Why::NotThere { path, code, message } => json_fields(vec![
                ("code", (*code).into()),
                ("path", (*path).into()),
                ("message", format!("{path}: {message}").into()),
            ]),
        })
    }

    /// What was read before is not there, or takes no changes: the route that was asked, the code, what there is to say.
    pub fn not_there(path: &'static str, code: &'static str, message: &'static str) -> Self {
        Self(Box::new(Why::NotThere { path, code, message }))
    }

    /// What was wrong in the arguments.
    #[cfg(test)]
    pub fn wrong(&self) -> Option<String> {
        match &*self.0 {
            Why::Wrong(wrong) => Some(wrong.to_string()),
            _ => None,
        }
    }

    /// What is missing in a message that is to be sent.
    pub fn of_content(problem: ContentProblem) -> Self {
        Self::from(match problem {
            ContentProblem::Missing(field) => Wrong::new("must not be empty or 0").within(field).within("content"),
            ContentProblem::TooMany => Wrong::new("must not name more than 1000 users").within("content"),
            ContentProblem::TooOld { since } => {
                Wrong::new(&format!("is sent by servers from {} on", options::name_of(since))).within("content")
            }
        })
    }
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self(Box::new(Why::Api(error)))
    }
}

#[cfg(target_arch = "wasm32")]
impl From<wasm_split_helpers::SplitLoaderError> for Failure {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self(Box::new(Why::NotLoaded))
    }
}

impl From<Wrong> for Failure {
    fn from(wrong: Wrong) -> Self {
        Self(Box::new(Why::Wrong(wrong)))
    }
}

/// The fields of an `OpenIMError`.
pub fn of_api(error: &ApiError) -> Value {
    let mut fields = vec![
        ("code", code(error).into()),
        ("path", error.path.into()),
        ("endsSession", error.ends_session().into()),
        ("message", error.to_string().into()),
    ];
    match &error.kind {
        ErrorKind::Refused { code, detail, .. } => {
            fields.extend([("errCode", code.give()), ("detail", detail.text().into())]);
        }
        ErrorKind::Http { status } | ErrorKind::NotOpenIm { status } => fields.push(("status", (*status).into())),
        _ => {}
    }
    fields.extend(error.operation_id.as_ref().map(|id| ("operationID", id.as_str().into())));
    json_fields(fields)
}

fn code(error: &ApiError) -> &'static str {
    match &error.kind {
        ErrorKind::Network => "network",
        ErrorKind::Timeout { .. } => "timeout",
        ErrorKind::Cancelled => "cancelled",
        ErrorKind::RedirectRefused => "redirect",
        ErrorKind::Http { .. } => error.class().filter(|class| *class != ErrorClass::Other).map_or("http", of_class),
        ErrorKind::TooLarge => "tooLarge",
        ErrorKind::NotOpenIm { .. } => "notOpenIM",
        ErrorKind::Decode { .. } => "decode",
        ErrorKind::Refused { class, .. } => of_class(*class),
        ErrorKind::SecretNeeded => "secretNeeded",
        ErrorKind::Guarded(Refusal::ReadOnly) => "readOnly",
        ErrorKind::Guarded(Refusal::Protected(_)) => "protected",
    }
}

fn of_class(class: ErrorClass) -> &'static str {
    match class {
        ErrorClass::BadArgument => "badArgument",
        ErrorClass::NoPermission => "noPermission",
        ErrorClass::NotFound => "notFound",
        ErrorClass::AlreadyRegistered => "alreadyRegistered",
        ErrorClass::AlreadyThere => "alreadyThere",
        ErrorClass::Session => "session",
        ErrorClass::RateLimited => "rateLimited",
        ErrorClass::Unavailable => "unavailable",
        ErrorClass::TooLarge => "tooLarge",
        ErrorClass::Unimplemented => "unimplemented",
        ErrorClass::ServerFault => "serverFault",
        ErrorClass::Other => "refused",
    }
}

/// The code of everything that can go wrong.
#[cfg(test)]
pub fn every_code() -> Vec<&'static str> {
    use ErrorClass::{
        AlreadyRegistered, AlreadyThere, BadArgument, NoPermission, NotFound, Other, RateLimited, ServerFault, Session,
        TooLarge, Unavailable, Unimplemented,
    };
    let refused = |class| ErrorKind::Refused { code: 1, class, detail: openim_api::Detail::default() };
    let classes = [
        BadArgument,
        NoPermission,
        NotFound,
        AlreadyRegistered,
        AlreadyThere,
        Session,
        RateLimited,
        Unavailable,
        TooLarge,
        Unimplemented,
        ServerFault,
        Other,
    ];
    let kinds = [
        ErrorKind::Network,
        ErrorKind::Timeout { millis: 1 },
        ErrorKind::Cancelled,
        ErrorKind::RedirectRefused,
        ErrorKind::NotOpenIm { status: 200 },
        ErrorKind::Decode { json_path: String::new(), excerpt: String::new() },
        ErrorKind::SecretNeeded,
        ErrorKind::TooLarge,
        ErrorKind::Guarded(Refusal::ReadOnly),
        ErrorKind::Guarded(Refusal::Protected("a".into())),
    ];
    let statuses = [400, 404, 413, 500, 502].map(|status| ErrorKind::Http { status });
    let all = kinds.into_iter().chain(statuses).chain(classes.map(refused));
    all.map(|kind| {
        code(&ApiError { kind, path: "/", operation_id: None, carried_token: false, retry_after_millis: None })
    })
    .collect()
}
