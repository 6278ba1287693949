//! The drawer, from the form to the result.

use std::rc::Rc;

use openim_api::{Refusal, UserId};
use openim_bulk::run::{Fault, Stop};
use yew::prelude::*;

use super::Deed;
use super::ask::{view_names, view_question};
use super::drive::{Kept, begin, forget, take_up, use_drive};
use super::form::use_form;
use super::job::{Act, Job, Sort, Stage};
use super::notice::too_old;
use super::result::{Results, view_fault, view_running};
use crate::browser;
use crate::browser::format;
use crate::desk::{Desk, use_desk};
use crate::i18n::{count, fill, user_actions, user_acts as words};
use crate::pages::user::refusal_words;
use crate::pages::user_actions::Chosen;
use crate::pages::user_actions::collect::use_collect;
use crate::pages::user_actions::panel::Panel;
use crate::ui::{BannerKind, banner};

/// Of [`ActPanel`].
#[derive(Properties, PartialEq)]
pub struct ActPanelProps {
    /// Who is selected, in which list.
    pub chosen: Chosen,
    /// What is done; none: what was under way when the session ended.
    pub deed: Option<Deed>,
}

/// Whom it is done to, and whom not.
type Parted = Result<(Rc<[UserId]>, Rc<[UserId]>), Refusal>;

/// The drawer.
#[component]
pub fn ActPanel(props: &ActPanelProps) -> Html {
    let desk = use_desk();
    let (words, common) = (words::texts(desk.appearance.language), user_actions::texts(desk.appearance.language));
    let kept = use_state(|| if props.deed.is_none() { take_up(&desk) } else { None });
    let deed = props.deed.or_else(|| kept.as_ref().map(|kept| kept.job.borrow().act().deed()));
    let refused = deed.and_then(|deed| refusal(&desk, deed));
    let collecting = {
        // Nobody is read in vain.
        let selection = if refused.is_some() { Rc::default() } else { Rc::clone(&props.chosen.selection) };
        use_collect(&desk, &Chosen { selection, ..props.chosen.clone() })
    };
    let form = use_form(&desk, deed.unwrap_or(Deed::LogOut));
    let drive = use_drive(&desk);
    let asks = use_state_eq(|| false);
    let typed = use_state_eq(String::new);
    let parted: Rc<Option<Parted>> = {
        let api = desk.api.clone();
        use_memo((collecting.ids.clone(), deed), move |(ids, deed)| {
            ids.as_ref().zip(api).map(|(ids, api)| {
                let left_out = api.protected_among(*deed == Some(Deed::LogOut), ids)?;
                let spared: std::collections::HashSet<&UserId> = left_out.iter().collect();
                let users = ids.iter().filter(|id| !spared.contains(id)).cloned().collect();
                Ok((users, left_out.into()))
            })
        })
    };
    {
        let (is_nothing, ontask) = (deed.is_none(), props.chosen.ontask.clone());
        use_effect_with(is_nothing, move |is_nothing| {
            if *is_nothing {
                ontask.emit(None);
            }
        });
    }
    let onclose = {
        let (environment, chosen, kept) = (desk.environment.clone(), props.chosen.clone(), (*kept).clone());
        Callback::from(move |()| {
            forget(&environment);
            if let Some(kept) = &kept {
                chosen.onchanged.emit(kept.job.borrow().changed());
            }
            chosen.ontask.emit(None);
        })
    };
    let Some(deed) = deed else { return Html::default() };
    let title = match deed {
        Deed::LogOut => words.title_log_out,
        Deed::Receive => words.title_receive,
        Deed::Notice => words.title_notice,
    };
    let button = |class: &'static str, words: String, onclick: Callback<MouseEvent>| {
        html! { <button type="button" {class} {onclick}>{ words }</button> }
    };
    let (primary, plain) = ("oic-btn oic-btn--primary", "oic-btn");

    if let Some(kept) = &*kept {
        let job = kept.job.borrow();
        let stop = |for_good: bool| {
            let (drive, kept) = (drive.clone(), Rc::clone(kept));
            Callback::from(move |_: MouseEvent| drive.stop(&kept, for_good))
        };
        let go_on = |again: bool| {
            let (drive, kept) = (drive.clone(), Rc::clone(kept));
            Callback::from(move |_: MouseEvent| drive.go_on(&kept, again))
        };
        let is_running = matches!(job.stage(), Stage::Running | Stage::Waiting(_));
        let is_over = job.is_over();
        let failed = job.run().progress().counts.refused + job.run().progress().counts.failed;
        let foot = if is_running {
            html! {
                <>
                    { button(plain, words.cancel.to_owned(), stop(true)) }
                    <span class="oic-push"></span>
                    { button(plain, words.pause.to_owned(), stop(false)) }
                </>
            }
        } else {
            html! {
                <>
                    if failed > 0 { { button(plain, count(words.retry_failed, failed as usize), go_on(true)) } }
                    if !is_over { { button(plain, words.cancel.to_owned(), stop(true)) } }
                    <span class="oic-push"></span>
                    if *job.stage() == Stage::Done {
                        { button(primary, common.close.to_owned(), onclose.reform(|_: MouseEvent| ())) }
                    } else {
                        { button(primary, common.go_on.to_owned(), go_on(false)) }
                    }
                </>
            }
        };
        let body = html! {
            <>
                { view_left_out(&desk, job.left_out()) }
                if is_running { { view_running(&desk, &job) } } else {
                    <>{ view_end(&desk, &job) }<Results kept={Rc::clone(kept)} /></>
                }
            </>
        };
        let stage = match job.stage() {
            Stage::Running | Stage::Waiting(_) => "running",
            Stage::Stopped(_) => "stopped",
            Stage::Done => "done",
        };
        return html! { <Panel {title} {stage} running={!is_over} {foot} {onclose}>{ body }</Panel> };
    }

    let refuse = |reason: String| {
        let body = banner(BannerKind::Plain, "", reason.into(), Html::default());
        html! { <Panel {title} stage="refused" onclose={onclose.clone()}>{ body }</Panel> }
    };
    if let Some(reason) = refused {
        return refuse(reason);
    }
    let (users, left_out) = match &*parted {
        None => {
            return html! { <Panel {title} stage="collecting" running={collecting.running} {onclose}>{ collecting.view }</Panel> };
        }
        Some(Err(refusal)) => return refuse(refusal_words(refusal.clone(), &desk)),
        Some(Ok(parted)) => parted,
    };
    let act = form.act();
    let begin = match deed {
        Deed::LogOut => words.begin_log_out,
        Deed::Receive => words.begin_receive,
        Deed::Notice => words.begin_notice,
    };
    let ask = {
        let (asks, typed) = (asks.setter(), typed.setter());
        Callback::from(move |_: MouseEvent| {
            typed.set(String::new());
            asks.set(true);
        })
    };
    let oncancel = {
        let asks = asks.setter();
        Callback::from(move |()| asks.set(false))
    };
    let question = act.clone().filter(|_| *asks).map(|act| {
        let onconfirm = begin_with(&desk, &act, users, left_out, &kept, &asks, &drive);
        view_question(&desk, &act, users, &typed, onconfirm, oncancel.clone())
    });
    let body = html! {
        <>
            { view_left_out(&desk, left_out) }
            if users.is_empty() { <p>{ words.nobody_left }</p> } else {
                <p>{ count(words.for_users, users.len()) }</p>
                { form.view(&desk) }
            }
            { for question }
        </>
    };
    let foot = html! {
        <>
            <span class="oic-push"></span>
            <button type="button" class={primary} disabled={act.is_none() || users.is_empty()} onclick={ask}>{ count(begin, users.len()) }</button>
        </>
    };
    html! { <Panel {title} stage="form" typed={form.is_typed()} {foot} {onclose}>{ body }</Panel> }
}

