//! In the place of the sign-in form where the host has the tokens: signs in with one, and says what keeps it from doing so.

use openim_api::{BaseUrl, BaseUrlError, CallOptions};
use yew::prelude::*;

use crate::address::{ServerProblem, address_words};
use crate::desk::{Desk, use_desk};
use crate::environment::Environment;
use crate::failure::failure_state;
use crate::hooks::use_task;
use crate::i18n::hosted as words;
use crate::lazy::{Lazy, Part};
use crate::pages::sign_in::view_notice;
use crate::session::state::Event;
use crate::session::{EndReason, Phase, SignInProblem, SignedIn, sign_in};
use crate::shell::Page;
use crate::ui::{Icon, state_frame};

/// For [`Part::Hosted`].
pub fn view(_: &Part) -> Html {
    html! { <HostedPage /> }
}

/// What keeps it from signing in.
enum Problem {
    NoToken,
    Address(BaseUrlError),
    Server(BaseUrl, ServerProblem),
    Refused(SignInProblem),
}

/// Signs in at once; after a session that has ended, when it is told to.
#[component]
pub fn HostedPage() -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    // No page that one could have gone to: the host is not told of it.
    let main = use_node_ref();
    let task = use_task();
    let problem = use_state(|| None::<Problem>);
    // A session that was refused must not begin anew by itself, or a server that takes back what it grants would be asked for ever.
    let waits = use_state(
        || matches!(&desk.session.state.phase, Phase::Out { ended: Some(reason), .. } if *reason != EndReason::Expired),
    );
    let begin = {
        let (desk, problem, waits) = (desk.clone(), problem.setter(), waits.setter());
        Callback::from(move |is_fresh: bool| {
            let (desk, problem) = (desk.clone(), problem.clone());
            waits.set(false);
            problem.set(None);
            task.start(async move {
                match enter(&desk.environment, is_fresh).await {
                    Ok(session) => desk.session.tell.emit(Event::SignedIn(session)),
                    Err(found) => problem.set(Some(found)),
                }
            });
        })
    };
    {
        let (begin, waits, environment) = (begin.clone(), *waits, desk.environment.clone());
        use_effect_with((), move |()| {
            if !waits {
                begin.emit(false);
            }
            // Another token is worth another try.
            let set = move |waiting: Option<Callback<()>>| {
                if let Some(host) = &environment.host {
                    host.waiting.replace(waiting);
                }
            };
            set(Some(begin.reform(|()| false)));
            move || set(None)
        });
    }
    let again = begin.reform(|()| true);
    let content = match &*problem {
        None if *waits => {
            html! { <div class="oic-stack">{ view_notice(&desk) }<div>{ view_again(&again, words.again) }</div></div> }
        }
        None => html! { <p class="oic-muted" role="status">{ desk.texts().signing_in }</p> },
        Some(problem) => view_problem(problem, &again, &desk),
    };
    Page { title: words.title.into(), ..Page::default() }.view(&desk, main, content)
}

async fn enter(environment: &Environment, is_fresh: bool) -> Result<SignedIn, Problem> {
    let url = environment.read_server(environment.server.as_deref().unwrap_or_default()).map_err(Problem::Address)?;
    let Some(source) = environment.token_source() else { return Err(Problem::NoToken) };
    let token = source(is_fresh).await.ok_or(Problem::NoToken)?;
    let client = environment.client(&url);
    let probe = match client.probe(&CallOptions::default()).await {
        Ok(probe) => probe,
        Err(error) => {
            let problem = ServerProblem::find(&client, &url, error).await;
            return Err(Problem::Server(url, problem));
        }
    };
    let entered = sign_in::by_token(client.with_block(probe.block), token.expose().to_owned()).await;
    entered.map_err(Problem::Refused)
}

fn view_problem(problem: &Problem, again: &Callback<()>, desk: &Desk) -> Html {
    let words = words::texts(desk.appearance.language);
    let (title, why) = match problem {
        Problem::Refused(SignInProblem::Call(error)) => {
            return failure_state(words.not_signed_in, error, Some(again), desk.texts());
        }
        Problem::NoToken => (words.no_token_title, words.no_token.into()),
        Problem::Address(error) => (words.no_server_title, address_words(*error, desk.texts()).into()),
        Problem::Server(url, problem) => {
            let part = Part::ServerProblem(url.clone(), problem.clone());
            (words.no_server_title, html! { <Lazy key="server-problem" {part} /> })
        }
        Problem::Refused(problem) => {
            let part = Part::SignInProblem(problem.clone());
            (words.not_signed_in, html! { <Lazy key="sign-in-problem" {part} /> })
        }
    };
    let content = html! { <><div class="oic-muted">{ why }</div><div class="oic-row">{ view_again(again, desk.texts().retry) }</div></> };
    state_frame(Icon::FAIL, title, content)
}

fn view_again(again: &Callback<()>, caption: &'static str) -> Html {
    html! { <button type="button" class="oic-btn oic-btn--primary" onclick={again.reform(|_| ())}>{ caption }</button> }
}
