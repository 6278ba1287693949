//! The page: the server of the session.

use yew::prelude::*;

use super::checklist::{view_checklist, view_copy, view_summary, view_toggle};
use super::use_doctor::use_doctor;
use crate::desk::use_desk;
use crate::i18n::connection as words;
use crate::shell::{Page, use_page};
use crate::ui::{BannerKind, banner};

/// The page.
#[component]
pub fn ConnectionPage() -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let main = use_page(&desk, words.title);
    let address = desk.session.state.signed_in().map(|session| session.server.to_string()).unwrap_or_default();
    let doctor = use_doctor(&desk, &address);
    let title = desk.id("doctor");
    let content = html! {
        <div class="oic-page__body">
            <div class="oic-grid">
                <section class="oic-card oic-span-8" aria-labelledby={title.clone()}>
                    <div class="oic-card__head">
                        <h2 id={title} class="oic-mono oic-break">{ address }</h2>
                        { view_summary(&desk, &doctor) }
                        <span class="oic-push"></span>
                        { view_toggle(&desk, &doctor) }
                        { view_copy(&desk, &doctor) }
                    </div>
                    <div class="oic-card__body">{ view_checklist(&desk, &doctor) }</div>
                </section>
                <div class="oic-span-4">{ banner(BannerKind::Plain, words.about, words.about_text.into(), Html::default()) }</div>
            </div>
        </div>
    };
    Page { title: words.title.into(), subtitle: words.subtitle, ..Page::default() }.view(&desk, main, content)
}
