//! Address, then a secret or a token.

use openim_api::{Secret, Token, UserId};
use yew::prelude::*;

use super::model::{Check, Credentials, SignInProblem, clean_token, default_admin, sign_in};
use super::server_check::use_server_check;
use super::server_field::ServerField;
use crate::browser::{event_checked, event_value};
use crate::environment::{Environment, use_environment};
use crate::failure::{FailureBanner, explain};
use crate::hooks::use_task;
use crate::i18n::{Texts, fill, use_texts};
use crate::preferences;
use crate::session::state::Event;
use crate::session::{Phase, Session, use_session};
use crate::ui::{Field, Icon, Message};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Method {
    Secret,
    Token,
}

/// Signs in. What was typed is gone with the form.
#[component]
pub fn SignInForm() -> Html {
    let environment = use_environment();
    let texts = use_texts();
    let session = use_session();
    let task = use_task();
    let start = use_memo((), |()| Start::new(&environment, session.as_ref()));
    let server = use_server_check(&start.address, start.trusted);
    let method = use_state_eq(|| Method::Secret);
    let admin = use_state_eq(|| start.admin.clone());
    let secret = use_state_eq(String::new);
    let shown = use_state_eq(|| false);
    let keep = use_state_eq(|| false);
    let token = use_state_eq(String::new);
    let busy = use_state_eq(|| false);
    let problem = use_state_eq(|| None::<SignInProblem>);
    let missing = use_state_eq(|| false);

    let block = match &server.check {
        Check::Ready(_, probe) => Some(probe.block),
        _ => None,
    };
    let admin_text = (*admin).clone().unwrap_or_else(|| block.map(default_admin).unwrap_or_default().to_owned());

    let onsubmit = {
        let (environment, server, session) = (environment.clone(), server.clone(), session.clone());
        let (admin_text, secret, keep, token) = (admin_text.clone(), secret.clone(), keep.clone(), token.clone());
        let (busy, problem, missing, method) = (busy.clone(), problem.clone(), missing.clone(), *method);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let complete = match method {
                Method::Secret => !admin_text.trim().is_empty() && !secret.is_empty(),
                Method::Token => !token.trim().is_empty(),
            };
            missing.set(!complete || server.text.trim().is_empty());
            let (true, Some(session)) = (complete, session.clone()) else { return };
            let Some(client) = server.ready(&environment) else {
                server.on_left.emit(());
                return;
            };
            let credentials = match method {
                Method::Secret => {
                    Credentials::Secret(UserId::from(admin_text.trim()), Secret::new(secret.as_str()), *keep)
                }
                Method::Token => Credentials::Token(Token::new(clean_token(&token))),
            };
            busy.set(true);
            problem.set(None);
            let (busy, problem, environment) = (busy.setter(), problem.setter(), environment.clone());
            task.start(async move {
                match sign_in(client, credentials).await {
                    Ok(signed_in) => {
                        preferences::remember_server(
                            &environment.preferences,
                            &signed_in.server,
                            signed_in.admin.as_str(),
                        );
                        session.tell(Event::SignedIn(signed_in));
                    }
                    Err(found) => {
                        problem.set(Some(found));
                        busy.set(false);
                    }
                }
            });
        })
    };

    let choose = |wanted: Method| {
        let (method, problem) = (method.setter(), problem.setter());
        Callback::from(move |_: MouseEvent| {
            method.set(wanted);
            problem.set(None);
        })
    };
    // Two tabs: an arrow key goes to the other one and takes the focus along.
    let onkeydown = {
        let (method, other) = (method.setter(), if *method == Method::Secret { Method::Token } else { Method::Secret });
        let other_id = environment.id(tab_name(other));
        Callback::from(move |event: KeyboardEvent| {
            if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight" | "Home" | "End") {
                event.prevent_default();
                method.set(other);
                let list = event
                    .current_target()
                    .and_then(|list| wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(list).ok());
                if let Some(list) = list {
                    crate::browser::focus::focus_first(&list, &format!("#{other_id}"));
                }
            }
        })
    };
    let tab = |wanted: Method, words: &'static str| {
        let selected = *method == wanted;
        html! {
            <button type="button" role="tab" id={environment.id(tab_name(wanted))} onclick={choose(wanted)}
                aria-selected={if selected { "true" } else { "false" }} tabindex={if selected { "0" } else { "-1" }}
                aria-controls={environment.id("credentials")}>{ words }</button>
        }
    };
    let input_into = |state: &UseStateHandle<String>| {
        let (state, problem) = (state.setter(), problem.setter());
        Callback::from(move |event: InputEvent| {
            state.set(event_value(&event));
            problem.set(None);
        })
    };

    let messages = Messages::of(problem.as_ref(), *missing, texts);
    let (admin_id, secret_id, token_id) = (environment.id("admin"), environment.id("secret"), environment.id("token"));
    let fields = match *method {
        Method::Secret => html! {
            <>
                <Field id={admin_id.clone()} label={texts.admin_user_id} message={messages.admin.clone().filter(|_| *missing == admin_text.is_empty() || problem.is_some())}>
                    <input id={admin_id.clone()} class="oic-input oic-input--mono" type="text" name="admin" autocomplete="off"
                        autocapitalize="none" spellcheck="false" value={admin_text.clone()} disabled={*busy}
                        aria-invalid={invalid(messages.admin.as_ref())} aria-describedby={format!("{admin_id}-message")}
                        oninput={
                            let (admin, problem) = (admin.setter(), problem.setter());
                            Callback::from(move |event: InputEvent| { admin.set(Some(event_value(&event))); problem.set(None); })
                        } />
                </Field>
                <Field id={secret_id.clone()} label={texts.secret}
                    message={messages.secret.clone().filter(|_| problem.is_some() || secret.is_empty()).unwrap_or_else(|| Message::hint(texts.secret_hint))}>
                    <span class="oic-affix">
                        <input id={secret_id.clone()} class="oic-input oic-input--mono" type={if *shown { "text" } else { "password" }}
                            autocomplete="off" autocapitalize="none" spellcheck="false" value={(*secret).clone()} disabled={*busy}
                            aria-invalid={invalid(messages.secret.as_ref())} aria-describedby={format!("{secret_id}-message")}
                            oninput={input_into(&secret)} />
                        <span class="oic-affix__end">
                            <button type="button" class="oic-btn oic-btn--ghost oic-btn--sm oic-btn--icon"
                                aria-label={texts.show_secret} aria-pressed={if *shown { "true" } else { "false" }}
                                onclick={let shown = shown.clone(); Callback::from(move |_: MouseEvent| shown.set(!*shown))}>
                                <Icon name="eye" />
                            </button>
                        </span>
                    </span>
                </Field>
                <label class="oic-check">
                    <input type="checkbox" checked={*keep} disabled={*busy}
                        onchange={let keep = keep.setter(); Callback::from(move |event: yew::Event| keep.set(event_checked(&event)))} />
                    <span>{ texts.keep_secret }<br /><span class="oic-hint">{ texts.keep_secret_hint }</span></span>
                </label>
            </>
        },
        Method::Token => html! {
            <Field id={token_id.clone()} label={texts.token}
                message={messages.token.clone().filter(|_| problem.is_some() || token.is_empty()).unwrap_or_else(|| Message::hint(texts.token_hint))}>
                <textarea id={token_id.clone()} class="oic-textarea oic-textarea--mono" rows="4" autocomplete="off" spellcheck="false"
                    value={(*token).clone()} disabled={*busy} aria-invalid={invalid(messages.token.as_ref())}
                    aria-describedby={format!("{token_id}-message")} oninput={input_into(&token)} />
            </Field>
        },
    };
    let caption = if *busy { texts.signing_in } else { texts.sign_in };
    html! {
        <form class="oic-card" {onsubmit} novalidate={true} aria-labelledby={environment.id("title")}>
            <div class="oic-card__body oic-stack">
                <ServerField server={server.clone()} disabled={*busy} />
                <div class="oic-tabs" role="tablist" aria-label={texts.sign_in_how} {onkeydown}>
                    { tab(Method::Secret, texts.by_secret) }
                    { tab(Method::Token, texts.by_token) }
                </div>
                <div class="oic-stack" role="tabpanel" id={environment.id("credentials")} aria-labelledby={environment.id(tab_name(*method))}>
                    { fields }
                </div>
                if let Some(SignInProblem::Call(error)) = problem.as_ref() {
                    <FailureBanner what={texts.sign_in_failed} error={error.clone()} />
                }
                <button type="submit" class="oic-btn oic-btn--primary oic-btn--block" aria-busy={busy.then_some("true")} disabled={*busy}>
                    { caption }
                </button>
            </div>
        </form>
    }
}

