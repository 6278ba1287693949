//! A panel over the page that keeps the list behind it.

use yew::prelude::*;

use super::modal::{Modal, use_modal};
use super::view_said;

/// Of [`Drawer`].
#[derive(Properties, PartialEq)]
pub struct DrawerProps {
    /// Id of the heading that names it.
    pub labelled_by: AttrValue,
    /// Asked for by Escape, by a click beside it, or by what stands in it.
    pub onclose: Callback<()>,
    /// Head, body and foot.
    pub children: Html,
}

/// A native modal dialog: the browser keeps the focus inside and gives it back.
#[component]
pub fn Drawer(props: &DrawerProps) -> Html {
    let Modal { dialog, oncancel, onclick } = use_modal(&props.onclose);
    html! {
        <dialog ref={dialog} class="oic-drawer" aria-labelledby={props.labelled_by.clone()} {oncancel} {onclick}>
            { props.children.clone() }
            { view_said() }
        </dialog>
    }
}
