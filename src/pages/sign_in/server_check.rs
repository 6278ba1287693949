//! Probing the address while it is typed: on leaving the field, or after a rest.

use gloo_timers::callback::Timeout;
use openim_api::{BaseUrl, CallOptions, Client};
use yew::prelude::*;

use super::model::Check;
use crate::address::{ServerProblem, is_mixed_content};
use crate::browser;
use crate::environment::Environment;
use crate::hooks::use_task;
use crate::preferences;

/// The person has stopped typing after so long, in milliseconds.
const REST_MILLIS: u32 = 600;

/// The address, what is known of it, and how to go on with it.
#[derive(Clone, PartialEq)]
pub struct ServerCheck {
    /// As typed.
    pub text: String,
    /// What is known.
    pub check: Check,
    /// Told what the person does.
    pub tell: Callback<Act>,
}

/// What the person does with the address.
pub enum Act {
    /// Types.
    Typed(String),
    /// Leaves the field: time to check.
    Left,
    /// Takes this address: chosen from a list, or confirmed.
    Chosen(String),
    /// Wants it checked again.
    Again,
}

impl ServerCheck {
    /// The server, if it can be signed in to.
    pub fn ready(&self, environment: &Environment) -> Option<Client> {
        match &self.check {
            Check::Ready(url, probe) => Some(environment.client(url).with_block(probe.block)),
            _ => None,
        }
    }
}

/// Starts with `first`, which is checked at once unless it came from a link (`trusted` false) and is not known here.
#[hook]
pub fn use_server_check(environment: &Environment, first: &str, trusted: bool) -> ServerCheck {
    let task = use_task();
    let known = use_state_eq(|| (first.to_owned(), Check::Empty));
    // The newest of it, for what was begun with an older one.
    let newest = use_mut_ref(|| first.to_owned());
    let resting = use_mut_ref(|| None::<Timeout>);

    let run = {
        let (task, environment) = (task.clone(), environment.clone());
        let (known, newest) = (known.setter(), newest.clone());
        use_callback((), move |(text, trusted): (String, bool), ()| {
            let found = begin(&environment, &text, trusted);
            newest.borrow_mut().clone_from(&text);
            known.set((text.clone(), found.clone()));
            match found {
                Check::Probing(url) => {
                    let (client, known) = (environment.client(&url), known.clone());
                    task.start(async move { known.set((text, probe(client, url).await)) });
                }
                _ => task.stop(),
            }
        })
    };
    {
        let (run, first) = (run.clone(), first.to_owned());
        use_effect_with((), move |()| {
            if !first.is_empty() {
                run.emit((first, trusted));
            }
        });
    }
    let tell = {
        let setter = known.setter();
        use_callback(matches!(known.1, Check::Empty), move |act, is_unchecked| {
            *resting.borrow_mut() = None;
            match act {
                Act::Typed(text) => {
                    // What was known was known of another address: a secret must not go there now.
                    task.stop();
                    newest.borrow_mut().clone_from(&text);
                    setter.set((text.clone(), Check::Empty));
                    let run = run.clone();
                    *resting.borrow_mut() = Some(Timeout::new(REST_MILLIS, move || run.emit((text, true))));
                }
                Act::Left if !is_unchecked => {}
                Act::Left | Act::Again => {
                    let text = newest.borrow().clone();
                    run.emit((text, true));
                }
                Act::Chosen(text) => run.emit((text, true)),
            }
        })
    };
    ServerCheck { text: known.0.clone(), check: known.1.clone(), tell }
}

/// What can be said of an address before it is asked. `known`: the person typed, chose or confirmed it, or the host of an
/// embedded console named it.
fn begin(environment: &Environment, typed: &str, known: bool) -> Check {
    if typed.trim().is_empty() {
        return Check::Empty;
    }
    let url = match environment.read_server(typed) {
        Ok(url) => url,
        Err(error) => return Check::Invalid(error),
    };
    if !environment.may_sign_in_to(&url) {
        return Check::NotAllowed;
    }
    if is_mixed_content(browser::page_is_https(), &url) {
        return Check::MixedContent(url);
    }
    if known || is_known(environment, &url) { Check::Probing(url) } else { Check::Unconfirmed(url) }
}

fn is_known(environment: &Environment, url: &BaseUrl) -> bool {
    environment.config.knows(url)
        || preferences::servers(&environment.preferences).iter().any(|server| server.url == url.as_str())
}

async fn probe(client: Client, url: BaseUrl) -> Check {
    match client.probe(&CallOptions::default()).await {
        Ok(probe) => Check::Ready(url, probe),
        Err(error) => {
            let problem = ServerProblem::find(&client, &url, error).await;
            Check::Failed(url, problem)
        }
    }
}
