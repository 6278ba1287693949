//! `/msg`: the server's clock.

use crate::cancel::CallOptions;
use crate::client::Client;
use crate::error::ApiError;
use crate::json::{self, Mismatch};
use crate::route::{Access, Route};

const SERVER_TIME: Route = Route::reads("/msg/get_server_time", Access::AnyUser);

/// The calls of `/msg`.
pub struct Msg<'a> {
    pub(crate) client: &'a Client,
}

impl Msg<'_> {
    /// `/msg/get_server_time`: milliseconds since 1970 by the server's clock. Any token may ask, which makes it the cheapest
    /// way to see whether a token is still good.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn server_time_millis(&self, options: &CallOptions) -> Result<i64, ApiError> {
        let answer = self.client.post(&SERVER_TIME, json::fields(vec![]), options).await?;
        answer.read(|data| {
            let time = json::integer(json::object(data)?, "serverTime");
            time.ok_or_else(|| Mismatch::new("serverTime", data))
        })
    }
}
