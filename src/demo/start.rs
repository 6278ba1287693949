//! Making the demo: its server, and the console on it, signed in.

use std::cell::RefCell;
use std::rc::Rc;

use openim_api::{BaseUrl, BaseUrlError, CallOptions, Client, Secret, UserId};
use yew::prelude::*;

use super::banner::Banner;
use super::worker::{ADDRESS, Worker, WorkerProblem};
use crate::Console;
use crate::browser::storage::TextStore;
use crate::config::{Avatars, Config, Offer, ServerEntry};
use crate::environment::{Environment, Parts, Routing};
use crate::hooks::write_hash;
use crate::host::{Host, News};
use crate::pages::sign_in::default_admin;
use crate::preferences;
use crate::route::Route;
use crate::session::{SignInProblem, keep, sign_in};

/// The secret that every fresh server has, and the sandbox. It is none.
pub const SECRET: &str = "openIM123";

/// Why there is no demo.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// Its server does not run.
    Worker(WorkerProblem),
    /// Its server runs, and does not answer as it should.
    Answer(SignInProblem),
    /// The console does not say where it stands in the page, or its server's address is none: a fault of this program.
    Fault,
}

/// Where the demo was asked for: what it takes the place of, and what comes back when it ends.
#[derive(Clone)]
pub struct Origin {
    console: Console,
    config: Config,
    preferences: TextStore,
}

impl Origin {
    /// Of the console that asks.
    pub fn of(environment: &Environment) -> Option<Self> {
        let (config, preferences) = (environment.config.clone(), environment.preferences.clone());
        environment.console.clone().map(|console| Self { console, config, preferences })
    }

    /// Starts a server, and shows the demo once it answers; `before` is the one whose place it takes.
    pub async fn show_demo(&self, name: &str, before: Option<&Worker>) -> Result<(), Problem> {
        let parts = self.demo(name).await?;
        if let Some(worker) = before {
            worker.end();
        }
        self.console.replace(parts);
        Ok(())
    }

    /// Shows what is there without a demo.
    pub fn come_back(&self) {
        // Who has left the demo does not want to be in it again.
        let demo = if self.config.demo == Offer::Start { Offer::Link } else { self.config.demo };
        self.console.replace(Parts::page(Config { demo, ..self.config.clone() }));
    }

    /// What it looks like is the person's own choice, in the demo too; all else that is kept in this browser stays out of it.
    fn looks(&self) -> TextStore {
        let store = TextStore::memory();
        preferences::copy_looks(&self.preferences, &store);
        store
    }

    /// What the person has chosen of looks in the demo outlives it.
    pub fn keep_looks(&self, chosen: &TextStore) {
        preferences::copy_looks(chosen, &self.preferences);
    }

    async fn demo(&self, name: &str) -> Result<Parts, Problem> {
        let server = BaseUrl::parse(ADDRESS).map_err(|_: BaseUrlError| Problem::Fault)?;
        let worker = Worker::start().await.map_err(Problem::Worker)?;
        let mut parts = Parts {
            config: self.demo_config(&server, name),
            owns_page: true,
            routing: Routing::Hash,
            preferences: self.looks(),
            transport: Rc::new(worker.clone()),
            ..Parts::guest()
        };
        let client = Client::new(server.clone(), Rc::clone(&parts.transport), parts.operations.recorder(server));
        let refused = |error| Problem::Answer(SignInProblem::Call(error));
        let block = client.probe(&CallOptions::default()).await.map_err(refused)?.block;
        let (admin, secret) = (UserId::from(default_admin(block)), Secret::new(SECRET));
        let session = sign_in::by_secret(client.with_block(block), admin, secret, false).await;
        let session = session.map_err(Problem::Answer)?;
        // As if it had been signed in to before, in this tab.
        keep::save(&parts.session_store, &session);
        let banner = {
            let (origin, worker) = (self.clone(), worker.clone());
            Callback::from(move |()| html! { <Banner origin={origin.clone()} worker={worker.clone()} /> })
        };
        let origin = self.clone();
        let listener = move |news| {
            if matches!(news, News::SessionEnded(_)) {
                worker.end();
                // The address may name a user of the demo.
                write_hash(&Route::home(), true);
                origin.come_back();
            }
        };
        parts.host = Some(Rc::new(Host {
            listener: Box::new(listener),
            token: None,
            admin: None,
            areas: None,
            bare: false,
            banner: Some(banner),
            waiting: RefCell::default(),
        }));
        Ok(parts)
    }

    /// The deployment's own, but for what is about its servers and users.
    fn demo_config(&self, server: &BaseUrl, name: &str) -> Config {
        let entry = ServerEntry { name: name.to_owned(), url: server.clone(), colour: None };
        Config {
            servers: vec![entry],
            lock_server: true,
            // Its pictures would come from the network.
            avatars: Avatars::Off,
            read_only: false,
            protected: Vec::new(),
            demo: Offer::Hidden,
            ..self.config.clone()
        }
    }
}

impl PartialEq for Origin {
    fn eq(&self, other: &Self) -> bool {
        self.console == other.console
    }
}
