//! The page: IDs at one side, what is known of them at the other.

use openim_api::{CallOptions, UserId};
use yew::prelude::*;

use super::form::IdsForm;
use super::model::{Run, RunEvent, RunState};
use super::result::ResultView;
use crate::desk::use_desk;
use crate::hooks::use_task;
use crate::i18n::account_check;
use crate::session::Api;
use crate::shell::{Page, use_page};

/// The page.
#[component]
pub fn AccountCheckPage() -> Html {
    let desk = use_desk();
    let texts = desk.texts();
    let run = use_reducer(Run::default);
    let task = use_task();
    let api = desk.api.clone();

    {
        // One block at a time: each answer changes the length, which starts the next.
        let dispatcher = run.dispatcher();
        let running = run.state == RunState::Running;
        let block = run.ids.get(run.next_block()).unwrap_or_default().to_vec();
        use_effect_with((running, run.outcomes.len(), run.ids.clone()), move |(running, ..)| match api {
            Some(api) if *running => {
                task.start(async move {
                    let event = ask(&api, block).await;
                    dispatcher.dispatch(event);
                });
            }
            _ => task.stop(),
        });
    }

    let tell = {
        let dispatcher = run.dispatcher();
        Callback::from(move |event| dispatcher.dispatch(event))
    };
    let main = use_page(&desk, texts.nav_account_check);
    let content = html! {
        <div class="oic-page__body">
            <div class="oic-grid">
                <IdsForm running={run.state == RunState::Running} tell={tell.clone()} />
                <ResultView run={(*run).clone()} {tell} />
            </div>
        </div>
    };
    let subtitle = account_check::texts(desk.appearance.language).account_check_subtitle;
    Page { title: texts.nav_account_check.into(), subtitle, ..Page::default() }.view(&desk, main, content)
}

async fn ask(api: &Api, block: Vec<UserId>) -> RunEvent {
    let answer = api
        .call(|client| {
            let block = block.clone();
            async move {
                client.users().check(&block, &CallOptions { timeout_millis: 60_000, ..CallOptions::default() }).await
            }
        })
        .await;
    match answer {
        Ok(answers) => RunEvent::Answered(answers, api.block()),
        Err(error) => RunEvent::Failed(error),
    }
}
