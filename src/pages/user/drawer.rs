//! The frame of the drawer: who it is, the tabs, the way to the users before and after. It stays while one goes from user to
//! user and from tab to tab.

use openim_api::{CallOptions, Presence, User, UserId};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::frame::{self, About, Opened};
use super::leave::use_leave;
use super::neighbours::{Direction, Step, first_of, step};
use super::profile;
use crate::browser;
use crate::desk::{Desk, use_desk};
use crate::failure::failure_state;
use crate::hooks::{Notes, Query, use_draft, use_notes, use_query, use_task};
use crate::i18n::user::UserTexts;
use crate::i18n::{fill, user as user_words};
use crate::lazy::{Behind, Lazy, Part};
use crate::pages::users::model::{display_name, picture};
use crate::route::{ListQuery, Route, UserTab};
use crate::shell::link;
use crate::ui::{
    CopyButton, Drawer, Icon, Tab, ToastKind, empty_state, icon_button, safe_text, view_avatar, view_icon, view_tabs,
    visible,
};

/// Of [`UserDrawer`].
#[derive(Properties, PartialEq)]
pub struct UserDrawerProps {
    /// Whose.
    pub id: UserId,
    /// What of the user is shown.
    pub tab: UserTab,
    /// The list to go back to.
    pub list: ListQuery,
    /// What is known of it.
    pub behind: Behind,
}

