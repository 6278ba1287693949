//! Where the connection fails: a doctor that goes the way of a call step by step.
//!
//! `facts` is what is known and what is asked next, `findings` what it means, `words` how that is said; `ask` asks.

mod ask;
mod checklist;
mod drawer;
mod facts;
mod findings;
mod page;
mod space;
mod use_doctor;
mod words;

use yew::prelude::*;

use crate::lazy::Part;
use crate::route::Place;

/// The page, for [`Place::Connection`]; the drawer, for [`Part::Doctor`].
pub fn view(part: &Part) -> Html {
    match part {
        Part::Place(Place::Connection, _) => html! { <page::ConnectionPage /> },
        Part::Doctor(address, onclose) => html! { <drawer::DoctorDrawer address={address.clone()} {onclose} /> },
        _ => Html::default(),
    }
}
