//! The views that somebody saved, in the menu: shown, named, brought up to date, deleted.

use std::rc::Rc;

use yew::prelude::*;

use super::language::{read, write_sort};
use super::views::{MOST, MOST_OF_NAME, NameProblem, View, columns_of, name_problem, set_views, views, with_columns};
use crate::browser::{event_value, focus};
use crate::desk::use_desk;
use crate::i18n::user_filter::{self as words, UserFilterTexts};
use crate::i18n::{count, fill};
use crate::pages::list_options::Now;
use crate::route::{ListQuery, Route};
use crate::ui::{Icon, Toast, ToastKind, icon_button, safe_text, view_icon, visible};

/// Of [`ViewsList`].
#[derive(Properties, PartialEq)]
pub struct ViewsListProps {
    /// What is shown now.
    pub now: Rc<Now>,
}

/// Which name is being written.
#[derive(Clone, Copy, PartialEq)]
enum Naming {
    Nothing,
    New,
    /// Of the view at this place.
    Of(usize),
}

/// The list.
#[component]
pub fn ViewsList(props: &ViewsListProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let store = desk.environment.preferences.clone();
    let server = desk.session.state.signed_in().map(|session| session.server.to_string()).unwrap_or_default();
    let all = use_state_eq(|| views(&store, &server));
    let naming = use_state_eq(|| Naming::Nothing);
    let typed = use_state_eq(String::new);
    let problem = use_state_eq(|| None::<NameProblem>);
    let said = use_state_eq(|| "");
    let root = use_node_ref();
    {
        // What takes the place of a button takes its focus.
        let (root, is_first) = (root.clone(), use_mut_ref(|| true));
        use_effect_with(*naming, move |naming| {
            let Some(root) = root.cast::<web_sys::Element>().filter(|_| !is_first.replace(false)) else { return };
            match naming {
                Naming::Nothing => focus::focus_first(&root, "[data-save], button"),
                Naming::New | Naming::Of(_) => focus::focus_first(&root, "input"),
            }
        });
    }
    let keep = {
        let (all, store, server) = (all.setter(), store.clone(), server.clone());
        Callback::from(move |next: Vec<View>| {
            set_views(&store, &server, &next);
            all.set(next);
        })
    };
    let now_as = {
        let now = Rc::clone(&props.now);
        move |name: &str| View {
            name: name.trim().to_owned(),
            keyword: now.list.keyword.clone(),
            filter: now.list.filter.clone(),
            sort: now.sort.map(write_sort).unwrap_or_default(),
            columns: columns_of(&now.options),
        }
    };
    let show = |view: &View| {
        let (now, view, navigator) = (Rc::clone(&props.now), view.clone(), desk.navigator.clone());
        Callback::from(move |_: MouseEvent| {
            now.onchange.emit((with_columns(&now.options, &view), read(&view.sort).0.sort));
            let (keyword, filter) = (view.keyword.clone(), view.filter.clone());
            navigator.go(Route::Users(ListQuery { page: 1, keyword, filter, ..now.list.clone() }));
        })
    };
    let begin = |of: Naming, name: &str| {
        let (naming, typed, problem) = (naming.setter(), typed.setter(), problem.setter());
        let name = name.to_owned();
        Callback::from(move |_: MouseEvent| {
            typed.set(name.clone());
            problem.set(None);
            naming.set(of);
        })
    };
    let update = |place: usize, view: &View| {
        let (all, keep, said, now_as, name) =
            (all.clone(), keep.clone(), said.setter(), now_as.clone(), view.name.clone());
        Callback::from(move |_: MouseEvent| {
            let mut next = (*all).clone();
            if let Some(view) = next.get_mut(place) {
                *view = now_as(&name);
            }
            keep.emit(next);
            said.set(words.view_updated);
        })
    };
    let delete = |place: usize, view: &View| {
        let (all, keep, view, toaster) = (all.clone(), keep.clone(), view.clone(), desk.toaster.clone());
        let (store, server, root, set) = (store.clone(), server.clone(), root.clone(), all.setter());
        Callback::from(move |_: MouseEvent| {
            let mut next = (*all).clone();
            if place < next.len() {
                next.remove(place);
            }
            keep.emit(next);
            // The button goes, and the focus would with it.
            if let Some(root) = root.cast::<web_sys::Element>() {
                focus::focus_first(&root, "[data-save]");
            }
            let (store, server, set, view) = (store.clone(), server.clone(), set.clone(), view.clone());
            let title = fill(words.view_deleted, &[("name", &visible::plain(&view.name))]);
            let undo = Callback::from(move |_: MouseEvent| {
                // Others may have come since.
                let mut all = views(&store, &server);
                if name_problem(&all, &view.name, None).is_none() {
                    all.insert(place.min(all.len()), view.clone());
                    set_views(&store, &server, &all);
                    set.set(all);
                }
            });
            let action =
                html! { <button type="button" class="oic-btn oic-btn--sm" onclick={undo}>{ words.undo }</button> };
            toaster.note(Toast { kind: ToastKind::Ok, title: title.into(), detail: None, action: Some(action) });
        })
    };
    let onsubmit = {
        let (all, naming, typed, problem, said) =
            (all.clone(), naming.clone(), typed.clone(), problem.setter(), said.setter());
        let (keep, now_as) = (keep.clone(), now_as.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let place = match *naming {
                Naming::Of(place) => Some(place),
                _ => None,
            };
            let found = name_problem(&all, &typed, place);
            problem.set(found);
            if found.is_some() {
                return;
            }
            let mut next = (*all).clone();
            match place.map(|place| next.get_mut(place)) {
                Some(Some(view)) => view.name = typed.trim().to_owned(),
                Some(None) => {}
                None => next.push(now_as(&typed)),
            }
            keep.emit(next);
            said.set(words.view_saved);
            naming.set(Naming::Nothing);
        })
    };
    let form = || {
        let oninput = {
            let typed = typed.setter();
            Callback::from(move |event: InputEvent| typed.set(event_value(&event)))
        };
        let message = desk.id("view-name-message");
        html! {
            <form class="oic-stack oic-stack--tight oic-popup__facts" onsubmit={onsubmit.clone()}>
                <label class="oic-label" for={desk.id("view-name")}>{ words.view_name }</label>
                <input id={desk.id("view-name")} class="oic-input" autocomplete="off" value={(*typed).clone()} {oninput}
                    aria-invalid={problem.is_some().then_some("true")} aria-describedby={message.clone()} />
                <span id={message} class="oic-msg oic-msg--danger" aria-live="polite">{ problem.map(|problem| problem_words(problem, words)).unwrap_or_default() }</span>
                <span class="oic-row">
                    <button type="submit" class="oic-btn oic-btn--primary oic-btn--sm">{ words.save }</button>
                    <button type="button" class="oic-btn oic-btn--sm" onclick={begin(Naming::Nothing, "")}>{ words.cancel }</button>
                </span>
            </form>
        }
    };
    let rows = all.iter().enumerate().map(|(place, view)| {
        if *naming == Naming::Of(place) {
            return html! { <li key={view.name.clone()}>{ form() }</li> };
        }
        let label = |text: &str| fill(text, &[("name", &visible::plain(&view.name))]);
        let small = "oic-btn--ghost oic-btn--sm";
        html! {
            <li key={view.name.clone()} class="oic-row">
                <button type="button" class="oic-popup__action oic-grow" data-closes="true" onclick={show(view)}>
                    <span class="oic-truncate">{ safe_text(&view.name) }</span>
                </button>
                { icon_button(Icon::REFRESH, small, label(words.update_view), update(place, view)) }
                { icon_button(Icon::EDIT, small, label(words.rename_view), begin(Naming::Of(place), &view.name)) }
                { icon_button(Icon::X, small, label(words.delete_view), delete(place, view)) }
            </li>
        }
    });
    let save = match *naming {
        Naming::New => form(),
        _ if all.len() >= MOST => html! { <p class="oic-hint oic-popup__note">{ count(words.views_full, MOST) }</p> },
        _ => html! {
            <button type="button" class="oic-popup__action" data-save="true" onclick={begin(Naming::New, "")}>
                { view_icon(Icon::PLUS, "oic-icon--sm") }{ words.save_view }
            </button>
        },
    };
    html! {
        <div ref={root.clone()} class="oic-views">
            <h2 class="oic-popup__title">{ words.views }</h2>
            if all.is_empty() { <p class="oic-hint oic-popup__note">{ words.no_views }</p> }
            <ul class="oic-popup__list">{ for rows }</ul>
            { save }
            if !desk.environment.owns_page { <p class="oic-hint oic-popup__note">{ words.views_not_kept }</p> }
            <span class="oic-vh" role="status">{ *said }</span>
        </div>
    }
}

fn problem_words(problem: NameProblem, words: &'static UserFilterTexts) -> String {
    match problem {
        NameProblem::Empty => words.name_empty.to_owned(),
        NameProblem::Long => count(words.name_long, MOST_OF_NAME),
        NameProblem::Taken => words.name_taken.to_owned(),
    }
}