/// Why it can be done to nobody.
fn refusal(desk: &Desk, deed: Deed) -> Option<String> {
    let api = desk.api.as_ref()?;
    let refusal = api.protected_among(false, &[]).err().map(|refusal| refusal_words(refusal, desk));
    refusal.or_else(|| if deed == Deed::Notice { too_old(desk, api.block()) } else { None })
}

fn begin_with(
    desk: &Desk,
    act: &Act,
    users: &Rc<[UserId]>,
    left_out: &Rc<[UserId]>,
    kept: &UseStateHandle<Option<Rc<Kept>>>,
    asks: &UseStateHandle<bool>,
    drive: &super::drive::Drive,
) -> Callback<()> {
    let (desk, act, users, left_out) = (desk.clone(), act.clone(), Rc::clone(users), Rc::clone(left_out));
    let (kept, asks, drive) = (kept.setter(), asks.setter(), drive.clone());
    Callback::from(move |()| {
        let seed = browser::now_millis().unsigned_abs();
        let job = Job::new(act.clone(), Rc::clone(&users), Rc::clone(&left_out), seed);
        asks.set(false);
        if let Some(began) = begin(&desk, job) {
            drive.start(&began);
            kept.set(Some(began));
        }
    })
}

fn view_left_out(desk: &Desk, left_out: &[UserId]) -> Html {
    if left_out.is_empty() {
        return Html::default();
    }
    let words = words::texts(desk.appearance.language);
    let text = fill(&count(words.left_out, left_out.len()), &[("names", "")]);
    let text = html! { <>{ text.trim_end().to_owned() }{ view_names(left_out, words.and_more) }</> };
    banner(BannerKind::Info, "", text, Html::default())
}

/// How it ended, or why it stands still.
fn view_end(desk: &Desk, job: &Job) -> Html {
    let words = words::texts(desk.appearance.language);
    let counts = job.run().progress().counts;
    let (failed, unclear) = (counts.refused + counts.failed, job.rows(Some(Sort::Unclear)).len());
    let values = [
        ("done", format::number((counts.done + counts.presumed + counts.existed).into())),
        ("failed", format::number(failed.into())),
        ("unclear", format::count(unclear)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let summary = fill(words.summary, &values);
    let because = |fault: &Fault| view_fault(fault, job, words);
    let (kind, text, why) = match job.stage() {
        Stage::Stopped(Stop::Paused) => (BannerKind::Info, words.paused, Html::default()),
        Stage::Stopped(Stop::Cancelled) => (BannerKind::Info, words.cancelled, Html::default()),
        Stage::Stopped(Stop::SessionEnded(_)) => (BannerKind::Warn, words.session_ended, Html::default()),
        Stage::Stopped(Stop::Barred(fault)) => (BannerKind::Danger, words.barred, because(fault)),
        Stage::Stopped(Stop::Interrupted(fault)) => (BannerKind::Danger, words.interrupted, because(fault)),
        _ if failed == 0 && unclear == 0 => {
            let text = count(words.all_done, counts.done as usize);
            return banner(BannerKind::Ok, "", text.into(), Html::default());
        }
        _ => (BannerKind::Warn, "", Html::default()),
    };
    let unclear_words = if job.act().deed() == Deed::Notice { words.unclear_text } else { words.unclear_repeat };
    let text = html! {
        <>
            { text }{ " " }{ summary }{ why }
            if unclear > 0 { { " " }{ unclear_words } }
        </>
    };
    banner(kind, "", text, Html::default())
}
