//! The client of the session in force. A call through [`Api::call`] that the server refuses because of its token ends
//! the session, once and in one place; if the person let this tab keep the secret, a new token is tried first, unseen.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use openim_api::{ApiError, CallOptions, Client, Refusal, Secret, ServerBlock, UserId, peek_token};
use yew::Callback;

use super::state::{Event, SignedIn};
use crate::host::TokenSource;

/// Cheap to clone; equal to its clones only.
#[derive(Clone)]
pub struct Api(Rc<Inner>);

struct Inner {
    client: RefCell<Client>,
    /// How often the token has been renewed: tells a call whether the token it used is still the newest.
    renewals: RefCell<u32>,
    /// The renewal under way, shared by all calls that wait for it.
    renewing: RefCell<Option<Shared<LocalBoxFuture<'static, Option<Client>>>>>,
    admin: UserId,
    secret: Option<Secret>,
    /// Where the host has newer tokens.
    source: Option<TokenSource>,
    generation: u32,
    tell: Callback<Event>,
}

impl Api {
    /// `client` carries the session's token and speaks its dialect; `source` has newer ones.
    pub fn new(
        client: Client,
        session: &SignedIn,
        source: Option<TokenSource>,
        generation: u32,
        tell: Callback<Event>,
    ) -> Self {
        Self(Rc::new(Inner {
            client: RefCell::new(client),
            renewals: RefCell::new(0),
            renewing: RefCell::new(None),
            admin: session.admin.clone(),
            secret: session.secret.clone(),
            source,
            generation,
            tell,
        }))
    }

    /// Which versions the server may be.
    pub fn block(&self) -> ServerBlock {
        self.0.client.borrow().block()
    }

    /// The secret, where the person let this tab keep it.
    pub fn secret(&self) -> Option<&Secret> {
        self.0.secret.as_ref()
    }

    /// Tells this session from others that this console has had.
    pub fn generation(&self) -> u32 {
        self.0.generation
    }

    /// The administrator whose token this is.
    pub fn admin(&self) -> &UserId {
        &self.0.admin
    }

    /// Why the guard would not let this user be changed, or with `takes` anything be taken from them.
    pub fn would_refuse(&self, takes: bool, user: &UserId) -> Option<Refusal> {
        self.0.client.borrow().would_refuse(takes, std::slice::from_ref(user))
    }

    /// Those of the users whom the guard would not let be changed, or with `takes` anything be taken from.
    ///
    /// # Errors
    /// What it has against all of them.
    pub fn protected_among(&self, takes: bool, users: &[UserId]) -> Result<Vec<UserId>, Refusal> {
        self.0.client.borrow().protected_among(takes, users)
    }

    /// Lets this tab keep the secret until the session ends.
    pub fn keep_secret(&self, secret: Secret) {
        self.0.tell.emit(Event::KeepSecret(secret));
    }

    /// Runs a call. It may be run a second time with a new token, so it must be a whole: one request, or several that
    /// may be repeated.
    pub async fn call<T, F, R>(&self, call: F) -> Result<T, ApiError>
    where
        F: Fn(Client) -> R,
        R: Future<Output = Result<T, ApiError>>,
    {
        let used = *self.0.renewals.borrow();
        let client = self.0.client.borrow().clone();
        let first = match call(client).await {
            Err(error) if error.ends_session() => error,
            other => return other,
        };
        let Some(renewed) = self.renew(used).await else {
            self.end(&first);
            return Err(first);
        };
        let second = call(renewed).await;
        if let Err(error) = &second
            && error.ends_session()
        {
            self.end(error);
        }
        second
    }

    fn end(&self, error: &ApiError) {
        self.0.tell.emit(Event::Refused { generation: self.0.generation, code: error.err_code().unwrap_or_default() });
    }

    /// A client with a newer token than the one of renewal number `used`; `None` where that cannot be had.
    async fn renew(&self, used: u32) -> Option<Client> {
        if *self.0.renewals.borrow() != used {
            return Some(self.0.client.borrow().clone());
        }
        if self.0.secret.is_none() && self.0.source.is_none() {
            return None;
        }
        let running = self.0.renewing.borrow().clone();
        let renewal = running.unwrap_or_else(|| {
            let renewal = renewal(Rc::clone(&self.0)).boxed_local().shared();
            *self.0.renewing.borrow_mut() = Some(renewal.clone());
            renewal
        });
        renewal.await
    }
}

async fn renewal(inner: Rc<Inner>) -> Option<Client> {
    let client = inner.client.borrow().clone();
    let fresh = match (&inner.source, &inner.secret) {
        (Some(source), _) => source(true).await.map(|token| {
            let expires_at_millis = peek_token(&token).and_then(|claims| claims.expires_at_millis);
            (token, expires_at_millis)
        }),
        (None, Some(secret)) => {
            let issued = client.auth().sign_in(&inner.admin, secret, &CallOptions::default()).await;
            issued.ok().map(|issued| (issued.token, Some(issued.expires_at_millis)))
        }
        (None, None) => None,
    };
    *inner.renewing.borrow_mut() = None;
    let (token, expires_at_millis) = fresh?;
    let renewed = client.with_token(token.clone());
    *inner.client.borrow_mut() = renewed.clone();
    *inner.renewals.borrow_mut() += 1;
    inner.tell.emit(Event::Renewed { generation: inner.generation, token, expires_at_millis });
    Some(renewed)
}

impl PartialEq for Api {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
