//! The drawer over the list: adds an account, or edits one that the server has found.

use openim_api::{ApiError, CallOptions, ErrorKind, NotificationAccount, Page as ListPage, UserId};
use yew::prelude::*;

use super::fields::{View, control, view_fields};
use super::model::Draft;
use crate::browser::focus;
use crate::desk::{Desk, use_desk};
use crate::failure::explain::explain;
use crate::failure::{failure_banner, failure_state};
use crate::hooks::{Query, use_draft, use_query, use_task, view_restored};
use crate::i18n::{fill, notification_accounts as words};
use crate::route::{ListQuery, Route, UserTab};
use crate::session::Api;
use crate::shell::link;
use crate::ui::{BannerKind, Drawer, Icon, Toast, ToastKind, banner, empty_state, icon_button, keep_focus, visible};

/// Of [`AccountDrawer`].
#[derive(Properties, PartialEq)]
pub struct AccountDrawerProps {
    /// Whose; none: a new one.
    #[prop_or_default]
    pub id: Option<UserId>,
    /// Nothing was done.
    pub onclose: Callback<()>,
    /// It was done.
    pub ondone: Callback<()>,
    /// What was done has been undone.
    pub onundone: Callback<()>,
}

/// An account is read anew: the address may have come from elsewhere, and only what the server calls a notification account
/// can be edited.
#[component]
pub fn AccountDrawer(props: &AccountDrawerProps) -> Html {
    let desk = use_desk();
    let (texts, words) = (desk.texts(), words::texts(desk.appearance.language));
    let query: Query<Option<NotificationAccount>> = use_query(props.id.clone(), PartialEq::eq, find);
    let form_name = props.id.as_ref().map_or_else(|| "notice".to_owned(), |id| format!("notice {}", id.as_str()));
    let kept = use_draft(&desk, &form_name);
    let restored = use_state_eq(|| kept.found.is_some());
    let typed = use_state_eq(|| kept.found.as_ref().map(Draft::from_value));
    let tried = use_state_eq(|| false);
    let sent = use_state_eq(|| false);
    let leaving = use_state_eq(|| false);
    let refusal = use_state(|| None::<ApiError>);
    let sending = use_task();
    let form = use_node_ref();

    let before = query.data.clone().flatten();
    let block = desk.api.as_ref().map_or(openim_api::ServerBlock::Main, |api| api.block());
    let draft = (*typed).clone().unwrap_or_else(|| Draft::of(before.as_ref()));
    let problems = draft.problems(before.as_ref(), block);
    let is_dirty = draft != Draft::of(before.as_ref());
    let is_known = props.id.is_none() || before.is_some();
    let keep = kept.keep.clone();
    use_effect_with((draft.clone(), is_dirty && is_known), move |(draft, is_dirty)| {
        if is_known {
            keep.emit(is_dirty.then(|| draft.to_value()));
        }
    });
    let edit = {
        let (typed, refusal, leaving) = (typed.setter(), refusal.setter(), leaving.setter());
        Callback::from(move |draft| {
            refusal.set(None);
            leaving.set(false);
            typed.set(Some(draft));
        })
    };
    let focus_on = {
        let form = form.clone();
        move |selector: &str| {
            if let Some(form) = form.cast::<web_sys::Element>() {
                focus::focus_first(&form, selector);
            }
        }
    };
    let onclose = {
        let (onclose, leaving, sent) = (props.onclose.clone(), leaving.setter(), *sent);
        Callback::from(move |()| {
            if is_dirty && !sent {
                leaving.set(true);
            } else {
                onclose.emit(());
            }
        })
    };
    {
        let focus_on = focus_on.clone();
        use_effect_with(*leaving, move |leaving| {
            if *leaving {
                focus_on("[data-keep]");
            }
        });
    }
    let is_new = props.id.is_none();
    let guarded =
        UserId::from(if is_new { draft.user_id.trim() } else { props.id.as_ref().map_or("", UserId::as_str) });
    let refused = desk.api.as_ref().and_then(|api| api.would_refuse(false, &guarded));
    let refused = refused.map(|refusal| {
        let error = ApiError {
            kind: ErrorKind::Guarded(refusal),
            path: "",
            operation_id: None,
            carried_token: false,
            retry_after_millis: None,
        };
        explain(&error, &desk.appearance).why
    });
    let may_send = refused.is_none() && (is_new || is_dirty);
    let send = {
        let (desk, draft, before, ondone) = (desk.clone(), draft.clone(), before.clone(), props.ondone.clone());
        let (tried, sent, refusal) = (tried.setter(), sent.clone(), refusal.setter());
        let reload = props.onundone.clone();
        let first = problems.first().copied();
        let forget = kept.keep.clone();
        Callback::from(move |()| {
            if !may_send {
                return;
            }
            tried.set(true);
            if let Some(problem) = first {
                focus_on(&format!("#{}", desk.id(control(problem))));
                return;
            }
            let Some(api) = desk.api.clone().filter(|_| !*sent) else { return };
            sent.set(true);
            refusal.set(None);
            let (desk, draft, before, ondone) = (desk.clone(), draft.clone(), before.clone(), ondone.clone());
            let (reload, forget) = (reload.clone(), forget.clone());
            let (sent, refusal) = (sent.setter(), refusal.clone());
            sending.start(async move {
                match put(&api, &draft, before.as_ref()).await {
                    Ok(id) => {
                        forget.emit(None);
                        let undo = before.as_ref().and_then(|before| undo(&desk, &api, &draft, before, &reload));
                        tell(&desk, &draft, before.is_some(), &id, undo);
                        ondone.emit(());
                    }
                    Err(error) => {
                        sent.set(false);
                        refusal.set(Some(error));
                    }
                }
            });
        })
    };
    let title = if is_new { words.add_title } else { words.edit_title };
    let title_id = desk.id("drawer-title");
    let is_form = is_new || before.is_some();
    let give_up = {
        let (typed, restored) = (typed.setter(), restored.setter());
        Callback::from(move |()| {
            restored.set(false);
            typed.set(None);
        })
    };
    let body = if is_form {
        let view =
            View { desk: &desk, draft: &draft, before: before.as_ref(), problems: &problems, tried: *tried, block };
        html! {
            <>
                if *restored && is_dirty { { view_restored(&desk, &give_up) } }
                { view_fields(&view, &edit) }
                if let Some(error) = &*refusal {
                    { failure_banner(if is_new { words.not_added } else { words.not_saved }, error, None, texts) }
                }
            </>
        }
    } else {
        view_absent(&desk, props.id.as_ref(), &query)
    };
    let onsubmit = send.reform(|event: SubmitEvent| event.prevent_default());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            send.emit(());
        }
    });
    let caption = match (is_new, *sent) {
        (true, false) => words.add,
        (true, true) => words.adding,
        (false, false) => words.save,
        (false, true) => words.saving,
    };
    let leave = {
        let leaving = leaving.setter();
        let discard = {
            let (onclose, forget) = (props.onclose.clone(), kept.keep.clone());
            Callback::from(move |_: MouseEvent| {
                forget.emit(None);
                onclose.emit(());
            })
        };
        let keep = html! {
            <span class="oic-row">
                <button type="button" class="oic-btn oic-btn--sm" data-keep="true" onclick={Callback::from(move |_: MouseEvent| leaving.set(false))}>
                    { words.keep_editing }
                </button>
                <button type="button" class="oic-btn oic-btn--sm oic-btn--danger-quiet" onclick={discard}>
                    { words.discard }
                </button>
            </span>
        };
        banner(BannerKind::Warn, words.discard_title, words.discard_text.into(), keep)
    };
    html! {
        <Drawer labelled_by={title_id.clone()} onclose={onclose.clone()}>
            <div class="oic-drawer__head">
                <h2 id={title_id} class="oic-page__title">{ title }</h2>
                <span class="oic-push"></span>
                { icon_button(Icon::X, "oic-btn--ghost oic-btn--sm", words.close, onclose.reform(|_| ())) }
            </div>
            <form ref={form} class="oic-drawer__form" {onsubmit} {onkeydown} novalidate={true} aria-label={title}>
                <div class="oic-drawer__body">{ body }</div>
                if is_form {
                    <div class="oic-drawer__foot">
                        if *leaving {
                            { leave }
                        } else {
                            <span class="oic-hint">{ refused.or_else(|| (!may_send).then(|| words.nothing_changed.to_owned())) }</span>
                            <span class="oic-push"></span>
                            <button type="submit" class="oic-btn oic-btn--primary" disabled={!may_send} aria-busy={sent.then_some("true")}
                                onmousedown={keep_focus()}>{ caption }</button>
                        }
                    </div>
                }
            </form>
        </Drawer>
    }
}

