//! A link to a place in the console.

use yew::prelude::*;

use crate::hooks::Navigator;
use crate::route::Route;

/// A real link where the address is ours, so that it opens in a new tab as links do. `label` is said instead of the
/// content, if it is not empty; `current`: this is the page one is on. Nothing where the host leaves the place out.
pub fn link_with(
    navigator: &Navigator,
    to: Route,
    class: &'static str,
    label: Option<AttrValue>,
    current: bool,
    content: Html,
) -> Html {
    if !navigator.shows(&to) {
        return Html::default();
    }
    let (href, followed_by_browser) = navigator.href(&to);
    let onclick = (!followed_by_browser).then(|| {
        let navigator = navigator.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            navigator.go(to.clone());
        })
    });
    html! {
        <a {href} {onclick} {class} aria-label={label} aria-current={current.then_some("page")}>{ content }</a>
    }
}

/// A link that says what it shows.
pub fn link(navigator: &Navigator, to: Route, class: &'static str, content: impl Into<Html>) -> Html {
    link_with(navigator, to, class, None, false, content.into())
}
