//! Along the top. What stands there is a part that is fetched after the first list ([`crate::tools`]); until then, which server
//! this is.

use yew::prelude::*;

use crate::colour::Colour;
use crate::desk::Desk;
use crate::lazy::{Lazy, Part};
use crate::servers;

/// Shown while somebody is signed in.
pub fn view_top_bar(desk: &Desk) -> Html {
    let meanwhile = html! { <span class="oic-server">{ view_server_name(&server_name(desk)) }</span> };
    html! { <header class="oic-topbar"><Lazy part={Part::TopBar} {meanwhile} /></header> }
}

/// What the server is called, and what marks it.
pub fn server_label(desk: &Desk) -> (String, Option<Colour>) {
    desk.session
        .state
        .signed_in()
        .map(|session| servers::label(&desk.environment, session.server.as_str()))
        .unwrap_or_default()
}

/// What the server is called.
pub fn server_name(desk: &Desk) -> String {
    server_label(desk).0
}

/// The server in use: its dot has the colour of the frame.
pub fn view_server_name(name: &str) -> Html {
    html! {
        <>
            <span class="oic-dot oic-dot--on"></span>
            <span class="oic-server__name oic-truncate">{ name.to_owned() }</span>
        </>
    }
}
