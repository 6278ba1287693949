//! The list of keys.

use yew::prelude::*;

use super::keys;
use crate::browser;
use crate::desk::use_desk;
use crate::i18n::tools as words;
use crate::route::{Place, Route};
use crate::shell::link;
use crate::ui::{Icon, Modal, icon_button, use_modal};

/// Of [`Help`].
#[derive(Properties, PartialEq)]
pub struct HelpProps {
    /// It wants to go.
    pub onclose: Callback<()>,
}

/// Every key and what it does, and where to switch them off.
#[component]
pub fn Help(props: &HelpProps) -> Html {
    let desk = use_desk();
    let (texts, words) = (desk.texts(), words::texts(desk.appearance.language));
    let Modal { dialog, oncancel, onclick } = use_modal(&props.onclose);
    let title = desk.id("keys-title");
    let command = browser::command_key();
    let everywhere: [(&[&str], &str); 4] = [
        (&[command, "K"], words.palette),
        (&["/"], words.key_search),
        (&["?"], words.do_help),
        (&["["], words.key_narrow),
    ];
    let lists: [(&[&str], &str); 5] = [
        (&["J", "K"], words.key_rows),
        (&["Enter"], words.key_open_row),
        (&["X"], words.key_select_row),
        (&["Esc"], words.key_close),
        (&[command, "Enter"], words.key_submit),
    ];
    let view = |rows: &[(&[&str], &str)]| -> Html {
        rows.iter()
            .map(|(keys, what)| {
                let keys = keys.iter().map(|key| html! { <kbd class="oic-kbd">{ *key }</kbd> });
                html! { <><dt class="oic-row">{ for keys }</dt><dd>{ *what }</dd></> }
            })
            .collect()
    };
    let pages = keys::PAGES.iter().map(|(letter, page)| {
        let name = match page() {
            Route::Register(_) => texts.nav_register,
            Route::AccountCheck => texts.nav_account_check,
            Route::Place(Place::Import, _) => texts.nav_import,
            Route::Place(Place::Operations, _) => texts.nav_operations,
            Route::Place(Place::Connection, _) => texts.nav_connection,
            Route::Place(Place::Token, _) => texts.nav_token,
            Route::Place(Place::Api, _) => texts.nav_api,
            Route::Place(Place::ErrorCodes, _) => texts.nav_error_codes,
            Route::Place(Place::Settings, _) => texts.nav_settings,
            _ => texts.nav_users,
        };
        html! {
            <>
                <dt class="oic-row"><kbd class="oic-kbd">{ "G" }</kbd><kbd class="oic-kbd">{ letter.to_ascii_uppercase() }</kbd></dt>
                <dd>{ name }</dd>
            </>
        }
    });
    html! {
        <dialog ref={dialog} class="oic-dialog oic-keys" aria-labelledby={title.clone()} {oncancel} {onclick}>
            <div class="oic-dialog__head">
                <h2 id={title}>{ words.do_help }</h2>
                { icon_button(Icon::X, "oic-btn--ghost oic-btn--sm", words.close, props.onclose.reform(|_| ())) }
            </div>
            <div class="oic-dialog__body" tabindex="0" role="region" aria-label={words.do_help}>
                <div class="oic-keys__lists">
                    <dl class="oic-dl">{ view(&everywhere) }{ view(&lists) }</dl>
                    <dl class="oic-dl">{ for pages }</dl>
                </div>
                <p class="oic-hint">
                    { words.keys_off }{ " " }
                    { link(&desk.navigator, Place::Settings.start(), "", texts.nav_settings) }
                </p>
            </div>
        </dialog>
    }
}
