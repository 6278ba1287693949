//! The ways to the pages: at the side, or along the bottom of a small screen. Only what works is listed.

use yew::prelude::*;

use super::brand::view_mark;
use crate::desk::Desk;
use crate::i18n::Texts;
use crate::lazy::{Lazy, Part};
use crate::route::{Place, Route};
use crate::shell::link_with;
use crate::ui::{Icon, view_icon};

struct Item {
    icon: Icon,
    words: &'static str,
    route: Route,
    current: bool,
}

/// Of the users, of the tools, and the settings.
fn items(texts: &'static Texts, here: &Route) -> [Vec<Item>; 3] {
    let place = |icon, words, place: Place| Item {
        icon,
        words,
        route: place.start(),
        current: matches!(here, Route::Place(there, _) if *there == place),
    };
    let users = matches!(here, Route::Users(_) | Route::User(..) | Route::Place(Place::NotificationAccounts, _));
    let directory = vec![
        Item { icon: Icon::USERS, words: texts.nav_users, route: Route::home(), current: users },
        place(Icon::UPLOAD, texts.nav_import, Place::Import),
        Item {
            icon: Icon::USER_PLUS,
            words: texts.nav_register,
            route: Route::Register(None),
            current: matches!(here, Route::Register(_)),
        },
        Item {
            icon: Icon::ID_CHECK,
            words: texts.nav_account_check,
            route: Route::AccountCheck,
            current: matches!(here, Route::AccountCheck),
        },
    ];
    let tools = vec![
        place(Icon::LOG, texts.nav_operations, Place::Operations),
        place(Icon::PULSE, texts.nav_connection, Place::Connection),
        place(Icon::KEY, texts.nav_token, Place::Token),
        place(Icon::TERMINAL, texts.nav_api, Place::Api),
        place(Icon::INFO, texts.nav_error_codes, Place::ErrorCodes),
    ];
    [directory, tools, vec![place(Icon::SLIDERS, texts.nav_settings, Place::Settings)]]
}

const ITEM: &str = "oic-nav__item";

/// At the side; an icon rail where the console is narrow.
pub fn view_sidebar(desk: &Desk) -> Html {
    let texts = desk.texts();
    let [directory, tools, settings] = items(texts, desk.navigator.route());
    let product = desk.product();
    let brand = html! { <>{ view_mark(desk, "oic-mark") }<span class="oic-truncate">{ product }</span></> };
    html! {
        <nav class="oic-sidebar" aria-label={texts.main_navigation}>
            { link_with(&desk.navigator, Route::home(), "oic-brand", Some(product.to_owned().into()), false, brand) }
            <p class="oic-nav__title">{ texts.nav_directory }</p>
            <div class="oic-nav">{ view_items(desk, directory, ITEM) }</div>
            <p class="oic-nav__title">{ texts.nav_tools }</p>
            <div class="oic-nav">{ view_items(desk, tools, ITEM) }</div>
            if !desk.environment.config.links.is_empty() {
                <Lazy part={Part::OwnLinks} meanwhile={Html::default()} />
            }
            <div class="oic-sidebar__foot">{ view_items(desk, settings, ITEM) }</div>
        </nav>
    }
}

/// Along the bottom of a small screen.
pub fn view_tab_bar(desk: &Desk) -> Html {
    let [mut shown, mut tools, settings] = items(desk.texts(), desk.navigator.route());
    // There is room for five: to the import, the list of users leads.
    shown.retain(|item| item.icon != Icon::UPLOAD);
    tools.truncate(1);
    shown.extend(tools);
    shown.extend(settings);
    html! { <nav class="oic-tabbar" aria-label={desk.texts().compact_navigation}>{ view_items(desk, shown, "") }</nav> }
}

fn view_items(desk: &Desk, items: Vec<Item>, class: &'static str) -> Html {
    items
        .into_iter()
        .map(|item| {
            let content = html! { <>{ view_icon(item.icon, "") }<span>{ item.words }</span></> };
            link_with(&desk.navigator, item.route, class, Some(item.words.into()), item.current, content)
        })
        .collect()
}
