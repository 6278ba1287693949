//! Which console this is, how its deployment has set it up; and, where there is no side bar, the ways that only it shows.

use yew::prelude::*;

use super::section::section;
use crate::desk::Desk;
use crate::i18n::{count, settings as words};
use crate::route::Place;
use crate::shell::link;
use crate::ui::{CopyButton, Icon, view_icon};

/// The section.
pub fn view_about(desk: &Desk) -> Html {
    let words = words::texts(desk.appearance.language);
    let version = format!("OpenIM Console {}", env!("CARGO_PKG_VERSION"));
    let problems = desk.environment.config.problems.len();
    let content = html! {
        <>
            <p class="oic-row"><span>{ version.clone() }</span><CopyButton text={version} label={words.copy_version} /></p>
            <p class="oic-hint">
                { if problems == 0 { words.config_in_order.to_owned() } else { count(words.config_problems, problems) } }
            </p>
        </>
    };
    section(desk, "about", words.about, words.about_text, content)
}

/// Only where the side bar is hidden.
pub fn view_ways(desk: &Desk) -> Html {
    let (texts, words) = (desk.texts(), words::texts(desk.appearance.language));
    let ways = [
        (Icon::PULSE, texts.nav_connection, Place::Connection),
        (Icon::KEY, texts.nav_token, Place::Token),
        (Icon::INFO, texts.nav_error_codes, Place::ErrorCodes),
    ];
    let way = |(icon, title, place): (Icon, &'static str, Place)| {
        let content = html! { <>{ view_icon(icon, "") }<span>{ title }</span></> };
        html! { <li>{ link(&desk.navigator, place.start(), "oic-popup__action", content) }</li> }
    };
    let own = desk.environment.config.links.iter().map(|own| {
        html! {
            <li>
                <a class="oic-popup__action" href={own.url.clone()} target="_blank" rel="noopener noreferrer">
                    { view_icon(Icon::OPEN, "") }<span class="oic-break">{ own.label(desk.appearance.language).to_owned() }</span>
                </a>
            </li>
        }
    });
    html! {
        <nav class="oic-only-sm oic-ways" aria-label={words.more_pages}>
            <ul class="oic-list">{ for ways.into_iter().map(way) }{ for own }</ul>
        </nav>
    }
}
