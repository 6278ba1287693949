//! Everything but the page itself.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::sidebar::{view_sidebar, view_tab_bar};
use super::topbar::{server_label, view_top_bar};
use crate::browser::focus;
use crate::colour::Colour;
use crate::desk::Desk;
use crate::ui::{BannerKind, banner};

/// Sidebar, top bar, page, tab bar. A new session is a new start: nothing of an earlier one stays on screen.
pub fn view_frame(desk: &Desk, page: Html) -> Html {
    if desk.environment.host.as_ref().is_some_and(|host| host.bare) {
        return html! { <div key={desk.session.state.generation} class="oic-app oic-app--bare"><div class="oic-main">{ page }</div></div> };
    }
    let texts = desk.texts();
    let problems = &desk.environment.config.problems;
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        let link = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if let Some(frame) = link.and_then(|link| link.parent_element()) {
            focus::focus_first(&frame, "main");
        }
    });
    let (_, colour) = server_label(desk);
    html! {
        <div key={desk.session.state.generation} class="oic-app" data-colour={colour.map(Colour::word)}>
            <a class="oic-skiplink" href={format!("#{}", desk.id("main"))} onclick={skip}>{ texts.skip_to_content }</a>
            { view_sidebar(desk) }
            <div class="oic-main">
                { view_top_bar(desk) }
                { desk.environment.host.as_ref().and_then(|host| host.banner.as_ref()).map(|banner| banner.emit(())) }
                if !problems.is_empty() { <div class="oic-banner--page">{ view_config_problems(desk) }</div> }
                { page }
            </div>
            { view_tab_bar(desk) }
        </div>
    }
}

/// What is wrong in config.json; nothing where it is in order.
pub fn view_config_problems(desk: &Desk) -> Html {
    let problems = &desk.environment.config.problems;
    if problems.is_empty() {
        return Html::default();
    }
    let text = problems.iter().map(|problem| html! { <div class="oic-mono oic-break">{ problem }</div> }).collect();
    banner(BannerKind::Warn, desk.texts().config_problem, text, Html::default())
}
