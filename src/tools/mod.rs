//! What works on every page once the first list is there: the palette, the keys, the badge of the operation log. Stands in the
//! top bar.

mod bar;

use yew::prelude::*;

use crate::lazy::Part;

/// For [`Part::Tools`].
pub fn view(_: &Part) -> Html {
    html! { <bar::Tools /> }
}
