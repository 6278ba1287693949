//! The console's mark: its own, or the deployment's.

use yew::prelude::*;

use crate::desk::Desk;
use crate::ui::{Icon, view_icon};

/// Its mark; `class` is that of the console's own.
pub fn view_mark(desk: &Desk, class: &'static str) -> Html {
    match &desk.environment.config.logo {
        Some(logo) => html! { <img class="oic-mark oic-mark--own" src={logo.clone()} alt="" /> },
        None => html! { <span {class}>{ view_icon(Icon::MARK, "") }</span> },
    }
}
