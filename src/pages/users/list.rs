//! The list of users: what part of it is shown stands in the address.

use openim_api::{CallOptions, Listing, Page as ListPage, User, UserFilter, UserId};
use yew::prelude::*;

use super::detail::UserDrawer;
use super::search::SearchBox;
use super::table::UserTable;
use crate::failure::{FailureBanner, FailureState};
use crate::hooks::{Query, use_navigator, use_query};
use crate::i18n::{fill, use_texts};
use crate::route::{ListQuery, PAGE_SIZES, Route};
use crate::session::use_api;
use crate::shell::{Link, Page};
use crate::ui::{Icon, Pager, last_page, visible};

/// Of [`UserListPage`].
#[derive(Properties, PartialEq)]
pub struct UserListPageProps {
    /// What part of the list.
    pub list: ListQuery,
    /// Whose drawer is open.
    #[prop_or_default]
    pub user: Option<UserId>,
}

/// The page.
#[component]
pub fn UserListPage(props: &UserListPageProps) -> Html {
    let texts = use_texts();
    let navigator = use_navigator();
    let block = use_api().map(|api| api.block());
    let can_search = block.is_none_or(|block| block.has_user_filters());
    let query: Query<Listing<User>> = use_query(
        props.list.clone(),
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
    let go = {
        let navigator = navigator.clone();
        let keyword = props.list.keyword.clone();
        Callback::from(move |(page, size): (u32, u32)| {
            navigator.go(Route::Users(ListQuery { page, size, keyword: keyword.clone() }));
        })
    };
    let close = {
        let (navigator, list) = (navigator.clone(), props.list.clone());
        Callback::from(move |()| navigator.go(Route::Users(list.clone())))
    };
    let actions = html! {
        <div class="oic-row oic-push">
            <Link class="oic-btn oic-btn--primary" to={Route::Register(None)}>
                <Icon name="plus" class="oic-icon--sm" />{ texts.nav_register }
            </Link>
        </div>
    };
    let total = query.data.as_ref().map(|listing| u64::try_from(listing.total).unwrap_or_default());
    html! {
        <>
            <Page title={texts.nav_users} {actions} fills={true}>
                <div class="oic-toolbar" role="search">
                    <SearchBox list={props.list.clone()} enabled={can_search} />
                    <span class="oic-push"></span>
                    <button type="button" class="oic-btn oic-btn--ghost oic-btn--icon" aria-label={texts.refresh} title={texts.refresh}
                        onclick={query.reload.reform(|_| ())}><Icon name="refresh" /></button>
                </div>
                if !can_search {
                    <p class="oic-toolbar oic-hint">{ texts.search_unsupported }</p>
                }
                if let (Some(error), Some(_)) = (&query.error, &query.data) {
                    <div class="oic-banner-row">
                        <FailureBanner what={texts.users_not_loaded} error={error.clone()} onretry={query.reload.clone()} />
                    </div>
                }
                { view_rows(&query, props, texts) }
                if let (Some(total), Some(listing)) = (total, &query.data) {
                    <Pager page={props.list.page} size={props.list.size} sizes={PAGE_SIZES.to_vec()} {total}
                        shown={u32::try_from(listing.items.len()).unwrap_or(u32::MAX)} onchange={go} />
                }
            </Page>
            if let Some(user) = &props.user {
                <UserDrawer key={user.as_str().to_owned()} id={user.clone()} onclose={close} />
            }
        </>
    }
}

fn view_rows(query: &Query<Listing<User>>, props: &UserListPageProps, texts: &'static crate::i18n::Texts) -> Html {
    let Some(listing) = &query.data else {
        return match &query.error {
            Some(error) => html! {
                <FailureState what={texts.users_not_loaded} error={error.clone()} onretry={query.reload.clone()} />
            },
            None => html! { <UserTable users={None::<Vec<User>>} busy={true} list={props.list.clone()} /> },
        };
    };
    let last = last_page(u64::try_from(listing.total).unwrap_or_default(), props.list.size);
    match (listing.items.is_empty(), props.list.keyword.trim()) {
        (false, _) => html! {
            <UserTable users={Some(listing.items.clone())} busy={query.loading} list={props.list.clone()} />
        },
        (true, _) if props.list.page > 1 && listing.total > 0 => html! {
            <div class="oic-state" role="status">
                <span class="oic-state__icon"><Icon name="users" class="oic-icon--lg" /></span>
                <h2 class="oic-state__title">{ texts.past_end_title }</h2>
                <p>{ texts.past_end_text }</p>
                <div class="oic-row">
                    <Link class="oic-btn oic-btn--primary" to={Route::Users(ListQuery { page: last, ..props.list.clone() })}>
                        { texts.past_end_last }
                    </Link>
                </div>
            </div>
        },
        (true, "") => html! {
            <div class="oic-state" role="status">
                <span class="oic-state__icon"><Icon name="users" class="oic-icon--lg" /></span>
                <h2 class="oic-state__title">{ texts.no_users_title }</h2>
                <p>{ texts.no_users_text }</p>
                <div class="oic-row">
                    <Link class="oic-btn oic-btn--primary" to={Route::Register(None)}>{ texts.register_first }</Link>
                </div>
            </div>
        },
        (true, keyword) => html! {
            <div class="oic-state" role="status">
                <span class="oic-state__icon"><Icon name="search" class="oic-icon--lg" /></span>
                <h2 class="oic-state__title">{ fill(texts.no_match_title, &[("keyword", &visible::plain(keyword))]) }</h2>
                <p>{ texts.no_match_text }</p>
                <div class="oic-row">
                    <Link class="oic-btn" to={Route::Users(ListQuery { keyword: String::new(), page: 1, ..props.list.clone() })}>
                        { texts.clear_search }
                    </Link>
                    <Link class="oic-btn oic-btn--ghost" to={Route::Register(Some(UserId::from(keyword)))}>
                        { texts.register_this_id }
                    </Link>
                </div>
            </div>
        },
    }
}
