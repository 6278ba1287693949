//! The browser, wrapped thinly: what the console needs of `web-sys`, each as a function that cannot panic and says
//! by its type when the browser refuses. Nothing here knows OpenIM or Yew.

pub mod beside;
pub mod clipboard;
pub mod collate;
pub mod download;
pub mod focus;
pub mod format;
pub mod permission;
pub mod save;
pub mod storage;
pub mod width;

use wasm_bindgen::JsCast;

/// The window, where there is one.
pub fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

/// The document, where there is one.
pub fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// Milliseconds since 1970 by this machine's clock.
pub fn now_millis() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a date in milliseconds is far below 2^53")]
    let now = js_sys::Date::now() as i64;
    now
}

/// A short random word for element ids and message channels: unlikely to repeat, not a secret.
pub fn random_word() -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a fraction of 2^32 fits")]
    let number = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    format!("{number:08x}")
}

/// Is the page itself loaded over https? Then the browser blocks calls to http servers, those of this machine apart.
pub fn page_is_https() -> bool {
    window().and_then(|window| window.location().protocol().ok()).is_some_and(|protocol| protocol == "https:")
}

/// `https://host:port` of the page.
pub fn page_origin() -> Option<String> {
    window()?.location().origin().ok()
}

/// The first language the person prefers, such as `zh-CN`.
pub fn preferred_language() -> Option<String> {
    window()?.navigator().language()
}

/// What the key is called that makes commands of letters.
pub fn command_key() -> &'static str {
    let platform = window().and_then(|window| window.navigator().platform().ok()).unwrap_or_default();
    if platform.starts_with("Mac") || platform.starts_with("iP") { "⌘" } else { "Ctrl" }
}

/// The page's query, without the question mark.
pub fn page_query() -> String {
    let search = window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    search.strip_prefix('?').map(str::to_owned).unwrap_or_default()
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Is the tab in the background?
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Has the element that an event came from been scrolled away from its start?
pub fn event_scrolled(event: &web_sys::Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| element.scroll_top() > 0)
}

/// The element that was hit, also within a shadow root.
pub fn event_element(event: &web_sys::Event) -> Option<web_sys::Element> {
    event.composed_path().get(0).dyn_into().ok()
}

/// Is the page in a frame of another one?
pub fn is_framed() -> bool {
    // Another origin's window may be compared, if nothing else.
    window().is_some_and(|window| window.parent().ok().flatten().is_some_and(|parent| parent != window))
}

/// The value of the text control that an event came from.
pub fn event_value(event: &web_sys::Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    if let Some(input) = target.dyn_ref::<web_sys::HtmlInputElement>() {
        input.value()
    } else if let Some(area) = target.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        area.value()
    } else if let Some(select) = target.dyn_ref::<web_sys::HtmlSelectElement>() {
        select.value()
    } else {
        String::new()
    }
}

/// Is the checkbox that an event came from checked?
pub fn event_checked(event: &web_sys::Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
        .is_some_and(|input| input.checked())
}
