//! What stands around every page: sidebar, top bar, tab bar on small screens; and the pages that are nobody's: not found,
//! crashed.

pub mod crash;
mod frame;
mod link;
mod not_found;
mod page;
mod sidebar;
mod topbar;

pub use frame::view_frame;
pub use link::{link, link_with};
pub use not_found::NotFoundPage;
pub use page::{Page, use_page, view_heading};
pub use topbar::{view_language_button, view_theme_button};
