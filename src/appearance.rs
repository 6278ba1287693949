//! Language and theme in force, and how to change them.

use yew::prelude::*;

use crate::browser;
use crate::environment::Environment;
use crate::hooks::use_task;
use crate::i18n::{self, Language, Texts};
use crate::preferences;
use crate::theme::Theme;

/// What is in force.
#[derive(Clone)]
pub struct Appearance {
    /// The language.
    pub language: Language,
    /// Its texts.
    pub texts: &'static Texts,
    /// The theme.
    pub theme: Theme,
    /// Counts changes of what else is kept in this browser, so that all who read it see it anew.
    pub changes: u32,
    /// Changes one of them, and keeps it for the next visit.
    pub choose: Callback<Choice>,
}

/// What the person wants otherwise.
pub enum Choice {
    /// This language.
    Language(Language),
    /// This theme.
    Theme(Theme),
    /// Something else that is kept in this browser has been changed: see [`crate::preferences`].
    Kept,
}

impl Default for Appearance {
    fn default() -> Self {
        let texts = &i18n::en::TEXTS;
        Self { language: Language::English, texts, theme: Theme::System, changes: 0, choose: Callback::noop() }
    }
}

// One language has one set of texts.
impl PartialEq for Appearance {
    fn eq(&self, other: &Self) -> bool {
        (self.language, self.theme, self.changes) == (other.language, other.theme, other.changes)
            && self.choose == other.choose
    }
}

/// Language and theme of this console; none until the texts of its first language are there.
#[hook]
pub fn use_appearance(environment: &Environment) -> Option<Appearance> {
    let theme = {
        let environment = environment.clone();
        use_state_eq(move || first_theme(&environment))
    };
    let spoken = use_state(|| None::<(Language, &'static Texts)>);
    let task = use_task();
    let speak = {
        let spoken = spoken.setter();
        use_callback((), move |language: Language, ()| {
            let spoken = spoken.clone();
            task.start(async move {
                let texts = crate::lazy::texts(language).await;
                spoken.set(Some(texts.map_or((Language::English, &i18n::en::TEXTS), |texts| (language, texts))));
            });
        })
    };
    {
        let (environment, speak) = (environment.clone(), speak.clone());
        use_effect_with((), move |()| speak.emit(first_language(&environment)));
    }
    {
        let owns_page = environment.owns_page;
        let language = spoken.as_ref().map(|(language, _)| *language);
        use_effect_with((language, *theme), move |(language, theme)| {
            // The page around the console follows only where it is ours: hyphenation, scroll bars, the browser's own words.
            let root = browser::document().and_then(|document| document.document_element()).filter(|_| owns_page);
            let Some(root) = root else { return };
            if let Some(language) = language {
                let _ = root.set_attribute("lang", language.tag());
            }
            let _ = match theme.attribute() {
                Some(theme) => root.set_attribute("data-theme", theme),
                None => root.remove_attribute("data-theme"),
            };
        });
    }
    let changes = use_state(|| 0_u32);
    let choose = {
        let changes = changes.clone();
        let (theme, store) = (theme.setter(), environment.preferences.clone());
        use_callback(*changes, move |choice, count| match choice {
            Choice::Language(language) => {
                preferences::set_language(&store, language);
                speak.emit(language);
            }
            Choice::Theme(chosen) => {
                preferences::set_theme(&store, chosen);
                theme.set(chosen);
            }
            Choice::Kept => changes.set(count.wrapping_add(1)),
        })
    };
    let (language, texts) = (*spoken)?;
    Some(Appearance { language, texts, theme: *theme, changes: *changes, choose })
}

/// The host's wish, else the person's own choice, else the deployment's, else the browser's; of those that are offered.
fn first_language(environment: &Environment) -> Language {
    let config = &environment.config;
    environment
        .language
        .or_else(|| preferences::language(&environment.preferences).filter(|language| config.offers(*language)))
        .or(config.language)
        .or_else(|| browser::preferred_language().map(|tag| Language::for_tag(&tag)))
        .filter(|language| config.offers(*language))
        .or(config.languages.first().copied())
        .unwrap_or(Language::English)
}

fn first_theme(environment: &Environment) -> Theme {
    environment.theme.or_else(|| preferences::theme(&environment.preferences)).unwrap_or_default()
}
