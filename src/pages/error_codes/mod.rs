//! The dictionary of error codes, and its sentence beside an error.

mod detail;
mod model;
mod note;
mod page;

use yew::prelude::*;

use crate::lazy::Part;
use crate::route::Place;

/// The page, for [`Place::ErrorCodes`].
pub fn view(part: &Part) -> Html {
    let Part::Place(Place::ErrorCodes, rest) = part else { return Html::default() };
    html! { <page::ErrorCodesPage rest={rest.clone()} /> }
}

/// For [`Part::CodeNote`].
pub fn view_note(part: &Part) -> Html {
    let Part::CodeNote(code) = part else { return Html::default() };
    html! { <note::CodeNote code={*code} /> }
}
