//! What stands around every page: sidebar, top bar, tab bar on small screens; and what stands there after a crash.

mod appearance_buttons;
mod brand;
pub mod crash;
mod frame;
mod link;
mod page;
mod sidebar;
mod topbar;

pub use appearance_buttons::{view_language_button, view_theme_button};
pub use brand::view_mark;
pub use frame::{view_config_problems, view_frame};
pub use link::{link, link_with};
pub use page::{Page, use_page, view_heading};
pub use topbar::{server_label, server_name, view_server_name};
