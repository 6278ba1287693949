//! The fourth step: what came of each row.

use openim_bulk::job::{Field, Filter, RowView, RowsWanted};
use yew::prelude::*;

use super::model::{Group, Tally, Word, stem};
use super::rows::{ROWS, use_rows};
use super::run::Shared;
use super::save::{NotSaved, save_rows};
use super::table::view_field;
use super::trouble::{view_not_saved, view_trouble};
use crate::browser::format;
use crate::desk::{Desk, use_desk};
use crate::i18n::import::ImportTexts;
use crate::i18n::{count, fill, import as words, import_findings};
use crate::route::Route;
use crate::shell::link;
use crate::ui::{BannerKind, Icon, Pager, banner, copy_mark, safe_text, view_icon};

/// Of [`ResultStep`].
#[derive(Properties, PartialEq)]
pub struct ResultStepProps {
    /// What was sent.
    pub import: Shared,
    /// What came of it.
    pub tally: Tally,
    /// Those that failed shall be tried again.
    pub onretry: Callback<()>,
    /// Another file.
    pub onnew: Callback<()>,
}

/// The step.
#[component]
pub fn ResultStep(props: &ResultStepProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let import = &props.import.0;
    let tally = &props.tally;
    let failed = tally.count(|word| word.group() == Group::Failed);
    let skipped = tally.count(|word| word.group() == Group::Skipped);
    let done = tally.count(|word| word.group() == Group::Done);
    let all = failed + skipped + done;
    let group = use_state_eq(|| (failed > 0).then_some(Group::Failed));
    let page = use_state_eq(|| 1_u32);
    let not_saved = use_state(|| None::<NotSaved>);

    let first = (*page as usize - 1).saturating_mul(ROWS as usize);
    let shown = use_memo((tally.clone(), *group, first), |(tally, group, first)| {
        let rows = tally.rows(|word| group.is_none_or(|group| word.group() == group));
        rows.into_iter().skip(*first).take(ROWS as usize).collect::<Vec<_>>()
    });
    let wanted = RowsWanted { filter: Filter::These((*shown).clone()), from: 0, count: ROWS };
    let rows = use_rows(&import.worker, wanted, 0);

    let save = |which: Option<Group>, name: &str| {
        let (import, tally, not_saved) = (props.import.clone(), tally.clone(), not_saved.setter());
        let name = format!("{}-{name}", stem(&import.0.name));
        Callback::from(move |_: MouseEvent| {
            let (import, not_saved, name) = (import.clone(), not_saved.clone(), name.clone());
            let filter = filter_of(&tally, which);
            wasm_bindgen_futures::spawn_local(async move {
                let format = import.0.overview.format;
                not_saved.set(save_rows(&import.0.worker, &name, format, filter, true).await.err());
            });
        })
    };
    let download = |caption: String, onclick: Callback<MouseEvent>| {
        html! { <button type="button" class="oic-btn" {onclick}>{ view_icon(Icon::DOWNLOAD, "oic-icon--sm") }{ caption }</button> }
    };
    let choose = |wanted: Option<Group>, caption: &'static str, rows: usize| {
        let (setter, page) = (group.setter(), page.setter());
        let onclick = Callback::from(move |_: MouseEvent| {
            setter.set(wanted);
            page.set(1);
        });
        html! {
            <button type="button" class="oic-btn oic-btn--sm" aria-pressed={if *group == wanted { "true" } else { "false" }} {onclick}>
                { caption }<span class="oic-count">{ format::count(rows) }</span>
            </button>
        }
    };
    let retriable = tally.count(Word::can_be_retried);
    let (kind, title) = if failed > 0 {
        (BannerKind::Warn, count(words.result_failed, failed))
    } else {
        (BannerKind::Ok, words.result_ok.to_owned())
    };
    let presumed = tally.count(|word| word == Word::Presumed);
    let title_id = desk.id("import-outcomes");
    let onpage = {
        let page = page.setter();
        Callback::from(move |(wanted, _): (u32, u32)| page.set(wanted))
    };
    let in_group = match *group {
        None => all,
        Some(Group::Failed) => failed,
        Some(Group::Skipped) => skipped,
        Some(Group::Done) => done,
    };
    let table = match rows {
        Err(why) => view_trouble(&desk, words.rows_not_read, &why, Html::default()),
        Ok(None) => html! { <div class="oic-skel" aria-busy="true" /> },
        Ok(Some(found)) if found.rows.is_empty() => html! { <p class="oic-muted" role="status">{ words.no_rows }</p> },
        Ok(Some(found)) => {
            let pager = Pager {
                page: *page,
                size: ROWS,
                sizes: &[],
                total: in_group as u64,
                shown: u32::try_from(found.rows.len()).unwrap_or(u32::MAX),
            };
            html! { <>{ view_table(&desk, props, &found.rows, &title_id) }{ pager.view(desk.texts(), &onpage) }</> }
        }
    };
    html! {
        <div class="oic-stack">
            { banner(kind, &title, html! { <p class="oic-break">{ safe_text(&import.name) }</p> }, Html::default()) }
            if presumed > 0 { { banner(BannerKind::Info, &count(words.presumed_title, presumed), words.presumed_text.into(), Html::default()) } }
            if let Some(why) = &*not_saved { { view_not_saved(&desk, why) } }
            <div class="oic-card"><div class="oic-card__body oic-stack">
                <div class="oic-sum">
                    { for tally.counts().into_iter().map(|(word, rows)| {
                        let (icon, class) = icon_of(word);
                        html! { <div><b>{ format::count(rows) }</b><span>{ view_icon(icon, class) }{ word_words(word, words) }</span></div> }
                    }) }
                </div>
                <div class="oic-row oic-row--wrap">
                    { download(count(words.save_all, all), save(None, "outcomes")) }
                    if failed > 0 { { download(count(words.save_failed, failed), save(Some(Group::Failed), "failed")) } }
                    if skipped > 0 { { download(count(words.save_skipped, skipped), save(Some(Group::Skipped), "skipped")) } }
                    <span class="oic-push"></span>
                    if retriable > 0 {
                        <button type="button" class="oic-btn" onclick={props.onretry.reform(|_: MouseEvent| ())}>
                            { view_icon(Icon::REFRESH, "oic-icon--sm") }{ count(words.retry_failed, retriable) }
                        </button>
                    }
                    <button type="button" class="oic-btn" onclick={props.onnew.reform(|_: MouseEvent| ())}>{ words.new_import }</button>
                    { link(&desk.navigator, Route::home(), "oic-btn oic-btn--primary", words.open_users) }
                </div>
            </div></div>
            <div class="oic-row oic-row--wrap">
                <h3 class="oic-h3" id={title_id.clone()}>{ words.rows_title }</h3>
                <span class="oic-btngroup oic-row--wrap" role="group" aria-label={words.filter_rows}>
                    { choose(None, words.filter_all, all) }
                    { choose(Some(Group::Failed), words.group_failed, failed) }
                    { choose(Some(Group::Skipped), words.group_skipped, skipped) }
                    { choose(Some(Group::Done), words.group_done, done) }
                </span>
            </div>
            { table }
        </div>
    }
}

