//! What a token says of itself, on screen.

use yew::prelude::*;

use super::model::{Age, Facts, Remark, platform_words, readable};
use crate::browser::{self, format};
use crate::desk::Desk;
use crate::i18n::fill;
use crate::i18n::token::{self as texts_of, TokenTexts};
use crate::ui::{BannerKind, CopyButton, Icon, banner, safe_text, view_icon};

/// Whose, for which platform, until when; what is unusual about it; header and claims as they stand.
pub fn view_facts(desk: &Desk, token: &str, facts: &Facts) -> Html {
    let words = texts_of::texts(desk.appearance.language);
    let now = browser::now_millis();
    let is_own = desk.session.state.signed_in().is_some_and(|session| session.token.expose() == token);
    let dash = || html! { <span class="oic-faint">{ "—" }</span> };
    let time = |millis: Option<i64>| match millis {
        Some(millis) => view_time(millis, now, desk),
        None => dash(),
    };
    let title_id = desk.id("claims");
    html! {
        <>
            <section class="oic-card" aria-labelledby={title_id.clone()}>
                <div class="oic-card__head">
                    <h2 id={title_id}>{ words.says }</h2>
                    { view_age(facts.age(now), words) }
                </div>
                <div class="oic-card__body oic-stack">
                    if is_own { { banner(BannerKind::Plain, "", words.own.into(), Html::default()) } }
                    { for facts.remarks(now).iter().map(|remark| view_remark(remark, &facts.user_id, words)) }
                    <dl class="oic-dl">
                        <dt>{ words.user }</dt>
                        <dd>
                            { if facts.user_id.is_empty() { dash() } else { html! {
                                <>
                                    <span class="oic-mono">{ safe_text(&facts.user_id) }</span>
                                    <CopyButton text={facts.user_id.clone()} label={words.copy_user} />
                                </>
                            } } }
                        </dd>
                        <dt>{ words.platform }</dt>
                        <dd>{ facts.platform.map_or_else(dash, |platform| platform_words(platform, words).into()) }</dd>
                        <dt>{ words.expires }</dt><dd>{ time(facts.expires) }</dd>
                        <dt>{ words.issued }</dt><dd>{ time(facts.issued) }</dd>
                        <dt>{ words.not_before }</dt><dd>{ time(facts.not_before) }</dd>
                        <dt>{ words.algorithm }</dt>
                        <dd>{ if facts.algorithm.is_empty() { dash() } else { html! { <span class="oic-mono">{ safe_text(&facts.algorithm) }</span> } } }</dd>
                    </dl>
                    <p class="oic-hint">{ words.unproven }</p>
                </div>
            </section>
            { view_json(words.header, words.copy_header, &readable(&facts.decoded.header)) }
            { view_json(words.claims, words.copy_claims, &readable(&facts.decoded.claims)) }
        </>
    }
}

/// `2026-11-24 18:42:07 (in 3 months)`
pub fn view_time(millis: i64, now: i64, desk: &Desk) -> Html {
    let far = format::relative(millis.saturating_sub(now), desk.appearance.language.tag());
    match format::second(millis) {
        text if text.is_empty() => html! { <span class="oic-mono">{ (millis / 1_000).to_string() }</span> },
        text => html! {
            <>
                <time class="oic-num" datetime={format::machine(millis)}><bdi>{ text }</bdi></time>
                <span class="oic-faint">{ far }</span>
            </>
        },
    }
}

fn view_age(age: Age, words: &'static TokenTexts) -> Html {
    let (class, icon, text) = match age {
        Age::Good => ("oic-chip", Icon::CLOCK, words.good),
        Age::Unlimited => ("oic-chip oic-chip--warn", Icon::ALERT, words.unlimited),
        Age::NotYet => ("oic-chip oic-chip--warn", Icon::ALERT, words.not_yet),
        Age::Expired => ("oic-chip oic-chip--danger", Icon::FAIL, words.expired),
    };
    html! { <span {class}>{ view_icon(icon, "") }{ text }</span> }
}

fn view_remark(remark: &Remark, user: &str, words: &'static TokenTexts) -> Html {
    let (title, text) = match remark {
        Remark::Admin => (words.admin_title, fill(words.admin_text, &[("user", &crate::ui::visible::plain(user))])),
        Remark::Unsigned => (words.unsigned_title, words.unsigned_text.to_owned()),
        Remark::Algorithm(name) => {
            let name = crate::ui::visible::plain(name);
            (words.algorithm_title, fill(words.algorithm_text, &[("algorithm", &name)]))
        }
        Remark::NoExpiry => (words.no_expiry_title, words.no_expiry_text.to_owned()),
        Remark::NoUser => (words.no_user_title, words.no_user_text.to_owned()),
        Remark::Chat => (words.chat_title, words.chat_text.to_owned()),
        Remark::FromFuture => (words.future_title, words.future_text.to_owned()),
    };
    banner(BannerKind::Warn, title, text.into(), Html::default())
}

fn view_json(title: &'static str, copy: &'static str, text: &str) -> Html {
    html! {
        <div class="oic-code oic-code--folded">
            <div class="oic-code__bar">
                <span>{ title }</span><span class="oic-push"></span>
                <CopyButton text={text.to_owned()} label={copy} />
            </div>
            <pre tabindex="0" role="region" aria-label={title}>{ text }</pre>
        </div>
    }
}
