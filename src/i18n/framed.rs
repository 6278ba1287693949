//! What stands in a frame that nobody may use. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(FramedTexts { text, open });

/// Its texts.
pub fn texts(language: Language) -> &'static FramedTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: FramedTexts = FramedTexts {
    text: "Within another page, the console works only where its operator allows that page.",
    open: "Open the console in a new tab",
};

static CHINESE: FramedTexts = FramedTexts {
    text: "只有运维人员允许的页面，才能在其中使用控制台。",
    open: "在新标签页中打开控制台",
};
