//! A failed call, as the person sees it: [`explain`] finds the words, [`FailureState`] fills the place of what could not be
//! loaded, [`FailureBanner`] stands above what is still there. Each shows errCode and operationID, to copy.

pub mod explain;
mod view;

pub use view::{FailureBanner, FailureState};
