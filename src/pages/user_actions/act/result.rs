//! How far it is, and a row for each that has ended.

use std::rc::Rc;

use openim_bulk::run::{Failure, Fault, Progress};
use yew::prelude::*;

use super::Deed;
use super::drive::Kept;
use super::job::{Job, Sort, Stage};
use crate::browser::save::NotWritten;
use crate::browser::{format, now_millis};
use crate::desk::{Desk, use_desk};
use crate::i18n::user_acts::UserActsTexts;
use crate::i18n::{count, fill, user_actions, user_acts as words};
use crate::pages::user::model::platform_words;
use crate::pages::user_actions::format::save_table;
use crate::pages::user_actions::panel::view_progress;
use crate::ui::{BannerKind, Icon, Pager, banner, copy_mark, safe_text, view_icon};

/// Rows drawn at a time.
const ROWS: u32 = 100;

/// How far it is.
pub fn view_running(desk: &Desk, job: &Job) -> Html {
    let words = words::texts(desk.appearance.language);
    let progress = job.run().progress();
    let label = match job.act().deed() {
        Deed::LogOut => words.doing_log_out,
        Deed::Receive => words.doing_receive,
        Deed::Notice => words.doing_notice,
    };
    let ended = (progress.rows - progress.left) as usize;
    let wrong = progress.counts.refused + progress.counts.failed;
    let values =
        [("failed", format::number(wrong.into())), ("unclear", format::number(progress.counts.unclear.into()))];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    html! {
        <>
            { view_progress(desk, label, ended, progress.rows as usize) }
            <p class="oic-muted oic-num">{ pace(&progress, words) }</p>
            if wrong > 0 || progress.counts.unclear > 0 { <p>{ fill(words.so_far, &values) }</p> }
            if let Stage::Waiting(until) = job.stage() {
                { banner(BannerKind::Warn, "", seconds(words.waiting, until.saturating_sub(now_millis())).into(), Html::default()) }
            }
        </>
    }
}

fn seconds(text: &str, millis: i64) -> String {
    count(text, usize::try_from(millis.max(0).saturating_add(999) / 1_000).unwrap_or_default())
}

/// How fast it is, and how long it takes.
fn pace(progress: &Progress, words: &'static UserActsTexts) -> String {
    let Some(speed) = progress.speed else { return String::new() };
    let per = |millis: u64| (u64::from(speed.rows) * millis).checked_div(speed.millis.into()).unwrap_or_default();
    let many = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let fast = per(1_000);
    let rate = if fast > 0 { count(words.a_second, many(fast)) } else { count(words.a_minute, many(per(60_000))) };
    let left = progress.left_millis.unwrap_or_default().div_ceil(1_000);
    let left = if left < 120 {
        count(words.seconds_left, many(left))
    } else {
        count(words.minutes_left, many(left.div_ceil(60)))
    };
    format!("{rate} · {left}")
}

/// Of [`Results`].
#[derive(Properties)]
pub struct ResultsProps {
    /// The deed.
    pub kept: Rc<Kept>,
}

