//! What is known of the IDs, so far.

use openim_api::UserId;
use yew::prelude::*;

use super::model::{Filter, Outcome, Run, RunEvent, RunState};
use crate::browser::{download, format};
use crate::desk::{Desk, use_desk};
use crate::failure::failure_banner;
use crate::i18n::{Texts, count, fill};
use crate::route::{ListQuery, Route};
use crate::shell::link_with;
use crate::ui::{CopyButton, Icon, Pager, safe_text, visible};

/// Rows drawn at a time.
const ROWS: u32 = 100;

/// Of [`ResultView`].
#[derive(Properties, PartialEq)]
pub struct ResultViewProps {
    /// The run.
    pub run: Run,
    /// Told what is to be done.
    pub tell: Callback<RunEvent>,
}

/// Counts, progress, rows.
#[component]
pub fn ResultView(props: &ResultViewProps) -> Html {
    let desk = use_desk();
    let texts = desk.texts();
    let filter = use_state_eq(Filter::default);
    let page = use_state_eq(|| 1_u32);
    let run = &props.run;
    {
        let page = page.setter();
        use_effect_with((*filter, run.ids.clone()), move |_| page.set(1));
    }
    if run.state == RunState::Idle {
        return html! {
            <div class="oic-span-8">
                <div class="oic-state">
                    <span class="oic-state__icon"><Icon name="id-check" class="oic-icon--lg" /></span>
                    <h2 class="oic-state__title">{ texts.check_empty_title }</h2>
                    <p>{ texts.check_empty_text }</p>
                </div>
            </div>
        };
    }
    let rows = run.rows(*filter);
    let first = (*page as usize - 1).saturating_mul(ROWS as usize).min(rows.len());
    let shown: Vec<_> = rows.iter().skip(first).take(ROWS as usize).copied().collect();
    let shown_count = u32::try_from(shown.len()).unwrap_or(u32::MAX);
    let pager = Pager { page: *page, size: ROWS, sizes: &[], total: rows.len() as u64, shown: shown_count };
    let onpage = {
        let page = page.setter();
        Callback::from(move |(wanted, _): (u32, u32)| page.set(wanted))
    };
    let title_id = desk.id("result");
    let save = {
        let run = run.clone();
        let filter = *filter;
        Callback::from(move |_: MouseEvent| {
            download::save_text("account-check.csv", "text/csv;charset=utf-8", &run.csv(filter));
        })
    };
    let choose = |wanted: Filter, words: &'static str, number: usize| {
        let filter_setter = filter.setter();
        html! {
            <button type="button" class="oic-btn oic-btn--sm" aria-pressed={if *filter == wanted { "true" } else { "false" }}
                onclick={Callback::from(move |_: MouseEvent| filter_setter.set(wanted))}>
                { words }<span class="oic-count">{ format::number(i64::try_from(number).unwrap_or(i64::MAX)) }</span>
            </button>
        }
    };
    let impossible = run.count(Outcome::Impossible);
    let free = run.count(Outcome::Unregistered) + impossible;
    html! {
        <div class="oic-span-8 oic-stack oic-stack--tight">
            <div class="oic-row oic-row--wrap">
                <h2 class="oic-h3" id={title_id.clone()}>{ texts.result }</h2>
                <span class="oic-btngroup" role="group" aria-label={texts.filter_rows}>
                    { choose(Filter::All, texts.filter_all, run.outcomes.len()) }
                    { choose(Filter::Registered, texts.filter_registered, run.count(Outcome::Registered)) }
                    { choose(Filter::Unregistered, texts.filter_unregistered, free) }
                </span>
                if impossible > 0 {
                    <span class="oic-chip oic-chip--danger"><Icon name="fail" />{ count(texts.impossible_count, impossible) }</span>
                }
                <span class="oic-push"></span>
                <CopyButton text={run.lines(*filter)} label={texts.copy_ids} caption={Some(AttrValue::from(texts.copy_ids))} />
                <button type="button" class="oic-btn oic-btn--sm" onclick={save}><Icon name="download" class="oic-icon--sm" />{ "CSV" }</button>
            </div>
            { view_progress(props, texts) }
            <div class="oic-tablebox oic-tablebox--card" role="region" aria-labelledby={title_id} tabindex="0">
                <table class="oic-table">
                    <thead>
                        <tr>
                            <th scope="col" class="oic-col-grow">{ texts.column_user_id }</th>
                            <th scope="col">{ texts.column_status }</th>
                            <th scope="col" class="oic-col-act"><span class="oic-vh">{ texts.actions }</span></th>
                        </tr>
                    </thead>
                    <tbody>{ for shown.iter().map(|(id, outcome)| view_row(&desk, id, *outcome)) }</tbody>
                </table>
            </div>
            { pager.view(texts, &onpage) }
        </div>
    }
}

