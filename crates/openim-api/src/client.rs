//! The client: one server, one transport, maybe a token.

use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use crate::auth::Auth;
use crate::base_url::BaseUrl;
use crate::call;
use crate::cancel::{CallOptions, DEFAULT_TIMEOUT_MILLIS};
use crate::client_config::ClientConfig;
use crate::conversations::Conversations;
use crate::friends::Friends;
use crate::groups::Groups;
use crate::guard::{Guard, Refusal};
use crate::ids::{OperationId, OperationIds, Token, UserId};
use crate::jssdk::JsSdk;
use crate::msg::Msg;
use crate::notification_accounts::NotificationAccounts;
use crate::observer::Observer;
use crate::route::{Effect, Route};
use crate::server::{Dialect, ServerBlock};
use crate::statistics::Statistics;
use crate::transport::Transport;
use crate::user_commands::UserCommands;
use crate::users::Users;

/// A client for one server. Cloning is cheap; clones share transport, observer and the order of their operationIDs.
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Rc<Shared>,
    block: ServerBlock,
    token: Option<Token>,
    guard: Option<Rc<dyn Guard>>,
    timeout_millis: u32,
}

pub(crate) struct Shared {
    pub base: BaseUrl,
    pub transport: Rc<dyn Transport>,
    pub observer: Rc<dyn Observer>,
    pub operation_ids: OperationIds,
}

impl Client {
    /// A client without a token for a server that is taken for v3.8.3, until [`Client::probe`] tells better.
    #[must_use]
    pub fn new(base: BaseUrl, transport: Rc<dyn Transport>, observer: Rc<dyn Observer>) -> Self {
        let shared = Shared { base, transport, observer, operation_ids: OperationIds::default() };
        Self {
            shared: Rc::new(shared),
            block: ServerBlock::V3_8_3,
            token: None,
            guard: None,
            timeout_millis: DEFAULT_TIMEOUT_MILLIS,
        }
    }

    /// The same client, knowing the server's version.
    #[must_use]
    pub fn with_block(&self, block: ServerBlock) -> Self {
        Self { block, ..self.clone() }
    }

    /// The same client, signed in.
    #[must_use]
    pub fn with_token(&self, token: Token) -> Self {
        Self { token: Some(token), ..self.clone() }
    }

    /// The same client, which asks `guard` before it writes. A client keeps its first guard, and so do its clones: there is no way to
    /// be rid of it.
    #[must_use]
    pub fn with_guard(&self, guard: Rc<dyn Guard>) -> Self {
        Self { guard: self.guard.clone().or(Some(guard)), ..self.clone() }
    }

    /// A client whose calls all carry this operationID.
    pub(crate) fn as_operation(&self, id: &OperationId) -> Self {
        let Shared { base, transport, observer, .. } = &*self.shared;
        let (base, transport, observer) = (base.clone(), transport.clone(), observer.clone());
        let shared = Shared { base, transport, observer, operation_ids: OperationIds::fixed(id) };
        Self { shared: Rc::new(shared), ..self.clone() }
    }

    /// The same client, whose calls may take so long where their options say nothing else.
    #[must_use]
    pub fn with_timeout(&self, millis: u32) -> Self {
        Self { timeout_millis: millis, ..self.clone() }
    }

    /// The options of a call, with this client's own limit where they have the usual one.
    pub(crate) fn limited(&self, options: &CallOptions) -> CallOptions {
        let is_usual = options.timeout_millis == DEFAULT_TIMEOUT_MILLIS;
        let timeout_millis = if is_usual { self.timeout_millis } else { options.timeout_millis };
        CallOptions { timeout_millis, cancel: options.cancel.clone() }
    }

    /// What the guard has against a call.
    pub(crate) fn refusal(&self, route: &Route, touched: &[UserId]) -> Option<Refusal> {
        let guard = self.guard.as_ref().filter(|_| route.effect != Effect::Reads)?;
        guard.refuses(self, route, touched)
    }

    /// The server's address.
    #[must_use]
    pub fn base(&self) -> &BaseUrl {
        &self.shared.base
    }

    /// The version that the client assumes.
    #[must_use]
    pub fn block(&self) -> ServerBlock {
        self.block
    }

    /// The dialect that follows from the version.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.block.dialect()
    }

    /// The transport, for its clock and its timers.
    #[must_use]
    pub fn transport(&self) -> &Rc<dyn Transport> {
        &self.shared.transport
    }

    /// Whether calls carry a token.
    #[must_use]
    pub fn has_token(&self) -> bool {
        self.token.is_some()
    }

    pub(crate) fn token(&self) -> Option<&Token> {
        self.token.as_ref()
    }

    /// The calls of `/auth`.
    #[must_use]
    pub fn auth(&self) -> Auth<'_> {
        Auth { client: self }
    }

    /// The calls of `/user`.
    #[must_use]
    pub fn users(&self) -> Users<'_> {
        Users { client: self }
    }

    /// The calls about notification accounts.
    #[must_use]
    pub fn notification_accounts(&self) -> NotificationAccounts<'_> {
        NotificationAccounts { client: self }
    }

    /// The calls about user commands.
    #[must_use]
    pub fn user_commands(&self) -> UserCommands<'_> {
        UserCommands { client: self }
    }

    /// The calls about the configuration of apps.
    #[must_use]
    pub fn client_config(&self) -> ClientConfig<'_> {
        ClientConfig { client: self }
    }

    /// The calls of `/friend`.
    #[must_use]
    pub fn friends(&self) -> Friends<'_> {
        Friends { client: self }
    }

    /// The calls of `/group`.
    #[must_use]
    pub fn groups(&self) -> Groups<'_> {
        Groups { client: self }
    }

    /// The calls of `/statistics`.
    #[must_use]
    pub fn statistics(&self) -> Statistics<'_> {
        Statistics { client: self }
    }

    /// The calls of `/conversation`.
    #[must_use]
    pub fn conversations(&self) -> Conversations<'_> {
        Conversations { client: self }
    }

    /// The calls of `/jssdk`.
    #[must_use]
    pub fn jssdk(&self) -> JsSdk<'_> {
        JsSdk { client: self }
    }

    /// The calls of `/msg`.
    #[must_use]
    pub fn msg(&self) -> Msg<'_> {
        Msg { client: self }
    }

    /// Whether anything answers at the server's address, readable or not. After a network error this tells a server that does not
    /// let this page read (CORS) from one that is down. None where the options' limit came first. Nothing but the address is sent, it is
    /// no call of the API, and the observer is not told.
    pub async fn is_reachable(&self, options: &CallOptions) -> Option<bool> {
        let transport = &self.shared.transport;
        let url = self.base().join("/");
        call::race(&**transport, options, || transport.is_reachable(url)).await.ok()
    }

    pub(crate) fn timeout(options: &CallOptions) -> Duration {
        Duration::from_millis(u64::from(options.timeout_millis.max(1)))
    }
}

impl PartialEq for Client {
    /// The same connection with the same token and guard, not merely the same address.
    fn eq(&self, other: &Self) -> bool {
        let same_guard = match (&self.guard, &other.guard) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        same_guard && Rc::ptr_eq(&self.shared, &other.shared) && self.block == other.block && self.token == other.token
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base", self.base())
            .field("block", &self.block)
            .field("has_token", &self.has_token())
            .finish_non_exhaustive()
    }
}
