//! A token, taken apart.

mod page;

use yew::prelude::*;

use crate::lazy::Part;
use crate::route::Place;

/// The page, for [`Place::Token`].
pub fn view(part: &Part) -> Html {
    let Part::Place(Place::Token, rest) = part else { return Html::default() };
    html! { <page::TokenPage rest={rest.clone()} /> }
}
