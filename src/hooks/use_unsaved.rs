//! Text that is typed, not sent, and kept nowhere: it is asked about before it is lost, whichever way one leaves.

use yew::prelude::*;

use super::use_way_out;
use crate::desk::Desk;
use crate::i18n::unsaved;
use crate::ui::Dialog;

/// What guards a form.
pub struct Unsaved {
    /// Does this, which loses the text: asks first where there is some.
    pub leave: Callback<Callback<()>>,
    /// The question, while it is asked.
    pub question: Html,
}

/// Of a form in which something would be missed.
#[hook]
pub fn use_unsaved(desk: &Desk, is_dirty: bool) -> Unsaved {
    let wanted = use_way_out(desk, desk.navigator.route().clone(), is_dirty);
    let leave = {
        let wanted = wanted.setter();
        Callback::from(move |go: Callback<()>| if is_dirty { wanted.set(Some(go)) } else { go.emit(()) })
    };
    let question = wanted.as_ref().filter(|_| is_dirty).map(|go| {
        let words = unsaved::texts(desk.appearance.language);
        let (go, leave, stay) = (go.clone(), wanted.setter(), wanted.setter());
        let onconfirm = Callback::from(move |()| {
            leave.set(None);
            go.emit(());
        });
        html! {
            <Dialog id={desk.id("unsaved")} title={words.leave_title} danger=true confirm={words.leave_discard} cancel={words.leave_stay}
                {onconfirm} oncancel={Callback::from(move |()| stay.set(None))}>
                <p>{ words.leave_text }</p>
            </Dialog>
        }
    });
    Unsaved { leave, question: question.unwrap_or_default() }
}
