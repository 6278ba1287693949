//! The ways to the pages: at the side, or along the bottom of a small screen. Only what works is listed.

use yew::prelude::*;

use crate::desk::Desk;
use crate::i18n::Texts;
use crate::route::Route;
use crate::shell::link_with;
use crate::ui::view_icon;

struct Item {
    icon: &'static str,
    words: &'static str,
    route: Route,
    current: bool,
}

fn items(texts: &'static Texts, here: &Route) -> [Item; 3] {
    [
        Item {
            icon: "users",
            words: texts.nav_users,
            route: Route::home(),
            current: matches!(here, Route::Users(_) | Route::User(..)),
        },
        Item {
            icon: "user-plus",
            words: texts.nav_register,
            route: Route::Register(None),
            current: matches!(here, Route::Register(_)),
        },
        Item {
            icon: "id-check",
            words: texts.nav_account_check,
            route: Route::AccountCheck,
            current: matches!(here, Route::AccountCheck),
        },
    ]
}

/// At the side; an icon rail where the console is narrow.
pub fn view_sidebar(desk: &Desk) -> Html {
    let texts = desk.texts();
    let brand = html! { <><span class="oic-mark">{ view_icon("mark", "") }</span><span>{ texts.product }</span></> };
    html! {
        <nav class="oic-sidebar" aria-label={texts.main_navigation}>
            { link_with(&desk.navigator, Route::home(), "oic-brand", Some(texts.product.into()), false, brand) }
            <p class="oic-nav__title">{ texts.nav_directory }</p>
            <div class="oic-nav">{ view_items(desk, "oic-nav__item") }</div>
        </nav>
    }
}

/// Along the bottom of a small screen.
pub fn view_tab_bar(desk: &Desk) -> Html {
    html! { <nav class="oic-tabbar" aria-label={desk.texts().compact_navigation}>{ view_items(desk, "") }</nav> }
}

fn view_items(desk: &Desk, class: &'static str) -> Html {
    let items = items(desk.texts(), desk.navigator.route()).into_iter();
    items
        .map(|item| {
            let content = html! { <>{ view_icon(item.icon, "") }<span>{ item.words }</span></> };
            link_with(&desk.navigator, item.route, class, Some(item.words.into()), item.current, content)
        })
        .collect()
}
