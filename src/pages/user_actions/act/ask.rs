//! The question before it begins: what will happen to how many. From a hundred users on their number is typed.

use openim_api::{Feature, ServerBlock, UserId};
use yew::prelude::*;

use super::job::{Act, fits, is_typed};
use super::notice::view_preview;
use crate::browser::event_value;
use crate::desk::Desk;
use crate::i18n::{count, fill, user_acts as words};
use crate::pages::user::model::platform_words;
use crate::pages::users::model::receive_words;
use crate::ui::{Dialog, safe_text};

/// So many are named.
const NAMED: usize = 5;

/// The question.
pub fn view_question(
    desk: &Desk,
    act: &Act,
    users: &[UserId],
    typed: &UseStateHandle<String>,
    onconfirm: Callback<()>,
    oncancel: Callback<()>,
) -> Html {
    let language = desk.appearance.language;
    let words = words::texts(language);
    let block = desk.api.as_ref().map_or(ServerBlock::Main, |api| api.block());
    let (title, text, confirm) = match act {
        Act::LogOut(platforms) => {
            let names: Vec<String> = platforms.iter().map(|platform| platform_words(*platform, language)).collect();
            let ends = Feature::LOGOUT_ENDS_TOKEN.on(block).is_ok();
            let text = if ends { words.log_out_text } else { words.log_out_text_old };
            (words.ask_log_out, fill(text, &[("platforms", &names.join(", "))]), words.log_out)
        }
        Act::Receive(option) => {
            let becomes = receive_words(*option, desk.texts()).0;
            let values = [("option", option.to_string()), ("words", becomes)];
            let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            (words.ask_receive, fill(words.receive_text, &values), words.change)
        }
        Act::Notice(message) => {
            (words.ask_notice, fill(words.notice_text, &[("account", message.sender.as_str())]), words.send)
        }
    };
    let must_type = is_typed(users.len());
    let id = desk.id("act-typed");
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| typed.set(event_value(&event)))
    };
    html! {
        <Dialog id={desk.id("act")} title={count(title, users.len())} danger={true} {confirm} cancel={words.cancel}
            incomplete={must_type && !fits(typed, users.len())} {onconfirm} {oncancel}>
            <p>{ text }</p>
            if let Act::Notice(message) = act { { view_preview(desk, &message.sender_nickname, act.text()) } }
            { view_names(users, words.and_more) }
            if must_type {
                <div class="oic-field oic-wide">
                    <label class="oic-label" for={id.clone()}>{ count(words.type_number, users.len()) }</label>
                    <input id={id.clone()} class="oic-input" inputmode="numeric" autocomplete="off" value={(**typed).clone()} {oninput} />
                </div>
            }
        </Dialog>
    }
}

/// The first few of them, and how many more there are.
pub fn view_names(users: &[UserId], and_more: &str) -> Html {
    let more = users.len().saturating_sub(NAMED);
    html! {
        <p class="oic-muted oic-break">
            { for users.iter().take(NAMED).enumerate().map(|(place, id)| html! {
                <>{ if place > 0 { ", " } else { "" } }<span class="oic-mono">{ safe_text(id.as_str()) }</span></>
            }) }
            if more > 0 { { " " }{ count(and_more, more) } }
        </p>
    }
}
