//! The way of one call: operationID and token on, the guard asked, sent within its limits, the answer read, the observer told.

mod race;
mod running;

use std::future::Future;

use serde_json::Value;

pub(crate) use self::race::{Interrupted, race};
use self::running::{Call, without_envelope};
use crate::cancel::CallOptions;
use crate::client::Client;
use crate::envelope;
use crate::error::{ApiError, ErrorKind};
use crate::ids::{OperationId, UserId};
use crate::json::{Mismatch, Read};
use crate::mask;
use crate::observer::MAX_BODY_BYTES;
use crate::route::Route;
use crate::transport::{HttpResponse, Method, TransportError};

/// A call that succeeded, as far as the envelope tells. In a box, because every method moves it about.
pub(crate) struct Answer<'c>(Box<Opened<'c>>);

struct Opened<'c> {
    call: Call<'c>,
    data: Value,
}

impl<'c> Answer<'c> {
    fn new(call: Call<'c>, data: Value) -> Self {
        Self(Box::new(Opened { call, data }))
    }

    /// Reads `data`; only now is the observer told, because an unreadable answer is a failed call.
    pub fn read<T>(self, read: impl FnOnce(&Value) -> Read<T>) -> Result<T, ApiError> {
        match read(&self.0.data) {
            Ok(value) => {
                self.done();
                Ok(value)
            }
            Err(mismatch) => Err(self.misread(mismatch)),
        }
    }

    /// For calls that answer nothing but success.
    pub fn done(self) {
        self.0.call.succeed();
    }

    fn misread(self, mismatch: Mismatch) -> ApiError {
        self.0.call.misread(mismatch)
    }

    /// For an answer that should not have been a success.
    pub fn refuse(self, kind: ErrorKind) -> ApiError {
        self.0.call.fail(kind)
    }

    /// Names the call.
    pub fn operation_id(&self) -> &OperationId {
        &self.0.call.record.operation_id
    }

    /// When the call was sent, by the transport's clock, and how long it took so far.
    pub fn timing(&self) -> (i64, u32) {
        (self.0.call.record.started_at_millis, self.0.call.elapsed_millis())
    }
}

impl Client {
    /// One POST to a route that reads, up to an envelope that reports success.
    pub(crate) fn post<'c>(
        &'c self,
        route: &'static Route,
        body: Value,
        options: &'c CallOptions,
    ) -> impl Future<Output = Result<Answer<'c>, ApiError>> {
        self.write(route, &[], body, options)
    }

    /// One POST to a route that writes, up to an envelope that reports success. `touched` are the users who may notice.
    pub(crate) async fn write<'c>(
        &'c self,
        route: &'static Route,
        touched: &[UserId],
        body: Value,
        options: &CallOptions,
    ) -> Result<Answer<'c>, ApiError> {
        let (call, response) = self.exchange(Method::Post, route, touched, Some(&body), options).await?;
        call.open(response)
    }

    /// The same with a body of somebody's own; gives the whole answer as masked JSON as well.
    pub(crate) async fn write_masked(
        &self,
        route: &'static Route,
        touched: &[UserId],
        body: &Value,
        options: &CallOptions,
    ) -> Result<(Answer<'_>, String), ApiError> {
        let (mut call, response) = self.exchange(Method::Post, route, touched, Some(body), options).await?;
        // It may name a secret in a way of its own, and servers repeat what they do not understand.
        mask::gather_hidden(body, &mut call.known);
        // Before the call is opened: what the observer keeps is cut.
        let masked = envelope::parse(&response.body).map(|value| mask::masked_value(&value, &call.known, usize::MAX));
        let answer = call.open(response)?;
        Ok((answer, masked.unwrap_or_default()))
    }

    /// One GET of an open route that answers plain JSON.
    pub(crate) async fn get(&self, route: &'static Route, options: &CallOptions) -> Result<Answer<'_>, ApiError> {
        let (mut call, response) = self.exchange(Method::Get, route, &[], None, options).await?;
        match envelope::parse(&response.body) {
            Some(data) if response.status == 200 => {
                call.record.response_body = mask::masked_value(&data, &call.known, MAX_BODY_BYTES);
                Ok(Answer::new(call, data))
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
        route: &'static Route,
        touched: &[UserId],
        body: Option<&Value>,
        options: &CallOptions,
    ) -> Result<(Call<'_>, HttpResponse), ApiError> {
        let (mut call, request) = Call::prepare(self, method, route, body);
        if let Some(refusal) = self.refusal(route, touched) {
            return Err(call.fail(ErrorKind::Guarded(refusal)));
        }
        let (transport, options) = (self.transport(), &self.limited(options));
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
