//! What is said of unsaved text. Fetched with the parts that have forms, in both languages.

use super::Language;
use super::texts::texts;

texts!(UnsavedTexts { leave_title, leave_text, leave_discard, leave_stay });

/// Its texts.
pub fn texts(language: Language) -> &'static UnsavedTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: UnsavedTexts = UnsavedTexts {
    leave_title: "Leave without saving?",
    leave_text: "What you have typed has not been sent, and would be lost.",
    leave_discard: "Discard changes",
    leave_stay: "Keep editing",
};

static CHINESE: UnsavedTexts = UnsavedTexts {
    leave_title: "不保存就离开？",
    leave_text: "已输入的内容尚未发送，离开后将丢失。",
    leave_discard: "放弃修改",
    leave_stay: "继续编辑",
};
