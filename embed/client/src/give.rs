//! Answers: written as JSON, under the names that OpenIM has for them, and under our own where it has none.
//!
//! Numbers that may need all 64 bits are strings. All others end at the largest that JavaScript does not round: no count and no time gets
//! there, but what a hostile user has put into a message might.

use openim_api::sync::{Changes, FullIds, Version};
use openim_api::{
    AccountStatus, Activity, ApiError, Black, ConfigEntry, Connection, Conversation, ConversationId, DayCount, Friend,
    FriendRequest, Group, GroupAbstract, GroupId, GroupMember, GroupRequest, GroupRole, GroupStatus, Growth, History,
    Invited, IssuedToken, LatestConversation, LatestMessage, Listing, Message, NotificationAccount, OnlineStatus,
    OperationId, Overview, OwnConversation, OwnConversations, ParsedToken, Platform, Presence, Probe, Profile,
    ReadMark, ReadMarks, Relation, RequestState, SendStatus, Sent, SeqBounds, ServerBlock, Token, TokenCount, User,
    UserCommand, UserId, json_fields, json_text,
};
use serde_json::Value;

#[cfg(test)]
use crate::declarations::{Fields, Types, written};
use crate::failure;
use crate::options;
use crate::take::MAX_SAFE;

/// What can be an answer.
pub trait Give: Sized {
    /// As JSON.
    fn give(self) -> Value;

    /// As the text of it, which is empty for nothing.
    fn to_text(self) -> String {
        json_text(&self.give())
    }

    /// Its type in TypeScript.
    #[cfg(test)]
    fn ts(types: &mut Types) -> String;
}

/// Types that become one value of JSON.
macro_rules! plain {
    ($($type:ty, $ts:literal, |$it:ident| $give:expr;)*) => {
        $(impl Give for $type {
            fn give(self) -> Value {
                let $it = self;
                $give.into()
            }

            #[cfg(test)]
            fn ts(_: &mut Types) -> String {
                $ts.to_owned()
            }
        })*
    };
}

plain! {
    String, "string", |it| it;
    bool, "boolean", |it| it;
    i32, "number", |it| it;
    u32, "number", |it| it;
    i64, "number", |it| it.clamp(-MAX_SAFE, MAX_SAFE);
    u64, "string", |it| it.to_string();
    UserId, "string", |it| it.as_str();
    GroupId, "string", |it| it.as_str();
    ConversationId, "string", |it| it.as_str();
    OperationId, "string", |it| it.as_str();
    Token, "string", |it| it.expose();
    Platform, "number", |it| it.id();
    ServerBlock, "ServerVersion", |it| options::name_of(it);
    GroupStatus, "number", |it| match it {
        GroupStatus::Normal => 0,
        GroupStatus::Banned => 1,
        GroupStatus::Dismissed => 2,
        GroupStatus::Muted => 3,
        GroupStatus::Unknown(number) => number,
    };
    GroupRole, "number", |it| match it {
        GroupRole::Member => 20,
        GroupRole::Admin => 60,
        GroupRole::Owner => 100,
        GroupRole::Unknown(level) => level,
    };
    RequestState, "number", |it| match it {
        RequestState::Pending => 0,
        RequestState::Agreed => 1,
        RequestState::Refused => -1,
        RequestState::Unknown(number) => number,
    };
    AccountStatus, "\"registered\" | \"unregistered\" | \"unknown\"", |it| match it {
        AccountStatus::Registered => "registered",
        AccountStatus::Unregistered => "unregistered",
        AccountStatus::Unknown => "unknown",
    };
    SendStatus, "\"unknown\" | \"sending\" | \"sent\" | \"failed\"", |it| match it {
        SendStatus::Unknown => "unknown",
        SendStatus::Sending => "sending",
        SendStatus::Sent => "sent",
        SendStatus::Failed => "failed",
    };
}

impl Give for () {
    fn give(self) -> Value {
        Value::Null
    }

