//! The two buttons that change language and theme.

use yew::prelude::*;

use crate::appearance::Choice;
use crate::desk::Desk;
use crate::i18n::fill;
use crate::theme::Theme;
use crate::ui::{Icon, icon_button, view_icon};

/// Goes to the other language, where the deployment offers it.
pub fn view_language_button(desk: &Desk) -> Html {
    let next = desk.appearance.language.next();
    if !desk.environment.config.offers(next) {
        return Html::default();
    }
    let onclick = desk.appearance.choose.reform(move |_: MouseEvent| Choice::Language(next));
    html! {
        <button type="button" class="oic-btn oic-btn--ghost" {onclick} lang={next.tag()}
            aria-label={fill(desk.texts().switch_language, &[("language", next.name())])} title={next.name()}>
            { view_icon(Icon::GLOBE, "") }<span>{ next.short() }</span>
        </button>
    }
}

/// Goes round light, dark and the system's choice.
pub fn view_theme_button(desk: &Desk) -> Html {
    let texts = desk.texts();
    let theme = desk.appearance.theme;
    let (icon, words) = match theme {
        Theme::System => (Icon::DESKTOP, texts.theme_system),
        Theme::Light => (Icon::SUN, texts.theme_light),
        Theme::Dark => (Icon::MOON, texts.theme_dark),
    };
    let label = fill(texts.switch_theme, &[("theme", words)]);
    let onclick = desk.appearance.choose.reform(move |_: MouseEvent| Choice::Theme(theme.next()));
    icon_button(icon, "oic-btn--ghost", label, onclick)
}
