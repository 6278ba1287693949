//! Registering one user.

mod form;
mod model;
mod page;
mod preview;

pub use page::RegisterPage;
