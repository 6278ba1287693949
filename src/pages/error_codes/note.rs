//! What the dictionary says of an error that is shown somewhere else: a sentence, and the way to the rest.

use yew::prelude::*;

use super::model::Address;
use crate::desk::use_desk;
use crate::failure::codes;
use crate::i18n::{error_codes as words, fill};
use crate::shell::link;

/// Of [`CodeNote`].
#[derive(Properties, PartialEq)]
pub struct CodeNoteProps {
    /// `errCode`.
    pub code: i64,
}

/// Nothing for a code that the dictionary does not have. Before somebody is signed in there is no page to lead to.
#[component]
pub fn CodeNote(props: &CodeNoteProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let Some(known) = codes::known(props.code) else { return Html::default() };
    let more = desk.api.as_ref().map(|_| {
        let text = fill(words.more, &[("code", &props.code.to_string())]);
        link(&desk.navigator, Address::of_code(props.code).route(), "oic-link", text)
    });
    let language = desk.appearance.language;
    html! {
        <p>
            <span class="oic-mono">{ known.name }</span>{ words.after_name }
            { known.words(language).what }{ " " }{ for more }
        </p>
    }
}
