//! The second step: what is to be said of each row, before anything is sent.

use openim_bulk::job::{
    CellChange, Choices, Existing, Filter, Kind, Leaving, Reply, Request, RowsWanted, Sendable, Summary,
};
use yew::prelude::*;

use super::Opened;
use super::asking::{Asking, State, use_asking};
use super::calls::lacks_secret;
use super::findings::kind_words;
use super::model::{size_words, stem, to_send};
use super::rows::{ROWS, use_rows};
use super::save::{NotSaved, save_rows};
use super::secret::view_secret;
use super::table::RowsTable;
use super::trouble::{view_not_saved, view_trouble};
use super::worker::{Trouble, Worker};
use crate::browser::{event_checked, format};
use crate::desk::{Desk, use_desk};
use crate::failure::failure_banner;
use crate::hooks::use_task;
use crate::i18n::import::ImportTexts;
use crate::i18n::{count, fill, import as words, import_findings};
use crate::safety::is_read_only;
use crate::ui::{BannerKind, Icon, Pager, banner, safe_text, select, view_icon};

/// Of [`CheckStep`].
#[derive(Properties, PartialEq)]
pub struct CheckStepProps {
    /// Has the rows.
    pub worker: Worker,
    /// What is open.
    pub opened: Opened,
    /// What was kept cannot be gone on with, and the file is checked anew.
    pub is_anew: bool,
    /// Told what is open now.
    pub onopened: Callback<Opened>,
    /// Back to the file.
    pub onback: Callback<()>,
    /// These shall be sent, with this secret if one was asked for.
    pub onstart: Callback<(Sendable, Option<String>)>,
}