    fn to_text(self) -> String {
        String::new()
    }

    #[cfg(test)]
    fn ts(_: &mut Types) -> String {
        "void".to_owned()
    }
}

impl<T: Give> Give for Option<T> {
    fn give(self) -> Value {
        self.map_or(Value::Null, Give::give)
    }

    #[cfg(test)]
    fn ts(types: &mut Types) -> String {
        format!("{} | null", T::ts(types))
    }
}

impl<T: Give> Give for Vec<T> {
    fn give(self) -> Value {
        Value::Array(self.into_iter().map(Give::give).collect())
    }

    #[cfg(test)]
    fn ts(types: &mut Types) -> String {
        let item = T::ts(types);
        if item.contains(' ') { format!("({item})[]") } else { format!("{item}[]") }
    }
}

/// Types that become objects. A field that is left out here does not compile. Those of a parameter are documented with `T` in its place.
macro_rules! objects {
    ($($type:ident $(<$parameter:ident>)? { $($field:ident: $key:literal),* $(,)? })*) => {
        $(impl $(<$parameter: Give>)? Give for $type $(<$parameter>)? {
            fn give(self) -> Value {
                let Self { $($field),* } = self;
                json_fields(vec![$(($key, $field.give())),*])
            }

            #[cfg(test)]
            fn ts(types: &mut Types) -> String {
                objects!(@ts types $type [$($parameter)?] $($field: $key),*)
            }
        })*
    };
    (@ts $types:ident $type:ident [] $($field:ident: $key:literal),*) => {
        $types.object(stringify!($type), |types| {
            vec![$(types.answer(stringify!($type), stringify!($field), $key, |it: &Self| &it.$field)),*]
        })
    };
    (@ts $types:ident $type:ident [$parameter:ident] $($field:ident: $key:literal),*) => {{
        $types.object(concat!(stringify!($type), "<T>"), |types| {
            vec![$(types.answer(stringify!($type), stringify!($field), $key, |it: &$type<AnyType>| &it.$field)),*]
        });
        format!("{}<{}>", stringify!($type), $parameter::ts($types))
    }};
}

/// Stands for the parameter of a type.
#[cfg(test)]
pub struct AnyType;

#[cfg(test)]
impl Give for AnyType {
    fn give(self) -> Value {
        Value::Null
    }

    fn ts(_: &mut Types) -> String {
        "T".to_owned()
    }
}

