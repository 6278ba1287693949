//! One call on its way through a handler, and what a handler returns.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::Server;
use crate::body::{BindError, Fields};
use crate::failure::Failure;
use crate::server::EmptyList;
use crate::tokens::{ADMIN_PLATFORM, Caller};
use crate::world::World;

/// The answer of a call that succeeded.
#[derive(Debug)]
pub(crate) enum Data {
    /// The response type has no fields: `data` absent, or `null` on 3.7.
    Nothing,
    /// JSON, ready to send.
    Json(Box<RawValue>),
}

/// What a handler returns.
pub(crate) type Outcome = Result<Data, Failure>;

/// A handler.
pub(crate) type Handler = fn(&mut Call<'_>) -> Outcome;

/// A call past the gates, with a body that is a JSON object.
pub(crate) struct Call<'a> {
    pub(crate) server: Server,
    pub(crate) now_millis: i64,
    pub(crate) body: Fields<'a>,
    /// Whom the header token belongs to; `None` where the route needs none.
    pub(crate) caller: Option<Caller>,
    pub(crate) operation_id: &'a str,
    /// The errCode of an unbindable body where gin's own reader binds it.
    pub(crate) binding: Option<i32>,
    pub(crate) world: &'a mut World,
}

impl<'a> Call<'a> {
    /// Turns a reading error into the failure of this version.
    pub(crate) fn bound<T>(&self, read: Result<T, BindError>) -> Result<T, Failure> {
        read.map_err(|text| Failure::binding(self.server, self.binding, text))
    }

    /// A string that must not be empty.
    pub(crate) fn required_string(&self, name: &str) -> Result<&'a str, Failure> {
        let text = self.bound(self.body.string(name))?;
        if text.is_empty() { Err(Failure::api(1001, format!("{name} is empty"))) } else { Ok(text) }
    }

    /// Who calls; empty where the route needs no token.
    pub(crate) fn caller_id(&self) -> &str {
        self.caller.as_ref().map_or("", |caller| caller.user_id.as_str())
    }

    /// The call leaves the API process. gRPC carries no metadata but printable ASCII, so this is where an operationID of
    /// other letters fails (3.4 to patch.16). `request_bytes` is the size of the message.
    pub(crate) fn enter_service(&self, request_bytes: usize) -> Result<(), Failure> {
        if !self.server.has_grpc() {
            return Ok(());
        }
        if !self.operation_id.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
            let text = "header key \"operationid\" contains value with non-printable ASCII characters";
            return Err(Failure::grpc(13, text));
        }
        let limit = if self.server == Server::V383 { 8 << 20 } else { 4 << 20 };
        too_large(request_bytes, limit)
    }

    /// The answer comes back from the service: at most 4 MiB by gRPC.
    pub(crate) fn leave_service(&self, answer_bytes: usize) -> Result<(), Failure> {
        if self.server.has_grpc() { too_large(answer_bytes, 4 << 20) } else { Ok(()) }
    }

    /// A required list of IDs by the version's rule for `[]`.
    pub(crate) fn required_ids<'b>(&self, ids: Option<Vec<&'b str>>, name: &str) -> Result<Vec<&'b str>, Failure> {
        let refusal = format!("{name} is empty");
        match (ids, self.server.empty_list()) {
            (None, _) => Err(Failure::api(1001, refusal)),
            (Some(ids), EmptyList::Refused) if ids.is_empty() => Err(Failure::api(1001, refusal)),
            (Some(ids), EmptyList::RefusedByGrpc) if ids.is_empty() => {
                self.enter_service(0)?;
                Err(Failure::grpc(2, format!("{refusal}: 1001 ArgsError")))
            }
            (Some(ids), _) => Ok(ids),
        }
    }

    /// Refuses callers that are no admin.
    pub(crate) fn admin_only(&self) -> Result<(), Failure> {
        let user_id = self.caller_id();
        if self.world.is_admin(user_id) {
            return Ok(());
        }
        Err(Failure::service(1002, format!("user {user_id} is not admin userID")))
    }

    /// Refuses callers that are neither `user_id` nor an admin.
    pub(crate) fn self_or_admin(&self, user_id: &str) -> Result<(), Failure> {
        let caller = self.caller_id();
        if caller == user_id || self.world.is_admin(caller) {
            return Ok(());
        }
        Err(Failure::service(1002, format!("ownerUserID, {user_id}=MISSING")))
    }

    /// Refuses callers that are neither among `user_ids` nor an admin.
    pub(crate) fn one_of_or_admin(&self, user_ids: &[&str]) -> Result<(), Failure> {
        let caller = self.caller_id();
        if user_ids.contains(&caller) || self.world.is_admin(caller) {
            return Ok(());
        }
        Err(Failure::service(1002, "opUser in ownerUserIDs"))
    }

    /// Issues a token; answers it with its lifetime.
    pub(crate) fn issue_token(&mut self, user_id: &str, platform_id: i32) -> Outcome {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Issued {
            token: String,
            /// A duration here, a point in time in `parse_token`.
            expire_time_seconds: i64,
        }
        let is_admin = platform_id == ADMIN_PLATFORM && self.world.is_admin(user_id);
        let token = self.world.tokens.issue(user_id, platform_id, is_admin, self.now_millis);
        json(&Issued { token, expire_time_seconds: self.world.tokens.lifetime_seconds() })
    }
}

