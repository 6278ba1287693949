//! Which of these IDs are registered?

mod form;
mod model;
mod page;
mod result;

pub use page::AccountCheckPage;
