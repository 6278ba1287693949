use openim_api::{ApiError, BaseUrl, ErrorClass, ErrorKind, ParsedToken, Platform, Probe, ServerBlock};

use super::{Finding, Row, State, Step};
use crate::address::{OtherPort, ServerProblem};
use crate::pages::connection::facts::{Ask, Facts, Leave, PageFacts, SessionFacts, Timed, Unusable};

fn url(text: &str) -> BaseUrl {
    BaseUrl::parse(text).unwrap()
}

fn page(origin: &str) -> PageFacts {
    PageFacts { origin: Some(url(origin)), is_https: origin.starts_with("https") }
}

fn facts(server: &str) -> Facts {
    Facts::new(Ok(url(server)), page("http://console.example.com"), None)
}

fn timed<T>(value: T) -> Option<Timed<T>> {
    Some(Timed { value, millis: 7 })
}

fn error(kind: ErrorKind) -> ApiError {
    ApiError { kind, path: "/auth/get_admin_token", operation_id: None, carried_token: false, retry_after_millis: None }
}

fn refused(code: i64, class: ErrorClass) -> ApiError {
    error(ErrorKind::Refused { code, class, detail: openim_api::Detail::default() })
}

fn row(facts: &Facts, step: Step) -> Row {
    facts.rows(true).into_iter().find(|row| row.step == step).unwrap()
}

fn states(facts: &Facts) -> Vec<State> {
    facts.rows(true).into_iter().map(|row| row.state).collect()
}

/// A server that has been found to be one, asked by somebody signed in.
fn signed_in(found: ServerBlock, begun_with: ServerBlock) -> Facts {
    let probe = Probe { block: found, latency_millis: 7 };
    Facts {
        session: Some(SessionFacts { block: begun_with }),
        reached: timed(Some(true)),
        probe: timed(Ok(probe)),
        ..facts("http://im.example.com:10002")
    }
}

fn parsed() -> ParsedToken {
    ParsedToken { user_id: "imAdmin".into(), platform: Platform::ADMIN, expires_at_millis: Some(9) }
}

#[test]
fn one_thing_is_asked_after_the_other_and_nothing_twice() {
    let mut facts = facts("http://im.example.com:10002");
    facts.session = Some(SessionFacts { block: ServerBlock::Main });
    assert_eq!(facts.next(), Some(Ask::Reach));
    facts.reached = timed(Some(true));
    assert_eq!(facts.next(), Some(Ask::Probe));
    facts.probe = timed(Ok(Probe { block: ServerBlock::Main, latency_millis: 7 }));
    assert_eq!(facts.next(), Some(Ask::Token));
    facts.token = timed(Ok(parsed()));
    assert_eq!(facts.next(), Some(Ask::Rights));
    facts.rights = timed(Ok(()));
    assert_eq!(facts.next(), Some(Ask::Clock));
    facts.clock = timed(Ok(3));
    assert_eq!(facts.next(), Some(Ask::Latency));
    facts.latency = Some(vec![30, 10, 20]);
    assert_eq!(facts.next(), None);
    assert!(states(&facts).iter().all(|state| *state == State::Passed), "{:?}", facts.rows(true));
    assert_eq!(row(&facts, Step::Latency).finding, Finding::Latency(20, 3));
}

#[test]
fn what_is_being_asked_runs_and_what_comes_after_it_waits() {
    let mut facts = facts("http://im.example.com:10002");
    facts.reached = timed(Some(true));
    assert_eq!(row(&facts, Step::Answers).state, State::Passed);
    assert_eq!(row(&facts, Step::Readable).state, State::Running);
    assert_eq!(row(&facts, Step::Latency).state, State::Waiting);
    let stopped = facts.rows(false);
    assert_eq!(stopped.iter().filter(|row| row.state == State::NotReached).count(), 8, "{stopped:?}");
}

#[test]
fn a_bad_address_is_the_only_thing_found() {
    for (why, finding) in [
        (Unusable::Invalid(openim_api::BaseUrlError::Scheme), Finding::BadAddress(openim_api::BaseUrlError::Scheme)),
        (Unusable::NotAllowed, Finding::NotAllowed),
    ] {
        let facts = Facts::new(Err(why), page("http://console.example.com"), None);
        assert_eq!(facts.next(), None);
        assert_eq!(row(&facts, Step::Address).finding, finding);
        assert!(states(&facts).iter().skip(1).all(|state| *state == State::NotReached));
    }
}

#[test]
fn an_https_page_does_not_even_try_an_http_server() {
    let facts = Facts::new(Ok(url("http://im.example.com")), page("https://console.example.com"), None);
    assert_eq!(facts.next(), None);
    assert_eq!(row(&facts, Step::MixedContent).state, State::Failed);
    assert_eq!(row(&facts, Step::Answers).state, State::NotReached);
}

#[test]
fn a_public_page_asks_the_browser_before_it_enters_a_private_network() {
    let mut facts = facts("http://192.168.1.5:10002");
    assert_eq!(facts.next(), Some(Ask::Leave));
    facts.leave = timed(Leave::Prompt);
    assert_eq!((row(&facts, Step::LocalNetwork).state, facts.next()), (State::Warned, Some(Ask::Reach)));
    facts.leave = timed(Leave::Unknown);
    assert_eq!((row(&facts, Step::LocalNetwork).state, facts.next()), (State::Passed, Some(Ask::Reach)));
    facts.leave = timed(Leave::Denied);
    assert_eq!((row(&facts, Step::LocalNetwork).state, facts.next()), (State::Failed, None));
    assert_eq!(row(&facts, Step::Answers).state, State::NotReached);
    let at_home = Facts { page: page("http://192.168.1.9"), leave: None, ..facts };
    assert_eq!(row(&at_home, Step::LocalNetwork).finding, Finding::NoLeaveNeeded);
}

