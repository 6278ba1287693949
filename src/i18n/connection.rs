//! The connection doctor. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(ConnectionTexts { title });

/// Its texts.
pub fn texts(language: Language) -> &'static ConnectionTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: ConnectionTexts = ConnectionTexts { title: "Connection" };

static CHINESE: ConnectionTexts = ConnectionTexts { title: "连接诊断" };
