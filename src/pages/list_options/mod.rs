//! The options of the list of users: the way to filters and views (`pages::user_filter`), columns, order of the page, density, reading anew, selecting rows, the keyboard from row to row. Fetched
//! after the first rows; from then on the table is drawn here (`table`), with the cells of the list itself.

mod columns;
mod filter_menu;
mod model;
mod presence;
mod rows;
mod shown;
mod table;
mod tools;
mod updated;

pub use self::model::{Column, Options, Sort};
pub use self::shown::{ASKED_FIRST, Changed, Filtering, LOADED_AT_ONCE, MOST_LOADED, Now, Rows, Shown, Wish};
pub use self::table::name as column_name;
use yew::prelude::*;

use crate::lazy::Part;

/// What stands at the end of the toolbar, for [`Part::ListOptions`].
pub fn view(part: &Part) -> Html {
    let Part::ListOptions(lent) = part else { return Html::default() };
    html! { <tools::Tools lent={lent.clone()} /> }
}
