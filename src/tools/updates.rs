//! Has the console been replaced on its web server since this page was loaded? Then a note offers to load it again. The page says
//! what it was built as, `build.json` beside it what lies there now (both are written by `xtask/src/post_build.rs`).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use serde_json::Value;
use yew::prelude::*;

use crate::browser::{self, beside};
use crate::desk::{Desk, use_desk};
use crate::hooks::use_task;
use crate::i18n::tools as words;
use crate::ui::{Toast, ToastKind};

/// How often it is asked while the page is seen, in milliseconds.
const EVERY_MILLIS: u32 = 600_000;
/// Nor is it asked sooner than this when the page comes into sight again.
const LEAST_MILLIS: i64 = 60_000;
/// The answer is a few bytes.
const WITHIN_MILLIS: u32 = 10_000;

/// Draws nothing. To stand where a page of our own is.
#[component]
pub fn Updates() -> Html {
    let desk = use_desk();
    let task = use_task();
    let newest = use_mut_ref(|| desk.clone());
    *newest.borrow_mut() = desk;
    use_effect_with((), move |()| {
        let listener = built_as().zip(browser::document()).map(|(own, document)| {
            let watch = Rc::new(Watch { own, newest, asked: Cell::new(i64::MIN), offered: RefCell::default() });
            // Each start ends what was waiting before.
            let start = move || task.start(watch.clone().run());
            start();
            EventListener::new(&document, "visibilitychange", move |_| start())
        });
        move || drop(listener)
    });
    Html::default()
}

/// What this page was built as; a debug build does not know.
fn built_as() -> Option<String> {
    let name = browser::document()?.query_selector("meta[name=openim-console-build]").ok()??;
    name.get_attribute("content")
}

struct Watch {
    own: String,
    newest: Rc<RefCell<Desk>>,
    /// When the last answer came.
    asked: Cell<i64>,
    /// The build that the last note was about: one that was dismissed does not come back.
    offered: RefCell<String>,
}

impl Watch {
    async fn run(self: Rc<Self>) {
        loop {
            if !browser::is_hidden() && browser::now_millis().saturating_sub(self.asked.get()) >= LEAST_MILLIS {
                let there = beside::read("build.json", WITHIN_MILLIS).await;
                self.asked.set(browser::now_millis());
                if let Some(build) = there.as_deref().and_then(named_in)
                    && build != self.own
                    && self.offered.replace(build.clone()) != build
                {
                    self.offer();
                }
            }
            TimeoutFuture::new(EVERY_MILLIS).await;
        }
    }

    fn offer(&self) {
        let desk = self.newest.borrow().clone();
        let words = words::texts(desk.appearance.language);
        let onclick = Callback::from(|_: MouseEvent| browser::reload());
        let button =
            html! { <button type="button" class="oic-btn oic-btn--sm" {onclick}>{ words.update_load }</button> };
        desk.toaster.note(Toast {
            kind: ToastKind::Info,
            title: words.update_there.into(),
            detail: Some(words.update_drops.into()),
            action: Some(button),
        });
    }
}

/// The build that `build.json` names. A server that answers with something else, such as a page of its own, names none.
fn named_in(text: &str) -> Option<String> {
    let build = serde_json::from_str::<Value>(text).ok()?.get("build")?.as_str()?.to_owned();
    (!build.is_empty()).then_some(build)
}

#[cfg(test)]
mod tests {
    use super::named_in;

    #[test]
    fn only_a_build_json_names_a_build() {
        assert_eq!(named_in(r#"{"build":"0a1b"}"#).as_deref(), Some("0a1b"));
        for other in ["", "<!doctype html>", "{}", "[]", r#"{"build":""}"#, r#"{"build":5}"#, r#"{"build":null}"#] {
            assert_eq!(named_in(other), None, "{other}");
        }
    }
}
