//! What works on every page once the first list is there: the top bar, and with it the palette, the keys, the badge of the
//! operation log.

mod bar;
mod help;
mod keys;
mod palette;
mod server_menu;
mod top_bar;

use yew::prelude::*;

use crate::lazy::Part;

/// For [`Part::TopBar`].
pub fn view(_: &Part) -> Html {
    html! { <top_bar::TopBar /> }
}
