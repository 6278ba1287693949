//! Choices of this browser: looks, keys, safety, servers; what is kept here, and which console this is. `model.rs` needs no DOM,
//! each section is a file.

mod about;
mod appearance;
mod model;
mod page;
mod safety;
mod section;
mod server_form;
mod servers;
mod stored;

use yew::prelude::*;

use crate::lazy::Part;
use crate::route::Place;

/// The page, for [`Place::Settings`].
pub fn view(part: &Part) -> Html {
    let Part::Place(Place::Settings, rest) = part else { return Html::default() };
    html! { <page::SettingsPage rest={rest.clone()} /> }
}
