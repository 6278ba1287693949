//! `/sandbox/…`: what tests do to the server from outside.
//!
//! Off unless [`Options::control`](crate::Options::control) (`--control`) asks for it: without it these paths do not exist. When on, they are
//! open to every origin, and the request log holds tokens and secrets: on loopback, for tests.
//!
//! | call | body | does |
//! |---|---|---|
//! | `GET /sandbox/clock` | | answers `{"nowMillis":…}` |
//! | `POST /sandbox/clock` | `{"advanceSeconds":301}` | moves the sandbox's time, backwards too; tokens expire, five minutes pass |
//! | `POST /sandbox/faults` | one plan, or a list of plans; `{}` or `[]` ends them | the first plan that fits a call decides over it |
//! | `POST /sandbox/presence` | `{"userID":"ann","platformIDs":[5,2]}` | the user is online on these platforms and on no others; `[]`: offline |
//! | `POST /sandbox/leftovers` | `{"groupID":"gone","messages":3}` | messages of a group that is no more, as a queue leaves them that has outlived its data base: on patch.16 each page with one of them answers errCode 2 |
//! | `POST /sandbox/reset` | nothing, or `{"users":0}` | a new start: users (another number of them, if given), tokens, faults, clock, request log |
//! | `GET /sandbox/requests` | | the last 1000 calls, oldest first: `[{"method","path","headers","body","at"}]` |
//!
//! POST answers `{}`, or 400 with a sentence. A plan is an object with any of these keys:
//!
//! | key | meaning |
//! |---|---|
//! | `paths` | the paths it is about, such as `["/user/get_users"]`; absent: all |
//! | `times` | how many calls it is about; absent: all, until the plans change |
//! | `fault` | `"hang"` (no answer until the plans change, then the ordinary one), `"drop"` (the connection is closed), `"500"` (empty body, with CORS), `"429"` (as main's limiter: no CORS), `"html"` (502 page of a proxy, no CORS), `"redirect"` (307 to the same path with `?redirected=1`, no CORS), `"cut"` (200 with half an envelope, and nothing is done), `"lost"` (the same, but carried out: only asking tells) |
//! | `silent` | `true` is the same as `"fault":"hang"` |
//! | `status` | this HTTP status with an empty body, with CORS |
//! | `errCode` | this errCode in an envelope, such as 1507 or 14 |
//! | `delayMs` | waits before the answer; goes with each of the others |
//! | `chaosPercent` | this share of the calls fails in one way or another |
//!
//! Preflights are never touched.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Method, Response, StatusCode};
use serde::{Deserialize, Serialize};

use crate::Sandbox;
use crate::envelope::{self, Reply};
use crate::faults::Plan;
use crate::http::Arrived;
use crate::messages::{GROUP, Message, TEXT};

/// How many calls are remembered.
const REMEMBERED: usize = 1000;
/// Most messages that one call leaves behind.
const MOST_LEFT: usize = 1000;
/// How much of a body is remembered.
const REMEMBERED_BYTES: usize = 64 << 10;

/// A call as it arrived, token and secret included: tests look for what must not have been sent.
#[derive(Clone, Serialize)]
pub(crate) struct Recorded {
    method: String,
    path: String,
    /// Names in lower case.
    headers: BTreeMap<String, String>,
    body: String,
    /// Milliseconds since 1970 by the sandbox's clock.
    at: i64,
}

/// Remembers a call; the oldest goes.
pub(crate) fn record(sandbox: &Sandbox, request: &Arrived) {
    let query = request.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
    let headers = request.headers.iter();
    let bytes = request.bytes();
    let recorded = Recorded {
        method: request.method.to_string(),
        path: format!("{}{query}", request.path),
        headers: headers
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect(),
        body: String::from_utf8_lossy(bytes.get(..REMEMBERED_BYTES).unwrap_or(bytes)).into_owned(),
        at: sandbox.now_millis(),
    };
    let mut requests = sandbox.requests();
    if requests.len() >= REMEMBERED {
        requests.pop_front();
    }
    requests.push_back(recorded);
}

