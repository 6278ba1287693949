//! The console as a page: takes it over.

use openim_console::config::Config;
use openim_console::environment::Parts;
use openim_console::shell::crash;
use openim_console::{Console, browser, lazy};

/// The element of `index.html` that the console lives in.
const HOST: &str = "openim-console";
/// On it, the loader (`static/loader.js`) has left what `config.json` holds: it can ask for it while the program is on its way. A debug
/// build has Trunk's loader and no settings.
const SETTINGS: &str = "data-config";
/// What a deployment without wishes says.
const NO_SETTINGS: &str = "{}";

fn main() {
    let Some(host) = browser::document().and_then(|document| document.get_element_by_id(HOST)) else { return };
    {
        let host = host.clone();
        yew::set_custom_panic_hook(Box::new(move |info| crash::show(&host, &crash::describe(info))));
    }
    wasm_bindgen_futures::spawn_local(async move {
        let settings = host.get_attribute(SETTINGS).unwrap_or_default();
        let config = match settings.trim() {
            "" | NO_SETTINGS => Config::default(),
            settings => lazy::read_config(settings, &browser::page_origin().unwrap_or_default()).await,
        };
        let _ = host.remove_attribute(SETTINGS);
        if browser::is_framed() {
            return lazy::take_over_in_frame(host, config).await;
        }
        host.set_text_content(None);
        Console::mount(host, Parts::page(config));
    });
}
