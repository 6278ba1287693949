//! `/statistics`: who writes most, and where most is written. Notes of the server count as messages of whoever caused them.
//!
//! The pages of these two are no pages: the server passes over `pageNumber - 1` entries.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::day;
use crate::Server;
use crate::call::{Call, Outcome, json, map, or_null};
use crate::failure::Failure;
use crate::handlers::group::shape::GroupInfo;
use crate::messages::Message;
use crate::outage::Service;
use crate::users::User;

/// What both requests say. Nobody checks it: times that make no sense find nothing.
struct Asked {
    start: i64,
    end: i64,
    ascending: bool,
    skip: i32,
    show: i32,
}

impl Asked {
    fn read(call: &mut Call<'_>) -> Result<Self, Failure> {
        let start = call.bound(call.body.optional_int64("start"))?.unwrap_or_default();
        let end = call.bound(call.body.optional_int64("end"))?.unwrap_or_default();
        let ascending = call.bound(call.body.optional_bool("ase"))?.unwrap_or_default();
        let page = call.bound(call.body.object("pagination", "RequestPagination"))?;
        let page = page.map(|page| Ok((call.bound(page.int32("pageNumber"))?, call.bound(page.int32("showNumber"))?)));
        let page: Option<(i32, i32)> = page.transpose()?;
        call.enter_service(24)?;
        if call.server == Server::Main {
            call.admin_only()?;
        }
        match (page, call.server) {
            (Some((_, ..=-1)), _) => {
                Err(Failure::database(500, "(Location28729) Third argument to $slice must be positive"))
            }
            (Some((number, show)), _) => Ok(Self { start, end, ascending, skip: number.saturating_sub(1), show }),
            (None, Server::V34 | Server::V37) => Err(call.world.outage.kill(Service::Msg)),
            (None, Server::V383) => Err(Failure::stumble("invalid memory address or nil pointer dereference")),
            (None, Server::Main) => Err(Failure::panic()),
        }
    }

    /// The entries asked for. One counted from before the first is counted from the end.
    fn of<T>(&self, entries: Vec<T>) -> Vec<T> {
        let skip = match usize::try_from(self.skip) {
            Ok(skip) => skip,
            Err(_) => entries.len().saturating_sub(usize::try_from(self.skip.unsigned_abs()).unwrap_or(usize::MAX)),
        };
        entries.into_iter().skip(skip).take(usize::try_from(self.show).unwrap_or(0)).collect()
    }
}

/// What was counted.
struct Counts {
    messages: usize,
    days: BTreeMap<String, usize>,
    /// By the number of messages; those with the same in the order in which they were met.
    entries: Vec<(String, usize)>,
}

fn count<'a>(call: &'a Call<'_>, asked: &Asked, prefixes: &[&str], key: fn(&'a Message) -> &'a str) -> Counts {
    let mut days: BTreeMap<String, usize> = BTreeMap::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut entries: Vec<(String, usize)> = Vec::new();
    let mut messages = 0;
    let streams = call.world.messages.iter().filter(|(id, _)| prefixes.iter().any(|prefix| id.starts_with(prefix)));
    for message in streams.flat_map(|(_, stream)| stream.iter()) {
        if !(asked.start..asked.end).contains(&message.send_time) {
            continue;
        }
        messages += 1;
        *days.entry(day(message.send_time)).or_default() += 1;
        let who = key(message);
        let place = *places.entry(who).or_insert(entries.len());
        match entries.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => entries.push((who.to_owned(), 1)),
        }
    }
    if asked.ascending {
        entries.sort_by_key(|(_, count)| *count);
    } else {
        entries.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    }
    Counts { messages, days, entries }
}

/// POST /statistics/user/active: with `group` the messages in groups count too. A sender who is no user fails the page on 3.4.
pub(crate) fn user_active(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Row {
        user: User,
        count: usize,
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer {
        msg_count: usize,
        user_count: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_count: Option<Option<BTreeMap<String, usize>>>,
        users: Option<Vec<Row>>,
    }
    let with_groups = call.bound(call.body.optional_bool("group"))?.unwrap_or_default();
    let asked = Asked::read(call)?;
    let prefixes: &[&str] = if with_groups { &["si_", "sg_"] } else { &["si_"] };
    let Counts { messages, days, entries } = count(call, &asked, prefixes, |message| &message.send_id);
    let user_count = entries.len();
    let mut rows = Vec::new();
    for (user_id, count) in asked.of(entries) {
        let user = match call.world.users.get(&user_id) {
            Some(user) => user.clone(),
            None if call.server == Server::V34 => return Err(Failure::database(1004, "userID not found")),
            None => stranger(user_id),
        };
        rows.push(Row { user, count });
    }
    json(&Answer {
        msg_count: messages,
        user_count,
        date_count: map(call.server, days.is_empty(), days),
        users: or_null(rows),
    })
}

fn stranger(user_id: String) -> User {
    User {
        nickname: user_id.clone(),
        user_id,
        face_url: String::new(),
        ex: String::new(),
        create_time: 0,
        app_manger_level: 0,
        global_recv_msg_opt: 0,
    }
}

/// POST /statistics/group/active: dismissed groups too. From 3.7 the rows name no owner, on patch.16 and main no number of members.
/// patch.16 stumbles over a group that is no more.
pub(crate) fn group_active(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    struct Row<'a> {
        group: GroupInfo<'a>,
        count: usize,
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        msg_count: usize,
        group_count: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_count: Option<Option<BTreeMap<String, usize>>>,
        groups: Option<Vec<Row<'a>>>,
    }
    let asked = Asked::read(call)?;
    let Counts { messages, days, entries } = count(call, &asked, &["sg_"], |message| &message.group_id);
    let group_count = entries.len();
    let page = asked.of(entries);
    let mut groups = Vec::new();
    for (group_id, count) in &page {
        let Some(group) = call.world.groups.get(group_id) else {
            if call.server == Server::V383 {
                return Err(Failure::stumble("index out of range [1] with length 1"));
            }
            continue;
        };
        let mut group = GroupInfo::of(group);
        if call.server >= Server::V37 {
            group.owner_user_id = "";
        }
        if call.server >= Server::V383 {
            group.member_count = 0;
        }
        groups.push(Row { group, count: *count });
    }
    json(&Answer {
        msg_count: messages,
        group_count,
        date_count: map(call.server, days.is_empty(), days),
        groups: or_null(groups),
    })
}
