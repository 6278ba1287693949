//! The findings in words, on screen and as a report to copy.

use openim_api::{ApiError, Dialect};

use super::facts::Facts;
use super::findings::{Finding, Row, State, Step};
use crate::address::{ServerProblem, address_words};
use crate::appearance::Appearance;
use crate::browser::format;
use crate::failure::explain;
use crate::i18n::connection::ConnectionTexts;
use crate::i18n::{count, fill};

/// Of one check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Short: what was found.
    pub value: String,
    /// Why that is so, and what to do.
    pub why: String,
    /// What a person reads out on the telephone: errCode and operationID.
    pub trace: String,
}

/// What was checked.
pub fn title(step: Step, words: &'static ConnectionTexts) -> &'static str {
    match step {
        Step::Address => words.step_address,
        Step::MixedContent => words.step_mixed,
        Step::LocalNetwork => words.step_local,
        Step::Answers => words.step_answers,
        Step::Readable => words.step_readable,
        Step::Preflight => words.step_preflight,
        Step::OpenIm => words.step_openim,
        Step::Version => words.step_version,
        Step::Token => words.step_token,
        Step::Rights => words.step_rights,
        Step::Clock => words.step_clock,
        Step::Latency => words.step_latency,
    }
}

/// How it stands, said before the title.
pub fn state_word(state: State, words: &'static ConnectionTexts) -> &'static str {
    match state {
        State::Waiting => words.waiting,
        State::Running => words.now_running,
        State::Passed => words.passed,
        State::Warned => words.warned,
        State::Failed => words.failed,
        State::NotReached => words.not_reached,
    }
}

/// What came of a check.
pub fn words_of(row: &Row, facts: &Facts, appearance: &Appearance, words: &'static ConnectionTexts) -> Words {
    let texts = appearance.texts;
    let host = facts.target.as_ref().map(openim_api::BaseUrl::host).unwrap_or_default();
    let value = |value: &str| Words { value: value.to_owned(), ..Words::default() };
    let why = |text: &str| Words { why: fill(text, &[("server", host)]), ..Words::default() };
    let mut found = match &row.finding {
        Finding::None if row.state == State::NotReached => value(words.not_run),
        Finding::None | Finding::NoMix | Finding::Answered | Finding::MayRead => Words::default(),
        Finding::Address(url) => value(url.origin().split("://").next().unwrap_or_default()),
        Finding::BadAddress(error) => why(address_words(*error, texts)),
        Finding::NotAllowed => why(texts.server_not_allowed),
        Finding::Mixed(_) => why(texts.server_mixed_content),
        Finding::NoLeaveNeeded => value(words.not_needed),
        Finding::LeaveGiven => value(words.allowed),
        Finding::LeaveAsked => why(words.leave_asked),
        Finding::LeaveRefused => why(words.leave_refused),
        Finding::LeaveUnknown => value(words.leave_unknown),
        Finding::Problem(url, problem) => problem_words(problem, problem.words(url, appearance), words),
        Finding::SameOrigin => value(words.same_origin),
        Finding::HeadersPass => value("token, operationID"),
        Finding::HeadersBlocked => why(words.headers_blocked),
        Finding::IsOpenIm(port) => {
            value(&port.map(|port| fill(words.port_of, &[("port", &port.to_string())])).unwrap_or_default())
        }
        Finding::Version(block, dialect) => {
            let dialect = match dialect {
                Dialect::SecretInBody => texts.dialect_secret,
                Dialect::AdminToken => texts.dialect_admin_token,
            };
            value(&format!("{} · {dialect}", block.label()))
        }
        Finding::OtherVersion(was, is) => {
            let why = fill(words.other_version, &[("was", was.label()), ("is", is.label())]);
            Words { value: is.label().to_owned(), why, ..Words::default() }
        }
        Finding::NotSignedIn => Words { value: words.not_run.to_owned(), ..why(words.not_signed_in) },
        Finding::TokenGood(until) => {
            let until = until.map(format::minute).filter(|until| !until.is_empty());
            let until = until.map(|until| fill(words.token_until, &[("until", &until)]));
            value(until.as_deref().unwrap_or(words.token_unknown_end))
        }
        Finding::TokenRefused(error) => {
            let reason = explain::session_why(error.err_code().unwrap_or_default(), texts);
            Words { why: fill(words.token_refused, &[("why", reason)]), ..of_error(error, appearance) }
        }
        Finding::Administrator => value(words.administrator),
        Finding::NoAdministrator(error) => {
            Words { why: words.no_administrator.to_owned(), ..of_error(error, appearance) }
        }
        Finding::Skew(skew) => Words {
            value: skew_words(*skew, words),
            why: match row.state {
                State::Warned => words.clock_why.to_owned(),
                State::Failed => words.clock_fault.to_owned(),
                _ => String::new(),
            },
            ..Words::default()
        },
        Finding::Latency(millis, times) => {
            let number = |value| format::number(i64::try_from(value).unwrap_or(i64::MAX));
            let middle = format::number(i64::from(*millis));
            let slow = if row.state == State::Warned { words.slow } else { "" };
            let text = fill(words.median_of, &[("millis", &middle), ("n", &number(*times))]);
            Words { value: text, why: slow.to_owned(), ..Words::default() }
        }
        Finding::CallFailed(error) => of_error(error, appearance),
    };
    if let Some(millis) = row.millis {
        let time = format!("{} ms", format::number(i64::from(millis)));
        found.value = if found.value.is_empty() { time } else { format!("{} · {time}", found.value) };
    }
    found
}

fn problem_words(problem: &ServerProblem, why: String, words: &'static ConnectionTexts) -> Words {
    match problem {
        ServerProblem::Unreadable => Words { why: format!("{why} {}", words.unreadable_more), ..Words::default() },
        ServerProblem::Other(error) => Words { why, trace: explain::trace(error), ..Words::default() },
        _ => Words { why, ..Words::default() },
    }
}

fn of_error(error: &ApiError, appearance: &Appearance) -> Words {
    let explained = explain::explain(error, appearance);
    let why = explained.text();
    Words { why, trace: explain::trace(error), ..Words::default() }
}

fn skew_words(skew: i64, words: &'static ConnectionTexts) -> String {
    let seconds = skew.saturating_abs() / 1_000;
    let (text, number) = match seconds {
        0 => return words.clock_same.to_owned(),
        1..=119 => (words.seconds, seconds),
        120..=7_199 => (words.minutes, seconds / 60),
        _ => (words.hours, seconds / 3_600),
    };
    let time = fill(text, &[("n", &format::number(number))]);
    fill(if skew > 0 { words.clock_ahead } else { words.clock_behind }, &[("time", &time)])
}

/// In one line: how many problems, or that there are none.
pub fn summary(rows: &[Row], words: &'static ConnectionTexts) -> String {
    let number = |state| rows.iter().filter(|row| row.state == state).count();
    match (number(State::Failed), number(State::Warned)) {
        (0, 0) => words.in_order.to_owned(),
        (0, hints) => count(words.hints, hints),
        (problems, _) => count(words.problems, problems),
    }
}

/// All of it as text. An address that is none is left out: it may be anything, a password for one.
pub fn report(
    facts: &Facts,
    rows: &[Row],
    now_millis: i64,
    appearance: &Appearance,
    words: &'static ConnectionTexts,
) -> String {
    let server = facts.target.as_ref().map_or(words.report_address_hidden, openim_api::BaseUrl::as_str);
    let page = facts.page.origin.as_ref().map_or("–", openim_api::BaseUrl::as_str);
    let mut lines = vec![
        fill(words.report_title, &[("version", env!("CARGO_PKG_VERSION"))]),
        format::machine(now_millis),
        fill(words.report_page, &[("page", page)]),
        fill(words.report_server, &[("server", server)]),
        summary(rows, words),
        String::new(),
    ];
    for row in rows {
        let found = words_of(row, facts, appearance, words);
        let parts = [found.value, found.why, found.trace];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let dash = if parts.is_empty() { "" } else { " – " };
        let state = state_word(row.state, words);
        lines.push(format!("{state} {}{dash}{}", title(row.step, words), parts.join(" · ")));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, connection};
    use crate::pages::connection::facts::{PageFacts, Unusable};
    use openim_api::BaseUrlError;

    #[test]
    fn a_skew_is_told_in_the_unit_that_fits() {
        let words = connection::texts(Language::English);
        assert_eq!(skew_words(999, words), "less than 1 s apart");
        assert_eq!(skew_words(-4_200, words), "server 4 s behind");
        assert_eq!(skew_words(119_999, words), "server 119 s ahead");
        assert_eq!(skew_words(-3_600_000, words), "server 60 min behind");
        assert_eq!(skew_words(86_400_000, words), "server 24 h ahead");
    }

    #[test]
    fn a_summary_counts_problems_before_hints() {
        let words = connection::texts(Language::English);
        let rows = |states: &[State]| -> Vec<Row> {
            states
                .iter()
                .map(|state| Row { step: Step::Clock, state: *state, finding: Finding::None, millis: None })
                .collect()
        };
        assert_eq!(summary(&rows(&[State::Passed]), words), "Everything is in order");
        assert_eq!(summary(&rows(&[State::Warned, State::Passed]), words), "1 thing to know");
        assert_eq!(summary(&rows(&[State::Failed, State::Warned, State::Failed]), words), "2 problems");
    }

    #[test]
    fn what_is_no_address_does_not_stand_in_the_report() {
        let page = PageFacts { origin: None, is_https: false };
        let facts = Facts::new(Err(Unusable::Invalid(BaseUrlError::Credentials)), page, None);
        for language in Language::ALL {
            let words = connection::texts(language);
            let rows: Vec<Row> = facts.rows(false).into_iter().take(1).collect();
            let appearance = Appearance { language, texts: language.texts(), ..Appearance::default() };
            let found = words_of(&rows[0], &facts, &appearance, words);
            assert_eq!(found.why, language.texts().address_credentials);
            let server = facts.target.as_ref().map_or(words.report_address_hidden, openim_api::BaseUrl::as_str);
            assert_eq!(server, words.report_address_hidden);
        }
    }
}