fn tab_name(method: Method) -> &'static str {
    match method {
        Method::Secret => "by-secret",
        Method::Token => "by-token",
    }
}

fn invalid(message: Option<&Message>) -> Option<&'static str> {
    message.map(|_| "true")
}

/// What the form begins with.
struct Start {
    address: String,
    trusted: bool,
    admin: Option<String>,
}

impl Start {
    fn new(environment: &Environment, session: Option<&Session>) -> Self {
        if let Some(Phase::Out { last: Some((server, admin)), .. }) = session.map(|session| session.state.phase.clone())
        {
            return Self { address: server.to_string(), trusted: true, admin: Some(admin.as_str().to_owned()) };
        }
        if let Some(server) = environment.server.clone().filter(|server| !server.trim().is_empty()) {
            let admin = known_admin(environment, &server);
            return Self { address: server, trusted: environment.server_is_trusted, admin };
        }
        let used = preferences::servers(&environment.preferences).into_iter().next();
        let used =
            used.filter(|used| environment.read_server(&used.url).is_ok_and(|url| environment.may_sign_in_to(&url)));
        if let Some(used) = used {
            return Self { address: used.url, trusted: true, admin: Some(used.admin) };
        }
        let own = environment.config.servers.first().map(|entry| entry.url.to_string());
        Self { address: own.unwrap_or_default(), trusted: true, admin: None }
    }
}

