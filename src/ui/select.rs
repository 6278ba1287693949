//! A choice of a few.

use yew::prelude::*;

use super::{Icon, view_icon};
use crate::browser::event_value;

/// The browser's own select in the design's clothes. It is named by the label that points to `id`, or else by `label`;
/// `options` are value and words of each.
pub fn select(
    id: Option<String>,
    label: Option<&'static str>,
    options: &[(AttrValue, AttrValue)],
    value: &str,
    onchange: &Callback<String>,
) -> Html {
    let onchange = onchange.reform(|event: Event| event_value(&event));
    html! {
        <span class="oic-selectbox">
            <select class="oic-select" {id} aria-label={label} {onchange}>
                { for options.iter().map(|(of, words)| html! {
                    <option key={of.to_string()} value={of.clone()} selected={of == value}>{ words }</option>
                }) }
            </select>
            { view_icon(Icon::CHEV_DOWN, "oic-icon--sm") }
        </span>
    }
}
