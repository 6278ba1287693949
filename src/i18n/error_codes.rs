//! The list of error codes. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(ErrorCodesTexts { title });

/// Its texts.
pub fn texts(language: Language) -> &'static ErrorCodesTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: ErrorCodesTexts = ErrorCodesTexts { title: "Error codes" };

static CHINESE: ErrorCodesTexts = ErrorCodesTexts { title: "错误码" };
