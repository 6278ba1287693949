//! Who is signed in, to which server, with what: [`state`] is the pure state machine, [`keep`] where a session is kept
//! over a reload, [`sign_in`] how one begins, [`tabs`] how the tabs of one browser share it, [`api`] the client that carries its token and ends it
//! when the server says so, [`mod@use_session`] what ties them to the page.

pub mod api;
pub mod keep;
pub mod sign_in;
pub mod state;
pub mod tabs;
pub mod use_session;

pub use api::Api;
pub use sign_in::SignInProblem;
pub use state::{EndReason, Phase, SignedIn};
pub use use_session::{Session, use_session};
