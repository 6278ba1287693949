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
//! Drawer and profile are one part of the console; the tabs about the account are another, the relations a third.

mod devices;
mod drawer;
mod frame;
mod json;
mod leave;
pub mod model;
mod neighbours;
mod profile;
pub mod relations;
mod token;

pub use frame::{Opened, refusal_words};

use yew::prelude::*;

use crate::lazy::Part;
use crate::route::UserTab;

/// Devices, token or JSON, for [`Part::UserTab`].
pub fn view_account(part: &Part) -> Html {
    match part {
        Part::UserTab(opened) if opened.tab == UserTab::Token => token::view(part),
        Part::UserTab(opened) if opened.tab == UserTab::Json => json::view(part),
        _ => devices::view(part),
    }
}

/// The drawer, for [`Part::User`].
pub fn view(part: &Part) -> Html {
    let Part::User(id, tab, list, behind) = part else { return Html::default() };
    html! { <drawer::UserDrawer id={id.clone()} tab={*tab} list={list.clone()} behind={behind.clone()} /> }
}