objects! {
    Listing<T> { total: "total", items: "items" }
    Changes<T> { version: "version", is_full: "full", deleted: "delete", inserted: "insert", updated: "update" }
    Version { id: "versionID", number: "version" }
    FullIds { version: "version", ids: "ids" }
    Probe { block: "version", latency_millis: "latencyMillis" }
    IssuedToken { token: "token", expires_at_millis: "expiresAtMillis" }
    ParsedToken { user_id: "userID", platform: "platformID", expires_at_millis: "expiresAtMillis" }
    User {
        user_id: "userID",
        nickname: "nickname",
        face_url: "faceURL",
        ex: "ex",
        create_time_millis: "createTime",
        app_manger_level: "appMangerLevel",
        global_recv_msg_opt: "globalRecvMsgOpt",
    }
    Checked { user_id: "userID", account_status: "accountStatus" }
    Presence { user_id: "userID", is_online: "isOnline", platforms: "platformIDs" }
    OnlineStatus { user_id: "userID", is_online: "isOnline", connections: "connections" }
    Connection { platform: "platformID", id: "connID", is_background: "isBackground" }
    PlatformTokens { platform: "platformID", total: "total" }
    LoggedOut { platform: "platformID", error: "error" }
    UserCommand { kind: "type", uuid: "uuid", value: "value", ex: "ex", create_time_millis: "createTime" }
    ConfigEntry { user_id: "userID", key: "key", value: "value" }
    ConfigPair { key: "key", value: "value" }
    Growth { total: "total", before: "before", days: "days" }
    DayCount { day_millis: "dayMillis", count: "count" }
    ActiveUser { user: "user", count: "count" }
    ActiveGroup { group: "group", count: "count" }
    ActiveUsers { messages: "msgCount", active: "userCount", days: "days", rows: "users" }
    ActiveGroups { messages: "msgCount", active: "groupCount", days: "days", rows: "groups" }
    Group {
        group_id: "groupID",
        name: "groupName",
        notification: "notification",
        introduction: "introduction",
        face_url: "faceURL",
        owner: "ownerUserID",
        create_time_millis: "createTime",
        member_count: "memberCount",
        ex: "ex",
        status: "status",
        need_verification: "needVerification",
        look_member_info: "lookMemberInfo",
        apply_member_friend: "applyMemberFriend",
        notification_time_millis: "notificationUpdateTime",
        notification_user: "notificationUserID",
    }
    GroupAbstract { group_id: "groupID", member_count: "groupMemberNumber", member_hash: "groupMemberListHash" }
    GroupMember {
        group_id: "groupID",
        user_id: "userID",
        role: "roleLevel",
        join_time_millis: "joinTime",
        nickname: "nickname",
        face_url: "faceURL",
        ex: "ex",
        app_manger_level: "appMangerLevel",
        join_source: "joinSource",
        operator: "operatorUserID",
        inviter: "inviterUserID",
        mute_end_millis: "muteEndTime",
    }
    GroupRequest {
        user: "userInfo",
        group: "groupInfo",
        state: "handleResult",
        message: "reqMsg",
        time_millis: "reqTime",
        answer: "handleMsg",
        answered_by: "handleUserID",
        answer_time_millis: "handleTime",
        ex: "ex",
        join_source: "joinSource",
        inviter: "inviterUserID",
    }
    Invited { added: "added", present: "present" }
    Profile { user_id: "userID", nickname: "nickname", face_url: "faceURL", ex: "ex" }
    Friend {
        profile: "friendUser",
        remark: "remark",
        since_millis: "createTime",
        add_source: "addSource",
        operator: "operatorUserID",
        ex: "ex",
        is_pinned: "isPinned",
    }
    Black { profile: "blackUserInfo", since_millis: "createTime", operator: "operatorUserID", ex: "ex" }
    Relation { user: "userInfo", friend: "friendInfo", black: "blackInfo" }
    FriendRequest {
        from: "from",
        to: "to",
        state: "handleResult",
        message: "reqMsg",
        created_millis: "createTime",
        handler: "handlerUserID",
        answer: "handleMsg",
        handled_millis: "handleTime",
        ex: "ex",
    }
    AreFriends { in_first: "inUser1Friends", in_second: "inUser2Friends" }
    Conversation {
        owner: "ownerUserID",
        id: "conversationID",
        conversation_type: "conversationType",
        user_id: "userID",
        group_id: "groupID",
        recv_msg_opt: "recvMsgOpt",
        is_pinned: "isPinned",
        is_private_chat: "isPrivateChat",
        burn_duration: "burnDuration",
        group_at_type: "groupAtType",
        is_msg_destruct: "isMsgDestruct",
        msg_destruct_time: "msgDestructTime",
        latest_msg_destruct_millis: "latestMsgDestructTime",
        min_seq: "minSeq",
        max_seq: "maxSeq",
        attached_info: "attachedInfo",
        ex: "ex",
    }
    Overview { total: "total", unread: "unreadTotal", items: "items" }
    LatestConversation {
        id: "conversationID",
        recv_msg_opt: "recvMsgOpt",
        unread: "unreadCount",
        is_pinned: "isPinned",
        message: "msgInfo",
    }
    LatestMessage {
        server_id: "serverMsgID",
        client_id: "clientMsgID",
        session_type: "sessionType",
        sender: "sendID",
        receiver: "recvID",
        name: "senderName",
        face_url: "faceURL",
        group_id: "groupID",
        group_name: "groupName",
        group_face_url: "groupFaceURL",
        sent_millis: "latestMsgRecvTime",
        msg_from: "msgFrom",
        content_type: "contentType",
        content: "content",
    }
    Message {
        server_id: "serverMsgID",
        client_id: "clientMsgID",
        seq: "seq",
        session_type: "sessionType",
        sender: "sendID",
        sender_nickname: "senderNickname",
        sender_face_url: "senderFaceURL",
        sender_platform: "senderPlatformID",
        receiver: "recvID",
        receiver_nickname: "recvNickname",
        group_id: "groupID",
        group_name: "groupName",
        msg_from: "msgFrom",
        content_type: "contentType",
        content: "content",
        is_revoked: "isRevoked",
        sent_millis: "sendTime",
        created_millis: "createTime",
        ex: "ex",
    }
    Found { total: "total", items: "items", may_have_more: "mayHaveMore" }
    FoundMessage { conversation_id: "conversationID", message: "message" }
    SeqBounds { conversation: "conversationID", last: "maxSeq", first: "minSeq" }
    History { conversation: "conversationID", messages: "messages", is_end: "isEnd" }
    ReadMark { conversation: "conversationID", last: "maxSeq", read: "hasReadSeq", last_millis: "maxSeqTime" }
    ReadMarks { marks: "marks", pinned: "pinnedConversationIDs" }
    Sent { server_id: "serverMsgID", client_id: "clientMsgID", sent_millis: "sendTime", operation_id: "operationID" }
    SentToMany { sent: "sent", failed: "failedUserIDs" }
    SentTo { user_id: "recvID", server_id: "serverMsgID" }
    OwnConversations { unread: "unreadCount", items: "items" }
    OwnConversation {
        conversation: "conversation",
        message: "lastMsg",
        user: "user",
        group: "group",
        last: "maxSeq",
        read: "readSeq",
    }
}

