//! Where the user is online, and signing out there: on one platform or on all. `model.rs` sums up what the server tells,
//! `page.rs` shows it, `ask.rs` asks before it is done and says what will come of it on this version.

mod ask;
mod model;
mod page;

use yew::prelude::*;

use crate::lazy::Part;

/// For [`Part::UserTab`].
pub fn view(part: &Part) -> Html {
    let Part::UserTab(opened) = part else { return Html::default() };
    let (about, notes, onchange) = (opened.about.clone(), opened.notes.clone(), opened.onchange.clone());
    html! { <page::Devices {about} {notes} {onchange} /> }
}
