//! The list of users: what part of it is shown stands in the address.

use openim_api::{CallOptions, Listing, Page as ListPage, User, UserFilter, UserId};
use yew::prelude::*;

use super::options::{Draw, Lent, are_chosen};
use super::table::view_table;
use super::tabs::view_tabs;
use crate::desk::{Desk, use_desk};
use crate::failure::{failure_banner, failure_state};
use crate::hooks::{Query, use_query};
use crate::i18n::fill;
use crate::lazy::{Behind, Lazy, Part};
use crate::route::{ListQuery, Route, UserTab};
use crate::shell::{Page, link, use_page};
use crate::ui::{
    Icon, Pager, REST_BEFORE_ASKING_MILLIS, SearchField, empty_state, icon_button, last_page, view_icon, visible,
};

/// Of [`UserListPage`].
#[derive(Properties, PartialEq)]
pub struct UserListPageProps {
    /// What part of the list.
    pub list: ListQuery,
    /// Whose drawer is open, and what it shows.
    #[prop_or_default]
    pub user: Option<(UserId, UserTab)>,
}

/// The page.
#[component]
pub fn UserListPage(props: &UserListPageProps) -> Html {
    let desk = use_desk();
    let texts = desk.texts();
    let main = use_page(&desk, texts.nav_users);
    let block = desk.api.as_ref().map(|api| api.block());
    let can_search = block.is_none_or(|block| block.has_user_filters());
    let query: Query<Listing<User>> = use_query(
        // What is filtered is read by the options.
        match &props.list.filter {
            Some(_) => ListQuery { keyword: props.list.keyword.clone(), ..ListQuery::default() },
            None => props.list.clone(),
        },
        |_, _| true,
        |api, list: ListQuery| async move {
            let page = ListPage { number: list.page, size: list.size };
            let filter = UserFilter { keyword: list.keyword.trim().to_owned() };
            api.call(|client| {
                let filter = filter.clone();
                async move { client.users().list(page, &filter, &CallOptions::default()).await }
            })
            .await
        },
    );
    // The options draw the table from the moment they are there.
    let draw = use_state(|| None::<Draw>);
    let total = query.data.as_ref().map(|listing| listing.total);
    // An empty list of something else says nothing about what could not be loaded.
    let mut query =
        Query { data: query.data.filter(|listing| query.error.is_none() || !listing.items.is_empty()), ..query };
    if props.list.filter.is_some() {
        query.data = draw.as_ref().and_then(|draw| draw.listed(&props.list));
        query.error = None;
    }
    let go = {
        let navigator = desk.navigator.clone();
        let list = props.list.clone();
        Callback::from(move |(page, size): (u32, u32)| {
            navigator.go(Route::Users(ListQuery { page, size, ..list.clone() }));
        })
    };
    let onsearch = {
        let (navigator, list) = (desk.navigator.clone(), props.list.clone());
        // In place of what was there: "back" leaves the search at once.
        Callback::from(move |keyword: String| {
            navigator.replace(Route::Users(ListQuery { page: 1, keyword, ..list.clone() }));
        })
    };
    let options = {
        let set = draw.setter();
        let reload = query.reload.reform(|_| ());
        let lent = Lent {
            busy: query.loading,
            failed: query.error.is_some(),
            covered: props.user.is_some(),
            total,
            reload: query.reload.clone(),
            draw: Callback::from(move |draw| set.set(Some(draw))),
        };
        let meanwhile = html! {
            <>{ icon_button(Icon::REFRESH, "oic-btn--ghost", texts.refresh, reload) }<span class="oic-btn oic-btn--icon oic-btn--ghost"></span></>
        };
        let at_once = props.list.filter.is_some() || are_chosen(&desk.environment.preferences);
        html! { <Lazy part={Part::ListOptions(lent)} {meanwhile} {at_once} /> }
    };
    let register = html! { <>{ view_icon(Icon::PLUS, "oic-icon--sm") }{ texts.nav_register }</> };
    let actions = html! {
        <div class="oic-row oic-push">
            { link(&desk.navigator, Route::Register(None), "oic-btn oic-btn--primary", register) }
        </div>
    };
    let content = html! {
        <>
            { view_tabs(&desk) }
            <div class="oic-toolbar" role="search">
                <SearchField id={desk.id("search")} label={texts.search_label} placeholder={texts.search_placeholder}
                    value={props.list.keyword.clone()} {onsearch} rest_millis={REST_BEFORE_ASKING_MILLIS} enabled={can_search}
                    hint={(!can_search).then_some(AttrValue::from(texts.search_unsupported))} />
                <span class="oic-push"></span>
                { options }
            </div>
            if !can_search {
                <p class="oic-toolbar oic-hint">{ texts.search_unsupported }</p>
            }
            if let (Some(error), Some(_)) = (&query.error, &query.data) {
                <div class="oic-banner-row">
                    { failure_banner(texts.users_not_loaded, error, Some(&query.reload), texts) }
                </div>
            }
            { view_rows(&desk, &query, &props.list, draw.as_ref()) }
            if let Some(draw) = &*draw { { draw.below(&desk, &props.list, query.data.as_ref()) } }
            if let Some(listing) = &query.data { { view_pager(&desk, &props.list, listing, &go) } }
        </>
    };
    let mut behind = Behind { users: query.data, reload: query.reload };
    if let (Some(draw), Some((user, _))) = (&*draw, &props.user) {
        draw.arrange(&desk, &props.list, user, &mut behind);
    }
    html! {
        <>
            { Page { title: texts.nav_users.into(), actions, fills: true, ..Page::default() }.view(&desk, main, content) }
            if let Some((user, tab)) = &props.user {
                <Lazy key="user" part={Part::User(user.clone(), *tab, props.list.clone(), behind)} />
            }
        </>
    }
}

