//! A failed call, as the person sees it: [`explain`] finds the words, [`failure_state`] fills the place of what could not be
//! loaded, [`failure_banner`] stands above what is still there. Each shows errCode and operationID, to copy. [`codes`] has all
//! codes in more words.

pub mod codes;
pub mod explain;
mod view;
mod why;

pub use view::{failure_banner, failure_state, view_retry};
pub use why::view;
