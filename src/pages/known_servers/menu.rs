//! The menu.

use yew::prelude::*;

use crate::desk::use_desk;
use crate::i18n::{fill, known_servers as words};
use crate::preferences;
use crate::ui::{Menu, icon_button, view_icon};

/// Of [`KnownServers`].
#[derive(Properties, PartialEq)]
pub struct KnownServersProps {
    /// Is told the address that is chosen.
    pub onchoose: Callback<String>,
}

/// The deployment's servers, then those used before.
#[component]
pub fn KnownServers(props: &KnownServersProps) -> Html {
    let desk = use_desk();
    let (environment, words) = (&desk.environment, words::texts(desk.appearance.language));
    let used = use_state(|| preferences::servers(&environment.preferences));
    let own: Vec<(String, String)> =
        environment.config.servers.iter().map(|entry| (entry.name.clone(), entry.url.to_string())).collect();
    let others: Vec<_> = used.iter().filter(|used| !own.iter().any(|(_, url)| *url == used.url)).cloned().collect();
    if own.is_empty() && others.is_empty() {
        return Html::default();
    }
    let choose = |url: &str| {
        let url = url.to_owned();
        props.onchoose.reform(move |_: MouseEvent| url.clone())
    };
    let forget = |url: &str| {
        let (url, store, used) = (url.to_owned(), environment.preferences.clone(), used.setter());
        Callback::from(move |_: MouseEvent| {
            preferences::forget_server(&store, &url);
            used.set(preferences::servers(&store));
        })
    };
    html! {
        <Menu label={words.known_servers} button_class="oic-btn oic-btn--ghost oic-btn--sm oic-btn--icon"
            button={view_icon("chev-down", "")}>
            { for own.iter().map(|(name, url)| html! {
                <button type="button" class="oic-popup__action" data-closes="true" onclick={choose(url)}>
                    <span class="oic-ident__text"><span class="oic-strong">{ name }</span><span class="oic-mono oic-faint oic-break">{ url }</span></span>
                </button>
            }) }
            { for others.iter().map(|server| html! {
                <div class="oic-row">
                    <button type="button" class="oic-popup__action" data-closes="true" onclick={choose(&server.url)}>
                        <span class="oic-mono oic-break">{ &server.url }</span>
                    </button>
                    { icon_button("x", "oic-btn--ghost oic-btn--sm", fill(words.forget_server, &[("server", &server.url)]), forget(&server.url)) }
                </div>
            }) }
        </Menu>
    }
}
