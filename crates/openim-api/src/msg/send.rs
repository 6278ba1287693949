//! Sending messages in somebody's name.

use serde_json::Value;

use super::{Content, Msg};
use crate::cancel::CallOptions;
use crate::error::ApiError;
use crate::ids::{GroupId, OperationId, UserId, listed, unique};
use crate::json::{self, Read};
use crate::platform::Platform;
use crate::route::{Access, Route};

const SEND: Route = Route::writes("/msg/send_msg", Access::Admin);
pub(crate) const SEND_MANY: Route = Route::writes("/msg/batch_send_msg", Access::Admin);
const NOTIFY: Route = Route::writes("/msg/send_business_notification", Access::Admin);
const STATUS: Route = Route::reads("/msg/check_msg_is_send_success", Access::AnyUser);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&SEND, &SEND_MANY, &NOTIFY, &STATUS];

/// A message to be sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutgoingMessage {
    /// In whose name. What is allowed depends on this account, not on the token: administrators of the configuration reach everybody.
    pub sender: UserId,
    /// The name that receivers see.
    pub sender_nickname: String,
    /// The picture that receivers see.
    pub sender_face_url: String,
    /// What it is sent with.
    pub sender_platform: Platform,
    /// What it holds; see [`Content::problem`].
    pub content: Content,
    /// Only for those who are connected; not kept.
    pub is_online_only: bool,
    /// What a closed app shows; None for nothing.
    pub push: Option<Push>,
    /// Milliseconds since 1970; None for now.
    pub sent_millis: Option<i64>,
    /// Free for the operator's own use; dropped before v3.8.0.
    pub ex: String,
}

/// What a closed app shows of a message.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Push {
    /// The title.
    pub title: String,
    /// The text.
    pub text: String,
    /// Free for the operator's own use.
    pub ex: String,
}

/// Where a message goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// To a user.
    User(UserId),
    /// Into a group. No notice of the system goes there.
    Group(GroupId),
}

/// A message that the server took.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sent {
    /// The server's ID of it.
    pub server_id: String,
    /// The sender's ID of it, made by the server. One for all receivers.
    pub client_id: String,
    /// Milliseconds since 1970.
    pub sent_millis: Option<i64>,
    /// Names the call; see [`Msg::send_status`].
    pub operation_id: OperationId,
}

/// A message to many.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SentToMany {
    /// Who got it, and the server's ID of it.
    pub sent: Vec<(UserId, String)>,
    /// Who did not: unknown users, and those who receive nothing.
    pub failed: Vec<UserId>,
    /// Names the call in the server's log; None where nothing was sent.
    pub operation_id: Option<OperationId>,
}

/// What has become of a sent message.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SendStatus {
    /// The server does not know the operationID.
    Unknown,
    /// It is under way.
    Sending,
    /// It was sent.
    Sent,
    /// It was not.
    Failed,
}

impl Sent {
    /// Whether it was delivered. A success without an ID says that the receiver receives nothing (seen on v3.7, v3.8.3).
    #[must_use]
    pub fn is_delivered(&self) -> bool {
        !self.server_id.is_empty()
    }
}

impl OutgoingMessage {
    /// A message of an administrator, with nothing but its content.
    #[must_use]
    pub fn new(sender: UserId, content: Content) -> Self {
        Self {
            sender,
            sender_nickname: String::new(),
            sender_face_url: String::new(),
            sender_platform: Platform::ADMIN,
            content,
            is_online_only: false,
            push: None,
            sent_millis: None,
            ex: String::new(),
        }
    }

    fn to_fields(&self, session_type: i32) -> Vec<(&'static str, Value)> {
        let mut body = vec![
            ("sendID", self.sender.as_str().into()),
            ("senderNickname", self.sender_nickname.as_str().into()),
            ("senderFaceURL", self.sender_face_url.as_str().into()),
            ("senderPlatformID", self.sender_platform.id().into()),
            ("content", self.content.to_json()),
            ("contentType", self.content.content_type().into()),
            ("sessionType", session_type.into()),
            ("isOnlineOnly", self.is_online_only.into()),
            ("notOfflinePush", self.push.is_none().into()),
            ("sendTime", self.sent_millis.unwrap_or(0).into()),
            ("ex", self.ex.as_str().into()),
        ];
        body.extend(self.push.as_ref().map(|push| ("offlinePushInfo", push.to_json())));
        body
    }

    /// 1 to users, 4 for what notifies them.
    fn session_type_of_users(&self) -> i32 {
        if matches!(self.content, Content::Notice(_)) { 4 } else { 1 }
    }
}

impl Push {
    fn to_json(&self) -> Value {
        json::fields(vec![
            ("title", self.title.as_str().into()),
            ("desc", self.text.as_str().into()),
            ("ex", self.ex.as_str().into()),
            ("iOSPushSound", "default".into()),
            ("iOSBadgeCount", true.into()),
        ])
    }
}

