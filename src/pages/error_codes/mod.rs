//! What an errCode means.

mod page;

use yew::prelude::*;

use crate::lazy::Part;
use crate::route::Place;

/// The page, for [`Place::ErrorCodes`].
pub fn view(part: &Part) -> Html {
    let Part::Place(Place::ErrorCodes, rest) = part else { return Html::default() };
    html! { <page::ErrorCodesPage rest={rest.clone()} /> }
}
