//! The form: checked while it is filled in, sent once, its refusals under the field they are about.

use openim_api::{ApiError, CallOptions, Dialect, Secret, ServerBlock, UserId};
use yew::prelude::*;

use super::fields::{View, control, view_fields, view_secret};
use super::model::{Availability, Draft, FieldName, refusal_field};
use super::preview::view_preview;
use super::state::{Edit, FormState};
use crate::browser::{event_checked, focus};
use crate::desk::{Desk, use_desk};
use crate::failure::failure_banner;
use crate::hooks::{Task, use_draft, use_task, view_restored};
use crate::host::News;
use crate::i18n::{fill, register};
use crate::route::{ListQuery, Route, UserTab};
use crate::session::Api;
use crate::ui::{BannerKind, ToastKind, banner, keep_focus, visible};

/// Of [`RegisterForm`].
#[derive(Properties, PartialEq)]
pub struct RegisterFormProps {
    /// The session's client.
    pub api: Api,
    /// The ID to begin with.
    pub id: Option<UserId>,
}

/// The form and, beside it, what will be sent.
#[component]
pub fn RegisterForm(props: &RegisterFormProps) -> Html {
    let desk = use_desk();
    let texts = desk.texts();
    let words = register::texts(desk.appearance.language);
    let sending = use_task();
    let asking = use_task();
    let form = use_node_ref();
    let kept = use_draft(&desk, "register");
    let found = kept.found.as_ref().map(Draft::from_value).filter(|_| props.id.is_none());
    let restored = use_state_eq(|| found.is_some());
    let state = use_reducer_eq(|| FormState::restored(found, props.id.as_ref()));
    let edit = {
        let dispatcher = state.dispatcher();
        use_callback((), move |edit, ()| dispatcher.dispatch(edit))
    };
    let keep = kept.keep.clone();
    use_effect_with(state.draft.clone(), move |draft| keep.emit(draft.is_typed().then(|| draft.to_value())));
    // Two clicks may come before the page is drawn anew: this lock is closed by the first one at once.
    let locked = use_mut_ref(|| false);

    let block = props.api.block();
    let needs_secret = block.dialect() == Dialect::SecretInBody && props.api.secret().is_none();
    let problems = state.draft.problems(block, words);

    let ask = {
        let (api, edit) = (props.api.clone(), edit.clone());
        Callback::from(move |id: String| ask(&api, &asking, &edit, UserId::from(id.trim())))
    };
    {
        let (ask, first) = (ask.clone(), state.draft.user_id.clone());
        use_effect_with((), move |()| {
            if !first.is_empty() {
                ask.emit(first);
            }
        });
    }

    let submit = {
        let (api, desk, state, edit) = (props.api.clone(), desk.clone(), (*state).clone(), edit.clone());
        let (form, ask) = (form.clone(), ask.clone());
        let first_problem = problems.first().map(|(field, _)| *field);
        let first_problem = first_problem.or((needs_secret && state.secret.is_empty()).then_some(FieldName::Secret));
        Callback::from(move |()| {
            let focus_on = {
                let (form, desk) = (form.clone(), desk.clone());
                move |field| {
                    if let Some(form) = form.cast::<web_sys::Element>() {
                        focus::focus_first(&form, &format!("#{}", desk.id(control(field))));
                    }
                }
            };
            edit.emit(Edit::Tried);
            if let Some(field) = first_problem {
                focus_on(field);
                return;
            }
            if locked.replace(true) {
                return;
            }
            edit.emit(Edit::Sent);
            let (api, desk, state, edit) = (api.clone(), desk.clone(), state.clone(), edit.clone());
            let (locked, ask, forget) = (locked.clone(), ask.clone(), kept.keep.clone());
            sending.start(async move {
                let answer = register(&api, &state, needs_secret).await;
                locked.replace(false);
                match answer {
                    Ok(()) => {
                        // The page is left before the emptied form is seen.
                        forget.emit(None);
                        welcome(&desk, &state);
                        edit.emit(Edit::Registered);
                        if state.another {
                            focus_on(FieldName::UserId);
                        }
                    }
                    Err(error) => {
                        if refusal_field(&error) == Some(FieldName::UserId) {
                            ask.emit(state.draft.user_id.clone());
                        }
                        edit.emit(Edit::Refused(error));
                    }
                }
            });
        })
    };
    let onsubmit = submit.reform(|event: SubmitEvent| event.prevent_default());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            submit.emit(());
        }
    });

    let discard = {
        let (edit, restored) = (edit.clone(), restored.setter());
        Callback::from(move |()| {
            restored.set(false);
            edit.emit(Edit::Discard);
        })
    };
    let view = View { desk: &desk, state: &state, problems: &problems, block };
    let refusal = state
        .refusal
        .as_ref()
        .filter(|error| refusal_field(error).is_none_or(|field| field == FieldName::Secret && !needs_secret));
    let id_rule = if block >= ServerBlock::V3_8_0 { words.id_rule_new } else { words.id_rule_old };
    html! {
        <div class="oic-grid">
            <form ref={form} class="oic-card oic-span-7" {onsubmit} {onkeydown} novalidate={true} aria-label={texts.nav_register}>
                <div class="oic-card__body oic-formgrid">
                    if *restored && state.draft.is_typed() { <div class="oic-wide">{ view_restored(&desk, &discard) }</div> }
                    { view_fields(&view, &edit, &ask) }
                    if needs_secret { { view_secret(&view, &edit) } }
                    if let Some(error) = refusal {
                        <div class="oic-wide">{ failure_banner(words.not_registered, error, None, texts) }</div>
                    }
                </div>
                <div class="oic-dialog__foot oic-cardfoot">
                    <label class="oic-check oic-grow">
                        <input type="checkbox" checked={state.another}
                            onchange={edit.reform(|event: Event| Edit::Another(event_checked(&event)))} />
                        <span>{ words.register_another }</span>
                    </label>
                    <button type="submit" class="oic-btn oic-btn--primary" disabled={state.busy} aria-busy={state.busy.then_some("true")}
                        onmousedown={keep_focus()}>
                        { if state.busy { words.registering } else { texts.nav_register } }
                        <kbd class="oic-kbd oic-kbd--on oic-hide-sm" aria-hidden="true">{ "Ctrl ↵" }</kbd>
                    </button>
                </div>
            </form>
            <aside class="oic-span-5 oic-stack" aria-label={words.preview_title}>
                { view_preview(&state.draft.to_user(), block.dialect() == Dialect::SecretInBody, words) }
                { banner(BannerKind::Plain, "", format!("{} {id_rule}", words.id_permanent).into(), Html::default()) }
            </aside>
        </div>
    }
}