/// The step.
#[component]
pub fn CheckStep(props: &CheckStepProps) -> Html {
    let desk = use_desk();
    let language = desk.appearance.language;
    let words = words::texts(language);
    let opened = &props.opened;
    let existing = opened.overview.choices.existing;
    let summary = use_state_eq(|| opened.overview.summary.clone());
    let filter = use_state_eq(|| if opened.overview.summary.broken > 0 { Filter::NotReady } else { Filter::All });
    let page = use_state_eq(|| 1_u32);
    // The first counts changes of rows by the person, the second whatever changes what is shown.
    let versions = use_state_eq(|| (0_u32, 0_u32));
    let trouble = use_state(|| None::<Trouble>);
    let not_saved = use_state(|| None::<NotSaved>);
    let secret = use_state_eq(String::new);
    let (task, starting) = (use_task(), use_task());
    // What comes one after the other counts on from the newest, not from what was drawn last.
    let newest = use_mut_ref(|| (0_u32, 0_u32));
    let bump = {
        let (versions, newest) = (versions.setter(), newest);
        Callback::from(move |by_person: bool| {
            let mut now = newest.borrow_mut();
            now.1 = now.1.wrapping_add(1);
            if by_person {
                now.0 = now.0.wrapping_add(1);
            }
            versions.set(*now);
        })
    };
    let tell = {
        let (summary, bump) = (summary.setter(), bump.clone());
        Callback::from(move |next: Summary| {
            summary.set(next);
            bump.emit(false);
        })
    };
    let asking = use_asking(&props.worker, desk.api.as_ref(), existing, versions.0, &tell);
    let wanted =
        RowsWanted { filter: (*filter).clone(), from: page.saturating_sub(1).saturating_mul(ROWS), count: ROWS };
    let rows = use_rows(&props.worker, wanted, versions.1);

    // Whatever changes rows: what came of it is counted, and asked about.
    let touch = {
        let (worker, summary, bump, trouble) = (props.worker.clone(), summary.setter(), bump, trouble.setter());
        let (onopened, name) = (props.onopened.clone(), opened.name.clone());
        Callback::from(move |request: Request| {
            let (worker, summary, bump, trouble) = (worker.clone(), summary.clone(), bump.clone(), trouble.clone());
            let (onopened, name) = (onopened.clone(), name.clone());
            task.start(async move {
                match worker.ask(request).await {
                    Ok(Reply::Touched(touched)) => summary.set(touched.summary),
                    Ok(Reply::Overview(overview)) => {
                        summary.set(overview.summary.clone());
                        onopened.emit(Opened { name, overview });
                    }
                    Ok(_) => {}
                    Err(why) => trouble.set(Some(why)),
                }
                bump.emit(true);
            });
        })
    };
    let choose = {
        let (touch, choices) = (touch.clone(), opened.overview.choices.clone());
        move |set: fn(&mut Choices, bool)| {
            let choices = choices.clone();
            touch.reform(move |is: bool| {
                let mut next = choices.clone();
                set(&mut next, is);
                Request::Choose(next)
            })
        }
    };
    let show = {
        let (filter, page) = (filter.setter(), page.setter());
        Callback::from(move |wanted: Filter| {
            filter.set(wanted);
            page.set(1);
        })
    };
    let onpage = {
        let page = page.setter();
        Callback::from(move |(wanted, _): (u32, u32)| page.set(wanted))
    };
    let save = {
        let (worker, not_saved) = (props.worker.clone(), not_saved.setter());
        let name = format!("{}-{}", stem(&opened.name), "problems");
        let format = opened.overview.format;
        Callback::from(move |_: MouseEvent| {
            let (worker, not_saved, name) = (worker.clone(), not_saved.clone(), name.clone());
            wasm_bindgen_futures::spawn_local(async move {
                not_saved.set(save_rows(&worker, &name, format, Filter::NotReady, false).await.err());
            });
        })
    };
    let start = {
        let (worker, onstart, trouble, secret) =
            (props.worker.clone(), props.onstart.clone(), trouble.setter(), (*secret).clone());
        Callback::from(move |_: MouseEvent| {
            let (worker, onstart, trouble, secret) = (worker.clone(), onstart.clone(), trouble.clone(), secret.clone());
            starting.start(async move {
                match worker.ask(Request::Sendable).await {
                    Ok(Reply::Sendable(sendable)) => {
                        onstart.emit((sendable, Some(secret).filter(|text| !text.is_empty())));
                    }
                    Ok(_) => {}
                    Err(why) => trouble.set(Some(why)),
                }
            });
        })
    };

    let read_only = is_read_only(&desk.environment);
    let (new, changed) = to_send(&summary);
    let wants_secret = new > 0 && desk.api.as_ref().is_some_and(lacks_secret);
    let is_known = match asking.state {
        State::Done => true,
        State::Stopped | State::Failed(_) => existing == Existing::Leave,
        State::Running | State::Broken(_) => false,
    };
    let can_start = is_known && !read_only && new + changed > 0 && !(wants_secret && secret.is_empty());
    let title_id = desk.id("import-rows");
    let table = match rows {
        Err(why) => view_trouble(&desk, words.rows_not_read, &why, Html::default()),
        Ok(None) => html! { <div class="oic-skel" aria-busy="true" /> },
        Ok(Some(found)) if found.rows.is_empty() => {
            html! { <p class="oic-muted" role="status">{ words.no_rows }</p> }
        }
        Ok(Some(found)) => {
            let pager = Pager {
                page: *page,
                size: ROWS,
                sizes: &[],
                total: found.total.into(),
                shown: u32::try_from(found.rows.len()).unwrap_or(u32::MAX),
            };
            let onmend = touch.reform(|(row, column, text)| Request::Set(CellChange { row, column, text }));
            let onleave = touch.reform(|(row, out)| Request::Leave(Leaving { filter: Filter::These(vec![row]), out }));
            html! {
                <>
                    <RowsTable worker={props.worker.clone()} overview={opened.overview.clone()} rows={found.rows}
                        labelled_by={title_id.clone()} {onmend} {onleave} />
                    { pager.view(desk.texts(), &onpage) }
                </>
            }
        }
    };
    let not_ready = summary.broken.saturating_add(summary.duplicates);
    let leave_all = touch.reform(|_: MouseEvent| Request::Leave(Leaving { filter: Filter::NotReady, out: true }));
    let lacks_names =
        summary.kinds.iter().any(|kind| kind.kind == Kind::NicknameEmpty) || opened.overview.choices.id_as_nickname;
    html! {
        <div class="oic-stack">
            if props.is_anew { { banner(BannerKind::Info, words.not_restored, words.not_restored_text.into(), Html::default()) } }
            if read_only { { banner(BannerKind::Warn, words.read_only, words.read_only_text.into(), Html::default()) } }
            { view_summary(&desk, opened, &summary) }
            { view_asking(&desk, &asking, &summary) }
            // Always there, so that assistive technology hears what appears in it.
            <p class="oic-vh" role="status">{ if asking.state == State::Done { words.asked_all } else { "" } }</p>
            if let Some(why) = &*trouble { { view_trouble(&desk, words.not_done, why, Html::default()) } }
            if let Some(why) = &*not_saved { { view_not_saved(&desk, why) } }
            <div class="oic-row oic-row--wrap oic-row--loose">
                { view_existing(words, existing, &choose(|choices, is| {
                    choices.existing = if is { Existing::Update } else { Existing::Leave };
                })) }
                if lacks_names {
                    { check_box(opened.overview.choices.id_as_nickname, words.id_as_nickname, &choose(|choices, is| choices.id_as_nickname = is)) }
                }
            </div>
            <div class="oic-row oic-row--wrap">
                <h3 class="oic-h3" id={title_id.clone()}>{ words.rows_title }</h3>
                { view_filters(words, &filter, &summary, existing, &show) }
                { view_kinds(&desk, &filter, &summary, &show) }
                <span class="oic-push"></span>
                if not_ready > 0 {
                    <button type="button" class="oic-btn oic-btn--sm" onclick={leave_all}>{ words.leave_out_all }</button>
                    <button type="button" class="oic-btn oic-btn--sm" onclick={save}>
                        { view_icon(Icon::DOWNLOAD, "oic-icon--sm") }{ words.save_problems }
                    </button>
                }
            </div>
            { table }
            if wants_secret {
                { view_secret(&desk, &secret, &Callback::from({ let secret = secret.setter(); move |text| secret.set(text) })) }
            }
            <div class="oic-row oic-row--wrap">
                <button type="button" class="oic-btn" onclick={props.onback.reform(|_: MouseEvent| ())}>{ words.back }</button>
                <span class="oic-push"></span>
                <button type="button" class="oic-btn oic-btn--primary" disabled={!can_start} onclick={start}>
                    { start_words(words, new, changed) }
                </button>
            </div>
        </div>
    }
}

