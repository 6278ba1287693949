//! 1101 to 1404: users, groups, friends and messages.

use openim_api::ErrorClass::{AlreadyRegistered, AlreadyThere, NotFound, Other};

use super::{KnownCode, entry, words};

pub(super) static CODES: &[KnownCode] = &[
    entry(
        1101,
        "UserIDNotFoundError",
        &[NotFound],
        words(
            "The server does not know this user.",
            "A wrong userID, or somebody who is not in the group.",
            "Check the ID with the account check, then try again.",
            "Most routes answer 1004 instead. A group is created with unknown members (from v3.8.3), a non-member is removed: 1101.",
        ),
        words(
            "服务器没有该用户。",
            "userID 有误，或该用户不在群组中。",
            "请用账号检查核对 ID 后重试。",
            "多数接口返回 1004。用未知成员建群（v3.8.3 起）、移出非成员时返回 1101。",
        ),
    ),
    entry(
        1102,
        "RegisteredAlreadyError",
        &[AlreadyRegistered],
        words(
            "One of the user IDs is taken, so nobody was registered.",
            "The ID exists; a single one refuses the whole list.",
            "Find the taken IDs with the account check and leave them out.",
            "v3.4 takes IDs for the same that differ in letter case, accents or trailing blanks only; its account check does not.",
        ),
        words(
            "某个用户 ID 已被占用，因此没有注册任何用户。",
            "该 ID 已存在；只要有一个，整个列表都会被拒绝。",
            "请用账号检查找出已占用的 ID 并排除。",
            "v3.4 注册时把仅大小写、重音或尾部空格不同的 ID 视为相同，而它的账号检查不会。",
        ),
    ),
    entry(
        1201,
        "GroupIDNotFoundError",
        &[NotFound],
        words(
            "The server does not know this group.",
            "A wrong group ID, or a group that was removed.",
            "Check the group ID, refresh, then try again.",
            "Only /group/get_group_abstract_info; others answer 1004.",
        ),
        words(
            "服务器没有该群组。",
            "群组 ID 有误，或群组已被删除。",
            "请核对群组 ID，刷新后重试。",
            "仅见于 /group/get_group_abstract_info，其他接口返回 1004。",
        ),
    ),
    entry(
        1202,
        "GroupIDExisted",
        &[AlreadyThere],
        words(
            "This group ID is taken.",
            "A group has it, maybe one that was dismissed.",
            "Choose another group ID, or leave it empty: then the server makes one.",
            "",
        ),
        words(
            "该群组 ID 已被占用。",
            "已有群组使用它，也可能是已解散的群组。",
            "请换一个群组 ID，或留空由服务器生成。",
            "",
        ),
    ),
    entry(
        1203,
        "NotInGroupYetError",
        &[Other],
        words(
            "This user is not in the group.",
            "The sender of the message never joined, or left.",
            "Send as a member or as an administrator, or add the user first.",
            "From v3.7 on; before, it is 1004.",
        ),
        words(
            "该用户不在群组中。",
            "消息的发送者从未加入，或已退出。",
            "请以成员或管理员的身份发送，或先将该用户加入群组。",
            "v3.7 起；之前返回 1004。",
        ),
    ),
    entry(
        1204,
        "DismissedAlreadyError",
        &[AlreadyThere],
        words(
            "The group has been dismissed.",
            "Nothing can be changed in, or sent to, a dismissed group.",
            "Refresh the list of groups. Do not mute or unmute it: that would bring it back half.",
            "Soon after the dismissal the same calls answer 1004.",
        ),
        words(
            "该群组已解散。",
            "已解散的群组不能修改，也不能向其发送消息。",
            "请刷新群组列表。不要对它禁言或解除禁言，否则会使其残缺地恢复。",
            "解散后不久，同样的调用会返回 1004。",
        ),
    ),
    entry(
        1205,
        "GroupTypeNotSupport",
        &[Other],
        words(
            "The server does not support this type of group.",
            "Another type than 2, the working group.",
            "Use group type 2.",
            "In the server's source; the servers seen answer 1001.",
        ),
        words(
            "服务器不支持此群组类型。",
            "类型不是 2（工作群）。",
            "请使用群组类型 2。",
            "存在于服务器源码中；实际服务器返回 1001。",
        ),
    ),
    entry(
        1206,
        "GroupRequestHandled",
        &[AlreadyThere],
        words(
            "This application to the group has been answered already.",
            "Somebody else was faster.",
            "Refresh the applications.",
            "",
        ),
        words("该入群申请已处理过。", "已有他人先行处理。", "请刷新申请列表。", ""),
    ),
    entry(
        1301,
        "CanNotAddYourselfError",
        &[Other],
        words(
            "Nobody can be a friend of himself.",
            "The user is in the list of his own new friends.",
            "Leave the user out of the list.",
            "An import answers so up to v3.7, later 1004.",
        ),
        words(
            "不能添加自己为好友。",
            "好友列表中包含该用户自己。",
            "请将其从列表中去除。",
            "导入好友在 v3.7 及以下返回此码，之后返回 1004。",
        ),
    ),
    entry(
        1302,
        "BlockedByPeer",
        &[Other],
        words(
            "The recipient has blocked the sender.",
            "The sender is in the recipient's black list.",
            "Remove the sender from that list, or send as an administrator.",
            "",
        ),
        words("接收者已拉黑发送者。", "发送者在接收者的黑名单中。", "请将发送者移出黑名单，或以管理员身份发送。", ""),
    ),
    entry(
        1303,
        "NotPeersFriend",
        &[Other],
        words(
            "Sender and recipient are no friends.",
            "The server is configured to deliver between friends only.",
            "Make them friends first, or send as an administrator.",
            "",
        ),
        words(
            "发送者与接收者不是好友。",
            "服务器配置为只在好友之间投递消息。",
            "请先建立好友关系，或以管理员身份发送。",
            "",
        ),
    ),
    entry(
        1304,
        "RelationshipAlreadyError",
        &[AlreadyThere],
        words(
            "The two are friends already.",
            "The request came a second time, or both asked.",
            "Refresh: nothing has to be done.",
            "",
        ),
        words("双方已是好友。", "申请重复，或双方都发起了申请。", "请刷新，无需再做任何操作。", ""),
    ),
    entry(
        1305,
        "FriendRequestHandled",
        &[Other],
        words(
            "This friend request has been answered already.",
            "Somebody else was faster.",
            "Refresh the requests.",
            "In the server's source; the servers seen answer 1001.",
        ),
        words(
            "该好友申请已处理过。",
            "已有他人先行处理。",
            "请刷新申请列表。",
            "存在于服务器源码中；实际服务器返回 1001。",
        ),
    ),
    entry(
        1401,
        "MessageHasReadDisable",
        &[Other],
        words(
            "Read receipts are switched off on this server.",
            "Its configuration does not send them for this kind of conversation.",
            "Switch them on in the server's configuration, if they are wanted.",
            "In the server's source, but seen on no version.",
        ),
        words(
            "该服务器未启用已读回执。",
            "服务器配置不为此类会话发送已读回执。",
            "如有需要，请在服务器配置中启用。",
            "存在于服务器源码中，但在各版本上都未出现过。",
        ),
    ),
    entry(
        1402,
        "MutedInGroup",
        &[Other],
        words(
            "The sender is muted in this group.",
            "An administrator of the group muted this member, and the time is not over.",
            "Unmute the member, or send as an administrator of the server.",
            "",
        ),
        words(
            "发送者在该群组中被禁言。",
            "群管理员禁言了该成员，且时限未到。",
            "请解除该成员的禁言，或以服务器管理员身份发送。",
            "",
        ),
    ),
    entry(
        1403,
        "MutedGroup",
        &[Other],
        words(
            "The whole group is muted.",
            "Nobody but its owner and administrators may write.",
            "Unmute the group, or send as its owner.",
            "",
        ),
        words("该群组已全员禁言。", "只有群主和群管理员可以发言。", "请解除群组禁言，或以群主身份发送。", ""),
    ),
    entry(
        1404,
        "MsgAlreadyRevoke",
        &[AlreadyThere],
        words(
            "The message has been revoked already.",
            "Somebody else was faster, or the page is old.",
            "Refresh the messages.",
            "",
        ),
        words("该消息已被撤回。", "已有他人先行撤回，或页面已过时。", "请刷新消息列表。", ""),
    ),
];
