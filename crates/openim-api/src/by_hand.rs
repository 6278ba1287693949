//! Calls that somebody writes by hand: any route that is known, with any body. The guard is asked as for every other call, and what comes
//! back is masked whole.
//!
//! The typed methods keep from the server what it cannot bear, and look before they take something away; a call by hand does neither.
//! [`Danger`] tells of what is known of that, for whoever calls to ask first.

use serde_json::Value;

use crate::cancel::CallOptions;
use crate::client::Client;
use crate::error::ApiError;
use crate::groups::{manage, roles};
use crate::ids::{GroupId, OperationId, UserId};
use crate::json;
use crate::msg::{search, send};
use crate::route::{Effect, Route};
use crate::{
    auth, client_config, conversations, friends, groups, jssdk, msg, notification_accounts, statistics, user_commands,
    users,
};

/// Known, and not offered by hand: a secret or a token is in what is asked or in what is answered. The console has pages for them.
pub const LEFT_OUT: [&str; 4] =
    ["/auth/get_admin_token", "/auth/user_token", "/auth/get_user_token", "/auth/parse_token"];

/// All routes that can be called by hand, family by family. Before v3.8.1 `/user/user_register` wants the shared secret in its body:
/// there it is not offered, which its `since` says.
pub fn routes() -> impl Iterator<Item = &'static Route> {
    const ALL: [&[&Route]; 27] = [
        auth::BY_HAND,
        users::BY_HAND,
        users::update::BY_HAND,
        users::presence::BY_HAND,
        notification_accounts::BY_HAND,
        user_commands::BY_HAND,
        client_config::BY_HAND,
        friends::BY_HAND,
        friends::requests::BY_HAND,
        friends::blacks::BY_HAND,
        friends::sync::BY_HAND,
        groups::BY_HAND,
        manage::BY_HAND,
        groups::members::BY_HAND,
        roles::BY_HAND,
        groups::requests::BY_HAND,
        groups::sync::BY_HAND,
        conversations::BY_HAND,
        conversations::sync::BY_HAND,
        msg::BY_HAND,
        send::BY_HAND,
        msg::history::BY_HAND,
        search::BY_HAND,
        msg::read_marks::BY_HAND,
        msg::remove::BY_HAND,
        jssdk::BY_HAND,
        statistics::BY_HAND,
    ];
    ALL.into_iter().flatten().copied()
}

/// An answer with errCode 0.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerByHand {
    /// Names the call.
    pub operation_id: OperationId,
    /// The whole answer with its envelope, as JSON in one line. Secrets and tokens are masked.
    pub body: String,
}

/// What a call by hand may do that no typed method lets happen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Danger {
    /// It is known to have ended the service that it reaches, on some version: a search for messages that looks for nothing, or whose page is
    /// huge or far (seen on v3.4, v3.7, v3.8.0 to v3.8.3).
    EndsService,
    /// It reaches all users, the protected ones among them.
    ReachesEverybody,
}

impl Danger {
    /// Of this call, as far as it is known.
    #[must_use]
    pub fn of(route: &Route, body: &Value) -> Option<Self> {
        if route.path == search::SEARCH.path {
            return (!is_bearable(body)).then_some(Self::EndsService);
        }
        let is_to_all =
            route.path == send::SEND_MANY.path && named(body, "isSendAll").any(|value| *value != Value::Bool(false));
        let is_blank = |value: &Value| value.as_str().unwrap_or_default().is_empty();
        let is_about_all = [client_config::SET.path, client_config::DELETE.path].contains(&route.path)
            && (named(body, "userID").any(is_blank) || named(body, "userID").next().is_none());
        (is_to_all || is_about_all).then_some(Self::ReachesEverybody)
    }
}

/// A search for something, of a page that every version can give.
fn is_bearable(body: &Value) -> bool {
    let page = field(body, "pagination").cloned().unwrap_or_default();
    let number = |key| field(&page, key).and_then(Value::as_i64).unwrap_or(0);
    let is_given = |key: &str| match field(body, key) {
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Number(number)) => number.as_i64() != Some(0),
        _ => false,
    };
    (1..=i64::from(search::MAX_ROWS)).contains(&number("showNumber"))
        && (1..=i64::from(search::MAX_PAGE)).contains(&number("pageNumber"))
        && ["sendID", "recvID", "msgType", "contentType", "sendTime", "sessionType"].into_iter().any(is_given)
}

impl Client {
    /// A route with a body of the caller's own: what the server answers, masked. Every text of the body may be a user whom the call
    /// touches, so the guard hears of all of them; where a group's owner may notice as well, the group is asked for first.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn call_by_hand(
        &self,
        route: &'static Route,
        body: &Value,
        options: &CallOptions,
    ) -> Result<AnswerByHand, ApiError> {
        let touched = self.touched_by_hand(route, body, options).await?;
        let (answer, masked) = self.write_masked(route, &touched, body, options).await?;
        let operation_id = answer.operation_id().clone();
        answer.done();
        Ok(AnswerByHand { operation_id, body: masked })
    }

    async fn touched_by_hand(
        &self,
        route: &Route,
        body: &Value,
        options: &CallOptions,
    ) -> Result<Vec<UserId>, ApiError> {
        let mut touched = Vec::new();
        if route.effect == Effect::Reads {
            return Ok(touched);
        }
        gather(body, &mut touched);
        let is_about_owner = [manage::DISMISS.path, roles::TRANSFER.path].contains(&route.path);
        if is_about_owner && self.refusal(route, &touched).is_none() {
            let groups: Vec<GroupId> = named(body, "groupID").map(|id| GroupId::from(json::as_text(id))).collect();
            let found = self.groups().infos(&groups, options).await?;
            touched.extend(found.into_iter().filter_map(|group| group.owner));
        }
        Ok(touched)
    }
}

/// All texts in it, and all names of fields: a map may have users for keys.
fn gather(value: &Value, texts: &mut Vec<UserId>) {
    match value {
        Value::String(text) => texts.push(text.as_str().into()),
        Value::Array(items) => items.iter().for_each(|item| gather(item, texts)),
        Value::Object(fields) => {
            for (key, value) in fields {
                texts.push(key.as_str().into());
                gather(value, texts);
            }
        }
        _ => {}
    }
}

/// The fields that the server may take for this one: it does not look at letter case.
fn named<'v>(object: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    let fields = object.as_object().into_iter().flatten();
    fields.filter(move |(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// The one that it takes; none where there are several.
fn field<'v>(object: &'v Value, name: &str) -> Option<&'v Value> {
    let mut found = named(object, name);
    found.next().filter(|_| found.next().is_none())
}
