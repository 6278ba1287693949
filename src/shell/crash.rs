//! A page in place of a dead screen. After a panic the program is not run again, so this is plain DOM, written by the
//! panic hook: nothing of Yew may be relied on.

use std::panic::PanicHookInfo;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::browser;
use crate::i18n::Language;

/// Here and not among the other texts, because nothing can be fetched any more.
struct Words {
    title: &'static str,
    text: &'static str,
    reload: &'static str,
}

const WORDS: [Words; 2] = [
    Words {
        title: "The console has stopped",
        text: "A fault in the console ended it. Nothing on the server was changed by this. Load the page again to go on.",
        reload: "Load again",
    },
    Words {
        title: "控制台已停止运行",
        text: "控制台自身出现故障而停止，服务器上的数据未受影响。重新加载页面即可继续。",
        reload: "重新加载",
    },
];

/// What is shown instead of the console: what happened, and a button that loads the page anew.
pub fn show(host: &web_sys::Element, info: &str) {
    let _ = try_show(host, info);
}

/// Where a panic happened, without its message: a message may quote data.
pub fn describe(info: &PanicHookInfo<'_>) -> String {
    info.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default()
}

fn try_show(host: &web_sys::Element, info: &str) -> Option<()> {
    let document = browser::document()?;
    let tag = document.document_element().and_then(|root| root.get_attribute("lang"));
    let language = Language::for_tag(&tag.or_else(browser::preferred_language).unwrap_or_default());
    let words = WORDS.get(usize::from(language == Language::Chinese))?;
    let element = |name: &str, class: &str, text: &str| {
        let element = document.create_element(name).ok()?;
        element.set_class_name(class);
        element.set_text_content(Some(text));
        Some(element)
    };
    let root = element("div", "oic", "")?;
    let _ = root.set_attribute("lang", language.tag());
    let state = element("div", "oic-state oic-state--error", "")?;
    let _ = state.set_attribute("role", "alert");
    let version = env!("CARGO_PKG_VERSION");
    for part in [
        element("h1", "oic-state__title", words.title)?,
        element("p", "", words.text)?,
        element("p", "oic-mono", &format!("OpenIM Console {version} · {info}"))?,
    ] {
        state.append_child(&part).ok()?;
    }
    let button = element("button", "oic-btn oic-btn--primary", words.reload)?;
    let _ = button.set_attribute("type", "button");
    let reload = Closure::<dyn FnMut()>::new(browser::reload);
    button.add_event_listener_with_callback("click", reload.as_ref().unchecked_ref()).ok()?;
    // The page is reloaded or left: there is no later moment to free it in.
    reload.forget();
    let row = element("div", "oic-row", "")?;
    row.append_child(&button).ok()?;
    state.append_child(&row).ok()?;
    root.append_child(&state).ok()?;
    host.set_text_content(None);
    host.append_child(&root).ok()?;
    Some(())
}
