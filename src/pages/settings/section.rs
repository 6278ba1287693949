//! A section: what it is about at the start edge, its controls beside it.

use yew::prelude::*;

use crate::browser::event_checked;
use crate::desk::Desk;

/// `name` ends its address, `#/settings/{name}`, and begins the ids in it.
pub fn section(desk: &Desk, name: &str, title: &'static str, text: &'static str, content: Html) -> Html {
    let id = desk.id(&format!("settings-{name}"));
    html! {
        <section class="oic-settings" aria-labelledby={id.clone()}>
            <div><h2 {id} tabindex="-1">{ title }</h2><p>{ text }</p></div>
            <div class="oic-stack">{ content }</div>
        </section>
    }
}

/// A switch, which acts at once.
pub fn switch(title: &'static str, hint: &str, on: bool, disabled: bool, onchange: &Callback<bool>) -> Html {
    let onchange = onchange.reform(|event: Event| event_checked(&event));
    html! {
        <label class="oic-switch oic-switch--row">
            <input type="checkbox" role="switch" checked={on} {disabled} {onchange} />
            <span><span class="oic-strong">{ title }</span><br /><span class="oic-hint">{ hint.to_owned() }</span></span>
        </label>
    }
}