impl Give for TokenCount {
    fn give(self) -> Value {
        let Self { user_id, platforms } = self;
        let platforms: Vec<_> =
            platforms.into_iter().map(|(platform, total)| PlatformTokens { platform, total }).collect();
        json_fields(vec![("userID", user_id.give()), ("platforms", platforms.give())])
    }

    #[cfg(test)]
    fn ts(types: &mut Types) -> String {
        types.object("TokenCount", |types| {
            let rows = Vec::<PlatformTokens>::ts(types);
            written(&[("userID", "string", "Whose."), ("platforms", &rows, "On each platform.")])
        })
    }
}

/// Its ID is nobody's to set.
impl Give for NotificationAccount {
    fn give(self) -> Value {
        let user_id = self.user_id().clone();
        let Self { nickname, face_url, app_manger_level, .. } = self;
        json_fields(vec![
            ("userID", user_id.give()),
            ("nickname", nickname.give()),
            ("faceURL", face_url.give()),
            ("appMangerLevel", app_manger_level.give()),
        ])
    }

    #[cfg(test)]
    fn ts(types: &mut Types) -> String {
        types.object("NotificationAccount", |types| {
            let mut fields: Fields = written(&[("userID", "string", "Its ID.")]);
            let name = "NotificationAccount";
            fields.push(types.answer(name, "nickname", "nickname", |it: &Self| &it.nickname));
            fields.push(types.answer(name, "face_url", "faceURL", |it: &Self| &it.face_url));
            fields.push(types.answer(name, "app_manger_level", "appMangerLevel", |it: &Self| &it.app_manger_level));
            fields
        })
    }
}

/// `client.js` makes an error of it.
impl Give for ApiError {
    fn give(self) -> Value {
        failure::of_api(&self)
    }

    #[cfg(test)]
    fn ts(_: &mut Types) -> String {
        "OpenIMError".to_owned()
    }
}

/// Whether an ID is taken.
pub struct Checked {
    /// The ID.
    pub user_id: UserId,
    /// Whether it is taken; `unknown` where the server said nothing of it, or something new.
    pub account_status: AccountStatus,
}

