//! Imports of this server that were not brought to their end: to go on with, or to be forgotten.

use openim_bulk::job::{Kept, Reply, Request};
use yew::prelude::*;

use super::worker::Worker;
use crate::browser::format;
use crate::desk::use_desk;
use crate::hooks::use_task;
use crate::i18n::{count, fill, import as words};
use crate::ui::{BannerKind, Icon, banner, view_icon, visible};

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
                if let Ok(Reply::Kept(found)) = worker.ask(Request::ListKept(server)).await {
                    kept.set(found);
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
        let (wanted, key) = (kept.clone(), kept.key.clone());
        let buttons = html! {
            <div class="oic-row oic-row--wrap">
                <button type="button" class="oic-btn oic-btn--sm" onclick={props.onresume.reform(move |_: MouseEvent| wanted.clone())}>
                    { view_icon(Icon::PLAY, "oic-icon--sm") }{ words.go_on }
                </button>
                <button type="button" class="oic-btn oic-btn--ghost oic-btn--sm" onclick={drop_it.reform(move |_: MouseEvent| key.clone())}>{ words.forget }</button>
            </div>
        };
        html! { <div key={kept.key.clone()}>{ banner(BannerKind::Warn, words.kept_title, html! { <><p class="oic-break">{ text }</p>{ buttons }</> }, Html::default()) }</div> }
    };
    kept.iter().map(view).collect()
}
