//! Ties the session to the page: restores it, keeps it, tells the other tabs, hands out the [`Api`].

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::api::Api;
use super::keep;
use super::state::{EndReason, Event, SessionState};
use super::tabs::{ANSWER_WITHIN_MILLIS, News, Tabs};
use crate::browser;
use crate::config::Offer;
use crate::drafts;
use crate::environment::Environment;

impl Reducible for SessionState {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        let next = self.next(event);
        if next == *self { self } else { Rc::new(next) }
    }
}

/// The session and how to change it.
#[derive(Clone, PartialEq, Default)]
pub struct Session {
    /// Where it stands.
    pub state: SessionState,
    /// Tells the session what happened.
    pub tell: Callback<Event>,
    /// Signs out, here and in the other tabs.
    pub sign_out: Callback<()>,
}

/// The session of this console and, while somebody is signed in, its client.
#[hook]
pub fn use_session(environment: &Environment) -> (Session, Option<Api>) {
    let state = use_reducer_eq(SessionState::default);
    let tabs = use_mut_ref(|| None::<Tabs>);
    // What a tab that asks is answered: always the newest state, also for listeners that were made before it.
    let newest = use_mut_ref(SessionState::default);
    *newest.borrow_mut() = (*state).clone();
    let tell = {
        let dispatcher = state.dispatcher();
        use_callback((), move |event, ()| dispatcher.dispatch(event))
    };

    {
        let (tabs, newest, environment) = (Rc::clone(&tabs), Rc::clone(&newest), environment.clone());
        let tell = tell.clone();
        use_effect_with((), move |()| {
            let waiting = restore(&environment, &tabs, newest, &tell);
            move || {
                drop(waiting);
                *tabs.borrow_mut() = None;
            }
        });
    }

    {
        let store = environment.session_store.clone();
        use_effect_with((*state).clone(), move |state| match &state.phase {
            super::Phase::In(session) => keep::save(&store, session),
            super::Phase::Out { .. } => keep::clear(&store),
            super::Phase::Restoring | super::Phase::Demo => {}
        });
    }

    let sign_out = {
        let (tell, store) = (tell.clone(), environment.session_store.clone());
        use_callback((), move |(), ()| {
            if let Some(session) = newest.borrow().signed_in() {
                drafts::forget(&store, session);
                if let Some(tabs) = tabs.borrow().as_ref() {
                    tabs.signed_out(&session.server);
                }
            }
            tell.emit(Event::SignOut);
        })
    };

    // Made anew for a new session and a kept secret, not for a renewed token: what is on screen needs no reload for that.
    let api = {
        let (tell, environment) = (tell.clone(), environment.clone());
        let secret = state.signed_in().map(|session| session.secret.is_some());
        let session = state.signed_in().cloned();
        use_memo((state.generation, secret), move |(generation, _)| {
            session.map(|session| {
                let client = environment.client(&session.server).with_block(session.block);
                let client = client.with_token(session.token.clone());
                Api::new(client, &session, environment.token_source().cloned(), *generation, tell)
            })
        })
    };
    (Session { state: (*state).clone(), tell, sign_out }, (*api).clone())
}

/// Storage first, then the other tabs, then nobody. The time-out ends the waiting when it is dropped, too.
fn restore(
    environment: &Environment,
    tabs: &Rc<RefCell<Option<Tabs>>>,
    newest: Rc<RefCell<SessionState>>,
    tell: &Callback<Event>,
) -> Option<Timeout> {
    let now = browser::now_millis();
    let kept = keep::load(&environment.session_store).filter(|session| environment.may_sign_in_to(&session.server));
    let expired = kept.as_ref().is_some_and(|session| session.is_expired(now));

    if environment.shares_session {
        let (environment, tell, line) = (environment.clone(), tell.clone(), Rc::downgrade(tabs));
        *tabs.borrow_mut() = Tabs::open(move |news| match news {
            News::Asked => {
                if let (Some(session), Some(line)) = (newest.borrow().signed_in(), line.upgrade())
                    && let Some(tabs) = line.borrow().as_ref()
                {
                    tabs.offer(session);
                }
            }
            News::Offered(session) => {
                if environment.may_sign_in_to(&session.server) && !session.is_expired(browser::now_millis()) {
                    tell.emit(Event::Restored(session));
                }
            }
            News::SignedOut(server) => {
                keep::forget(&environment.session_store, server.as_str());
                tell.emit(Event::OtherTabSignedOut(server));
            }
        });
    }

    let nothing = match environment.config.demo {
        Offer::Start if !expired && environment.host.is_none() => Event::Demo,
        _ => Event::NothingToRestore(expired.then_some(EndReason::Expired)),
    };
    match (kept, tabs.borrow().as_ref()) {
        (Some(session), _) if !expired => {
            tell.emit(Event::Restored(session));
            None
        }
        (_, Some(tabs)) => {
            tabs.ask();
            let tell = tell.clone();
            Some(Timeout::new(ANSWER_WITHIN_MILLIS, move || tell.emit(nothing)))
        }
        (_, None) => {
            tell.emit(nothing);
            None
        }
    }
}
