//! What stands around every page: sidebar, top bar, tab bar on small screens; and the pages that are nobody's: not found,
//! crashed.

pub mod crash;
mod frame;
mod link;
mod not_found;
mod page;
mod sidebar;
mod topbar;

pub use frame::Frame;
pub use link::Link;
pub use not_found::NotFoundPage;
pub use page::{Heading, Page};
pub use topbar::{LanguageButton, ThemeButton};