/// The rows of a group. One word is told by itself: a list of a hundred thousand rows would go along with each piece of a file.
fn filter_of(tally: &Tally, group: Option<Group>) -> Filter {
    let Some(group) = group else { return Filter::All };
    let words: Vec<Word> =
        tally.counts().into_iter().map(|(word, _)| word).filter(|word| word.group() == group).collect();
    match words.as_slice() {
        [word] => Filter::Outcome(word.text().to_owned()),
        _ => Filter::These(tally.rows(|word| word.group() == group)),
    }
}

fn view_table(desk: &Desk, props: &ResultStepProps, rows: &[RowView], title_id: &str) -> Html {
    let words = words::texts(desk.appearance.language);
    let overview = &props.import.0.overview;
    let row = |row: &RowView| {
        let word = row.outcome.as_ref().and_then(|outcome| Word::read(&outcome.word));
        let chip = word.map(|word| {
            let (icon, _) = icon_of(word);
            html! { <span class={chip_of(word)}>{ view_icon(icon, "") }{ word_words(word, words) }</span> }
        });
        let reason = reason(desk, row, word);
        let id = row.outcome.as_ref().and_then(|outcome| outcome.operation_id.clone());
        html! {
            <tr key={row.row.to_string()}>
                <td class="oic-col-num oic-muted">{ format::count(row.line as usize) }</td>
                <td class="oic-mono oic-breakcell">{ view_field(overview, row, Field::UserId) }</td>
                <td class="oic-breakcell oic-hide-sm">{ view_field(overview, row, Field::Nickname) }</td>
                <td class="oic-col-wrap">{ for chip }</td>
                <td class="oic-col-wrap">{ safe_text(&reason) }</td>
                <td class="oic-mono oic-muted oic-breakcell oic-hide-md">
                    if let Some(id) = id { { safe_text(&id) }{ copy_mark(id, words.copy_operation_id) } } else { { "—" } }
                </td>
            </tr>
        }
    };
    html! {
        <div class="oic-tablebox oic-tablebox--card" role="region" aria-labelledby={title_id.to_owned()} tabindex="0">
            <table class="oic-table">
                <thead><tr>
                    <th scope="col" class="oic-col-num">{ words.line }</th>
                    <th scope="col">{ "userID" }</th>
                    <th scope="col" class="oic-hide-sm">{ "nickname" }</th>
                    <th scope="col">{ words.outcome }</th>
                    <th scope="col" class="oic-col-grow">{ words.reason }</th>
                    <th scope="col" class="oic-hide-md">{ "operationID" }</th>
                </tr></thead>
                <tbody>{ for rows.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

/// Why a row ended so.
fn reason(desk: &Desk, row: &RowView, word: Option<Word>) -> String {
    let language = desk.appearance.language;
    let words = words::texts(language);
    let code = row.outcome.as_ref().and_then(|outcome| outcome.err_code);
    if let Some(code) = code {
        return fill(words.reason_code, &[("code", &code.to_string())]);
    }
    match word {
        Some(Word::Broken | Word::Duplicate) => {
            let said = row
                .findings
                .iter()
                .map(|finding| super::findings::finding_words(finding, import_findings::texts(language)));
            said.collect::<Vec<_>>().join("; ")
        }
        Some(word) => reason_words(word, words).to_owned(),
        None => String::new(),
    }
}

fn reason_words(word: Word, words: &'static ImportTexts) -> &'static str {
    match word {
        Word::Presumed => words.reason_presumed,
        Word::Existed => words.reason_existed,
        Word::Same => words.reason_same,
        Word::Refused => words.reason_refused,
        Word::Protected => words.reason_protected,
        Word::Failed => words.reason_failed,
        Word::Unclear => words.reason_unclear,
        Word::NotTried => words.reason_not_tried,
        Word::LeftOut => words.reason_left_out,
        Word::Registered | Word::Updated | Word::Broken | Word::Duplicate => "",
    }
}

fn word_words(word: Word, words: &'static ImportTexts) -> &'static str {
    match word {
        Word::Registered => words.word_registered,
        Word::Presumed => words.word_presumed,
        Word::Updated => words.word_updated,
        Word::Existed => words.word_existed,
        Word::Same => words.word_same,
        Word::Refused => words.word_refused,
        Word::Protected => words.word_protected,
        Word::Failed => words.word_failed,
        Word::Unclear => words.word_unclear,
        Word::NotTried => words.word_not_tried,
        Word::Broken => words.word_broken,
        Word::Duplicate => words.word_duplicate,
        Word::LeftOut => words.word_left_out,
    }
}

fn icon_of(word: Word) -> (Icon, &'static str) {
    match word {
        Word::Registered | Word::Updated => (Icon::OK, "oic-icon--sm oic-icon--ok"),
        Word::Presumed | Word::Duplicate | Word::Unclear => (Icon::ALERT, "oic-icon--sm oic-icon--warn"),
        Word::Existed | Word::Same | Word::LeftOut | Word::NotTried => (Icon::SKIP, "oic-icon--sm oic-icon--faint"),
        Word::Protected => (Icon::SHIELD, "oic-icon--sm oic-icon--faint"),
        Word::Refused | Word::Failed | Word::Broken => (Icon::FAIL, "oic-icon--sm oic-icon--danger"),
    }
}

fn chip_of(word: Word) -> &'static str {
    match word {
        Word::Registered | Word::Updated => "oic-chip oic-chip--ok",
        Word::Presumed | Word::Duplicate | Word::Unclear => "oic-chip oic-chip--warn",
        Word::Existed | Word::Same | Word::LeftOut | Word::NotTried | Word::Protected => "oic-chip",
        Word::Refused | Word::Failed | Word::Broken => "oic-chip oic-chip--danger",
    }
}
