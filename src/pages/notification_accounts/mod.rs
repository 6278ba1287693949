//! The accounts that notifications come from: a list of their own, and the two forms over it. An account can only be edited
//! here after the server has said that it is one: the call that renames it would rename an ordinary user just as well.

mod drawer;
mod fields;
mod list;
mod model;
mod page;

use yew::prelude::*;

use crate::lazy::Part;
use crate::route::Place;

/// The page, for [`Place::NotificationAccounts`].
pub fn view(part: &Part) -> Html {
    let Part::Place(Place::NotificationAccounts, rest) = part else { return Html::default() };
    html! { <page::NotificationAccountsPage rest={rest.clone()} /> }
}
