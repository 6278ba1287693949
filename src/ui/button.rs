//! Buttons that are an icon alone.

use yew::prelude::*;

use super::{Icon, view_icon};

/// Named by `label`, which also shows when one points at it. `class` says more than `oic-btn oic-btn--icon`.
pub fn icon_button(
    icon: Icon,
    class: &'static str,
    label: impl Into<AttrValue>,
    onclick: Callback<MouseEvent>,
) -> Html {
    view(icon, class, label.into(), onclick, false)
}

/// One that cannot be used at the moment.
pub fn icon_button_if(
    enabled: bool,
    icon: Icon,
    class: &'static str,
    label: impl Into<AttrValue>,
    onclick: Callback<MouseEvent>,
) -> Html {
    view(icon, class, label.into(), onclick, !enabled)
}

fn view(icon: Icon, class: &'static str, label: AttrValue, onclick: Callback<MouseEvent>, disabled: bool) -> Html {
    let size = match icon {
        Icon::CHEV_LEFT | Icon::CHEV_RIGHT => "oic-icon--sm oic-mirror",
        _ if class.contains("--sm") => "oic-icon--sm",
        _ => "",
    };
    html! {
        <button type="button" class={format!("oic-btn oic-btn--icon {class}")} aria-label={label.clone()} title={label} {disabled} {onclick}>
            { view_icon(icon, size) }
        </button>
    }
}
