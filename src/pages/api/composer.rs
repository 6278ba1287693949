//! One route: what it is, the body that is written, and what came of it.

use std::rc::Rc;

use openim_api::{Absence, Access, CallOptions, Effect, ErrorKind, Route as ApiRoute};
use serde_json::Value;
use yew::prelude::*;

use super::answer::{Answer, Outcome};
use super::ask::{Reason, reason, view_question};
use super::kept::{Kept, Try};
use super::model::{Fault, MOST_BYTES, absence, example, formatted, may_be_kept, read_body};
use crate::browser::{event_value, focus};
use crate::desk::{Desk, use_desk};
use crate::hooks::{use_draft, use_task, view_restored};
use crate::i18n::api::{self as texts_of, ApiTexts};
use crate::i18n::fill;
use crate::session::Api;
use crate::ui::{BannerKind, Field, Icon, Message, banner, view_icon};

/// Of [`Composer`], which is to be keyed by its route.
#[derive(Properties, PartialEq)]
pub struct ComposerProps {
    /// Which route.
    pub route: &'static ApiRoute,
    /// The session.
    pub api: Api,
    /// There is one more try.
    pub ontried: Callback<()>,
}

#[derive(Clone)]
enum State {
    Idle,
    Asking(Reason, Value),
    Running,
    Over(Rc<Outcome>),
}

/// The form.
#[component]
pub fn Composer(props: &ComposerProps) -> Html {
    let desk = use_desk();
    let words = texts_of::texts(desk.appearance.language);
    let route = props.route;
    let kept = Kept::of(&desk.environment, &props.api);
    let draft = use_draft(&desk, &format!("api {}", route.path));
    let found = draft.found.as_ref().and_then(Value::as_str).filter(|_| kept.body(route).is_none()).map(Rc::from);
    let restored = use_state_eq(|| found.is_some());
    let text = use_state_eq(|| kept.body(route).or(found).unwrap_or_else(|| example(route).into()));
    // What was sent is not missed.
    let sent = use_state_eq(|| None::<Rc<str>>);
    let state = use_state(|| State::Idle);
    let task = use_task();
    let field = use_node_ref();
    let body = use_memo(Rc::clone(&text), |text| read_body(text));

    let is_dirty = *sent != Some(Rc::clone(&text)) && **text != *example(route);
    let onreset = {
        let (text, kept) = (text.setter(), Rc::clone(&kept));
        Callback::from(move |()| {
            kept.reset(route);
            text.set(example(route).into());
        })
    };
    use_effect_with((Rc::clone(&text), is_dirty), move |(text, is_dirty)| {
        draft.keep.emit(Some(Value::from(&**text)).filter(|_| *is_dirty && may_be_kept(text)));
    });

    let set = {
        let (text, kept) = (text.setter(), Rc::clone(&kept));
        Callback::from(move |typed: Rc<str>| {
            kept.set_body(route, Rc::clone(&typed));
            text.set(typed);
        })
    };
    let tried = {
        let (kept, text, ontried, transport) =
            (Rc::clone(&kept), Rc::clone(&text), props.ontried.clone(), Rc::clone(&desk.environment.transport));
        Callback::from(move |went_well: Option<bool>| {
            let at_millis = transport.now_millis();
            kept.add(Try { route, body: Rc::clone(&text), at_millis, went_well });
            ontried.emit(());
        })
    };
    let send = {
        let (state, task, api, tried) = (state.setter(), task.clone(), props.api.clone(), tried.clone());
        let (sent, text) = (sent.setter(), Rc::clone(&text));
        Callback::from(move |body: Value| {
            sent.set(Some(Rc::clone(&text)));
            let (state, api, tried) = (state.clone(), api.clone(), tried.clone());
            state.set(State::Running);
            task.start(async move {
                let call = |client: openim_api::Client| {
                    let body = body.clone();
                    async move { client.call_by_hand(route, &body, &CallOptions::default()).await }
                };
                let outcome = match api.call(call).await {
                    Ok(answer) => Outcome::Answered(answer),
                    Err(error) => Outcome::Failed(error),
                };
                tried.emit(match &outcome {
                    Outcome::Answered(_) => Some(true),
                    Outcome::Failed(error) if error.kind != ErrorKind::Cancelled => Some(false),
                    _ => None,
                });
                state.set(State::Over(Rc::new(outcome)));
            });
        })
    };
    let submit = {
        let (state, body, send, field) = (state.clone(), Rc::clone(&body), send.clone(), field.clone());
        Callback::from(move |()| match (&*state, &*body) {
            (State::Running | State::Asking(..), _) => {}
            (_, Ok(body)) => match reason(route, body) {
                Some(reason) => state.set(State::Asking(reason, body.clone())),
                None => send.emit(body.clone()),
            },
            (_, Err(_)) => {
                if let Some(field) = field.cast::<web_sys::Element>() {
                    focus::focus(&field);
                }
            }
        })
    };
    {
        let (submit, kept) = (submit.clone(), Rc::clone(&kept));
        use_effect_with((), move |()| {
            if kept.take_sends() {
                submit.emit(());
            }
        });
    }
    let onstop = {
        let (task, state, tried) = (task.clone(), state.setter(), tried.clone());
        Callback::from(move |_: MouseEvent| {
            task.stop();
            tried.emit(None);
            state.set(State::Over(Rc::new(Outcome::Stopped)));
        })
    };
    let onkeydown = {
        let submit = submit.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                submit.emit(());
            }
        })
    };
    let onformat = {
        let (set, text) = (set.clone(), Rc::clone(&text));
        Callback::from(move |_: MouseEvent| {
            if let Some(text) = formatted(&text) {
                set.emit(text.into());
            }
        })
    };

    let running = matches!(*state, State::Running);
    let fault = body.as_ref().as_ref().err().copied();
    let id = desk.id("api-body");
    let message = match fault {
        Some(fault) => Message::danger(fault_words(fault, words)),
        None => Message::hint(words.body_hint),
    };
    let control = html! {
        <textarea ref={field} id={id.clone()} class="oic-textarea oic-textarea--mono" rows="10" spellcheck="false" autocomplete="off"
            autocapitalize="none" value={text.to_string()} aria-describedby={format!("{id}-message")}
            aria-invalid={fault.is_some().then_some("true")}
            oninput={set.reform(|event: InputEvent| Rc::<str>::from(event_value(&event)))} {onkeydown} />
    };
    let ask = match &*state {
        State::Asking(reason, body) => {
            let confirm = send.clone();
            let body = body.clone();
            let idle = state.setter();
            view_question(
                &desk,
                route,
                *reason,
                Callback::from(move |()| confirm.emit(body.clone())),
                Callback::from(move |()| idle.set(State::Idle)),
            )
        }
        _ => Html::default(),
    };
    html! {
        <div class="oic-api oic-stack">
            { view_about(&desk, route, &props.api) }
            if *restored && is_dirty { { view_restored(&desk, &onreset) } }
            <form class="oic-stack" aria-label={route.path} onsubmit={submit.reform(|event: SubmitEvent| event.prevent_default())}>
                { Field { id: &id, label: words.body, note: "JSON", message: Some(message), wide: true }.view(control) }
                <div class="oic-row oic-row--wrap">
                    <button type="submit" class="oic-btn oic-btn--primary" disabled={fault.is_some()} aria-disabled={running.then_some("true")}
                        aria-busy={running.then_some("true")}>
                        { view_icon(Icon::PLAY, "oic-icon--sm") }{ if running { words.sending } else { words.send } }
                    </button>
                    if running {
                        <button type="button" class="oic-btn" onclick={onstop}>{ view_icon(Icon::STOP, "oic-icon--sm") }{ words.stop }</button>
                    }
                    <span class="oic-push"></span>
                    <button type="button" class="oic-btn oic-btn--ghost" disabled={matches!(fault, Some(Fault::Syntax { .. } | Fault::TooLarge))}
                        onclick={onformat}>{ words.format }</button>
                    <button type="button" class="oic-btn oic-btn--ghost" onclick={onreset.reform(|_: MouseEvent| ())}>{ words.reset }</button>
                </div>
            </form>
            if let State::Over(outcome) = &*state { <Answer outcome={Rc::clone(outcome)} /> }
            // Escape closes the question alone, and not the route behind it.
            <div onkeydown={Callback::from(|event: KeyboardEvent| event.stop_propagation())}>{ ask }</div>
        </div>
    }
}

