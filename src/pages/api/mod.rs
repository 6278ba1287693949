//! A known route, called by hand. The call goes the way of all others: through the guard, the session and the operation log.

mod answer;
mod ask;
mod composer;
mod kept;
mod model;
mod page;
mod recent;

use yew::prelude::*;

use crate::lazy::Part;
use crate::route::Place;

/// The page, for [`Place::Api`].
pub fn view(part: &Part) -> Html {
    let Part::Place(Place::Api, rest) = part else { return Html::default() };
    html! { <page::ApiPage rest={rest.clone()} /> }
}
