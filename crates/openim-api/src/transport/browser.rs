//! The transport of a page or worker: fetch.
//!
//! Nothing here needs a secure context: a console on plain http is a normal way to host it.

use std::time::Duration;

use gloo_net::http::{Request, RequestBuilder};
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode,
    RequestRedirect, Response,
};

use super::{HttpRequest, HttpResponse, LocalFuture, MAX_RESPONSE_BYTES, Method, Transport, TransportError};

#[wasm_bindgen]
extern "C" {
    // Global in a window and in a worker alike.
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(handler: &Function, millis: i32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue);
    #[wasm_bindgen(catch, js_name = fetch)]
    fn fetch(request: &web_sys::Request) -> Result<Promise, JsValue>;
}

/// Sends by fetch: credentials omitted, redirects refused, nothing cached, no referrer.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserTransport;

impl BrowserTransport {
    /// A transport; it holds nothing.
    pub fn new() -> Self {
        Self
    }
}

impl Transport for BrowserTransport {
    fn send(&self, request: HttpRequest) -> LocalFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(exchange(request))
    }

    fn sleep(&self, duration: Duration) -> LocalFuture<'_, ()> {
        Box::pin(async move {
            let timer = Timer::start(duration);
            // The promise never rejects.
            let _ = JsFuture::from(timer.promise.clone()).await;
        })
    }

    #[expect(clippy::cast_possible_truncation, reason = "a date in milliseconds is a whole number far below 2^53")]
    fn now_millis(&self) -> i64 {
        js_sys::Date::now() as i64
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a float from 0 to 2^32 fits")]
    fn random(&self) -> u64 {
        let half = || (js_sys::Math::random() * 4_294_967_296.0) as u64;
        (half() << 32) | half()
    }

    fn is_reachable(&self, url: String) -> LocalFuture<'_, bool> {
        Box::pin(async move {
            let abort = AbortOnDrop::new();
            // An opaque answer is an answer. A redirect has to be followed: this mode allows nothing else, and nothing is sent along.
            let builder =
                quiet(RequestBuilder::new(&url), &abort).mode(RequestMode::NoCors).redirect(RequestRedirect::Follow);
            let builder = builder.cache(RequestCache::NoStore);
            match builder.build() {
                Ok(request) => answer_to(request).await.is_ok(),
                Err(_) => false,
            }
        })
    }
}

async fn exchange(request: HttpRequest) -> Result<HttpResponse, TransportError> {
    // A browser throws at such a value, and the binding would turn that into a panic.
    if request.headers.iter().any(|(_, value)| !value.bytes().all(|b| b.is_ascii_graphic() || b == b' ')) {
        return Err(TransportError::Network("a header value is not printable ASCII".to_owned()));
    }
    let abort = AbortOnDrop::new();
    let mut builder = match request.method {
        // Left to the browser's cache, which holds no answer to a POST: told to pass that by, it would also forget that the server allows this
        // page's calls, and ask before each of them.
        Method::Post => Request::post(&request.url),
        Method::Get => Request::get(&request.url).cache(RequestCache::NoStore),
    };
    builder = quiet(builder, &abort).redirect(RequestRedirect::Error);
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let ready = match request.body {
        Some(body) => builder.body(body),
        None => builder.build(),
    };
    let response = answer_to(ready.map_err(network)?).await?;
    let status = response.status();
    let asked = response.headers().get("Retry-After").ok().flatten();
    let retry_after_millis = asked.and_then(|asked| super::retry_after_millis(&asked));
    let body = match response.body() {
        Some(stream) => read_all(stream.get_reader().unchecked_into()).await?,
        None => Vec::new(),
    };
    Ok(HttpResponse { status, body: super::text(body), retry_after_millis })
}

/// Sends without gloo's own `send`, which panics where a page has put something of its own in the place of fetch, and that rejects with
/// a text or answers with a response of another frame.
async fn answer_to(request: Request) -> Result<Response, TransportError> {
    let request = web_sys::Request::from(request);
    let words = |error: JsValue| TransportError::Network(words(&error));
    let answer = JsFuture::from(fetch(&request).map_err(words)?).await.map_err(words)?;
    if !answer.is_object() {
        return Err(TransportError::Network("fetch gave no response".to_owned()));
    }
    Ok(answer.unchecked_into())
}

/// Reads piece by piece, so that an endless answer ends at the limit and not with the tab's memory.
async fn read_all(reader: ReadableStreamDefaultReader) -> Result<Vec<u8>, TransportError> {
    let mut body = Vec::new();
    loop {
        let step = JsFuture::from(reader.read()).await.map_err(|error| TransportError::Network(words(&error)))?;
        let field = |name: &str| Reflect::get(&step, &JsValue::from_str(name)).unwrap_or_default();
        if field("done").is_truthy() {
            return Ok(body);
        }
        let Ok(chunk) = field("value").dyn_into::<Uint8Array>() else {
            return Err(TransportError::Network("the body is no bytes".to_owned()));
        };
        let old_len = body.len();
        let new_len = old_len.saturating_add(usize::try_from(chunk.length()).unwrap_or(usize::MAX));
        if new_len > MAX_RESPONSE_BYTES {
            return Err(TransportError::TooLarge);
        }
        body.resize(new_len, 0);
        if let Some(room) = body.get_mut(old_len..) {
            chunk.copy_to(room);
        }
    }
}

/// What every request keeps to itself.
fn quiet(builder: RequestBuilder, abort: &AbortOnDrop) -> RequestBuilder {
    builder
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(abort.0.as_ref().map(AbortController::signal).as_ref())
}

/// Aborts the fetch when its future goes. After the answer was read, aborting does nothing.
struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    fn new() -> Self {
        Self(AbortController::new().ok())
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// A timer that is cleared when nobody waits for it any more.
struct Timer {
    promise: Promise,
    id: JsValue,
}

impl Timer {
    fn start(duration: Duration) -> Self {
        let millis = i32::try_from(duration.as_millis()).unwrap_or(i32::MAX);
        let mut id = JsValue::UNDEFINED;
        let promise = Promise::new(&mut |resolve, _| id = set_timeout(&resolve, millis));
        Self { promise, id }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_timeout(&self.id);
    }
}

/// The error's name ("TypeError"): its message may hold the address.
fn network(error: gloo_net::Error) -> TransportError {
    TransportError::Network(match error {
        gloo_net::Error::JsError(error) => error.name,
        _ => String::new(),
    })
}

fn words(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(String::new, |error| String::from(error.name()))
}
