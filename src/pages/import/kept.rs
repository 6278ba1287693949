//! Imports of this server that were not brought to their end: to go on with, or to be forgotten.

use gloo_timers::future::TimeoutFuture;
use openim_bulk::job::{HowFar, Kept, Reply, Request};
use yew::prelude::*;

use super::worker::Worker;
use crate::browser::format;
use crate::desk::use_desk;
use crate::hooks::use_task;
use crate::i18n::import::ImportTexts;
use crate::i18n::{count, fill, import as words};
use crate::ui::{BannerKind, Icon, banner, view_icon, visible};

/// As long as another tab has one of them, it is looked so often whether it still has, in milliseconds.
const LOOK_MILLIS: u32 = 2_000;

/// Of [`KeptImports`].
#[derive(Properties, PartialEq)]
pub struct KeptImportsProps {
    /// Has them.
    pub worker: Worker,
    /// Told which one is to be gone on with.
    pub onresume: Callback<Kept>,
}

/// A banner for each; nothing where there are none, or where the browser keeps nothing.
#[component]
pub fn KeptImports(props: &KeptImportsProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let kept = use_state(Vec::<Kept>::new);
    let task = use_task();
    let server = desk.session.state.signed_in().map(|session| session.server.as_str().to_owned()).unwrap_or_default();
    {
        let (worker, kept, task) = (props.worker.clone(), kept.setter(), task.clone());
        use_effect_with(server, move |server| {
            let server = server.clone();
            task.start(async move {
                while let Ok(Reply::Kept(found)) = worker.ask(Request::ListKept(server.clone())).await {
                    let is_settled = !found.iter().any(|kept| kept.held);
                    kept.set(found);
                    if is_settled {
                        break;
                    }
                    TimeoutFuture::new(LOOK_MILLIS).await;
                }
            });
        });
    }
    let drop_it = {
        let (worker, setter, all) = (props.worker.clone(), kept.setter(), (*kept).clone());
        Callback::from(move |key: String| {
            setter.set(all.iter().filter(|kept| kept.key != key).cloned().collect());
            let worker = worker.clone();
            wasm_bindgen_futures::spawn_local(async move {
                // What could not be dropped is offered again.
                let _ = worker.ask(Request::Drop(key)).await;
            });
        })
    };
    let view = |kept: &Kept| {
        let at = format::minute(i64::try_from(kept.at_millis).unwrap_or_default());
        let text =
            fill(&count(words.kept_text, kept.rows as usize), &[("name", &visible::plain(&kept.name)), ("time", &at)]);
        let how_far = kept.how_far.as_ref().map(|how_far| how_far_words(how_far, words)).unwrap_or_default();
        let text = html! { <><p class="oic-break">{ text }</p><p class="oic-num">{ how_far }</p></> };
        if kept.held {
            let text = html! { <>{ text }<p>{ words.elsewhere_text }</p></> };
            return html! { <div key={kept.key.clone()}>{ banner(BannerKind::Info, words.elsewhere, text, Html::default()) }</div> };
        }
        let (wanted, key) = (kept.clone(), kept.key.clone());
        let buttons = html! {
            <div class="oic-row oic-row--wrap">
                <button type="button" class="oic-btn oic-btn--sm" onclick={props.onresume.reform(move |_: MouseEvent| wanted.clone())}>
                    { view_icon(Icon::PLAY, "oic-icon--sm") }{ words.go_on }
                </button>
                <button type="button" class="oic-btn oic-btn--ghost oic-btn--sm" onclick={drop_it.reform(move |_: MouseEvent| key.clone())}>{ words.forget }</button>
            </div>
        };
        html! { <div key={kept.key.clone()}>{ banner(BannerKind::Warn, words.kept_title, html! { <div class="oic-stack oic-stack--tight"><div>{ text }</div>{ buttons }</div> }, Html::default()) }</div> }
    };
    // Always an element: what stands before it is put in front of that.
    html! { <div class="oic-stack" hidden={kept.is_empty()}>{ for kept.iter().map(view) }</div> }
}

/// `1,000 registered · 2 did not get through · 1,998 left`
fn how_far_words(how_far: &HowFar, words: &'static ImportTexts) -> String {
    let HowFar { registered, updated, existed, failed, left } = *how_far;
    let parts = [
        (words.kept_registered, registered, true),
        (words.kept_updated, updated, false),
        (words.kept_existed, existed, false),
        (words.kept_failed, failed, false),
        (words.kept_left, left, true),
    ];
    let said = parts.into_iter().filter(|(_, rows, always)| *always || *rows > 0);
    said.map(|(text, rows, _)| count(text, rows as usize)).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn how_far_it_was_is_said_without_what_there_is_none_of() {
        let words = words::texts(Language::English);
        let how_far = HowFar { registered: 1_000, updated: 0, existed: 0, failed: 2, left: 1_998 };
        assert_eq!(how_far_words(&how_far, words), "1,000 registered · 2 did not get through · 1,998 left");
        let begun = HowFar { registered: 0, updated: 0, existed: 0, failed: 0, left: 1 };
        assert_eq!(how_far_words(&begun, words), "0 registered · 1 left");
        let whole = HowFar { registered: 1, updated: 2, existed: 3, failed: 4, left: 0 };
        for language in Language::ALL {
            assert_eq!(how_far_words(&whole, words::texts(language)).split(" · ").count(), 5);
        }
    }
}