impl Msg<'_> {
    /// `/msg/send_msg` (administrators): `{sendID, recvID | groupID, content, contentType, sessionType, …}` → `{serverMsgID, clientMsgID,
    /// sendTime}`.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`. Class `NotFound`: the receiver, up to v3.6 also a sender who is not in the group;
    /// code 1203 from v3.7 on. Codes 1302, 1402, 1403: the receiver blocked the sender, the sender or the whole group is muted. Class
    /// `AlreadyThere`: the group is dismissed. Class `NoPermission`: a notice of an ordinary user; on v3.4 of a notification account, too.
    /// A receiver who receives nothing: code 13 up to v3.6, 1001 on main, else see [`Sent::is_delivered`]. Never try again without asking:
    /// the message may be there.
    pub async fn send(
        &self,
        message: &OutgoingMessage,
        target: &Target,
        options: &CallOptions,
    ) -> Result<Sent, ApiError> {
        let mut touched = vec![message.sender.clone()];
        let body = match target {
            Target::User(user) => {
                touched.push(user.clone());
                let mut body = message.to_fields(message.session_type_of_users());
                body.push(("recvID", user.as_str().into()));
                body
            }
            Target::Group(group) => {
                let mut body = message.to_fields(3);
                body.push(("groupID", group.as_str().into()));
                body
            }
        };
        self.sent(&SEND, &touched, json::fields(body), options).await
    }

    async fn sent(
        &self,
        route: &'static Route,
        touched: &[UserId],
        body: Value,
        options: &CallOptions,
    ) -> Result<Sent, ApiError> {
        let answer = self.client.write(route, touched, body, options).await?;
        let operation_id = answer.operation_id().clone();
        answer.read(|data| {
            Ok(Sent {
                server_id: json::text(json::object(data)?, "serverMsgID"),
                client_id: json::text(data, "clientMsgID"),
                sent_millis: json::time(data, "sendTime"),
                operation_id,
            })
        })
    }

    /// `/msg/batch_send_msg` (administrators): `{…, recvIDs}` → `{results: [{serverMsgID, clientMsgID, sendTime, recvID}] | null,
    /// failedUserIDs: [id] | null}`: the same message to each of these users, each once. The server sends one after the other before it
    /// answers: up to 50 at a time are comfortable. Nobody: nothing is sent.
    ///
    /// The server could send to all accounts by itself, which takes longer than any time limit, and nobody learns how far it came (21 to
    /// 35 s for 2000 accounts, seen on main): there is no method for that.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`. Never try again without asking: some may have got it.
    pub async fn send_to_many(
        &self,
        message: &OutgoingMessage,
        users: &[UserId],
        options: &CallOptions,
    ) -> Result<SentToMany, ApiError> {
        let users = unique(users);
        if users.is_empty() {
            return Ok(SentToMany { sent: Vec::new(), failed: Vec::new(), operation_id: None });
        }
        let mut body = message.to_fields(message.session_type_of_users());
        body.extend([("recvIDs", listed(&users)), ("isSendAll", false.into())]);
        let mut touched = users;
        touched.push(message.sender.clone());
        let answer = self.client.write(&SEND_MANY, &touched, json::fields(body), options).await?;
        let operation_id = answer.operation_id().clone();
        answer.read(|data| read_many(data, operation_id))
    }

    /// `/msg/send_business_notification` (administrators): `{key, data, sendUserID, recvUserID}`, into a group `recvGroupID` → `{serverMsgID,
    /// clientMsgID, sendTime}`: a message for apps, which no conversation shows. Into a group on main alone; older servers refuse it.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn notify(
        &self,
        sender: &UserId,
        target: &Target,
        key: &str,
        data: &str,
        options: &CallOptions,
    ) -> Result<Sent, ApiError> {
        let mut touched = vec![sender.clone()];
        let target = match target {
            Target::User(user) => {
                touched.push(user.clone());
                ("recvUserID", user.as_str().into())
            }
            Target::Group(group) => ("recvGroupID", group.as_str().into()),
        };
        let body = vec![("key", key.into()), ("data", data.into()), ("sendUserID", sender.as_str().into()), target];
        self.sent(&NOTIFY, &touched, json::fields(body), options).await
    }

    /// `/msg/check_msg_is_send_success` (anybody): `{}` → `{status}`: what has become of the message that was sent under this operationID,
    /// which the call carries as its own.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn send_status(&self, operation_id: &OperationId, options: &CallOptions) -> Result<SendStatus, ApiError> {
        let client = self.client.as_operation(operation_id);
        let answer = client.post(&STATUS, json::fields(vec![]), options).await?;
        answer.read(|data| {
            Ok(match json::small_integer(json::object(data)?, "status") {
                1 => SendStatus::Sending,
                2 => SendStatus::Sent,
                3 => SendStatus::Failed,
                _ => SendStatus::Unknown,
            })
        })
    }
}

fn read_many(data: &Value, operation_id: OperationId) -> Read<SentToMany> {
    let rows = json::list(json::object(data)?, "results", |row| {
        Ok((UserId::from(json::required_text(row, "recvID")?), json::text(row, "serverMsgID")))
    })?;
    let mut failed: Vec<UserId> = json::texts(data, "failedUserIDs")?.into_iter().map(UserId::from).collect();
    // A row without the server's ID was not delivered (seen on v3.7, v3.8.3).
    let (sent, undelivered): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, server_id)| !server_id.is_empty());
    failed.extend(undelivered.into_iter().map(|(user, _)| user));
    Ok(SentToMany { sent, failed: unique(&failed), operation_id: Some(operation_id) })
}
