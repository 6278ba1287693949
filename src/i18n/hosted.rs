//! Signing in with the host's token. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(HostedTexts { title, no_token_title, no_token, no_server_title, not_signed_in, again });

/// Its texts.
pub fn texts(language: Language) -> &'static HostedTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: HostedTexts = HostedTexts {
    title: "Signing in",
    no_token_title: "There is no token",
    no_token: "The page around this console signs you in, and it gave no token. You may have to sign in there again.",
    no_server_title: "The server cannot be used",
    not_signed_in: "Signing in failed",
    again: "Sign in again",
};

static CHINESE: HostedTexts = HostedTexts {
    title: "正在登录",
    no_token_title: "没有令牌",
    no_token: "此控制台由外层页面代为登录，但外层页面没有提供令牌。您可能需要在外层页面重新登录。",
    no_server_title: "无法使用该服务器",
    not_signed_in: "登录失败",
    again: "重新登录",
};
