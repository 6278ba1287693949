//! A token for a platform: asked for, shown once, gone when one leaves. `model.rs` says what it does on this version and who gets
//! none, `page.rs` asks for it, `issued.rs` shows it. The token is in the memory of the tab alone, and in the page only while it is
//! revealed.

mod issued;
mod model;
mod page;

use yew::prelude::*;

use crate::lazy::Part;

/// For [`Part::UserTab`].
pub fn view(part: &Part) -> Html {
    let Part::UserTab(opened) = part else { return Html::default() };
    let (about, onchange) = (opened.about.clone(), opened.onchange.clone());
    html! { <page::UserToken {about} level={opened.level} {onchange} /> }
}
