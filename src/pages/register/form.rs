//! The form: checked while it is filled in, sent once, its refusals under the field they are about.

use openim_api::{AccountStatus, ApiError, CallOptions, Dialect, Secret, ServerBlock, UserId};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::model::{Availability, Draft, FieldName, refusal_field};
use super::preview::RequestPreview;
use crate::browser::{event_checked, event_value, focus};
use crate::environment::use_environment;
use crate::failure::{FailureBanner, explain};
use crate::hooks::{use_navigator, use_task};
use crate::i18n::{Texts, fill, use_texts};
use crate::route::{ListQuery, Route};
use crate::session::Api;
use crate::ui::{Avatar, Field, Icon, Message, Select, ToastKind, avatar_source, use_toaster, visible};

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
    let environment = use_environment();
    let texts = use_texts();
    let navigator = use_navigator();
    let toaster = use_toaster();
    let sending = use_task();
    let asking = use_task();
    let form = use_node_ref();
    let draft = use_state_eq(|| Draft {
        user_id: props.id.as_ref().map(|id| id.as_str().to_owned()).unwrap_or_default(),
        level: 1,
        ..Draft::default()
    });
    let availability = use_state_eq(|| Availability::Unknown);
    let refusal = use_state_eq(|| None::<ApiError>);
    let tried = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    // Two clicks may come before the page is drawn anew: this lock is closed by the first one at once.
    let locked = use_mut_ref(|| false);
    let another = use_state_eq(|| false);
    let secret = use_state_eq(String::new);
    let keep = use_state_eq(|| false);

    let block = props.api.block();
    let needs_secret = block.dialect() == Dialect::SecretInBody && props.api.secret().is_none();
    let problems = draft.problems(block, texts);

    let ask = {
        let (api, availability) = (props.api.clone(), availability.setter());
        Callback::from(move |id: String| {
            let id = UserId::from(id.trim());
            if openim_api::rules::user_id_problem(id.as_str(), api.block()).is_some() {
                return;
            }
            let (api, availability) = (api.clone(), availability.clone());
            availability.set(Availability::Asking);
            asking.start(async move {
                let answer = api
                    .call(|client| {
                        let id = id.clone();
                        async move { client.users().check(&[id], &CallOptions::default()).await }
                    })
                    .await;
                // Not being able to tell is no problem of the form: registering will tell.
                let status = answer.ok().and_then(|statuses| statuses.first().map(|(_, status)| *status));
                availability.set(status.map_or(Availability::Unknown, Availability::Known));
            });
        })
    };
    {
        let (ask, first) = (ask.clone(), draft.user_id.clone());
        use_effect_with((), move |()| {
            if !first.is_empty() {
                ask.emit(first);
            }
        });
    }

    let change = {
        let (draft, refusal) = (draft.clone(), refusal.setter());
        Callback::from(move |edit: Edit| {
            let mut next = (*draft).clone();
            edit.apply(&mut next);
            draft.set(next);
            refusal.set(None);
        })
    };

    let submit = {
        let (api, draft, form) = (props.api.clone(), draft.clone(), form.clone());
        let (refusal, tried, busy, availability) =
            (refusal.clone(), tried.clone(), busy.clone(), availability.setter());
        let (secret, keep, another, environment) = (secret.clone(), *keep, *another, environment.clone());
        let problems = problems.clone();
        let ask = ask.clone();
        Callback::from(move |()| {
            tried.set(true);
            let first_problem = problems.first().map(|(field, _)| *field);
            let first_problem = first_problem.or((needs_secret && secret.is_empty()).then_some(FieldName::Secret));
            if let Some(field) = first_problem {
                if let Some(form) = form.cast::<web_sys::Element>() {
                    focus::focus_first(&form, &format!("#{}", environment.id(control(field))));
                }
                return;
            }
            if std::mem::replace(&mut *locked.borrow_mut(), true) {
                return;
            }
            busy.set(true);
            refusal.set(None);
            let user = draft.to_user();
            let used = if needs_secret { Some(Secret::new(secret.as_str())) } else { api.secret().cloned() };
            let (api, form, navigator, toaster) = (api.clone(), form.clone(), navigator.clone(), toaster.clone());
            let (draft, refusal, tried, busy, locked) =
                (draft.clone(), refusal.setter(), tried.setter(), busy.setter(), locked.clone());
            let (availability, secret, environment, ask) =
                (availability.clone(), secret.setter(), environment.clone(), ask.clone());
            sending.start(async move {
                let answer = api
                    .call(|client| {
                        let (user, used) = (user.clone(), used.clone());
                        async move { client.users().register(&[user], used.as_ref(), &CallOptions::default()).await }
                    })
                    .await;
                *locked.borrow_mut() = false;
                busy.set(false);
                match answer {
                    Ok(()) => {
                        if let (true, Some(used)) = (needs_secret && keep, used) {
                            api.keep_secret(used);
                        }
                        let name = visible::plain(&user.nickname);
                        toaster.show(
                            ToastKind::Ok,
                            fill(texts.registered_title, &[("name", &name)]),
                            Some(visible::plain(user.user_id.as_str()).into()),
                        );
                        if another {
                            draft.set(Draft { level: draft.level, receive: draft.receive, ..Draft::default() });
                            availability.set(Availability::Unknown);
                            tried.set(false);
                            if !keep {
                                secret.set(String::new());
                            }
                            if let Some(form) = form.cast::<web_sys::Element>() {
                                focus::focus_first(&form, &format!("#{}", environment.id("user-id")));
                            }
                        } else {
                            navigator.go(Route::User(user.user_id, ListQuery::default()));
                        }
                    }
                    Err(error) => {
                        if refusal_field(&error) == Some(FieldName::UserId) {
                            ask.emit(user.user_id.as_str().to_owned());
                        }
                        refusal.set(Some(error));
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

    let view = View { texts, problems: &problems, tried: *tried, refusal: refusal.as_ref() };
    let text = |edit: fn(String) -> Edit| change.reform(move |event: InputEvent| edit(event_value(&event)));
    let (id, nickname, avatar, ex) =
        (environment.id("user-id"), environment.id("nickname"), environment.id("avatar"), environment.id("ex"));
    let id_message = view
        .message(FieldName::UserId, !draft.user_id.is_empty())
        .or_else(|| available(&availability, &draft, block, texts));
    let ex_message = view
        .message(FieldName::Ex, true)
        .unwrap_or_else(|| Message::hint(draft.ex_hint(texts).unwrap_or(texts.ex_hint)));
    let levels = vec![("1".into(), texts.level_user.into()), ("0".into(), texts.level_user_zero.into())];
    let receives = vec![
        ("0".into(), texts.receive_all.into()),
        ("1".into(), texts.receive_none.into()),
        ("2".into(), texts.receive_silent.into()),
    ];
    let oninput_id = {
        let (change, availability) = (change.clone(), availability.setter());
        Callback::from(move |event: InputEvent| {
            availability.set(Availability::Unknown);
            change.emit(Edit::UserId(event_value(&event)));
        })
    };
    html! {
        <div class="oic-grid">
            <form ref={form} class="oic-card oic-span-7" {onsubmit} {onkeydown} novalidate={true} aria-label={texts.nav_register}>
                <div class="oic-card__body oic-formgrid">
                    <Field id={id.clone()} label={texts.user_id} message={id_message}>
                        <input id={id.clone()} class="oic-input oic-input--mono" type="text" autocomplete="off" autocapitalize="none"
                            spellcheck="false" value={draft.user_id.clone()} required={true}
                            aria-invalid={view.invalid(FieldName::UserId, !draft.user_id.is_empty())} aria-describedby={format!("{id}-message")}
                            oninput={oninput_id} onblur={ask.reform(|event: FocusEvent| event_value(&event))} />
                    </Field>
                    <Field id={nickname.clone()} label={texts.nickname} message={view.message(FieldName::Nickname, false)}>
                        <input id={nickname.clone()} class="oic-input" type="text" autocomplete="off" value={draft.nickname.clone()} required={true}
                            aria-invalid={view.invalid(FieldName::Nickname, false)} aria-describedby={format!("{nickname}-message")}
                            oninput={text(Edit::Nickname)} />
                    </Field>
                    <Field id={avatar.clone()} label={texts.avatar_address} note="faceURL" wide={true}
                        message={view.message(FieldName::FaceUrl, false).unwrap_or_else(|| Message::hint(texts.optional))}>
                        <span class="oic-row">
                            <Avatar source={avatar_source(&draft.face_url, None).filter(|_| environment.config.avatars != crate::config::Avatars::Off)}
                                name={draft.nickname.clone()} seed={draft.user_id.clone()} large={true} />
                            <input id={avatar.clone()} class="oic-input oic-input--mono" type="text" inputmode="url" autocomplete="off"
                                spellcheck="false" placeholder="https://" value={draft.face_url.clone()}
                                aria-invalid={view.invalid(FieldName::FaceUrl, false)} aria-describedby={format!("{avatar}-message")}
                                oninput={text(Edit::FaceUrl)} />
                        </span>
                    </Field>
                    <Field id={environment.id("level")} label={texts.column_level} note="appMangerLevel"
                        message={Message::hint(texts.level_hint)}>
                        <Select id={environment.id("level")} options={levels} value={draft.level.to_string()}
                            onchange={change.reform(|value: String| Edit::Level(value.parse().unwrap_or(1)))} />
                    </Field>
                    <Field id={environment.id("receive")} label={texts.column_receive} note="globalRecvMsgOpt">
                        <Select id={environment.id("receive")} options={receives} value={draft.receive.to_string()}
                            onchange={change.reform(|value: String| Edit::Receive(value.parse().unwrap_or(0)))} />
                    </Field>
                    <Field id={ex.clone()} label={texts.extra_data} note="ex · JSON" wide={true} message={ex_message}>
                        <textarea id={ex.clone()} class="oic-textarea oic-textarea--mono" rows="3" spellcheck="false" value={draft.ex.clone()}
                            aria-invalid={view.invalid(FieldName::Ex, true)} aria-describedby={format!("{ex}-message")} oninput={text(Edit::Ex)} />
                    </Field>
                    if needs_secret {
                        { view_secret(&environment, &view, &secret, &keep) }
                    }
                    if let Some(error) = refusal.as_ref().filter(|error| refusal_field(error).is_none_or(|field| field == FieldName::Secret && !needs_secret)) {
                        <div class="oic-wide"><FailureBanner what={texts.not_registered} error={error.clone()} /></div>
                    }
                </div>
                <div class="oic-dialog__foot oic-cardfoot">
                    <label class="oic-check oic-grow">
                        <input type="checkbox" checked={*another}
                            onchange={let another = another.setter(); Callback::from(move |event: Event| another.set(event_checked(&event)))} />
                        <span>{ texts.register_another }</span>
                    </label>
                    <button type="submit" class="oic-btn oic-btn--primary" disabled={*busy} aria-busy={busy.then_some("true")}>
                        { if *busy { texts.registering } else { texts.nav_register } }
                        <kbd class="oic-kbd oic-kbd--on oic-hide-sm" aria-hidden="true">{ "Ctrl ↵" }</kbd>
                    </button>
                </div>
            </form>
            <aside class="oic-span-5 oic-stack" aria-label={texts.preview_title}>
                <RequestPreview user={draft.to_user()} with_secret={block.dialect() == Dialect::SecretInBody} />
                <div class="oic-banner">
                    <Icon name="info" />
                    <div class="oic-banner__text">
                        { texts.id_permanent }{ " " }
                        { if block >= ServerBlock::V3_8_0 { texts.id_rule_new } else { texts.id_rule_old } }
                    </div>
                </div>
            </aside>
        </div>
    }
}

/// A change to one field.
enum Edit {
    UserId(String),
    Nickname(String),
    FaceUrl(String),
    Ex(String),
    Level(i32),
    Receive(i32),
}

impl Edit {
    fn apply(self, draft: &mut Draft) {
        match self {
            Self::UserId(text) => draft.user_id = text,
            Self::Nickname(text) => draft.nickname = text,
            Self::FaceUrl(text) => draft.face_url = text,
            Self::Ex(text) => draft.ex = text,
            Self::Level(level) => draft.level = level,
            Self::Receive(option) => draft.receive = option,
        }
    }
}

fn control(field: FieldName) -> &'static str {
    match field {
        FieldName::UserId => "user-id",
        FieldName::Nickname => "nickname",
        FieldName::FaceUrl => "avatar",
        FieldName::Ex => "ex",
        FieldName::Secret => "register-secret",
    }
}

/// What decides which message stands where.
struct View<'a> {
    texts: &'static Texts,
    problems: &'a [(FieldName, String)],
    tried: bool,
    refusal: Option<&'a ApiError>,
}

impl View<'_> {
    /// The refusal of the server, else the problem found here: at once where `eager`, else after the first attempt.
    fn message(&self, field: FieldName, eager: bool) -> Option<Message> {
        if let Some(error) = self.refusal.filter(|error| refusal_field(error) == Some(field)) {
            let why = match field {
                FieldName::Secret => self.texts.wrong_secret.to_owned(),
                _ => explain::explain(error, self.texts).why,
            };
            return Some(Message::danger(format!("{why} ({})", explain::trace(error))));
        }
        let problem = self.problems.iter().find(|(of, _)| *of == field)?;
        (eager || self.tried || field == FieldName::FaceUrl).then(|| Message::danger(problem.1.clone()))
    }

    fn invalid(&self, field: FieldName, eager: bool) -> Option<&'static str> {
        self.message(field, eager).map(|_| "true")
    }
}

fn available(availability: &Availability, draft: &Draft, block: ServerBlock, texts: &'static Texts) -> Option<Message> {
    match availability {
        Availability::Known(AccountStatus::Registered) => Some(Message::danger(texts.id_taken)),
        Availability::Known(AccountStatus::Unregistered) => Some(match draft.user_id_hint(block, texts) {
            Some(hint) => Message::hint(hint),
            None => Message::ok(texts.id_free),
        }),
        Availability::Asking => Some(Message::hint(texts.id_asking)),
        Availability::Known(AccountStatus::Unknown) | Availability::Unknown => {
            draft.user_id_hint(block, texts).filter(|_| !draft.user_id.is_empty()).map(Message::hint)
        }
    }
}

fn view_secret(
    environment: &crate::environment::Environment,
    view: &View<'_>,
    secret: &UseStateHandle<String>,
    keep: &UseStateHandle<bool>,
) -> Html {
    let texts = view.texts;
    let id = environment.id("register-secret");
    let missing = (view.tried && secret.is_empty()).then(|| Message::danger(texts.secret_missing));
    let message = view.message(FieldName::Secret, false).or(missing);
    let oninput = {
        let secret = secret.setter();
        Callback::from(move |event: InputEvent| secret.set(event_value(&event)))
    };
    let onchange = {
        let keep = keep.setter();
        Callback::from(move |event: Event| {
            let checked = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
            keep.set(checked.is_some_and(|input| input.checked()));
        })
    };
    html! {
        <div class="oic-wide oic-stack oic-stack--tight">
            <Field id={id.clone()} label={texts.secret} message={message.clone().unwrap_or_else(|| Message::hint(texts.register_secret_hint))}>
                <input id={id.clone()} class="oic-input oic-input--mono" type="password" autocomplete="off" value={(**secret).clone()}
                    aria-invalid={message.map(|_| "true")} aria-describedby={format!("{id}-message")} {oninput} />
            </Field>
            <label class="oic-check">
                <input type="checkbox" checked={**keep} {onchange} />
                <span>{ texts.keep_secret }<br /><span class="oic-hint">{ texts.keep_secret_hint }</span></span>
            </label>
        </div>
    }
}
