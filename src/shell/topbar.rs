//! Along the top: which server, which language, which theme, who is signed in.

use yew::prelude::*;

use crate::appearance::Choice;
use crate::browser::format;
use crate::desk::Desk;
use crate::i18n::fill;
use crate::lazy::{Lazy, Part};
use crate::theme::Theme;
use crate::ui::{Avatar, CopyButton, Menu, icon_button, safe_text, view_icon};

/// Shown while somebody is signed in.
pub fn view_top_bar(desk: &Desk) -> Html {
    let texts = desk.texts();
    let Some(signed_in) = desk.session.state.signed_in() else { return Html::default() };

    let address = signed_in.server.to_string();
    let name = desk
        .environment
        .config
        .server_name(&signed_in.server)
        .map_or_else(|| address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned(), str::to_owned);
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
    let account_button = html! {
        <Avatar source={None::<AttrValue>} name={signed_in.admin.as_str().to_owned()} seed={signed_in.admin.as_str().to_owned()} />
    };
    let expiry = signed_in.expires_at_millis.map(|millis| {
        html! {
            <><dt>{ texts.token_until }</dt><dd class="oic-num">{ format::minute(millis) }</dd></>
        }
    });
    html! {
        <header class="oic-topbar">
            <Menu label={fill(texts.connected_to, &[("server", &name)])} button_class="oic-server" button={server_button} start={true}>
                <dl class="oic-dl oic-popup__facts">
                    <dt>{ texts.server_address }</dt>
                    <dd><span class="oic-mono oic-break">{ address.clone() }</span><CopyButton text={address} label={texts.copy_address} /></dd>
                    <dt>{ texts.server_version }</dt><dd>{ signed_in.block.label() }</dd>
                    <dt>{ texts.server_dialect }</dt><dd>{ dialect }</dd>
                </dl>
            </Menu>
            <span class="oic-push"></span>
            <Lazy key="tools" part={Part::Tools} quietly={true} />
            { view_language_button(desk) }
            { view_theme_button(desk) }
            <Menu label={fill(texts.account_of, &[("admin", signed_in.admin.as_str())])}
                button_class="oic-btn oic-btn--ghost oic-btn--icon" button={account_button}>
                <dl class="oic-dl oic-popup__facts">
                    <dt>{ texts.signed_in_as }</dt>
                    <dd class="oic-mono oic-break">{ safe_text(signed_in.admin.as_str()) }</dd>
                    { expiry }
                </dl>
                if signed_in.secret.is_some() { <p class="oic-hint oic-popup__note">{ texts.secret_kept }</p> }
                <hr />
                <button type="button" class="oic-popup__action" data-first="true" data-closes="true"
                    onclick={desk.session.sign_out.reform(|_| ())}>
                    { view_icon("logout", "") }{ texts.sign_out }
                </button>
            </Menu>
        </header>
    }
}

/// Goes to the other language.
pub fn view_language_button(desk: &Desk) -> Html {
    let next = desk.appearance.language.next();
    let onclick = desk.appearance.choose.reform(move |_: MouseEvent| Choice::Language(next));
    html! {
        <button type="button" class="oic-btn oic-btn--ghost" {onclick} lang={next.tag()}
            aria-label={fill(desk.texts().switch_language, &[("language", next.name())])} title={next.name()}>
            { view_icon("globe", "") }<span>{ next.short() }</span>
        </button>
    }
}

/// Goes round light, dark and the system's choice.
pub fn view_theme_button(desk: &Desk) -> Html {
    let texts = desk.texts();
    let theme = desk.appearance.theme;
    let (icon, words) = match theme {
        Theme::System => ("desktop", texts.theme_system),
        Theme::Light => ("sun", texts.theme_light),
        Theme::Dark => ("moon", texts.theme_dark),
    };
    let label = fill(texts.switch_theme, &[("theme", words)]);
    let onclick = desk.appearance.choose.reform(move |_: MouseEvent| Choice::Theme(theme.next()));
    icon_button(icon, "oic-btn--ghost", label, onclick)
}
