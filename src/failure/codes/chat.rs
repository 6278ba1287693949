//! 20001 to 20101: openim-chat, the service for accounts with passwords that may stand beside the server. This console does not call
//! it; its codes are here for those who meet them in a log or in an app. From its source, seen on no server.

use openim_api::ErrorClass::Other;

use super::{KnownCode, entry, words};

/// How much lower the same code was in openim-chat's early versions, up to [`LAST_OLD`].
pub(super) const OLD_OFFSET: i64 = 10_000;
/// The last code that has an old number.
pub(super) const LAST_OLD: i64 = 20_013;

pub(super) static CODES: &[KnownCode] = &[
    entry(
        20001,
        "PasswordError",
        &[Other],
        words(
            "The password is wrong.",
            "Mistyped, or changed since.",
            "Type it again, or let an administrator of openim-chat reset it.",
            "Of openim-chat; its early versions say 10001.",
        ),
        words(
            "密码错误。",
            "输入有误，或密码已更改。",
            "请重新输入，或由 openim-chat 管理员重置密码。",
            "来自 openim-chat；其早期版本为 10001。",
        ),
    ),
    entry(
        20002,
        "AccountNotFound",
        &[Other],
        words(
            "openim-chat does not know this account.",
            "Mistyped, or it exists on the IM server only.",
            "Check the account, or register it.",
            "Of openim-chat; its early versions say 10002.",
        ),
        words(
            "openim-chat 没有该账号。",
            "输入有误，或账号只存在于 IM 服务器上。",
            "请核对账号，或先注册。",
            "来自 openim-chat；其早期版本为 10002。",
        ),
    ),
    entry(
        20003,
        "PhoneAlreadyRegister",
        &[Other],
        words(
            "This phone number has an account.",
            "Somebody registered with it before.",
            "Sign in with it, or use another number.",
            "Of openim-chat; its early versions say 10003.",
        ),
        words(
            "该手机号已注册。",
            "此前已有人用它注册。",
            "请用它登录，或换一个手机号。",
            "来自 openim-chat；其早期版本为 10003。",
        ),
    ),
    entry(
        20004,
        "AccountAlreadyRegister",
        &[Other],
        words(
            "This account name is taken.",
            "Somebody registered it before.",
            "Choose another name.",
            "Of openim-chat; its early versions say 10004.",
        ),
        words("该账号名已被注册。", "此前已有人注册。", "请换一个账号名。", "来自 openim-chat；其早期版本为 10004。"),
    ),
    entry(
        20005,
        "VerifyCodeSendFrequently",
        &[Other],
        words(
            "Verification codes were asked for too often.",
            "The last code is less than the configured time away.",
            "Wait a minute, then ask again.",
            "Of openim-chat; its early versions say 10005.",
        ),
        words(
            "获取验证码过于频繁。",
            "距上一次获取验证码的间隔过短。",
            "请稍候一分钟再获取。",
            "来自 openim-chat；其早期版本为 10005。",
        ),
    ),
    entry(
        20006,
        "NotMatch",
        &[Other],
        words(
            "The verification code is wrong.",
            "Mistyped, or it belongs to an earlier message.",
            "Use the newest code.",
            "Of openim-chat; its early versions say 10006.",
        ),
        words(
            "验证码错误。",
            "输入有误，或来自更早的短信或邮件。",
            "请使用最新的验证码。",
            "来自 openim-chat；其早期版本为 10006。",
        ),
    ),
    entry(
        20007,
        "expired",
        &[Other],
        words(
            "The verification code has expired.",
            "Too much time has passed since it was sent.",
            "Ask for a new one.",
            "Of openim-chat; its early versions say 10007.",
        ),
        words("验证码已过期。", "发送后时间过长。", "请重新获取。", "来自 openim-chat；其早期版本为 10007。"),
    ),
    entry(
        20008,
        "Attempts limit",
        &[Other],
        words(
            "There were too many tries with wrong verification codes.",
            "Several wrong codes in a row.",
            "Ask for a new one later.",
            "Of openim-chat; its early versions say 10008.",
        ),
        words(
            "验证码错误次数过多。",
            "连续多次输入错误。",
            "请稍后重新获取。",
            "来自 openim-chat；其早期版本为 10008。",
        ),
    ),
    entry(
        20009,
        "used",
        &[Other],
        words(
            "The verification code was used before.",
            "Each code is good for one use.",
            "Ask for a new one.",
            "Of openim-chat; its early versions say 10009.",
        ),
        words("验证码已被使用。", "每个验证码只能使用一次。", "请重新获取。", "来自 openim-chat；其早期版本为 10009。"),
    ),
    entry(
        20010,
        "InvitationCodeUsed",
        &[Other],
        words(
            "The invitation code was used before.",
            "Each code is good for one account.",
            "Ask for another code.",
            "Of openim-chat; its early versions say 10010.",
        ),
        words(
            "邀请码已被使用。",
            "每个邀请码只能注册一个账号。",
            "请索取其他邀请码。",
            "来自 openim-chat；其早期版本为 10010。",
        ),
    ),
    entry(
        20011,
        "InvitationNotFound",
        &[Other],
        words(
            "The invitation code does not exist.",
            "Mistyped, or it was deleted.",
            "Check the code.",
            "Of openim-chat; its early versions say 10011.",
        ),
        words("邀请码不存在。", "输入有误，或已被删除。", "请核对邀请码。", "来自 openim-chat；其早期版本为 10011。"),
    ),
    entry(
        20012,
        "Forbidden",
        &[Other],
        words(
            "openim-chat does not let this account or address in.",
            "The account is blocked, or the IP address is forbidden.",
            "Look into the lists of blocked accounts and addresses of openim-chat.",
            "Of openim-chat; its early versions say 10012.",
        ),
        words(
            "openim-chat 禁止该账号或 IP 登录。",
            "账号已被封禁，或 IP 地址被禁止。",
            "请检查 openim-chat 的封禁账号与 IP 名单。",
            "来自 openim-chat；其早期版本为 10012。",
        ),
    ),
    entry(
        20013,
        "RefuseFriend",
        &[Other],
        words(
            "This user does not accept friends.",
            "The user's own setting.",
            "Ask the user, or import the friendship as an administrator.",
            "Of openim-chat; its early versions say 10013.",
        ),
        words(
            "该用户拒绝添加好友。",
            "用户自己的设置。",
            "请联系该用户，或以管理员身份导入好友关系。",
            "来自 openim-chat；其早期版本为 10013。",
        ),
    ),
    entry(
        20014,
        "EmailAlreadyRegister",
        &[Other],
        words(
            "This e-mail address has an account.",
            "Somebody registered with it before.",
            "Sign in with it, or use another address.",
            "Of openim-chat.",
        ),
        words("该邮箱已注册。", "此前已有人用它注册。", "请用它登录，或换一个邮箱。", "来自 openim-chat。"),
    ),
    entry(
        20101,
        "TokenNotExist",
        &[Other],
        words(
            "openim-chat does not know this token.",
            "It has ended, or it is a token of the IM server: the two have tokens of their own.",
            "Sign in to openim-chat again.",
            "Of openim-chat.",
        ),
        words(
            "openim-chat 不认识该令牌。",
            "令牌已失效，或是 IM 服务器的令牌：两者的令牌互不通用。",
            "请重新登录 openim-chat。",
            "来自 openim-chat。",
        ),
    ),
];
