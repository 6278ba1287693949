//! Arguments: read from JSON, strictly, because what is wrong in them is a slip of the pen. What is said of it names the place, and never
//! repeats what stood there: it may be a secret.

use std::fmt;

use openim_api::sync::Version;
use openim_api::{
    Content, ConversationChange, ConversationId, FriendChange, GroupChange, GroupFilter, GroupId, GroupRequestFilter,
    MemberChange, NewGroup, NewNotificationAccount, NewUser, OperationId, OutgoingMessage, Page, Picture, Platform,
    Push, Ranking, SearchFields, Secret, SeqRange, SettableRole, Span, SyncTo, SystemNotice, Target, Token, UserChange,
    UserFilter, UserId,
};
use serde_json::Value;

#[cfg(test)]
use crate::declarations::{Types, written};

/// The largest number that JavaScript does not round.
pub const MAX_SAFE: i64 = (1 << 53) - 1;

/// An argument that is wrong.
#[derive(Debug, PartialEq)]
pub struct Wrong {
    place: String,
    what: String,
}

impl Wrong {
    pub fn new(what: &str) -> Self {
        Self { place: String::new(), what: what.to_owned() }
    }

    /// Puts `outer` in front of the place.
    pub fn within(self, outer: &str) -> Self {
        let dot = if self.place.is_empty() || self.place.starts_with('[') { "" } else { "." };
        Self { place: format!("{outer}{dot}{}", self.place), ..self }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", if self.place.is_empty() { "the argument" } else { &self.place }, self.what)
    }
}

