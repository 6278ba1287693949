//! An in-memory stand-in for an OpenIM server, so that a console runs, demos and is tested without one.
//!
//! It speaks the REST dialect of four server versions ([`Server`]) and is held to recorded answers of real ones. It shares no
//! type with any client: a wrong field name on one side would otherwise pass every test.
//!
//! | module | what belongs there |
//! |---|---|
//! | `server` | the versions, and the rules in which they differ |
//! | `routes` | which path exists in which version |
//! | `http`, `body`, `envelope`, `failure`, `gzip` | the way in and out: gates, reading as Go reads, wording of answers |
//! | `handlers`, `call` | what each route does; copy `handlers/auth.rs` as a pattern |
//! | `world`: `users`, `tokens`, `jwt`, `absence`, `groups`, `friends`, `messages`, `conversations`, `commands`, `logs` | the state they work on |
//! | `delivery`, `presence`, `outage` | what changes several parts of it at once: a message, a connection, a request that ends a service |
//! | `seed`, `avatar` | invented users, their groups, friends and messages, and their pictures |
//! | `faults`, `control` | what goes wrong on purpose, and the routes by which tests ask for it |
//! | `sentinels` | inputs that ask for a fault of just their call |
//! | `clock`, `random` | injected, so that expiry is tested without sleeping and the library also compiles to wasm32 |
//! | `sandbox`, `serve` | the whole, and its listener |
//!
//! The program:
//!
//! ```text
//! openim-sandbox [--server v3.4|v3.7|v3.8.3|main] [--port N] [--users N] [--admin ID]... [--secret TEXT]
//!                [--token-days N] [--delay-ms N] [--chaos PERCENT] [--control] [--seed N]
//! ```
//!
//! It prints one line, `openim-sandbox main listening on http://127.0.0.1:10002 admin=imAdmin secret=openIM123`, and serves until
//! Ctrl-C. Port 0 takes a free one; `--users 0` is an empty server. `--chaos` breaks a share of the calls (connection closed, 500
//! without a body, 429 without CORS, a proxy's HTML, errCode 14). `--control` adds the routes under `/sandbox/` that move the clock,
//! plan faults for single calls, start anew and tell what has arrived: the table is in `control.rs`.
//!
//! A text that begins with `sandboxfault_` asks for a fault of the call that carries it: `sandboxfault_code_1507`,
//! `sandboxfault_delay_3000`, `sandboxfault_500`, `sandboxfault_drop`, `sandboxfault_lost`; the table is in `sentinels.rs`.
//!
//! A route that the version has and the sandbox has not answers errCode 99001. Loopback only, with public credentials: never a
//! server for real users.

mod absence;
mod avatar;
mod body;
mod call;
mod clock;
mod commands;
mod control;
mod conversations;
mod delivery;
mod envelope;
mod failure;
mod faults;
mod friends;
mod groups;
mod gzip;
mod handlers;
mod http;
mod jwt;
mod logs;
mod messages;
mod outage;
mod presence;
mod random;
mod routes;
mod sandbox;
mod seed;
mod sentinels;
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
