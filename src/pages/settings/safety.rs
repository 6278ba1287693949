//! Reading only and protected users: what the deployment wants, and what the person adds.

use yew::prelude::*;

use super::section::{section, switch};
use crate::appearance::Choice;
use crate::browser::event_value;
use crate::desk::Desk;
use crate::i18n::{fill, settings as words};
use crate::preferences;
use crate::safety;
use crate::ui::{Field, Icon, Message, safe_text, view_icon, visible};

/// The section.
pub fn view_safety(desk: &Desk) -> Html {
    let words = words::texts(desk.appearance.language);
    let config = &desk.environment.config;
    let store = &desk.environment.preferences;
    let on_read_only = {
        let store = store.clone();
        desk.appearance.choose.reform(move |on| {
            preferences::set_read_only(&store, on);
            Choice::Kept
        })
    };
    let on = config.read_only || preferences::read_only(store);
    let hint = if config.read_only { words.read_only_fixed } else { words.read_only_hint };
    let admin =
        desk.session.state.signed_in().map(|session| visible::plain(session.admin.as_str())).unwrap_or_default();
    let content = html! {
        <>
            { switch(words.read_only, hint, on, config.read_only, &on_read_only) }
            { view_own(desk) }
            if !config.protected.is_empty() {
                <div>
                    <p class="oic-strong">{ words.protected_by_config }</p>
                    <ul class="oic-row oic-row--wrap oic-chips">
                        { for config.protected.iter().map(|pattern| html! {
                            <li class="oic-chip oic-chip--outline oic-mono oic-truncate">{ view_icon(Icon::LOCK, "") }{ safe_text(pattern) }</li>
                        }) }
                    </ul>
                </div>
            }
            <div class="oic-hint">
                <p>{ fill(words.protected_always, &[("admin", &admin)]) }</p>
                <p>{ words.no_permission }</p>
            </div>
        </>
    };
    section(desk, "safety", words.safety, words.safety_text, content)
}

/// The person's own patterns, a line each; kept while they are typed.
fn view_own(desk: &Desk) -> Html {
    let words = words::texts(desk.appearance.language);
    let id = desk.id("protected");
    let store = &desk.environment.preferences;
    let value = preferences::protected(store);
    let odd = safety::patterns(&value).find(|pattern| safety::looks_like_regular_expression(pattern));
    let message = match odd {
        Some(pattern) => Message::danger(fill(words.protected_odd, &[("pattern", &visible::plain(pattern))])),
        None => Message::hint(words.protected_hint),
    };
    let oninput = {
        let store = store.clone();
        desk.appearance.choose.reform(move |event: InputEvent| {
            preferences::set_protected(&store, &event_value(&event));
            Choice::Kept
        })
    };
    let invalid = odd.map(|_| "true");
    let field =
        Field { id: &id, label: words.protected, note: words.protected_note, message: Some(message), wide: false };
    field.view(html! {
        <textarea id={id.clone()} class="oic-textarea oic-textarea--mono" rows="3" spellcheck="false" autocapitalize="none"
            placeholder="svc_*" value={value.clone()} aria-invalid={invalid} aria-describedby={format!("{id}-message")} {oninput} />
    })
}
