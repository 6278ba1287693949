//! The directory of users: the list, and one user over it.

mod detail;
mod list;
mod model;
mod search;
mod table;

pub use list::UserListPage;

use yew::prelude::*;

use crate::lazy::Part;

/// The drawer, for [`Part::User`].
pub fn view_user(part: &Part) -> Html {
    let Part::User(id, tab, list) = part else { return Html::default() };
    html! { <detail::UserDrawer key={id.as_str().to_owned()} id={id.clone()} tab={*tab} list={list.clone()} /> }
}
