//! Buttons that do not lose their click.

use yew::prelude::*;

/// For the `mousedown` of a button that sends a form: the focus stays in the field. Leaving the field may bring a message
/// that moves the button away before the mouse is released, and the click would be lost.
pub fn keep_focus() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| event.prevent_default())
}
