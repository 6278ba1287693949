//! Being told of every call, for a log that people may read aloud.

use crate::error::ApiError;
use crate::ids::OperationId;
use crate::route::Effect;

/// The most bytes of a body that a record keeps, not counting the mark of the cut.
pub const MAX_BODY_BYTES: usize = 16 << 10;

/// Is told of every call when it begins, and once it is over: answered, failed, timed out, cancelled or dropped.
pub trait Observer {
    /// A call is about to be sent; [`Observer::on_call`] will follow. The same holds for it.
    fn on_start(&self) {}

    /// Called on the thread of the call, while its future is still being polled or dropped: do not await or panic in here.
    fn on_call(&self, record: &CallRecord);
}

/// For those who do not want to know.
#[derive(Clone, Copy, Default, Debug)]
pub struct NoObserver;

impl Observer for NoObserver {
    fn on_call(&self, _: &CallRecord) {}
}

/// One call. Secrets and tokens are masked in both bodies, and both are cut at [`MAX_BODY_BYTES`].
#[derive(Clone, PartialEq, Debug)]
pub struct CallRecord {
    /// The route, without the server's address.
    pub path: &'static str,
    /// What it does to the server, if it succeeds.
    pub effect: Effect,
    /// Names the call in the server's log.
    pub operation_id: OperationId,
    /// Whether the session's token went with it.
    pub carried_token: bool,
    /// Milliseconds since 1970, by the transport's clock.
    pub started_at_millis: i64,
    /// From sending to the outcome.
    pub duration_millis: u32,
    /// HTTP status, where there was an answer.
    pub status: Option<u16>,
    /// `errCode`, where there was an envelope; 0 is success.
    pub err_code: Option<i64>,
    /// What the caller got instead of an answer.
    pub error: Option<ApiError>,
    /// JSON text.
    pub request_body: String,
    /// JSON text, or the start of whatever came.
    pub response_body: String,
}
