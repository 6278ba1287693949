//! One user, in a drawer over the list.

mod drawer;

use yew::prelude::*;

use crate::lazy::Part;

/// The drawer, for [`Part::User`].
pub fn view(part: &Part) -> Html {
    let Part::User(id, tab, list) = part else { return Html::default() };
    html! { <drawer::UserDrawer key={id.as_str().to_owned()} id={id.clone()} tab={*tab} list={list.clone()} /> }
}
