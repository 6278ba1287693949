//! The pages, a folder an area. Pages do not know each other: they link through `route`. In each folder `model.rs` holds
//! what can be said without a DOM.

pub mod account_check;
pub mod not_found;
pub mod register;
pub mod sign_in;
pub mod users;
