//! `/statistics`: how many there are, and who is active. The server goes over all messages for some of it: ask for a month at most, and
//! give it time.

mod days;

use serde_json::Value;

pub use self::days::{DayCount, every_day};
use crate::cancel::CallOptions;
use crate::client::Client;
use crate::error::ApiError;
use crate::groups::{Group, read_group};
use crate::json::{self, Read};
use crate::order::sort_by;
use crate::route::{Access, Route};
use crate::users::{User, read_user};

const REGISTERED: Route = Route::reads("/statistics/user/register", Access::AnyUser);
// Any token but on main.
const ACTIVE_USERS: Route = Route::reads("/statistics/user/active", Access::Admin);
const CREATED: Route = Route::reads("/statistics/group/create", Access::Admin);
const ACTIVE_GROUPS: Route = Route::reads("/statistics/group/active", Access::Admin);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] = &[&REGISTERED, &ACTIVE_USERS, &CREATED, &ACTIVE_GROUPS];

/// The most rows that are asked for at once.
const MOST_ROWS: u32 = 1000;

/// The calls of `/statistics`.
pub struct Statistics<'a> {
    pub(crate) client: &'a Client,
}

/// A stretch of time in milliseconds since 1970, both ends within it. Servers refuse one that ends before it starts or starts at 0, or
/// answer it with zeros (seen).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Span {
    start_millis: i64,
    end_millis: i64,
}

impl Span {
    /// The time between two moments, whichever comes first.
    #[must_use]
    pub fn between(one_millis: i64, other_millis: i64) -> Self {
        Self { start_millis: one_millis.min(other_millis).max(1), end_millis: one_millis.max(other_millis).max(1) }
    }

    /// Its beginning.
    #[must_use]
    pub fn start_millis(self) -> i64 {
        self.start_millis
    }

    /// Its end.
    #[must_use]
    pub fn end_millis(self) -> i64 {
        self.end_millis
    }

    fn to_fields(self) -> Vec<(&'static str, Value)> {
        vec![("start", self.start_millis.into()), ("end", self.end_millis.into())]
    }
}

/// How many have come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Growth {
    /// How many there are now. Users: administrators and notification accounts, too; groups: dismissed ones, too.
    pub total: i64,
    /// How many there were before the span.
    pub before: i64,
    /// How many came on each day of it on which any did; see [`every_day`].
    pub days: Vec<DayCount>,
}

/// Which of the active, in which order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ranking {
    /// How many rows are left out. (The server takes its page number for this: seen on all versions.)
    pub offset: u32,
    /// How many rows at most; at least 1, at most 1000.
    pub rows: u32,
    /// The least active first.
    pub is_ascending: bool,
}

/// How active all were, and who was most.
#[derive(Clone, PartialEq, Debug)]
pub struct Activity<T> {
    /// Messages of all. Notices of the system count for the account that they come from.
    pub messages: i64,
    /// How many were active.
    pub active: i64,
    /// Messages on each day on which there were any; see [`every_day`].
    pub days: Vec<DayCount>,
    /// Who, and how many messages, in the order asked for.
    pub rows: Vec<(T, i64)>,
}

impl Statistics<'_> {
    /// `/statistics/user/register`: `{start, end}` → `{total, before, count: {day: n} | null}`.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn registered_users(&self, span: Span, options: &CallOptions) -> Result<Growth, ApiError> {
        self.client.post(&REGISTERED, json::fields(span.to_fields()), options).await?.read(read_growth)
    }

    /// `/statistics/group/create`: `{start, end}` → `{total, before, count: {day: n} | null}`.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn created_groups(&self, span: Span, options: &CallOptions) -> Result<Growth, ApiError> {
        self.client.post(&CREATED, json::fields(span.to_fields()), options).await?.read(read_growth)
    }

    /// `/statistics/user/active`: `{start, end, ase, group, pagination}` → `{msgCount, userCount, dateCount, users: [{user, count}] | null}`.
    /// `in_groups`: messages in groups count, too.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`. Class `NotFound` on v3.4 to v3.6 where one of the rows sent messages and is no user
    /// (seen): other rows can still be had.
    pub async fn active_users(
        &self,
        span: Span,
        in_groups: bool,
        ranking: Ranking,
        options: &CallOptions,
    ) -> Result<Activity<User>, ApiError> {
        let mut body = ranking.to_fields(span);
        body.push(("group", in_groups.into()));
        let answer = self.client.post(&ACTIVE_USERS, json::fields(body), options).await?;
        answer.read(|data| Activity::read(data, ranking, ["userCount", "users", "user"], read_user))
    }

    /// `/statistics/group/active`: `{start, end, ase, pagination}` → `{msgCount, groupCount, dateCount, groups: [{group, count}] | null}`.
    /// The groups come without their owner from v3.7 on, without the number of members on v3.8.3 and main (seen): [`crate::Groups::infos`]
    /// knows both.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`. Code 2 on v3.8.3 where a group of the rows is gone (seen): other rows can still be
    /// had.
    pub async fn active_groups(
        &self,
        span: Span,
        ranking: Ranking,
        options: &CallOptions,
    ) -> Result<Activity<Group>, ApiError> {
        let answer = self.client.post(&ACTIVE_GROUPS, json::fields(ranking.to_fields(span)), options).await?;
        answer.read(|data| Activity::read(data, ranking, ["groupCount", "groups", "group"], read_group))
    }
}

impl Ranking {
    /// Without its `pagination` this call ends a service (seen on v3.4, v3.7).
    fn to_fields(self, span: Span) -> Vec<(&'static str, Value)> {
        let first = self.offset.saturating_add(1).min(i32::MAX.unsigned_abs());
        let pagination =
            json::fields(vec![("pageNumber", first.into()), ("showNumber", self.rows.clamp(1, MOST_ROWS).into())]);
        let mut fields = span.to_fields();
        fields.extend([("ase", self.is_ascending.into()), ("pagination", pagination)]);
        fields
    }
}

fn read_growth(data: &Value) -> Read<Growth> {
    Ok(Growth {
        total: json::integer(json::object(data)?, "total").unwrap_or(0),
        before: json::integer(data, "before").unwrap_or(0),
        days: days::read(data, "count")?,
    })
}

impl<T> Activity<T> {
    fn read(
        data: &Value,
        ranking: Ranking,
        [active, rows, one]: [&str; 3],
        read: impl Fn(&Value) -> Read<T>,
    ) -> Read<Self> {
        let mut rows = json::list(json::object(data)?, rows, |row| {
            let who = read(row.get(one).unwrap_or(&Value::Null)).map_err(|mismatch| mismatch.within(one))?;
            Ok((who, json::integer(row, "count").unwrap_or(0)))
        })?;
        sort_by(&mut rows, |(_, one), (_, other)| if ranking.is_ascending { one.cmp(other) } else { other.cmp(one) });
        Ok(Self {
            messages: json::integer(data, "msgCount").unwrap_or(0),
            active: json::integer(data, active).unwrap_or(0),
            days: days::read(data, "dateCount")?,
            rows,
        })
    }
}
