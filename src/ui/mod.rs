//! The design system: parts that know neither the API nor the routes. Each file is one part; the classes are those of
//! `static/components.css`.

mod avatar;
mod copy_button;
mod drawer;
mod field;
mod icon;
mod menu;
mod pager;
mod safe_text;
mod select;
mod toast;
pub mod visible;

pub use avatar::{Avatar, avatar_source};
pub use copy_button::CopyButton;
pub use drawer::Drawer;
pub use field::{Field, Message, MessageKind};
pub use icon::{Icon, use_icon_sprite};
pub use menu::Menu;
pub use pager::{Pager, last_page};
pub use safe_text::safe_text;
pub use select::select;
pub use toast::{Toast, ToastKind, Toaster, use_toasts};
