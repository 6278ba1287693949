//! What the server says of a token.

use openim_api::{ApiError, ErrorClass, ErrorKind, ParsedToken, ServerBlock};
use yew::prelude::*;

use super::model::platform_words;
use super::view::view_time;
use crate::browser;
use crate::desk::Desk;
use crate::failure::explain::{sentences, trace};
use crate::failure::{codes, failure_banner};
use crate::i18n::token::{self as texts_of, TokenTexts};
use crate::route::{Place, Route};
use crate::shell::link;
use crate::ui::{BannerKind, CopyButton, banner, safe_text};

/// Where the question stands.
#[derive(Clone, PartialEq)]
pub enum Verdict {
    /// On its way.
    Asking,
    /// This came back, from a server of these versions.
    Said(Result<ParsedToken, ApiError>, ServerBlock),
}

/// Above what the token says of itself: only this is certain.
pub fn view_verdict(desk: &Desk, verdict: &Option<Verdict>, ask: &Callback<()>) -> Html {
    let words = texts_of::texts(desk.appearance.language);
    match verdict {
        None => Html::default(),
        Some(Verdict::Asking) => html! { <p class="oic-muted" role="status">{ words.asking }</p> },
        Some(Verdict::Said(Ok(parsed), block)) => view_accepted(desk, parsed, *block, words),
        Some(Verdict::Said(Err(error), _)) => match refusal(error) {
            Some(code) => view_refused(desk, error, code, words),
            None => failure_banner(words.not_asked, error, Some(ask), desk.texts()),
        },
    }
}

/// The code with which the server refuses the token itself; none where something else went wrong.
fn refusal(error: &ApiError) -> Option<i64> {
    match &error.kind {
        ErrorKind::Refused { code, class: ErrorClass::Session | ErrorClass::BadArgument, .. } => Some(*code),
        _ => None,
    }
}

fn view_accepted(desk: &Desk, parsed: &ParsedToken, block: ServerBlock, words: &'static TokenTexts) -> Html {
    let now = browser::now_millis();
    let text = html! {
        <>
            <dl class="oic-dl">
                <dt>{ words.user }</dt><dd class="oic-mono">{ safe_text(parsed.user_id.as_str()) }</dd>
                <dt>{ words.platform }</dt><dd>{ platform_words(parsed.platform, words) }</dd>
                if let Some(millis) = parsed.expires_at_millis {
                    <dt>{ words.expires }</dt><dd>{ view_time(millis, now, desk) }</dd>
                }
            </dl>
            if !block.kicks_on_force_logout() { <p>{ words.survives_logout }</p> }
        </>
    };
    banner(BannerKind::Ok, words.accepted, text, Html::default())
}

fn view_refused(desk: &Desk, error: &ApiError, code: i64, words: &'static TokenTexts) -> Html {
    let said = codes::known(code).map(|known| known.words(desk.appearance.language));
    let dictionary = Route::Place(Place::ErrorCodes, format!("/{code}"));
    let trace = trace(error);
    let text = html! {
        <>
            if let Some(said) = said {
                <p>{ sentences(said.what, said.cause) }</p>
                if !said.note.is_empty() { <p>{ said.note }</p> }
            }
            <span class="oic-trace">
                <span class="oic-mono">{ trace.clone() }</span>
                <CopyButton text={trace} label={words.copy_trace} />
                { link(&desk.navigator, dictionary, "oic-link", words.in_dictionary) }
            </span>
        </>
    };
    banner(BannerKind::Warn, words.refused, text, Html::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_told_from_a_failure() {
        let error = |kind| ApiError {
            kind,
            path: "/auth/parse_token",
            operation_id: None,
            carried_token: false,
            retry_after_millis: None,
        };
        let refused = |code, class| error(ErrorKind::Refused { code, class, detail: openim_api::Detail::default() });
        assert_eq!(refusal(&refused(1501, ErrorClass::Session)), Some(1501));
        assert_eq!(refusal(&refused(1001, ErrorClass::BadArgument)), Some(1001));
        assert_eq!(refusal(&refused(14, ErrorClass::Unavailable)), None);
        assert_eq!(refusal(&error(ErrorKind::Network)), None);
    }
}
