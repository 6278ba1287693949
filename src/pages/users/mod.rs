//! The directory of users: the list, and one user over it.

mod detail;
mod list;
mod model;
mod search;
mod table;

pub use list::UserListPage;
