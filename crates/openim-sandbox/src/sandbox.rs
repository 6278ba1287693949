//! The sandbox as a whole: options, state, and the way of a request through faults and rules.

use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, Response};
use tokio::sync::Notify;

use crate::clock::Clock;
use crate::control::Recorded;
use crate::faults::{Fate, Faults, Plan};
use crate::http::{Arrived, Read};
use crate::random::Seeded;
use crate::sentinels::{self, Sentinel};
use crate::world::World;
use crate::{Server, avatar, control, faults, http};

/// How a sandbox is set up.
#[derive(Clone, PartialEq, Eq)]
pub struct Options {
    /// The version to stand in for.
    pub server: Server,
    /// How many invented users there are at the start, with groups, friends and messages among them; 0 is an empty server.
    pub users: usize,
    /// The configured admins' userIDs; empty: those of the shipped configuration.
    pub admins: Vec<String>,
    /// The shared secret, which also signs the tokens.
    pub secret: String,
    /// Milliseconds that every call waits.
    pub delay_millis: u64,
    /// The share of calls that fail, 0 to 100.
    pub chaos_percent: u8,
    /// Days that a token is valid.
    pub token_days: u32,
    /// Whether the routes under `/sandbox/` that move clocks and break calls are there.
    pub control: bool,
    /// The sandbox's own address for the avatars of invented users, such as `http://127.0.0.1:10002`; `None`: no avatars.
    pub public_url: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            server: Server::Main,
            users: 0,
            admins: Vec::new(),
            secret: "openIM123".to_owned(),
            delay_millis: 0,
            chaos_percent: 0,
            token_days: 90,
            control: false,
            public_url: None,
        }
    }
}

impl fmt::Debug for Options {
    /// Everything but the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("server", &self.server)
            .field("users", &self.users)
            .field("admins", &self.admins)
            .field("delay_millis", &self.delay_millis)
            .field("chaos_percent", &self.chaos_percent)
            .field("token_days", &self.token_days)
            .field("control", &self.control)
            .field("public_url", &self.public_url)
            .finish_non_exhaustive()
    }
}

/// A running stand-in. Clones share their state.
#[derive(Clone)]
pub struct Sandbox {
    inner: Arc<Inner>,
}

struct Inner {
    options: Options,
    seed: u64,
    clock: Arc<dyn Clock>,
    /// How far `/sandbox/clock` has moved the time.
    skew_millis: AtomicI64,
    world: Mutex<World>,
    faults: Mutex<Faults>,
    faults_changed: Notify,
    requests: Mutex<VecDeque<Recorded>>,
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("options", &self.inner.options).finish_non_exhaustive()
    }
}

impl Sandbox {
    /// A server right after its start. The same `options`, clock and `seed` give the same users and the same faults.
    #[must_use]
    pub fn new(options: Options, clock: Arc<dyn Clock>, seed: u64) -> Self {
        let world = World::new(&options, seed, clock.now_millis());
        let faults = Faults::new(&options, Seeded::new(seed ^ 0x6661_756c_7473));
        let inner = Inner {
            seed,
            clock,
            skew_millis: AtomicI64::new(0),
            world: Mutex::new(world),
            faults: Mutex::new(faults),
            faults_changed: Notify::new(),
            requests: Mutex::new(VecDeque::new()),
            options,
        };
        Self { inner: Arc::new(inner) }
    }

    /// What it was set up with.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.inner.options
    }

    /// The userIDs of the configured admins.
    #[must_use]
    pub fn admins(&self) -> Vec<String> {
        self.world().admins().to_vec()
    }

    /// The sandbox's time in milliseconds since 1970.
    pub(crate) fn now_millis(&self) -> i64 {
        self.inner.clock.now_millis().saturating_add(self.inner.skew_millis.load(Ordering::SeqCst))
    }

    /// Moves the time without waiting.
    pub(crate) fn advance_seconds(&self, seconds: i64) {
        self.inner.skew_millis.fetch_add(seconds.saturating_mul(1000), Ordering::SeqCst);
    }

    /// Starts anew: users (`users` of them, or as many as at the start), tokens, faults and the request log; the clock shows
    /// the real time again.
    pub(crate) fn reset(&self, users: Option<usize>) {
        self.inner.skew_millis.store(0, Ordering::SeqCst);
        let mut options = self.inner.options.clone();
        options.users = users.unwrap_or(options.users);
        *self.world() = World::new(&options, self.inner.seed, self.now_millis());
        self.requests().clear();
        self.set_faults(Vec::new());
    }

    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        lock(&self.inner.world)
    }

    fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.inner.faults)
    }

    pub(crate) fn requests(&self) -> MutexGuard<'_, VecDeque<Recorded>> {
        lock(&self.inner.requests)
    }

    /// Puts other faults in force and lets go of the calls that hang.
    pub(crate) fn set_faults(&self, plans: Vec<Plan>) {
        self.faults().set(plans);
        self.inner.faults_changed.notify_waiters();
    }

    async fn answer(&self, request: Request<Body>) -> Response<Body> {
        let server = self.inner.options.server;
        let request = Arrived::read(server, request).await;
        if let Some(image) = avatar::answer(&request) {
            return image;
        }
        if self.inner.options.control
            && let Some(answer) = control::answer(self, &request)
        {
            return answer;
        }
        if self.inner.options.control {
            control::record(self, &request);
        }
        if matches!(request.body, Read::Lost) {
            return faults::lost().map(Body::from);
        }
        let (mut delay, mut fate) = self.faults().decide(&request);
        let sentinel = if fate == Fate::Spared { sentinels::find(&request) } else { None };
        match sentinel {
            Some(Sentinel::Fails(asked)) => fate = asked,
            Some(Sentinel::Late(asked)) => delay = delay.max(asked),
            Some(Sentinel::Lost) | None => {}
        }
        if !delay.is_zero() {
            self.inner.clock.sleep(delay).await;
        }
        match fate {
            Fate::Spared | Fate::Lost => {}
            Fate::Silent { generation } => self.until_plans_change(generation).await,
            fate => return faults::answer(server, fate, &request),
        }
        let answer = http::answer(server, &mut self.world(), self.now_millis(), &request);
        match (fate, sentinel) {
            (Fate::Lost, _) => faults::answer(server, fate, &request),
            (_, Some(Sentinel::Lost)) => faults::lost().map(Body::from),
            _ => answer,
        }
    }

    async fn until_plans_change(&self, generation: u64) {
        loop {
            // Made before the look, so that a change in between is not missed.
            let changed = self.inner.faults_changed.notified();
            if !self.faults().is_still(generation) {
                return;
            }
            changed.await;
        }
    }
}

/// A poisoned lock only says that another call failed half way; the sandbox goes on, as a real server would.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The sandbox as a service. It answers every path itself: the order of gates and routes is the real servers', not axum's.
pub fn router(sandbox: &Sandbox) -> Router {
    Router::new().fallback(handle).with_state(sandbox.clone())
}

async fn handle(State(sandbox): State<Sandbox>, request: Request<Body>) -> Response<Body> {
    sandbox.answer(request).await
}