/// Reads the user anew: the address may have come from elsewhere than the list.
#[component]
pub fn UserDrawer(props: &UserDrawerProps) -> Html {
    let desk = use_desk();
    let words = user_words::texts(desk.appearance.language);
    let query: Query<Option<User>> = use_query(props.id.clone(), PartialEq::eq, |api, id: UserId| async move {
        api.call(|client| {
            let id = id.clone();
            async move {
                let found = client.users().infos(std::slice::from_ref(&id), &CallOptions::default()).await?;
                Ok(found.into_iter().find(|user| user.user_id == id))
            }
        })
        .await
    });
    let presence: Query<Option<Presence>> = use_query(props.id.clone(), PartialEq::eq, |api, id: UserId| async move {
        api.call(|client| {
            let id = id.clone();
            async move { Ok(client.users().presence(&[id], &CallOptions::default()).await?.into_iter().next()) }
        })
        .await
    });
    let (notes, toasts) = use_notes(&desk);

    let found = query.data.clone().flatten();
    // While the user is on the way, the list may know the name already.
    let row = props.behind.users.as_ref().and_then(|users| users.items.iter().find(|user| user.user_id == props.id));
    let known = found.as_ref().or_else(|| row.filter(|_| query.data.is_none()));
    let raw_name = known.map_or(props.id.as_str(), |user| display_name(user)).to_owned();
    let name = AttrValue::from(visible::plain(&raw_name));
    use_title(&desk, &name);

    let dirty = use_state_eq(|| false);
    let ondirty = {
        let dirty = dirty.setter();
        use_callback((), move |is_dirty, ()| dirty.set(is_dirty))
    };
    let here = Route::User(props.id.clone(), props.tab, props.list.clone());
    let kept = use_draft(&desk, &profile::draft_of(&props.id));
    let ondiscard = kept.keep.reform(|()| None);
    let leave = use_leave(&desk, here, (*dirty).then(|| name.clone()), ondiscard, words);
    let onclose = {
        let list = props.list.clone();
        leave.go.reform(move |()| (Route::Users(list.clone()), false))
    };

    let source = known.and_then(|user| picture(&user.face_url, &desk));
    let is_online = presence.data.as_ref().and_then(Option::as_ref).is_some_and(|presence| presence.is_online);
    let steps = use_steps(&desk, props, &notes, &leave.go);
    let about = About { id: props.id.clone(), name: name.clone() };
    let body = match (&query.data, &query.error) {
        (Some(Some(user)), _) => {
            let onsaved = {
                let (user, list) = (query.reload.clone(), props.behind.reload.clone());
                Callback::from(move |()| {
                    user.emit(());
                    list.emit(());
                })
            };
            let key = props.id.as_str().to_owned();
            match props.tab {
                UserTab::Profile => html! {
                    <profile::Profile {key} user={user.clone()} {notes} {onsaved} {ondirty} />
                },
                tab => {
                    let (level, onchange) = (user.app_manger_level, presence.reload.clone());
                    let opened = Opened { tab, about, level, notes, list: props.list.clone(), onchange };
                    let desk = desk.clone();
                    let around = Callback::from(move |content| frame::view_panel(&desk, tab, content));
                    html! { <Lazy key={format!("{} {key}", tab.name())} part={Part::UserTab(Box::new(opened))} {around} /> }
                }
            }
        }
        (data, error) => {
            let content = match (data, error) {
                (Some(_), _) => view_unknown(props, &desk, words),
                (None, Some(error)) => failure_state(words.user_not_loaded, error, Some(&query.reload), desk.texts()),
                (None, None) => frame::view_loading(&desk),
            };
            frame::view_panel(&desk, props.tab, content)
        }
    };
    let tabs = use_node_ref();
    {
        let tabs = tabs.clone();
        use_effect_with(props.tab, move |_| {
            if let Some(tabs) = tabs.cast::<web_sys::Element>() {
                scroll_to_shown(&tabs);
            }
        });
    }
    let title_id = desk.id("drawer-title");
    let id = props.id.as_str().to_owned();
    html! {
        <Drawer labelled_by={title_id.clone()} onclose={onclose.clone()}>
            <div class="oic-drawer__head">
                { view_avatar(source, &raw_name, &id, true) }
                <div class="oic-ident__text">
                    <div class="oic-row">
                        <h2 id={title_id} class="oic-page__title oic-break" tabindex="-1" autofocus={true}>{ safe_text(&raw_name) }</h2>
                        if is_online {
                            <span class="oic-chip oic-chip--ok"><span class="oic-dot oic-dot--on"></span>{ words.online }</span>
                        }
                    </div>
                    <span class="oic-row oic-muted">
                        <span class="oic-mono oic-break">{ safe_text(&id) }</span>
                        <CopyButton text={id} label={words.copy_user_id} />
                    </span>
                </div>
                <span class="oic-push"></span>
                <span class="oic-row oic-row--tight">
                    { steps }
                    { icon_button(Icon::X, "oic-btn--ghost oic-btn--sm", words.close, onclose.reform(|_| ())) }
                </span>
            </div>
            <div ref={tabs} class="oic-drawer__tabs">{ view_tab_links(&desk, props, words, &leave.go) }</div>
            { body }
            { leave.question }
            { toasts }
        </Drawer>
    }
}

fn view_unknown(props: &UserDrawerProps, desk: &Desk, words: &'static UserTexts) -> Html {
    let text = fill(words.user_unknown_text, &[("id", &visible::plain(props.id.as_str()))]);
    let register = Route::Register(Some(props.id.clone()));
    let register = link(&desk.navigator, register, "oic-btn", desk.texts().register_this_id);
    empty_state(Icon::USER, words.user_unknown_title, text.into(), register)
}

