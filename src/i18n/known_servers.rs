//! The choice of known servers. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(KnownServersTexts { known_servers, forget_server });

/// Its texts.
pub fn texts(language: Language) -> &'static KnownServersTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: KnownServersTexts =
    KnownServersTexts { known_servers: "Known servers", forget_server: "Forget {server}" };

static CHINESE: KnownServersTexts =
    KnownServersTexts { known_servers: "已知服务器", forget_server: "移除 {server}" };
