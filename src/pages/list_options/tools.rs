//! The end of the toolbar; holds the options and has the table drawn by them.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::columns::OptionsMenu;
use super::filter_menu::view_loading;
use super::model::{Online, Options};
use super::rows;
use super::shown::{Changed, Filtering, Now, Shown, Wish};
use super::table::Look;
use super::updated::Updated;
use crate::desk::use_desk;
use crate::i18n::list_options as words;
use crate::lazy::{Lazy, Part, Shut};
use crate::pages::user_actions::{Pick, Selection, Task};
use crate::pages::users::options::{Draw, KEY, Lent};
use crate::preferences;
use crate::route::{ListQuery, Place, Route};
use crate::shell::link_with;
use crate::ui::{Icon, Menu, icon_button, view_icon};

/// Of [`Tools`].
#[derive(Properties, PartialEq)]
pub struct ToolsProps {
    /// How the list stands.
    pub lent: Lent,
}

/// How long ago it was read, reading it anew, the options.
#[component]
pub fn Tools(props: &ToolsProps) -> Html {
    let desk = use_desk();
    let (texts, words) = (desk.texts(), words::texts(desk.appearance.language));
    let store = desk.environment.preferences.clone();
    let options = use_state_eq(|| store.get(KEY).map(|text| Options::read(&text)).unwrap_or_default());
    let sort = use_state_eq(|| None);
    let online = use_state_eq(|| None::<Online>);
    let online_failed = use_state_eq(|| false);
    let selection = use_reducer_eq(Selection::default);
    let selected = use_memo(selection.clone(), |selection| (**selection).clone());
    let task = use_state_eq(|| desk.environment.unfinished.borrow().is_some().then_some(Task::Unfinished));
    let list = match desk.navigator.route() {
        Route::Users(list) | Route::User(_, _, list) => list.clone(),
        _ => ListQuery::default(),
    };
    let is_filtered = list.filter.is_some();
    let shown = use_state(Shown::default);
    // Filters stay where they were in use once, for the way "back" to them.
    let filters = use_mut_ref(|| false);
    *filters.borrow_mut() |= is_filtered;
    // For which search the person wants all, and how often anew.
    let agreed = use_state_eq(|| None::<String>);
    let again = use_state_eq(|| 0_u32);
    let changed = use_state_eq(Changed::default);
    let root = use_node_ref();
    {
        let look = Look {
            options: (*options).clone(),
            sort: *sort,
            online: (*online).clone(),
            online_failed: *online_failed,
            onsort: Callback::from({
                let sort = sort.setter();
                move |next| sort.set(next)
            }),
            ononline: Callback::from({
                let (online, failed) = (online.setter(), online_failed.setter());
                move |found: Option<Online>| {
                    failed.set(found.is_none());
                    online.set(found);
                }
            }),
            selection: selected,
            onpick: Callback::from({
                let selection = selection.dispatcher();
                move |pick| selection.dispatch(pick)
            }),
            task: *task,
            ontask: Callback::from({
                let task = task.setter();
                move |next| task.set(next)
            }),
            reload: props.lent.reload.clone(),
            shown: (*shown).clone(),
            onchanged: Callback::from({
                let changed = changed.setter();
                move |users| changed.set(Changed(users))
            }),
        };
        let draw = props.lent.draw.clone();
        let looks = (
            (*options).clone(),
            *sort,
            (*online).clone(),
            *online_failed,
            Rc::clone(&look.selection),
            *task,
            (*shown).clone(),
        );
        use_effect_with(looks, move |_| {
            let look: Draw = Rc::new(look);
            draw.emit(look);
        });
    }
    {
        // Those who were selected may not be among the users of another search.
        let members = match &*shown {
            Shown::Rows(rows) if is_filtered => Some(rows.members),
            _ => None,
        };
        let selection = selection.dispatcher();
        use_effect_with((list.keyword.clone(), is_filtered, members), move |_| selection.dispatch(Pick::Clear));
    }
    {
        let (root, store, selection) = (root.clone(), store.clone(), selection.dispatcher());
        use_effect_with((), move |()| {
            let page = root.cast::<web_sys::Element>().and_then(|root| root.closest("main").ok().flatten());
            let listeners = page.map(|page| {
                let (within, picked) = (page.clone(), selection.clone());
                let options = EventListenerOptions::enable_prevent_default();
                let key = EventListener::new_with_options(&page, "keydown", options, move |event| {
                    if let Some(event) = event.dyn_ref() {
                        let letters = preferences::keys_enabled(&store);
                        rows::follow(&within, event, letters, &|pick| picked.dispatch(pick));
                    }
                });
                let within = page.clone();
                let click = EventListener::new(&page, "click", move |event| {
                    rows::click(&within, event, &|pick| selection.dispatch(pick));
                });
                let press = EventListener::new_with_options(&page, "mousedown", options, rows::press);
                (key, click, press)
            });
            move || drop(listeners)
        });
    }
    let onchange = {
        let options = options.setter();
        Callback::from(move |next: Options| {
            match next.write() {
                Some(text) => store.set(KEY, &text),
                None => store.remove(KEY),
            }
            options.set(next);
        })
    };
    let export = {
        let task = task.setter();
        Callback::from(move |_: MouseEvent| task.set(Some(Task::Export)))
    };
    let load_again = {
        let again = again.clone();
        Callback::from(move |_: MouseEvent| again.set(again.wrapping_add(1)))
    };
    let load = {
        let (agreed, navigator, list) = (agreed.setter(), desk.navigator.clone(), list.clone());
        Callback::from(move |_: MouseEvent| {
            agreed.set(Some(list.keyword.clone()));
            navigator.go(Route::Users(ListQuery { page: 1, filter: Some(String::new()), ..list.clone() }));
        })
    };
    let leave = {
        let (navigator, list) = (desk.navigator.clone(), list.clone());
        Callback::from(move |_: MouseEvent| {
            navigator.go(Route::Users(ListQuery { page: 1, filter: None, ..list.clone() }));
        })
    };
    let (reload, load) = match is_filtered {
        true => (load_again.clone(), load_again),
        false => (props.lent.reload.reform(|_| ()), load),
    };
    let total = props.lent.total.and_then(|total| usize::try_from(total).ok());
    let now = Wish::Views(Rc::new(Now {
        list: list.clone(),
        options: (*options).clone(),
        sort: *sort,
        onchange: {
            let (sort, onchange) = (sort.setter(), onchange.clone());
            Callback::from(move |(options, wanted)| {
                onchange.emit(options);
                sort.set(wanted);
            })
        },
    }));
    let filtering = filters.borrow().then(|| {
        let shown = shown.setter();
        let wish = Wish::Filter(Filtering {
            agreed: agreed.as_ref() == Some(&list.keyword),
            list,
            again: *again,
            changed: (*changed).clone(),
            onshown: Callback::from(move |next| shown.set(next)),
        });
        html! { <Lazy key="user-filter" part={Part::UserActions(Shut(Rc::new(wish)))} meanwhile={Html::default()} at_once=true /> }
    });
    html! {
        <>
            if !is_filtered { <Updated lent={props.lent.clone()} seconds={options.refresh_seconds} /> }
            <Menu label={words.filter_menu} button_class="oic-btn oic-btn--icon oic-btn--ghost" button={view_icon(Icon::FILTER, "")}>
                { view_loading(&desk, total, is_filtered, load, leave) }
                <hr />
                <Lazy part={Part::UserActions(Shut(Rc::new(now)))} />
            </Menu>
            { icon_button(Icon::DOWNLOAD, "oic-btn--ghost", words.export, export) }
            { link_with(&desk.navigator, Place::Import.start(), "oic-btn oic-btn--icon oic-btn--ghost", Some(texts.nav_import.into()), false, view_icon(Icon::UPLOAD, "")) }
            { icon_button(Icon::REFRESH, "oic-btn--ghost", texts.refresh, reload) }
            <span ref={root}>
                <Menu label={words.options} button_class="oic-btn oic-btn--icon oic-btn--ghost" button={view_icon(Icon::COLUMNS, "")}>
                    <OptionsMenu options={(*options).clone()} {onchange} />
                </Menu>
            </span>
            { for filtering }
        </>
    }
}
