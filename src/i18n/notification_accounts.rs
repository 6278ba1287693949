//! The notification accounts. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(NotificationAccountsTexts { title });

/// Its texts.
pub fn texts(language: Language) -> &'static NotificationAccountsTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: NotificationAccountsTexts = NotificationAccountsTexts { title: "Notice accounts" };

static CHINESE: NotificationAccountsTexts = NotificationAccountsTexts { title: "通知账号" };