/// An object as answer.
pub(crate) fn json(value: &impl Serialize) -> Outcome {
    let raw = serde_json::value::to_raw_value(value).map_err(|error| Failure::service(500, error.to_string()))?;
    Ok(Data::Json(raw))
}

/// Go writes an empty list as `null`.
pub(crate) fn or_null<T>(list: Vec<T>) -> Option<Vec<T>> {
    if list.is_empty() { None } else { Some(list) }
}

/// An empty map as this version writes it: `null`, or no key at all. Goes with `skip_serializing_if`.
pub(crate) fn map<T>(server: Server, is_empty: bool, map: T) -> Option<Option<T>> {
    match server {
        _ if !is_empty => Some(Some(map)),
        Server::V34 | Server::V383 => Some(None),
        Server::V37 | Server::Main => None,
    }
}

fn too_large(bytes: usize, limit: usize) -> Result<(), Failure> {
    if bytes <= limit {
        return Ok(());
    }
    Err(Failure::grpc(8, format!("grpc: received message larger than max ({bytes} vs. {limit})")))
}

/// `pagination`: a page of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    number: i32,
    pub(crate) show: i32,
}

impl Page {
    /// Reads and checks it: missing and `pageNumber` < 1 are refused.
    pub(crate) fn read(call: &Call<'_>) -> Result<Self, Failure> {
        let fields = call.bound(call.body.object("pagination", "RequestPagination"))?;
        let Some(fields) = fields else { return Err(Failure::api(1001, "pagination is empty")) };
        let page =
            Self { number: call.bound(fields.int32("pageNumber"))?, show: call.bound(fields.int32("showNumber"))? };
        if page.number < 1 { Err(Failure::api(1001, "pageNumber is invalid")) } else { Ok(page) }
    }

    /// The rows of this page as 3.4 finds them: the offset is an int32 that overflows, and a negative one counts for none.
    pub(crate) fn of_sql<T>(self, rows: impl Iterator<Item = T>) -> Vec<T> {
        let before = usize::try_from((self.number - 1).wrapping_mul(self.show)).unwrap_or(0);
        rows.skip(before).take(usize::try_from(self.show).unwrap_or(0)).collect()
    }

    /// The rows of this page; nothing for a `showNumber` below 1.
    pub(crate) fn of<T>(self, rows: impl Iterator<Item = T>) -> Vec<T> {
        let show = usize::try_from(self.show).unwrap_or(0);
        let before = usize::try_from(self.number - 1).unwrap_or(0).saturating_mul(show);
        rows.skip(before).take(show).collect()
    }
}
