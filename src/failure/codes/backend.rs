//! From 80000 on: what stands behind the server.

use openim_api::ErrorClass::{Other, ServerFault};

use super::{KnownCode, entry, words};

pub(super) static CODES: &[KnownCode] = &[
    entry(
        80000,
        "CallbackError",
        &[Other],
        words(
            "A webhook of the operator refused this.",
            "The server asks a service of the operator before it acts, and that said no or did not answer.",
            "Ask whoever runs the webhook; its address is in the server's configuration.",
            "",
        ),
        words(
            "运营方的回调（webhook）拒绝了该操作。",
            "服务器在执行前会询问运营方的服务，而该服务拒绝或没有响应。",
            "请联系回调服务的维护者；其地址在服务器配置中。",
            "",
        ),
    ),
    entry(
        90002,
        "DatabaseError",
        &[ServerFault],
        words(
            "The server's data base failed.",
            "MongoDB, MySQL or Redis is down, full or slow.",
            "Look at the data base, then retry.",
            "",
        ),
        words("服务器的数据库出错。", "MongoDB、MySQL 或 Redis 已停止、已满或过慢。", "请检查数据库后重试。", ""),
    ),
    entry(
        90004,
        "NetworkError",
        &[ServerFault],
        words(
            "The server could not reach something that it needs.",
            "The network between its parts, or to a service outside.",
            "Look at the server's network, then retry.",
            "",
        ),
        words("服务器无法连接其依赖的服务。", "服务之间或与外部服务之间的网络故障。", "请检查服务器的网络后重试。", ""),
    ),
    entry(
        90007,
        "DataError",
        &[ServerFault],
        words(
            "The server found data that it cannot use.",
            "Something stored is damaged, or written by another version.",
            "Search the server's log for the operationID.",
            "",
        ),
        words(
            "服务器遇到无法使用的数据。",
            "存储的数据已损坏，或由其他版本写入。",
            "请用 operationID 查找服务器日志。",
            "",
        ),
    ),
];
