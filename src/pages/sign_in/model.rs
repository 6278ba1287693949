//! What is known of the address in the field.

use openim_api::{BaseUrl, BaseUrlError, Probe, ServerBlock};

use crate::address::ServerProblem;

/// What is known of the address in the field.
#[derive(Clone, PartialEq)]
pub enum Check {
    /// Nothing: none is typed, or the typing goes on.
    Empty,
    /// It is no address.
    Invalid(BaseUrlError),
    /// The deployment does not allow it.
    NotAllowed,
    /// An https page may not call an http server.
    MixedContent(BaseUrl),
    /// A link filled it in, and nobody here has used it: nothing is sent before the person says so.
    Unconfirmed(BaseUrl),
    /// It is being asked.
    Probing(BaseUrl),
    /// An OpenIM server.
    Ready(BaseUrl, Probe),
    /// Not to be used, and why.
    Failed(BaseUrl, ServerProblem),
}

/// The administrator that a fresh server of these versions has.
pub fn default_admin(block: ServerBlock) -> &'static str {
    if block < ServerBlock::V3_6 { "openIM123456" } else { "imAdmin" }
}
