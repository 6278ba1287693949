//! The tools' place in the top bar.

use yew::prelude::*;

use crate::desk::use_desk;
use crate::i18n::tools as words;

/// The button that opens the palette, and the badge.
#[component]
pub fn Tools() -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    html! { <span>{ words.jump }</span> }
}
