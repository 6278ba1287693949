//! The operation log: every call of this console, what it was about and what came of it.

mod about;
mod address;
mod detail;
mod outcome;
mod page;
mod rows;
mod texts;

use yew::prelude::*;

use crate::lazy::Part;
use crate::route::Place;

/// The page, for [`Place::Operations`].
pub fn view(part: &Part) -> Html {
    let Part::Place(Place::Operations, rest) = part else { return Html::default() };
    html! { <page::OperationsPage rest={rest.clone()} /> }
}
