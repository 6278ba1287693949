//! The rows, or what stands in their place.

use openim_api::{Listing, NotificationAccount};
use yew::prelude::*;

use super::model::Open;
use super::page::route;
use crate::desk::Desk;
use crate::failure::failure_state;
use crate::hooks::Query;
use crate::i18n::{fill, notification_accounts as words};
use crate::pages::users::model::{level_words, picture};
use crate::pages::users::view_value;
use crate::route::ListQuery;
use crate::shell::{link, link_with};
use crate::ui::{Icon, Pager, copy_mark, empty_state, last_page, safe_content, view_avatar, visible};

/// Rows drawn while the first answer is on its way.
const SKELETONS: usize = 4;

/// The table, or why there is none.
pub fn view_rows(desk: &Desk, query: &Query<Listing<NotificationAccount>>, list: &ListQuery) -> Html {
    let (texts, words) = (desk.texts(), words::texts(desk.appearance.language));
    let Some(listing) = &query.data else {
        return match &query.error {
            Some(error) => failure_state(words.not_loaded, error, Some(&query.reload), texts),
            None => view_table(desk, None, true, list),
        };
    };
    if !listing.items.is_empty() {
        return view_table(desk, Some(&listing.items), query.loading, list);
    }
    if list.page > 1 && listing.total > 0 {
        let last = last_page(u64::try_from(listing.total).unwrap_or_default(), list.size);
        let to = route(&ListQuery { page: last, ..list.clone() }, &Open::Nothing);
        let actions = link(&desk.navigator, to, "oic-btn oic-btn--primary", texts.past_end_last);
        return empty_state(Icon::BELL, texts.past_end_title, texts.past_end_text.into(), actions);
    }
    let keyword = list.keyword.trim();
    if keyword.is_empty() {
        let actions = link(&desk.navigator, route(list, &Open::Add), "oic-btn oic-btn--primary", words.add_first);
        return empty_state(Icon::BELL, words.none_title, words.none_text.into(), actions);
    }
    let all = route(&ListQuery { keyword: String::new(), page: 1, ..list.clone() }, &Open::Nothing);
    let actions = link(&desk.navigator, all, "oic-btn", texts.clear_search);
    let title = fill(words.no_match_title, &[("keyword", &visible::plain(keyword))]);
    empty_state(Icon::SEARCH, &title, words.no_match_text.into(), actions)
}

/// Under the list.
pub fn view_pager(desk: &Desk, list: &ListQuery, listing: &Listing<NotificationAccount>) -> Html {
    let go = {
        let (navigator, list) = (desk.navigator.clone(), list.clone());
        Callback::from(move |(page, size): (u32, u32)| {
            navigator.go(route(&ListQuery { page, size, ..list.clone() }, &Open::Nothing));
        })
    };
    let shown = u32::try_from(listing.items.len()).unwrap_or(u32::MAX);
    let total = u64::try_from(listing.total).unwrap_or_default();
    let sizes = &desk.environment.config.page_sizes;
    Pager { page: list.page, size: list.size, sizes, total, shown }.view(desk.texts(), &go)
}

fn view_table(desk: &Desk, accounts: Option<&[NotificationAccount]>, busy: bool, list: &ListQuery) -> Html {
    let (texts, words) = (desk.texts(), words::texts(desk.appearance.language));
    html! {
        <div class="oic-tablebox" role="region" tabindex="0" aria-label={texts.nav_notices}
            aria-busy={if busy { "true" } else { "false" }}>
            <table class="oic-table oic-table--users" aria-label={texts.nav_notices}>
                <thead>
                    <tr>
                        <th scope="col" class="oic-col-grow">{ words.column_account }</th>
                        <th scope="col" class="oic-hide-sm oic-col-id">{ texts.column_user_id }</th>
                        <th scope="col" class="oic-col-receive">{ texts.column_level }</th>
                        <th scope="col" class="oic-hide-md oic-col-id">{ texts.avatar_address }</th>
                    </tr>
                </thead>
                <tbody>
                    { match accounts {
                        Some(accounts) => accounts.iter().map(|account| view_row(desk, account, list)).collect::<Html>(),
                        None => (0..SKELETONS).map(view_skeleton).collect::<Html>(),
                    } }
                </tbody>
            </table>
        </div>
    }
}

fn view_row(desk: &Desk, account: &NotificationAccount, list: &ListQuery) -> Html {
    let (texts, words) = (desk.texts(), words::texts(desk.appearance.language));
    let id = account.user_id().as_str();
    let name = if account.nickname.trim().is_empty() { id } else { &account.nickname };
    let to = route(list, &Open::Edit(account.user_id().clone()));
    let label = fill(words.edit_of, &[("id", &visible::plain(name))]);
    let class = "oic-ident__name oic-truncate oic-isolate";
    let level = match account.app_manger_level {
        Some(level) => view_value(&level_words(level, texts).0, level == 3, None),
        None => html! { <span class="oic-faint">{ words.level_untold }</span> },
    };
    html! {
        <tr key={id}>
            <td class="oic-col-grow">
                <div class="oic-ident">
                    { view_avatar(picture(&account.face_url, desk), &account.nickname, id, false) }
                    <div class="oic-ident__text">
                        { link_with(&desk.navigator, to, class, Some(label.into()), false, safe_content(name)) }
                        <span class="oic-ident__sub oic-mono oic-truncate oic-isolate">{ safe_content(id) }</span>
                    </div>
                </div>
            </td>
            <td class="oic-hide-sm">
                <span class="oic-row oic-idcell">
                    <span class="oic-mono oic-truncate oic-isolate">{ safe_content(id) }</span>
                    { copy_mark(id.to_owned(), fill(texts.copy_user_id_of, &[("id", &visible::plain(id))])) }
                </span>
            </td>
            <td>{ level }</td>
            <td class="oic-hide-md oic-mono oic-muted oic-truncate">
                { if account.face_url.is_empty() { html! { <span class="oic-faint">{ "—" }</span> } } else { safe_content(&account.face_url) } }
            </td>
        </tr>
    }
}

fn view_skeleton(row: usize) -> Html {
    html! {
        <tr key={row}>
            <td><div class="oic-ident"><span class="oic-skel oic-skel--avatar"></span><span class="oic-skel oic-skel--name"></span></div></td>
            <td class="oic-hide-sm"><span class="oic-skel oic-skel--id"></span></td>
            <td><span class="oic-skel oic-skel--word"></span></td>
            <td class="oic-hide-md"><span class="oic-skel oic-skel--id"></span></td>
        </tr>
    }
}
