//! The page: which step is shown, and what goes from one to the next.

use std::rc::Rc;

use openim_api::Transport;
use openim_bulk::job::{Kept, Progress, Refusal, Reply, Request, Sendable};
use yew::prelude::*;

use super::Opened;
use super::calls::unexpected;
use super::check::CheckStep;
use super::drive::Import;
use super::file::FileStep;
use super::model::{Step, Tally};
use super::reading::view_reading;
use super::result::ResultStep;
use super::run::{RunStep, Shared};
use super::runs::Runs;
use super::trouble::{trouble_words, view_trouble};
use super::worker::{Trouble, Worker};
use crate::browser::focus;
use crate::desk::use_desk;
use crate::failure::view_retry;
use crate::hooks::use_task;
use crate::i18n::import::ImportTexts;
use crate::i18n::{fill, import as words};
use crate::shell::{Page, use_page};
use crate::ui::{Icon, state_frame, view_icon};

/// What is shown.
#[derive(Clone, PartialEq)]
enum Stage {
    File,
    /// True: what was kept could not be gone on with.
    Check(bool),
    /// True: it begins by itself.
    Run(Shared, bool),
    Result(Shared, Tally),
}

impl Stage {
    fn step(&self) -> Step {
        match self {
            Self::File => Step::File,
            Self::Check(_) => Step::Check,
            Self::Run(..) => Step::Run,
            Self::Result(..) => Step::Result,
        }
    }
}

