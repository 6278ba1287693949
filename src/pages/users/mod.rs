//! The list of users.

mod list;
pub mod model;
pub mod options;
pub mod table;
mod tabs;

pub use list::UserListPage;
pub use table::{view_time, view_value};
pub use tabs::view_tabs;
