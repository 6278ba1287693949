//! The page.

use yew::prelude::*;

use crate::desk::use_desk;
use crate::i18n::notification_accounts as words;
use crate::shell::{Page, use_page};

/// Of [`NotificationAccountsPage`].
#[derive(Properties, PartialEq)]
pub struct NotificationAccountsPageProps {
    /// What follows the page's name in the address.
    pub rest: AttrValue,
}

/// The page.
#[component]
pub fn NotificationAccountsPage(props: &NotificationAccountsPageProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let main = use_page(&desk, words.title);
    let content = html! { <p class="oic-mono">{ &props.rest }</p> };
    Page { title: words.title.into(), ..Page::default() }.view(&desk, main, content)
}
