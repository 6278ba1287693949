//! The choice of known servers. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(KnownServersTexts { known_servers, forget_server, signed_in, still_signed_in, still_signed_in_text, go_back });

/// Its texts.
pub fn texts(language: Language) -> &'static KnownServersTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: KnownServersTexts = KnownServersTexts {
    known_servers: "Known servers",
    forget_server: "Forget {server}",
    signed_in: "signed in",
    still_signed_in: "You are still signed in to {server}.",
    still_signed_in_text: "Signing in here does not end that.",
    go_back: "Back to {server}",
};

static CHINESE: KnownServersTexts = KnownServersTexts {
    known_servers: "已知服务器",
    forget_server: "移除 {server}",
    signed_in: "已登录",
    still_signed_in: "你在 {server} 上仍处于登录状态。",
    still_signed_in_text: "在此登录不会使其退出。",
    go_back: "返回 {server}",
};