/// How many tokens of a platform.
pub struct PlatformTokens {
    /// Which platform.
    pub platform: Platform,
    /// How many.
    pub total: i64,
}

/// What became of a platform's connections.
pub struct LoggedOut {
    /// Which platform.
    pub platform: Platform,
    /// Why they live on; null: they are closed.
    pub error: Option<ApiError>,
}

/// A text under its key.
pub struct ConfigPair {
    /// Any text.
    pub key: String,
    /// Any text.
    pub value: String,
}

/// A user and how many messages.
pub struct ActiveUser {
    /// Who.
    pub user: User,
    /// How many messages.
    pub count: i64,
}

/// A group and how many messages.
pub struct ActiveGroup {
    /// Which.
    pub group: Group,
    /// How many messages.
    pub count: i64,
}

/// How active all users were, and who was most.
pub struct ActiveUsers {
    /// Messages of all. Notices of the system count for the account that they come from.
    pub messages: i64,
    /// How many were active.
    pub active: i64,
    /// Messages on each day on which there were any.
    pub days: Vec<DayCount>,
    /// Who, and how many messages, in the order asked for.
    pub rows: Vec<ActiveUser>,
}

/// How active all groups were, and which was most.
pub struct ActiveGroups {
    /// Messages in all of them.
    pub messages: i64,
    /// How many were active.
    pub active: i64,
    /// Messages on each day on which there were any.
    pub days: Vec<DayCount>,
    /// Which, and how many messages, in the order asked for.
    pub rows: Vec<ActiveGroup>,
}

/// Whether two are friends, on either side.
pub struct AreFriends {
    /// Whether the second is among the friends of the first.
    pub in_first: bool,
    /// Whether the first is among the friends of the second.
    pub in_second: bool,
}

/// One page of what was found.
pub struct Found {
    /// How many there are at least. Up to v3.7 it is exact (seen on v3.4, v3.7); later it grows with the page (seen on v3.8.3, main).
    pub total: i64,
    /// Those of this page, the newest first. From v3.8.0 on that order holds inside of a page only: pages go conversation by
    /// conversation.
    pub items: Vec<FoundMessage>,
    /// Whether the page is full, so that there may be another.
    pub may_have_more: bool,
}

/// A message and where it is.
pub struct FoundMessage {
    /// The conversation that it is in, which servers leave out, and which `msg.revoke` needs. Null for an unknown session type.
    pub conversation_id: Option<ConversationId>,
    /// The message.
    pub message: Message,
}

/// A message to many.
pub struct SentToMany {
    /// Who got it.
    pub sent: Vec<SentTo>,
    /// Who did not: unknown users, and those who receive nothing.
    pub failed: Vec<UserId>,
}

/// One who got a message.
pub struct SentTo {
    /// Who.
    pub user_id: UserId,
    /// The server's ID of it.
    pub server_id: String,
}

impl From<Activity<User>> for ActiveUsers {
    fn from(activity: Activity<User>) -> Self {
        let Activity { messages, active, days, rows } = activity;
        Self {
            messages,
            active,
            days,
            rows: rows.into_iter().map(|(user, count)| ActiveUser { user, count }).collect(),
        }
    }
}

impl From<Activity<Group>> for ActiveGroups {
    fn from(activity: Activity<Group>) -> Self {
        let Activity { messages, active, days, rows } = activity;
        Self {
            messages,
            active,
            days,
            rows: rows.into_iter().map(|(group, count)| ActiveGroup { group, count }).collect(),
        }
    }
}

impl From<openim_api::SentToMany> for SentToMany {
    fn from(sent: openim_api::SentToMany) -> Self {
        let openim_api::SentToMany { sent, failed, .. } = sent;
        Self { sent: sent.into_iter().map(|(user_id, server_id)| SentTo { user_id, server_id }).collect(), failed }
    }
}
