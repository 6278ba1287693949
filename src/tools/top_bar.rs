//! What stands in the top bar: which server, which language, which theme, who is signed in.

use yew::prelude::*;

use super::bar::Tools;
use super::server_menu::ServerMenu;
use super::sign_out::use_sign_out;
use super::updates::Updates;
use crate::appearance::Choice;
use crate::browser::format;
use crate::desk::use_desk;
use crate::i18n::{fill, tools as words};
use crate::lazy;
use crate::preferences;
use crate::safety;
use crate::shell::{view_language_button, view_theme_button};
use crate::ui::{Icon, Menu, safe_text, view_avatar, view_icon};

/// Its content.
#[component]
pub fn TopBar() -> Html {
    let desk = use_desk();
    let desk = &desk;
    let words = words::texts(desk.appearance.language);
    {
        // Here, because it is nothing that the first list has to wait for.
        let (store, choose) = (desk.environment.preferences.clone(), desk.appearance.choose.clone());
        let used = desk.session.state.signed_in().map(|session| (session.server.clone(), session.admin.clone()));
        use_effect_with(used, move |used| {
            let Some((server, admin)) = used else { return };
            if preferences::remember_server(&store, server, admin.as_str()) {
                choose.emit(Choice::Kept);
            }
        });
    }
    use_effect_with((), |()| wasm_bindgen_futures::spawn_local(lazy::prepare_for_failures()));
    let sign_out = use_sign_out(desk);
    let Some(signed_in) = desk.session.state.signed_in() else { return Html::default() };

    let account_button = view_avatar(None, signed_in.admin.as_str(), signed_in.admin.as_str(), false);
    let expiry = signed_in.expires_at_millis.map(|millis| {
        html! {
            <><dt>{ words.token_until }</dt><dd class="oic-num">{ format::minute(millis) }</dd></>
        }
    });
    html! {
        <>
            <ServerMenu />
            if safety::is_read_only(&desk.environment) {
                <span class="oic-chip" title={words.read_only_why}>{ view_icon(Icon::LOCK, "") }{ words.read_only }</span>
            }
            <span class="oic-push"></span>
            <Tools onsignout={sign_out.go.clone()} />
            if desk.environment.owns_page { <Updates /> }
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
                    onclick={sign_out.go.reform(|_| ())}>
                    { view_icon(Icon::LOGOUT, "") }{ words.sign_out }
                </button>
            </Menu>
            { sign_out.question }
        </>
    }
}
