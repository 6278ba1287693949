//! The frame of one page: title, actions, and where the focus goes after navigation.

use yew::prelude::*;

use crate::browser::focus;
use crate::desk::Desk;
use crate::hooks::use_document_title;
use crate::route::Route;
use crate::shell::link;

/// The frame. A page calls [`use_page`] with the same title, and shows its content through [`Page::view`].
#[derive(Default)]
pub struct Page {
    /// Its heading, and the title of the tab.
    pub title: AttrValue,
    /// A sentence under it.
    pub subtitle: &'static str,
    /// The page above it: words and where to.
    pub parent: Option<(&'static str, Route)>,
    /// Buttons at the end edge.
    pub actions: Html,
    /// Does its content scroll by itself (a table), instead of the page?
    pub fills: bool,
}

/// Takes the focus when the page appears, so that assistive technology reads the new title.
#[hook]
pub fn use_page(desk: &Desk, title: &str) -> NodeRef {
    let main = use_node_ref();
    use_document_title(desk, title);
    {
        let main = main.clone();
        use_effect_with((), move |()| {
            if let Some(main) = main.cast::<web_sys::Element>() {
                focus::focus(&main);
            }
        });
    }
    main
}

impl Page {
    /// `main` comes from [`use_page`].
    pub fn view(self, desk: &Desk, main: NodeRef, content: Html) -> Html {
        let class = if self.fills { "oic-page oic-page--fill" } else { "oic-page" };
        html! {
            <main ref={main} {class} id={desk.id("main")} tabindex="-1" aria-labelledby={desk.id("title")}>
                <div class="oic-page__head">
                    <div>
                        if let Some((words, route)) = self.parent {
                            <nav class="oic-crumbs" aria-label={desk.texts().breadcrumb}>
                                <ol>
                                    <li>{ link(&desk.navigator, route, "", words) }</li>
                                    <li><span aria-current="page">{ &self.title }</span></li>
                                </ol>
                            </nav>
                        }
                        { view_heading(desk, "oic-page__title", &self.title) }
                        if !self.subtitle.is_empty() { <p class="oic-page__sub">{ self.subtitle }</p> }
                    </div>
                    { self.actions }
                </div>
                { content }
            </main>
        }
    }
}

/// The first heading of the console: of the page if it is ours, else below the host's own.
pub fn view_heading(desk: &Desk, class: &'static str, words: &AttrValue) -> Html {
    let id = desk.id("title");
    if desk.environment.owns_page {
        html! { <h1 {id} {class}>{ words }</h1> }
    } else {
        html! { <h2 {id} {class}>{ words }</h2> }
    }
}
