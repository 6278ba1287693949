//! The page around the form.

use yew::prelude::*;

use super::notice::view_notice;
use crate::desk::Desk;
use crate::shell::{view_config_problems, view_heading, view_language_button, view_theme_button};
use crate::ui::view_icon;

/// Language and theme above it, why one is here, the form.
pub fn view_page(desk: &Desk, form: Html) -> Html {
    let texts = desk.texts();
    html! {
        <div class="oic-signin">
            <header class="oic-signin__bar">
                <span class="oic-push"></span>{ view_language_button(desk) }{ view_theme_button(desk) }
            </header>
            <main class="oic-signin__grid">
                <div class="oic-stack">
                    <div class="oic-row oic-row--loose">
                        <span class="oic-mark oic-mark--lg">{ view_icon("mark", "") }</span>
                        <div>
                            { view_heading(desk, "", &texts.sign_in_title.into()) }
                            <p class="oic-muted">{ texts.sign_in_subtitle }</p>
                        </div>
                    </div>
                    { view_config_problems(desk) }
                    { view_notice(desk) }
                    { form }
                </div>
            </main>
            <footer class="oic-signin__foot">{ texts.product }{ " " }{ env!("CARGO_PKG_VERSION") }</footer>
        </div>
    }
}
