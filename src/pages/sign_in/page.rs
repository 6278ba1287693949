//! The page around the form.

use yew::prelude::*;

use super::form::SignInForm;
use super::notice::Notice;
use crate::environment::use_environment;
use crate::hooks::use_document_title;
use crate::i18n::use_texts;
use crate::shell::{Heading, LanguageButton, ThemeButton};
use crate::ui::Icon;

/// Shown in the place of every page while nobody is signed in, so that signing in returns to where one was.
#[component]
pub fn SignInPage() -> Html {
    let environment = use_environment();
    let texts = use_texts();
    use_document_title(texts.sign_in_title);
    html! {
        <div class="oic-signin">
            <header class="oic-signin__bar">
                <span class="oic-push"></span><LanguageButton /><ThemeButton />
            </header>
            <main class="oic-signin__grid">
                <div class="oic-stack">
                    <div class="oic-row oic-row--loose">
                        <span class="oic-mark oic-mark--lg"><Icon name="mark" /></span>
                        <div>
                            <Heading id={environment.id("title")}>{ texts.sign_in_title }</Heading>
                            <p class="oic-muted">{ texts.sign_in_subtitle }</p>
                        </div>
                    </div>
                    if !environment.config.problems.is_empty() {
                        <div class="oic-banner oic-banner--warn" role="status">
                            <Icon name="alert" />
                            <div class="oic-banner__text">
                                <strong>{ texts.config_problem }</strong>{ " " }
                                <span class="oic-mono oic-break">{ environment.config.problems.join(" · ") }</span>
                            </div>
                        </div>
                    }
                    <Notice />
                    <SignInForm />
                </div>
            </main>
            <footer class="oic-signin__foot">{ texts.product }{ " " }{ env!("CARGO_PKG_VERSION") }</footer>
        </div>
    }
}
