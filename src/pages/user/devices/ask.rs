//! The question before somebody is logged out.

use openim_api::{Feature, Platform, ServerBlock};
use yew::prelude::*;

use crate::desk::Desk;
use crate::i18n::user::UserTexts;
use crate::i18n::user_devices::DeviceTexts;
use crate::i18n::{fill, user, user_devices};
use crate::pages::user::frame::About;
use crate::pages::user::model::platform_words;
use crate::ui::{Dialog, safe_text};

/// Where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// On this platform.
    On(Platform),
    /// On all that this server can log out.
    Everywhere,
}

/// The question; `busy` while it is being done.
pub fn view_question(
    desk: &Desk,
    about: &About,
    block: ServerBlock,
    place: Where,
    busy: bool,
    onconfirm: Callback<()>,
    oncancel: Callback<()>,
) -> Html {
    let words: &'static DeviceTexts = user_devices::texts(desk.appearance.language);
    let common: &'static UserTexts = user::texts(desk.appearance.language);
    let ends_token = Feature::LOGOUT_ENDS_TOKEN.on(block).is_ok();
    let name = |platform| platform_words(platform, desk.appearance.language);
    let (title, what, confirm) = match place {
        Where::On(platform) => (
            fill(words.ask_one, &[("name", &about.name), ("platform", &name(platform))]),
            if ends_token { words.ends_token } else { words.closes },
            words.log_out,
        ),
        Where::Everywhere => (
            fill(words.ask_all, &[("name", &about.name)]),
            if ends_token { words.ends_tokens } else { words.closes_all },
            words.everywhere,
        ),
    };
    let platforms: Vec<String> = match place {
        Where::On(_) => Vec::new(),
        Where::Everywhere => block.logout_platforms().map(name).collect(),
    };
    html! {
        <Dialog id={desk.id("log-out")} {title} danger={true} {busy} {confirm} cancel={common.cancel} {onconfirm} {oncancel}>
            <p class="oic-muted">
                <span class="oic-strong">{ &about.name }</span>{ " · " }
                <span class="oic-mono oic-break">{ safe_text(about.id.as_str()) }</span>
            </p>
            <p>{ what }</p>
            if !platforms.is_empty() { <p class="oic-muted">{ platforms.join(" · ") }</p> }
            if !ends_token { <p>{ token_lives(block, words) }</p> }
        </Dialog>
    }
}

/// What an old server does not do.
pub fn token_lives(block: ServerBlock, words: &'static DeviceTexts) -> String {
    let since = match Feature::LOGOUT_ENDS_TOKEN.on(block) {
        Err(openim_api::Absence::TooOld { since }) => since.label(),
        _ => "",
    };
    fill(words.token_lives, &[("version", block.label()), ("since", since)])
}