/// The page.
#[component]
pub fn ImportPage() -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let main = use_page(&desk, desk.texts().nav_import);
    let worker = use_state(|| None::<Result<Worker, Trouble>>);
    let stage = use_state(|| Stage::File);
    let opened = use_state(|| None::<Opened>);
    let trouble = use_state(|| None::<Trouble>);
    // Why the worker has ended by itself. What it held is gone with it; what was kept is offered by the next.
    let ended = use_state(|| None::<Trouble>);
    let resuming = use_state(|| None::<Progress>);
    let (starting, task) = (use_task(), use_task());
    let start = {
        let (worker, environment) = (worker.setter(), desk.environment.clone());
        let (stage, opened, resuming, trouble, ended) =
            (stage.setter(), opened.setter(), resuming.setter(), trouble.setter(), ended.setter());
        Callback::from(move |()| {
            let (worker, environment, ended) = (worker.clone(), environment.clone(), ended.clone());
            worker.set(None);
            stage.set(Stage::File);
            opened.set(None);
            resuming.set(None);
            trouble.set(None);
            ended.set(None);
            starting.start(async move {
                let on_end = Callback::from(move |why| ended.set(Some(why)));
                worker.set(Some(Worker::start(environment.import_worker.as_deref(), on_end).await));
            });
        })
    };
    {
        let start = start.clone();
        use_effect_with((), move |()| start.emit(()));
    }
    let heading = use_node_ref();
    {
        let (heading, is_first) = (heading.clone(), use_mut_ref(|| true));
        use_effect_with((*stage).step(), move |_| {
            // At first the page has the focus.
            if is_first.replace(false) {
                return;
            }
            if let Some(heading) = heading.cast::<web_sys::Element>() {
                focus::focus(&heading);
            }
        });
    }

    let view_broken = |title: &str, why: &Trouble, help: &str| {
        let retry = view_retry("oic-btn oic-btn--primary", &start, desk.texts());
        let why = html! { <><p>{ trouble_words(why, words) }</p><p>{ help }</p>{ retry }</> };
        state_frame(Icon::FAIL, title, why)
    };
    let content = match (&*worker, &desk.api) {
        _ if ended.is_some() => {
            ended.iter().map(|why| view_broken(words.worker_ended, why, words.worker_ended_help)).collect()
        }
        (None, _) | (_, None) => {
            html! { <div class="oic-stack" aria-busy="true"><span class="oic-vh" role="status">{ desk.texts().loading }</span><div class="oic-skel" /></div> }
        }
        (Some(Err(why)), _) => view_broken(words.worker_not_started, why, words.worker_help),
        (Some(Ok(worker)), Some(api)) => {
            let server =
                desk.session.state.signed_in().map(|session| session.server.as_str().to_owned()).unwrap_or_default();
            let set_opened = {
                let opened = opened.setter();
                Callback::from(move |next: Option<Opened>| opened.set(next))
            };
            let go = |to: Stage| {
                let stage = stage.setter();
                Callback::from(move |()| stage.set(to.clone()))
            };
            match (&*stage, &*opened) {
                (Stage::Check(is_anew), Some(of)) => {
                    let onstart = {
                        let (worker, api, of, stage) = (worker.clone(), api.clone(), of.clone(), stage.setter());
                        Callback::from(move |(sendable, secret): (Sendable, Option<String>)| {
                            let runs = Runs::new(&sendable, seed());
                            let (name, overview) = (of.name.clone(), of.overview.clone());
                            let import = Import::new(worker.clone(), api.clone(), server.clone(), name, overview, runs);
                            *import.secret.borrow_mut() = secret.map(openim_api::Secret::new);
                            stage.set(Stage::Run(Shared(Rc::new(import)), true));
                        })
                    };
                    html! {
                        <CheckStep worker={worker.clone()} opened={of.clone()} is_anew={*is_anew} onopened={set_opened.reform(Some)}
                            onback={go(Stage::File)} {onstart} />
                    }
                }
                (Stage::Run(import, at_once), _) => {
                    let (stage, of) = (stage.setter(), import.clone());
                    let onfinished = Callback::from(move |tally| stage.set(Stage::Result(of.clone(), tally)));
                    // The worker still has what was sent from here; a new one has nothing, and offers what is kept.
                    html! { <RunStep import={import.clone()} at_once={*at_once} {onfinished} onleave={start.clone()} /> }
                }
                (Stage::Result(import, tally), _) => {
                    let onretry = {
                        let (stage, import) = (stage.setter(), import.clone());
                        Callback::from(move |()| {
                            import.0.runs.borrow_mut().retry();
                            stage.set(Stage::Run(import.clone(), true));
                        })
                    };
                    let onnew = {
                        let (worker, stage, opened) = (worker.clone(), stage.setter(), opened.setter());
                        Callback::from(move |()| {
                            let (worker, stage, opened) = (worker.clone(), stage.clone(), opened.clone());
                            wasm_bindgen_futures::spawn_local(async move {
                                // A worker that has gone is told of by the page.
                                let _ = worker.ask(Request::Forget).await;
                                opened.set(None);
                                stage.set(Stage::File);
                            });
                        })
                    };
                    html! { <ResultStep import={import.clone()} tally={tally.clone()} {onretry} {onnew} /> }
                }
                (Stage::File | Stage::Check(_), _) => {
                    let onresume = {
                        let (worker, api, stage) = (worker.clone(), api.clone(), stage.setter());
                        let (opened, trouble, task) = (opened.setter(), trouble.setter(), task.clone());
                        let resuming = resuming.setter();
                        Callback::from(move |kept: Kept| {
                            let (worker, api, server) = (worker.clone(), api.clone(), server.clone());
                            let (stage, opened, trouble) = (stage.clone(), opened.clone(), trouble.clone());
                            let resuming = resuming.clone();
                            resuming.set(Some(Progress { bytes: 0, all: kept.bytes, rows: 0 }));
                            trouble.set(None);
                            task.start(async move {
                                let told = {
                                    let resuming = resuming.clone();
                                    Callback::from(move |progress| resuming.set(Some(progress)))
                                };
                                let answer = worker.resume(kept.key, told).await;
                                resuming.set(None);
                                let resumed = match answer {
                                    Ok(Reply::Resumed(resumed)) => resumed,
                                    Err(Trouble::Refused(Refusal::Overtaken)) => return,
                                    other => return trouble.set(Some(other.err().unwrap_or_else(unexpected))),
                                };
                                let (name, overview) = (resumed.name, resumed.overview);
                                opened.set(Some(Opened { name: name.clone(), overview: overview.clone() }));
                                let Ok(runs) = Runs::restore(&resumed.state, seed()) else {
                                    return stage.set(Stage::Check(true));
                                };
                                let import = Import::new(worker, api, server, name, overview, runs);
                                let at_once = !import.lacks_secret();
                                stage.set(Stage::Run(Shared(Rc::new(import)), at_once));
                            });
                        })
                    };
                    let halt = {
                        let (worker, resuming, task) = (worker.clone(), resuming.setter(), task.clone());
                        Callback::from(move |_: MouseEvent| {
                            task.stop();
                            resuming.set(None);
                            let worker = worker.clone();
                            wasm_bindgen_futures::spawn_local(async move {
                                // It is offered again.
                                let _ = worker.ask(Request::Halt).await;
                            });
                        })
                    };
                    html! {
                        <>
                            if let Some(why) = &*trouble { { view_trouble(&desk, words.not_resumed, why, Html::default()) } }
                            if let Some(progress) = &*resuming {
                                { view_reading(&desk, progress, &halt) }
                            } else {
                                <FileStep worker={worker.clone()} opened={(*opened).clone()} onopened={set_opened} {onresume}
                                    onnext={go(Stage::Check(false))} />
                            }
                        </>
                    }
                }
            }
        }
    };
    let step = stage.step();
    let content = html! {
        <>
            <div class="oic-toolbar">{ view_stepper(words, step) }</div>
            <div class="oic-page__body">
                <h2 ref={heading} class="oic-vh" tabindex="-1">{ heading_words(words, step) }</h2>
                { content }
            </div>
        </>
    };
    Page { title: desk.texts().nav_import.into(), ..Page::default() }.view(&desk, main, content)
}

fn seed() -> u64 {
    openim_api::BrowserTransport::new().random()
}

fn step_words(words: &'static ImportTexts, step: Step) -> &'static str {
    match step {
        Step::File => words.step_file,
        Step::Check => words.step_check,
        Step::Run => words.step_run,
        Step::Result => words.step_result,
    }
}

fn heading_words(words: &'static ImportTexts, step: Step) -> String {
    let number = Step::ALL.iter().take_while(|of| **of < step).count() + 1;
    fill(words.step_of, &[("n", &number.to_string()), ("step", step_words(words, step))])
}

fn view_stepper(words: &'static ImportTexts, now: Step) -> Html {
    let item = |(at, step): (usize, Step)| {
        let is_done = step < now;
        html! {
            <li data-state={is_done.then_some("done")} aria-current={(step == now).then_some("step")}>
                <span class="oic-stepper__n">if is_done { { view_icon(Icon::CHECK, "") } } else { { at + 1 } }</span>
                <span>{ step_words(words, step) }</span>
                if is_done { <span class="oic-vh">{ words.step_done }</span> }
            </li>
        }
    };
    html! { <ol class="oic-stepper" aria-label={words.steps}>{ for Step::ALL.into_iter().enumerate().map(item) }</ol> }
}
