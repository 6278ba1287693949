//! Language and theme in force, and how to change them.

use yew::prelude::*;

use crate::browser;
use crate::environment::{Environment, use_environment};
use crate::i18n::Language;
use crate::preferences;
use crate::theme::Theme;

/// What is in force.
#[derive(Clone, PartialEq)]
pub struct Appearance {
    /// The language.
    pub language: Language,
    /// The theme.
    pub theme: Theme,
    /// Changes the language and keeps it.
    pub set_language: Callback<Language>,
    /// Changes the theme and keeps it.
    pub set_theme: Callback<Theme>,
}

/// Of [`AppearanceProvider`].
#[derive(Properties, PartialEq)]
pub struct AppearanceProviderProps {
    /// All that is shown.
    pub children: Html,
}

/// The root element of the console: everything it shows is inside, in one language and one theme.
#[component]
pub fn AppearanceProvider(props: &AppearanceProviderProps) -> Html {
    let environment = use_environment();
    let language = {
        let environment = environment.clone();
        use_state_eq(move || first_language(&environment))
    };
    let theme = {
        let environment = environment.clone();
        use_state_eq(move || first_theme(&environment))
    };
    {
        let owns_page = environment.owns_page;
        use_effect_with((*language, *theme), move |(language, theme)| {
            // The page around the console follows only where it is ours: hyphenation, scroll bars, the browser's own words.
            let root = browser::document().and_then(|document| document.document_element()).filter(|_| owns_page);
            if let Some(root) = root {
                let _ = root.set_attribute("lang", language.tag());
                let _ = match theme.attribute() {
                    Some(theme) => root.set_attribute("data-theme", theme),
                    None => root.remove_attribute("data-theme"),
                };
            }
        });
    }
    let appearance = Appearance {
        language: *language,
        theme: *theme,
        set_language: {
            let (setter, store) = (language.setter(), environment.preferences.clone());
            Callback::from(move |language| {
                preferences::set_language(&store, language);
                setter.set(language);
            })
        },
        set_theme: {
            let (setter, store) = (theme.setter(), environment.preferences.clone());
            Callback::from(move |theme| {
                preferences::set_theme(&store, theme);
                setter.set(theme);
            })
        },
    };
    html! {
        <ContextProvider<Language> context={*language}>
            <ContextProvider<Appearance> context={appearance}>
                <div class="oic" lang={language.tag()} data-theme={theme.attribute()}>{ props.children.clone() }</div>
            </ContextProvider<Appearance>>
        </ContextProvider<Language>>
    }
}

/// Language and theme in force.
#[hook]
pub fn use_appearance() -> Appearance {
    use_context::<Appearance>().unwrap_or_else(|| Appearance {
        language: Language::English,
        theme: Theme::System,
        set_language: Callback::noop(),
        set_theme: Callback::noop(),
    })
}

/// The host's wish, else the person's own choice, else the deployment's, else the browser's.
fn first_language(environment: &Environment) -> Language {
    environment
        .language
        .or_else(|| preferences::language(&environment.preferences))
        .or(environment.config.language)
        .or_else(|| browser::preferred_language().map(|tag| Language::for_tag(&tag)))
        .unwrap_or(Language::English)
}

fn first_theme(environment: &Environment) -> Theme {
    environment.theme.or_else(|| preferences::theme(&environment.preferences)).unwrap_or_default()
}