/// What the button does.
fn start_words(words: &'static ImportTexts, new: usize, changed: usize) -> String {
    match (new, changed) {
        (0, 0) => words.start_nothing.to_owned(),
        (new, 0) => count(words.start_register, new),
        (0, changed) => count(words.start_update, changed),
        (new, changed) => fill(words.start_both, &[("new", &format::count(new)), ("changed", &format::count(changed))]),
    }
}

fn view_summary(desk: &Desk, opened: &Opened, summary: &Summary) -> Html {
    let words = words::texts(desk.appearance.language);
    let tile = |number: u32, icon, class, caption: &'static str| {
        html! {
            <div><b>{ format::count(number as usize) }</b><span>{ view_icon(icon, class) }{ caption }</span></div>
        }
    };
    let (ok, faint) = ("oic-icon--sm oic-icon--ok", "oic-icon--sm oic-icon--faint");
    html! {
        <div class="oic-card"><div class="oic-card__body oic-stack">
            <div class="oic-row oic-row--wrap">
                { view_icon(Icon::FILE, "") }
                <span class="oic-strong oic-break">{ safe_text(&opened.name) }</span>
                <span class="oic-faint oic-num">
                    { count(words.rows, summary.rows as usize) }{ " · " }{ size_words(opened.overview.bytes) }
                </span>
            </div>
            <div class="oic-sum">
                { tile(summary.ready.saturating_sub(summary.registered), Icon::OK, ok, words.sum_ready) }
                { tile(summary.registered, Icon::SKIP, faint, words.sum_registered) }
                if opened.overview.choices.existing == Existing::Update {
                    { tile(summary.changed, Icon::EDIT, faint, words.sum_changed) }
                }
                { tile(summary.duplicates, Icon::ALERT, "oic-icon--sm oic-icon--warn", words.sum_duplicates) }
                { tile(summary.broken, Icon::FAIL, "oic-icon--sm oic-icon--danger", words.sum_broken) }
                if summary.left_out > 0 { { tile(summary.left_out, Icon::SKIP, faint, words.sum_left_out) } }
            </div>
        </div></div>
    }
}

