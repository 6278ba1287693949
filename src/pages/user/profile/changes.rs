//! Before → after.

use openim_api::{User, UserChange};
use yew::prelude::*;

use super::model::FieldName;
use crate::desk::Desk;
use crate::i18n::fill;
use crate::i18n::user::UserTexts;
use crate::pages::users::model::receive_words;
use crate::ui::visible;

/// More of a text is not shown here, in characters.
const MOST_OF_TEXT: usize = 120;

/// What a field is called.
pub fn label(field: FieldName, desk: &Desk) -> &'static str {
    let texts = desk.texts();
    match field {
        FieldName::Nickname => texts.nickname,
        FieldName::Receive => texts.column_receive,
        FieldName::FaceUrl => texts.avatar_address,
        FieldName::Ex => texts.extra_data,
    }
}

/// What an account has in a field, short and harmless to read; none where it is empty.
pub fn value(user: &User, field: FieldName, desk: &Desk) -> Option<String> {
    let text = match field {
        FieldName::Nickname => &user.nickname,
        FieldName::FaceUrl => &user.face_url,
        FieldName::Ex => &user.ex,
        FieldName::Receive => return Some(receive_words(user.global_recv_msg_opt, desk.texts()).0),
    };
    let mut short: String = text.chars().take(MOST_OF_TEXT).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    Some(visible::plain(&short)).filter(|text| !text.is_empty())
}

/// The list of what would be changed.
pub fn view_changes(base: &User, wanted: &User, desk: &Desk, words: &'static UserTexts) -> Html {
    let change = UserChange::between(base, wanted);
    let fields = [
        (FieldName::Nickname, change.nickname.is_some()),
        (FieldName::Receive, change.global_recv_msg_opt.is_some()),
        (FieldName::FaceUrl, change.face_url.is_some()),
        (FieldName::Ex, change.ex.is_some()),
    ];
    let rows = fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| {
        let (before, after) = (value(base, field, desk), value(wanted, field, desk));
        let word = |value: &Option<String>| value.clone().unwrap_or_else(|| words.nothing.to_owned());
        let said = fill(
            words.change_from_to,
            &[("field", label(field, desk)), ("before", &word(&before)), ("after", &word(&after))],
        );
        html! {
            <li key={label(field, desk)}>
                <span class="oic-vh">{ said }</span>
                <span class="oic-faint" aria-hidden="true">{ label(field, desk) }</span>
                <span class="oic-row oic-row--wrap" aria-hidden="true">
                    <del class="oic-break">{ word(&before) }</del>
                    <span class="oic-faint oic-mirror">{ "→" }</span>
                    <ins class="oic-break">{ word(&after) }</ins>
                </span>
            </li>
        }
    });
    html! { <ul class="oic-changes" aria-label={words.changes}>{ for rows }</ul> }
}
