//! The page around the form.

use yew::prelude::*;

use super::notice::view_notice;
use crate::desk::Desk;
use crate::lazy::{Lazy, Part};
use crate::shell::{view_config_problems, view_heading, view_language_button, view_mark, view_theme_button};

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
                        { view_mark(desk, "oic-mark oic-mark--lg") }
                        <div>
                            { view_heading(desk, "", &texts.sign_in_title.into()) }
                            <p class="oic-muted">{ texts.sign_in_subtitle }</p>
                        </div>
                    </div>
                    { view_config_problems(desk) }
                    { view_notice(desk) }
                    if !desk.session.state.away.is_empty() {
                        <Lazy part={Part::KnownServers(None)} meanwhile={Html::default()} />
                    }
                    { form }
                </div>
            </main>
            <footer class="oic-signin__foot">{ desk.product() }{ " " }{ env!("CARGO_PKG_VERSION") }</footer>
        </div>
    }
}
