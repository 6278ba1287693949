//! The menu.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::appearance::Choice;
use crate::browser::focus;
use crate::colour::Colour;
use crate::desk::use_desk;
use crate::i18n::{fill, known_servers as words};
use crate::preferences;
use crate::servers::{self, KnownServer};
use crate::ui::{Icon, Menu, icon_button, safe_text, view_icon};

/// Of [`KnownServers`].
#[derive(Properties, PartialEq)]
pub struct KnownServersProps {
    /// Is told the address that is chosen.
    pub onchoose: Callback<String>,
}

/// The deployment's servers, then the person's own. One that this tab is signed in to is gone to at once.
#[component]
pub fn KnownServers(props: &KnownServersProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let known = servers::known(&desk);
    if known.is_empty() {
        return Html::default();
    }
    let choose = |server: &KnownServer| {
        let (url, signed_in, desk) = (server.url.clone(), server.signed_in, desk.clone());
        let onchoose = props.onchoose.clone();
        Callback::from(move |_: MouseEvent| {
            if signed_in {
                servers::switch_to(&desk, &url);
            } else {
                onchoose.emit(url.to_string());
            }
        })
    };
    let forget = |server: &KnownServer| {
        let (url, desk, is_last) = (server.url.to_string(), desk.clone(), known.len() == 1);
        Callback::from(move |event: MouseEvent| {
            // The button goes away with its server, and must not take the focus along.
            let button = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            if let Some(field) = button.and_then(|button| button.closest(".oic-affix").ok().flatten()) {
                focus::focus_first(&field, if is_last { "input" } else { ".oic-menubox > button" });
            }
            preferences::forget_server(&desk.environment.preferences, &url);
            desk.appearance.choose.emit(Choice::Kept);
        })
    };
    html! {
        <Menu label={words.known_servers} button_class="oic-btn oic-btn--ghost oic-btn--sm oic-btn--icon"
            button={view_icon(Icon::CHEV_DOWN, "")}>
            { for known.iter().map(|server| html! {
                <div class="oic-row" key={server.url.to_string()}>
                    <button type="button" class="oic-popup__action" data-closes="true" onclick={choose(server)}>
                        <span class={if server.signed_in { "oic-dot oic-dot--on" } else { "oic-dot" }} data-colour={server.colour.map(Colour::word)}></span>
                        <span class="oic-popup__words">
                            <span class="oic-strong oic-break">{ safe_text(&server.name) }</span>
                            <span class="oic-mono oic-faint oic-break">{ server.url.to_string() }</span>
                        </span>
                        if server.signed_in { <span class="oic-push oic-hint">{ words.signed_in }</span> }
                    </button>
                    if !server.by_deployment && !server.signed_in {
                        { icon_button(Icon::X, "oic-btn--ghost oic-btn--sm", fill(words.forget_server, &[("server", server.url.as_str())]), forget(server)) }
                    }
                </div>
            }) }
        </Menu>
    }
}
