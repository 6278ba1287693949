//! The settings. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(SettingsTexts { title });

/// Its texts.
pub fn texts(language: Language) -> &'static SettingsTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: SettingsTexts = SettingsTexts { title: "Settings" };

static CHINESE: SettingsTexts = SettingsTexts { title: "设置" };
