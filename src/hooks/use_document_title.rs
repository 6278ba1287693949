//! The title of the page, where the page is ours.

use yew::prelude::*;

use crate::browser;
use crate::environment::use_environment;
use crate::i18n::use_texts;

/// Shows `title` in the browser's tab; in a host's page nothing happens.
#[hook]
pub fn use_document_title(title: &str) {
    let environment = use_environment();
    let texts = use_texts();
    let title = format!("{title} · {}", texts.product);
    use_effect_with(title, move |title| {
        if environment.owns_page
            && let Some(document) = browser::document()
        {
            document.set_title(title);
        }
    });
}
