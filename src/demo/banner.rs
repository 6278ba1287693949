//! Above each page of the demo: that nothing is real, and the ways to begin anew and to leave.

use openim_api::Secret;
use yew::prelude::*;

use super::start::{Origin, Problem, SECRET};
use super::worker::{Worker, WorkerProblem};
use crate::desk::{Desk, use_desk};
use crate::failure::explain::explain;
use crate::hooks::use_task;
use crate::i18n::{demo as words, fill};
use crate::session::SignInProblem;
use crate::ui::{BannerKind, banner, keep_focus, visible};

/// Of [`Banner`].
#[derive(Properties, PartialEq)]
pub struct BannerProps {
    /// Where the demo was asked for.
    pub origin: Origin,
    /// Its server.
    pub worker: Worker,
}

/// The banner.
#[component]
pub fn Banner(props: &BannerProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let task = use_task();
    let busy = use_state_eq(|| false);
    let problem = use_state(|| None::<Problem>);
    {
        let (origin, store) = (props.origin.clone(), desk.environment.preferences.clone());
        use_effect_with(desk.appearance.clone(), move |_| origin.keep_looks(&store));
    }
    {
        // With it at hand a user's token can be had without typing what nobody here knows.
        let api = desk.api.clone();
        use_effect_with(desk.session.state.generation, move |_| {
            if let Some(api) = api {
                api.keep_secret(Secret::new(SECRET));
            }
        });
    }
    let reset = {
        let (origin, worker) = (props.origin.clone(), props.worker.clone());
        let (busy, problem) = (busy.clone(), problem.setter());
        Callback::from(move |_: MouseEvent| {
            if *busy {
                return;
            }
            let (origin, worker, busy, problem) = (origin.clone(), worker.clone(), busy.setter(), problem.clone());
            busy.set(true);
            problem.set(None);
            task.start(async move {
                let outcome = origin.show_demo(words.name, Some(&worker)).await;
                busy.set(false);
                problem.set(outcome.err());
            });
        })
    };
    let (kind, title, text) = match &*problem {
        None => (BannerKind::Info, words.not_real, words.not_real_text.to_owned()),
        Some(problem) => (BannerKind::Danger, words.not_started, why(problem, &desk)),
    };
    let buttons = html! {
        <>
            <button type="button" class="oic-btn oic-btn--sm" aria-busy={busy.then_some("true")} title={words.reset_text}
                onclick={reset} onmousedown={keep_focus()}>
                { if *busy { words.resetting } else { words.reset } }
            </button>
            <button type="button" class="oic-btn oic-btn--sm" onclick={desk.session.sign_out.reform(|_| ())}>{ words.leave }</button>
        </>
    };
    html! { <div class="oic-banner--page">{ banner(kind, title, text.into(), buttons) }</div> }
}

/// What happened, why, what to do.
pub fn why(problem: &Problem, desk: &Desk) -> String {
    let words = words::texts(desk.appearance.language);
    match problem {
        Problem::Worker(WorkerProblem::NotStarted(said)) if said.is_empty() => words.no_worker.to_owned(),
        Problem::Worker(WorkerProblem::NotStarted(said)) => {
            fill(words.no_worker_said, &[("said", &visible::plain(said)), ("why", words.no_worker)])
        }
        Problem::Worker(WorkerProblem::Silent) => words.silent.to_owned(),
        Problem::Answer(
            SignInProblem::Call(error)
            | SignInProblem::WrongSecret(error)
            | SignInProblem::NoSuchAccount(error)
            | SignInProblem::TokenRefused(error)
            | SignInProblem::NotAnAdmin(Some(error), _),
        ) => explain(error, &desk.appearance).text(),
        Problem::Answer(SignInProblem::NotAnAdmin(None, _) | SignInProblem::NoToken) | Problem::Fault => {
            words.fault.to_owned()
        }
    }
}
