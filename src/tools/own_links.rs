//! The deployment's own links, in the side bar below the tools.

use yew::prelude::*;

use crate::config::MenuLink;
use crate::desk::use_desk;
use crate::ui::{Icon, view_icon};

/// All of them, below a line.
#[component]
pub fn OwnLinks() -> Html {
    let desk = use_desk();
    let view = |link: &MenuLink| {
        let label = link.label(desk.appearance.language).to_owned();
        html! {
            <a class="oic-nav__item" href={link.url.clone()} target="_blank" rel="noopener noreferrer" title={label.clone()}>
                { view_icon(Icon::OPEN, "") }<span class="oic-truncate">{ label }</span>
            </a>
        }
    };
    html! {
        <>
            <hr class="oic-nav__line" />
            <div class="oic-nav">{ for desk.environment.config.links.iter().map(view) }</div>
        </>
    }
}