impl PartialEq for ResultsProps {
    /// What is inside changes.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// The rows, to be filtered, copied and saved.
#[component]
pub fn Results(props: &ResultsProps) -> Html {
    let desk = use_desk();
    let (words, common) = (words::texts(desk.appearance.language), user_actions::texts(desk.appearance.language));
    let filter = use_state_eq(|| None::<Sort>);
    let page = use_state_eq(|| 1_u32);
    let not_saved = use_state(|| None::<NotWritten>);
    let job = props.kept.job.borrow();
    let rows = job.rows(*filter);
    let first = (*page as usize - 1).saturating_mul(ROWS as usize);
    let shown: Vec<u32> = rows.iter().skip(first).take(ROWS as usize).copied().collect();
    let pager = Pager {
        page: *page,
        size: ROWS,
        sizes: &[],
        total: rows.len() as u64,
        shown: u32::try_from(shown.len()).unwrap_or(u32::MAX),
    };
    let onpage = {
        let page = page.setter();
        Callback::from(move |(wanted, _): (u32, u32)| page.set(wanted))
    };
    let progress = job.run().progress();
    let ended = progress.counts.done + progress.counts.presumed + progress.counts.existed;
    let kinds = [
        (None, common.everybody, progress.rows),
        (Some(Sort::Done), words.done, ended),
        (Some(Sort::Failed), words.failed, progress.counts.refused + progress.counts.failed),
        (Some(Sort::Unclear), words.unclear, number(&job, Sort::Unclear)),
        (Some(Sort::Open), words.not_tried, number(&job, Sort::Open)),
    ];
    let choose = |(wanted, caption, number): (Option<Sort>, &'static str, u32)| {
        let (set, page) = (filter.setter(), page.setter());
        html! {
            <button type="button" class="oic-btn oic-btn--sm" aria-pressed={if *filter == wanted { "true" } else { "false" }}
                onclick={Callback::from(move |_: MouseEvent| { set.set(wanted); page.set(1); })}>
                { caption }<span class="oic-count">{ format::number(number.into()) }</span>
            </button>
        }
    };
    let save = {
        let (kept, filter, not_saved) = (Rc::clone(&props.kept), *filter, not_saved.setter());
        Callback::from(move |_: MouseEvent| {
            let (name, rows): (&str, Vec<Vec<String>>) = {
                let job = kept.job.borrow();
                let name = match job.act().deed() {
                    Deed::LogOut => "log-out.csv",
                    Deed::Receive => "receive-option.csv",
                    Deed::Notice => "notice.csv",
                };
                (name, job.file(filter))
            };
            let not_saved = not_saved.clone();
            wasm_bindgen_futures::spawn_local(async move {
                not_saved.set(save_table(name, &Job::HEAD, &rows).await.err());
            });
        })
    };
    let has_platforms = job.act().deed() == Deed::LogOut;
    html! {
        <>
            if let Some(NotWritten(name)) = &*not_saved {
                { banner(BannerKind::Danger, common.export_not_written, fill(common.export_not_written_text, &[("name", name)]).into(), Html::default()) }
            }
            <div class="oic-row oic-row--wrap">
                <span class="oic-row oic-row--wrap" role="group" aria-label={common.filter_rows}>{ for kinds.into_iter().map(choose) }</span>
                <span class="oic-push"></span>
                <button type="button" class="oic-btn oic-btn--sm" onclick={save}>{ view_icon(Icon::DOWNLOAD, "oic-icon--sm") }{ "CSV" }</button>
            </div>
            <div class="oic-tablebox oic-tablebox--card" role="region" aria-label={words.result} tabindex="0">
                <table class="oic-table">
                    <thead><tr>
                        <th scope="col" class="oic-col-grow">{ desk.texts().column_user_id }</th>
                        if has_platforms { <th scope="col">{ words.platform }</th> }
                        <th scope="col">{ words.result }</th>
                    </tr></thead>
                    <tbody>{ for shown.iter().map(|row| view_row(&desk, &job, *row)) }</tbody>
                </table>
            </div>
            { pager.view(desk.texts(), &onpage) }
        </>
    }
}

fn number(job: &Job, sort: Sort) -> u32 {
    u32::try_from(job.rows(Some(sort)).len()).unwrap_or(u32::MAX)
}

fn view_row(desk: &Desk, job: &Job, row: u32) -> Html {
    let words = words::texts(desk.appearance.language);
    let Some((user, platform)) = job.row(row) else { return Html::default() };
    let (class, text) = match job.sort(row) {
        Sort::Done => ("oic-chip oic-chip--ok", words.done),
        Sort::Failed => ("oic-chip oic-chip--danger", words.failed),
        Sort::Unclear => ("oic-chip oic-chip--warn", words.unclear),
        Sort::Open => ("oic-chip oic-chip--outline", words.not_tried),
    };
    html! {
        <tr key={row}>
            <td class="oic-mono oic-break">{ safe_text(user.as_str()) }</td>
            if let Some(platform) = platform { <td>{ platform_words(platform, desk.appearance.language) }</td> }
            <td class="oic-col-wrap">
                <span {class}>{ text }</span>
                if let Some(fault) = job.fault(row) { { view_fault(fault, job, words) } }
            </td>
        </tr>
    }
}

/// Why, with errCode and operationID.
pub fn view_fault(fault: &Fault, job: &Job, words: &'static UserActsTexts) -> Html {
    let why = match fault.failure {
        Failure::Refused if fault.err_code.is_none() && job.act().deed() == Deed::Notice => words.why_not_delivered,
        Failure::Taken | Failure::Refused | Failure::Busy | Failure::SessionEnded | Failure::Barred => {
            words.why_refused
        }
        Failure::Stumbled => words.why_fault,
        Failure::TooLarge => words.why_large,
        Failure::TimedOut => words.why_slow,
        Failure::Lost => words.why_lost,
    };
    html! {
        <span class="oic-small oic-muted">
            { " " }{ why }
            if let Some(code) = fault.err_code { { format!(" · errCode {code}") } }
            if let Some(operation) = &fault.operation_id {
                { " · " }<span class="oic-mono oic-break">{ operation.as_str().to_owned() }</span>
                { copy_mark(operation.as_str().to_owned(), words.copy_operation) }
            }
        </span>
    }
}
