//! What came of a call, as a word or a number in a row.

use openim_api::ErrorKind;
use yew::prelude::*;

use crate::i18n::operations::OperationsTexts;
use crate::operations::Operation;
use crate::ui::{Icon, view_icon};

/// How grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    Quiet,
    Warn,
    Danger,
}

fn outcome(call: &Operation, words: &'static OperationsTexts) -> (Tone, String) {
    let record = &call.record;
    let Some(error) = &record.error else {
        return (Tone::Quiet, record.err_code.map_or_else(|| "—".to_owned(), |code| code.to_string()));
    };
    let text = match &error.kind {
        ErrorKind::Refused { code, .. } => code.to_string(),
        ErrorKind::Http { status } => format!("HTTP {status}"),
        ErrorKind::Network => words.network.to_owned(),
        ErrorKind::Timeout { .. } => words.timed_out.to_owned(),
        ErrorKind::Cancelled => words.cancelled.to_owned(),
        ErrorKind::RedirectRefused => words.redirect.to_owned(),
        ErrorKind::TooLarge => words.too_large.to_owned(),
        ErrorKind::NotOpenIm { .. } | ErrorKind::Decode { .. } => words.unreadable.to_owned(),
        ErrorKind::SecretNeeded | ErrorKind::Guarded(_) => words.not_sent.to_owned(),
    };
    let tone = match error.kind {
        _ if !call.has_failed() => Tone::Quiet,
        ErrorKind::Network | ErrorKind::Timeout { .. } | ErrorKind::RedirectRefused => Tone::Warn,
        _ => Tone::Danger,
    };
    (tone, text)
}

/// The normal quietly, the exception as a chip.
pub fn view_outcome(call: &Operation, words: &'static OperationsTexts) -> Html {
    let (tone, text) = outcome(call, words);
    match tone {
        Tone::Quiet => html! { <span class="oic-muted oic-num">{ text }</span> },
        Tone::Warn => html! { <span class="oic-chip oic-chip--warn">{ view_icon(Icon::ALERT, "") }{ text }</span> },
        Tone::Danger => html! { <span class="oic-chip oic-chip--danger">{ view_icon(Icon::FAIL, "") }{ text }</span> },
    }
}

#[cfg(test)]
mod tests {
    use super::super::texts::tests::call;
    use super::*;
    use crate::i18n::{Language, operations};
    use openim_api::{ApiError, ErrorClass};

    #[test]
    fn only_what_failed_is_said_aloud() {
        let refused = ErrorKind::Refused {
            code: 1102,
            class: ErrorClass::AlreadyRegistered,
            detail: openim_api::Detail::default(),
        };
        for (kind, expected) in [
            (None, (Tone::Quiet, "0")),
            (Some(ErrorKind::Cancelled), (Tone::Quiet, "stopped")),
            (Some(ErrorKind::Network), (Tone::Warn, "network")),
            (Some(ErrorKind::Http { status: 500 }), (Tone::Danger, "HTTP 500")),
            (Some(refused), (Tone::Danger, "1102")),
        ] {
            let mut operation = call("/user/user_register", r#"{"users":[]}"#);
            operation.record.error = kind.map(|kind| ApiError {
                kind,
                path: "/x",
                operation_id: None,
                carried_token: true,
                retry_after_millis: None,
            });
            let (tone, text) = outcome(&operation, operations::texts(Language::English));
            assert_eq!((tone, text.as_str()), expected);
        }
    }
}
