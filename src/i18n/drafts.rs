//! What is said of a form that was not sent before. Fetched with the forms, in both languages.

use super::Language;
use super::texts::texts;

texts!(DraftTexts { restored, discard });

/// Its texts.
pub fn texts(language: Language) -> &'static DraftTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: DraftTexts =
    DraftTexts { restored: "What you typed before is here again; nothing has been sent.", discard: "Discard it" };

static CHINESE: DraftTexts =
    DraftTexts { restored: "之前输入的内容已恢复，尚未发送。", discard: "丢弃" };
