//! Palette, keys and badge. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(ToolsTexts { jump });

/// Its texts.
pub fn texts(language: Language) -> &'static ToolsTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: ToolsTexts = ToolsTexts { jump: "Jump to…" };

static CHINESE: ToolsTexts = ToolsTexts { jump: "跳转到…" };
