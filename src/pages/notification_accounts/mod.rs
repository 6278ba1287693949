//! The accounts that notifications come from.

mod page;

use yew::prelude::*;

use crate::lazy::Part;
use crate::route::Place;

/// The page, for [`Place::NotificationAccounts`].
pub fn view(part: &Part) -> Html {
    let Part::Place(Place::NotificationAccounts, rest) = part else { return Html::default() };
    html! { <page::NotificationAccountsPage rest={rest.clone()} /> }
}
