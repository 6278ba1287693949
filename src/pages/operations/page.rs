//! The page.

use yew::prelude::*;

use crate::desk::use_desk;
use crate::i18n::operations as words;
use crate::shell::{Page, use_page};

/// Of [`OperationsPage`].
#[derive(Properties, PartialEq)]
pub struct OperationsPageProps {
    /// What follows the page's name in the address.
    pub rest: AttrValue,
}

/// The page.
#[component]
pub fn OperationsPage(props: &OperationsPageProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let main = use_page(&desk, words.title);
    let content = html! { <p class="oic-mono">{ &props.rest }</p> };
    Page { title: words.title.into(), ..Page::default() }.view(&desk, main, content)
}
