//! The page: the routes, and the one that is open beside them.

use openim_api::Route as ApiRoute;
use openim_api::by_hand::LEFT_OUT;
use yew::prelude::*;

use super::composer::{Composer, absence_words, access_words, effect_words};
use super::kept::{Kept, Try};
use super::model::{Address, absence};
use super::recent::view_recent;
use crate::desk::{Desk, use_desk};
use crate::i18n::api as texts_of;
use crate::i18n::{count, fill};
use crate::session::Api;
use crate::shell::{Page, link, link_with, use_page};
use crate::ui::{Detail, Icon, SearchField, Split, empty_state, row_keys, safe_text};

/// Of [`ApiPage`].
#[derive(Properties, PartialEq)]
pub struct ApiPageProps {
    /// What follows the page's name in the address.
    pub rest: AttrValue,
}

/// The page.
#[component]
pub fn ApiPage(props: &ApiPageProps) -> Html {
    let desk = use_desk();
    let words = texts_of::texts(desk.appearance.language);
    let main = use_page(&desk, words.title);
    // How often a try was taken up again: each is a form of its own, which sends it.
    let again = use_state_eq(|| 0_u32);
    let update = use_force_update();
    let address = Address::read(&props.rest);
    let found = address.found();
    let number = found.iter().map(|(_, routes)| routes.len()).sum();
    let Some(api) = desk.api.clone() else { return Html::default() };

    let onsearch = {
        let (navigator, address) = (desk.navigator.clone(), address.clone());
        Callback::from(move |keyword: String| navigator.replace(Address { keyword, ..address.clone() }.route()))
    };
    let onclose = {
        let (navigator, address) = (desk.navigator.clone(), address.clone());
        Callback::from(move |()| navigator.go(Address { path: String::new(), ..address.clone() }.route()))
    };
    let kept = Kept::of(&desk.environment, &api);
    let onagain = {
        let (kept, navigator, address, again) = (kept.clone(), desk.navigator.clone(), address.clone(), again.clone());
        Callback::from(move |tried: Try| {
            kept.again(&tried);
            again.set(again.wrapping_add(1));
            if tried.route.path != address.path {
                navigator.go(Address { path: tried.route.path.to_owned(), ..address.clone() }.route());
            }
        })
    };
    let onforget = {
        let (kept, update) = (kept.clone(), update.clone());
        Callback::from(move |_: MouseEvent| {
            kept.forget();
            update.force_update();
        })
    };
    let recent = view_recent(&desk, &kept.tries(), &onagain, onforget);
    let ontried = Callback::from(move |()| update.force_update());
    let open = (!address.path.is_empty()).then(|| match address.open() {
        Some(route) => {
            let key = format!("{} {}", route.path, *again);
            let body = html! { <><Composer key={key} {route} api={api.clone()} {ontried} />{ recent }</> };
            detail(route.path, html! { <span class="oic-mono">{ route.path }</span> }, body)
        }
        None => {
            let text = html! { <p>{ words.unknown_text }</p> };
            detail(
                "?",
                html! { <span class="oic-mono">{ safe_text(&address.path) }</span> },
                html! { <><h3>{ words.unknown_title }</h3>{ text }</> },
            )
        }
    });
    let table = use_node_ref();
    let onkeydown = row_keys(&table);
    let content = html! {
        <>
            <div class="oic-toolbar" role="search">
                <SearchField id={desk.id("search")} label={words.search_label} placeholder={words.search_placeholder}
                    value={address.keyword.clone()} {onsearch} />
                <span class="oic-push"></span>
                <span class="oic-faint oic-num" role="status">{ count(words.found, number) }</span>
            </div>
            <Split detail={open} title_id={desk.id("api-route")} close={words.close} {onclose}>
                if found.is_empty() {
                    { view_nothing(&desk) }
                } else {
                    <div ref={table} class="oic-tablebox" role="region" tabindex="0" aria-label={words.title} {onkeydown}>
                        <table class="oic-table" aria-label={words.title}>
                            <thead>
                                <tr>
                                    <th scope="col">{ words.column_route }</th>
                                    <th scope="col" class="oic-hide-sm">{ words.column_effect }</th>
                                    <th scope="col" class="oic-hide-md oic-hide-split">{ words.column_who }</th>
                                </tr>
                            </thead>
                            { for found.iter().map(|(name, routes)| view_family(&desk, name, routes, &address, &api)) }
                        </table>
                        <p class="oic-hint oic-api__left">{ fill(words.left_out, &[("paths", &LEFT_OUT.join(", "))]) }</p>
                    </div>
                }
            </Split>
        </>
    };
    Page { title: words.title.into(), subtitle: words.subtitle, fills: true, ..Page::default() }
        .view(&desk, main, content)
}

fn detail(key: &'static str, title: Html, body: Html) -> Detail {
    Detail { key: key.into(), title, beside: Html::default(), body }
}

fn view_family(desk: &Desk, name: &'static str, routes: &[&'static ApiRoute], address: &Address, api: &Api) -> Html {
    let words = texts_of::texts(desk.appearance.language);
    html! {
        <tbody key={name}>
            // A cell for each column, and none that spans them: it would keep room for those that are hidden.
            <tr>
                <th scope="rowgroup" class="oic-mono oic-muted">{ name }</th>
                <td class="oic-hide-sm"></td>
                <td class="oic-hide-md oic-hide-split"></td>
            </tr>
            { for routes.iter().map(|route| {
                let is_open = route.path == address.path;
                let to = Address { path: route.path.to_owned(), ..address.clone() }.route();
                let absent = absence(route, api.block()).map(|absence| absence_words(absence, words));
                html! {
                    <tr key={route.path} class="oic-rowlink" aria-selected={is_open.then_some("true")}>
                        <td class="oic-breakcell">
                            { link_with(&desk.navigator, to, "oic-link oic-link--quiet oic-mono", None, is_open, route.path.into()) }
                            if let Some(absent) = absent { { " " }<span class="oic-chip oic-chip--warn">{ absent }</span> }
                        </td>
                        <td class="oic-hide-sm oic-muted">{ effect_words(route.effect, words) }</td>
                        <td class="oic-hide-md oic-hide-split oic-muted">{ access_words(route.access, words) }</td>
                    </tr>
                }
            }) }
        </tbody>
    }
}

fn view_nothing(desk: &Desk) -> Html {
    let words = texts_of::texts(desk.appearance.language);
    let actions = html! {
        <div class="oic-row">{ link(&desk.navigator, Address::default().route(), "oic-btn", words.show_all_routes) }</div>
    };
    empty_state(Icon::SEARCH, words.nothing_title, words.nothing_text.into(), actions)
}
