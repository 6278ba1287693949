//! What a user's numbers mean, and which picture may be loaded.

use openim_api::User;
use yew::AttrValue;

use crate::config::Avatars;
use crate::desk::Desk;
use crate::i18n::{Texts, fill};
use crate::ui::avatar_source;

/// The words for `appMangerLevel` (the server's spelling), and whether it is the normal case.
pub fn level_words(level: i32, texts: &'static Texts) -> (String, bool) {
    match level {
        0 | 1 => (texts.level_user.to_owned(), true),
        2 => (texts.level_admin.to_owned(), false),
        3 => (texts.level_notification.to_owned(), false),
        4 => (texts.level_robot.to_owned(), false),
        other => (fill(texts.level_other, &[("level", &other.to_string())]), false),
    }
}

/// The words for `globalRecvMsgOpt`, and whether it is the normal case.
pub fn receive_words(option: i32, texts: &'static Texts) -> (String, bool) {
    match option {
        0 => (texts.receive_all.to_owned(), true),
        1 => (texts.receive_none.to_owned(), false),
        2 => (texts.receive_silent.to_owned(), false),
        other => (fill(texts.receive_other, &[("option", &other.to_string())]), false),
    }
}

/// The picture of a user, as far as the deployment lets pictures be loaded.
pub fn picture(face_url: &str, desk: &Desk) -> Option<AttrValue> {
    match desk.environment.config.avatars {
        Avatars::Off => None,
        Avatars::All => avatar_source(face_url, None),
        Avatars::SameServer => avatar_source(face_url, Some(desk.session.state.signed_in()?.server.host())),
    }
}

/// What a user is called: the nickname, or the ID where there is none.
pub fn display_name(user: &User) -> &str {
    if user.nickname.trim().is_empty() { user.user_id.as_str() } else { &user.nickname }
}
