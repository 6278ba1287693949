//! The third step: rows are sent, and how far that is.

use std::rc::Rc;

use openim_api::Secret;
use openim_bulk::run::{Fault, Speed, Stop};
use yew::prelude::*;

use super::drive::{Import, Phase, Sent, Shot};
use super::finish::finish;
use super::model::{Tally, duration_words};
use super::runs::Work;
use super::secret::view_secret;
use super::trouble::{trouble_words, view_trouble};
use super::worker::Trouble;
use crate::browser::{self, format};
use crate::desk::{Desk, use_desk};
use crate::hooks::{use_task, use_way_out};
use crate::host::News;
use crate::i18n::import::ImportTexts;
use crate::i18n::{count, fill, import as words};
use crate::ui::{BannerKind, Dialog, Icon, banner, copy_mark, view_icon};

/// An import that is sent; equal to its clones only.
#[derive(Clone)]
pub struct Shared(pub Rc<Import>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Of [`RunStep`].
#[derive(Properties, PartialEq)]
pub struct RunStepProps {
    /// What is sent.
    pub import: Shared,
    /// Does it begin by itself?
    pub at_once: bool,
    /// Told what came of each row.
    pub onfinished: Callback<Tally>,
    /// Another tab has it: back to what is kept.
    pub onleave: Callback<()>,
}

/// The step.
#[component]
pub fn RunStep(props: &RunStepProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let import = Rc::clone(&props.import.0);
    let shot = use_state(|| import.shot(if props.at_once { Phase::Running } else { Phase::Stopped(Stop::Paused) }));
    let secret = use_state_eq(String::new);
    let pausing = use_state_eq(|| false);
    let not_finished = use_state(|| None::<Trouble>);
    let task = use_task();
    let start = {
        let (import, shot, onfinished) = (Rc::clone(&import), shot.setter(), props.onfinished.clone());
        let (pausing, not_finished, environment) = (pausing.setter(), not_finished.setter(), desk.environment.clone());
        Callback::from(move |()| {
            let environment = environment.clone();
            let (import, shot, onfinished) = (Rc::clone(&import), shot.clone(), onfinished.clone());
            let (pausing, not_finished) = (pausing.clone(), not_finished.clone());
            pausing.set(false);
            not_finished.set(None);
            task.start(async move {
                let end = import.go_on(|now| shot.set(now)).await;
                if matches!(end, Phase::Done | Phase::Stopped(Stop::Cancelled)) {
                    match finish(&import).await {
                        Ok(tally) => {
                            environment.tell(News::UsersImported(tally.by_group()));
                            onfinished.emit(tally);
                        }
                        Err(why) => not_finished.set(Some(why)),
                    }
                }
            });
        })
    };
    {
        let (start, at_once) = (start.clone(), props.at_once);
        use_effect_with((), move |()| {
            if at_once {
                start.emit(());
            }
        });
    }
    let pause = {
        let (import, pausing) = (Rc::clone(&import), pausing.setter());
        Callback::from(move |_: MouseEvent| {
            import.runs.borrow_mut().pause();
            pausing.set(true);
        })
    };
    let is_moving = matches!(shot.phase, Phase::Running | Phase::Waiting(_));
    let cancel = {
        let (import, pausing, start) = (Rc::clone(&import), pausing.setter(), start.clone());
        Callback::from(move |_: MouseEvent| {
            import.runs.borrow_mut().cancel();
            pausing.set(true);
            if !is_moving {
                start.emit(());
            }
        })
    };
    let go_on = {
        let (import, start, secret) = (Rc::clone(&import), start, secret.clone());
        Callback::from(move |_: MouseEvent| {
            if !secret.is_empty() {
                *import.secret.borrow_mut() = Some(Secret::new(secret.as_str()));
            }
            import.runs.borrow_mut().go_on();
            start.emit(());
        })
    };
    let wanted = use_way_out(&desk, desk.navigator.route().clone(), is_moving);
    let question = wanted.as_ref().map(|go| {
        let (go, stay, leave) = (go.clone(), wanted.setter(), wanted.setter());
        let onconfirm = Callback::from(move |()| {
            leave.set(None);
            go.emit(());
        });
        let text = if shot.not_kept.is_some() { words.leave_text_lost } else { words.leave_text };
        html! {
            <Dialog id={desk.id("import-leave")} title={words.leave_title} danger=true confirm={words.leave_confirm}
                cancel={words.leave_stay} {onconfirm} oncancel={Callback::from(move |()| stay.set(None))}>
                <p>{ text }</p>
            </Dialog>
        }
    });
    let wants_secret =
        !is_moving && (import.lacks_secret() || is_barred(&shot.phase) && super::calls::lacks_secret(&import.api));
    let stop_controls = html! {
        <>
            if wants_secret {
                { view_secret(&desk, &secret, &Callback::from({ let secret = secret.setter(); move |text| secret.set(text) })) }
            }
            <div class="oic-row oic-row--wrap">
                <button type="button" class="oic-btn oic-btn--sm oic-btn--primary" disabled={import.lacks_secret() && secret.is_empty()} onclick={go_on}>
                    { view_icon(Icon::PLAY, "oic-icon--sm") }{ words.go_on }
                </button>
                <button type="button" class="oic-btn oic-btn--sm" onclick={cancel.clone()}>{ words.end_here }</button>
            </div>
        </>
    };
    html! {
        <div class="oic-stack">
            if let Some(why) = &shot.not_kept {
                { banner(BannerKind::Warn, words.not_kept, trouble_words(why, words).into(), Html::default()) }
            }
            if let Some(why) = &*not_finished { { view_trouble(&desk, words.not_done, why, Html::default()) } }
            { view_progress(&desk, &shot, *pausing, is_moving, &pause, &cancel) }
            { view_stop(&desk, &shot.phase, stop_controls, &props.onleave) }
            { view_log(&desk, &shot.log) }
            { for question }
        </div>
    }
}

fn is_barred(phase: &Phase) -> bool {
    matches!(phase, Phase::Stopped(Stop::Barred(_) | Stop::SessionEnded(_)))
}

fn view_progress(
    desk: &Desk,
    shot: &Shot,
    pausing: bool,
    is_moving: bool,
    pause: &Callback<MouseEvent>,
    cancel: &Callback<MouseEvent>,
) -> Html {
    let words = words::texts(desk.appearance.language);
    let (done, all) = shot.ended;
    let title = match (&shot.phase, shot.work) {
        (Phase::Stopped(_) | Phase::Broken(_) | Phase::Elsewhere, _) => words.run_stopped,
        (Phase::Done, _) => words.run_done,
        (_, Work::Update) => words.run_updating,
        _ => words.run_registering,
    };
    let speed = shot.progress.speed.map(|Speed { rows, millis }| {
        let a_second = u64::from(rows) * 1_000 / u64::from(millis.max(1));
        fill(words.rows_a_second, &[("n", &format::count(usize::try_from(a_second).unwrap_or(usize::MAX)))])
    });
    let left = shot
        .progress
        .left_millis
        .filter(|_| is_moving)
        .map(|millis| fill(words.time_left, &[("time", &duration_words(millis))]));
    let requests = count(words.requests, shot.requests as usize);
    let facts: Vec<String> = [Some(requests), speed, left].into_iter().flatten().collect();
    // Read out at each tenth, and no more often.
    let tenth = done.saturating_mul(10).checked_div(all).unwrap_or_default().saturating_mul(10);
    html! {
        <div class="oic-card"><div class="oic-card__body oic-stack">
            <div class="oic-row">
                <span class="oic-strong">{ title }</span>
                <span class="oic-push"></span>
                <span class="oic-num oic-strong">{ format::count(done) }</span>
                <span class="oic-muted oic-num">{ format!("/ {}", format::count(all)) }</span>
            </div>
            <div class="oic-row"><progress class="oic-progressbar" value={done.to_string()} max={all.max(1).to_string()} aria-label={words.run_progress} /></div>
            <span class="oic-vh" role="status">{ format!("{title} {tenth} %") }</span>
            <div class="oic-row oic-row--wrap">
                <span class="oic-muted oic-num">{ facts.join(" · ") }</span>
                <span class="oic-push"></span>
                if is_moving && pausing { <span class="oic-muted" role="status">{ words.pausing }</span> }
                if is_moving && !pausing {
                    <button type="button" class="oic-btn oic-btn--sm" onclick={pause.clone()}>{ view_icon(Icon::PAUSE, "oic-icon--sm") }{ words.pause }</button>
                    <button type="button" class="oic-btn oic-btn--sm oic-btn--danger-quiet" onclick={cancel.clone()}>
                        { view_icon(Icon::STOP, "oic-icon--sm") }{ words.cancel_run }
                    </button>
                }
            </div>
        </div></div>
    }
}

/// Why it does not go on, and what to do.
fn view_stop(desk: &Desk, phase: &Phase, controls: Html, onleave: &Callback<()>) -> Html {
    let words = words::texts(desk.appearance.language);
    let with_fault = |text: &'static str, fault: &Fault| {
        html! { <><p>{ text }{ " " }{ view_fault(fault, words) }</p>{ controls.clone() }</> }
    };
    match phase {
        Phase::Running | Phase::Done | Phase::Stopped(Stop::Cancelled) => Html::default(),
        Phase::Waiting(until) => {
            let left = u64::try_from(until.saturating_sub(browser::now_millis())).unwrap_or_default();
            let text = fill(words.waiting, &[("time", &duration_words(left))]);
            // Counted down for the eye alone: it would be read out every second.
            let text = html! { <span aria-hidden="true">{ text }</span> };
            banner(BannerKind::Warn, words.waiting_title, text, Html::default())
        }
        Phase::Stopped(Stop::Paused) => banner(
            BannerKind::Info,
            words.paused,
            html! { <><p>{ words.paused_text }</p>{ controls }</> },
            Html::default(),
        ),
        Phase::Stopped(Stop::SessionEnded(fault)) => banner(
            BannerKind::Danger,
            words.session_ended,
            with_fault(words.session_ended_text, fault),
            Html::default(),
        ),
        Phase::Stopped(Stop::Barred(fault)) => {
            banner(BannerKind::Danger, words.barred, with_fault(words.barred_text, fault), Html::default())
        }
        Phase::Stopped(Stop::Interrupted(fault)) => {
            banner(BannerKind::Danger, words.interrupted, with_fault(words.interrupted_text, fault), Html::default())
        }
        Phase::Elsewhere => {
            let leave = html! {
                <button type="button" class="oic-btn oic-btn--sm" onclick={onleave.reform(|_: MouseEvent| ())}>{ words.to_kept }</button>
            };
            banner(BannerKind::Danger, words.elsewhere, words.elsewhere_text.into(), leave)
        }
        Phase::Broken(why) => {
            let text = html! { <>{ trouble_words(why, words) }{ controls }</> };
            banner(BannerKind::Danger, words.run_stopped, text, Html::default())
        }
    }
}

