//! `/msg/search_msg`: finding messages, by anybody who has a token.

use regex::Regex;
use serde::Serialize;

use super::chat_log::Row;
use crate::Server;
use crate::call::{Call, Outcome, json, or_null};
use crate::failure::Failure;
use crate::handlers::statistics::day;
use crate::handlers::users::expression;
use crate::messages::{GROUP, Message};
use crate::outage::Service;

/// The data base keeps this many messages in one document, used or not.
const DOCUMENT: usize = 100;
/// A page so large that asking for its memory ends the process.
const TOO_LARGE: i32 = 100_000_000;

/// The page that is asked for. Nobody checks it, which is how a request kills the service.
#[derive(Clone, Copy)]
struct Asked {
    number: i32,
    show: i32,
}

/// POST /msg/search_msg: up to 3.7 the newest first, later conversation by conversation. Single chats and groups alone. patch.16
/// stumbles over a message whose group is no more.
pub(crate) fn search_msg(call: &mut Call<'_>) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        chat_logs: Option<Vec<Row<'a>>>,
        chat_logs_num: usize,
    }
    let asked = asked(call)?;
    let filter = Filter::read(call)?;
    call.enter_service(32)?;
    let asked = admit(call, asked)?;
    let world = &*call.world;
    let searched = world.messages.iter().filter(|(id, _)| id.starts_with("si_") || id.starts_with("sg_"));
    if call.server == Server::V383 && filter.is_empty() {
        let (show, streams) = (asked.map_or(0, |asked| asked.show), searched.map(|(_, stream)| stream));
        if show > 0 {
            return Err(Failure::stumble("invalid memory address or nil pointer dereference"));
        }
        // Unused places of a document count as hits.
        let documents: usize = streams.map(|stream| stream.iter().count().div_ceil(DOCUMENT)).sum();
        return json(&Answer { chat_logs: None, chat_logs_num: documents * DOCUMENT });
    }
    let mut found: Vec<&Message> =
        searched.flat_map(|(_, stream)| stream.iter()).filter(|message| filter.matches(message)).collect();
    if call.server < Server::V383 {
        found.sort_by_key(|message| std::cmp::Reverse((message.send_time, message.number)));
    }
    let chat_logs_num = found.len();
    let rows = asked.map_or_else(Vec::new, |asked| page(found, asked));
    let is_lost = |message: &&Message| message.session_type == GROUP && world.groups.get(&message.group_id).is_none();
    if call.server == Server::V383 && rows.iter().any(is_lost) {
        return Err(Failure::stumble("invalid memory address or nil pointer dereference"));
    }
    let rows = rows.into_iter().map(|message| Row::new(world, message)).collect();
    json(&Answer { chat_logs: or_null(rows), chat_logs_num })
}

fn asked(call: &Call<'_>) -> Result<Option<Asked>, Failure> {
    let Some(fields) = call.bound(call.body.object("pagination", "RequestPagination"))? else { return Ok(None) };
    let number = call.bound(fields.int32("pageNumber"))?;
    Ok(Some(Asked { number, show: call.bound(fields.int32("showNumber"))? }))
}

fn page(found: Vec<&Message>, Asked { number, show }: Asked) -> Vec<&Message> {
    let show = usize::try_from(show).unwrap_or(0);
    let before = usize::try_from(number - 1).unwrap_or(0).saturating_mul(show);
    found.into_iter().skip(before).take(show).collect()
}

/// What becomes of a page that makes no sense: up to 3.7 the service dies of it, patch.16 stumbles, and dies of a huge one.
fn admit(call: &mut Call<'_>, asked: Option<Asked>) -> Result<Option<Asked>, Failure> {
    let Some(Asked { number, show }) = asked else {
        return if call.server < Server::V383 { Err(call.world.outage.kill(Service::Msg)) } else { Ok(None) };
    };
    let overflows = number.saturating_sub(1).checked_mul(show).is_none();
    match call.server {
        Server::V34 | Server::V37 if number < 1 || show < 0 || overflows => Err(call.world.outage.kill(Service::Msg)),
        Server::V383 if show > TOO_LARGE => Err(call.world.outage.kill(Service::Msg)),
        Server::V383 if show < 0 => Err(Failure::stumble("makeslice: cap out of range")),
        // By its code: not on record.
        Server::Main if show < 0 => Err(Failure::panic()),
        _ => Ok(asked),
    }
}

/// What is looked for.
struct Filter {
    sender: Person,
    receiver: Person,
    content_type: i32,
    session_type: i32,
    day: Day,
}

/// A userID or, for the receiver, a groupID.
enum Person {
    Any,
    Exact(String),
    /// Up to 3.7: any part of it that fits.
    Pattern(Regex),
}

enum Day {
    Any,
    Of(String),
    /// Up to 3.7 what is no day finds nothing.
    Never,
}

impl Filter {
    fn read(call: &Call<'_>) -> Result<Self, Failure> {
        let body = call.body;
        let send_id = call.bound(body.string("sendID"))?;
        let recv_id = call.bound(body.string("recvID"))?;
        let content_type = call.bound(body.int32("contentType"))?;
        let msg_type = call.bound(body.int32("msgType"))?;
        let session_type = call.bound(body.int32("sessionType"))?;
        let send_time = call.bound(body.string("sendTime"))?;
        Ok(Self {
            sender: Person::read(call.server, send_id)?,
            receiver: Person::read(call.server, recv_id)?,
            content_type: if call.server == Server::V34 { msg_type } else { content_type },
            session_type,
            day: Day::read(call.server, send_time)?,
        })
    }

    fn is_empty(&self) -> bool {
        matches!((&self.sender, &self.receiver, &self.day), (Person::Any, Person::Any, Day::Any))
            && (self.content_type, self.session_type) == (0, 0)
    }

    fn matches(&self, message: &Message) -> bool {
        let fits = |wanted: i32, is: i32| wanted == 0 || wanted == is;
        self.sender.matches(&message.send_id)
            && (self.receiver.matches(&message.recv_id)
                || (!message.group_id.is_empty() && self.receiver.matches(&message.group_id)))
            && fits(self.content_type, message.content_type)
            && fits(self.session_type, message.session_type)
            && match &self.day {
                Day::Any => true,
                Day::Of(name) => day(message.send_time) == *name,
                Day::Never => false,
            }
    }
}

impl Person {
    fn read(server: Server, text: &str) -> Result<Self, Failure> {
        if server >= Server::V383 {
            return Ok(if text.is_empty() { Self::Any } else { Self::Exact(text.to_owned()) });
        }
        Ok(expression(text, false)?.map_or(Self::Any, Self::Pattern))
    }

    fn matches(&self, id: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Exact(wanted) => wanted == id,
            Self::Pattern(pattern) => pattern.is_match(id),
        }
    }
}

impl Day {
    fn read(server: Server, text: &str) -> Result<Self, Failure> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes
                .iter()
                .enumerate()
                .all(|(at, byte)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() });
        match server {
            _ if text.is_empty() => Ok(Self::Any),
            _ if shaped => Ok(Self::Of(text.to_owned())),
            Server::V34 | Server::V37 => Ok(Self::Never),
            Server::V383 | Server::Main => {
                Err(Failure::service(1001, format!("invalid sendTime, req={text}, format=2006-01-02")))
            }
        }
    }
}
