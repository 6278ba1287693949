//! The place of filters, below the search: how loading stands, the filter, what came of it.

use std::rc::Rc;

use yew::prelude::*;

use super::apply::{self, Applying, use_apply};
use super::chips::Chips;
use super::choices::view_choices;
use super::field::FilterField;
use super::help::view_help;
use super::language::{Filter, read, write};
use super::load::{self, Loading, use_load};
use crate::browser::format;
use crate::desk::{Desk, use_desk};
use crate::failure::failure_banner;
use crate::i18n::user_filter::{self as words, UserFilterTexts};
use crate::i18n::{count, fill};
use crate::pages::list_options::{Filtering, LOADED_AT_ONCE, MOST_LOADED, Rows, Shown};
use crate::pages::user_actions::view_progress;
use crate::route::{ListQuery, Route};
use crate::ui::{BannerKind, Icon, Menu, banner, view_icon};

/// The filters; nothing to see while there is none.
#[component]
pub fn FilterBar(props: &Filtering) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let text = props.list.filter.clone();
    let (filter, faults) = {
        let text = text.clone().unwrap_or_default();
        let read = use_memo(text, |text| read(text));
        (read.0.clone(), read.1.clone())
    };
    let is_wanted = text.is_some();
    let keyword = text.as_ref().map(|_| props.list.keyword.clone());
    let loading = use_load(&desk, keyword.clone(), props.agreed, props.again, props.changed.clone());
    let loaded = loaded_for(&loading, keyword.as_deref());
    let applying = use_apply(&desk, loaded.clone(), (is_wanted && faults.is_empty()).then(|| filter.clone()));
    let set = {
        let (navigator, list) = (desk.navigator.clone(), props.list.clone());
        Callback::from(move |next: String| {
            navigator.go(Route::Users(ListQuery { page: 1, filter: Some(next), ..list.clone() }));
        })
    };
    let set_filter = set.reform(|filter: Filter| write(&filter));
    {
        let is_running = loading.stage == load::Stage::Running;
        let is_applied = applying
            .applied
            .as_ref()
            .zip(loaded.as_ref())
            .is_some_and(|(applied, loaded)| applied.is_of(&filter, loaded));
        let is_stuck = matches!(applying.stage, apply::Stage::MayAsk(_) | apply::Stage::Failed(_));
        let shown = match (&applying.applied, &loaded) {
            _ if !faults.is_empty() => Shown::Nothing,
            (_, None) if is_running => Shown::Waiting,
            (_, None) => Shown::Nothing,
            _ if is_stuck && !is_applied => Shown::Nothing,
            (Some(applied), _) => Shown::Rows(Rows {
                held: applied.held.clone(),
                sort: applied.filter.sort,
                onsort: {
                    let (set, filter) = (set_filter.clone(), filter.clone());
                    Callback::from(move |sort| set.emit(Filter { sort, ..filter.clone() }))
                },
                members: applied.members,
                busy: applying.stage != apply::Stage::Still || !is_applied,
            }),
            (None, Some(_)) => Shown::Waiting,
        };
        let onshown = props.onshown.clone();
        let kind = match &shown {
            Shown::Waiting => 0,
            Shown::Nothing => 1,
            Shown::Rows(rows) => 2 + u32::from(rows.busy),
        };
        // A callback made anew is no news. The list belongs to what it is made of.
        let news = (kind, applying.applied.clone(), filter.clone(), props.list.clone());
        use_effect_with(news, move |_| onshown.emit(shown));
    }
    if !is_wanted {
        return Html::default();
    }
    let leave = {
        let (navigator, list) = (desk.navigator.clone(), props.list.clone());
        Callback::from(move |_: MouseEvent| {
            navigator.go(Route::Users(ListQuery { page: 1, filter: None, ..list.clone() }));
        })
    };
    let button = |class: &'static str, label: Html, onclick: Callback<MouseEvent>| {
        html! { <button type="button" {class} {onclick}>{ label }</button> }
    };
    let back = || button("oic-btn oic-btn--sm", words.back_to_pages.into(), leave.clone());
    html! {
        <section class="oic-filterbar" aria-label={words.region}>
            <div class="oic-row oic-row--wrap oic-filterbar__row">
                <FilterField text={text.unwrap_or_default()} faults={faults.clone()} onfilter={set.clone()} />
                <Menu label={words.help} button_class="oic-btn oic-btn--icon oic-btn--ghost oic-filterbar__help" button={view_icon(Icon::INFO, "")}>
                    { view_help(words) }
                </Menu>
                <Menu label={words.choose} button_class="oic-btn oic-filterbar__choose" button={view_choose(words)}>
                    { view_choices(&desk, words, &filter, &set_filter) }
                </Menu>
                <span class="oic-push"></span>
                { button("oic-btn oic-btn--ghost", words.back_to_pages.into(), leave.clone()) }
            </div>
            if faults.is_empty() { <Chips filter={filter.clone()} onfilter={set_filter.clone()} /> }
            { view_loading(&desk, words, &loading, loaded.is_some(), &back) }
            if let Some(loaded) = &loaded {
                if loaded.users.len() < loaded.total && loaded.users.len() >= MOST_LOADED {
                    { banner(BannerKind::Warn, "", limits(words.limited, loaded.total).into(), Html::default()) }
                }
                { view_applying(&desk, words, &applying, loaded, faults.is_empty().then_some(&filter)) }
            }
        </section>
    }
}

