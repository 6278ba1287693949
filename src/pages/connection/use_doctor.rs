//! The examination of one server: begins by itself, can be stopped and begun anew.

use openim_api::{BaseUrl, Client};
use yew::prelude::*;

use super::ask::{Subject, ask};
use super::facts::{Facts, PageFacts, SessionFacts, Unusable};
use crate::browser;
use crate::desk::Desk;
use crate::hooks::use_task;

/// Where it stands.
#[derive(Clone, PartialEq)]
pub struct Doctor {
    /// All that is known.
    pub facts: Facts,
    /// Is something being asked?
    pub running: bool,
    /// Begins anew, or stops what runs.
    pub toggle: Callback<()>,
}

/// Examines what `address` says, as it was typed.
#[hook]
pub fn use_doctor(desk: &Desk, address: &str) -> Doctor {
    let task = use_task();
    let state = use_state(|| (facts_of(desk, address).0, true));
    let start = {
        let (task, state) = (task.clone(), state.setter());
        // With the session as it is when one begins: its token may have been renewed.
        use_callback((desk.clone(), address.to_owned()), move |(), (desk, address)| {
            let (facts, subject) = facts_of(desk, address);
            state.set((facts.clone(), true));
            let state = state.clone();
            task.start(async move {
                let mut facts = facts;
                while let (Some(next), Some(subject)) = (facts.next(), &subject) {
                    facts = ask(next, subject, facts).await;
                    state.set((facts.clone(), true));
                }
                state.set((facts, false));
            });
        })
    };
    {
        let start = start.clone();
        use_effect_with(address.to_owned(), move |_| start.emit(()));
    }
    let toggle = {
        let state = state.clone();
        Callback::from(move |()| {
            if state.1 {
                task.stop();
                state.set((state.0.clone(), false));
            } else {
                start.emit(());
            }
        })
    };
    Doctor { facts: state.0.clone(), running: state.1, toggle }
}

/// What is known before anything is asked, and who is to be asked.
fn facts_of(desk: &Desk, address: &str) -> (Facts, Option<Subject>) {
    let environment = &desk.environment;
    let target = match environment.read_server(address) {
        Err(error) => Err(Unusable::Invalid(error)),
        Ok(url) if !environment.may_sign_in_to(&url) => Err(Unusable::NotAllowed),
        Ok(url) => Ok(url),
    };
    let origin = browser::page_origin().filter(|origin| origin.contains("://"));
    let page = PageFacts {
        origin: origin.and_then(|origin| BaseUrl::parse(&origin).ok()),
        is_https: browser::page_is_https(),
    };
    let url = target.as_ref().ok();
    let signed_in = desk.session.state.signed_in().filter(|session| Some(&session.server) == url);
    let session = signed_in.map(|session| SessionFacts { block: session.block });
    let subject = url.map(|url| {
        let client: Client = environment.client(url);
        let carries = |client: &Client| {
            let session = signed_in?;
            let client = client.with_block(session.block).with_token(session.token.clone());
            Some((session.admin.clone(), session.token.clone(), client))
        };
        Subject { session: carries(&client), client }
    });
    (Facts::new(target, page, session), subject)
}
