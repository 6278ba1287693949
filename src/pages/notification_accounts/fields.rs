//! The controls of the form.

use openim_api::{Feature, NotificationAccount, ServerBlock};
use yew::prelude::*;

use super::model::{Draft, Problem};
use crate::browser::event_value;
use crate::desk::Desk;
use crate::i18n::notification_accounts as words;
use crate::pages::users::model::{level_words, picture};
use crate::ui::{CopyButton, Field, Message, safe_text, select, view_avatar};

/// What the form shows.
pub struct View<'a> {
    /// The console's.
    pub desk: &'a Desk,
    /// As typed.
    pub draft: &'a Draft,
    /// The account that is edited; none: a new one.
    pub before: Option<&'a NotificationAccount>,
    /// What keeps it from being sent.
    pub problems: &'a [Problem],
    /// Sending was tried: then what is missing is said.
    pub tried: bool,
    /// The server.
    pub block: ServerBlock,
}

/// The control that a problem is about.
pub fn control(problem: Problem) -> &'static str {
    match problem {
        Problem::UserId => "notice-id",
        Problem::NameMissing | Problem::NameStays => "notice-name",
        Problem::AvatarMissing | Problem::AvatarBad | Problem::AvatarStays => "notice-avatar",
    }
}

/// All of them. `edit` is told the draft as it is now.
pub fn view_fields(view: &View<'_>, edit: &Callback<Draft>) -> Html {
    let (desk, draft) = (view.desk, view.draft);
    let (texts, words) = (desk.texts(), words::texts(desk.appearance.language));
    let change = |put: fn(&mut Draft, String)| {
        let draft = draft.clone();
        edit.reform(move |text: String| {
            let mut draft = draft.clone();
            put(&mut draft, text);
            draft
        })
    };
    let seed = view.before.map_or(draft.user_id.as_str(), |account| account.user_id().as_str());
    let kinds: [(AttrValue, AttrValue); 2] =
        [("3".into(), words.kind_notice.into()), ("4".into(), words.kind_robot.into())];
    let robots_hide = draft.robot && Feature::LIST_ROBOTS.on(view.block).is_err();
    let kind_message = Some(Message::hint(words.kind_hint)).filter(|_| robots_hide);
    let kind = desk.id("notice-kind");
    html! {
        <>
            <div class="oic-ident">
                { view_avatar(picture(draft.avatar.trim(), desk), &draft.name, seed, true) }
                if let Some(account) = view.before {
                    <div class="oic-ident__text">
                        <span class="oic-row">
                            <span class="oic-mono oic-break">{ safe_text(account.user_id().as_str()) }</span>
                            <CopyButton text={account.user_id().as_str().to_owned()} label={words.copy_user_id} />
                        </span>
                        if let Some(level) = account.app_manger_level {
                            <span class="oic-muted">{ level_words(level, texts).0 }</span>
                        }
                    </div>
                }
            </div>
            if view.before.is_none() {
                if view.block == ServerBlock::V3_5 {
                    <p class="oic-hint">{ words.user_id_ignored }</p>
                } else {
                    { view_text(view, "notice-id", (words.user_id, words.optional), words.user_id_hint, &draft.user_id, &change(|draft, text| draft.user_id = text)) }
                }
            }
            { view_text(view, "notice-name", (words.name, "nickName"), "", &draft.name, &change(|draft, text| draft.name = text)) }
            { view_text(view, "notice-avatar", (words.avatar, "faceURL"), avatar_hint(view), &draft.avatar, &change(|draft, text| draft.avatar = text)) }
            if view.before.is_none() && Feature::ADD_ROBOTS.on(view.block).is_ok() {
                { Field { id: &kind, label: words.kind, note: "appMangerLevel", message: kind_message, wide: false }.view(
                    select(Some(kind.clone()), None, &kinds, if draft.robot { "4" } else { "3" }, &change(|draft, level| draft.robot = level == "4"))
                ) }
            }
        </>
    }
}

fn avatar_hint(view: &View<'_>) -> &'static str {
    let words = words::texts(view.desk.appearance.language);
    if view.before.is_none() && view.block == ServerBlock::V3_8_3 { words.avatar_hint } else { "" }
}

fn view_text(
    view: &View<'_>,
    name: &'static str,
    (label, note): (&'static str, &'static str),
    hint: &'static str,
    value: &str,
    onchange: &Callback<String>,
) -> Html {
    let id = view.desk.id(name);
    let problem = view.problems.iter().copied().find(|problem| control(*problem) == name);
    // What is only missing so far is no fault before sending was tried.
    let is_missing = |problem: &Problem| matches!(problem, Problem::NameMissing | Problem::AvatarMissing);
    let problem = problem.filter(|problem| view.tried || !is_missing(problem));
    let message = match problem {
        Some(problem) => Some(Message::danger(problem_words(problem, view))),
        None => Some(Message::hint(hint)).filter(|_| !hint.is_empty()),
    };
    let class = if name == "notice-name" { "oic-input" } else { "oic-input oic-input--mono" };
    Field { id: &id, label, note, message, wide: false }.view(html! {
        <input id={id.clone()} {class} type="text" autocomplete="off" autocapitalize="none" spellcheck="false"
            value={value.to_owned()} aria-invalid={problem.map(|_| "true")} aria-describedby={format!("{id}-message")}
            oninput={onchange.reform(|event: InputEvent| event_value(&event))} />
    })
}

fn problem_words(problem: Problem, view: &View<'_>) -> &'static str {
    let words = words::texts(view.desk.appearance.language);
    match problem {
        Problem::UserId => words.user_id_bad,
        Problem::NameMissing => words.name_missing,
        Problem::NameStays => words.name_stays,
        Problem::AvatarMissing => words.avatar_needed,
        Problem::AvatarBad => words.avatar_bad,
        Problem::AvatarStays => words.avatar_stays,
    }
}
