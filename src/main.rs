//! The console as a page: reads `config.json`, takes the page over.

use openim_console::config::Config;
use openim_console::environment::Parts;
use openim_console::shell::crash;
use openim_console::{Console, browser, lazy};

/// The element of `index.html` that the console lives in.
const HOST: &str = "openim-console";
/// What `config.json` holds where a deployment has no wishes.
const NO_SETTINGS: &str = "{}";
/// A configuration that does not come within this time is done without, in milliseconds.
const CONFIG_WITHIN_MILLIS: u32 = 5_000;

fn main() {
    let Some(host) = browser::document().and_then(|document| document.get_element_by_id(HOST)) else { return };
    {
        let host = host.clone();
        yew::set_custom_panic_hook(Box::new(move |info| crash::show(&host, &crash::describe(info))));
    }
    wasm_bindgen_futures::spawn_local(async move {
        let config = read_config().await;
        host.set_text_content(None);
        Console::mount(host, Parts::page(config));
    });
}

/// Beside the page, whatever path that has. No file is no problem: every setting has a default.
async fn read_config() -> Config {
    let text = async {
        let deadline = web_sys::AbortSignal::timeout_with_u32(CONFIG_WITHIN_MILLIS);
        let answer = gloo_net::http::Request::get("config.json")
            .cache(web_sys::RequestCache::NoStore)
            .credentials(web_sys::RequestCredentials::SameOrigin)
            .abort_signal(Some(&deadline))
            .send()
            .await
            .ok()
            .filter(gloo_net::http::Response::ok)?;
        answer.text().await.ok()
    };
    match text.await {
        Some(text) if text.trim() != NO_SETTINGS => {
            lazy::read_config(&text, &browser::page_origin().unwrap_or_default()).await
        }
        _ => Config::default(),
    }
}
