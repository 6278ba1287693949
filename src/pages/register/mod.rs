//! Registering one user.

mod fields;
mod form;
mod model;
mod page;
mod preview;
mod state;

pub use page::RegisterPage;

use yew::prelude::*;

use crate::lazy::Part;

/// The page, for [`Part::Register`].
pub fn view(part: &Part) -> Html {
    let Part::Register(id) = part else { return Html::default() };
    let key = id.as_ref().map(|id| id.as_str().to_owned()).unwrap_or_default();
    html! { <RegisterPage {key} id={id.clone()} /> }
}
