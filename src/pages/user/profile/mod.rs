//! What the account is, to be changed: only what differs is sent, and what that is stands there before. `model.rs` has the rules,
//! `state.rs` the form as it stands, `save.rs` the calls, `fields.rs` and `changes.rs` draw.

mod changes;
mod fields;
mod form;
mod model;
mod save;
mod state;

pub use form::{Profile, draft_of};
