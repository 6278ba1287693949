//! What stands in the menu of filters: the way to all that match and back, and the views that are saved.

use yew::prelude::*;

use super::shown::{LOADED_AT_ONCE, MOST_LOADED};
use crate::browser::format;
use crate::desk::Desk;
use crate::i18n::list_options as words;
use crate::i18n::{count, fill};

/// Loading all that match, or going back. `total`: so many do, as far as it is known; `is_filtered`: they are wanted already.
pub fn view_loading(
    desk: &Desk,
    total: Option<usize>,
    is_filtered: bool,
    load: Callback<MouseEvent>,
    leave: Callback<MouseEvent>,
) -> Html {
    let words = words::texts(desk.appearance.language);
    if is_filtered {
        return html! {
            <>
                <button type="button" class="oic-popup__action" data-closes="true" onclick={load}>{ words.load_again }</button>
                <button type="button" class="oic-popup__action" data-closes="true" onclick={leave}>{ words.back_to_pages }</button>
            </>
        };
    }
    let label =
        total.map_or_else(|| words.load_all.to_owned(), |total| count(words.load_number, total.min(MOST_LOADED)));
    let most = format::count(MOST_LOADED);
    let cost = total.map(|total| {
        let calls = total.min(MOST_LOADED).div_ceil(LOADED_AT_ONCE);
        fill(words.load_cost, &[("calls", &format::count(calls))])
    });
    html! {
        <div class="oic-stack oic-stack--tight oic-popup__facts">
            <p>{ words.load_text }</p>
            <p class="oic-hint">{ cost }{ " " }{ fill(words.load_limit, &[("most", &most)]) }</p>
            <button type="button" class="oic-btn oic-btn--primary" data-closes="true" onclick={load}>{ label }</button>
        </div>
    }
}
