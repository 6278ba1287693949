//! The options of the list of users: columns, order of the page, density, reading anew, selecting rows, the keyboard from row to row. Fetched
//! after the first rows; from then on the table is drawn here (`table`), with the cells of the list itself.

mod columns;
mod model;
mod presence;
mod rows;
mod table;
mod tools;
mod updated;

use yew::prelude::*;

use crate::lazy::Part;

/// What stands at the end of the toolbar, for [`Part::ListOptions`].
pub fn view(part: &Part) -> Html {
    let Part::ListOptions(lent) = part else { return Html::default() };
    html! { <tools::Tools lent={lent.clone()} /> }
}
