//! Probing the address while it is typed: on leaving the field, or after a rest.

use gloo_timers::callback::Timeout;
use openim_api::{BaseUrl, CallOptions, Client, ErrorKind};
use yew::prelude::*;

use super::model::{Check, ServerProblem, is_mixed_content};
use crate::browser;
use crate::environment::Environment;
use crate::hooks::{Task, use_task};
use crate::preferences;

/// The person has stopped typing after so long, in milliseconds.
const REST_MILLIS: u32 = 600;

/// The address, what is known of it, and what can be done with it.
#[derive(Clone, PartialEq)]
pub struct ServerCheck {
    /// As typed.
    pub text: String,
    /// What is known.
    pub check: Check,
    /// Told what is typed.
    pub on_typed: Callback<String>,
    /// The person has finished: check now.
    pub on_left: Callback<()>,
    /// Takes this address and checks it now: chosen from a list, or confirmed.
    pub on_chosen: Callback<String>,
    /// Checks again.
    pub on_again: Callback<()>,
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
    let text = use_state_eq(|| first.to_owned());
    let check = use_state_eq(|| Check::Empty);
    let resting = use_mut_ref(|| None::<Timeout>);
    let checked = use_mut_ref(String::new);

    let run = {
        let task = task.clone();
        let (environment, check, checked) = (environment.clone(), check.setter(), checked.clone());
        use_callback((), move |(typed, known): (String, bool), ()| {
            (*checked.borrow_mut()).clone_from(&typed);
            task.stop();
            let found = begin(&environment, &typed, known);
            if let Check::Probing(url) = &found {
                probe(&task, environment.client(url), url.clone(), check.clone());
            }
            check.set(found);
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

    let on_typed = {
        let (text, check, run, resting) = (text.setter(), check.setter(), run.clone(), resting.clone());
        let checked = checked.clone();
        use_callback((), move |typed: String, ()| {
            text.set(typed.clone());
            // What was known was known of another address: a secret must not go there now.
            task.stop();
            check.set(Check::Empty);
            checked.borrow_mut().clear();
            let run = run.clone();
            *resting.borrow_mut() = Some(Timeout::new(REST_MILLIS, move || run.emit((typed, true))));
        })
    };
    let on_left = {
        let (run, resting, checked) = (run.clone(), resting.clone(), checked.clone());
        use_callback((*text).clone(), move |(), text: &String| {
            *resting.borrow_mut() = None;
            if *checked.borrow() != *text {
                run.emit((text.clone(), true));
            }
        })
    };
    let on_chosen = {
        let (run, text, resting) = (run.clone(), text.setter(), resting.clone());
        use_callback((), move |chosen: String, ()| {
            *resting.borrow_mut() = None;
            text.set(chosen.clone());
            run.emit((chosen, true));
        })
    };
    let on_again = use_callback((*text).clone(), move |(), text: &String| {
        *resting.borrow_mut() = None;
        run.emit((text.clone(), true));
    });
    ServerCheck { text: (*text).clone(), check: (*check).clone(), on_typed, on_left, on_chosen, on_again }
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

fn probe(task: &Task, client: Client, url: BaseUrl, check: UseStateSetter<Check>) {
    task.start(async move {
        let options = CallOptions::default();
        let found = match client.probe(&options).await {
            Ok(probe) => Check::Ready(url, probe),
            Err(error) => {
                let reachable = match error.kind {
                    ErrorKind::Network => client.transport().is_reachable(url.to_string()).await,
                    _ => true,
                };
                let problem = ServerProblem::of(&url, error, reachable);
                Check::Failed(url, problem)
            }
        };
        check.set(found);
    });
}