/// What a value has to be. Values are looked at by these, in one place, before any of them is read: a hundred calls then read what they
/// know to be there, and cost a third of the wasm that they would cost with a way out behind each argument.
pub enum Shape {
    Text,
    Flag,
    /// A number of 32 bits.
    I32,
    /// The same without a sign.
    U32,
    /// A number that JavaScript does not round.
    I64,
    /// A number of up to 64 bits as a text.
    Digits,
    /// 20 or 60.
    Role,
    List(&'static Shape),
    Object(&'static [Key]),
    /// Told apart by its `type`.
    Kinds(&'static [(&'static str, &'static [Key])]),
}

/// A field.
pub struct Key {
    pub name: &'static str,
    pub shape: Shape,
    /// Whether it may be left out, or null.
    pub is_optional: bool,
}

impl Shape {
    pub fn check(&self, value: &Value) -> Result<(), Wrong> {
        match self {
            Self::Text if value.is_string() => Ok(()),
            Self::Text => Err(Wrong::new("must be a string")),
            Self::Flag if value.is_boolean() => Ok(()),
            Self::Flag => Err(Wrong::new("must be true or false")),
            Self::I32 => within(value, i32::MIN.into(), i32::MAX.into()),
            Self::U32 => within(value, 0, u32::MAX.into()),
            Self::I64 => within(value, -MAX_SAFE, MAX_SAFE),
            Self::Digits if value.as_str().is_some_and(|text| text.parse::<u64>().is_ok()) => Ok(()),
            Self::Digits => Err(Wrong::new("must be a string of digits")),
            Self::Role if matches!(whole(value), Some(20 | 60)) => Ok(()),
            Self::Role => Err(Wrong::new("must be 20 or 60")),
            Self::List(shape) => {
                let items = value.as_array().ok_or_else(|| Wrong::new("must be an array"))?;
                let mut places = items.iter().enumerate();
                places.try_for_each(|(index, item)| {
                    shape.check(item).map_err(|wrong| wrong.within(&format!("[{index}]")))
                })
            }
            Self::Object(keys) => check(value, &[keys]),
            Self::Kinds(kinds) => {
                const TYPE: Key = Key { name: "type", shape: Shape::Text, is_optional: false };
                let kind = value.get(TYPE.name).and_then(Value::as_str);
                match kinds.iter().find(|(name, _)| Some(*name) == kind) {
                    Some((_, keys)) => check(value, &[&[TYPE], keys]),
                    None => {
                        let names: Vec<_> = kinds.iter().map(|(name, _)| *name).collect();
                        Err(Wrong::new(&format!("must be one of {}", names.join(", "))).within(TYPE.name))
                    }
                }
            }
        }
    }
}

/// Whether a value is an object with these fields and no others.
pub fn check(value: &Value, keys: &[&[Key]]) -> Result<(), Wrong> {
    let object = value.as_object().ok_or_else(|| Wrong::new("must be an object"))?;
    let keys = || keys.iter().copied().flatten();
    for Key { name, shape, is_optional } in keys() {
        match object.get(*name) {
            None | Some(Value::Null) if *is_optional => Ok(()),
            None => Err(Wrong::new("is missing")),
            Some(value) => shape.check(value),
        }
        .map_err(|wrong| wrong.within(name))?;
    }
    match object.keys().find(|given| !keys().any(|key| key.name == given.as_str())) {
        Some(unknown) => {
            let names: Vec<_> = keys().map(|key| key.name).collect();
            Err(Wrong::new(&format!("is unknown here; there are: {}", names.join(", "))).within(unknown))
        }
        None => Ok(()),
    }
}

fn within(value: &Value, from: i64, to: i64) -> Result<(), Wrong> {
    let wrong = || Wrong::new(&format!("must be a whole number from {from} to {to}"));
    whole(value).filter(|number| (from..=to).contains(number)).map(|_| ()).ok_or_else(wrong)
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_str().parse().ok(),
        _ => None,
    }
}

/// What can be an argument.
pub trait Take: Sized {
    const SHAPE: Shape;
    const IS_OPTIONAL: bool = false;

    /// Reads what was found to be of the shape.
    fn take(value: &Value) -> Self;

    /// Its type in TypeScript.
    #[cfg(test)]
    fn ts(types: &mut Types) -> String;
}

/// What can stand among the arguments without a name of its own: its fields do.
pub trait Part: Sized {
    const KEYS: &'static [Key];

    /// Reads its fields.
    fn take_from(object: &Value) -> Self;

    /// Its type in TypeScript.
    #[cfg(test)]
    fn ts(types: &mut Types) -> String;
}

/// A field of what was found to be of the shape.
pub fn field<T: Take>(object: &Value, key: &str) -> T {
    T::take(object.get(key).unwrap_or(&Value::Null))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Types that are made of one value of JSON.
macro_rules! plain {
    ($($type:ty, $ts:literal, $shape:expr, |$value:ident| $take:expr;)*) => {
        $(impl Take for $type {
            const SHAPE: Shape = $shape;

            fn take($value: &Value) -> Self {
                $take
            }

            #[cfg(test)]
            fn ts(_: &mut Types) -> String {
                $ts.to_owned()
            }
        })*
    };
}

plain! {
    String, "string", Shape::Text, |value| text(value).into();
    UserId, "string", Shape::Text, |value| text(value).into();
    GroupId, "string", Shape::Text, |value| text(value).into();
    ConversationId, "string", Shape::Text, |value| text(value).into();
    OperationId, "string", Shape::Text, |value| text(value).into();
    Token, "string", Shape::Text, |value| Self::new(text(value));
    Secret, "string", Shape::Text, |value| Self::new(text(value));
    bool, "boolean", Shape::Flag, |value| value.as_bool().unwrap_or(false);
    i64, "number", Shape::I64, |value| whole(value).unwrap_or(0);
    i32, "number", Shape::I32, |value| i64::take(value).try_into().unwrap_or(0);
    u32, "number", Shape::U32, |value| i64::take(value).try_into().unwrap_or(0);
    // More than JavaScript's numbers hold.
    u64, "string", Shape::Digits, |value| text(value).parse().unwrap_or(0);
    Platform, "number", Shape::I32, |value| Self::from_id(i32::take(value));
    SettableRole, "20 | 60", Shape::Role, |value| if whole(value) == Some(60) { Self::Admin } else { Self::Member };
}

impl<T: Take> Take for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    const IS_OPTIONAL: bool = true;

    fn take(value: &Value) -> Self {
        if value.is_null() { None } else { Some(T::take(value)) }
    }

    #[cfg(test)]
    fn ts(types: &mut Types) -> String {
        T::ts(types)
    }
}

impl<T: Take> Take for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn take(value: &Value) -> Self {
        value.as_array().map_or(&[][..], Vec::as_slice).iter().map(T::take).collect()
    }

    #[cfg(test)]
    fn ts(types: &mut Types) -> String {
        let item = T::ts(types);
        if item.contains(' ') { format!("({item})[]") } else { format!("{item}[]") }
    }
}

/// Types whose fields are read by name, `or` what they are without. A field that is left out here does not compile.
macro_rules! objects {
    ($($type:ident { $($field:ident: $key:literal $(or $default:expr)?),* $(,)? })*) => {
        $(impl Part for $type {
            const KEYS: &'static [Key] = &[$(objects!(@key $type $field $key $($default)?)),*];

            fn take_from(object: &Value) -> Self {
                Self { $($field: objects!(@take object $key $($default)?)),* }
            }

            #[cfg(test)]
            fn ts(types: &mut Types) -> String {
                types.object(stringify!($type), |types| {
                    vec![$(types.field(stringify!($type), stringify!($field), $key, objects!(@or $($default)?), |it: &Self| &it.$field)),*]
                })
            }
        }

        impl Take for $type {
            const SHAPE: Shape = Shape::Object(<Self as Part>::KEYS);

            fn take(value: &Value) -> Self {
                Self::take_from(value)
            }

            #[cfg(test)]
            fn ts(types: &mut Types) -> String {
                <Self as Part>::ts(types)
            }
        })*
    };
    (@key $type:ident $field:ident $key:literal $($default:expr)?) => {
        key($key, objects!(@or $($default)?), |it: &$type| &it.$field)
    };
    (@take $object:ident $key:literal) => { field($object, $key) };
    (@take $object:ident $key:literal $default:expr) => { field::<Option<_>>($object, $key).unwrap_or_else(|| $default) };
    (@or) => { false };
    (@or $default:expr) => { true };
}

/// A key of the type of a field.
const fn key<S, T: Take>(name: &'static str, has_default: bool, _: fn(&S) -> &T) -> Key {
    Key { name, shape: T::SHAPE, is_optional: has_default || T::IS_OPTIONAL }
}

/// What sort of user command.
pub struct Kind {
    /// By the app's own meaning; never 0.
    pub number: i32,
}

objects! {
    Page { number: "page" or 1, size: "size" or 20 }
    Kind { number: "type" }
    UserFilter { keyword: "keyword" or String::new() }
    NewUser {
        user_id: "userID",
        nickname: "nickname",
        face_url: "faceURL" or String::new(),
        ex: "ex" or String::new(),
        app_manger_level: "appMangerLevel" or 0,
        global_recv_msg_opt: "globalRecvMsgOpt" or 0,
    }
    UserChange { nickname: "nickname", face_url: "faceURL", ex: "ex", global_recv_msg_opt: "globalRecvMsgOpt" }
    NewNotificationAccount {
        user_id: "userID" or UserId::default(),
        nickname: "nickname",
        face_url: "faceURL" or String::new(),
        robot: "robot" or false,
    }
    Ranking { offset: "offset" or 0, rows: "rows" or 20, is_ascending: "isAscending" or false }
    GroupFilter { name: "groupName" or String::new() }
    NewGroup {
        group_id: "groupID" or GroupId::default(),
        name: "groupName",
        notification: "notification" or String::new(),
        introduction: "introduction" or String::new(),
        face_url: "faceURL" or String::new(),
        ex: "ex" or String::new(),
        need_verification: "needVerification" or 0,
        owner: "ownerUserID",
        admins: "adminUserIDs" or Vec::new(),
        members: "memberUserIDs" or Vec::new(),
        is_quiet: "isQuiet" or false,
    }
    GroupChange {
        name: "groupName",
        notification: "notification",
        introduction: "introduction",
        face_url: "faceURL",
        ex: "ex",
        need_verification: "needVerification",
        look_member_info: "lookMemberInfo",
        apply_member_friend: "applyMemberFriend",
    }
    MemberChange { nickname: "nickname", face_url: "faceURL", ex: "ex", role: "roleLevel" }
    GroupRequestFilter { groups: "groupIDs" or Vec::new(), only_pending: "onlyPending" or false }
    FriendChange { is_pinned: "isPinned", remark: "remark", ex: "ex" }
    ConversationChange {
        recv_msg_opt: "recvMsgOpt",
        is_pinned: "isPinned",
        is_private_chat: "isPrivateChat",
        burn_duration: "burnDuration",
        is_msg_destruct: "isMsgDestruct",
        msg_destruct_time: "msgDestructTime",
        ex: "ex",
    }
    Version { id: "versionID", number: "version" }
    SeqRange { conversation: "conversationID", begin: "begin", end: "end", count: "count" }
    SyncTo { own_devices: "ownDevices" or false, others: "others" or false }
    SearchFields {
        sender: "sendID" or UserId::default(),
        receiver: "recvID" or UserId::default(),
        content_type: "contentType" or 0,
        session_type: "sessionType" or 0,
        day_millis: "dayMillis",
    }
    OutgoingMessage {
        sender: "sendID",
        sender_nickname: "senderNickname" or String::new(),
        sender_face_url: "senderFaceURL" or String::new(),
        sender_platform: "senderPlatformID" or Platform::ADMIN,
        content: "content",
        is_online_only: "isOnlineOnly" or false,
        push: "offlinePushInfo",
        sent_millis: "sendTime",
        ex: "ex" or String::new(),
    }
    Push { title: "title", text: "desc" or String::new(), ex: "ex" or String::new() }
    Picture { url: "url", kind: "type", width: "width", height: "height", bytes: "size" or 0 }
    Entry { key: "key", value: "value" }
    SystemNotice {
        name: "notificationName",
        face_url: "notificationFaceURL" or String::new(),
        kind: "notificationType",
        text: "text",
        url: "url" or String::new(),
        picture: "picture",
        ex: "ex" or String::new(),
    }
}

/// The fields are the two moments, whichever comes first.
impl Part for Span {
    const KEYS: &'static [Key] = &[
        Key { name: "start", shape: <i64 as Take>::SHAPE, is_optional: false },
        Key { name: "end", shape: <i64 as Take>::SHAPE, is_optional: false },
    ];

