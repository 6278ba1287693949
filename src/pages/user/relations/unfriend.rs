//! Taking a friend away: asked first, on one side or on both.

use openim_api::{ApiError, CallOptions, ErrorClass, Profile, UserId};
use yew::prelude::*;

use super::friends::name_of;
use crate::browser::event_checked;
use crate::desk::Desk;
use crate::failure::failure_banner;
use crate::hooks::{Notes, use_task};
use crate::i18n::{fill, user, user_relations};
use crate::pages::user::frame::About;
use crate::session::Api;
use crate::ui::{Dialog, ToastKind, safe_text, visible};

/// What the list needs of it.
pub struct Unfriend {
    /// Asks whether this one shall be taken away.
    pub ask: Callback<Profile>,
    /// The question, while it is asked.
    pub question: Html,
    /// Why it did not work.
    pub failure: Html,
}

/// `reload` reads the friends anew.
#[hook]
pub fn use_unfriend(desk: &Desk, about: &About, notes: &Notes, reload: &Callback<()>) -> Unfriend {
    let words = user_relations::texts(desk.appearance.language);
    let task = use_task();
    let asked = use_state_eq(|| None::<Profile>);
    let both = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    // True: one side is gone already.
    let failure = use_state(|| None::<(ApiError, bool)>);

    let ask = {
        let (asked, both, failure) = (asked.setter(), both.setter(), failure.setter());
        Callback::from(move |profile| {
            both.set(false);
            failure.set(None);
            asked.set(Some(profile));
        })
    };
    let onconfirm = {
        let (api, about, notes, reload) = (desk.api.clone(), about.clone(), notes.clone(), reload.clone());
        let (asked, both, busy, failure) = (asked.clone(), *both, busy.setter(), failure.setter());
        Callback::from(move |()| {
            let (Some(api), Some(profile)) = (api.clone(), (*asked).clone()) else { return };
            busy.set(true);
            let (about, notes, reload) = (about.clone(), notes.clone(), reload.clone());
            let (asked, busy, failure) = (asked.setter(), busy.clone(), failure.clone());
            task.start(async move {
                let friend = visible::plain(name_of(&profile));
                match take(&api, &about.id, &profile.user_id, both).await {
                    Ok(()) => {
                        let title = fill(words.unfriended, &[("friend", &friend), ("name", &about.name)]);
                        notes.show(ToastKind::Ok, title, None);
                    }
                    Err(error) => failure.set(Some(error)),
                }
                busy.set(false);
                asked.set(None);
                reload.emit(());
            });
        })
    };
    let question = match &*asked {
        None => Html::default(),
        Some(profile) => {
            let friend = visible::plain(name_of(profile));
            let pair = [("friend", friend.as_str()), ("name", &about.name)];
            let (cancel, tick) = (asked.setter(), both.setter());
            html! {
                <Dialog id={desk.id("unfriend")} danger={true} busy={*busy} {onconfirm}
                    oncancel={Callback::from(move |()| cancel.set(None))}
                    title={fill(words.unfriend_title, &pair)} confirm={if *busy { words.removing } else { words.unfriend }}
                    cancel={user::texts(desk.appearance.language).cancel}>
                    <p class="oic-mono oic-break oic-muted">{ safe_text(profile.user_id.as_str()) }</p>
                    <p>{ fill(words.unfriend_text, &pair) }</p>
                    <label class="oic-check">
                        <input type="checkbox" checked={*both} onchange={Callback::from(move |event: Event| tick.set(event_checked(&event)))} />
                        <span>{ fill(words.unfriend_both, &pair) }</span>
                    </label>
                </Dialog>
            }
        }
    };
    let failure = match &*failure {
        None => Html::default(),
        Some((error, half)) => {
            let what = if *half { words.half_unfriended } else { words.not_unfriended };
            failure_banner(what, error, None, desk.texts())
        }
    };
    Unfriend { ask, question, failure }
}

/// Fails with whether one side is gone already.
async fn take(api: &Api, owner: &UserId, friend: &UserId, both: bool) -> Result<(), (ApiError, bool)> {
    delete(api, owner, friend).await.map_err(|error| (error, false))?;
    if both {
        delete(api, friend, owner).await.map_err(|error| (error, true))?;
    }
    Ok(())
}

async fn delete(api: &Api, owner: &UserId, friend: &UserId) -> Result<(), ApiError> {
    let outcome = api
        .call(|client| {
            let (owner, friend) = (owner.clone(), friend.clone());
            async move { client.friends().delete(&owner, &friend, &CallOptions::default()).await }
        })
        .await;
    match outcome {
        // Up to v3.7: there is no such friend. That is what was wanted.
        Err(error) if error.class() == Some(ErrorClass::NotFound) => Ok(()),
        outcome => outcome,
    }
}
