//! Signing out forgets what was typed and not sent: whoever has such text is asked before.

use yew::prelude::*;

use crate::desk::Desk;
use crate::drafts;
use crate::i18n::tools as words;
use crate::ui::Dialog;

/// The way out.
pub struct SignOut {
    /// Signs out, or asks first.
    pub go: Callback<()>,
    /// The question, while it is asked.
    pub question: Html,
}

/// Of this session.
#[hook]
pub fn use_sign_out(desk: &Desk) -> SignOut {
    let asks = use_state_eq(|| false);
    let go = {
        let (desk, asks) = (desk.clone(), asks.setter());
        Callback::from(move |()| {
            let (after, asks) = (desk.clone(), asks.clone());
            // What is held where we are has a question of its own, and may be given up with that.
            let then = Callback::from(move |()| {
                let session = after.session.state.signed_in();
                let store = &after.environment.session_store;
                match session.is_some_and(|session| drafts::are_missed(store, session)) {
                    true => asks.set(true),
                    false => after.session.sign_out.emit(()),
                }
            });
            desk.environment.way_out.leave(None, then);
        })
    };
    let question = asks.then(|| {
        let words = words::texts(desk.appearance.language);
        let (stay, sign_out) = (asks.setter(), desk.session.sign_out.clone());
        html! {
            <Dialog id={desk.id("sign-out")} title={words.drafts_title} danger=true confirm={words.drafts_confirm} cancel={words.drafts_stay}
                onconfirm={sign_out} oncancel={Callback::from(move |()| stay.set(false))}>
                <p>{ words.drafts_text }</p>
            </Dialog>
        }
    });
    SignOut { go, question: question.unwrap_or_default() }
}
