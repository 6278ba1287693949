//! The black list of a user: taking somebody out of it can be undone.

use openim_api::{ApiError, Black, CallOptions, Listing, UserId};
use yew::prelude::*;

use super::friends::{name_of, view_person};
use super::paging::{Words, page, view_list};
use crate::browser::format;
use crate::desk::{Desk, use_desk};
use crate::hooks::{Notes, Query, use_query};
use crate::i18n::{fill, user, user_relations};
use crate::pages::user::frame::{About, error_line, refusal};
use crate::route::ListQuery;
use crate::session::Api;
use crate::ui::{Icon, Toast, ToastKind, visible};

/// Of [`Blacks`].
#[derive(Properties, PartialEq)]
pub struct BlacksProps {
    /// Whose.
    pub about: About,
    /// Where notes go.
    pub notes: Notes,
    /// The list behind the drawer, for the links.
    pub list: ListQuery,
}

/// The list.
#[component]
pub fn Blacks(props: &BlacksProps) -> Html {
    let desk = use_desk();
    let words = user_relations::texts(desk.appearance.language);
    let shown = use_state_eq(|| 1_u32);
    let query: Query<Listing<Black>> = use_query(
        (props.about.id.clone(), *shown),
        |old, new| old.0 == new.0,
        |api, (id, number)| async move {
            api.call(|client| {
                let id = id.clone();
                async move { client.friends().blacks(&id, page(number), &CallOptions::default()).await }
            })
            .await
        },
    );
    let busy = use_state_eq(|| None::<UserId>);
    let may = desk.api.as_ref().is_some_and(|api| refusal(api, false, &props.about.id, &desk).is_none());
    let unblock = {
        let (desk, about, notes, busy) = (desk.clone(), props.about.clone(), props.notes.clone(), busy.clone());
        let reload = query.reload.clone();
        Callback::from(move |black: Black| {
            let Some(api) = desk.api.clone().filter(|_| busy.is_none()) else { return };
            busy.set(Some(black.profile.user_id.clone()));
            let work =
                Work { desk: desk.clone(), api, about: about.clone(), notes: notes.clone(), reload: reload.clone() };
            let busy = busy.setter();
            wasm_bindgen_futures::spawn_local(async move {
                work.unblock(black).await;
                busy.set(None);
            });
        })
    };
    let list_words = Words {
        label: words.blacks,
        not_loaded: words.blacks_not_loaded,
        empty: (words.no_blacks_title, words.no_blacks_text),
        icon: Icon::USERS,
    };
    let row = |black: &Black| {
        let since = black.since_millis.map(|millis| fill(words.since, &[("time", &format::minute(millis))]));
        let label = fill(words.unblock_of, &[("name", &visible::plain(name_of(&black.profile)))]);
        let is_busy = (*busy).as_ref() == Some(&black.profile.user_id);
        let this = black.clone();
        html! {
            <li key={black.profile.user_id.as_str().to_owned()}>
                { view_person(&black.profile, &since.unwrap_or_default(), &desk, &props.list, words) }
                <span class="oic-push"></span>
                if may {
                    <button type="button" class="oic-btn oic-btn--sm" aria-label={label} aria-busy={is_busy.then_some("true")}
                        onclick={unblock.reform(move |_: MouseEvent| this.clone())}>{ words.unblock }</button>
                }
            </li>
        }
    };
    html! {
        <section class="oic-section">
            <div class="oic-section__head"><h3>{ words.blacks }</h3></div>
            { view_list(&desk, &query, &shown, &list_words, row) }
        </section>
    }
}

/// What goes on when the drawer has been closed.
#[derive(Clone)]
struct Work {
    desk: Desk,
    api: Api,
    about: About,
    notes: Notes,
    reload: Callback<()>,
}

impl Work {
    async fn unblock(self, black: Black) {
        let words = user_relations::texts(self.desk.appearance.language);
        let other = visible::plain(name_of(&black.profile));
        let outcome = self.set(&black, false).await;
        self.reload.emit(());
        match outcome {
            Ok(()) => {
                let title = fill(words.unblocked, &[("other", &other), ("name", &self.about.name)]);
                let undo = user::texts(self.desk.appearance.language).undo;
                let (work, black) = (self.clone(), black);
                let onclick = Callback::from(move |_: MouseEvent| {
                    wasm_bindgen_futures::spawn_local(work.clone().block(black.clone()));
                });
                let action = html! { <button type="button" class="oic-btn oic-btn--sm" {onclick}>{ undo }</button> };
                self.notes.note(Toast { kind: ToastKind::Ok, title: title.into(), detail: None, action: Some(action) });
            }
            Err(error) => self.fail(&fill(words.not_unblocked, &[("other", &other)]), &error),
        }
    }

    async fn block(self, black: Black) {
        let words = user_relations::texts(self.desk.appearance.language);
        let other = visible::plain(name_of(&black.profile));
        let outcome = self.set(&black, true).await;
        self.reload.emit(());
        match outcome {
            Ok(()) => {
                let title = fill(words.blocked_again, &[("other", &other), ("name", &self.about.name)]);
                self.notes.show(ToastKind::Ok, title, None);
            }
            Err(error) => self.fail(&fill(words.not_blocked_again, &[("other", &other)]), &error),
        }
    }

    async fn set(&self, black: &Black, blocked: bool) -> Result<(), ApiError> {
        self.api
            .call(|client| {
                let (owner, black) = (self.about.id.clone(), black.clone());
                async move {
                    let (friends, options) = (client.friends(), CallOptions::default());
                    let other = &black.profile.user_id;
                    if blocked {
                        friends.block(&owner, other, &black.ex, &options).await
                    } else {
                        friends.unblock(&owner, other, &options).await
                    }
                }
            })
            .await
    }

    fn fail(&self, title: &str, error: &ApiError) {
        self.notes.show(ToastKind::Danger, title.to_owned(), Some(error_line(error, &self.desk).into()));
    }
}
