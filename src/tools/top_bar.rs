//! What stands in the top bar: which server, which language, which theme, who is signed in.

use yew::prelude::*;

use super::bar::Tools;
use crate::browser::format;
use crate::desk::use_desk;
use crate::i18n::{fill, tools as words};
use crate::shell::{server_name, view_language_button, view_theme_button};
use crate::ui::{Menu, copy_mark, safe_text, view_avatar, view_icon};

/// Its content.
#[component]
pub fn TopBar() -> Html {
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
    let server_button = html! {
        <>
            <span class="oic-dot oic-dot--on"></span>
            <span class="oic-server__name oic-truncate">{ name.clone() }</span>
            <span class="oic-chip oic-mono oic-hide-sm">{ signed_in.block.label() }</span>
            <span class="oic-chip oic-chip--outline oic-hide-md">{ dialect }</span>
            { view_icon("chev-down", "oic-icon--sm oic-icon--faint") }
        </>
    };
    let account_button = view_avatar(None, signed_in.admin.as_str(), signed_in.admin.as_str(), false);
    let expiry = signed_in.expires_at_millis.map(|millis| {
        html! {
            <><dt>{ words.token_until }</dt><dd class="oic-num">{ format::minute(millis) }</dd></>
        }
    });
    html! {
        <>
            <Menu label={fill(words.connected_to, &[("server", &name)])} button_class="oic-server" button={server_button} start={true}>
                <dl class="oic-dl oic-popup__facts">
                    <dt>{ texts.server_address }</dt>
                    <dd><span class="oic-mono oic-break">{ address.clone() }</span>{ copy_mark(address, words.copy_address) }</dd>
                    <dt>{ words.server_version }</dt><dd>{ signed_in.block.label() }</dd>
                    <dt>{ words.server_dialect }</dt><dd>{ dialect }</dd>
                </dl>
            </Menu>
            <span class="oic-push"></span>
            <Tools />
            { view_language_button(desk) }
            { view_theme_button(desk) }
            <Menu label={fill(words.account_of, &[("admin", signed_in.admin.as_str())])}
                button_class="oic-btn oic-btn--ghost oic-btn--icon" button={account_button}>
                <dl class="oic-dl oic-popup__facts">
                    <dt>{ words.signed_in_as }</dt>
                    <dd class="oic-mono oic-break">{ safe_text(signed_in.admin.as_str()) }</dd>
                    { expiry }
                </dl>
                if signed_in.secret.is_some() { <p class="oic-hint oic-popup__note">{ words.secret_kept }</p> }
                <hr />
                <button type="button" class="oic-popup__action" data-first="true" data-closes="true"
                    onclick={desk.session.sign_out.reform(|_| ())}>
                    { view_icon("logout", "") }{ words.sign_out }
                </button>
            </Menu>
        </>
    }
}