fn view_tab_links(
    desk: &Desk,
    props: &UserDrawerProps,
    words: &'static UserTexts,
    go: &Callback<(Route, bool)>,
) -> Html {
    let tabs = UserTab::ALL.iter().map(|(tab, _)| {
        let name = match tab {
            UserTab::Profile => words.profile,
            UserTab::Devices => words.devices,
            UserTab::Token => words.token,
            UserTab::Groups => words.groups,
            UserTab::Friends => words.friends,
            UserTab::Conversations => words.conversations,
            UserTab::Json => "JSON",
        };
        let to = Route::User(props.id.clone(), *tab, props.list.clone());
        let (href, followed_by_browser) = desk.navigator.href(&to);
        let (go, is_shown) = (go.clone(), *tab == props.tab);
        let onclick = Callback::from(move |event: MouseEvent| {
            // A click that opens a new tab of the browser leaves nothing behind.
            let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key();
            if !(elsewhere && followed_by_browser) {
                event.prevent_default();
                if !is_shown {
                    go.emit((to.clone(), false));
                }
            }
        });
        Tab { id: frame::tab_id(desk, *tab), href, selected: is_shown, content: name.into(), onclick }
    });
    view_tabs(words.details, &frame::panel_id(desk), tabs.collect())
}

/// The buttons to the users before and after.
#[hook]
fn use_steps(desk: &Desk, props: &UserDrawerProps, notes: &Notes, go: &Callback<(Route, bool)>) -> Html {
    let words = user_words::texts(desk.appearance.language);
    let turning = use_task();
    let button = |direction, icon: Icon, label: &'static str| {
        let step = step(props.behind.users.as_ref(), &props.id, &props.list, direction);
        let leads_nowhere = step == Step::Nowhere;
        let (go, list, tab) = (go.clone(), props.list.clone(), props.tab);
        let (turning, desk, notes) = (turning.clone(), desk.clone(), notes.clone());
        let onclick = Callback::from(move |_: MouseEvent| match step.clone() {
            Step::User(id) => go.emit((Route::User(id, tab, list.clone()), true)),
            Step::Page(list) => {
                let Some(api) = desk.api.clone() else { return };
                let (go, desk, notes) = (go.clone(), desk.clone(), notes.clone());
                turning.start(async move {
                    match first_of(&api, &list, direction).await {
                        Ok(Some(id)) => go.emit((Route::User(id, tab, list), true)),
                        Ok(None) => go.emit((Route::Users(list), false)),
                        Err(error) => {
                            let detail = frame::error_line(&error, &desk);
                            notes.show(ToastKind::Danger, words.neighbour_not_loaded, Some(detail.into()));
                        }
                    }
                });
            }
            Step::Nowhere => {}
        });
        // One that were disabled at the end of the list would lose the focus.
        let title = if leads_nowhere { words.no_neighbour } else { label };
        html! {
            <button type="button" class="oic-btn oic-btn--icon oic-btn--ghost oic-btn--sm" aria-label={label} {title}
                aria-disabled={leads_nowhere.then_some("true")} {onclick}>
                { view_icon(icon, "oic-icon--sm oic-mirror") }
            </button>
        }
    };
    html! {
        <>
            { button(Direction::Back, Icon::CHEV_LEFT, words.previous_user) }
            { button(Direction::On, Icon::CHEV_RIGHT, words.next_user) }
        </>
    }
}

/// On a small screen the tabs are wider than it. The one that is shown comes into sight, and a part of the next.
fn scroll_to_shown(tabs: &web_sys::Element) {
    const NEXT: i32 = 32;
    let shown = tabs.query_selector("[aria-selected=true]").ok().flatten();
    let Some(shown) = shown.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok()) else { return };
    let Some(list) = shown.parent_element().and_then(|list| list.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    let end = shown.offset_left() - list.offset_left() + shown.offset_width() + NEXT;
    list.set_scroll_left(end - list.client_width());
}

/// The title of the browser's tab names the user; the list gets its own back.
#[hook]
fn use_title(desk: &Desk, name: &AttrValue) {
    let owns_page = desk.environment.owns_page;
    let (list, product) = (desk.texts().nav_users, desk.texts().product);
    let set = move |title: String| {
        if let Some(document) = browser::document().filter(|_| owns_page) {
            document.set_title(&title);
        }
    };
    use_effect_with((name.clone(), list), move |(name, list)| {
        set(format!("{name} · {product}"));
        let list = *list;
        move || set(format!("{list} · {product}"))
    });
}
