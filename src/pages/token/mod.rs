//! The token decoder: what any token says of itself, and what the server says of it.

mod model;
mod page;
mod verdict;
mod view;

use yew::prelude::*;

use crate::lazy::Part;
use crate::route::Place;

/// The page, for [`Place::Token`]. Whatever follows its name in the address is left alone: a token has no place there.
pub fn view(part: &Part) -> Html {
    let Part::Place(Place::Token, _) = part else { return Html::default() };
    html! { <page::TokenPage /> }
}
