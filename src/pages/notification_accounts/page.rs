//! The page: what part of the list is shown, and what stands over it, stand in the address.

use openim_api::{Absence, CallOptions, Feature, Listing, NotificationAccount, Page as ListPage, ServerBlock};
use yew::prelude::*;

use super::drawer::AccountDrawer;
use super::list::{view_pager, view_rows};
use super::model::{Open, read_rest, write_rest};
use crate::desk::use_desk;
use crate::failure::failure_banner;
use crate::hooks::{Query, use_query};
use crate::i18n::fill;
use crate::i18n::notification_accounts::{self as words, NotificationAccountsTexts};
use crate::pages::users::view_tabs;
use crate::route::{ListQuery, Place, Route};
use crate::shell::{Page, link, use_page};
use crate::ui::{Icon, REST_BEFORE_ASKING_MILLIS, SearchField, empty_state, icon_button, view_icon};

/// Of [`NotificationAccountsPage`].
#[derive(Properties, PartialEq)]
pub struct NotificationAccountsPageProps {
    /// What follows the page's name in the address.
    pub rest: AttrValue,
}

/// Where this part of the list is.
pub fn route(list: &ListQuery, open: &Open) -> Route {
    Route::Place(Place::NotificationAccounts, write_rest(list, open))
}

/// The page.
#[component]
pub fn NotificationAccountsPage(props: &NotificationAccountsPageProps) -> Html {
    let desk = use_desk();
    let (texts, words) = (desk.texts(), words::texts(desk.appearance.language));
    let main = use_page(&desk, texts.nav_notices);
    let (list, open) = read_rest(&props.rest);
    let list = list.on_pages_of(desk.environment.config.page_size, desk.environment.config.most_rows);
    let block = desk.api.as_ref().map_or(ServerBlock::Main, |api| api.block());
    let absence = Feature::NOTIFICATION_ACCOUNTS.on(block).err();
    let query: Query<Option<Listing<NotificationAccount>>> = use_query(
        (list.clone(), absence.is_none()),
        |_, _| true,
        |api, (list, exists): (ListQuery, bool)| async move {
            if !exists {
                return Ok(None);
            }
            let page = ListPage { number: list.page, size: list.size };
            let found = api.call(|client| {
                let keyword = list.keyword.clone();
                async move { client.notification_accounts().search(page, &keyword, &CallOptions::default()).await }
            });
            found.await.map(Some)
        },
    );
    let title = AttrValue::from(texts.nav_notices);
    if let Some(absence) = absence {
        let content = html! { <>{ view_tabs(&desk) }{ view_absence(absence, block, words) }</> };
        return Page { title, fills: true, ..Page::default() }.view(&desk, main, content);
    }
    let query = Query { data: query.data.flatten(), error: query.error, loading: query.loading, reload: query.reload };
    let add = html! { <>{ view_icon(Icon::PLUS, "oic-icon--sm") }{ words.add }</> };
    let actions = html! {
        <div class="oic-row oic-push">
            { link(&desk.navigator, route(&list, &Open::Add), "oic-btn oic-btn--primary", add) }
        </div>
    };
    let onsearch = {
        let (navigator, list) = (desk.navigator.clone(), list.clone());
        Callback::from(move |keyword: String| {
            navigator.replace(route(&ListQuery { page: 1, keyword, ..list.clone() }, &Open::Nothing));
        })
    };
    let robots_are_hidden = Feature::LIST_ROBOTS.on(block).is_err() && Feature::ADD_ROBOTS.on(block).is_ok();
    let content = html! {
        <>
            { view_tabs(&desk) }
            <div class="oic-toolbar" role="search">
                <SearchField id={desk.id("search")} label={words.search_label} placeholder={words.search_placeholder}
                    value={list.keyword.clone()} {onsearch} rest_millis={REST_BEFORE_ASKING_MILLIS} hint={words.search_hint} />
                if robots_are_hidden { <span class="oic-hint oic-hide-md">{ words.robots_hint }</span> }
                <span class="oic-push"></span>
                { icon_button(Icon::REFRESH, "oic-btn--ghost", texts.refresh, query.reload.reform(|_| ())) }
            </div>
            if let (Some(error), Some(_)) = (&query.error, &query.data) {
                <div class="oic-banner-row">{ failure_banner(words.not_loaded, error, Some(&query.reload), texts) }</div>
            }
            { view_rows(&desk, &query, &list) }
            if let Some(listing) = &query.data { { view_pager(&desk, &list, listing) } }
        </>
    };
    let onclose = {
        let (navigator, list) = (desk.navigator.clone(), list.clone());
        Callback::from(move |()| navigator.go(route(&list, &Open::Nothing)))
    };
    let onundone = query.reload.clone();
    let ondone = {
        let (reload, onclose) = (query.reload.clone(), onclose.clone());
        Callback::from(move |()| {
            reload.emit(());
            onclose.emit(());
        })
    };
    html! {
        <>
            { Page { title, actions, fills: true, ..Page::default() }.view(&desk, main, content) }
            { match open {
                Open::Nothing => html! {},
                Open::Add => html! { <AccountDrawer key="add" {onclose} {ondone} {onundone} /> },
                Open::Edit(id) => html! { <AccountDrawer key={format!("/{id}")} id={id.clone()} {onclose} {ondone} {onundone} /> },
            } }
        </>
    }
}

fn view_absence(absence: Absence, block: ServerBlock, words: &'static NotificationAccountsTexts) -> Html {
    let (title, text) = match absence {
        Absence::TooOld { since } => {
            let text = fill(words.too_old_text, &[("since", since.label()), ("version", block.label())]);
            (words.too_old_title, text)
        }
        _ => (words.no_effect_title, fill(words.no_effect_text, &[("version", block.label())])),
    };
    empty_state(Icon::BELL_OFF, title, text.into(), Html::default())
}
