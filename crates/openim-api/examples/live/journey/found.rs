//! What is said of what was found: numbers, never names.
#![allow(clippy::ptr_arg, reason = "what a call answers is handed on as it is")]

use openim_api::{Changes, FullIds, Listing, Overview};

/// Nothing: that it succeeded is all.
pub fn nothing(_: &()) -> String {
    String::new()
}

/// How many there are.
pub fn number<T>(all: &Vec<T>) -> String {
    all.len().to_string()
}

/// How many there are on the page, and over all pages.
pub fn of_total<T>(page: &Listing<T>) -> String {
    format!("{} of {}", page.items.len(), page.total)
}

/// How many conversations there are on the page and over all, and how many messages are unread.
pub fn unread(page: &Overview) -> String {
    format!("{} of {}, {} unread", page.items.len(), page.total, page.unread)
}

/// How many rows somebody gets who has none, and of which version of the list.
pub fn at_version<T>(changes: &Changes<T>) -> String {
    format!("{} at version {}", changes.inserted.len(), changes.version.number)
}

/// How many IDs there are, and of which version of the list.
pub fn ids_at_version(full: &FullIds) -> String {
    format!("{} at version {}", full.ids.len(), full.version.number)
}