    fn take_from(object: &Value) -> Self {
        Self::between(field(object, "start"), field(object, "end"))
    }

    #[cfg(test)]
    fn ts(types: &mut Types) -> String {
        let moment = "Milliseconds since 1970.";
        types.object("Span", |_| written(&[("start", "number", moment), ("end", "number", moment)]))
    }
}

/// A text of the operator's apps under its key.
pub struct Entry {
    /// Any text.
    pub key: String,
    /// Any text.
    pub value: String,
}

/// Where a message goes, by the name of the field: a user's ID is no group's.
pub struct Receiver {
    user: Option<UserId>,
    group: Option<GroupId>,
}

impl Receiver {
    /// The one that is given.
    pub fn target(self) -> Result<Target, Wrong> {
        match (self.user, self.group) {
            (Some(user), None) => Ok(Target::User(user)),
            (None, Some(group)) => Ok(Target::Group(group)),
            _ => Err(Wrong::new("or groupID has to be given, and not both").within("recvID")),
        }
    }
}

impl Part for Receiver {
    const KEYS: &'static [Key] = &[
        Key { name: "recvID", shape: Shape::Text, is_optional: true },
        Key { name: "groupID", shape: Shape::Text, is_optional: true },
    ];

    fn take_from(object: &Value) -> Self {
        Self { user: field(object, "recvID"), group: field(object, "groupID") }
    }

    #[cfg(test)]
    fn ts(types: &mut Types) -> String {
        let doc = "Where a message goes: to a user, or into a group, where no notice of the system goes.";
        types.alias(
            "Receiver",
            doc,
            &["{ recvID: string; groupID?: undefined }", "{ groupID: string; recvID?: undefined }"],
        )
    }
}

