//! What goes wrong on purpose: slow, silent, failing and lost calls.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Response, StatusCode};
use serde::Deserialize;

use crate::failure::Failure;
use crate::http::{self, Arrived};
use crate::random::{Random, Seeded};
use crate::{Options, Server};

/// Marks a response that must not be sent: the connection is to be closed instead. Whoever serves the router without
/// [`serve`](crate::serve) looks for it in the response's extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dropped;

/// The body of `POST /sandbox/faults`; `{}` clears.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct Plan {
    delay_ms: u64,
    chaos_percent: u8,
    /// No answer until this is cleared.
    silent: bool,
    /// This HTTP status with an empty body.
    status: Option<u16>,
    /// This errCode in an envelope.
    err_code: Option<i32>,
    /// The paths it is about; empty: all.
    paths: Vec<String>,
}

/// What becomes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Answered by the rules.
    Spared,
    /// The connection is closed.
    Dropped,
    /// An HTTP status with an empty body.
    Status(u16),
    /// An errCode.
    Code(i32),
}

/// The faults in force: those of the command line, and the plan of the control route on top.
pub(crate) struct Faults {
    delay_millis: u64,
    chaos_percent: u8,
    plan: Plan,
    random: Seeded,
}

impl Faults {
    pub(crate) fn new(options: &Options, random: Seeded) -> Self {
        let (delay_millis, chaos_percent) = (options.delay_millis, options.chaos_percent);
        Self { delay_millis, chaos_percent, plan: Plan::default(), random }
    }

    /// Puts `plan` in force.
    pub(crate) fn set(&mut self, plan: Plan) {
        self.plan = plan;
    }

    /// Ends the plan; the command line's faults stay.
    pub(crate) fn clear(&mut self) {
        self.plan = Plan::default();
    }

    fn is_planned(&self, path: &str) -> bool {
        self.plan.paths.is_empty() || self.plan.paths.iter().any(|planned| planned == path)
    }

    pub(crate) fn delay(&self, path: &str) -> Duration {
        let planned = if self.is_planned(path) { self.plan.delay_ms } else { 0 };
        Duration::from_millis(self.delay_millis.max(planned))
    }

    pub(crate) fn is_silent(&self, path: &str) -> bool {
        self.plan.silent && self.is_planned(path)
    }

    /// Decides over one call. Preflights pass: a fault should be seen by the call that it is about.
    pub(crate) fn fate(&mut self, request: &Arrived) -> Fate {
        if request.method == Method::OPTIONS {
            return Fate::Spared;
        }
        let planned = self.is_planned(&request.path);
        if planned && let Some(status) = self.plan.status {
            return Fate::Status(status);
        }
        if planned && let Some(code) = self.plan.err_code {
            return Fate::Code(code);
        }
        let chaos = self.chaos_percent.max(if planned { self.plan.chaos_percent } else { 0 });
        if !self.random.chance(chaos) {
            return Fate::Spared;
        }
        match self.random.below(3) {
            0 => Fate::Dropped,
            1 => Fate::Status(500),
            _ => Fate::Code(14),
        }
    }
}

/// The answer of a call that is not spared.
pub(crate) fn answer(server: Server, fate: Fate) -> Response<Body> {
    match fate {
        Fate::Code(14) => {
            let text = "connection error: desc = \"transport: Error while dialing: connect: connection refused\"";
            http::refuse(server, &Failure::grpc(14, text))
        }
        Fate::Code(code) => http::refuse(server, &Failure::api(code, "a planned fault of the sandbox")),
        Fate::Status(status) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            http::with_cors(empty(status))
        }
        Fate::Dropped | Fate::Spared => {
            let mut response = empty(StatusCode::BAD_GATEWAY);
            response.extensions_mut().insert(Dropped);
            response
        }
    }
}

fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
