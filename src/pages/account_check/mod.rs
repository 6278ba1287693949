//! Which of these IDs are registered?

mod form;
mod model;
mod page;
mod result;

pub use page::AccountCheckPage;

use yew::prelude::*;

use crate::lazy::Part;

/// The page, for [`Part::AccountCheck`].
pub fn view(_part: &Part) -> Html {
    html! { <AccountCheckPage /> }
}
