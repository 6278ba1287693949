//! Asks before unsaved changes are given up, whichever way one leaves the user.

use yew::prelude::*;

use crate::desk::Desk;
use crate::hooks::use_way_out;
use crate::i18n::fill;
use crate::i18n::user::UserTexts;
use crate::route::Route;
use crate::ui::Dialog;

/// The way out.
pub struct Leave {
    /// Goes there, in place of where we are if so told; asked first where something would be lost.
    pub go: Callback<(Route, bool)>,
    /// The question, while it is asked.
    pub question: Html,
}

/// `here` is where we are, `unsaved` what the user with unsaved changes is called; `ondiscard` is told that they are given up.
#[hook]
pub fn use_leave(
    desk: &Desk,
    here: Route,
    unsaved: Option<AttrValue>,
    ondiscard: Callback<()>,
    words: &'static UserTexts,
) -> Leave {
    let is_dirty = unsaved.is_some();
    let pending = use_way_out(desk, here, is_dirty);
    let question = match (&*pending, &unsaved) {
        (Some(go), Some(name)) => {
            let (go, stay) = (go.clone(), pending.setter());
            let leave = {
                let pending = pending.setter();
                Callback::from(move |()| {
                    pending.set(None);
                    ondiscard.emit(());
                    go.emit(());
                })
            };
            html! {
                <Dialog id={desk.id("leave")} title={words.leave_title} danger={true} confirm={words.leave_discard}
                    cancel={words.leave_stay} onconfirm={leave} oncancel={Callback::from(move |()| stay.set(None))}>
                    <p>{ fill(words.leave_text, &[("name", name)]) }</p>
                </Dialog>
            }
        }
        _ => Html::default(),
    };
    Leave { go: desk.navigator.setter(), question }
}
