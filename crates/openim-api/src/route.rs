//! What is known of a route before it is called. Each is a constant in the file of its resource, so that a page links those it uses.

use crate::server::ServerBlock;

/// One route of the API.
#[derive(PartialEq, Eq, Debug)]
pub struct Route {
    /// Without the server's address: `/user/get_users`.
    pub path: &'static str,
    /// Who may call it. What a version does differently stands at the method.
    pub access: Access,
    /// What it does to the server.
    pub effect: Effect,
    /// The first versions that have it. A server may turn out to have less: a release counts with its patches.
    pub since: ServerBlock,
    /// The last versions that have it; None where today's still do.
    pub until: Option<ServerBlock>,
}

/// Who may call a route.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Everybody; a token is not sent. What is not needed is not sent.
    Open,
    /// Whoever has a token, whatever the data are about.
    AnyUser,
    /// The user whom it is about, and administrators.
    Oneself,
    /// Those whom their role in the group entitles, and administrators.
    Member,
    /// Administrators of the server's configuration. (The level stored with an account gives no right.)
    Admin,
}

/// What a call does to the server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Nothing.
    Reads,
    /// It changes or adds something.
    Writes,
    /// It changes something, and whom it touches may lose by it: a session, a membership, a role, the right to speak, a message.
    Takes,
}

impl Route {
    /// A route that changes nothing, in all versions.
    #[must_use]
    pub const fn reads(path: &'static str, access: Access) -> Self {
        Self { path, access, effect: Effect::Reads, since: ServerBlock::V3_4, until: None }
    }

    /// A route that changes something, in all versions.
    #[must_use]
    pub const fn writes(path: &'static str, access: Access) -> Self {
        Self { effect: Effect::Writes, ..Self::reads(path, access) }
    }

    /// A route that takes something away, in all versions.
    #[must_use]
    pub const fn takes(path: &'static str, access: Access) -> Self {
        Self { effect: Effect::Takes, ..Self::reads(path, access) }
    }

    /// The same route, which came with `since`.
    #[must_use]
    pub const fn since(self, since: ServerBlock) -> Self {
        Self { since, ..self }
    }

    /// The same route, which `until` was the last to have.
    #[must_use]
    pub const fn until(self, until: ServerBlock) -> Self {
        Self { until: Some(until), ..self }
    }
}
