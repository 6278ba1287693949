//! A button that copies a short text, without a component of its own: a list has hundreds of them.

use yew::prelude::*;

/// Copies `text` itself, hidden characters and all; [`use_delegates`](super::use_delegates) does it, and shows for two seconds
/// whether it worked. `label` is said of it. For what is long or secret use [`CopyButton`](super::CopyButton), which keeps the text out
/// of the document.
pub fn copy_mark(text: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Html {
    html! {
        <button type="button" class="oic-btn oic-btn--sm oic-btn--ghost oic-btn--icon oic-copy" data-copy={text.into()} title={label.into()}></button>
    }
}
