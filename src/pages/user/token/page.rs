//! Asking for the token.

use openim_api::{ApiError, CallOptions, ErrorClass, Feature, IssuedToken, Platform, Secret};
use yew::prelude::*;

use super::issued::Issued;
use super::model::{known_refusal, refusal_words};
use crate::browser::{event_checked, event_value};
use crate::desk::{Desk, use_desk};
use crate::failure::{explain, failure_banner};
use crate::hooks::use_task;
use crate::i18n::user_token::{self, UserTokenTexts};
use crate::i18n::{failure, fill, user};
use crate::pages::user::frame::{About, refusal, view_panel};
use crate::pages::user::model::platform_words;
use crate::route::UserTab;
use crate::session::Api;
use crate::ui::{BannerKind, Dialog, Field, Message, banner, keep_focus, select};

/// Of [`UserToken`].
#[derive(Properties, PartialEq)]
pub struct UserTokenProps {
    /// Whose.
    pub about: About,
    /// appMangerLevel of the account.
    pub level: i32,
    /// Told when the user may be online no more.
    pub onchange: Callback<()>,
}

/// The form, and the token once it is there.
#[component]
pub fn UserToken(props: &UserTokenProps) -> Html {
    let desk = use_desk();
    let words = user_token::texts(desk.appearance.language);
    let task = use_task();
    let platform = use_state_eq(|| Platform::WEB);
    let secret = use_state_eq(String::new);
    let keep = use_state_eq(|| false);
    let asked = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    let missing = use_state_eq(|| false);
    let failure = use_state(|| None::<ApiError>);
    let issued = use_state(|| None::<(Platform, IssuedToken)>);
    let Some(api) = desk.api.clone() else { return Html::default() };
    let block = api.block();

    // Up to v3.5 the shared secret alone issues tokens for others.
    let by_secret = Feature::USER_TOKEN_BY_ADMIN.on(block).is_err();
    let needs_secret = by_secret && api.secret().is_none();
    let is_admin = *api.admin() == props.about.id;
    let refused = known_refusal(is_admin, props.level, block, words).map(str::to_owned);
    let refused = refused.or_else(|| refusal(&api, !by_secret, &props.about.id, &desk));

    let onsubmit = {
        let (asked, missing, lacks) = (asked.setter(), missing.setter(), needs_secret && secret.is_empty());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            missing.set(lacks);
            asked.set(!lacks);
        })
    };
    let oncancel = {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(false))
    };
    let onconfirm = {
        let (api, about, platform, onchange) = (api.clone(), props.about.clone(), *platform, props.onchange.clone());
        let typed = needs_secret.then(|| Secret::new(secret.as_str()));
        let (asked, busy, failure, issued) = (asked.setter(), busy.setter(), failure.setter(), issued.setter());
        let (clear, keep) = (secret.setter(), *keep);
        Callback::from(move |()| {
            busy.set(true);
            failure.set(None);
            issued.set(None);
            let (api, about, onchange, typed) = (api.clone(), about.clone(), onchange.clone(), typed.clone());
            let (asked, busy, failure, issued) = (asked.clone(), busy.clone(), failure.clone(), issued.clone());
            let clear = clear.clone();
            task.start(async move {
                let outcome = issue(&api, &about, platform, typed.as_ref()).await;
                busy.set(false);
                asked.set(false);
                match outcome {
                    Ok(token) => {
                        if let (true, Some(secret)) = (keep, typed) {
                            api.keep_secret(secret);
                        }
                        clear.set(String::new());
                        issued.set(Some((platform, token)));
                        onchange.emit(());
                    }
                    Err(error) => failure.set(Some(error)),
                }
            });
        })
    };
    let onplatform = {
        let platform = platform.setter();
        Callback::from(move |id: String| platform.set(Platform::from_id(id.parse().unwrap_or_default())))
    };
    let forget = {
        let issued = issued.setter();
        Callback::from(move |()| issued.set(None))
    };

    let effect = effect_words(&desk, &props.about, &api);
    let kicks = Feature::USER_TOKEN_KEEPS_OTHERS.on(block).is_err();
    let name = |platform| platform_words(platform, desk.appearance.language);
    let id = desk.id("token-platform");
    let field = Field { id: &id, label: words.platform, note: "", message: None, wide: false };
    let options: Vec<(AttrValue, AttrValue)> =
        block.user_platforms().map(|platform| (platform.id().to_string().into(), name(platform).into())).collect();
    let form = html! {
        <form class="oic-section" {onsubmit} novalidate={true} aria-label={words.issue}>
            <p class="oic-muted">{ words.intro }</p>
            { banner(if kicks { BannerKind::Warn } else { BannerKind::Plain }, "", effect.clone().into(), Html::default()) }
            <div class="oic-fieldrow">
                { field.view(select(Some(id.clone()), None, &options, &platform.id().to_string(), &onplatform)) }
                <button type="submit" class="oic-btn oic-btn--primary" onmousedown={keep_focus()}>{ words.issue }</button>
            </div>
            if needs_secret {
                { view_secret(&desk, &secret, &keep, *missing, failure.as_ref(), &fill(words.secret_hint, &[("version", block.label())])) }
            }
        </form>
    };
    let content = html! {
        <>
            { match &refused {
                Some(reason) => banner(BannerKind::Plain, "", reason.clone().into(), Html::default()),
                None => form,
            } }
            if let Some(error) = &*failure { { view_failure(&desk, error, by_secret, words) } }
            if let Some((platform, token)) = &*issued {
                <Issued about={props.about.clone()} platform={*platform} token={token.clone()} onforget={forget} />
            }
        </>
    };
    html! {
        <>
            { view_panel(&desk, UserTab::Token, content) }
            if *asked {
                <Dialog id={desk.id("issue")} danger={kicks} busy={*busy} cancel={user::texts(desk.appearance.language).cancel}
                    title={fill(words.ask_title, &[("name", &props.about.name), ("platform", &name(*platform))])}
                    confirm={if *busy { words.issuing } else { words.issue }} {onconfirm} {oncancel}>
                    <p>{ effect }</p>
                    <p class="oic-muted">{ fill(words.ask_log, &[("name", &props.about.name)]) }</p>
                </Dialog>
            }
        </>
    }
}

