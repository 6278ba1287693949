//! `/msg`: messages. Finding them is in `search.rs`, sending in `send.rs`, what a message may hold in `content.rs`, taking back and
//! deleting in `remove.rs`, reading a conversation from end to end in `history.rs`, and what is read in `read_marks.rs`.
//!
//! Two routes have no method. `/msg/delete_msg_physical` mixes up seconds with milliseconds and does not look at the conversations that it
//! is given: it may delete what nobody named. `/msg/send_simple_msg` (main) answers a webhook with the key that came with it.

mod content;
pub(crate) mod history;
mod model;
pub(crate) mod read_marks;
pub(crate) mod remove;
pub(crate) mod search;
pub(crate) mod send;

pub use self::content::{Content, ContentProblem, Picture, SystemNotice};
pub use self::history::{History, SeqBounds, SeqRange};
pub use self::model::Message;
pub(crate) use self::model::read_sequenced;
pub use self::read_marks::{ReadMark, ReadMarks};
pub use self::remove::SyncTo;
pub use self::search::{Found, MessageFilter, SearchFields};
pub use self::send::{OutgoingMessage, Push, SendStatus, Sent, SentToMany, Target};
use crate::cancel::CallOptions;
use crate::client::Client;
use crate::error::ApiError;
use crate::json::{self, Mismatch};
use crate::route::{Access, Route};

const SERVER_TIME: Route = Route::reads("/msg/get_server_time", Access::AnyUser);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&SERVER_TIME];

/// The calls of `/msg`.
pub struct Msg<'a> {
    pub(crate) client: &'a Client,
}

impl Msg<'_> {
    /// `/msg/get_server_time`: milliseconds since 1970 by the server's clock. Any token may ask, which makes it the cheapest
    /// way to see whether a token is still good.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn server_time_millis(&self, options: &CallOptions) -> Result<i64, ApiError> {
        let answer = self.client.post(&SERVER_TIME, json::fields(vec![]), options).await?;
        answer.read(|data| {
            let time = json::integer(json::object(data)?, "serverTime");
            time.ok_or_else(|| Mismatch::new("serverTime", data))
        })
    }
}
