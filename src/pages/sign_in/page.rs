//! The page around the form.

use yew::prelude::*;

use super::notice::view_notice;
use crate::desk::Desk;
use crate::shell::{view_heading, view_language_button, view_theme_button};
use crate::ui::Icon;

/// Language and theme above it, why one is here, the form.
pub fn view_page(desk: &Desk, form: Html) -> Html {
    let texts = desk.texts();
    let problems = &desk.environment.config.problems;
    html! {
        <div class="oic-signin">
            <header class="oic-signin__bar">
                <span class="oic-push"></span>{ view_language_button(desk) }{ view_theme_button(desk) }
            </header>
            <main class="oic-signin__grid">
                <div class="oic-stack">
                    <div class="oic-row oic-row--loose">
                        <span class="oic-mark oic-mark--lg"><Icon name="mark" /></span>
                        <div>
                            { view_heading(desk, "", &texts.sign_in_title.into()) }
                            <p class="oic-muted">{ texts.sign_in_subtitle }</p>
                        </div>
                    </div>
                    if !problems.is_empty() {
                        <div class="oic-banner oic-banner--warn" role="status">
                            <Icon name="alert" />
                            <div class="oic-banner__text">
                                <strong>{ texts.config_problem }</strong>{ " " }
                                <span class="oic-mono oic-break">{ problems.join(" · ") }</span>
                            </div>
                        </div>
                    }
                    { view_notice(desk) }
                    { form }
                </div>
            </main>
            <footer class="oic-signin__foot">{ texts.product }{ " " }{ env!("CARGO_PKG_VERSION") }</footer>
        </div>
    }
}
