//! Which server this is, and the way to the others.

use yew::prelude::*;

use crate::colour::Colour;
use crate::desk::{Desk, use_desk};
use crate::i18n::{fill, server_menu as words};
use crate::route::{Place, Route};
use crate::servers::{self, KnownServer};
use crate::shell::{link, server_name, view_server_name};
use crate::ui::{CopyButton, Icon, Menu, safe_text, view_icon, visible};

/// The button at the start of the top bar and its panel.
#[component]
pub fn ServerMenu() -> Html {
    let desk = use_desk();
    let desk = &desk;
    let (texts, words) = (desk.texts(), words::texts(desk.appearance.language));
    let Some(signed_in) = desk.session.state.signed_in() else { return Html::default() };
    let address = signed_in.server.to_string();
    let name = server_name(desk);
    let dialect = match signed_in.block.dialect() {
        openim_api::Dialect::SecretInBody => texts.dialect_secret,
        openim_api::Dialect::AdminToken => texts.dialect_admin_token,
    };
    let button = html! {
        <>
            { view_server_name(&name) }
            <span class="oic-chip oic-mono oic-hide-sm">{ signed_in.block.label() }</span>
            <span class="oic-chip oic-chip--outline oic-hide-md">{ dialect }</span>
            { view_icon(Icon::CHEV_DOWN, "oic-icon--sm oic-icon--faint") }
        </>
    };
    let others: Vec<_> = servers::known(desk).into_iter().filter(|server| !server.in_force).collect();
    let manage = html! { <>{ view_icon(Icon::SLIDERS, "") }{ words.manage }</> };
    html! {
        <Menu label={fill(words.connected_to, &[("server", &visible::plain(&name))])} button_class="oic-server" {button} start={true}>
            <dl class="oic-dl oic-popup__facts">
                <dt>{ texts.server_address }</dt>
                <dd><span class="oic-mono oic-break">{ address.clone() }</span><CopyButton text={address} label={words.copy_address} /></dd>
                <dt>{ words.server_version }</dt><dd>{ signed_in.block.label() }</dd>
                <dt>{ words.server_dialect }</dt><dd>{ dialect }</dd>
            </dl>
            <hr />
            if !others.is_empty() {
                <div class="oic-popup__list" role="group" aria-label={words.switch_to}>
                    <p class="oic-popup__title" aria-hidden="true">{ words.switch_to }</p>
                    { for others.iter().map(|server| view_server(desk, server)) }
                </div>
                <hr />
            }
            <div data-closes="true">
                { link(&desk.navigator, Route::Place(Place::Settings, "/servers".to_owned()), "oic-popup__action", manage) }
            </div>
        </Menu>
    }
}

fn view_server(desk: &Desk, server: &KnownServer) -> Html {
    let words = words::texts(desk.appearance.language);
    let onclick = {
        let (desk, url) = (desk.clone(), server.url.clone());
        Callback::from(move |_: MouseEvent| servers::switch_to(&desk, &url))
    };
    html! {
        <button key={server.url.to_string()} type="button" class="oic-popup__action" data-closes="true" {onclick}>
            <span class={if server.signed_in { "oic-dot oic-dot--on" } else { "oic-dot" }} data-colour={server.colour.map(Colour::word)}></span>
            <span class="oic-popup__words">
                <span class="oic-strong oic-break">{ safe_text(&server.name) }</span>
                <span class="oic-mono oic-faint oic-break">{ server.url.to_string() }</span>
            </span>
            <span class="oic-push oic-hint">{ if server.signed_in { words.signed_in } else { words.signs_in } }</span>
        </button>
    }
}
