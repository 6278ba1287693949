//! Old servers want the shared secret with each registration.

use yew::prelude::*;

use crate::browser::event_value;
use crate::desk::Desk;
use crate::i18n::import as words;
use crate::ui::{Field, Message};

/// Where it is typed. It lives in the page's memory while the import does.
pub fn view_secret(desk: &Desk, value: &str, oninput: &Callback<String>) -> Html {
    let words = words::texts(desk.appearance.language);
    let id = desk.id("import-secret");
    let field = Field {
        id: &id,
        label: desk.texts().secret,
        note: "",
        message: Some(Message::hint(words.secret_hint)),
        wide: false,
    };
    field.view(html! {
        <input id={id.clone()} class="oic-input oic-input--mono" type="password" autocomplete="off" value={value.to_owned()}
            aria-describedby={format!("{id}-message")} oninput={oninput.reform(|event: InputEvent| event_value(&event))} />
    })
}
