//! The design system: parts that know neither the API nor the routes. Each file is one part; the classes are those of
//! `static/components.css`.

mod avatar;
mod banner;
mod button;
mod copy_button;
mod copy_mark;
mod delegates;
mod dialog;
mod drawer;
mod field;
mod icon;
mod keep_focus;
mod menu;
mod modal;
mod pager;
mod row_keys;
mod safe_text;
mod search_field;
mod select;
mod split;
mod state;
mod tabs;
mod toast;
pub mod visible;

pub use avatar::{avatar_source, view_avatar};
pub use banner::{BannerKind, banner};
pub use button::{icon_button, icon_button_if};
pub use copy_button::CopyButton;
pub use copy_mark::copy_mark;
pub use delegates::{use_delegates, view_said};
pub use dialog::Dialog;
pub use drawer::Drawer;
pub use field::{Field, Message, MessageKind};
pub use icon::{Icon, view_icon};
pub use keep_focus::keep_focus;
pub use menu::Menu;
pub use modal::{Modal, use_modal};
pub use pager::{Pager, last_page};
pub use row_keys::row_keys;
pub use safe_text::{safe_content, safe_text};
pub use search_field::{REST_BEFORE_ASKING_MILLIS, SearchField};
pub use select::select;
pub use split::{Detail, Split};
pub use state::{empty_state, state_frame};
pub use tabs::{Tab, view_tabs};
pub use toast::{Toast, ToastKind, Toaster, Toasts, use_toasts, view_toasts};