/// A field that has to be given.
pub const fn given<T: Take>(name: &'static str) -> Key {
    Key { name, shape: T::SHAPE, is_optional: T::IS_OPTIONAL }
}

/// What a message holds, told apart by `type`.
impl Take for Content {
    const SHAPE: Shape = Shape::Kinds(&[
        ("text", &[given::<String>("content")]),
        ("markdown", &[given::<String>("content")]),
        ("picture", &[given::<Picture>("picture")]),
        ("voice", &[given::<String>("sourceUrl"), given::<i64>("duration"), given::<i64>("dataSize")]),
        (
            "video",
            &[
                given::<String>("videoUrl"),
                given::<String>("videoType"),
                given::<i64>("duration"),
                given::<i64>("videoSize"),
                given::<Picture>("snapshot"),
            ],
        ),
        ("file", &[given::<String>("sourceUrl"), given::<String>("fileName"), given::<i64>("fileSize")]),
        ("mention", &[given::<String>("text"), given::<Vec<UserId>>("atUserList")]),
        (
            "custom",
            &[given::<String>("data"), given::<Option<String>>("description"), given::<Option<String>>("extension")],
        ),
        ("notice", &[given::<SystemNotice>("notice")]),
    ]);

    fn take(value: &Value) -> Self {
        let text = |key| field::<String>(value, key);
        let number = |key| field::<i64>(value, key);
        match text("type").as_str() {
            "markdown" => Self::Markdown(text("content")),
            "picture" => Self::Picture(field(value, "picture")),
            "voice" => Self::Voice { url: text("sourceUrl"), seconds: number("duration"), bytes: number("dataSize") },
            "video" => Self::Video {
                url: text("videoUrl"),
                kind: text("videoType"),
                seconds: number("duration"),
                bytes: number("videoSize"),
                snapshot: field(value, "snapshot"),
            },
            "file" => Self::File { url: text("sourceUrl"), name: text("fileName"), bytes: number("fileSize") },
            "mention" => Self::Mention { text: text("text"), users: field(value, "atUserList") },
            "custom" => {
                Self::Custom { data: text("data"), description: text("description"), extension: text("extension") }
            }
            "notice" => Self::Notice(field(value, "notice")),
            _ => Self::Text(text("content")),
        }
    }

    #[cfg(test)]
    fn ts(types: &mut Types) -> String {
        let (picture, notice) = (<Picture as Take>::ts(types), <SystemNotice as Take>::ts(types));
        let video =
            "{ type: \"video\"; videoUrl: string; videoType: string; duration: number; videoSize: number; snapshot: ";
        types.alias(
            "Content",
            "What a message holds: the kinds that servers take from an administrator. `mention` is there from v3.6 on, `markdown` on main. \
             Durations are in seconds, sizes in bytes.",
            &[
                "{ type: \"text\"; content: string }",
                &format!("{{ type: \"picture\"; picture: {picture} }}"),
                "{ type: \"voice\"; sourceUrl: string; duration: number; dataSize: number }",
                &format!("{video}{picture} }}"),
                "{ type: \"file\"; sourceUrl: string; fileName: string; fileSize: number }",
                "{ type: \"mention\"; text: string; atUserList: string[] }",
                "{ type: \"custom\"; data: string; description?: string; extension?: string }",
                "{ type: \"markdown\"; content: string }",
                &format!("{{ type: \"notice\"; notice: {notice} }}"),
            ],
        )
    }
}
