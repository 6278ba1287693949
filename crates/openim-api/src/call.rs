//! The way of one call: operationID and token on, sent within its limits, the answer read, the observer told.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use serde_json::Value;

use crate::cancel::CallOptions;
use crate::client::Client;
use crate::codes;
use crate::envelope::{self, Envelope};
use crate::error::{ApiError, ErrorClass, ErrorKind};
use crate::json::{Mismatch, Read};
use crate::mask;
use crate::observer::{CallRecord, MAX_BODY_BYTES};
use crate::text;
use crate::transport::{HttpRequest, HttpResponse, Method, Transport, TransportError};

/// Whether a call shows the session's token. The calls that issue or judge tokens do not, nor does registering in the old dialect: what
/// is not needed is not sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Carry {
    Token,
    Nothing,
}

/// What ended a wait before its answer came.
pub(crate) enum Interrupted {
    Timeout,
    Cancelled,
}

/// Starts work, unless it is cancelled already, and waits for it as long as the options allow. Whatever loses is dropped, which aborts
/// a request.
pub(crate) async fn race<T, F: Future<Output = T>>(
    transport: &dyn Transport,
    options: &CallOptions,
    start: impl FnOnce() -> F,
) -> Result<T, Interrupted> {
    if options.cancel.as_ref().is_some_and(|cancel| cancel.is_cancelled()) {
        return Err(Interrupted::Cancelled);
    }
    let mut work = pin!(start());
    let mut limit = transport.sleep(Client::timeout(options));
    let mut cancelled = options.cancel.as_ref().map(|cancel| cancel.cancelled());
    poll_fn(|cx| {
        if let Some(cancelled) = &mut cancelled
            && std::pin::Pin::new(cancelled).poll(cx).is_ready()
        {
            return Poll::Ready(Err(Interrupted::Cancelled));
        }
        if let Poll::Ready(done) = work.as_mut().poll(cx) {
            return Poll::Ready(Ok(done));
        }
        limit.as_mut().poll(cx).map(|()| Err(Interrupted::Timeout))
    })
    .await
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
        let (call, response) = self.exchange(Method::Post, path, Some(body), carry, options).await?;
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
        body: Option<Value>,
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

/// The record of a call under way. It tells the observer when it goes, also when the caller loses interest and drops it.
struct Call<'c> {
    client: &'c Client,
    record: CallRecord,
    carried_token: bool,
    /// The values that must not turn up in any text about this call.
    known: Vec<String>,
    told: bool,
}

impl<'c> Call<'c> {
    fn prepare(
        client: &'c Client,
        method: Method,
        path: &'static str,
        body: Option<Value>,
        carry: Carry,
    ) -> (Self, HttpRequest) {
        let transport = client.transport();
        let started_at_millis = transport.now_millis();
        let operation_id = client.shared.operation_ids.next(started_at_millis, transport.random());
        let mut headers = vec![("operationID", operation_id.as_str().to_owned())];
        let mut known: Vec<String> = ["secret", "token"]
            .iter()
            .filter_map(|key| body.as_ref()?.get(key)?.as_str().map(ToOwned::to_owned))
            .collect();
        let token = client.token().filter(|_| carry == Carry::Token);
        if let Some(token) = token {
            headers.push(("token", token.expose().to_owned()));
            known.push(token.expose().to_owned());
        }
        let mut request_body = String::new();
        if let Some(body) = &body {
            headers.push(("Content-Type", "application/json".to_owned()));
            request_body = mask::masked_value(body, &known, MAX_BODY_BYTES);
        }
        let record = CallRecord {
            path,
            operation_id,
            started_at_millis,
            duration_millis: 0,
            status: None,
            err_code: None,
            error: None,
            request_body,
            response_body: String::new(),
        };
        let url = client.base().join(path);
        let request = HttpRequest { method, url, headers, body: body.map(|body| body.to_string()) };
        (Self { client, record, carried_token: token.is_some(), known, told: false }, request)
    }

    /// HTTP status first, then the envelope, then its code.
    fn open(mut self, response: HttpResponse) -> Result<Answer<'c>, ApiError> {
        let HttpResponse { status, body } = response;
        let mut value = envelope::parse(&body).unwrap_or_default();
        self.record.response_body = if value.is_null() {
            mask::masked_start(&body, &self.known, MAX_BODY_BYTES)
        } else {
            mask::masked_value(&value, &self.known, MAX_BODY_BYTES)
        };
        drop(body);
        if (300..400).contains(&status) {
            return Err(self.fail(ErrorKind::RedirectRefused));
        }
        // An unknown route is told by its status alone: bodies differ, and some are empty (seen on v3.8.3).
        if status == 404 {
            return Err(self.fail(ErrorKind::Http { status }));
        }
        let Some(envelope) = Envelope::from_value(&mut value) else {
            return Err(self.fail(without_envelope(status)));
        };
        self.record.err_code = Some(envelope.err_code);
        if status == 429 {
            let detail = text::human(&envelope, &self.known);
            return Err(self.fail(too_many(detail)));
        }
        if envelope.err_code != 0 {
            let class = codes::class(self.record.path, self.client.block(), &envelope);
            let detail = text::human(&envelope, &self.known);
            return Err(self.fail(ErrorKind::Refused { code: envelope.err_code, class, detail }));
        }
        if !(200..300).contains(&status) {
            return Err(self.fail(ErrorKind::Http { status }));
        }
        Ok(Answer { call: self, data: envelope.data })
    }

    fn succeed(mut self) {
        self.tell(None);
    }

    fn misread(self, mismatch: Mismatch) -> ApiError {
        let mismatch = mismatch.within("data");
        let excerpt = mask::masked_text(&mismatch.excerpt, &self.known);
        self.fail(ErrorKind::Decode { json_path: mismatch.json_path, excerpt })
    }

    fn fail(mut self, kind: ErrorKind) -> ApiError {
        let error = self.error(kind);
        self.tell(Some(error.clone()));
        error
    }

    fn error(&self, kind: ErrorKind) -> ApiError {
        ApiError {
            kind,
            path: self.record.path,
            operation_id: Some(self.record.operation_id.clone()),
            carried_token: self.carried_token,
        }
    }

    fn elapsed_millis(&self) -> u32 {
        let millis = self.client.transport().now_millis().saturating_sub(self.record.started_at_millis);
        u32::try_from(millis.max(0)).unwrap_or(u32::MAX)
    }

    fn tell(&mut self, error: Option<ApiError>) {
        self.told = true;
        self.record.duration_millis = self.elapsed_millis();
        self.record.error = error;
        self.client.shared.observer.on_call(&self.record);
    }
}

impl Drop for Call<'_> {
    fn drop(&mut self) {
        if !self.told {
            let error = self.error(ErrorKind::Cancelled);
            self.tell(Some(error));
        }
    }
}

fn without_envelope(status: u16) -> ErrorKind {
    match status {
        429 => too_many(String::new()),
        300..=399 => ErrorKind::RedirectRefused,
        200..=299 => ErrorKind::NotOpenIm { status },
        _ => ErrorKind::Http { status },
    }
}

fn too_many(detail: String) -> ErrorKind {
    ErrorKind::Refused { code: 429, class: ErrorClass::RateLimited, detail }
}
