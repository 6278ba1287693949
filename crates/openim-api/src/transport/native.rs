//! The transport of a native program: reqwest, without redirects, cookies, referrer or proxy.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::{HttpRequest, HttpResponse, LocalFuture, MAX_RESPONSE_BYTES, Method, Transport, TransportError};

/// Sends by reqwest. Needs a tokio runtime with time and I/O enabled.
///
/// Proxies of the environment are not used: token and secret go to the server that was named and nowhere else.
#[derive(Clone, Debug)]
pub struct NativeTransport {
    http: reqwest::Client,
}

impl NativeTransport {
    /// A transport with connections of its own.
    ///
    /// # Errors
    /// Where the platform's TLS or resolver cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        // An error means that the program has chosen another provider, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .build()
            .map_err(network)?;
        Ok(Self { http })
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let method = match request.method {
            Method::Post => reqwest::Method::POST,
            Method::Get => reqwest::Method::GET,
        };
        let mut builder = self.http.request(method, request.url);
        for (name, value) in request.headers {
            builder = builder.header(name, value);
        }
        if let Some(body) = request.body {
            builder = builder.body(body);
        }
        let mut response = builder.send().await.map_err(network)?;
        if response.status().is_redirection() {
            return Err(TransportError::Redirect);
        }
        let status = response.status().as_u16();
        let asked = response.headers().get("retry-after").and_then(|asked| asked.to_str().ok());
        let retry_after_millis = asked.and_then(super::retry_after_millis);
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(network)? {
            if body.len() + chunk.len() > MAX_RESPONSE_BYTES {
                return Err(TransportError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(HttpResponse { status, body: super::text(body), retry_after_millis })
    }
}

impl Transport for NativeTransport {
    fn send(&self, request: HttpRequest) -> LocalFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(self.exchange(request))
    }

    fn sleep(&self, duration: Duration) -> LocalFuture<'_, ()> {
        Box::pin(async move { tokio::time::sleep(duration).await })
    }

    fn now_millis(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }

    fn random(&self) -> u64 {
        // Each state is keyed anew, and the hash of nothing depends on the key alone: enough for an ID, without a crate for it.
        RandomState::new().build_hasher().finish()
    }

    fn is_reachable(&self, url: String) -> LocalFuture<'_, bool> {
        Box::pin(async move { self.http.get(url).send().await.is_ok() })
    }
}

/// The words of an error without the address in it.
fn network(error: reqwest::Error) -> TransportError {
    TransportError::Network(error.without_url().to_string())
}
