//! The title of the page, where the page is ours.

use yew::prelude::*;

use crate::browser;
use crate::desk::Desk;

/// Shows `title` in the browser's tab; in a host's page nothing happens.
#[hook]
pub fn use_document_title(desk: &Desk, title: &str) {
    let owns_page = desk.environment.owns_page;
    let title = format!("{title} · {}", desk.product());
    use_effect_with(title, move |title| {
        if let Some(document) = browser::document().filter(|_| owns_page) {
            document.set_title(title);
        }
    });
}