async fn find(api: Api, id: Option<UserId>) -> Result<Option<NotificationAccount>, ApiError> {
    let Some(id) = id else { return Ok(None) };
    let first = ListPage { number: 1, size: 10 };
    let found = api.call(|client| {
        let id = id.clone();
        async move { client.notification_accounts().search(first, id.as_str(), &CallOptions::default()).await }
    });
    Ok(found.await?.items.into_iter().find(|account| *account.user_id() == id))
}

/// Adds or changes it; gives the ID, as far as the server tells it.
async fn put(api: &Api, draft: &Draft, before: Option<&NotificationAccount>) -> Result<String, ApiError> {
    let Some(account) = before else {
        let new = draft.to_new();
        let made = api.call(|client| {
            let new = new.clone();
            async move { client.notification_accounts().add(&new, &CallOptions::default()).await }
        });
        return Ok(made.await?.map_or_else(String::new, |account| account.user_id().as_str().to_owned()));
    };
    let (name, avatar) = draft.changes(account);
    api.call(|client| {
        let (account, name, avatar) = (account.clone(), name.clone(), avatar.clone());
        async move { client.notification_accounts().update(&account, &name, &avatar, &CallOptions::default()).await }
    })
    .await?;
    Ok(account.user_id().as_str().to_owned())
}

