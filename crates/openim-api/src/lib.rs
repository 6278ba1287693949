//! A typed client for the admin REST API of OpenIM servers, v3.4.0 to the development branch.
//!
//! ```text
//! Client ── auth() / users() / msg() ── call ── Transport (fetch | reqwest)
//!    │                                    ├──── Guard (is asked before every call that writes)
//!    │                                    └──── Observer (is told of every call, masked)
//!    └ BaseUrl, ServerBlock (which versions), Token
//! ```
//!
//! | module | what belongs there |
//! |---|---|
//! | [`ids`] | userID, secret, token, operationID as types |
//! | [`base_url`] | where a server is |
//! | [`transport`] | how a request travels, time and randomness |
//! | [`cancel`] | taking a call back, limiting its time |
//! | [`server`], [`capability`] | versions; what each can do, and why not where it cannot |
//! | [`route`] | what is known of a route before it is called: who may, what it does, which versions have it |
//! | [`guard`] | what the console will not do, whatever its pages ask for |
//! | [`client`], `call` | the client, and the way of one call from request to outcome |
//! | [`by_hand`] | any known route, with a body that somebody has written |
//! | `probe`, [`auth`], [`users`], [`notification_accounts`], [`user_commands`], [`client_config`], [`friends`], [`conversations`], [`groups`], [`statistics`], [`msg`], [`jssdk`] | the calls, one file for each family of routes; copy `users.rs` as the pattern |
//! | [`page`], [`sync`], [`platform`] | parts of lists, copies of lists; kinds of devices |
//! | [`claims`] | what a token says of itself |
//! | [`rules`] | what a server will refuse, said before it is asked |
//! | [`error`], `codes`, `text` | what can go wrong, which class it is, its human part |
//! | [`mask`], [`observer`], `curl`, `report` | telling of calls without telling secrets |
//! | `envelope`, `json`, `date`, `order` | lenient reading, times as texts, one sort |
//!
//! No UI, no storage, no clock of its own. Facts about servers carry the version they were seen in.

pub mod auth;
pub mod base_url;
pub mod by_hand;
mod call;
pub mod cancel;
pub mod capability;
pub mod claims;
pub mod client;
pub mod client_config;
mod codes;
pub mod conversations;
mod curl;
mod date;
mod detail;
mod envelope;
pub mod error;
pub mod friends;
pub mod groups;
pub mod guard;
pub mod ids;
mod json;
pub mod jssdk;
pub mod mask;
pub mod msg;
pub mod notification_accounts;
pub mod observer;
mod order;
pub mod page;
pub mod platform;
mod probe;
mod report;
pub mod route;
pub mod rules;
pub mod server;
pub mod statistics;
pub mod sync;
pub mod transport;
pub mod user_commands;
pub mod users;

pub use auth::{Auth, IssuedToken, ParsedToken};
pub use base_url::{BaseUrl, BaseUrlError};
pub use by_hand::AnswerByHand;
pub use cancel::{CallOptions, CancelToken};
pub use capability::{Absence, Feature};
pub use claims::{TokenClaims, peek_token};
pub use client::Client;
pub use client_config::{ClientConfig, ConfigEntry};
pub use conversations::{
    Conversation, ConversationChange, ConversationId, Conversations, LatestConversation, LatestMessage, Overview,
};
pub use date::utc as utc_text;
pub use detail::Detail;
pub use error::{ApiError, ErrorClass, ErrorKind};
pub use friends::{Black, Friend, FriendChange, FriendRequest, Friends, Profile, Relation, RequestState};
pub use groups::{
    Group, GroupAbstract, GroupChange, GroupFilter, GroupMember, GroupRequest, GroupRequestFilter, GroupRole,
    GroupStatus, Groups, Invited, LiveGroup, MemberChange, NewGroup, SettableRole,
};
pub use guard::{Guard, Pattern, Refusal, Rules};
pub use ids::{GroupId, OperationId, Secret, Token, UserId};
pub use json::{fields as json_fields, to_text as json_text};
pub use jssdk::{JsSdk, OwnConversation, OwnConversations};
pub use mask::{mask_json, mask_text};
pub use msg::{
    Content, ContentProblem, Found, History, Message, MessageFilter, Msg, OutgoingMessage, Picture, Push, ReadMark,
    ReadMarks, SearchFields, SendStatus, Sent, SentToMany, SeqBounds, SeqRange, SyncTo, SystemNotice, Target,
};
pub use notification_accounts::{NewNotificationAccount, NotificationAccount, NotificationAccounts};
pub use observer::{CallRecord, NoObserver, Observer};
pub use page::{Listing, Page};
pub use platform::Platform;
pub use route::{Access, Effect, Route};
pub use rules::{
    TextProblem, UserIdProblem, escape_regex, ex_problem, face_url_problem, nickname_problem, user_id_hint,
    user_id_problem,
};
pub use server::{Dialect, Probe, ServerBlock};
pub use statistics::{Activity, DayCount, Growth, Ranking, Span, Statistics, every_day};
pub use sync::{Changes, FullIds, Version};
#[cfg(feature = "browser")]
pub use transport::BrowserTransport;
#[cfg(all(feature = "native", not(target_arch = "wasm32")))]
pub use transport::NativeTransport;
pub use transport::{HttpRequest, HttpResponse, LocalFuture, Method, Transport, TransportError};
pub use user_commands::{UserCommand, UserCommands};
pub use users::{
    AccountStatus, Connection, NewUser, OnlineStatus, Presence, TokenCount, User, UserChange, UserFilter, Users,
};