/// The code and the operation of a request that failed.
pub fn view_fault(fault: &Fault, words: &'static ImportTexts) -> Html {
    let code = fault.err_code.map(|code| format!("errCode {code}"));
    html! {
        <span class="oic-mono">
            { code.unwrap_or_default() }
            if let Some(id) = &fault.operation_id {
                { " " }{ id.as_str() }{ copy_mark(id.as_str().to_owned(), words.copy_operation_id) }
            }
        </span>
    }
}

/// The last requests, the newest first.
fn view_log(desk: &Desk, log: &[Sent]) -> Html {
    let words = words::texts(desk.appearance.language);
    if log.is_empty() {
        return Html::default();
    }
    let title_id = desk.id("import-blocks");
    let row = |sent: &Sent| {
        let rows = if sent.rows == 1 {
            format::count(sent.span.0 as usize + 1)
        } else {
            format!("{}–{}", format::count(sent.span.0 as usize + 1), format::count(sent.span.1 as usize + 1))
        };
        let what = count(
            match sent.work {
                Work::Check => words.block_check,
                Work::Register => words.block_register,
                Work::Update => words.block_update,
            },
            sent.rows,
        );
        let (icon, class, end, took) = match &sent.end {
            None => (Icon::CLOCK, "oic-icon--sm oic-icon--faint", words.block_sending.into(), "—".to_owned()),
            Some(end) => {
                let took = fill(words.millis, &[("n", &format::number(end.took))]);
                match &end.fault {
                    None => (Icon::OK, "oic-icon--sm oic-icon--ok", words.block_done.into(), took),
                    Some(fault) => {
                        let said = html! { <>{ words.block_refused }{ " " }{ view_fault(fault, words) }</> };
                        (Icon::ALERT, "oic-icon--sm oic-icon--warn", said, took)
                    }
                }
            }
        };
        html! {
            <tr key={sent.number.to_string()}>
                <td class="oic-col-num oic-muted">{ format::count(sent.number as usize) }</td>
                <td class="oic-num oic-hide-sm">{ rows }</td>
                <td class="oic-col-wrap">{ what }</td>
                <td class="oic-col-wrap"><span class="oic-row">{ view_icon(icon, class) }<span>{ end }</span></span></td>
                <td class="oic-col-num oic-hide-sm">{ took }</td>
            </tr>
        }
    };
    html! {
        <section class="oic-section">
            <div class="oic-section__head">
                <h3 class="oic-h3" id={title_id.clone()}>{ words.blocks }</h3>
                <span class="oic-muted">{ words.blocks_hint }</span>
            </div>
            <div class="oic-tablebox oic-tablebox--card" role="region" aria-labelledby={title_id} tabindex="0">
                <table class="oic-table">
                    <thead><tr>
                        <th scope="col" class="oic-col-num">{ "#" }</th>
                        <th scope="col" class="oic-hide-sm">{ words.rows_title }</th>
                        <th scope="col">{ words.block }</th>
                        <th scope="col" class="oic-col-grow">{ words.outcome }</th>
                        <th scope="col" class="oic-col-num oic-hide-sm">{ words.time }</th>
                    </tr></thead>
                    <tbody>{ for log.iter().map(row) }</tbody>
                </table>
            </div>
        </section>
    }
}
