//! Palette, keys and badge. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(ToolsTexts {
    jump,
    connected_to,
    account_of,
    signed_in_as,
    token_until,
    secret_kept,
    sign_out,
    server_version,
    server_dialect,
    copy_address,
});

/// Its texts.
pub fn texts(language: Language) -> &'static ToolsTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: ToolsTexts = ToolsTexts {
    jump: "Jump to…",
    connected_to: "Connected to {server}",
    account_of: "Account: {admin}",
    signed_in_as: "Signed in as",
    token_until: "Token valid until",
    secret_kept: "This tab keeps the secret in memory until you sign out.",
    sign_out: "Sign out",
    server_version: "Version",
    server_dialect: "Sign-in",
    copy_address: "Copy server address",
};

static CHINESE: ToolsTexts = ToolsTexts {
    jump: "跳转到…",
    connected_to: "已连接 {server}",
    account_of: "账号：{admin}",
    signed_in_as: "当前账号",
    token_until: "令牌有效期至",
    secret_kept: "退出登录前，此标签页会在内存中保留密钥。",
    sign_out: "退出登录",
    server_version: "版本",
    server_dialect: "登录方式说明",
    copy_address: "复制服务器地址",
};