fn view_rows(desk: &Desk, query: &Query<Listing<User>>, list: &ListQuery, draw: Option<&Draw>) -> Html {
    let texts = desk.texts();
    let view_table = |users: Option<&[User]>, busy| match draw {
        Some(draw) => draw.view(desk, users, busy, list),
        None => view_table(desk, users, busy, list),
    };
    let Some(listing) = &query.data else {
        return match &query.error {
            Some(error) => failure_state(texts.users_not_loaded, error, Some(&query.reload), texts),
            None => view_table(None, true),
        };
    };
    if !listing.items.is_empty() || list.filter.is_some() {
        return view_table(Some(&listing.items), query.loading);
    }
    let link = |route, class, words: &'static str| link(&desk.navigator, route, class, words);
    if list.page > 1 && listing.total > 0 {
        let last = last_page(u64::try_from(listing.total).unwrap_or_default(), list.size);
        let to = Route::Users(ListQuery { page: last, ..list.clone() });
        let actions = link(to, "oic-btn oic-btn--primary", texts.past_end_last);
        return empty_state(Icon::USERS, texts.past_end_title, texts.past_end_text.into(), actions);
    }
    let keyword = list.keyword.trim();
    if keyword.is_empty() {
        let actions = link(Route::Register(None), "oic-btn oic-btn--primary", texts.register_first);
        return empty_state(Icon::USERS, texts.no_users_title, texts.no_users_text.into(), actions);
    }
    let all = Route::Users(ListQuery { keyword: String::new(), page: 1, ..list.clone() });
    let actions = html! {
        <div class="oic-row">
            { link(all, "oic-btn", texts.clear_search) }
            { link(Route::Register(Some(UserId::from(keyword))), "oic-btn oic-btn--ghost", texts.register_this_id) }
        </div>
    };
    let title = fill(texts.no_match_title, &[("keyword", &visible::plain(keyword))]);
    empty_state(Icon::SEARCH, &title, texts.no_match_text.into(), actions)
}

fn view_pager(desk: &Desk, list: &ListQuery, listing: &Listing<User>, go: &Callback<(u32, u32)>) -> Html {
    let shown = u32::try_from(listing.items.len()).unwrap_or(u32::MAX);
    let total = u64::try_from(listing.total).unwrap_or_default();
    let sizes = &desk.environment.config.page_sizes;
    Pager { page: list.page, size: list.size, sizes, total, shown }.view(desk.texts(), go)
}
