//! Address, then a secret or a token.

use openim_api::{Client, Secret, UserId};
use yew::prelude::*;

use super::draft::{Draft, Edit, Method, Start};
use super::model::Check;
use super::page::view_page;
use super::server_check::{Act, use_server_check};
use super::server_field::view_server_field;
use super::token_field::TokenField;
use crate::browser::{event_checked, event_value, focus};
use crate::config::Offer;
use crate::desk::{Desk, use_desk};
use crate::failure::failure_banner;
use crate::hooks::{use_document_title, use_task};
use crate::i18n::Texts;
use crate::lazy::{self, Lazy, Part};
use crate::session::state::Event as SessionEvent;
use crate::session::{SignInProblem, sign_in};
use crate::ui::{Field, Icon, Message, keep_focus, view_icon};

/// Shown in the place of every page while nobody is signed in, so that signing in returns to where one was. What was typed
/// is gone with the form.
#[component]
pub fn SignInPage() -> Html {
    let desk = use_desk();
    let texts = desk.texts();
    use_document_title(&desk, texts.sign_in_title);
    let task = use_task();
    let start = use_memo((), |()| Start::new(&desk));
    let server = use_server_check(&desk.environment, &start.address, start.trusted);
    let draft = use_reducer_eq(|| Draft { admin: start.admin.clone(), ..Draft::default() });
    let edit = {
        let dispatcher = draft.dispatcher();
        use_callback((), move |edit, ()| dispatcher.dispatch(edit))
    };
    let block = match &server.check {
        Check::Ready(_, probe) => Some(probe.block),
        _ => None,
    };
    let admin = draft.admin(block);

    let send = {
        let (desk, edit) = (desk.clone(), edit.clone());
        move |client: Client, draft: &Draft, admin: &str| {
            let (desk, edit, draft) = (desk.clone(), edit.clone(), draft.clone());
            let admin = UserId::from(admin.trim());
            edit.emit(Edit::Sent);
            task.start(async move {
                let entered = match draft.method {
                    Method::Secret => {
                        sign_in::by_secret(client, admin, Secret::new(draft.secret.as_str()), draft.keep).await
                    }
                    Method::Token => lazy::sign_in_by_token(client, draft.token).await,
                };
                match entered {
                    Ok(signed_in) => desk.session.tell.emit(SessionEvent::SignedIn(signed_in)),
                    Err(problem) => edit.emit(Edit::Refused(problem)),
                }
            });
        }
    };
    {
        // The button may be pressed before the address has been checked: what it stands for is done when it has.
        let (desk, draft, admin, edit, send) =
            (desk.clone(), (*draft).clone(), admin.clone(), edit.clone(), send.clone());
        use_effect_with((draft.waiting, server.clone()), move |(waiting, server)| match &server.check {
            _ if !waiting => {}
            Check::Empty | Check::Probing(_) => {}
            Check::Ready(..) => {
                if let Some(client) = server.ready(&desk.environment) {
                    send(client, &draft, &admin);
                }
            }
            _ => edit.emit(Edit::NotSent),
        });
    }
    let onsubmit = {
        let (desk, server, draft, admin, edit) =
            (desk.clone(), server.clone(), (*draft).clone(), admin.clone(), edit.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if draft.is_busy() {
                return;
            }
            if !draft.is_complete(&admin) || server.text.trim().is_empty() {
                edit.emit(Edit::Incomplete);
                return;
            }
            match (&server.check, server.ready(&desk.environment)) {
                (_, Some(client)) => send(client, &draft, &admin),
                (Check::Empty | Check::Failed(..), None) => {
                    edit.emit(Edit::Wait);
                    server.tell.emit(Act::Again);
                }
                (Check::Probing(_), None) => edit.emit(Edit::Wait),
                // The address itself says what is wrong with it.
                (_, None) => {}
            }
        })
    };

    let busy = draft.is_busy();
    let caption = if busy { texts.signing_in } else { texts.sign_in };
    let panel = desk.id(tab_name(draft.method));
    let form = html! {
        <form class="oic-card" {onsubmit} novalidate={true} aria-labelledby={desk.id("title")}>
            <div class="oic-card__body oic-stack">
                { view_server_field(&desk, &server, busy, view_doctor(&desk, &edit, "oic-btn oic-btn--sm")) }
                { view_methods(&desk, draft.method, &edit) }
                <div class="oic-stack" role="tabpanel" id={desk.id("credentials")} aria-labelledby={panel}>
                    { match draft.method {
                        Method::Secret => view_secret(&desk, &draft, &admin, &edit),
                        Method::Token => view_token(&draft, &edit),
                    } }
                </div>
                if let Some(SignInProblem::Call(error)) = &draft.problem {
                    { failure_banner(texts.sign_in_failed, error, None, texts) }
                }
                <button type="submit" class="oic-btn oic-btn--primary oic-btn--block" aria-busy={busy.then_some("true")} disabled={busy}
                    onmousedown={keep_focus()}>
                    { caption }
                </button>
                // Always there: the focus comes back to it, whatever the check of the address has come to meanwhile.
                { view_doctor(&desk, &edit, "oic-btn oic-btn--ghost oic-btn--sm") }
                if desk.environment.host.is_none() && desk.environment.config.demo != Offer::Hidden {
                    { view_button("oic-btn oic-btn--ghost oic-btn--sm", texts.try_demo, desk.session.tell.reform(|_| SessionEvent::Demo)) }
                }
            </div>
        </form>
    };
    html! {
        <>
            { view_page(&desk, form) }
            if draft.doctor { <Lazy part={Part::Doctor(server.text.clone(), edit.reform(|()| Edit::Doctor(false)))} /> }
        </>
    }
}

