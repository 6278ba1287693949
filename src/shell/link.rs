//! A link to a place in the console.

use yew::prelude::*;

use crate::hooks::use_navigator;
use crate::route::Route;

/// Of [`Link`].
#[derive(Properties, PartialEq)]
pub struct LinkProps {
    /// Where to.
    pub to: Route,
    /// Its classes.
    #[prop_or_default]
    pub class: Classes,
    /// Said instead of what stands in it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Is this the page one is on?
    #[prop_or_default]
    pub current: bool,
    /// What stands in it.
    pub children: Html,
}

/// A real link where the address is ours, so that it opens in a new tab as links do.
#[component]
pub fn Link(props: &LinkProps) -> Html {
    let navigator = use_navigator();
    let (href, followed_by_browser) = navigator.href(&props.to);
    let onclick = {
        let to = props.to.clone();
        Callback::from(move |event: MouseEvent| {
            if !followed_by_browser {
                event.prevent_default();
                navigator.go(to.clone());
            }
        })
    };
    html! {
        <a {href} {onclick} class={props.class.clone()} aria-label={props.label.clone()}
            aria-current={props.current.then_some("page")}>
            { props.children.clone() }
        </a>
    }
}
