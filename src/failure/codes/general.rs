//! Below 1100: numbers of the services' own calls to each other (gRPC), and what can happen to every request.

use openim_api::ErrorClass::{
    AlreadyRegistered, AlreadyThere, BadArgument, NoPermission, NotFound, Other, RateLimited, ServerFault, Session,
    TooLarge, Unavailable, Unimplemented,
};

use super::{KnownCode, entry, words};

pub(super) static CODES: &[KnownCode] = &[
    entry(
        2,
        "Unknown",
        &[ServerFault, BadArgument],
        words(
            "A part of the server stumbled over this request and went on.",
            "One row of the page that cannot be put together, such as a message of a group that is gone, or a value nobody expected.",
            "Ask for less: a narrower search, a smaller page. If it stays, search the server's log for the operationID.",
            "From v3.8.3. Up to v3.8.2 the number means that a value was refused, most often an empty list.",
        ),
        words(
            "服务器的某个服务处理该请求时出错，但仍在运行。",
            "该页中有无法组装的数据（例如所属群组已不存在的消息），或收到了意料之外的值。",
            "请缩小范围：更精确的搜索、更小的分页。若仍出错，请用 operationID 查找服务器日志。",
            "适用于 v3.8.3 及以上。v3.8.2 及以下表示某个值被拒绝，最常见的是空列表。",
        ),
    ),
    entry(
        4,
        "DeadlineExceeded",
        &[Unavailable],
        words(
            "A part of the server did not answer in time.",
            "A heavy question, such as figures over a long time, or an overloaded data base.",
            "Ask about a shorter time or for a smaller page, or try again later.",
            "",
        ),
        words(
            "服务器的某个服务未在时限内响应。",
            "查询过重（例如时间跨度很长的统计），或数据库负载过高。",
            "请缩短时间范围、减小分页，或稍后重试。",
            "",
        ),
    ),
    entry(
        8,
        "ResourceExhausted",
        &[TooLarge],
        words(
            "Request or answer is larger than the server's parts pass on to each other.",
            "Too many rows or IDs at once.",
            "Use fewer rows at a time.",
            "The limit is 4 MiB each way, from v3.8.3-patch.5 on 8 MiB for a request. A main server in one process has none below 16 MiB.",
        ),
        words(
            "请求或响应超出了服务之间允许传递的大小。",
            "一次涉及的行数或 ID 过多。",
            "请减少每次的行数。",
            "双向上限均为 4 MiB；v3.8.3-patch.5 起请求为 8 MiB。单进程运行的 main 版本在 16 MiB 以内没有此限制。",
        ),
    ),
    entry(
        12,
        "Unimplemented",
        &[Unimplemented],
        words(
            "This server names the function, but does not have it.",
            "The route was prepared and never built, or the services are of different versions.",
            "Do without it, and check that all services are of one version.",
            "Seen nowhere but on routes for the sync of apps, such as /friend/get_incremental_blacks from v3.8.0 on.",
        ),
        words(
            "该服务器列出了此功能，但并未实现。",
            "接口只预留而未实现，或各服务版本不一致。",
            "请改用其他方式，并确认所有服务版本一致。",
            "只出现在供应用同步的接口上，例如 v3.8.0 起的 /friend/get_incremental_blacks。",
        ),
    ),
    entry(
        13,
        "Internal",
        &[ServerFault],
        words(
            "The server's parts could not pass this call on.",
            "An operationID with other signs than printable ASCII.",
            "Search the server's log for the operationID.",
            "From v3.4 to v3.6 a message to somebody who receives none ends like this, too: it was not delivered.",
        ),
        words(
            "服务之间无法传递该调用。",
            "operationID 含有可打印 ASCII 以外的字符。",
            "请用 operationID 查找服务器日志。",
            "v3.4 至 v3.6 向设置为不接收消息的用户发送消息时也会如此：消息未送达。",
        ),
    ),
    entry(
        14,
        "Unavailable",
        &[Unavailable],
        words(
            "A part of the server is not running.",
            "A service has stopped or is starting; up to v3.8.2 a single odd request can bring one down.",
            "Look at the services and restart the missing one. Do not repeat the last request blindly.",
            "",
        ),
        words(
            "服务器的某个服务没有运行。",
            "某个服务已停止或正在启动；v3.8.2 及以下，一个异常请求就可能使其崩溃。",
            "请检查各服务并重启缺失的服务，不要盲目重复上一个请求。",
            "",
        ),
    ),
    entry(
        429,
        "Too Many Requests",
        &[RateLimited],
        words(
            "The server is limiting calls at the moment.",
            "More calls than the server's rate limiter lets through.",
            "Wait a moment, then retry.",
            "Main only, and off by default. A page on another address cannot read this answer: it looks like a network failure.",
        ),
        words(
            "服务器正在限流。",
            "调用次数超出了服务器限流器允许的数量。",
            "请稍候重试。",
            "仅 main 版本，默认关闭。跨域页面无法读取此响应，看起来像网络故障。",
        ),
    ),
    entry(
        500,
        "ServerInternalError",
        &[ServerFault, BadArgument, NotFound, AlreadyThere, AlreadyRegistered],
        words(
            "The server failed at this request, or has no code for the reason.",
            "The data base; a message whose content does not have the form of its type; a search pattern that is none; storage of files that is switched off.",
            "Read what the server says. If it stays, search its log for the operationID.",
            "E11000 in the text: it exists already (from v3.5 on). \"no documents\": it does not exist (main in one process). v3.7 also answers so to a body of the wrong form, v3.4 to a text that is too long.",
        ),
        words(
            "服务器处理该请求时出错，或没有对应的错误码。",
            "数据库出错；消息内容不符合其类型的格式；搜索表达式无效；文件存储未启用。",
            "请查看服务器的说明；若仍出错，请用 operationID 查找服务器日志。",
            "文本中的 E11000 表示已存在（v3.5 起）；“no documents”表示不存在（单进程运行的 main）。v3.7 对格式错误的请求体、v3.4 对过长的文本也返回此码。",
        ),
    ),
    entry(
        1000,
        "UnknownCode",
        &[Other],
        words(
            "The server could not tell which error it was.",
            "The reason got lost between two of its parts.",
            "Search the server's log for the operationID.",
            "",
        ),
        words("服务器无法判断是哪种错误。", "错误原因在服务之间传递时丢失。", "请用 operationID 查找服务器日志。", ""),
    ),
    entry(
        1001,
        "ArgsError",
        &[BadArgument, Session],
        words(
            "A value in the request is missing or wrong.",
            "An empty or doubled ID, a value out of its range, or a rule that this version adds.",
            "Correct the value that the server names, then try again.",
            "With the text \"header must have token\" it is about the session: no token was sent. \"maxSeq is invalid\" (v3.8.3-patch.14 and .16) follows a success: look before you repeat it.",
        ),
        words(
            "请求中缺少某个值或值有误。",
            "ID 为空或重复、取值超出范围，或违反该版本新增的规则。",
            "请更正服务器指出的值后重试。",
            "若文本为“header must have token”，则是会话问题：没有携带令牌。“maxSeq is invalid”（v3.8.3-patch.14 与 .16）出现在操作已成功之后：重复之前请先核实。",
        ),
    ),
    entry(
        1002,
        "NoPermissionError",
        &[NoPermission],
        words(
            "This account has no right to do that.",
            "A wrong secret, or the token of somebody who is no administrator of this server.",
            "Sign in as an administrator of this server; check the secret.",
            "Also where an administrator may not: a token for an administrator's account, a notification sent as an ordinary user.",
        ),
        words(
            "该账号没有此权限。",
            "密钥错误，或令牌的主人不是该服务器的管理员。",
            "请以该服务器的管理员身份登录，并检查密钥。",
            "管理员也有不可为之事：为管理员账号签发令牌、以普通用户的身份发送通知。",
        ),
    ),
    entry(
        1003,
        "DuplicateKeyError",
        &[AlreadyThere],
        words(
            "It exists on the server already.",
            "A user who is a member, or blocked, already.",
            "Refresh: nothing has to be done.",
            "v3.4 only; later servers answer 500 with E11000.",
        ),
        words(
            "服务器上已存在。",
            "该用户已是成员，或已在黑名单中。",
            "请刷新，无需再做任何操作。",
            "仅 v3.4；之后的版本返回 500 与 E11000。",
        ),
    ),
    entry(
        1004,
        "RecordNotFoundError",
        &[NotFound],
        words(
            "The server does not have what was asked for.",
            "A wrong ID, or it was removed in the meantime; a group without an owner.",
            "Check the ID, refresh, then try again.",
            "Up to v3.8.1 one unknown ID fails a whole list of them.",
        ),
        words(
            "服务器上没有所请求的内容。",
            "ID 有误，或期间已被删除；也可能是没有群主的群组。",
            "请核对 ID，刷新后重试。",
            "v3.8.1 及以下，列表中只要有一个未知 ID，整个请求就会失败。",
        ),
    ),
    entry(
        1050,
        "SecretNotChangedError",
        &[Other],
        words(
            "The server still has the secret it was shipped with.",
            "Nobody has changed the secret in its configuration.",
            "Set a secret of your own in the server's configuration and restart it.",
            "In the server's source, but seen on no version.",
        ),
        words(
            "服务器仍在使用出厂密钥。",
            "配置中的密钥从未更改。",
            "请在服务器配置中设置自己的密钥并重启。",
            "存在于服务器源码中，但在各版本上都未出现过。",
        ),
    ),
];
