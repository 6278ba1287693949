//! One user, in a drawer over the list; each tab has its own address.
//!
//! | module | what belongs there |
//! |---|---|
//! | `drawer` | the frame: who it is, the tabs, closing |
//! | `neighbours` | the user before and the one after, in the list behind |
//! | `leave` | asks before unsaved changes are lost |
//! | `frame` | what the tabs have in common |
//! | `profile` | what the account is, to be changed |
//! | `devices` | where the user is online, and signing out there |
//! | `token` | a token for a platform |
//! | `relations` | groups, friends, black list, conversations |
//! | `json` | the account as the server tells it |
//!
//! Drawer and profile are one part of the console; the other tabs are fetched when they are first shown.

pub mod devices;
mod drawer;
mod frame;
pub mod json;
mod leave;
mod model;
mod neighbours;
mod profile;
pub mod relations;
pub mod token;

pub use frame::Opened;

use yew::prelude::*;

use crate::lazy::Part;

/// The drawer, for [`Part::User`].
pub fn view(part: &Part) -> Html {
    let Part::User(id, tab, list, behind) = part else { return Html::default() };
    html! { <drawer::UserDrawer id={id.clone()} tab={*tab} list={list.clone()} behind={behind.clone()} /> }
}
