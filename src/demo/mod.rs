//! The demo: a console on a server that runs in this page (`embed/sandbox-worker`), so that all can be tried without one. Fetched
//! when somebody asks for it.
//!
//! It is another console in the place of the one it was asked from ([`Console::replace`](crate::Console::replace)), and a guest of
//! this module ([`Host`](crate::host::Host)): with a transport of its own (`worker`), so that no call goes to the network; a session
//! of its own, in memory; and one server, whose address nobody can have. `start` makes it, `banner` stands above each of its
//! pages, `starting` is shown until it is there.

mod banner;
mod start;
mod starting;
mod worker;

use yew::prelude::*;

use crate::lazy::Part;

/// The demo on its way, for [`Part::Demo`].
pub fn view(_: &Part) -> Html {
    html! { <starting::Starting /> }
}
