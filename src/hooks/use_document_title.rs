//! The title of what is shown.

use yew::prelude::*;

use crate::browser;
use crate::desk::Desk;
use crate::host::News;

/// Shows `title` in the browser's tab where the page is ours; a host hears it, with the route.
#[hook]
pub fn use_document_title(desk: &Desk, title: &str) {
    let environment = desk.environment.clone();
    let route = desk.navigator.route().to_path();
    let product = desk.product().to_owned();
    use_effect_with((title.to_owned(), route), move |(title, route)| {
        if let Some(document) = browser::document().filter(|_| environment.owns_page) {
            document.set_title(&format!("{title} · {product}"));
        }
        environment.tell(News::Navigated { title: title.clone(), route: route.clone() });
    });
}
