//! The kinds of accounts, each with a list of its own.

use yew::prelude::*;

use crate::desk::Desk;
use crate::route::{Place, Route};
use crate::shell::link_with;

/// Links to the lists; shown above each of them.
pub fn view_tabs(desk: &Desk) -> Html {
    let texts = desk.texts();
    let is_users = !matches!(desk.navigator.route(), Route::Place(..));
    let tab = |words: &'static str, to, current| link_with(&desk.navigator, to, "", None, current, words.into());
    html! {
        <nav class="oic-tabs oic-page__tabs" aria-label={texts.nav_directory}>
            { tab(texts.nav_users, Route::home(), is_users) }
            { tab(texts.nav_notices, Place::NotificationAccounts.start(), !is_users) }
        </nav>
    }
}
