//! What is told of a failure: why, what helps, what to read out, and a report to copy. What the dictionary adds comes by itself,
//! later or not at all: nothing waits for it.

use openim_api::ApiError;
use yew::prelude::*;

use super::explain::{explain, report, session_why, trace};
use crate::browser;
use crate::desk::{Desk, use_desk};
use crate::i18n::{failure as words, fill};
use crate::lazy::{Lazy, Part};
use crate::session::SignInProblem;
use crate::ui::visible::plain;
use crate::ui::{copy_mark, view_notes};

/// For [`Part::Notes`], which tell of what did not work, too, [`Part::Failure`], [`Part::ServerProblem`] and [`Part::SignInProblem`].
pub fn view(part: &Part) -> Html {
    html! { <Why part={part.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct WhyProps {
    part: Part,
}

#[component]
fn Why(props: &WhyProps) -> Html {
    let desk = use_desk();
    match &props.part {
        Part::Failure(what, error) => view_failure(what, error, &desk),
        Part::ServerProblem(url, problem) => problem.words(url, &desk.appearance).into(),
        Part::SignInProblem(problem) => sign_in_words(problem, &desk).into(),
        Part::Notes(toasts) => view_notes(toasts, desk.texts()),
        _ => Html::default(),
    }
}

fn sign_in_words(problem: &SignInProblem, desk: &Desk) -> String {
    let texts = words::texts(desk.appearance.language);
    let (text, error) = match problem {
        SignInProblem::NoSuchAccount(error) => (texts.no_such_account.to_owned(), Some(error)),
        SignInProblem::NotAnAdmin(error, admin) => {
            (fill(texts.not_an_admin, &[("admin", &plain(admin.as_str()))]), error.as_ref())
        }
        SignInProblem::WrongSecret(error) => (texts.wrong_secret.to_owned(), Some(error)),
        SignInProblem::TokenRefused(error) => {
            let why = session_why(error.err_code().unwrap_or_default(), desk.texts());
            (fill(texts.token_refused, &[("why", why)]), Some(error))
        }
        SignInProblem::NoToken => (texts.no_token.to_owned(), None),
        SignInProblem::Call(error) => (explain(error, &desk.appearance).text(), Some(error)),
    };
    let trace = error.map(trace).filter(|trace| !trace.is_empty());
    trace.map_or_else(|| text.clone(), |trace| format!("{text} ({trace})"))
}

fn view_failure(what: &str, error: &ApiError, desk: &Desk) -> Html {
    let appearance = &desk.appearance;
    let note = error.err_code().map(|code| {
        let part = Part::CodeNote(code);
        html! { <Lazy key="code-note" {part} meanwhile={Html::default()} /> }
    });
    html! {
        <>
            <span class="oic-why">{ explain(error, appearance).text() }</span>
            { for note }
            <span class="oic-trace">
                <span class="oic-mono">{ trace(error) }</span>
                { copy_mark(report(what, error, appearance, browser::now_millis()), words::texts(appearance.language).copy_report) }
            </span>
        </>
    }
}
