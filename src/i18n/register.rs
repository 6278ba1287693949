//! Registering one user. Fetched with that part of the console, in both languages.

use super::Language;
use super::texts::texts;

texts!(RegisterTexts {
    optional,
    copy_json,
    level_user_zero,
    level_hint,
    user_id,
    ex_hint,
    ex_no_json,
    id_empty,
    id_colon,
    id_character,
    id_hint_newer,
    id_free,
    id_taken,
    id_asking,
    id_permanent,
    id_rule_new,
    id_rule_old,
    nickname_empty,
    text_too_long,
    avatar_no_web_address,
    register_secret_hint,
    register_another,
    registering,
    registered_title,
    not_registered,
    preview_title,
});

/// Its texts.
pub fn texts(language: Language) -> &'static RegisterTexts {
    match language {
        Language::English => &ENGLISH,
        Language::Chinese => &CHINESE,
    }
}

static ENGLISH: RegisterTexts = RegisterTexts {
    optional: "Optional",
    copy_json: "Copy as JSON",
    level_user_zero: "User (level 0)",
    level_hint: "Higher levels are hidden from the user list.",
    user_id: "User ID",
    ex_hint: "Stored as text. Your apps read it, the server does not.",
    ex_no_json: "This looks like JSON but is not valid JSON. It will be stored as it is.",
    id_empty: "Type a user ID.",
    id_colon: "A user ID must not contain a colon.",
    id_character: "This server takes letters, digits and _ only, not “{character}”.",
    id_hint_newer: "Works on this server, but newer ones refuse it: {problem}",
    id_free: "Free on this server",
    id_taken: "This ID is registered already. Choose another, or look the user up.",
    id_asking: "Asking the server…",
    id_permanent: "A user ID is permanent: the server has no rename and no delete.",
    id_rule_new: "Letters, digits and _ only.",
    id_rule_old: "This server takes anything but a colon; newer ones only letters, digits and _.",
    nickname_empty: "Type a nickname.",
    text_too_long: "This server takes {limit} characters at most.",
    avatar_no_web_address: "Apps cannot load this address. Start with https:// or http://.",
    register_secret_hint: "Servers of this version want the secret with each registration.",
    register_another: "Register another after this",
    registering: "Registering…",
    registered_title: "{name} is registered",
    not_registered: "The user was not registered.",
    preview_title: "What will be sent",
};

static CHINESE: RegisterTexts = RegisterTexts {
    optional: "选填",
    copy_json: "复制 JSON",
    level_user_zero: "普通用户（级别 0）",
    level_hint: "更高级别不会出现在用户列表中。",
    user_id: "用户 ID",
    ex_hint: "以文本保存，由你的应用读取。",
    ex_no_json: "看起来是 JSON，但格式有误，将按原样保存。",
    id_empty: "填写用户 ID。",
    id_colon: "用户 ID 不能包含冒号。",
    id_character: "该服务器只接受字母、数字和下划线，不接受“{character}”。",
    id_hint_newer: "该服务器可用，但新版服务器会拒绝：{problem}",
    id_free: "该 ID 可用",
    id_taken: "该 ID 已被注册。请换一个，或查找该用户。",
    id_asking: "正在查询…",
    id_permanent: "用户 ID 永久有效：服务器不支持改名或删除。",
    id_rule_new: "仅限字母、数字和下划线。",
    id_rule_old: "该服务器接受除冒号外的任何字符，新版仅接受字母、数字和下划线。",
    nickname_empty: "填写昵称。",
    text_too_long: "该服务器最多接受 {limit} 个字符。",
    avatar_no_web_address: "客户端无法加载该地址。请以 https:// 或 http:// 开头。",
    register_secret_hint: "该版本的服务器在每次注册时都需要密钥。",
    register_another: "完成后继续注册",
    registering: "正在注册…",
    registered_title: "{name} 已注册",
    not_registered: "用户未注册。",
    preview_title: "将要发送的请求",
};
