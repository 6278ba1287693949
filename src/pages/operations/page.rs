//! The page: what is listed, what is looked at, and how long the list stands still for that.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use super::address::{Address, Filter, matches, median_millis};
use super::detail::detail;
use super::rows::{ROWS, Rows};
use super::texts::json_lines;
use crate::browser::{download, focus, format};
use crate::desk::{Desk, use_desk};
use crate::hooks::{Log, use_operations};
use crate::i18n::operations::{self as texts_of, OperationsTexts};
use crate::i18n::{count, fill};
use crate::operations::Operation;
use crate::shell::{Page, link, use_page};
use crate::ui::{
    BannerKind, Detail, Icon, Pager, SearchField, Split, ToastKind, banner, empty_state, safe_text, view_icon,
};

/// Of [`OperationsPage`].
#[derive(Properties, PartialEq)]
pub struct OperationsPageProps {
    /// What follows the page's name in the address.
    pub rest: AttrValue,
}

/// The page.
#[component]
pub fn OperationsPage(props: &OperationsPageProps) -> Html {
    let desk = use_desk();
    let words = texts_of::texts(desk.appearance.language);
    let main = use_page(&desk, words.title);
    let log = use_operations(&desk);
    let scrolled = use_state_eq(|| false);
    let cleared = use_state(|| None::<Rc<Vec<Rc<Operation>>>>);
    let address = Address::read(&props.rest);

    // Rows do not move under the eyes of whoever reads them: newer calls wait until they are asked for.
    let newest = log.calls.last().map_or(0, |call| call.number);
    let until = use_memo((), |()| Cell::new(newest));
    let redraw = use_force_update();
    if address.operation.is_none() && address.page == 1 && !*scrolled {
        until.set(newest);
    }
    let known: Vec<&Rc<Operation>> = log.calls.iter().rev().filter(|call| call.number <= until.get()).collect();
    let newer = log.calls.len() - known.len();
    let show_newer = {
        let until = until.clone();
        Callback::from(move |_: MouseEvent| {
            until.set(newest);
            redraw.force_update();
        })
    };

    let found: Vec<&Rc<Operation>> =
        known.iter().copied().filter(|call| address.filter.takes(call) && matches(call, &address.keyword)).collect();
    let first = (address.page as usize - 1).saturating_mul(ROWS as usize);
    let shown: Vec<Rc<Operation>> = found.iter().skip(first).take(ROWS as usize).map(|call| Rc::clone(call)).collect();

    use_focus_on_clearing(&main, cleared.is_some());
    let clear = {
        let (desk, cleared, address) = (desk.clone(), cleared.setter(), address.clone());
        Callback::from(move |_: MouseEvent| {
            cleared.set(Some(Rc::new(desk.environment.operations.clear())));
            desk.navigator.replace(Address { operation: None, page: 1, ..address.clone() }.route());
        })
    };
    let undo = {
        let (desk, cleared) = (desk.clone(), cleared.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(calls) = &*cleared {
                desk.environment.operations.restore(calls);
            }
            cleared.set(None);
        })
    };
    let export = {
        let (toaster, calls) =
            (desk.toaster.clone(), found.iter().rev().map(|call| Rc::clone(call)).collect::<Vec<_>>());
        Callback::from(move |_: MouseEvent| {
            let text = json_lines(calls.iter().map(Rc::as_ref));
            if !download::save_text("openim-operations.jsonl", "application/x-ndjson;charset=utf-8", &text) {
                toaster.show(ToastKind::Danger, words.export_refused, None);
            }
        })
    };
    let actions = html! {
        <div class="oic-row oic-push">
            <button type="button" class="oic-btn oic-btn--ghost" disabled={found.is_empty()} onclick={export}>
                { view_icon(Icon::DOWNLOAD, "oic-icon--sm") }{ words.export }
            </button>
            <button type="button" class="oic-btn oic-btn--ghost" disabled={log.calls.is_empty()} onclick={clear}>{ words.clear }</button>
        </div>
    };
    let onclose = {
        let (navigator, address) = (desk.navigator.clone(), address.clone());
        Callback::from(move |()| navigator.go(Address { operation: None, ..address.clone() }.route()))
    };
    let onpage = {
        let (navigator, address) = (desk.navigator.clone(), address.clone());
        Callback::from(move |(page, _): (u32, u32)| navigator.go(Address { page, ..address.clone() }.route()))
    };
    let pager = Pager {
        page: address.page,
        size: ROWS,
        sizes: &[],
        total: found.len() as u64,
        shown: u32::try_from(shown.len()).unwrap_or(u32::MAX),
    };
    let open = address.operation.as_deref().map(|id| {
        let call = log.calls.iter().rev().find(|call| call.record.operation_id.as_str() == id);
        call.map_or_else(|| gone(id, words), |call| detail(&desk, call))
    });
    let content = html! {
        <>
            { view_toolbar(&desk, &address, &known, &found, &log, words) }
            if newer > 0 {
                <div class="oic-banner-row" role="status">
                    <button type="button" class="oic-btn oic-btn--sm" onclick={show_newer}>
                        { view_icon(Icon::REFRESH, "oic-icon--sm") }{ count(words.newer, newer) }
                    </button>
                </div>
            }
            if let Some(calls) = &*cleared {
                <div class="oic-banner-row">
                    { banner(BannerKind::Info, "", count(words.cleared, calls.len()).into(), html! {
                        <button type="button" class="oic-btn oic-btn--sm" data-undo="true" onclick={undo}>{ words.undo }</button>
                    }) }
                </div>
            }
            <Split detail={open} title_id={desk.id("call")} close={words.close} {onclose}>
                if shown.is_empty() {
                    { view_nothing(&desk, known.is_empty(), words) }
                } else {
                    <Rows calls={shown} address={address.clone()} onscroll={let scrolled = scrolled.setter(); Callback::from(move |now| scrolled.set(now))} />
                    if found.len() > ROWS as usize { { pager.view(desk.texts(), &onpage) } }
                }
            </Split>
        </>
    };
    let subtitle = words.subtitle;
    Page { title: words.title.into(), subtitle, actions, fills: true, ..Page::default() }.view(&desk, main, content)
}

