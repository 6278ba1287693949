//! The same over the sign-in page, for the address that is typed there.

use yew::prelude::*;

use super::checklist::{view_checklist, view_copy, view_summary, view_toggle};
use super::use_doctor::use_doctor;
use crate::desk::use_desk;
use crate::i18n::connection as words;
use crate::ui::{Drawer, Icon, icon_button, safe_text};

/// Of [`DoctorDrawer`].
#[derive(Properties, PartialEq)]
pub struct DoctorDrawerProps {
    /// As typed.
    pub address: AttrValue,
    /// Closes it.
    pub onclose: Callback<()>,
}

/// The drawer.
#[component]
pub fn DoctorDrawer(props: &DoctorDrawerProps) -> Html {
    let desk = use_desk();
    let words = words::texts(desk.appearance.language);
    let doctor = use_doctor(&desk, &props.address);
    let title = desk.id("doctor");
    // What is no address may be anything, and is not repeated.
    let server = doctor.facts.target.as_ref().map_or(words.not_asked, openim_api::BaseUrl::as_str);
    html! {
        <Drawer labelled_by={title.clone()} onclose={props.onclose.clone()}>
            <div class="oic-drawer__head">
                <div class="oic-ident__text">
                    <h2 id={title} class="oic-page__title">{ words.doctor }</h2>
                    <span class="oic-muted oic-break">{ safe_text(server) }</span>
                </div>
                <span class="oic-push"></span>
                { icon_button(Icon::X, "oic-btn--ghost oic-btn--sm", words.close, props.onclose.reform(|_| ())) }
            </div>
            <div class="oic-drawer__body" tabindex="0" role="region" aria-label={words.checklist}>
                <div>{ view_summary(&desk, &doctor) }</div>
                { view_checklist(&desk, &doctor) }
                <p class="oic-hint">{ words.about_text }</p>
            </div>
            <div class="oic-drawer__foot">
                { view_toggle(&desk, &doctor) }
                <span class="oic-push"></span>
                { view_copy(&desk, &doctor) }
            </div>
        </Drawer>
    }
}
