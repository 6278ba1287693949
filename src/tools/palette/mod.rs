//! The command palette: jump to a user, a page or a deed by typing a part of its name.

mod model;
mod view;

pub use view::Palette;
