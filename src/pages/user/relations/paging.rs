//! A list in the drawer: loading, empty, failed, its rows, and the way through its pages.

use openim_api::{Listing, Page};
use yew::prelude::*;

use crate::desk::Desk;
use crate::failure::{failure_banner, failure_state};
use crate::hooks::Query;
use crate::pages::user::frame::view_loading;
use crate::ui::{Icon, Pager, empty_state, last_page};

/// Rows on a page.
pub const SIZE: u32 = 20;

/// What a list says of itself.
pub struct Words {
    /// Its name, for assistive technology.
    pub label: &'static str,
    /// It could not be loaded.
    pub not_loaded: &'static str,
    /// Title and text where it has no rows.
    pub empty: (&'static str, &'static str),
    /// The icon beside them.
    pub icon: Icon,
}

/// The page of this number.
pub fn page(number: u32) -> Page {
    Page { number, size: SIZE }
}

/// The list; `row` draws one of its rows, `page` is the page that is shown.
pub fn view_list<T>(
    desk: &Desk,
    query: &Query<Listing<T>>,
    page: &UseStateHandle<u32>,
    words: &Words,
    row: impl Fn(&T) -> Html,
) -> Html {
    let Some(listing) = &query.data else {
        return match &query.error {
            Some(error) => failure_state(words.not_loaded, error, Some(&query.reload), desk.texts()),
            None => view_loading(desk),
        };
    };
    let total = u64::try_from(listing.total).unwrap_or_default();
    let turn = page.setter();
    if listing.items.is_empty() {
        if **page > 1 && !query.loading {
            // The last row of the last page is gone.
            let last = last_page(total, SIZE).min(**page - 1);
            turn.set(last);
            return view_loading(desk);
        }
        return empty_state(words.icon, words.empty.0, words.empty.1.into(), Html::default());
    }
    let onchange = Callback::from(move |(wanted, _)| turn.set(wanted));
    let shown = u32::try_from(listing.items.len()).unwrap_or(u32::MAX);
    let pager = Pager { page: **page, size: SIZE, sizes: &[], total, shown };
    let busy = if query.loading { "true" } else { "false" };
    html! {
        <>
            if let Some(error) = &query.error {
                { failure_banner(words.not_loaded, error, Some(&query.reload), desk.texts()) }
            }
            <ul class="oic-list" aria-label={words.label} aria-busy={busy}>{ for listing.items.iter().map(row) }</ul>
            if total > u64::from(SIZE) { { pager.view(desk.texts(), &onchange) } }
        </>
    }
}