/// Opens the connection doctor.
fn view_doctor(desk: &Desk, edit: &Callback<Edit>, class: &'static str) -> Html {
    view_button(class, desk.texts().check_connection, edit.reform(|_| Edit::Doctor(true)))
}

fn view_button(class: &'static str, words: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {class} {onclick} onmousedown={keep_focus()}>{ words }</button> }
}

/// Two tabs: an arrow key goes to the other one and takes the focus along.
fn view_methods(desk: &Desk, method: Method, edit: &Callback<Edit>) -> Html {
    let onkeydown = {
        let (edit, other) = (edit.clone(), method.other());
        let other_id = desk.id(tab_name(other));
        Callback::from(move |event: KeyboardEvent| {
            if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight" | "Home" | "End") {
                event.prevent_default();
                edit.emit(Edit::Method(other));
                let list = event.current_target();
                if let Some(list) = list.and_then(|list| wasm_bindgen::JsCast::dyn_into(list).ok()) {
                    focus::focus_first(&list, &format!("#{other_id}"));
                }
            }
        })
    };
    let tab = |of: Method, words: &'static str| {
        let selected = method == of;
        html! {
            <button type="button" role="tab" id={desk.id(tab_name(of))} onclick={edit.reform(move |_: MouseEvent| Edit::Method(of))}
                aria-selected={if selected { "true" } else { "false" }} tabindex={if selected { "0" } else { "-1" }}
                aria-controls={desk.id("credentials")}>{ words }</button>
        }
    };
    let texts = desk.texts();
    html! {
        <div class="oic-tabs" role="tablist" aria-label={texts.sign_in_how} {onkeydown}>
            { tab(Method::Secret, texts.by_secret) }
            { tab(Method::Token, texts.by_token) }
        </div>
    }
}

fn tab_name(method: Method) -> &'static str {
    match method {
        Method::Secret => "by-secret",
        Method::Token => "by-token",
    }
}

