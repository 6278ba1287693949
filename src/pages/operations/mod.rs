//! The calls of this tab.

mod page;

use yew::prelude::*;

use crate::lazy::Part;
use crate::route::Place;

/// The page, for [`Place::Operations`].
pub fn view(part: &Part) -> Html {
    let Part::Place(Place::Operations, rest) = part else { return Html::default() };
    html! { <page::OperationsPage rest={rest.clone()} /> }
}
