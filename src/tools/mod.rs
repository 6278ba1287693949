//! What works on every page once the first list is there: the top bar, and with it the palette, the keys, the badge of the
//! operation log, and the note that a newer console is there.

mod bar;
mod help;
mod keys;
mod own_links;
mod palette;
mod server_menu;
mod sign_out;
mod top_bar;
mod updates;

use yew::prelude::*;

use crate::lazy::Part;

/// For [`Part::TopBar`] and [`Part::OwnLinks`].
pub fn view(part: &Part) -> Html {
    match part {
        Part::OwnLinks => html! { <own_links::OwnLinks /> },
        _ => html! { <top_bar::TopBar /> },
    }
}
