//! What surrounds one console: how it is mounted, what it may touch, where it keeps things. Two consoles in one page have
//! two environments and share nothing else.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use openim_api::{BaseUrl, BrowserTransport, Client, Transport};
use yew::Callback;

use crate::Console;
use crate::browser;
use crate::browser::storage::TextStore;
use crate::config::Config;
use crate::host::{Host, News, TokenSource};
use crate::i18n::Language;
use crate::operations::Operations;
use crate::route::{self, Route};
use crate::safety::{Judge, Keeper};
use crate::theme::Theme;

/// Is asked before one leaves: where to, if it is a place, and what does it.
pub type Held = Callback<(Option<Route>, Callback<()>)>;

/// What whoever leaves a page goes by: somebody may hold something that would be lost (`hooks::use_way_out`). Clones are the same. Apart from the
/// rest of the environment, because a host is handed the navigator, and the environment holds the host.
#[derive(Clone, Default)]
pub struct WayOut(Rc<RefCell<Option<Held>>>);

impl WayOut {
    /// Does what leaves a page, unless something would be lost: then it is asked first. `to`: the place it leads to.
    pub fn leave(&self, to: Option<&Route>, go: Callback<()>) {
        let held = self.0.borrow().clone();
        match held {
            Some(held) => held.emit((to.cloned(), go)),
            None => go.emit(()),
        }
    }

    /// From now on this one is asked.
    pub fn hold(&self, held: Held) {
        self.0.replace(Some(held));
    }

    /// No more, unless something else is held by now.
    pub fn let_go(&self, held: &Held) {
        self.0.borrow_mut().take_if(|now| now == held);
    }

    /// Nothing is held any more, whatever it was.
    pub fn clear(&self) {
        self.0.take();
    }
}

/// Where the current route is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Routing {
    /// Behind the `#` of the page's address.
    Hash,
    /// Nowhere: the host's address is not ours.
    Memory,
}

/// The surroundings. Cheap to clone; equal to its clones only.
#[derive(Clone)]
pub struct Environment(Rc<Parts>);

/// What an environment is made of.
pub struct Parts {
    /// Begins every element id of this console.
    pub id_prefix: String,
    /// The page around it, where it is a guest.
    pub host: Option<Rc<Host>>,
    /// The deployment's settings.
    pub config: Config,
    /// Is the whole page ours? Only then title and address are touched and sessions shared between tabs.
    pub owns_page: bool,
    /// Where routes live.
    pub routing: Routing,
    /// The route to start at, where the address does not say.
    pub start_path: Option<String>,
    /// Given by the host, or by `?server=`: fills in the server's address.
    pub server: Option<String>,
    /// Was the server named by the host (trusted) rather than by a link?
    pub server_is_trusted: bool,
    /// The language the host wants.
    pub language: Option<Language>,
    /// The theme the host wants.
    pub theme: Option<Theme>,
    /// For the session: this tab only.
    pub session_store: TextStore,
    /// For what is no secret: language, theme, addresses used before.
    pub preferences: TextStore,
    /// Do the tabs of this browser share the session?
    pub shares_session: bool,
    /// Where the import's worker is, if not beside the page; behind a `#`, where its wasm is.
    pub import_worker: Option<String>,
    /// Carries all calls.
    pub transport: Rc<dyn Transport>,
    /// Has all calls written down.
    pub operations: Operations,
    /// What judges calls that write, once it is there.
    pub judge: Cell<Option<Judge>>,
    /// What is under way on a page and outlives the end of a session; none of it is looked at here.
    pub unfinished: RefCell<Option<Rc<dyn Any>>>,
    /// Who asks before something is lost that is typed or under way.
    pub way_out: WayOut,
    /// What a page remembers while the session lasts; what it is, that page alone knows.
    pub kept: RefCell<Option<Rc<dyn Any>>>,
    /// Where it is mounted; known once it is.
    pub console: Option<Console>,
}

impl Parts {
    /// A console that is a guest in somebody's page: it keeps nothing and touches nothing.
    pub fn guest() -> Self {
        Self {
            id_prefix: format!("oic-{}", browser::random_word()),
            host: None,
            config: Config::default(),
            owns_page: false,
            routing: Routing::Memory,
            start_path: None,
            server: None,
            server_is_trusted: true,
            language: None,
            theme: None,
            session_store: TextStore::memory(),
            preferences: TextStore::memory(),
            shares_session: false,
            import_worker: None,
            transport: Rc::new(BrowserTransport::new()),
            operations: Operations::default(),
            judge: Cell::new(None),
            unfinished: RefCell::new(None),
            way_out: WayOut::default(),
            kept: RefCell::new(None),
            console: None,
        }
    }

    /// A console that has the page to itself.
    pub fn page(config: Config) -> Self {
        Self {
            config,
            owns_page: true,
            routing: Routing::Hash,
            server: route::parameter(&browser::page_query(), "server"),
            server_is_trusted: false,
            session_store: TextStore::session(),
            preferences: TextStore::local(),
            shares_session: true,
            ..Self::guest()
        }
    }
}

impl std::ops::Deref for Environment {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl PartialEq for Environment {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl From<Parts> for Environment {
    fn from(parts: Parts) -> Self {
        Self(Rc::new(parts))
    }
}

impl Environment {
    /// Tells the host.
    pub fn tell(&self, news: News) {
        if let Some(host) = &self.host {
            (host.listener)(news);
        }
    }

    /// May this be shown? A host may leave areas out.
    pub fn shows(&self, route: &Route) -> bool {
        self.host.as_ref().is_none_or(|host| host.shows(route))
    }

    /// Where the host has tokens, if it has.
    pub fn token_source(&self) -> Option<&TokenSource> {
        self.host.as_ref()?.token.as_ref()
    }

    /// An element id that no other console in this page has.
    pub fn id(&self, name: &str) -> String {
        format!("{}-{name}", self.id_prefix)
    }

    /// A client without a token for this server, under this console's guard. There is no other way to one.
    pub fn client(&self, server: &BaseUrl) -> Client {
        let client = Client::new(server.clone(), Rc::clone(&self.transport), self.operations.recorder(server.clone()));
        client.with_timeout(self.config.timeout_millis).with_guard(Rc::new(Keeper(self.clone())))
    }

    /// Does the deployment allow this server?
    pub fn may_sign_in_to(&self, server: &BaseUrl) -> bool {
        !self.config.lock_server || self.config.knows(server)
    }

    /// Reads what the person typed as an address: the scheme the page itself has is put in front where none is given.
    ///
    /// # Errors
    /// What is wrong with the address.
    pub fn read_server(&self, text: &str) -> Result<BaseUrl, openim_api::BaseUrlError> {
        if text.trim_start().starts_with('/')
            && let Some(origin) = browser::page_origin()
        {
            return BaseUrl::same_origin(&origin, text.trim());
        }
        BaseUrl::parse_with_scheme(text, if browser::page_is_https() { "https" } else { "http" })
    }
}
