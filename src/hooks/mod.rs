//! Hooks of the console: glue between plain values and components. One file each.

mod use_document_title;
mod use_draft;
mod use_navigator;
mod use_news;
mod use_notes;
mod use_operations;
mod use_query;
mod use_task;
mod use_unsaved;
mod use_way_out;

pub use use_document_title::use_document_title;
pub use use_draft::{KeptDraft, use_draft, view_restored};
pub use use_navigator::{Navigator, use_navigator, write_hash};
pub use use_news::use_news;
pub use use_notes::{Notes, use_notes};
pub use use_operations::{Log, use_operations};
pub use use_query::{Query, use_query};
pub use use_task::{Task, use_task};
pub use use_unsaved::use_unsaved;
pub use use_way_out::use_way_out;
