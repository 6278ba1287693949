//! Where the connection fails.

mod page;

use yew::prelude::*;

use crate::lazy::Part;
use crate::route::Place;

/// The page, for [`Place::Connection`].
pub fn view(part: &Part) -> Html {
    let Part::Place(Place::Connection, rest) = part else { return Html::default() };
    html! { <page::ConnectionPage rest={rest.clone()} /> }
}
