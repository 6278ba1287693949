//! Where the user is online, and signing out there: on one platform or on all. `model.rs` sums up what the server tells,
//! `page.rs` shows it, `ask.rs` asks before it is done and says what will come of it on this version.

mod ask;
mod model;
mod page;

pub use page::Devices;
