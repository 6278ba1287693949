//! What is known of the IDs, so far.

use openim_api::UserId;
use yew::prelude::*;

use super::model::{Filter, Outcome, Run, RunEvent, RunState};
use crate::browser::{download, format};
use crate::desk::{Desk, use_desk};
use crate::failure::failure_banner;
use crate::i18n::{account_check, count, fill};
use crate::route::{ListQuery, Route, UserTab};
use crate::shell::link_with;
use crate::ui::{BannerKind, CopyButton, Icon, Pager, banner, empty_state, safe_text, view_icon, visible};

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
    let words = account_check::texts(desk.appearance.language);
    let filter = use_state_eq(Filter::default);
    let page = use_state_eq(|| 1_u32);
    let run = &props.run;
    {
        let page = page.setter();
        use_effect_with((*filter, run.ids.clone()), move |_| page.set(1));
    }
    if run.state == RunState::Idle {
        let empty =
            empty_state(Icon::ID_CHECK, words.check_empty_title, words.check_empty_text.into(), Html::default());
        return html! { <div class="oic-span-8">{ empty }</div> };
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
                { words }<span class="oic-count">{ format::count(number) }</span>
            </button>
        }
    };
    let impossible = run.count(Outcome::Impossible);
    let free = run.count(Outcome::Unregistered) + impossible;
    html! {
        <div class="oic-span-8 oic-stack oic-stack--tight">
            <div class="oic-row oic-row--wrap">
                <h2 class="oic-h3" id={title_id.clone()}>{ words.result }</h2>
                <span class="oic-btngroup" role="group" aria-label={words.filter_rows}>
                    { choose(Filter::All, words.filter_all, run.outcomes.len()) }
                    { choose(Filter::Registered, words.filter_registered, run.count(Outcome::Registered)) }
                    { choose(Filter::Unregistered, words.filter_unregistered, free) }
                </span>
                if impossible > 0 {
                    <span class="oic-chip oic-chip--danger">{ view_icon(Icon::FAIL, "") }{ count(words.impossible_count, impossible) }</span>
                }
                <span class="oic-push"></span>
                <CopyButton text={run.lines(*filter)} label={words.copy_ids} caption={Some(AttrValue::from(words.copy_ids))} />
                <button type="button" class="oic-btn oic-btn--sm" onclick={save}>{ view_icon(Icon::DOWNLOAD, "oic-icon--sm") }{ "CSV" }</button>
            </div>
            { view_progress(props, &desk) }
            <div class="oic-tablebox oic-tablebox--card" role="region" aria-labelledby={title_id} tabindex="0">
                <table class="oic-table">
                    <thead>
                        <tr>
                            <th scope="col" class="oic-col-grow">{ texts.column_user_id }</th>
                            <th scope="col">{ words.column_status }</th>
                            <th scope="col" class="oic-col-act"><span class="oic-vh">{ words.actions }</span></th>
                        </tr>
                    </thead>
                    <tbody>{ for shown.iter().map(|(id, outcome)| view_row(&desk, id, *outcome)) }</tbody>
                </table>
            </div>
            { pager.view(texts, &onpage) }
        </div>
    }
}

fn view_progress(props: &ResultViewProps, desk: &Desk) -> Html {
    let (texts, words) = (desk.texts(), account_check::texts(desk.appearance.language));
    let (done, all) = (props.run.outcomes.len(), props.run.ids.len());
    let said = fill(words.check_progress, &[("done", &format::count(done)), ("all", &format::count(all))]);
    let tell = |event: fn() -> RunEvent| props.tell.reform(move |_: MouseEvent| event());
    match &props.run.state {
        RunState::Running => html! {
            <div class="oic-row">
                <progress class="oic-progressbar" value={done.to_string()} max={all.to_string()} aria-label={words.checking} />
                <span class="oic-num" role="status">{ said }</span>
                <button type="button" class="oic-btn oic-btn--sm" onclick={tell(|| RunEvent::Cancel)}>{ words.stop }</button>
            </div>
        },
        RunState::Cancelled => {
            let go_on = html! {
                <button type="button" class="oic-btn oic-btn--sm" onclick={tell(|| RunEvent::Resume)}>{ words.go_on }</button>
            };
            banner(BannerKind::Info, "", format!("{} {said}", words.check_stopped).into(), go_on)
        }
        RunState::Failed(error) => {
            let onretry = props.tell.reform(|()| RunEvent::Resume);
            failure_banner(&format!("{} {said}", words.check_failed), error, Some(&onretry), texts)
        }
        RunState::Done | RunState::Idle => html! {},
    }
}

fn view_row(desk: &Desk, id: &UserId, outcome: Outcome) -> Html {
    let words = account_check::texts(desk.appearance.language);
    let (class, icon, status) = match outcome {
        Outcome::Registered => ("oic-chip oic-chip--ok", Icon::OK, words.status_registered),
        Outcome::Unregistered => ("oic-chip", Icon::SKIP, words.status_unregistered),
        Outcome::Impossible => ("oic-chip oic-chip--danger", Icon::FAIL, words.status_impossible),
        Outcome::Unclear => ("oic-chip oic-chip--warn", Icon::ALERT, words.status_unclear),
    };
    let (to, caption, label) = match outcome {
        Outcome::Registered => {
            (Some(Route::User(id.clone(), UserTab::default(), ListQuery::default())), words.open, words.open_user)
        }
        Outcome::Unregistered => (Some(Route::Register(Some(id.clone()))), words.register, words.register_user_id),
        Outcome::Impossible | Outcome::Unclear => (None, "", ""),
    };
    let label = fill(label, &[("id", &visible::plain(id.as_str()))]);
    let action = to.map(|to| link_with(&desk.navigator, to, "oic-link", Some(label.into()), false, caption.into()));
    html! {
        <tr key={id.as_str().to_owned()}>
            <td class="oic-mono oic-breakcell">{ safe_text(id.as_str()) }</td>
            <td><span {class}>{ view_icon(icon, "") }{ status }</span></td>
            <td class="oic-col-act">{ for action }</td>
        </tr>
    }
}
