//! The ways to the pages: at the side, or along the bottom of a small screen. Only what works is listed.

use yew::prelude::*;

use crate::hooks::use_navigator;
use crate::i18n::{Texts, use_texts};
use crate::route::Route;
use crate::shell::Link;
use crate::ui::Icon;

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
#[component]
pub fn Sidebar() -> Html {
    let texts = use_texts();
    let navigator = use_navigator();
    html! {
        <nav class="oic-sidebar" aria-label={texts.main_navigation}>
            <Link class="oic-brand" to={Route::home()} label={texts.product}>
                <span class="oic-mark"><Icon name="mark" /></span><span>{ texts.product }</span>
            </Link>
            <p class="oic-nav__title">{ texts.nav_directory }</p>
            <div class="oic-nav">
                { for items(texts, navigator.route()).into_iter().map(|item| html! {
                    <Link class="oic-nav__item" to={item.route} current={item.current} label={item.words}>
                        <Icon name={item.icon} /><span>{ item.words }</span>
                    </Link>
                }) }
            </div>
        </nav>
    }
}

/// Along the bottom of a small screen.
#[component]
pub fn TabBar() -> Html {
    let texts = use_texts();
    let navigator = use_navigator();
    html! {
        <nav class="oic-tabbar" aria-label={texts.compact_navigation}>
            { for items(texts, navigator.route()).into_iter().map(|item| html! {
                <Link to={item.route} current={item.current}>
                    <Icon name={item.icon} /><span>{ item.words }</span>
                </Link>
            }) }
        </nav>
    }
}
