//! From an [`ApiError`] to sentences: why, and what to do. Never a token, never a raw text of the server beyond the part
//! that the client found fit to show.

use openim_api::{ApiError, ErrorClass, ErrorKind, Refusal};

use crate::appearance::Appearance;
use crate::browser::format;
use crate::i18n::failure::{self, FailureTexts};
use crate::i18n::{Texts, fill};
use crate::ui::visible::plain;

/// Why it failed and what helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// One or two sentences.
    pub why: String,
    /// What to do; empty where there is nothing to do.
    pub next: &'static str,
}

impl Explained {
    /// Both as one text.
    pub fn text(&self) -> String {
        sentences(&self.why, self.next)
    }
}

/// Two sentences after each other: a space between them where the first ends as in Latin script.
pub fn sentences(first: &str, second: &str) -> String {
    let gap = if first.ends_with(|last: char| last.is_ascii()) && !second.is_empty() { " " } else { "" };
    format!("{first}{gap}{second}")
}

/// Finds the words for `error`.
pub fn explain(error: &ApiError, appearance: &Appearance) -> Explained {
    let texts = failure::texts(appearance.language);
    let of = |why: &str, next| Explained { why: why.to_owned(), next };
    match &error.kind {
        ErrorKind::Network => of(texts.why_network, texts.next_network),
        ErrorKind::Timeout { millis } => {
            let seconds = format::number(i64::from(millis.div_ceil(1_000)));
            Explained { why: fill(texts.why_timeout, &[("seconds", &seconds)]), next: texts.next_timeout }
        }
        ErrorKind::Cancelled => of(texts.why_cancelled, ""),
        ErrorKind::RedirectRefused => of(texts.why_redirect, texts.next_redirect),
        ErrorKind::Http { status } => {
            let next = if *status == 429 || *status >= 500 { texts.next_timeout } else { texts.next_not_openim };
            Explained { why: fill(texts.why_http, &[("status", &status.to_string())]), next }
        }
        ErrorKind::NotOpenIm { .. } => of(texts.why_not_openim, texts.next_not_openim),
        ErrorKind::Decode { json_path, .. } => {
            Explained { why: fill(texts.why_decode, &[("path", json_path)]), next: texts.next_report }
        }
        ErrorKind::SecretNeeded => of(texts.why_secret_needed, texts.next_secret_needed),
        ErrorKind::TooLarge => of(texts.why_too_large, texts.next_too_large),
        ErrorKind::Guarded(Refusal::ReadOnly) => of(texts.why_read_only, ""),
        ErrorKind::Guarded(Refusal::Protected(user)) => {
            Explained { why: fill(texts.why_protected, &[("user", &plain(user.as_str()))]), next: "" }
        }
        ErrorKind::Refused { code, class, detail } => refused((*code, *class, &detail.text()), texts, appearance.texts),
    }
}

fn refused(
    (code, class, detail): (i64, ErrorClass, &str),
    texts: &'static FailureTexts,
    of_session: &'static Texts,
) -> Explained {
    let (why, next) = match class {
        ErrorClass::BadArgument => (texts.why_bad_argument, texts.next_bad_argument),
        ErrorClass::NoPermission => (texts.why_no_permission, texts.next_no_permission),
        ErrorClass::NotFound => (texts.why_not_found, texts.next_not_found),
        ErrorClass::AlreadyRegistered | ErrorClass::AlreadyThere => (texts.why_already_there, texts.next_already_there),
        ErrorClass::Session => (session_why(code, of_session), texts.next_session),
        ErrorClass::RateLimited => (texts.why_rate_limited, texts.next_timeout),
        ErrorClass::Unavailable => (texts.why_unavailable, texts.next_unavailable),
        ErrorClass::TooLarge => (texts.why_too_large, texts.next_too_large),
        ErrorClass::Unimplemented => (texts.why_unimplemented, texts.next_unimplemented),
        ErrorClass::ServerFault => (texts.why_server_fault, texts.next_server_fault),
        ErrorClass::Other => (texts.why_other, texts.next_report),
    };
    // The server's own words help where ours cannot be exact.
    let tells = !detail.is_empty() && !matches!(class, ErrorClass::Session | ErrorClass::Unavailable);
    let why = if tells { fill(texts.why_with_detail, &[("why", why), ("detail", detail)]) } else { why.to_owned() };
    Explained { why, next }
}

/// Why a token was refused, by its errCode.
pub fn session_why(code: i64, texts: &'static Texts) -> &'static str {
    match code {
        1501 => texts.session_expired,
        1506 => texts.session_kicked,
        1507 => texts.session_gone,
        _ => texts.session_invalid,
    }
}

/// `1506 · operationID …`: what a person reads out on the telephone.
pub fn trace(error: &ApiError) -> String {
    let mut parts = Vec::new();
    if let Some(code) = error.err_code() {
        parts.push(format!("errCode {code}"));
    } else if let ErrorKind::Http { status } | ErrorKind::NotOpenIm { status } = &error.kind {
        parts.push(format!("HTTP {status}"));
    }
    if let Some(operation_id) = &error.operation_id {
        parts.push(format!("operationID {operation_id}"));
    }
    parts.join(" · ")
}

/// All that helps somebody else to look into it, without a secret: English, for logs and tickets.
pub fn report(what: &str, error: &ApiError, appearance: &Appearance, now_millis: i64) -> String {
    let explained = explain(error, appearance);
    format!(
        "{what}\n{} {}\n{}\n{}\n{}\nOpenIM Console {}",
        explained.why,
        explained.next,
        error.path,
        trace(error),
        format::machine(now_millis),
        env!("CARGO_PKG_VERSION"),
    )
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn chinese_sentences_follow_each_other_without_a_space() {
        assert_eq!(sentences("It is down.", "Wait."), "It is down. Wait.");
        assert_eq!(sentences("服务器已停止。", "请稍候。"), "服务器已停止。请稍候。");
        assert_eq!(sentences("It is down.", ""), "It is down.");
    }
}
