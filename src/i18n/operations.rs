//! The operation log. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(OperationsTexts { title });

/// Its texts.
pub fn texts(language: Language) -> &'static OperationsTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: OperationsTexts = OperationsTexts { title: "Operation log" };

static CHINESE: OperationsTexts = OperationsTexts { title: "操作日志" };