fn tell(desk: &Desk, draft: &Draft, was_there: bool, id: &str, action: Option<Html>) {
    let words = words::texts(desk.appearance.language);
    let text = if was_there { words.saved } else { words.added };
    let title = fill(text, &[("name", &visible::plain(draft.name.trim()))]);
    let detail = (!id.is_empty()).then(|| AttrValue::from(visible::plain(id)));
    desk.toaster.note(Toast { kind: ToastKind::Ok, title: title.into(), detail, action });
}

/// A button that puts back what was there. None where something was empty before: the server cannot empty it again.
fn undo(desk: &Desk, api: &Api, draft: &Draft, before: &NotificationAccount, reload: &Callback<()>) -> Option<Html> {
    let words = words::texts(desk.appearance.language);
    let (name, avatar) = draft.changes(before);
    let is_lost = |new: &str, old: &str| !new.is_empty() && old.trim().is_empty();
    if is_lost(&name, &before.nickname) || is_lost(&avatar, &before.face_url) {
        return None;
    }
    let back = |new: &str, old: &str| if new.is_empty() { String::new() } else { old.to_owned() };
    let (name, avatar) = (back(&name, &before.nickname), back(&avatar, &before.face_url));
    let (desk, api, before, reload) = (desk.clone(), api.clone(), before.clone(), reload.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        let (desk, api, before, reload) = (desk.clone(), api.clone(), before.clone(), reload.clone());
        let (name, avatar) = (name.clone(), avatar.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let done =
                api.call(|client| {
                    let (before, name, avatar) = (before.clone(), name.clone(), avatar.clone());
                    async move {
                        client.notification_accounts().update(&before, &name, &avatar, &CallOptions::default()).await
                    }
                });
            let words = words::texts(desk.appearance.language);
            let of = |text: &str| fill(text, &[("name", &visible::plain(before.nickname.trim()))]);
            match done.await {
                Ok(()) => desk.toaster.show(ToastKind::Ok, of(words.undone), None),
                Err(error) => {
                    let explained = explain(&error, &desk.appearance);
                    let detail = format!("{} {}", explained.why, explained.next);
                    desk.toaster.show(ToastKind::Danger, of(words.not_undone), Some(detail.into()));
                }
            }
            reload.emit(());
        });
    });
    Some(html! { <button type="button" class="oic-btn oic-btn--sm" {onclick}>{ words.undo }</button> })
}

/// What stands in the place of the form: on its way, not found, not loaded.
fn view_absent(desk: &Desk, id: Option<&UserId>, query: &Query<Option<NotificationAccount>>) -> Html {
    let (texts, words) = (desk.texts(), words::texts(desk.appearance.language));
    match (&query.data, &query.error, id) {
        (Some(_), _, Some(id)) => {
            let text = fill(words.unknown_text, &[("id", &visible::plain(id.as_str()))]);
            let user = Route::User(id.clone(), UserTab::default(), ListQuery::default());
            let actions = link(&desk.navigator, user, "oic-btn", words.open_user);
            empty_state(Icon::BELL, words.unknown_title, text.into(), actions)
        }
        (None, Some(error), _) => failure_state(words.account_not_loaded, error, Some(&query.reload), texts),
        _ => html! {
            <div class="oic-stack" aria-busy="true" role="status" aria-label={texts.loading}>
                { for (0..4).map(|row| html! { <span key={row} class="oic-skel oic-skel--line"></span> }) }
            </div>
        },
    }
}
