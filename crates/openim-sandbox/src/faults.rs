//! What goes wrong on purpose: slow, silent, failing and lost calls.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use serde::Deserialize;

use crate::envelope::{self, Reply};
use crate::failure::Failure;
use crate::http::Arrived;
use crate::random::{Random, Seeded};
use crate::{Options, Server};

/// Marks a response that must not be sent: the connection is to be closed instead. Whoever serves the router without
/// [`serve`](crate::serve()) looks for it in the response's extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dropped;

/// One plan of `POST /sandbox/faults`. The table in [`control`](crate::control) is its documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct Plan {
    /// The paths it is about; empty: all.
    paths: Vec<String>,
    /// How many calls it is about; absent: all until the plans change.
    times: Option<u32>,
    delay_ms: u64,
    chaos_percent: u8,
    fault: Option<Named>,
    /// The same as `"fault": "hang"`.
    silent: bool,
    /// This HTTP status with an empty body.
    status: Option<u16>,
    /// This errCode in an envelope.
    err_code: Option<i32>,
}

/// A fault with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Named {
    Hang,
    Drop,
    #[serde(rename = "500")]
    Empty500,
    #[serde(rename = "429")]
    TooMany,
    Html,
    Redirect,
    Cut,
    Lost,
}

/// What becomes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Answered by the rules.
    Spared,
    /// Not answered before the plans change; then by the rules.
    Silent {
        /// The generation of the plans that silence it.
        generation: u64,
    },
    /// The connection is closed.
    Dropped,
    /// An HTTP status with an empty body.
    Status(u16),
    /// An errCode.
    Code(i32),
    /// 429 of the rate limiter, which has no CORS headers.
    TooMany,
    /// 502 with a page of a reverse proxy, without CORS headers.
    Html,
    /// 307 without CORS headers.
    Redirect,
    /// HTTP 200 with half of an envelope.
    Cut,
    /// The same, after it was carried out.
    Lost,
}

/// The faults in force: those of the command line, and the plans of the control route on top.
pub(crate) struct Faults {
    delay_millis: u64,
    chaos_percent: u8,
    plans: Vec<Plan>,
    /// Counts the changes of the plans.
    generation: u64,
    random: Seeded,
}

impl Faults {
    pub(crate) fn new(options: &Options, random: Seeded) -> Self {
        let (delay_millis, chaos_percent) = (options.delay_millis, options.chaos_percent);
        Self { delay_millis, chaos_percent, plans: Vec::new(), generation: 0, random }
    }

    /// Puts `plans` in force, in the place of the earlier ones; the command line's faults stay.
    pub(crate) fn set(&mut self, plans: Vec<Plan>) {
        self.plans = plans;
        self.generation += 1;
    }

    /// Whether no plan has come or gone since `generation`.
    pub(crate) fn is_still(&self, generation: u64) -> bool {
        self.generation == generation
    }

    /// Decides over one call: how long it waits, and what then becomes of it. Preflights pass: a fault should be seen by the
    /// call that it is about.
    pub(crate) fn decide(&mut self, request: &Arrived) -> (Duration, Fate) {
        let general = Duration::from_millis(self.delay_millis);
        if request.method == Method::OPTIONS {
            return (general, Fate::Spared);
        }
        let about =
            |plan: &&mut Plan| plan.times != Some(0) && (plan.paths.is_empty() || plan.paths.contains(&request.path));
        let plan = self.plans.iter_mut().find(about).map(|plan| {
            plan.times = plan.times.map(|times| times.saturating_sub(1));
            plan.clone()
        });
        let plan = plan.unwrap_or_default();
        let delay = general.max(Duration::from_millis(plan.delay_ms));
        (delay, self.fate(&plan))
    }

    fn fate(&mut self, plan: &Plan) -> Fate {
        if let Some(named) = plan.fault.or(plan.silent.then_some(Named::Hang)) {
            return match named {
                Named::Hang => Fate::Silent { generation: self.generation },
                Named::Drop => Fate::Dropped,
                Named::Empty500 => Fate::Status(500),
                Named::TooMany => Fate::TooMany,
                Named::Html => Fate::Html,
                Named::Redirect => Fate::Redirect,
                Named::Cut => Fate::Cut,
                Named::Lost => Fate::Lost,
            };
        }
        if let Some(status) = plan.status {
            return Fate::Status(status);
        }
        if let Some(code) = plan.err_code {
            return Fate::Code(code);
        }
        if !self.random.chance(self.chaos_percent.max(plan.chaos_percent)) {
            return Fate::Spared;
        }
        match self.random.below(5) {
            0 => Fate::Dropped,
            1 => Fate::Status(500),
            2 => Fate::TooMany,
            3 => Fate::Html,
            _ => Fate::Code(14),
        }
    }
}

/// The answer of a call that is not spared.
pub(crate) fn answer(server: Server, fate: Fate, request: &Arrived) -> Response<Body> {
    let reply = match fate {
        Fate::Code(14) => {
            let text = "connection error: desc = \"transport: Error while dialing: connect: connection refused\"";
            envelope::refuse(server, &Failure::grpc(14, text))
        }
        Fate::Code(code) => envelope::refuse(server, &Failure::api(code, "a planned fault of the sandbox")),
        Fate::Status(status) => {
            envelope::with_cors(empty(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)))
        }
        Fate::TooMany => too_many(),
        Fate::Html => {
            let page = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";
            envelope::reply(StatusCode::BAD_GATEWAY, "text/html", page)
        }
        Fate::Redirect => redirect(request),
        Fate::Cut | Fate::Lost => envelope::with_cors(envelope::reply(
            StatusCode::OK,
            "application/json",
            "{\"errCode\":0,\"errMsg\":\"\",\"da",
        )),
        Fate::Dropped | Fate::Spared | Fate::Silent { .. } => lost(),
    };
    reply.map(Body::from)
}

/// A call whose connection is to be closed.
pub(crate) fn lost() -> Reply {
    let mut response = empty(StatusCode::BAD_GATEWAY);
    response.extensions_mut().insert(Dropped);
    response
}

/// What main's limiter says. It stands before CORS, so a page cannot read it.
fn too_many() -> Reply {
    let body = r#"{"errCode":429,"errMsg":"too many requests, please try again later","errDlt":""}"#;
    let mut response = envelope::reply(StatusCode::TOO_MANY_REQUESTS, "text/plain", body);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    response
}

/// Sends the caller to the same path with `?redirected=1`, so that `GET /sandbox/requests` tells who has followed.
fn redirect(request: &Arrived) -> Reply {
    let mut response = empty(StatusCode::TEMPORARY_REDIRECT);
    if let Ok(target) = HeaderValue::try_from(format!("{}?redirected=1", request.path)) {
        response.headers_mut().insert(header::LOCATION, target);
    }
    response
}

fn empty(status: StatusCode) -> Reply {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = status;
    response
}
