//! An address that no page has. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(NotFoundTexts { title, what, why, home });

/// Its texts.
pub fn texts(language: Language) -> &'static NotFoundTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: NotFoundTexts = NotFoundTexts {
    title: "Page not found",
    what: "There is no such page",
    why: "No page of this console has the address {path}.",
    home: "Go to the users",
};

static CHINESE: NotFoundTexts = NotFoundTexts {
    title: "页面不存在",
    what: "没有此页面",
    why: "控制台中没有地址为 {path} 的页面。",
    home: "前往用户列表",
};
