//! How a request travels and how time passes: the only part that differs between a page, a program and a test.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

#[cfg(feature = "browser")]
mod browser;
#[cfg(all(feature = "native", not(target_arch = "wasm32")))]
mod native;

#[cfg(feature = "browser")]
pub use browser::BrowserTransport;
#[cfg(all(feature = "native", not(target_arch = "wasm32")))]
pub use native::NativeTransport;

/// The longest answer that is read, in bytes. The biggest ones seen had 6.2 MB (42 387 users on one page of main) and 8.2 MB (200 000
/// IDs checked by v3.8.3); a parsed answer takes several times its length of memory.
pub const MAX_RESPONSE_BYTES: usize = 16 << 20;

/// A future that stays on its thread.
pub type LocalFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// HTTP method. OpenIM uses no other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// All API calls.
    Post,
    /// Discovery alone.
    Get,
}

/// One request, ready to be sent.
#[derive(Clone, PartialEq)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// Absolute, without query: it never carries a secret.
    pub url: String,
    /// Name and value; values are printable ASCII.
    pub headers: Vec<(&'static str, String)>,
    /// JSON text.
    pub body: Option<String>,
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &names)
            .field("body_bytes", &self.body.as_ref().map(String::len))
            .finish()
    }
}

/// One answer, whatever its status.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// HTTP status.
    pub status: u16,
    /// The body as text; invalid UTF-8 is replaced.
    pub body: String,
    /// How long the server asks to be left alone, where it says so and that can be read: a page reads `Retry-After` of its own origin, and
    /// of another one only where that exposes it.
    pub retry_after_millis: Option<u32>,
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse").field("status", &self.status).field("body_bytes", &self.body.len()).finish()
    }
}

/// Why no answer could be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TransportError {
    /// Nothing readable came: down, refused, CORS, mixed content, TLS; a page cannot tell these apart. The words are the
    /// platform's, without the address and without secrets.
    Network(String),
    /// The server wanted to send the request elsewhere; it was not followed, because token and secret would travel along.
    Redirect,
    /// The answer is longer than [`MAX_RESPONSE_BYTES`].
    TooLarge,
}

/// What the client needs from the world.
pub trait Transport {
    /// Sends one request and reads the whole answer. Dropping the future aborts the request.
    ///
    /// No credentials, no redirects, no cache, no referrer: every implementation has to keep to that.
    fn send(&self, request: HttpRequest) -> LocalFuture<'_, Result<HttpResponse, TransportError>>;

    /// Resolves after `duration`.
    fn sleep(&self, duration: Duration) -> LocalFuture<'_, ()>;

    /// Milliseconds since 1970.
    fn now_millis(&self) -> i64;

    /// 64 random bits, good enough to tell two tabs apart; nothing secret is made of them.
    fn random(&self) -> u64;

    /// Whether anything answers at this address, readable or not: tells a server that forbids this page (CORS) from one that is down.
    /// Nothing but the address is sent.
    fn is_reachable(&self, url: String) -> LocalFuture<'_, bool>;
}

/// `Retry-After` in seconds; the other form, a date, would need a clock that agrees with the server's.
#[cfg(any(feature = "browser", all(feature = "native", not(target_arch = "wasm32"))))]
fn retry_after_millis(header: &str) -> Option<u32> {
    header.trim().parse::<u32>().ok().map(|seconds| seconds.saturating_mul(1_000))
}

/// The body as text, without a copy where it is text already.
#[cfg(any(feature = "browser", all(feature = "native", not(target_arch = "wasm32"))))]
fn text(body: Vec<u8>) -> String {
    String::from_utf8(body).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

#[cfg(all(test, any(feature = "browser", all(feature = "native", not(target_arch = "wasm32")))))]
mod tests {
    use super::retry_after_millis;

    #[test]
    fn retry_after_is_read_in_seconds_and_nothing_else() {
        let read = ["1", " 30 ", "0", "4294967295"].map(retry_after_millis);
        assert_eq!(read, [Some(1_000), Some(30_000), Some(0), Some(u32::MAX)]);
        for text in ["", "-1", "1.5", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "99999999999"] {
            assert_eq!(retry_after_millis(text), None, "{text}");
        }
    }
}
