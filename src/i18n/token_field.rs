//! Where a token is pasted to sign in. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(TokenFieldTexts { label, hint, missing });

/// Its texts.
pub fn texts(language: Language) -> &'static TokenFieldTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: TokenFieldTexts = TokenFieldTexts {
    label: "Token",
    hint: "A token of an administrator, fetched elsewhere. It is kept in this tab's session storage.",
    missing: "Paste a token.",
};

static CHINESE: TokenFieldTexts = TokenFieldTexts {
    label: "令牌",
    hint: "在别处获取的管理员令牌，仅存于此标签页的会话存储。",
    missing: "粘贴一个令牌。",
};
