//! The pages, a folder an area. Pages do not know each other: they link through `route`. In each folder `model.rs` holds
//! what can be said without a DOM.

pub mod account_check;
pub mod api;
pub mod connection;
pub mod error_codes;
pub mod hosted;
pub mod import;
pub mod known_servers;
pub mod list_options;
pub mod not_found;
pub mod notification_accounts;
pub mod operations;
pub mod register;
pub mod settings;
pub mod sign_in;
pub mod token;
pub mod user;
pub mod user_actions;
pub mod user_filter;
pub mod users;
