//! Theme, language, keys.

use yew::prelude::*;

use super::section::{section, switch};
use crate::appearance::Choice;
use crate::desk::Desk;
use crate::i18n::{Language, settings as words};
use crate::preferences;
use crate::theme::Theme;
use crate::ui::{Field, Icon, select, view_icon};

/// The sections.
pub fn view_appearance(desk: &Desk) -> Html {
    let words = words::texts(desk.appearance.language);
    html! {
        <>
            { section(desk, "appearance", words.appearance, words.appearance_text, view_themes(desk)) }
            { section(desk, "language", words.language, words.language_text, view_languages(desk)) }
            { section(desk, "keys", words.keys, words.keys_text, view_keys(desk)) }
        </>
    }
}

fn view_themes(desk: &Desk) -> Html {
    let words = words::texts(desk.appearance.language);
    let themes = [
        (Theme::System, Icon::DESKTOP, words.theme_system),
        (Theme::Light, Icon::SUN, words.theme_light),
        (Theme::Dark, Icon::MOON, words.theme_dark),
    ];
    let view = |(theme, icon, title): (Theme, Icon, &'static str)| {
        let onchange = desk.appearance.choose.reform(move |_: Event| Choice::Theme(theme));
        html! {
            <label>
                <input type="radio" name={desk.id("theme")} checked={desk.appearance.theme == theme} {onchange} />
                { view_icon(icon, "oic-icon--sm") }<span>{ title }</span>
            </label>
        }
    };
    html! {
        <span class="oic-seg oic-seg--fit" role="radiogroup" aria-label={words.theme}>{ for themes.into_iter().map(view) }</span>
    }
}

fn view_languages(desk: &Desk) -> Html {
    let words = words::texts(desk.appearance.language);
    let id = desk.id("language");
    let offered = Language::ALL.into_iter().filter(|language| desk.environment.config.offers(*language));
    let options: Vec<(AttrValue, AttrValue)> =
        offered.map(|language| (language.tag().into(), language.name().into())).collect();
    let onchange = {
        let choose = desk.appearance.choose.clone();
        Callback::from(move |tag: String| {
            if let Some(language) = Language::from_tag(&tag) {
                choose.emit(Choice::Language(language));
            }
        })
    };
    let field = Field { id: &id, label: words.language_label, note: "", message: None, wide: false };
    let control = select(Some(id.clone()), None, &options, desk.appearance.language.tag(), &onchange);
    html! { <div class="oic-formgrid">{ field.view(control) }</div> }
}

fn view_keys(desk: &Desk) -> Html {
    let words = words::texts(desk.appearance.language);
    let store = desk.environment.preferences.clone();
    let on = preferences::keys_enabled(&store);
    let onchange = desk.appearance.choose.reform(move |on| {
        preferences::set_keys_enabled(&store, on);
        Choice::Kept
    });
    switch(words.keys_switch, words.keys_hint, on, false, &onchange)
}
