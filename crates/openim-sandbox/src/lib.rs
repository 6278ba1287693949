//! An in-memory stand-in for an OpenIM server, so that a console runs, demos and is tested without one.
//!
//! It speaks the REST dialect of four server versions ([`Server`]) and is held to recorded answers of real ones. It shares no
//! type with any client: a wrong field name on one side would otherwise pass every test.
//!
//! - `server`: the versions and the rules in which they differ
//! - `routes`: which path exists in which version; `http`: the gates, the envelope, CORS
//! - `handlers`: what each route does; `world`: the state they work on (`users`, `tokens`)
//! - `seed`, `avatar`: invented users; `faults`, `control`: what tests do to the server
//! - `clock`, `random`: injected, so that expiry is tested without sleeping and the library also compiles to wasm32
//!
//! Loopback only, with public credentials: never a server for real users.

mod absence;
mod avatar;
mod body;
mod call;
mod clock;
mod control;
mod failure;
mod faults;
mod gzip;
mod handlers;
mod http;
mod jwt;
mod random;
mod routes;
mod sandbox;
mod seed;
#[cfg(feature = "server")]
mod serve;
mod server;
mod tokens;
mod users;
mod world;

#[cfg(feature = "server")]
pub use clock::SystemClock;
pub use clock::{Clock, ManualClock, Sleep};
pub use faults::Dropped;
pub use sandbox::{Options, Sandbox, router};
#[cfg(feature = "server")]
pub use serve::serve;
pub use server::Server;