fn known_admin(environment: &Environment, server: &str) -> Option<String> {
    let url = environment.read_server(server).ok()?;
    let used = preferences::servers(&environment.preferences);
    used.into_iter().find(|used| used.url == url.as_str()).map(|used| used.admin)
}

/// What stands under each field.
#[derive(Default)]
struct Messages {
    admin: Option<Message>,
    secret: Option<Message>,
    token: Option<Message>,
}

impl Messages {
    fn of(problem: Option<&SignInProblem>, missing: bool, texts: &'static Texts) -> Self {
        let with_trace = |text: &str, error: Option<&openim_api::ApiError>| {
            let trace = error.map(explain::trace).filter(|trace| !trace.is_empty());
            Message::danger(trace.map_or_else(|| text.to_owned(), |trace| format!("{text} ({trace})")))
        };
        let mut messages = Self::default();
        match problem {
            Some(SignInProblem::WrongSecret(error)) => {
                messages.secret = Some(with_trace(texts.wrong_secret, Some(error)));
            }
            Some(SignInProblem::NoSuchAccount(error)) => {
                messages.admin = Some(with_trace(texts.no_such_account, Some(error)));
            }
            Some(SignInProblem::NotAnAdmin(error, admin)) => {
                let text = fill(texts.not_an_admin, &[("admin", &crate::ui::visible::plain(admin.as_str()))]);
                let message = Some(with_trace(&text, error.as_ref()));
                messages.admin.clone_from(&message);
                messages.token = message;
            }
            Some(SignInProblem::TokenRefused(error)) => {
                let why = explain::session_why(error.err_code().unwrap_or_default(), texts);
                messages.token = Some(with_trace(&fill(texts.token_refused, &[("why", why)]), Some(error)));
            }
            Some(SignInProblem::NoToken) => messages.token = Some(Message::danger(texts.no_token)),
            Some(SignInProblem::Call(_)) => {}
            None if missing => {
                messages.admin = Some(Message::danger(texts.admin_missing));
                messages.secret = Some(Message::danger(texts.secret_missing));
                messages.token = Some(Message::danger(texts.token_missing));
            }
            None => {}
        }
        messages
    }
}