#[test]
fn down_silent_and_unreadable_are_three_things() {
    let start = facts("http://im.example.com:10002");
    let problem = |facts: &Facts, step| match row(facts, step).finding {
        Finding::Problem(_, problem) => problem,
        other => panic!("{other:?}"),
    };
    let down = Facts { reached: timed(Some(false)), ..start.clone() };
    assert_eq!((problem(&down, Step::Answers), down.next()), (ServerProblem::Unreachable, None));
    let silent = Facts { reached: timed(None), ..start.clone() };
    assert_eq!((problem(&silent, Step::Answers), silent.next()), (ServerProblem::Silent, None));
    let late = error(ErrorKind::Timeout { millis: 10_000 });
    let late = Facts { reached: timed(Some(true)), probe: timed(Err(late)), ..start.clone() };
    assert_eq!((problem(&late, Step::Answers), late.next()), (ServerProblem::Silent, None));
    assert_eq!(row(&late, Step::Readable).state, State::NotReached);

    let closed = Facts { reached: timed(Some(true)), probe: timed(Err(error(ErrorKind::Network))), ..start };
    assert_eq!((row(&closed, Step::Readable).state, closed.next()), (State::Running, Some(Ask::Simple)));
    let closed = Facts { simple: timed(false), ..closed };
    assert_eq!((problem(&closed, Step::Readable), closed.next()), (ServerProblem::Unreadable, None));
    assert_eq!(row(&closed, Step::Preflight).state, State::NotReached);
}

#[test]
fn a_blocked_preflight_is_told_from_no_cors_at_all() {
    let network = timed(Err(error(ErrorKind::Network)));
    let blocked = Facts {
        reached: timed(Some(true)),
        probe: network,
        simple: timed(true),
        ..facts("http://im.example.com:10002")
    };
    assert_eq!(row(&blocked, Step::Readable).state, State::Passed);
    assert_eq!(row(&blocked, Step::Preflight).finding, Finding::HeadersBlocked);
    assert_eq!(row(&blocked, Step::OpenIm).state, State::NotReached);
}

#[test]
fn something_else_that_answers_is_named_by_its_port() {
    let probe = timed(Err(error(ErrorKind::NotOpenIm { status: 404 })));
    let chat = Facts { reached: timed(Some(true)), probe, ..facts("http://im.example.com:10008") };
    let found = row(&chat, Step::OpenIm);
    assert_eq!(found.state, State::Failed);
    assert!(matches!(found.finding, Finding::Problem(_, ServerProblem::OtherPort(OtherPort::Chat))));
    assert_eq!(row(&chat, Step::Readable).state, State::Passed);
    assert_eq!(row(&chat, Step::Latency).state, State::NotReached);
}

#[test]
fn a_main_server_looks_older_without_a_token_and_that_is_no_news() {
    let same = signed_in(ServerBlock::V3_8_3, ServerBlock::Main);
    assert_eq!(row(&same, Step::Version).state, State::Passed);
    let other = signed_in(ServerBlock::V3_8_3, ServerBlock::V3_7);
    assert_eq!(row(&other, Step::Version).finding, Finding::OtherVersion(ServerBlock::V3_7, ServerBlock::V3_8_3));
}

#[test]
fn a_refused_token_hides_rights_and_clock_but_not_the_latency() {
    let mut facts = signed_in(ServerBlock::Main, ServerBlock::Main);
    facts.token = timed(Err(refused(1506, ErrorClass::Session)));
    assert_eq!(facts.next(), Some(Ask::Latency));
    assert_eq!(row(&facts, Step::Token).state, State::Failed);
    assert_eq!(row(&facts, Step::Rights).state, State::NotReached);
    assert_eq!(row(&facts, Step::Clock).state, State::NotReached);
    assert_eq!(row(&facts, Step::Latency).state, State::Running);
}

#[test]
fn an_account_without_rights_is_found_out() {
    let mut facts = signed_in(ServerBlock::Main, ServerBlock::Main);
    facts.token = timed(Ok(parsed()));
    facts.rights = timed(Err(refused(1002, ErrorClass::NoPermission)));
    assert!(matches!(row(&facts, Step::Rights).finding, Finding::NoAdministrator(_)));
    facts.rights = timed(Err(refused(14, ErrorClass::Unavailable)));
    assert!(matches!(row(&facts, Step::Rights).finding, Finding::CallFailed(_)));
}

#[test]
fn clocks_may_differ_a_little() {
    let mut facts = signed_in(ServerBlock::Main, ServerBlock::Main);
    facts.token = timed(Ok(parsed()));
    facts.rights = timed(Ok(()));
    for (skew, state) in [
        (0, State::Passed),
        (-5_000, State::Passed),
        (5_001, State::Warned),
        (-60_000, State::Warned),
        (60_001, State::Failed),
        (i64::MIN, State::Failed),
    ] {
        facts.clock = timed(Ok(skew));
        assert_eq!(row(&facts, Step::Clock).state, state, "{skew}");
    }
}

#[test]
fn without_a_session_its_checks_are_not_reached_and_the_latency_is() {
    let mut facts = signed_in(ServerBlock::V3_7, ServerBlock::V3_7);
    facts.session = None;
    assert_eq!(facts.next(), Some(Ask::Latency));
    assert_eq!(row(&facts, Step::Token).finding, Finding::NotSignedIn);
    facts.latency = Some(vec![2_000]);
    assert_eq!(row(&facts, Step::Latency).state, State::Warned);
}
