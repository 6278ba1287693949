//! The page.

use yew::prelude::*;

use super::detail::detail;
use super::model::{Address, CLASSES, class_words};
use crate::browser::format;
use crate::desk::{Desk, use_desk};
use crate::failure::codes::KnownCode;
use crate::failure::explain::sentences;
use crate::hooks::use_operations;
use crate::i18n::error_codes::{self as texts_of, ErrorCodesTexts};
use crate::i18n::{count, fill};
use crate::shell::{Page, link, link_with, use_page};
use crate::ui::{Icon, SearchField, Split, empty_state, row_keys, select};

/// Of [`ErrorCodesPage`].
#[derive(Properties, PartialEq)]
pub struct ErrorCodesPageProps {
    /// What follows the page's name in the address.
    pub rest: AttrValue,
}

/// The page.
#[component]
pub fn ErrorCodesPage(props: &ErrorCodesPageProps) -> Html {
    let desk = use_desk();
    let words = texts_of::texts(desk.appearance.language);
    let main = use_page(&desk, words.title);
    let log = use_operations(&desk);
    let address = Address::read(&props.rest);
    let found = address.found(desk.appearance.language);
    let answered: Vec<i64> =
        log.calls.iter().filter(|call| call.has_failed()).filter_map(|call| call.record.err_code).collect();
    let seen = |code: i64| answered.iter().filter(|answered| **answered == code).count();

    let replace = |change: fn(&mut Address, String)| {
        let (navigator, address) = (desk.navigator.clone(), address.clone());
        Callback::from(move |value: String| {
            let mut next = address.clone();
            change(&mut next, value);
            navigator.replace(next.route());
        })
    };
    let mut options = vec![(AttrValue::from(""), AttrValue::from(words.every_class))];
    options.extend(CLASSES.iter().map(|(class, word)| (AttrValue::from(*word), class_words(*class, words).into())));
    let onclose = {
        let (navigator, address) = (desk.navigator.clone(), address.clone());
        Callback::from(move |()| navigator.go(Address { code: None, ..address.clone() }.route()))
    };
    let table = use_node_ref();
    let onkeydown = row_keys(&table);
    let open = address.code.as_deref().map(|code| detail(&desk, code, seen));
    let onclass = replace(|next, class| next.class = class);
    let content = html! {
        <>
            <div class="oic-toolbar" role="search">
                <SearchField id={desk.id("search")} label={words.search_label} placeholder={words.search_placeholder}
                    value={address.keyword.clone()} onsearch={replace(|next, keyword| next.keyword = keyword)} />
                { select(None, Some(words.class), &options, &address.class, &onclass) }
                <span class="oic-push"></span>
                <span class="oic-faint oic-num" role="status">{ count(words.found, found.len()) }</span>
            </div>
            <Split detail={open} title_id={desk.id("code")} close={words.close} {onclose}>
                if found.is_empty() {
                    { view_nothing(&desk, words) }
                } else {
                    <div ref={table} class="oic-tablebox" role="region" tabindex="0" aria-label={words.title} {onkeydown}>
                        <table class="oic-table" aria-label={words.title}>
                            <thead>
                                <tr>
                                    <th scope="col" class="oic-col-code">{ "errCode" }</th>
                                    <th scope="col" class="oic-hide-md oic-hide-split">{ words.column_name }</th>
                                    <th scope="col" class="oic-col-grow oic-col-meaning">{ words.column_meaning }</th>
                                    <th scope="col" class="oic-hide-sm">{ words.class }</th>
                                    <th scope="col" class="oic-hide-sm oic-hide-split oic-col-num">{ words.column_seen }</th>
                                </tr>
                            </thead>
                            <tbody>{ for found.iter().map(|code| view_row(&desk, code, seen(code.code), &address)) }</tbody>
                        </table>
                    </div>
                }
            </Split>
        </>
    };
    Page { title: words.title.into(), subtitle: words.subtitle, fills: true, ..Page::default() }
        .view(&desk, main, content)
}

fn view_row(desk: &Desk, code: &KnownCode, seen: usize, address: &Address) -> Html {
    let words = texts_of::texts(desk.appearance.language);
    let number = code.code.to_string();
    let is_open = address.code.as_deref() == Some(&number);
    let label = fill(words.open_code, &[("code", &number), ("name", code.name)]);
    let to = Address { code: Some(number.clone()), ..address.clone() }.route();
    let class = code.classes.first().map(|class| class_words(*class, words));
    html! {
        <tr key={code.code.to_string()} class="oic-rowlink" aria-selected={is_open.then_some("true")}>
            <td>{ link_with(&desk.navigator, to, "oic-link oic-link--quiet oic-num oic-strong", Some(label.into()), is_open, number.into()) }</td>
            <td class="oic-hide-md oic-hide-split oic-mono oic-muted">{ code.name }</td>
            <td class="oic-breakcell">{ code.words(desk.appearance.language).what }</td>
            <td class="oic-hide-sm oic-muted">{ for class }</td>
            <td class="oic-hide-sm oic-hide-split oic-col-num">
                if seen > 0 {
                    <span class="oic-chip">{ format::count(seen) }</span>
                }
            </td>
        </tr>
    }
}

fn view_nothing(desk: &Desk, words: &'static ErrorCodesTexts) -> Html {
    let actions = html! {
        <div class="oic-row">{ link(&desk.navigator, Address::default().route(), "oic-btn", words.show_all) }</div>
    };
    empty_state(Icon::SEARCH, words.no_match_title, sentences(words.no_match_text, words.unknown_what).into(), actions)
}
