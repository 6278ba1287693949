//! `/user`: reading users.

use std::collections::HashSet;

use regex::{Regex, RegexBuilder};
use serde::Serialize;

use crate::Server;
use crate::call::{Call, Outcome, Page, json, or_null};
use crate::failure::Failure;
use crate::random::shuffle;
use crate::users::User;

/// A larger compiled filter is refused: a filter must not be able to fill the memory.
const REGEX_BYTES: usize = 1 << 20;

/// POST /user/account_check: which of these IDs exist, compared exactly, in the order asked.
pub(crate) fn account_check(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(untagged)]
    enum Status {
        Word(&'static str),
        Number(u8),
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Checked<'a> {
        #[serde(rename = "userID")]
        user_id: &'a str,
        account_status: Status,
    }
    #[derive(Serialize)]
    struct Answer<'a> {
        results: Option<Vec<Checked<'a>>>,
    }
    let ids = call.bound(call.body.strings("checkUserIDs"))?;
    let ids = call.required_ids(ids, "CheckUserIDs")?;
    let bytes = ids.iter().map(|id| id.len() + 2).sum();
    call.enter_service(bytes)?;
    let mut seen = HashSet::with_capacity(ids.len());
    if !ids.iter().all(|id| seen.insert(*id)) {
        return Err(Failure::service(1001, "userID repeated"));
    }
    call.admin_only()?;
    let words = call.server.takes_secret_in_body();
    let status = |exists: bool| match (words, exists) {
        (true, true) => Status::Word("registered"),
        (true, false) => Status::Word("unregistered"),
        (false, exists) => Status::Number(exists.into()),
    };
    // Two bytes around the row, and the word or the number.
    call.leave_service(bytes + ids.len() * if words { 16 } else { 4 })?;
    let users = &call.world.users;
    call.world.absences.remember(call.server, &ids, |id| users.get(id).is_some());
    let checked = ids.into_iter().map(|id| Checked { user_id: id, account_status: status(users.get(id).is_some()) });
    json(&Answer { results: or_null(checked.collect()) })
}

/// POST /user/get_users_info: these users. Up to 3.8.1 one unknown ID fails the call; later the order is random.
pub(crate) fn get_users_info(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        users_info: Option<Vec<&'a User>>,
    }
    let ids = call.bound(call.body.strings("userIDs"))?;
    let ids = call.required_ids(ids, "UserIDs")?;
    call.enter_service(ids.iter().map(|id| id.len() + 2).sum())?;
    let users = &call.world.users;
    call.world.absences.remember(call.server, &ids, |id| users.get(id).is_some());
    let mut found = Vec::with_capacity(ids.len());
    let mut seen = HashSet::new();
    let lenient = call.server >= Server::V383;
    for id in ids {
        match call.world.users.get(id) {
            Some(user) if !lenient || seen.insert(id) => found.push(user),
            None if !lenient => return Err(Failure::service(1004, "userID not found")),
            Some(_) | None => {}
        }
    }
    if lenient {
        shuffle(&mut *call.world.random, &mut found);
    }
    call.leave_service(found.iter().map(|user| message_bytes(user)).sum())?;
    json(&Answer { users_info: or_null(found) })
}

/// POST /user/get_users: the list. 3.4 lists all by ID; later ones by registration, levels 0 and 1 alone, with filters.
pub(crate) fn get_users(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Answer<'a> {
        total: usize,
        users: Option<Vec<&'a User>>,
    }
    let page = Page::read(call)?;
    let (total, rows) = if call.server == Server::V34 {
        // The request has no filters yet: whatever stands in their place is an unknown key.
        call.enter_service(4)?;
        let users = &call.world.users;
        let rows = if page.show < 0 { users.iter_by_id().collect() } else { page.of_sql(users.iter_by_id()) };
        (users.len(), rows)
    } else {
        let by_id = call.bound(call.body.string("userID"))?;
        let by_nickname = call.bound(call.body.string("nickName"))?;
        call.enter_service(by_id.len() + by_nickname.len())?;
        let users = &call.world.users;
        let filter = Filter::new(by_id, by_nickname)?;
        let listed = || users.iter().filter(|user| matches!(user.app_manger_level, 0 | 1) && filter.matches(user));
        (listed().count(), page.of(listed()))
    };
    call.leave_service(rows.iter().map(|user| message_bytes(user)).sum())?;
    json(&Answer { total, users: or_null(rows) })
}

/// The two filters of get_users: regular expressions without case, either of which may match.
struct Filter {
    user_id: Option<Regex>,
    nickname: Option<Regex>,
}

impl Filter {
    fn new(user_id: &str, nickname: &str) -> Result<Self, Failure> {
        Ok(Self { user_id: expression(user_id, true)?, nickname: expression(nickname, true)? })
    }

    fn matches(&self, user: &User) -> bool {
        let id = self.user_id.as_ref().map(|filter| filter.is_match(&user.user_id));
        let name = self.nickname.as_ref().map(|filter| filter.is_match(&user.nickname));
        match (id, name) {
            (None, None) => true,
            (id, name) => id == Some(true) || name == Some(true),
        }
    }
}

/// A filter as the data base reads it; none for an empty text.
pub(super) fn expression(text: &str, ignore_case: bool) -> Result<Option<Regex>, Failure> {
    if text.is_empty() {
        return Ok(None);
    }
    let regex = RegexBuilder::new(&unquoted(text)).case_insensitive(ignore_case).size_limit(REGEX_BYTES).build();
    // The last line of the parser's words; those before draw the place.
    let words = |error: &regex::Error| error.to_string().lines().last().unwrap_or_default().to_owned();
    regex.map(Some).map_err(|error| Failure::filter(format!("Regular expression is invalid: {}", words(&error))))
}

/// The expression without `\Q…\E`: what stands between is meant literally. The data base's library knows the two marks.
fn unquoted(text: &str) -> String {
    let mut parts = text.split("\\Q");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (quoted, rest) = part.split_once("\\E").unwrap_or((part, ""));
        plain.push_str(&regex::escape(quoted));
        plain.push_str(rest);
    }
    plain
}

/// About the size of a user in a gRPC message.
fn message_bytes(user: &User) -> usize {
    user.user_id.len() + user.nickname.len() + user.face_url.len() + user.ex.len() + 22
}

/// POST /user/get_all_users_uid: the IDs alone, admins included.
pub(crate) fn get_all_users_uid(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Answer<'a> {
        total: usize,
        #[serde(rename = "userIDs")]
        user_ids: Option<Vec<&'a str>>,
    }
    let page = Page::read(call)?;
    call.enter_service(8)?;
    let users = &call.world.users;
    let (total, rows) = if call.server == Server::V34 {
        // The oldest server counts nothing, lists by creation time, and takes a showNumber below 1 for "all".
        let mut rows: Vec<&User> = users.iter_by_id().collect();
        rows.sort_by_key(|user| user.create_time);
        (0, if page.show < 1 { rows } else { page.of_sql(rows.into_iter()) })
    } else {
        (users.len(), page.of(users.iter()))
    };
    let ids: Vec<&str> = rows.into_iter().map(|user| user.user_id.as_str()).collect();
    call.leave_service(ids.iter().map(|id| id.len() + 2).sum())?;
    json(&Answer { total, user_ids: or_null(ids) })
}
