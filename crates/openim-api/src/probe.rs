//! Finding out what a server is, first without a token, then closer with one.
//!
//! Every request here was chosen because it does no harm in any version: without a token the old servers stop at it before the
//! handler runs, and one route (`update_user_info_ex`) would end a service of v3.5 to v3.7 if a valid token came with its empty body.

use crate::auth::{GET_ADMIN_TOKEN, USER_TOKEN};
use crate::cancel::CallOptions;
use crate::client::Client;
use crate::error::{ApiError, ErrorClass, ErrorKind};
use crate::json;
use crate::page::Page;
use crate::route::{Access, Route};
use crate::server::{Probe, ServerBlock};

const GET_USER_TOKEN: Route = without_token("/auth/get_user_token");
const SUPER_GROUP: Route = without_token("/super_group/get_groups_info");
const UPDATE_USER_INFO_EX: Route = without_token("/user/update_user_info_ex");
const DISCOVERY: Route = without_token("/prometheus_discovery/api");
const CLIENT_CONFIG: Route = Route::reads("/user/page_user_client_config", Access::Admin).since(ServerBlock::Main);

/// A route as the probe asks for it: without a token and without a body, it can do nothing.
const fn without_token(path: &'static str) -> Route {
    Route::reads(path, Access::Open)
}

impl Client {
    /// Finds out, without a token, whether this is an OpenIM server, and which. Two to four small requests.
    ///
    /// Up to v3.7 the minor version is told; v3.8.0 exactly; v3.8.1 from v3.8.3 by the discovery route. A main server is taken for
    /// v3.8.3 until [`crate::Auth::refine_block`] looks closer. Where a finer request fails, the older of the possible blocks is told.
    ///
    /// # Errors
    /// What the first request met (network, time-out …); [`ErrorKind::NotOpenIm`] where something else answers, such as a web
    /// server or openim-chat on its port.
    pub async fn probe(&self, options: &CallOptions) -> Result<Probe, ApiError> {
        let started_at_millis = self.transport().now_millis();
        let answered = self.post(&GET_ADMIN_TOKEN, json::fields(vec![]), options).await;
        let millis = self.transport().now_millis().saturating_sub(started_at_millis);
        let latency_millis = u32::try_from(millis.max(0)).unwrap_or(u32::MAX);
        let error = match answered {
            // Nothing issues a token for an empty body.
            Ok(answer) => return Err(answer.refuse(ErrorKind::NotOpenIm { status: 200 })),
            Err(error) => error,
        };
        let block = match error.kind {
            ErrorKind::Http { status: 404 } => self.old_block(options).await?,
            // The token gate answers before the router does, and only v3.8.0 has the gate but not this route.
            ErrorKind::Refused { class: ErrorClass::Session, .. } => ServerBlock::V3_8_0,
            ErrorKind::Refused { class: ErrorClass::RateLimited, .. } => return Err(error),
            ErrorKind::Refused { class: ErrorClass::Other, .. } => return Err(not_openim(error, 200)),
            ErrorKind::Refused { .. } => self.new_block(options).await,
            // A proxy that is in front of nothing answers 5xx: that is worth another try. The rest is somebody else.
            ErrorKind::Http { status } if status < 500 => return Err(not_openim(error, status)),
            _ => return Err(error),
        };
        Ok(Probe { block, latency_millis })
    }

    /// v3.4 to v3.7, if it is OpenIM at all: any web server answers 404.
    async fn old_block(&self, options: &CallOptions) -> Result<ServerBlock, ApiError> {
        match self.post(&USER_TOKEN, json::fields(vec![]), options).await {
            Ok(answer) => return Err(answer.refuse(ErrorKind::NotOpenIm { status: 200 })),
            Err(error) => match error.kind {
                ErrorKind::Refused { class: ErrorClass::RateLimited, .. } => return Err(error),
                ErrorKind::Refused { .. } => {}
                ErrorKind::Http { status } if status < 500 => return Err(not_openim(error, status)),
                _ => return Err(error),
            },
        }
        Ok(match self.has_route(&GET_USER_TOKEN, options).await {
            Some(true) => match self.has_route(&SUPER_GROUP, options).await {
                Some(false) => ServerBlock::V3_7,
                _ => ServerBlock::V3_6,
            },
            _ => match self.has_route(&UPDATE_USER_INFO_EX, options).await {
                Some(true) => ServerBlock::V3_5,
                _ => ServerBlock::V3_4,
            },
        })
    }

    /// From v3.8.1. The discovery route came with v3.8.3, is a GET and therefore open.
    async fn new_block(&self, options: &CallOptions) -> ServerBlock {
        let found = match self.get(&DISCOVERY, options).await {
            Ok(answer) => answer.read(|data| Ok(data.is_array())),
            Err(error) => Err(error),
        };
        if found.is_ok_and(|is_list| is_list) { ServerBlock::V3_8_3 } else { ServerBlock::V3_8_1 }
    }

    /// Whether an old server has a route that wants a token: asked without one it answers 1001, and 404 where there is no such route.
    /// None where that cannot be told.
    async fn has_route(&self, route: &'static Route, options: &CallOptions) -> Option<bool> {
        match self.post(route, json::fields(vec![]), options).await {
            Ok(answer) => {
                answer.done();
                Some(true)
            }
            Err(error) => match error.kind {
                ErrorKind::Http { status: 404 } => Some(false),
                ErrorKind::Refused { class: ErrorClass::RateLimited | ErrorClass::Unavailable, .. } => None,
                ErrorKind::Refused { .. } => Some(true),
                _ => None,
            },
        }
    }
}

/// Looks closer with a token: only main has the client configuration of users.
pub(crate) async fn refine(client: &Client, options: &CallOptions) -> ServerBlock {
    let known = client.block();
    if known != ServerBlock::V3_8_3 || !client.has_token() {
        return known;
    }
    let body = json::fields(vec![
        ("userID", "".into()),
        ("key", "".into()),
        ("pagination", Page { number: 1, size: 1 }.to_json()),
    ]);
    let asked = client.post(&CLIENT_CONFIG, body, options).await;
    match asked.map(|answer| answer.done()) {
        Ok(()) => ServerBlock::Main,
        Err(error) => match error.class() {
            // The handler's own refusals; the token gate answers unknown routes too, and says nothing about this one.
            Some(ErrorClass::BadArgument | ErrorClass::NoPermission | ErrorClass::NotFound) => ServerBlock::Main,
            _ => known,
        },
    }
}

fn not_openim(error: ApiError, status: u16) -> ApiError {
    ApiError { kind: ErrorKind::NotOpenIm { status }, ..error }
}
