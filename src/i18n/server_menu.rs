//! The menu of servers in the top bar. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(ServerMenuTexts {
    connected_to,
    server_version,
    server_dialect,
    copy_address,
    switch_to,
    signed_in,
    signs_in,
    manage,
});

/// Its texts.
pub fn texts(language: Language) -> &'static ServerMenuTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: ServerMenuTexts = ServerMenuTexts {
    connected_to: "Connected to {server}",
    server_version: "Version",
    server_dialect: "Sign-in",
    copy_address: "Copy server address",
    switch_to: "Switch to",
    signed_in: "signed in",
    signs_in: "sign in",
    manage: "Manage servers",
};

static CHINESE: ServerMenuTexts = ServerMenuTexts {
    connected_to: "已连接 {server}",
    server_version: "版本",
    server_dialect: "登录方式说明",
    copy_address: "复制服务器地址",
    switch_to: "切换到",
    signed_in: "已登录",
    signs_in: "需登录",
    manage: "管理服务器",
};