fn view_asking(desk: &Desk, asking: &Asking, summary: &Summary) -> Html {
    let words = words::texts(desk.appearance.language);
    let (all, left) = (summary.ready, summary.unasked.min(summary.ready));
    let done = all.saturating_sub(left);
    let numbers = [("done", &*format::count(done as usize)), ("all", &*format::count(all as usize))];
    let said = fill(words.asked_of, &numbers);
    match &asking.state {
        State::Running => {
            let stop = asking.stop.reform(|_: MouseEvent| ());
            html! {
                <div class="oic-row">
                    <progress class="oic-progressbar" value={done.to_string()} max={all.max(1).to_string()} aria-label={words.asking} />
                    <span class="oic-num">{ said }</span>
                    <button type="button" class="oic-btn oic-btn--sm" onclick={stop}>{ words.stop }</button>
                </div>
            }
        }
        State::Stopped => {
            let go_on = html! {
                <button type="button" class="oic-btn oic-btn--sm" onclick={asking.go_on.reform(|_: MouseEvent| ())}>{ words.go_on }</button>
            };
            banner(BannerKind::Info, words.asking_stopped, said.into(), go_on)
        }
        State::Failed(error) => failure_banner(words.asking_failed, error, Some(&asking.go_on), desk.texts()),
        State::Broken(why) => view_trouble(desk, words.asking_failed, why, Html::default()),
        State::Done => Html::default(),
    }
}

fn view_existing(words: &'static ImportTexts, existing: Existing, choose: &Callback<bool>) -> Html {
    let options = [("leave", words.existing_leave), ("update", words.existing_update)];
    let options = options.map(|(value, text)| (AttrValue::from(value), AttrValue::from(text)));
    let onchange = choose.reform(|value: String| value == "update");
    html! {
        <label class="oic-row">
            <span class="oic-label">{ words.existing }</span>
            { select(None, None, &options, existing.word(), &onchange) }
        </label>
    }
}

fn check_box(checked: bool, label: &'static str, set: &Callback<bool>) -> Html {
    html! {
        <label class="oic-check">
            <input type="checkbox" {checked} onchange={set.reform(|event: Event| event_checked(&event))} /><span>{ label }</span>
        </label>
    }
}

fn view_filters(
    words: &'static ImportTexts,
    filter: &Filter,
    summary: &Summary,
    existing: Existing,
    show: &Callback<Filter>,
) -> Html {
    let mut choices = vec![
        (Filter::All, words.filter_all, summary.rows),
        (Filter::NotReady, words.filter_problems, summary.broken.saturating_add(summary.duplicates)),
        (Filter::Ready, words.filter_ready, summary.ready),
        (Filter::Registered, words.filter_registered, summary.registered),
    ];
    if existing == Existing::Update {
        choices.push((Filter::Changed, words.filter_changed, summary.changed));
    }
    if summary.hints > 0 {
        choices.push((Filter::Hint, words.filter_hints, summary.hints));
    }
    if summary.left_out > 0 {
        choices.push((Filter::LeftOut, words.filter_left_out, summary.left_out));
    }
    let button = |(of, caption, rows): (Filter, &'static str, u32)| {
        let pressed = if *filter == of { "true" } else { "false" };
        html! {
            <button type="button" class="oic-btn oic-btn--sm" aria-pressed={pressed} onclick={show.reform(move |_: MouseEvent| of.clone())}>
                { caption }<span class="oic-count">{ format::count(rows as usize) }</span>
            </button>
        }
    };
    html! {
        <span class="oic-btngroup oic-row--wrap" role="group" aria-label={words.filter_rows}>{ for choices.into_iter().map(button) }</span>
    }
}

fn view_kinds(desk: &Desk, filter: &Filter, summary: &Summary, show: &Callback<Filter>) -> Html {
    if summary.kinds.is_empty() {
        return Html::default();
    }
    let language = desk.appearance.language;
    let (words, of_kinds) = (words::texts(language), import_findings::texts(language));
    let mut options = vec![(AttrValue::from(""), AttrValue::from(words.any_finding))];
    options.extend(summary.kinds.iter().map(|found| {
        let caption = format!("{} ({})", kind_words(found.kind, of_kinds), format::count(found.rows as usize));
        (AttrValue::from(found.kind.word()), AttrValue::from(caption))
    }));
    let value = if let Filter::Kind(kind) = filter { kind.word() } else { "" };
    let onchange = show.reform(|word: String| {
        Kind::ALL.iter().copied().find(|kind| kind.word() == word).map_or(Filter::NotReady, Filter::Kind)
    });
    select(None, Some(words.filter_kind), &options, value, &onchange)
}