/// Is this ID free? What the server would not take anyway is not asked about.
fn ask(api: &Api, asking: &Task, edit: &Callback<Edit>, id: UserId) {
    if openim_api::rules::user_id_problem(id.as_str(), api.block()).is_some() {
        return;
    }
    edit.emit(Edit::Availability(Availability::Asking));
    let (api, edit) = (api.clone(), edit.clone());
    asking.start(async move {
        let answer = api
            .call(|client| {
                let id = id.clone();
                async move { client.users().check(&[id], &CallOptions::default()).await }
            })
            .await;
        // Not being able to tell is no problem of the form: registering will tell.
        let status = answer.ok().and_then(|statuses| statuses.first().map(|(_, status)| *status));
        edit.emit(Edit::Availability(status.map_or(Availability::Unknown, Availability::Known)));
    });
}

/// Sends it. A secret that was asked for is kept afterwards, if the person said so and it was right.
async fn register(api: &Api, state: &FormState, needs_secret: bool) -> Result<(), ApiError> {
    let secret = if needs_secret { Some(Secret::new(state.secret.as_str())) } else { api.secret().cloned() };
    let user = state.draft.to_user();
    api.call(|client| {
        let (user, secret) = (user.clone(), secret.clone());
        async move { client.users().register(&[user], secret.as_ref(), &CallOptions::default()).await }
    })
    .await?;
    if let (true, Some(secret)) = (needs_secret && state.keep, secret) {
        api.keep_secret(secret);
    }
    Ok(())
}

/// Says that it worked and, unless the person stays for the next one, shows the user.
fn welcome(desk: &Desk, state: &FormState) {
    let user = state.draft.to_user();
    let title =
        fill(register::texts(desk.appearance.language).registered_title, &[("name", &visible::plain(&user.nickname))]);
    desk.toaster.show(ToastKind::Ok, title, Some(visible::plain(user.user_id.as_str()).into()));
    desk.environment.tell(News::UserRegistered(user.user_id.clone()));
    if !state.another {
        desk.navigator.go(Route::User(user.user_id, UserTab::default(), ListQuery::default()));
    }
}
