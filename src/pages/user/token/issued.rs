//! The token, hidden until it is asked for, and what it says of itself.

use openim_api::{IssuedToken, Platform, peek_token};
use yew::prelude::*;

use crate::browser::{self, format};
use crate::desk::{Desk, use_desk};
use crate::i18n::fill;
use crate::i18n::user_token::{self, UserTokenTexts};
use crate::pages::user::frame::About;
use crate::pages::user::model::platform_words;
use crate::token;
use crate::ui::{BannerKind, CopyButton, Icon, banner, safe_text, view_icon};

/// Stands in the place of the token.
const HIDDEN: &str = "••••••••••••••••••••••••";

/// Of [`Issued`].
#[derive(Properties, PartialEq)]
pub struct IssuedProps {
    /// For whom it was asked.
    pub about: About,
    /// For which platform.
    pub platform: Platform,
    /// The token.
    pub token: IssuedToken,
    /// The person is done with it.
    pub onforget: Callback<()>,
}

/// Copying works while it is hidden.
#[component]
pub fn Issued(props: &IssuedProps) -> Html {
    let desk = use_desk();
    let words = user_token::texts(desk.appearance.language);
    let revealed = use_state_eq(|| false);
    let heading = use_node_ref();
    {
        let heading = heading.clone();
        use_effect_with(props.token.clone(), move |_| {
            if let Some(heading) = heading.cast::<web_sys::Element>() {
                browser::focus::focus(&heading);
            }
        });
    }
    let platform = platform_words(props.platform, desk.appearance.language);
    let toggle = {
        let revealed = revealed.clone();
        Callback::from(move |_: MouseEvent| revealed.set(!*revealed))
    };
    let token = props.token.token.expose();
    html! {
        <section class="oic-section">
            <div class="oic-section__head">
                <h3 ref={heading} tabindex="-1">{ fill(words.issued, &[("platform", &platform)]) }</h3>
            </div>
            { banner(BannerKind::Ok, "", words.once.into(), Html::default()) }
            <div class="oic-code">
                <div class="oic-code__bar">
                    <span class="oic-num">{ until(props.token.expires_at_millis, &desk, words) }</span>
                    <span class="oic-push"></span>
                    <button type="button" class="oic-btn oic-btn--sm oic-btn--ghost" aria-pressed={if *revealed { "true" } else { "false" }}
                        onclick={toggle}>
                        { if *revealed { words.hide } else { words.show } }
                    </button>
                    <CopyButton text={token.to_owned()} label={words.copy} caption={words.copy} />
                </div>
                <pre class="oic-wrap" tabindex="0" aria-label={if *revealed { words.says } else { words.hidden }}>
                    { if *revealed { token } else { HIDDEN } }
                </pre>
            </div>
            { view_claims(props, &desk, words) }
            <button type="button" class="oic-btn oic-btn--fit" onclick={props.onforget.reform(|_: MouseEvent| ())}>
                { view_icon(Icon::X, "oic-icon--sm") }{ words.forget }
            </button>
        </section>
    }
}

fn view_claims(props: &IssuedProps, desk: &Desk, words: &'static UserTokenTexts) -> Html {
    let Some(claims) = peek_token(&props.token.token) else {
        return html! { <p class="oic-hint">{ words.unreadable }</p> };
    };
    let header = token::decode(props.token.token.expose()).map(|decoded| decoded.header);
    let header = header.and_then(|header| header.get("alg").and_then(|alg| alg.as_str()).map(str::to_owned));
    let time = |millis: Option<i64>| millis.map_or_else(|| words.not_told.to_owned(), format::minute);
    let platform = claims.platform_id.map(|id| (id, platform_words(Platform::from_id(id), desk.appearance.language)));
    let is_other = claims.user_id.as_ref().is_some_and(|user| *user != props.about.id);
    html! {
        <>
            <div class="oic-section__head"><h3>{ words.says }</h3></div>
            if is_other { { banner(BannerKind::Warn, "", words.other_user.into(), Html::default()) } }
            <dl class="oic-dl">
                <dt>{ words.algorithm }</dt>
                <dd class="oic-mono">{ header.map_or_else(|| words.not_told.into(), |header| safe_text(&header)) }</dd>
                <dt>{ words.user }</dt>
                <dd class="oic-mono">{ claims.user_id.map_or_else(|| words.not_told.into(), |user| safe_text(user.as_str())) }</dd>
                <dt>{ words.platform }</dt>
                <dd>{ match platform {
                    Some((id, name)) => html! { <>{ name }<span class="oic-faint oic-mono">{ format!("PlatformID {id}") }</span></> },
                    None => words.not_told.into(),
                } }</dd>
                <dt>{ words.issued_at }</dt><dd class="oic-num">{ time(claims.issued_at_millis) }</dd>
                <dt>{ words.expires_at }</dt>
                <dd class="oic-num">
                    { time(claims.expires_at_millis) }
                    if let Some(millis) = claims.expires_at_millis {
                        <span class="oic-faint">{ until(millis, desk, words) }</span>
                    }
                </dd>
            </dl>
            <p class="oic-hint">{ words.says_hint }</p>
        </>
    }
}

/// How long it still is, in words.
fn until(millis: i64, desk: &Desk, words: &'static UserTokenTexts) -> String {
    let distance = format::relative(millis.saturating_sub(browser::now_millis()), desk.appearance.language.tag());
    fill(words.expires_in, &[("distance", &distance)])
}