/// What was cleared with can be undone with the same key; after that, the list has the focus.
#[hook]
fn use_focus_on_clearing(main: &NodeRef, is_cleared: bool) {
    let main = main.clone();
    let before = use_mut_ref(|| false);
    use_effect_with(is_cleared, move |is_cleared| {
        if std::mem::replace(&mut *before.borrow_mut(), *is_cleared) != *is_cleared
            && let Some(main) = main.cast::<web_sys::Element>()
        {
            if *is_cleared {
                focus::focus_first(&main, "[data-undo]");
            } else {
                focus::focus(&main);
            }
        }
    });
}

fn view_toolbar(
    desk: &Desk,
    address: &Address,
    known: &[&Rc<Operation>],
    found: &[&Rc<Operation>],
    log: &Log,
    words: &'static OperationsTexts,
) -> Html {
    let go = |change: fn(&mut Address, Filter), filter| {
        let (navigator, mut next) = (desk.navigator.clone(), Address { page: 1, ..address.clone() });
        change(&mut next, filter);
        Callback::from(move |_: Event| navigator.replace(next.route()))
    };
    let name = desk.id("which-calls");
    let choices = Filter::ALL.iter().map(|(filter, _)| {
        let label = match filter {
            Filter::All => words.all,
            Filter::Failed => words.failed,
            Filter::Slow => words.slow,
            Filter::Writes => words.writes,
        };
        let number = known.iter().filter(|call| filter.takes(call)).count();
        let onchange = go(|next, filter| next.filter = filter, *filter);
        html! {
            <label key={label}>
                <input type="radio" name={name.clone()} checked={address.filter == *filter} {onchange} />
                { label }{ " " }<span class="oic-num oic-faint">{ format::count(number) }</span>
            </label>
        }
    });
    let onsearch = {
        let (navigator, address) = (desk.navigator.clone(), address.clone());
        Callback::from(move |keyword| navigator.replace(Address { keyword, page: 1, ..address.clone() }.route()))
    };
    let calls = count(words.calls, known.len());
    let millis = format::number(i64::from(median_millis(found.iter().map(|call| &***call))));
    let all = found.len() == known.len();
    let number = format::number(i64::try_from(found.len()).unwrap_or(i64::MAX));
    let summary = match (all, found.is_empty()) {
        (true, true) => "{calls}",
        (true, false) => words.summary,
        (false, true) => words.found_of,
        (false, false) => words.summary_of,
    };
    let summary = fill(summary, &[("found", &number), ("calls", &calls), ("millis", &millis)]);
    html! {
        <div class="oic-toolbar oic-logbar" role="search">
            <SearchField id={desk.id("search")} label={words.search_label} placeholder={words.search_placeholder}
                value={address.keyword.clone()} {onsearch} />
            <span class="oic-seg" role="radiogroup" aria-label={words.filter_calls}>{ for choices }</span>
            <span class="oic-push oic-hide-sm"></span>
            if log.running > 0 {
                <span class="oic-chip">{ count(words.running, log.running as usize) }</span>
            }
            <span class="oic-faint oic-num" role="status">{ summary }</span>
        </div>
    }
}

/// Nothing yet, or nothing that matches.
fn view_nothing(desk: &Desk, is_empty: bool, words: &'static OperationsTexts) -> Html {
    if is_empty {
        return empty_state(Icon::LOG, words.empty_title, words.empty_text.into(), Html::default());
    }
    let all = Address { page: 1, ..Address::default() }.route();
    let actions = html! { <div class="oic-row">{ link(&desk.navigator, all, "oic-btn", words.show_all) }</div> };
    empty_state(Icon::SEARCH, words.no_match_title, words.no_match_text.into(), actions)
}

/// Of a call that the log does not have, or no longer.
fn gone(id: &str, words: &'static OperationsTexts) -> Detail {
    Detail {
        key: "gone".into(),
        title: html! { <span class="oic-mono">{ safe_text(id) }</span> },
        beside: Html::default(),
        body: empty_state(Icon::LOG, words.gone_title, words.gone_text.into(), Html::default()),
    }
}
