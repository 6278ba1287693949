//! Along the top. What stands there is a part that is fetched after the first list ([`crate::tools`]); until then, which server
//! this is.

use yew::prelude::*;

use crate::desk::Desk;
use crate::lazy::{Lazy, Part};

/// Shown while somebody is signed in.
pub fn view_top_bar(desk: &Desk) -> Html {
    let meanwhile = html! {
        <span class="oic-server">
            <span class="oic-dot oic-dot--on"></span>
            <span class="oic-server__name oic-truncate">{ server_name(desk) }</span>
        </span>
    };
    html! { <header class="oic-topbar"><Lazy part={Part::TopBar} {meanwhile} /></header> }
}

/// What the server is called: by the deployment, or by its address.
pub fn server_name(desk: &Desk) -> String {
    let Some(session) = desk.session.state.signed_in() else { return String::new() };
    match desk.environment.config.server_name(&session.server) {
        Some(name) => name.to_owned(),
        None => session.server.as_str().split_once("://").map_or("", |(_, rest)| rest).to_owned(),
    }
}
