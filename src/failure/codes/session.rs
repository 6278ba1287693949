//! 1501 to 1701: tokens, connections of the apps, uploads.

use openim_api::ErrorClass::{Other, Session};

use super::{KnownCode, entry, words};

pub(super) static CODES: &[KnownCode] = &[
    entry(
        1501,
        "TokenExpiredError",
        &[Session],
        words(
            "The token has expired.",
            "Tokens live as long as the server's configuration says: 90 days, if nobody changed it.",
            "Sign in again.",
            "From v3.7 on. Up to v3.6 only /auth/parse_token tells it apart; all else answers 1505.",
        ),
        words(
            "令牌已过期。",
            "令牌的有效期由服务器配置决定，默认 90 天。",
            "请重新登录。",
            "v3.7 起。v3.6 及以下只有 /auth/parse_token 会区分，其他接口一律返回 1505。",
        ),
    ),
    entry(
        1502,
        "TokenInvalidError",
        &[Session],
        words(
            "The server does not accept the token.",
            "It is no valid token of this server.",
            "Sign in again.",
            "Rare: seen on no version.",
        ),
        words("服务器不接受该令牌。", "它不是该服务器的有效令牌。", "请重新登录。", "少见：在各版本上都未出现过。"),
    ),
    entry(
        1503,
        "TokenMalformedError",
        &[Session],
        words(
            "What was sent is no token.",
            "It was copied in part, or with something in front such as \"Bearer\".",
            "Copy the whole token, from eyJ to its end, or sign in with the secret.",
            "From v3.7 on; before, it is 1505.",
        ),
        words(
            "发送的内容不是令牌。",
            "复制不完整，或前面带有“Bearer”等内容。",
            "请完整复制以 eyJ 开头的令牌，或用密钥登录。",
            "v3.7 起；之前返回 1505。",
        ),
    ),
    entry(
        1504,
        "TokenNotValidYetError",
        &[Session],
        words(
            "The token is not valid yet.",
            "The clocks of two servers differ by minutes.",
            "Set the clocks right, then sign in again.",
            "From v3.7 on; before, it is 1505.",
        ),
        words("令牌尚未生效。", "两台服务器的时钟相差数分钟。", "请校准时钟后重新登录。", "v3.7 起；之前返回 1505。"),
    ),
    entry(
        1505,
        "TokenUnknownError",
        &[Session],
        words(
            "The token was not made by this server.",
            "It comes from another server, or the secret has been changed since.",
            "Check the address and the secret, then sign in again.",
            "Up to v3.6 every bad token ends like this, an expired one, too.",
        ),
        words(
            "该令牌不是由此服务器签发的。",
            "它来自其他服务器，或此后密钥已更改。",
            "请核对地址和密钥后重新登录。",
            "v3.6 及以下，任何无效令牌都返回此码，过期的也是。",
        ),
    ),
    entry(
        1506,
        "TokenKickedError",
        &[Session],
        words(
            "The token was ended by another sign-in or a forced logout.",
            "A second connection on the same platform; from v3.8.0 a forced logout, from v3.8.1 a newer token for the platform.",
            "Sign in again.",
            "",
        ),
        words(
            "令牌已因其他登录或强制下线而失效。",
            "同一平台的第二个连接；v3.8.0 起还有强制下线，v3.8.1 起还有该平台的新令牌。",
            "请重新登录。",
            "",
        ),
    ),
    entry(
        1507,
        "TokenNotExistError",
        &[Session],
        words(
            "The server no longer knows the token.",
            "Its cache was cleared, or the token was made elsewhere with the right secret.",
            "Sign in again.",
            "On main an administrator's token ends five minutes after the next sign-in of the same account. Beside openim-chat, which signs in every few minutes, use an administrator's account of your own.",
        ),
        words(
            "服务器已不认识该令牌。",
            "服务器缓存已清空，或令牌是用正确的密钥在别处签发的。",
            "请重新登录。",
            "在 main 版本上，同一管理员账号再次登录五分钟后，旧令牌失效。openim-chat 每隔几分钟就会登录一次，与其并用时请使用单独的管理员账号。",
        ),
    ),
    entry(
        1601,
        "ConnOverMaxNumLimit",
        &[Other],
        words(
            "The server has as many connections as it takes.",
            "More apps are connected than the configuration allows.",
            "Raise the limit in the server's configuration, or add a gateway.",
            "Apps see it when they connect; no call of this console answers it.",
        ),
        words(
            "服务器的连接数已达上限。",
            "已连接的应用数超出配置允许的数量。",
            "请在服务器配置中提高上限，或增加网关。",
            "应用连接时才会出现；本控制台的调用不会返回此码。",
        ),
    ),
    entry(
        1602,
        "ConnArgsErr",
        &[Other],
        words(
            "An app connected without what the server needs to know.",
            "The address of the connection lacks a value, such as userID, platform or token.",
            "Check the version and settings of the app.",
            "Apps see it when they connect; no call of this console answers it.",
        ),
        words(
            "应用连接时缺少服务器所需的信息。",
            "连接地址缺少某个值，例如 userID、平台或令牌。",
            "请检查应用的版本和设置。",
            "应用连接时才会出现；本控制台的调用不会返回此码。",
        ),
    ),
    entry(
        1603,
        "PushMsgErr",
        &[Other],
        words(
            "A message could not be pushed.",
            "The connection to the app broke.",
            "Nothing: the app fetches the message when it connects again.",
            "Between the server's parts only.",
        ),
        words("消息推送失败。", "与应用的连接已断开。", "无需处理：应用重新连接后会拉取该消息。", "只出现在服务之间。"),
    ),
    entry(
        1604,
        "IOSBackgroundPushErr",
        &[Other],
        words(
            "A message was not pushed to an iPhone app in the background.",
            "Such apps are woken by Apple's service instead.",
            "Nothing, as long as offline push is set up.",
            "Between the server's parts only.",
        ),
        words(
            "消息未推送给处于后台的 iOS 应用。",
            "此类应用由苹果的推送服务唤醒。",
            "只要已配置离线推送，就无需处理。",
            "只出现在服务之间。",
        ),
    ),
    entry(
        1701,
        "FileUploadedExpiredError",
        &[Other],
        words(
            "The upload took too long and is no longer valid.",
            "The time that the server grants for an upload has passed.",
            "Upload the file again.",
            "",
        ),
        words("上传已超时失效。", "超过了服务器允许的上传时间。", "请重新上传文件。", ""),
    ),
];
