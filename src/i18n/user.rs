//! One user in the drawer. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(UserTexts {
    copy_user_id,
    copy_avatar,
    copy_extra_data,
    profile,
    user_not_loaded,
    user_unknown_title,
    user_unknown_text,
    close,
});

/// Its texts.
pub fn texts(language: Language) -> &'static UserTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: UserTexts = UserTexts {
    copy_user_id: "Copy user ID",
    copy_avatar: "Copy avatar address",
    copy_extra_data: "Copy extra data",
    profile: "Profile",
    user_not_loaded: "The user could not be loaded.",
    user_unknown_title: "No such user",
    user_unknown_text: "No account on this server has the ID {id}. Upper and lower case count.",
    close: "Close",
};

static CHINESE: UserTexts = UserTexts {
    copy_user_id: "复制用户 ID",
    copy_avatar: "复制头像地址",
    copy_extra_data: "复制扩展数据",
    profile: "资料",
    user_not_loaded: "用户加载失败。",
    user_unknown_title: "没有此用户",
    user_unknown_text: "该服务器上没有 ID 为 {id} 的账号，注意区分大小写。",
    close: "关闭",
};
