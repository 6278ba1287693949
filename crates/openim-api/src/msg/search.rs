//! Finding messages.

use serde_json::Value;

use super::Msg;
use super::model::{Message, read_found};
use crate::cancel::CallOptions;
use crate::date;
use crate::error::ApiError;
use crate::ids::UserId;
use crate::json::{self, Read};
use crate::order::sort_by;
use crate::page::Page;
use crate::route::{Access, Route};
use crate::rules::escape_regex;
use crate::server::ServerBlock;

pub(crate) const SEARCH: Route = Route::reads("/msg/search_msg", Access::AnyUser);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&SEARCH];

/// The most rows of a page. A huge page, or a far one, ends the service (seen on v3.4, v3.7, v3.8.3).
pub(crate) const MAX_ROWS: u32 = 500;
/// With it no row is beyond 32 bits.
pub(crate) const MAX_PAGE: u32 = i32::MAX.unsigned_abs() / MAX_ROWS;

/// The kind of message that v3.5 is asked for where none is given: text. It takes one kind at a time (seen on v3.5.1).
const KIND_3_5: i32 = 101;

/// What to look for: all that is given has to be met. Empty and 0 are not given.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct SearchFields {
    /// Who sent it.
    pub sender: UserId,
    /// Who got it; or the ID of a group, for what was sent into that.
    pub receiver: UserId,
    /// The kind of content: 101 text, 102 picture and so on. v3.5 finds one kind at a time: texts, where none is given.
    pub content_type: i32,
    /// 1 of two users, 3 of a group. (No version finds those of notifications, 4.)
    pub session_type: i32,
    /// Any time of the day in UTC on which it was sent, in milliseconds since 1970.
    pub day_millis: Option<i64>,
}

/// What to look for, with something in it: an empty search fails on v3.8.3 and ends the service from v3.8.0 to v3.8.2.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct MessageFilter(SearchFields);

/// One page of what was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// How many there are at least. Up to v3.7 it is exact (seen on v3.4, v3.7); later it grows with the page (seen on v3.8.3, main).
    pub total: i64,
    /// Those of this page, the newest first. From v3.8.0 on that order holds inside of a page only: pages go conversation by
    /// conversation.
    pub items: Vec<Message>,
    /// Whether the page is full, so that there may be another.
    pub may_have_more: bool,
}

impl SearchFields {
    /// A search with these fields; None where none is given.
    #[must_use]
    pub fn filter(self) -> Option<MessageFilter> {
        (self != Self::default()).then_some(MessageFilter(self))
    }
}

impl MessageFilter {
    fn to_json(&self, page: Page, block: ServerBlock) -> Value {
        let fields = &self.0;
        let kind = if block == ServerBlock::V3_5 && fields.content_type == 0 { KIND_3_5 } else { fields.content_type };
        let id = |id: &UserId| Value::from(exactly(id.as_str(), block));
        json::fields(vec![
            ("sendID", id(&fields.sender)),
            ("recvID", id(&fields.receiver)),
            // Older servers read the first, newer ones the second.
            ("msgType", kind.into()),
            ("contentType", kind.into()),
            ("sendTime", fields.day_millis.map(date::day).unwrap_or_default().into()),
            ("sessionType", fields.session_type.into()),
            ("pagination", page.to_json()),
        ])
    }
}

/// Up to v3.7 IDs are patterns that match any part (seen on v3.4, v3.7); this one matches the whole ID and nothing else.
fn exactly(id: &str, block: ServerBlock) -> String {
    if id.is_empty() || block >= ServerBlock::V3_8_0 { id.to_owned() } else { format!("^{}$", escape_regex(id)) }
}

impl Msg<'_> {
    /// `/msg/search_msg` (anybody, about everybody): `{sendID, recvID, msgType, contentType, sendTime, sessionType, pagination}` →
    /// `{chatLogs: [ChatLog | {chatLog, isRevoked}] | null, chatLogsNum}`: messages of two users and of groups; those of notification
    /// accounts are never found. No version searches in texts. It scans all messages: seconds are normal.
    ///
    /// A page has at most 500 rows here.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`. Code 2 on v3.8.3 (class `ServerFault`): a message on the page is of a group that is
    /// gone; a narrower search goes around it.
    pub async fn search(&self, filter: &MessageFilter, page: Page, options: &CallOptions) -> Result<Found, ApiError> {
        let page = Page { number: page.number.min(MAX_PAGE), size: page.size.clamp(1, MAX_ROWS) };
        let body = filter.to_json(page, self.client.block());
        self.client.post(&SEARCH, body, options).await?.read(|data| read_page(data, page))
    }
}

fn read_page(data: &Value, page: Page) -> Read<Found> {
    let mut items = json::list(json::object(data)?, "chatLogs", read_found)?;
    let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let key = |message: &Message| (message.sent_millis, message.seq);
    sort_by(&mut items, |one, other| key(other).cmp(&key(one)));
    let total = json::integer(data, "chatLogsNum").unwrap_or(0).max(count);
    Ok(Found { total, items, may_have_more: count >= i64::from(page.size) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn there_is_no_search_without_a_filter() {
        assert_eq!(SearchFields::default().filter(), None);
        let by_day = SearchFields { day_millis: Some(0), ..SearchFields::default() }.filter().unwrap();
        assert_eq!(by_day.to_json(Page { number: 1, size: 1 }, ServerBlock::Main)["sendTime"], json!("1970-01-01"));
    }

    #[test]
    fn an_id_is_meant_as_a_whole_on_every_version() {
        let asked = |block| {
            let fields = SearchFields { sender: "a.b".into(), content_type: 110, ..SearchFields::default() };
            fields.filter().unwrap().to_json(Page { number: 2, size: 5 }, block)
        };
        let body = asked(ServerBlock::V3_4);
        assert_eq!((&body["sendID"], &body["recvID"]), (&json!(r"^a\.b$"), &json!("")));
        assert_eq!((&body["msgType"], &body["contentType"]), (&json!(110), &json!(110)));
        assert_eq!(asked(ServerBlock::V3_8_0)["sendID"], json!("a.b"));
    }

    #[test]
    fn the_version_that_needs_a_kind_is_told_one() {
        let filter = SearchFields { session_type: 1, ..SearchFields::default() }.filter().unwrap();
        let kind = |block| filter.to_json(Page { number: 1, size: 5 }, block)["msgType"].clone();
        assert_eq!((kind(ServerBlock::V3_5), kind(ServerBlock::V3_6)), (json!(101), json!(0)));
    }

    #[test]
    fn a_page_is_sorted_and_tells_whether_there_may_be_more() {
        let data = json!({"chatLogsNum": 1, "chatLogs": [{"sendTime": 1_767_000_000_000_i64}, {"sendTime": 1_767_000_000_001_i64}]});
        let found = read_page(&data, Page { number: 1, size: 2 }).unwrap();
        assert_eq!((found.total, found.may_have_more), (2, true));
        assert_eq!(found.items[0].sent_millis, Some(1_767_000_000_001));
        assert!(!read_page(&data, Page { number: 1, size: 3 }).unwrap().may_have_more);
    }
}