async fn issue(api: &Api, about: &About, platform: Platform, typed: Option<&Secret>) -> Result<IssuedToken, ApiError> {
    let secret = typed.or(api.secret()).cloned();
    api.call(|client| {
        let (id, secret) = (about.id.clone(), secret.clone());
        async move { client.auth().user_token(&id, platform, secret.as_ref(), &CallOptions::default()).await }
    })
    .await
}

/// What it does to the user on this version.
fn effect_words(desk: &Desk, about: &About, api: &Api) -> String {
    let words = user_token::texts(desk.appearance.language);
    if Feature::USER_TOKEN_KEEPS_OTHERS.on(api.block()).is_err() {
        fill(words.ends_other, &[("name", &about.name)])
    } else {
        fill(words.keeps_other, &[("version", api.block().label())])
    }
}

fn view_failure(desk: &Desk, error: &ApiError, by_secret: bool, words: &'static UserTokenTexts) -> Html {
    if by_secret && error.class() == Some(ErrorClass::NoPermission) {
        // Said under the field.
        return Html::default();
    }
    html! {
        <>
            { failure_banner(words.not_issued, error, None, desk.texts()) }
            if let Some(reason) = refusal_words(error, by_secret, words) {
                { banner(BannerKind::Plain, "", reason.into(), Html::default()) }
            }
        </>
    }
}

fn view_secret(
    desk: &Desk,
    secret: &UseStateHandle<String>,
    keep: &UseStateHandle<bool>,
    missing: bool,
    failure: Option<&ApiError>,
    hint: &str,
) -> Html {
    let texts = desk.texts();
    let id = desk.id("token-secret");
    let wrong = failure.filter(|error| error.class() == Some(ErrorClass::NoPermission));
    let problem = match wrong {
        Some(error) => {
            let wrong = failure::texts(desk.appearance.language).wrong_secret;
            Some(Message::danger(format!("{wrong} ({})", explain::trace(error))))
        }
        None => (missing && secret.is_empty()).then(|| Message::danger(texts.secret_missing)),
    };
    let invalid = problem.as_ref().map(|_| "true");
    let message = Some(problem.unwrap_or_else(|| Message::hint(hint.to_owned())));
    let (typed, kept) = (secret.setter(), keep.setter());
    let field = Field { id: &id, label: texts.secret, note: "", message, wide: true };
    html! {
        <>
            { field.view(html! {
                <input id={id.clone()} class="oic-input oic-input--mono" type="password" autocomplete="off" value={(**secret).clone()}
                    aria-invalid={invalid} aria-describedby={format!("{id}-message")}
                    oninput={Callback::from(move |event: InputEvent| typed.set(event_value(&event)))} />
            }) }
            <label class="oic-check">
                <input type="checkbox" checked={**keep} onchange={Callback::from(move |event: Event| kept.set(event_checked(&event)))} />
                <span>{ texts.keep_secret }<br /><span class="oic-hint">{ texts.keep_secret_hint }</span></span>
            </label>
        </>
    }
}
