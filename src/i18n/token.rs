//! The token decoder. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(TokenTexts { title });

/// Its texts.
pub fn texts(language: Language) -> &'static TokenTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: TokenTexts = TokenTexts { title: "Token decoder" };

static CHINESE: TokenTexts = TokenTexts { title: "令牌解析" };
