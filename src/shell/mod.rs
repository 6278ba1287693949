//! What stands around every page: sidebar, top bar, tab bar on small screens; and what stands there after a crash.

pub mod crash;
mod frame;
mod link;
mod page;
mod sidebar;
mod topbar;

pub use frame::{view_config_problems, view_frame};
pub use link::{link, link_with};
pub use page::{Page, use_page, view_heading};
pub use topbar::{view_language_button, view_theme_button};
