//! The calls of the client itself.

use openim_api::Probe;

use super::methods;

methods! { "", |client, options|
    /// The client remembers it: see `version`.
    probe() open -> Probe { client.probe(options).await? }
    isReachable() open -> Option<bool> { client.is_reachable(options).await }
}
