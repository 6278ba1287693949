//! Files that lie beside the page, whatever path that has.

use web_sys::{AbortSignal, RequestCache, RequestCredentials};

/// The text of one, as it lies there now. `None` where there is none, or it does not come within this time.
pub async fn read(name: &str, within_millis: u32) -> Option<String> {
    let deadline = AbortSignal::timeout_with_u32(within_millis);
    let answer = gloo_net::http::Request::get(name)
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::SameOrigin)
        .abort_signal(Some(&deadline))
        .send()
        .await
        .ok()
        .filter(gloo_net::http::Response::ok)?;
    answer.text().await.ok()
}
