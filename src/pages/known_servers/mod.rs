//! The servers one may know, to choose from at sign-in: the deployment's, then the person's own; and those whose session was left
//! and not ended.

mod left;
mod menu;

use yew::prelude::*;

use crate::lazy::Part;

/// The menu in the address field, or the way back, for [`Part::KnownServers`].
pub fn view(part: &Part) -> Html {
    match part {
        Part::KnownServers(Some(onchoose)) => html! { <menu::KnownServers {onchoose} /> },
        Part::KnownServers(None) => html! { <left::Left /> },
        _ => Html::default(),
    }
}
