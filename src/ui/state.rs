//! What stands in the place of a list or a page that is not there: nothing yet, nothing matches, could not be loaded.

use yew::prelude::*;

use super::{Icon, view_icon};

/// An icon, what is the matter, why, and what can be done.
pub fn empty_state(icon: Icon, title: &str, text: Html, actions: Html) -> Html {
    state_frame(icon, title, html! { <><p>{ text }</p>{ actions }</> })
}

/// An icon, what is the matter, and all else. A failure ([`Icon::FAIL`]) is read out at once.
pub fn state_frame(icon: Icon, title: &str, content: Html) -> Html {
    let (class, role) =
        if icon == Icon::FAIL { ("oic-state oic-state--error", "alert") } else { ("oic-state", "status") };
    html! {
        <div {class} {role}>
            <span class="oic-state__icon">{ view_icon(icon, "oic-icon--lg") }</span>
            <h2 class="oic-state__title">{ title }</h2>
            { content }
        </div>
    }
}