fn view_about(desk: &Desk, route: &'static ApiRoute, api: &Api) -> Html {
    let words = texts_of::texts(desk.appearance.language);
    let block = api.block();
    let absent = absence(route, block).map(|_| {
        let text = fill(words.absent_text, &[("server", &format!("v{}", block.label()))]);
        banner(BannerKind::Warn, &version_words(route, words), text.into(), Html::default())
    });
    html! {
        <>
            <dl class="oic-dl">
                <dt>{ words.effect }</dt><dd>{ effect_words(route.effect, words) }</dd>
                <dt>{ words.who }</dt><dd>{ access_words(route.access, words) }</dd>
                <dt>{ words.versions }</dt><dd>{ version_words(route, words) }</dd>
            </dl>
            { for absent }
        </>
    }
}

/// `from v3.5, up to v3.7`
fn version_words(route: &ApiRoute, words: &'static ApiTexts) -> String {
    let named = |text, block: openim_api::ServerBlock| fill(text, &[("version", &format!("v{}", block.label()))]);
    let since = (route.since != openim_api::ServerBlock::V3_4).then(|| named(words.from_version, route.since));
    let parts: Vec<_> = since.into_iter().chain(route.until.map(|until| named(words.until_version, until))).collect();
    if parts.is_empty() { words.since_forever.to_owned() } else { parts.join(", ") }
}

/// Why it is not there, in the fewest words.
pub fn absence_words(absence: Absence, words: &'static ApiTexts) -> String {
    let (text, block) = match absence {
        Absence::TooOld { since } => (words.too_new, since),
        Absence::Gone { after } => (words.gone, after),
        Absence::NoEffect => return String::new(),
    };
    fill(text, &[("version", &format!("v{}", block.label()))])
}

/// What it does.
pub fn effect_words(effect: Effect, words: &'static ApiTexts) -> &'static str {
    match effect {
        Effect::Reads => words.reads,
        Effect::Writes => words.writes,
        Effect::Takes => words.takes,
    }
}

/// Who may call it.
pub fn access_words(access: Access, words: &'static ApiTexts) -> &'static str {
    match access {
        Access::Open => words.who_open,
        Access::AnyUser => words.who_any,
        Access::Oneself => words.who_oneself,
        Access::Member => words.who_member,
        Access::Admin => words.who_admin,
    }
}

fn fault_words(fault: Fault, words: &'static ApiTexts) -> String {
    match fault {
        Fault::Syntax { line, column, is_end } => {
            let text = if is_end { words.fault_end } else { words.fault };
            fill(text, &[("line", &line.to_string()), ("column", &column.to_string())])
        }
        Fault::NoObject => words.fault_object.to_owned(),
        Fault::TooLarge => fill(words.fault_large, &[("most", &(MOST_BYTES >> 10).to_string())]),
        Fault::Secret => words.fault_secret.to_owned(),
    }
}
