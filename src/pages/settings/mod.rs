//! Choices of this browser.

mod page;

use yew::prelude::*;

use crate::lazy::Part;
use crate::route::Place;

/// The page, for [`Place::Settings`].
pub fn view(part: &Part) -> Html {
    let Part::Place(Place::Settings, rest) = part else { return Html::default() };
    html! { <page::SettingsPage rest={rest.clone()} /> }
}
