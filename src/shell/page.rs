//! The frame of one page: title, actions, and where the focus goes after navigation.

use yew::prelude::*;

use crate::environment::use_environment;
use crate::hooks::use_document_title;
use crate::i18n::use_texts;
use crate::route::Route;
use crate::shell::Link;

/// Of [`Page`].
#[derive(Properties, PartialEq)]
pub struct PageProps {
    /// Its heading, and the title of the tab.
    pub title: AttrValue,
    /// A sentence under it.
    #[prop_or_default]
    pub subtitle: Option<AttrValue>,
    /// The page above it: words and where to.
    #[prop_or_default]
    pub parent: Option<(AttrValue, Route)>,
    /// Buttons at the end edge.
    #[prop_or_default]
    pub actions: Html,
    /// Does its content scroll by itself (a table), instead of the page?
    #[prop_or_default]
    pub fills: bool,
    /// The rest.
    pub children: Html,
}

/// Takes the focus when it appears, so that assistive technology reads the new title.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let environment = use_environment();
    let texts = use_texts();
    let main = use_node_ref();
    use_document_title(&props.title);
    {
        let main = main.clone();
        use_effect_with((), move |()| {
            if let Some(main) = main.cast::<web_sys::Element>() {
                crate::browser::focus::focus(&main);
            }
        });
    }
    let class = classes!("oic-page", props.fills.then_some("oic-page--fill"));
    let title_id = environment.id("title");
    html! {
        <main ref={main} {class} id={environment.id("main")} tabindex="-1" aria-labelledby={title_id.clone()}>
            <div class="oic-page__head">
                <div>
                    if let Some((words, route)) = &props.parent {
                        <nav class="oic-crumbs" aria-label={texts.breadcrumb}>
                            <ol>
                                <li><Link to={route.clone()}>{ words.clone() }</Link></li>
                                <li><span aria-current="page">{ &props.title }</span></li>
                            </ol>
                        </nav>
                    }
                    <Heading id={title_id} class="oic-page__title">{ props.title.clone() }</Heading>
                    if let Some(subtitle) = &props.subtitle { <p class="oic-page__sub">{ subtitle }</p> }
                </div>
                { props.actions.clone() }
            </div>
            { props.children.clone() }
        </main>
    }
}

/// Of [`Heading`].
#[derive(Properties, PartialEq)]
pub struct HeadingProps {
    /// So that something can be named by it.
    pub id: AttrValue,
    /// Its classes.
    #[prop_or_default]
    pub class: Classes,
    /// The words.
    pub children: Html,
}

/// The first heading of the console: of the page if it is ours, else below the host's own.
#[component]
pub fn Heading(props: &HeadingProps) -> Html {
    let level = if use_environment().owns_page { "h1" } else { "h2" };
    html! { <@{level} id={props.id.clone()} class={props.class.clone()}>{ props.children.clone() }</@> }
}