fn view_secret(desk: &Desk, draft: &Draft, admin: &str, edit: &Callback<Edit>) -> Html {
    let (texts, busy) = (desk.texts(), draft.is_busy());
    let admin_message = match &draft.problem {
        Some(problem @ (SignInProblem::NoSuchAccount(_) | SignInProblem::NotAnAdmin(..))) => {
            Some(refused(problem, texts))
        }
        _ if draft.incomplete && admin.trim().is_empty() => Some(Message::danger(texts.admin_missing)),
        _ => None,
    };
    let secret_message = match &draft.problem {
        Some(problem @ SignInProblem::WrongSecret(_)) => Some(refused(problem, texts)),
        _ if draft.incomplete && draft.secret.is_empty() => Some(Message::danger(texts.secret_missing)),
        _ => None,
    };
    let (admin_invalid, secret_invalid) = (invalid(&admin_message), invalid(&secret_message));
    let (admin_id, secret_id) = (desk.id("admin"), desk.id("secret"));
    let admin_field =
        Field { id: &admin_id, label: texts.admin_user_id, note: "", message: admin_message, wide: false };
    let message = Some(secret_message.unwrap_or_else(|| Message::hint(texts.secret_hint)));
    let secret_field = Field { id: &secret_id, label: texts.secret, note: "", message, wide: false };
    html! {
        <>
            { admin_field.view(html! {
                <input id={admin_id.clone()} class="oic-input oic-input--mono" type="text" name="admin" autocomplete="off"
                    autocapitalize="none" spellcheck="false" value={admin.to_owned()} disabled={busy}
                    aria-invalid={admin_invalid} aria-describedby={format!("{admin_id}-message")}
                    oninput={edit.reform(|event: InputEvent| Edit::Admin(event_value(&event)))} />
            }) }
            { secret_field.view(html! {
                <span class="oic-affix">
                    <input id={secret_id.clone()} class="oic-input oic-input--mono" type={if draft.shown { "text" } else { "password" }}
                        autocomplete="off" autocapitalize="none" spellcheck="false" value={draft.secret.clone()} disabled={busy}
                        aria-invalid={secret_invalid} aria-describedby={format!("{secret_id}-message")}
                        oninput={edit.reform(|event: InputEvent| Edit::Secret(event_value(&event)))} />
                    <span class="oic-affix__end">
                        <button type="button" class="oic-btn oic-btn--ghost oic-btn--sm oic-btn--icon"
                            aria-label={texts.show_secret} aria-pressed={if draft.shown { "true" } else { "false" }}
                            onclick={edit.reform(|_: MouseEvent| Edit::Show)}>
                            { view_icon(Icon::EYE, "") }
                        </button>
                    </span>
                </span>
            }) }
            <label class="oic-check">
                <input type="checkbox" checked={draft.keep} disabled={busy}
                    onchange={edit.reform(|event: Event| Edit::Keep(event_checked(&event)))} />
                <span>{ texts.keep_secret }<br /><span class="oic-hint">{ texts.keep_secret_hint }</span></span>
            </label>
        </>
    }
}

/// A part of its own: most people have the secret.
fn view_token(draft: &Draft, edit: &Callback<Edit>) -> Html {
    let field = TokenField {
        text: draft.token.clone(),
        problem: draft.problem.clone(),
        incomplete: draft.incomplete,
        busy: draft.is_busy(),
        oninput: edit.reform(Edit::Token),
    };
    html! { <Lazy key="token-field" part={Part::TokenField(Box::new(field))} /> }
}

pub(super) fn invalid(message: &Option<Message>) -> Option<&'static str> {
    message.as_ref().map(|_| "true")
}

/// Told at the field that it belongs to.
pub(super) fn refused(problem: &SignInProblem, texts: &'static Texts) -> Message {
    let part = Part::SignInProblem(problem.clone());
    Message::danger(html! { <Lazy key="sign-in-problem" {part} meanwhile={Html::from(texts.loading)} at_once=true /> })
}
