//! A call from its request to its outcome, and the record that is kept of it.

use serde_json::Value;

use super::Answer;
use crate::client::Client;
use crate::codes;
use crate::detail::Detail;
use crate::envelope::{self, Envelope};
use crate::error::{ApiError, ErrorClass, ErrorKind};
use crate::json::{self, MAX_EXCERPT_BYTES, Mismatch};
use crate::mask;
use crate::observer::{CallRecord, MAX_BODY_BYTES};
use crate::route::{Access, Route};
use crate::transport::{HttpRequest, HttpResponse, Method};

/// The record of a call under way. It tells the observer when it goes, also when the caller loses interest and drops it.
pub(super) struct Call<'c> {
    client: &'c Client,
    pub record: CallRecord,
    /// The values that must not turn up in any text about this call.
    pub known: Vec<String>,
    /// What the answer asks for.
    retry_after_millis: Option<u32>,
    told: bool,
}

impl<'c> Call<'c> {
    pub fn prepare(
        client: &'c Client,
        method: Method,
        route: &'static Route,
        body: Option<&Value>,
    ) -> (Self, HttpRequest) {
        let transport = client.transport();
        let started_at_millis = transport.now_millis();
        let operation_id = client.shared.operation_ids.next(started_at_millis, transport.random());
        let mut headers = vec![("operationID", operation_id.as_str().to_owned())];
        let mut known: Vec<String> =
            ["secret", "token"].iter().filter_map(|key| body?.get(key)?.as_str().map(ToOwned::to_owned)).collect();
        let token = client.token().filter(|_| route.access != Access::Open);
        if let Some(token) = token {
            headers.push(("token", token.expose().to_owned()));
            known.push(token.expose().to_owned());
        }
        let mut request_body = String::new();
        if let Some(body) = body {
            headers.push(("Content-Type", "application/json".to_owned()));
            request_body = mask::masked_value(body, &known, MAX_BODY_BYTES);
        }
        let record = CallRecord {
            path: route.path,
            effect: route.effect,
            operation_id,
            carried_token: token.is_some(),
            started_at_millis,
            duration_millis: 0,
            status: None,
            err_code: None,
            error: None,
            request_body,
            response_body: String::new(),
        };
        let url = client.base().join(route.path);
        let request = HttpRequest { method, url, headers, body: body.map(json::to_text) };
        client.shared.observer.on_start();
        (Self { client, record, known, retry_after_millis: None, told: false }, request)
    }

    /// HTTP status first, then the envelope, then its code.
    pub fn open(mut self, response: HttpResponse) -> Result<Answer<'c>, ApiError> {
        let HttpResponse { status, body, retry_after_millis } = response;
        self.retry_after_millis = retry_after_millis;
        let mut value = envelope::parse(&body).unwrap_or_default();
        self.record.response_body = if value.is_null() {
            mask::masked_start(&body, &self.known, MAX_BODY_BYTES)
        } else {
            mask::masked_value(&value, &self.known, MAX_BODY_BYTES)
        };
        let is_broken = value.is_null() && envelope::begins(&body);
        drop(body);
        if (300..400).contains(&status) {
            return Err(self.fail(ErrorKind::RedirectRefused));
        }
        // An unknown route is told by its status alone: bodies differ, and some are empty (seen on v3.8.3).
        if status == 404 {
            return Err(self.fail(ErrorKind::Http { status }));
        }
        let Some(envelope) = Envelope::from_value(&mut value) else {
            let excerpt = mask::masked_start(&self.record.response_body, &[], MAX_EXCERPT_BYTES);
            return Err(self.fail(match status {
                200..=299 if is_broken => ErrorKind::Decode { json_path: "$".to_owned(), excerpt },
                _ => without_envelope(status),
            }));
        };
        self.record.err_code = Some(envelope.err_code);
        if status == 429 {
            let detail = Detail::of(&envelope, &self.known);
            return Err(self.fail(too_many(detail)));
        }
        if envelope.err_code != 0 {
            let class = codes::class(self.record.path, self.client.block(), &envelope);
            let detail = Detail::of(&envelope, &self.known);
            return Err(self.fail(ErrorKind::Refused { code: envelope.err_code, class, detail }));
        }
        if !(200..300).contains(&status) {
            return Err(self.fail(ErrorKind::Http { status }));
        }
        Ok(Answer::new(self, envelope.data))
    }

    pub fn succeed(mut self) {
        self.tell(None);
    }

    pub fn misread(self, mismatch: Mismatch) -> ApiError {
        let mismatch = mismatch.within("data");
        let excerpt = mask::masked_start(&mismatch.found, &self.known, MAX_EXCERPT_BYTES);
        self.fail(ErrorKind::Decode { json_path: mismatch.json_path, excerpt })
    }

    pub fn fail(mut self, kind: ErrorKind) -> ApiError {
        let error = self.error(kind);
        self.tell(Some(error.clone()));
        error
    }

    fn error(&self, kind: ErrorKind) -> ApiError {
        ApiError {
            kind,
            path: self.record.path,
            operation_id: Some(self.record.operation_id.clone()),
            carried_token: self.record.carried_token,
            retry_after_millis: self.retry_after_millis,
        }
    }

    pub fn elapsed_millis(&self) -> u32 {
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

pub(super) fn without_envelope(status: u16) -> ErrorKind {
    match status {
        429 => too_many(Detail::default()),
        300..=399 => ErrorKind::RedirectRefused,
        200..=299 => ErrorKind::NotOpenIm { status },
        _ => ErrorKind::Http { status },
    }
}

fn too_many(detail: Detail) -> ErrorKind {
    ErrorKind::Refused { code: 429, class: ErrorClass::RateLimited, detail }
}
