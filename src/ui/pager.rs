//! The way through a long list: what part is shown, how many rows, which page.

use yew::prelude::*;

use super::{Icon, icon_button_if, select};
use crate::browser::{event_value, format};
use crate::i18n::{Texts, fill};

/// What is shown of a list.
pub struct Pager<'a> {
    /// The page, from 1.
    pub page: u32,
    /// Rows on a page.
    pub size: u32,
    /// The sizes offered; empty: the size is fixed.
    pub sizes: &'a [u32],
    /// Rows in all.
    pub total: u64,
    /// Rows on this page.
    pub shown: u32,
}

impl Pager<'_> {
    /// Shown under a list. `onchange` is told the wanted page and size.
    pub fn view(&self, texts: &'static Texts, onchange: &Callback<(u32, u32)>) -> Html {
        let last = last_page(self.total, self.size);
        let first_row = u64::from(self.page - self.page.min(1)) * u64::from(self.size);
        let range = if self.shown == 0 {
            "0".to_owned()
        } else {
            let number = |row: u64| format::number(i64::try_from(row).unwrap_or(i64::MAX));
            format!("{}–{}", number(first_row + 1), number(first_row + u64::from(self.shown)))
        };
        let total = format::number(i64::try_from(self.total).unwrap_or(i64::MAX));
        let go = |page: u32| {
            let size = self.size;
            onchange.reform(move |_: MouseEvent| (page, size))
        };
        let onsize = {
            let (page, size) = (self.page, self.size);
            onchange.reform(move |value: String| {
                let wanted = value.parse().unwrap_or(size);
                (page_with_same_first_row(page, size, wanted), wanted)
            })
        };
        let onpage = {
            let (page, size) = (self.page, self.size);
            onchange.reform(move |event: Event| {
                (event_value(&event).trim().parse().unwrap_or(page).clamp(1, last.max(1)), size)
            })
        };
        let mut sizes = self.sizes.to_vec();
        if !sizes.is_empty() && !sizes.contains(&self.size) {
            let place = sizes.iter().position(|size| *size > self.size).unwrap_or(sizes.len());
            sizes.insert(place, self.size);
        }
        let sizes: Vec<(AttrValue, AttrValue)> =
            sizes.into_iter().map(|size| (size.to_string().into(), size.to_string().into())).collect();
        let class = "oic-btn--sm";
        html! {
            <div class="oic-pager">
                <span role="status" class="oic-num">
                    <strong>{ range }</strong>{ " " }<span>{ fill(texts.pager_of, &[("total", &total)]) }</span>
                </span>
                if !sizes.is_empty() {
                    <span class="oic-row oic-hide-sm">
                        <span class="oic-sep"></span>
                        <span>{ texts.pager_rows }</span>
                        { select(None, Some(texts.pager_rows), &sizes, &self.size.to_string(), &onsize) }
                    </span>
                }
                <span class="oic-push"></span>
                <label class="oic-row oic-hide-sm">
                    <span>{ texts.pager_page }</span>
                    <input class="oic-input" inputmode="numeric" value={self.page.to_string()} onchange={onpage} />
                </label>
                <span class="oic-hide-sm oic-num">{ format!("/ {}", format::number(i64::from(last))) }</span>
                <span class="oic-btngroup" role="group" aria-label={texts.pager_pages}>
                    { icon_button_if(self.page > 1, Icon::CHEV_LEFT, class, texts.pager_previous, go(self.page.saturating_sub(1).max(1))) }
                    { icon_button_if(self.page < last, Icon::CHEV_RIGHT, class, texts.pager_next, go(self.page.saturating_add(1))) }
                </span>
            </div>
        }
    }
}

/// The number of the last page; 1 for an empty list.
pub fn last_page(total: u64, size: u32) -> u32 {
    u32::try_from(total.div_ceil(u64::from(size.max(1)))).unwrap_or(u32::MAX).max(1)
}

/// Which page of `wanted` rows holds the first row of page `page` of `size` rows.
fn page_with_same_first_row(page: u32, size: u32, wanted: u32) -> u32 {
    let first_row = u64::from(page.saturating_sub(1)) * u64::from(size);
    u32::try_from(first_row / u64::from(wanted.max(1)) + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_list_has_one_page() {
        assert_eq!(last_page(0, 20), 1);
        assert_eq!(last_page(20, 20), 1);
        assert_eq!(last_page(21, 20), 2);
    }

    #[test]
    fn another_size_keeps_the_first_row_in_sight() {
        assert_eq!(page_with_same_first_row(1, 20, 50), 1);
        assert_eq!(page_with_same_first_row(6, 20, 50), 3);
        assert_eq!(page_with_same_first_row(3, 50, 20), 6);
    }
}
