//! The servers one may know, to choose from at sign-in: the deployment's, then those used before.

mod menu;

use yew::prelude::*;

use crate::lazy::Part;

/// The menu in the address field, for [`Part::KnownServers`].
pub fn view(part: &Part) -> Html {
    let Part::KnownServers(onchoose) = part else { return Html::default() };
    html! { <menu::KnownServers {onchoose} /> }
}