/// Answers a control call; `None` for every other path.
pub(crate) fn answer(sandbox: &Sandbox, request: &Arrived) -> Option<Response<Body>> {
    let name = request.path.strip_prefix("/sandbox/")?;
    let done = match (&request.method, name) {
        (&Method::OPTIONS, _) => Ok("{}".to_owned()),
        (&Method::GET, "clock") => Ok(format!("{{\"nowMillis\":{}}}", sandbox.now_millis())),
        (&Method::POST, "clock") => move_clock(sandbox, request),
        (&Method::POST, "faults") => plan_faults(sandbox, request),
        (&Method::POST, "presence") => set_presence(sandbox, request),
        (&Method::POST, "leftovers") => leave_behind(sandbox, request),
        (&Method::POST, "reset") => reset(sandbox, request),
        (&Method::GET, "requests") => serde_json::to_string(&*sandbox.requests()).map_err(|error| error.to_string()),
        _ => return Some(finish(envelope::reply(StatusCode::NOT_FOUND, "text/plain", "no such control"))),
    };
    Some(finish(match done {
        Ok(text) => envelope::reply(StatusCode::OK, "application/json", text),
        Err(sentence) => envelope::reply(StatusCode::BAD_REQUEST, "text/plain", sentence),
    }))
}

/// The JSON of the answer, or a sentence about what is wrong with the request.
type Done = Result<String, String>;

fn finish(reply: Reply) -> Response<Body> {
    envelope::with_cors(reply).map(Body::from)
}

fn move_clock(sandbox: &Sandbox, request: &Arrived) -> Done {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Move {
        advance_seconds: i64,
    }
    let step: Move = read(request)?;
    sandbox.advance_seconds(step.advance_seconds);
    Ok("{}".to_owned())
}

fn plan_faults(sandbox: &Sandbox, request: &Arrived) -> Done {
    // Not an untagged enum: its error would not tell which key is wrong.
    let is_list = request.bytes().iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
    let plans: Vec<Plan> = if is_list { read(request)? } else { vec![read(request)?] };
    sandbox.set_faults(plans);
    Ok("{}".to_owned())
}

fn set_presence(sandbox: &Sandbox, request: &Arrived) -> Done {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Online {
        #[serde(rename = "userID")]
        user_id: String,
        #[serde(rename = "platformIDs")]
        platform_ids: Vec<i32>,
    }
    let online: Online = read(request)?;
    let now = sandbox.now_millis();
    let mut world = sandbox.world();
    for platform_id in world.presence.platforms(&online.user_id) {
        if !online.platform_ids.contains(&platform_id) {
            world.presence.close(&online.user_id, platform_id);
        }
    }
    for platform_id in online.platform_ids {
        world.come_online(&online.user_id, platform_id, now);
    }
    Ok("{}".to_owned())
}

fn leave_behind(sandbox: &Sandbox, request: &Arrived) -> Done {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Leftovers {
        #[serde(rename = "groupID")]
        group_id: String,
        messages: usize,
    }
    let left: Leftovers = read(request)?;
    let now = sandbox.now_millis();
    let mut world = sandbox.world();
    for _ in 0..left.messages.min(MOST_LEFT) {
        world.deliver(Message {
            send_id: "somebody".to_owned(),
            group_id: left.group_id.clone(),
            session_type: GROUP,
            content_type: TEXT,
            content: "{\"content\":\"left behind\"}".to_owned(),
            send_time: now,
            create_time: now,
            ..Message::default()
        });
    }
    Ok("{}".to_owned())
}

fn reset(sandbox: &Sandbox, request: &Arrived) -> Done {
    #[derive(Default, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Start {
        users: Option<usize>,
    }
    let start = if request.bytes().is_empty() { Start::default() } else { read(request)? };
    sandbox.reset(start.users);
    Ok("{}".to_owned())
}

fn read<T: for<'de> Deserialize<'de>>(request: &Arrived) -> Result<T, String> {
    serde_json::from_slice(request.bytes()).map_err(|error| error.to_string())
}