fn view_progress(props: &ResultViewProps, texts: &'static Texts) -> Html {
    let (done, all) = (props.run.outcomes.len(), props.run.ids.len());
    let number = |value: usize| format::number(i64::try_from(value).unwrap_or(i64::MAX));
    let said = fill(texts.check_progress, &[("done", &number(done)), ("all", &number(all))]);
    let tell = |event: fn() -> RunEvent| props.tell.reform(move |_: MouseEvent| event());
    match &props.run.state {
        RunState::Running => html! {
            <div class="oic-row">
                <progress class="oic-progressbar" value={done.to_string()} max={all.to_string()} aria-label={texts.checking} />
                <span class="oic-num" role="status">{ said }</span>
                <button type="button" class="oic-btn oic-btn--sm" onclick={tell(|| RunEvent::Cancel)}>{ texts.stop }</button>
            </div>
        },
        RunState::Cancelled => html! {
            <div class="oic-banner oic-banner--info" role="status">
                <Icon name="info" />
                <div class="oic-banner__text">{ texts.check_stopped }{ " " }{ said }</div>
                <button type="button" class="oic-btn oic-btn--sm" onclick={tell(|| RunEvent::Resume)}>{ texts.go_on }</button>
            </div>
        },
        RunState::Failed(error) => {
            let onretry = props.tell.reform(|()| RunEvent::Resume);
            failure_banner(&format!("{} {said}", texts.check_failed), error, Some(&onretry), texts)
        }
        RunState::Done | RunState::Idle => html! {},
    }
}

fn view_row(desk: &Desk, id: &UserId, outcome: Outcome) -> Html {
    let texts = desk.texts();
    let (class, icon, words) = match outcome {
        Outcome::Registered => ("oic-chip oic-chip--ok", "ok", texts.status_registered),
        Outcome::Unregistered => ("oic-chip", "skip", texts.status_unregistered),
        Outcome::Impossible => ("oic-chip oic-chip--danger", "fail", texts.status_impossible),
        Outcome::Unclear => ("oic-chip oic-chip--warn", "alert", texts.status_unclear),
    };
    let (to, caption, label) = match outcome {
        Outcome::Registered => (Some(Route::User(id.clone(), ListQuery::default())), texts.open, texts.open_user),
        Outcome::Unregistered => (Some(Route::Register(Some(id.clone()))), texts.register, texts.register_user_id),
        Outcome::Impossible | Outcome::Unclear => (None, "", ""),
    };
    let label = fill(label, &[("id", &visible::plain(id.as_str()))]);
    let action = to.map(|to| link_with(&desk.navigator, to, "oic-link", Some(label.into()), false, caption.into()));
    html! {
        <tr key={id.as_str().to_owned()}>
            <td class="oic-mono oic-breakcell">{ safe_text(id.as_str()) }</td>
            <td><span {class}><Icon name={icon} />{ words }</span></td>
            <td class="oic-col-act">{ for action }</td>
        </tr>
    }
}
