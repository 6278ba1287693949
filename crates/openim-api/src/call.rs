//! The way of one call: operationID and token on, sent within its limits, the answer read, the observer told.

mod race;
mod running;

use serde_json::Value;

pub(crate) use self::race::{Interrupted, race};
use self::running::{Call, without_envelope};
use crate::cancel::CallOptions;
use crate::client::Client;
use crate::envelope;
use crate::error::{ApiError, ErrorKind};
use crate::json::Read;
use crate::mask;
use crate::observer::MAX_BODY_BYTES;
use crate::transport::{HttpResponse, Method, TransportError};

/// Whether a call shows the session's token. The calls that issue or judge tokens do not, nor does registering in the old dialect: what
/// is not needed is not sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Carry {
    Token,
    Nothing,
}

/// A call that succeeded, as far as the envelope tells.
pub(crate) struct Answer<'c> {
    call: Call<'c>,
    data: Value,
}

impl Answer<'_> {
    /// Reads `data`; only now is the observer told, because an unreadable answer is a failed call.
    pub fn read<T>(self, read: impl FnOnce(&Value) -> Read<T>) -> Result<T, ApiError> {
        let Self { call, data } = self;
        match read(&data) {
            Ok(value) => {
                call.succeed();
                Ok(value)
            }
            Err(mismatch) => Err(call.misread(mismatch)),
        }
    }

    /// For calls that answer nothing but success.
    pub fn done(self) {
        self.call.succeed();
    }

    /// For an answer that should not have been a success.
    pub fn refuse(self, kind: ErrorKind) -> ApiError {
        self.call.fail(kind)
    }

    /// When the call was sent, by the transport's clock, and how long it took so far.
    pub fn timing(&self) -> (i64, u32) {
        (self.call.record.started_at_millis, self.call.elapsed_millis())
    }
}

impl Client {
    /// One POST to a route of the API, up to an envelope that reports success.
    pub(crate) async fn post(
        &self,
        path: &'static str,
        body: Value,
        carry: Carry,
        options: &CallOptions,
    ) -> Result<Answer<'_>, ApiError> {
        let (call, response) = self.exchange(Method::Post, path, Some(&body), carry, options).await?;
        call.open(response)
    }

    /// One GET of a route that answers plain JSON: no token is sent, none is asked for.
    pub(crate) async fn get(&self, path: &'static str, options: &CallOptions) -> Result<Answer<'_>, ApiError> {
        let (mut call, response) = self.exchange(Method::Get, path, None, Carry::Nothing, options).await?;
        match envelope::parse(&response.body) {
            Some(data) if response.status == 200 => {
                call.record.response_body = mask::masked_value(&data, &call.known, MAX_BODY_BYTES);
                Ok(Answer { call, data })
            }
            _ => {
                call.record.response_body = mask::masked_start(&response.body, &call.known, MAX_BODY_BYTES);
                Err(call.fail(without_envelope(response.status)))
            }
        }
    }

    async fn exchange(
        &self,
        method: Method,
        path: &'static str,
        body: Option<&Value>,
        carry: Carry,
        options: &CallOptions,
    ) -> Result<(Call<'_>, HttpResponse), ApiError> {
        let (mut call, request) = Call::prepare(self, method, path, body, carry);
        let transport = self.transport();
        match race(&**transport, options, || transport.send(request)).await {
            Ok(Ok(response)) => {
                call.record.status = Some(response.status);
                Ok((call, response))
            }
            Ok(Err(error)) => Err(call.fail(match error {
                TransportError::Network(_) => ErrorKind::Network,
                TransportError::Redirect => ErrorKind::RedirectRefused,
                TransportError::TooLarge => ErrorKind::TooLarge,
            })),
            Err(Interrupted::Timeout) => Err(call.fail(ErrorKind::Timeout { millis: options.timeout_millis })),
            Err(Interrupted::Cancelled) => Err(call.fail(ErrorKind::Cancelled)),
        }
    }
}