/// What is loaded, if it is of this search.
fn loaded_for(loading: &Loading, keyword: Option<&str>) -> Option<Rc<load::Loaded>> {
    loading.loaded.clone().filter(|loaded| keyword == Some(loaded.keyword.as_str()))
}

fn view_choose(words: &'static UserFilterTexts) -> Html {
    html! { <>{ view_icon(Icon::FILTER, "oic-icon--sm") }<span class="oic-hide-sm">{ words.choose }</span></> }
}

/// A text about so many users.
fn limits(text: &'static str, total: usize) -> String {
    let calls = total.min(MOST_LOADED).div_ceil(LOADED_AT_ONCE);
    let (users, calls, most) = (format::count(total), format::count(calls), format::count(MOST_LOADED));
    fill(text, &[("users", &users), ("calls", &calls), ("most", &most)])
}

fn view_loading(
    desk: &Desk,
    words: &'static UserFilterTexts,
    loading: &Loading,
    is_there: bool,
    back: &dyn Fn() -> Html,
) -> Html {
    let (done, all) = loading.progress;
    let click = |callback: &Callback<()>| callback.reform(|_: MouseEvent| ());
    let primary = |label: String| {
        html! { <button type="button" class="oic-btn oic-btn--primary oic-btn--sm" onclick={click(&loading.go_on)}>{ label }</button> }
    };
    // What was there before may stay.
    let out = || match is_there {
        true => html! {
            <button type="button" class="oic-btn oic-btn--sm" onclick={click(&loading.leave)}>{ words.keep_old }</button>
        },
        false => back(),
    };
    match &loading.stage {
        load::Stage::Still => Html::default(),
        load::Stage::Running => html! {
            <div class="oic-filterbar__work">
                { view_progress(desk, words.loading, done, all) }
                <button type="button" class="oic-btn oic-btn--sm" onclick={click(&loading.stop)}>{ words.stop }</button>
            </div>
        },
        load::Stage::Asking => {
            let text = if all < MOST_LOADED { words.ask_text } else { words.ask_limit };
            let label = count(words.load, all.min(MOST_LOADED));
            let actions = html! { <span class="oic-row oic-row--wrap">{ primary(label) }{ out() }</span> };
            banner(BannerKind::Info, words.ask_title, limits(text, loading.total).into(), actions)
        }
        load::Stage::Stopped => {
            let actions =
                html! { <span class="oic-row oic-row--wrap">{ primary(words.go_on.to_owned()) }{ out() }</span> };
            html! {
                <div class="oic-filterbar__work">
                    { view_progress(desk, words.loading, done, all) }
                    { banner(BannerKind::Info, "", words.stopped.into(), actions) }
                </div>
            }
        }
        load::Stage::Failed(error) => html! {
            <div class="oic-filterbar__work">
                { failure_banner(words.not_loaded, error, Some(&loading.go_on), desk.texts()) }
                <span class="oic-row">{ out() }</span>
            </div>
        },
    }
}

fn view_applying(
    desk: &Desk,
    words: &'static UserFilterTexts,
    applying: &Applying,
    loaded: &load::Loaded,
    filter: Option<&Filter>,
) -> Html {
    let at = |text: &'static str, millis: i64| fill(text, &[("time", &format::time_of_day(millis))]);
    let state = match &applying.stage {
        apply::Stage::AskingOnline(done, all) => {
            html! { <div class="oic-filterbar__work">{ view_progress(desk, words.asking_online, *done, *all) }</div> }
        }
        apply::Stage::MayAsk(users) => {
            let calls = format::count(users.div_ceil(LOADED_AT_ONCE));
            let text = fill(words.may_ask, &[("n", &format::count(*users)), ("calls", &calls)]);
            let go_on = applying.go_on.reform(|_: MouseEvent| ());
            let action = html! { <button type="button" class="oic-btn oic-btn--primary oic-btn--sm" onclick={go_on}>{ words.ask_online }</button> };
            banner(BannerKind::Info, "", text.into(), action)
        }
        apply::Stage::Failed(error) => {
            failure_banner(words.online_not_read, error, Some(&applying.go_on), desk.texts())
        }
        apply::Stage::Still | apply::Stage::Working => Html::default(),
    };
    let applied = applying.applied.as_ref().filter(|applied| {
        let is_newest = filter.is_some_and(|filter| applied.is_of(filter, loaded));
        is_newest && applying.stage == apply::Stage::Still
    });
    let found = applied.map(|applied| match applied.held.count() {
        0 => words.matching_none.to_owned(),
        some => fill(words.matching, &[("n", &format::count(some)), ("all", &format::count(loaded.users.len()))]),
    });
    let asked_at = applied.and_then(|applied| applied.asked_at);
    let ask_again = applying.ask_again.reform(|_: MouseEvent| ());
    html! {
        <>
            { state }
            <div class="oic-row oic-row--wrap oic-hint">
                // There from the start, so that assistive technology hears what appears in it.
                <span role="status" class="oic-strong oic-num">{ found.unwrap_or_default() }</span>
                <span class="oic-num">{ at(words.loaded_at, loaded.at_millis) }</span>
                if let Some(asked_at) = asked_at {
                    <span class="oic-num">{ at(words.asked_at, asked_at) }</span>
                    <button type="button" class="oic-btn oic-btn--ghost oic-btn--sm" onclick={ask_again}>{ words.ask_again }</button>
                }
            </div>
        </>
    }
}
