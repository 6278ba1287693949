//! What the console itself will not do, whatever its pages ask for: the client asks its [`Guard`] before a call that writes.
//!
//! It protects from slips, and is no permission: whoever has the token can send the same request by other means.

mod pattern;

pub use self::pattern::Pattern;
use crate::claims::peek_token;
use crate::client::Client;
use crate::ids::UserId;
use crate::route::{Access, Effect, Route};

/// Judges calls before they are sent.
pub trait Guard {
    /// Why a call must not be sent. Asked for every call that writes, and for no other; `touched` are the users who may notice it.
    fn refuses(&self, client: &Client, route: &Route, touched: &[UserId]) -> Option<Refusal>;
}

/// Why a call was not sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// Nothing may be written at all.
    ReadOnly,
    /// The call would touch this user.
    Protected(UserId),
}

impl Client {
    /// What the guard would have against changing these users, or with `takes` against taking something from them, such as a
    /// connection: for screens to say before it is tried.
    #[must_use]
    pub fn would_refuse(&self, takes: bool, touched: &[UserId]) -> Option<Refusal> {
        const CHANGES: Route = Route::writes("", Access::Admin);
        const TAKES: Route = Route::takes("", Access::Admin);
        self.refusal(if takes { &TAKES } else { &CHANGES }, touched)
    }

    /// Those of the users whom [`Client::would_refuse`] is about, in their order. The guard is asked once, and once more for each that it
    /// names: a hundred thousand users cost no more than their comparison.
    ///
    /// # Errors
    /// What it has against all of them.
    pub fn protected_among(&self, takes: bool, users: &[UserId]) -> Result<Vec<UserId>, Refusal> {
        let (mut rest, mut found) = (users, Vec::new());
        loop {
            let named = match self.would_refuse(takes, rest) {
                Some(Refusal::Protected(named)) => named,
                Some(refusal) => return Err(refusal),
                None => return Ok(found),
            };
            let behind = rest.iter().position(|user| *user == named).map_or(rest.len(), |place| place + 1);
            rest = rest.get(behind..).unwrap_or_default();
            found.push(named);
        }
    }
}

/// The rules of a console's configuration.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rules {
    /// Nothing may be written at all.
    pub read_only: bool,
    /// Whom no call may touch. The account of the client's own token is in any case safe from what [`Effect::Takes`].
    pub protected: Vec<Pattern>,
}

impl Guard for Rules {
    fn refuses(&self, client: &Client, route: &Route, touched: &[UserId]) -> Option<Refusal> {
        if self.read_only {
            return Some(Refusal::ReadOnly);
        }
        let folds = client.block().folds_user_ids();
        let own = client.token().filter(|_| route.effect == Effect::Takes).and_then(peek_token);
        let own = own.and_then(|claims| claims.user_id).map(|id| Pattern::exactly(id.as_str()));
        let is_protected =
            |id: &&UserId| self.protected.iter().chain(&own).any(|pattern| pattern.is_met_by(id.as_str(), folds));
        touched.iter().find(is_protected).cloned().map(Refusal::Protected)
    }
}
