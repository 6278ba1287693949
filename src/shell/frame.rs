//! Everything but the page itself.

use yew::prelude::*;

use super::sidebar::{Sidebar, TabBar};
use super::topbar::TopBar;
use crate::browser::focus;
use crate::environment::use_environment;
use crate::i18n::use_texts;
use crate::ui::Icon;

/// Of [`Frame`].
#[derive(Properties, PartialEq)]
pub struct FrameProps {
    /// The page.
    pub children: Html,
}

/// Sidebar, top bar, page, tab bar.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let environment = use_environment();
    let texts = use_texts();
    let root = use_node_ref();
    let skip = {
        let root = root.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            if let Some(root) = root.cast::<web_sys::Element>() {
                focus::focus_first(&root, "main");
            }
        })
    };
    html! {
        <div ref={root} class="oic-app">
            <a class="oic-skiplink" href={format!("#{}", environment.id("main"))} onclick={skip}>{ texts.skip_to_content }</a>
            <Sidebar />
            <div class="oic-main">
                <TopBar />
                if !environment.config.problems.is_empty() {
                    <div class="oic-banner oic-banner--warn oic-banner--page" role="status">
                        <Icon name="alert" />
                        <div class="oic-banner__text">
                            <strong>{ texts.config_problem }</strong>{ " " }
                            <span class="oic-mono">{ environment.config.problems.join(" · ") }</span>
                        </div>
                    </div>
                }
                { props.children.clone() }
            </div>
            <TabBar />
        </div>
    }
}
