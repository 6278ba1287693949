//! `/third/logs`: logs that apps have uploaded.

use regex::Regex;
use serde::Serialize;

use super::auth::platform_name;
use super::users::expression;
use crate::Server;
use crate::call::{Call, Data, Outcome, Page, json, or_null};
use crate::failure::Failure;
use crate::logs::Log;
use crate::outage::Service;
use crate::world::World;

#[derive(Serialize)]
#[serde(untagged)]
enum Platform {
    /// Up to 3.7, and always 0.
    Number(i32),
    Name(&'static str),
}

/// `LogInfo`. `createTime` in milliseconds.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    #[serde(rename = "userID")]
    user_id: &'a str,
    platform: Platform,
    url: &'a str,
    create_time: i64,
    nickname: &'a str,
    #[serde(rename = "logID")]
    log_id: &'a str,
    filename: &'a str,
    system_type: &'a str,
    ex: &'a str,
    version: &'a str,
}

impl<'a> Row<'a> {
    fn new(world: &'a World, server: Server, log: &'a Log) -> Self {
        Self {
            user_id: &log.user_id,
            platform: match server {
                Server::V34 | Server::V37 => Platform::Number(0),
                Server::V383 | Server::Main => Platform::Name(platform_name(log.platform_id)),
            },
            url: &log.url,
            create_time: log.create_time,
            nickname: world.users.get(&log.user_id).map_or("", |user| &user.nickname),
            log_id: &log.log_id,
            filename: &log.filename,
            system_type: &log.system_type,
            ex: &log.ex,
            version: &log.version,
        }
    }
}

/// POST /third/logs/upload: an app tells where its logs lie. From 3.8.3 `systemType` has another name and stays empty.
pub(crate) fn upload(call: &mut Call<'_>) -> Outcome {
    let platform_id = call.bound(call.body.int32("platform"))?;
    let files = call.bound(call.body.objects("fileURLs", "FileURL"))?;
    let files =
        files.into_iter().map(|file| Ok((call.bound(file.string("filename"))?, call.bound(file.string("URL"))?)));
    let files: Vec<(&str, &str)> = files.collect::<Result<_, Failure>>()?;
    let system_type = call.bound(call.body.string("systemType"))?;
    let version = call.bound(call.body.string("version"))?;
    let ex = call.bound(call.body.string("ex"))?;
    if files.is_empty() {
        return Err(Failure::api(1001, "FileURLs is empty"));
    }
    call.enter_service(files.iter().map(|(name, url)| name.len() + url.len()).sum())?;
    for (filename, url) in files {
        let log_id = (1_000_000_000 + call.world.random.below(9_000_000_000)).to_string();
        let log = Log {
            log_id,
            user_id: call.caller_id().to_owned(),
            platform_id,
            url: url.to_owned(),
            filename: filename.to_owned(),
            system_type: if call.server < Server::V383 { system_type.to_owned() } else { String::new() },
            version: version.to_owned(),
            ex: ex.to_owned(),
            create_time: call.now_millis,
        };
        call.world.logs.add(log);
    }
    Ok(Data::Nothing)
}

/// POST /third/logs/search: the newest first; both times 0: of all times. A request without a page ends the service of 3.4.
pub(crate) fn search(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        logs_infos: Option<Vec<Row<'a>>>,
        total: usize,
    }
    let keyword = call.bound(call.body.string("keyword"))?;
    let start = call.bound(call.body.optional_int64("startTime"))?.unwrap_or_default();
    let end = call.bound(call.body.optional_int64("endTime"))?.unwrap_or_default();
    let page = match call.bound(call.body.object("pagination", "RequestPagination"))? {
        Some(_) => Some(Page::read(call)?),
        None => None,
    };
    call.enter_service(keyword.len())?;
    call.admin_only()?;
    if start > end {
        return Err(Failure::service(1001, "startTime>endTime"));
    }
    if page.is_none() && call.server == Server::V34 {
        return Err(call.world.outage.kill(Service::Third));
    }
    let filter: Option<Regex> = expression(keyword, false)?;
    let of_all_times = (start, end) == (0, 0);
    let wanted = |log: &&Log| {
        (of_all_times || (start..=end).contains(&log.create_time))
            && filter.as_ref().is_none_or(|filter| filter.is_match(&log.user_id))
    };
    let world = &*call.world;
    let found: Vec<&Log> = world.logs.iter().rev().filter(wanted).collect();
    let total = found.len();
    let row = |log| Row::new(world, call.server, log);
    let rows = page.map_or_else(Vec::new, |page| page.of(found.into_iter().map(row)));
    json(&Answer { logs_infos: or_null(rows), total })
}

/// POST /third/logs/delete: all of these or, if one is unknown, none.
pub(crate) fn delete(call: &mut Call<'_>) -> Outcome {
    let ids = call.bound(call.body.strings("logIDs"))?.unwrap_or_default();
    call.enter_service(ids.iter().map(|id| id.len() + 2).sum())?;
    call.admin_only()?;
    if ids.is_empty() && call.server > Server::V34 {
        return Err(Failure::database(500, "(BadValue) $in needs an array"));
    }
    let unknown: Vec<&str> = ids.iter().copied().filter(|id| !call.world.logs.contains(id)).collect();
    if !unknown.is_empty() {
        return Err(Failure::service(1004, format!("logIDs not found, logIDs=[{}]", unknown.join(" "))));
    }
    call.world.logs.remove(&ids);
    Ok(Data::Nothing)
}
