//! Signing in: an address that is probed before a secret is typed, then a secret or a token.

mod draft;
mod form;
mod model;
mod notice;
mod page;
mod server_check;
mod server_field;
pub mod token_field;

pub use form::SignInPage;
pub use model::default_admin;
pub use notice::view_notice;
pub use page::view_page;
