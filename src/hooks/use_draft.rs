//! What was typed into a form before a reload, and keeping what is typed now.

use serde_json::Value;
use yew::prelude::*;

use crate::desk::Desk;
use crate::drafts;
use crate::i18n::drafts as words;
use crate::ui::{BannerKind, banner};

/// A form's draft.
pub struct KeptDraft {
    /// What was kept when the form came.
    pub found: Option<Value>,
    /// Keeps this; none: forgets it.
    pub keep: Callback<Option<Value>>,
}

/// The draft of this form on the server that one is signed in to.
#[hook]
pub fn use_draft(desk: &Desk, form: &str) -> KeptDraft {
    let store = desk.environment.session_store.clone();
    let whose = desk.session.state.signed_in().cloned();
    let found = {
        let (store, whose) = (store.clone(), whose.clone());
        use_memo(form.to_owned(), move |form| whose.and_then(|whose| drafts::read(&store, &whose, form)))
    };
    let form = form.to_owned();
    let keep = Callback::from(move |draft: Option<Value>| {
        if let Some(whose) = &whose {
            drafts::write(&store, whose, &form, draft.as_ref());
        }
    });
    KeptDraft { found: (*found).clone(), keep }
}

/// Says that something typed earlier stands there again; `ondiscard` gives it up.
pub fn view_restored(desk: &Desk, ondiscard: &Callback<()>) -> Html {
    let words = words::texts(desk.appearance.language);
    let button = html! {
        <button type="button" class="oic-btn oic-btn--sm" onclick={ondiscard.reform(|_: MouseEvent| ())}>{ words.discard }</button>
    };
    banner(BannerKind::Info, "", words.restored.into(), button)
}
