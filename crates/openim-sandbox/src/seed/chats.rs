//! Invented messages over sixty days, and the conversations that follow from them: who wrote to whom, and how far it was read.

use serde_json::{Value, json};

use super::names::pick;
use super::people::{People, Person, between};
use super::phrases;
use crate::Server;
use crate::groups::DISMISSED;
use crate::messages::{GROUP, Message, NOTIFICATION, OA_NOTIFICATION, SINGLE, TEXT};
use crate::random::{Random, Seeded};
use crate::world::World;

const DAY_MILLIS: i64 = 86_400_000;
/// How far back the messages go.
const SPREAD_MILLIS: i64 = 60 * DAY_MILLIS;
/// Messages for each user, on average.
const PER_USER: usize = 3;
/// More would fill the memory and show nothing new.
const MOST: usize = 100_000;
/// Where people write from: phones, desktops, the web.
const PLATFORMS: &[i32] = &[1, 1, 2, 2, 2, 3, 4, 5];

/// A message before it is sent.
struct Letter {
    time: i64,
    from: usize,
    to: To,
}

enum To {
    /// A user's number.
    User(usize),
    /// A groupID.
    Group(String),
}

/// Adds them, the oldest first.
pub(super) fn fill(world: &mut World, people: &People, avatars: Option<&str>, seed: u64, now_millis: i64) {
    let mut random = Seeded::new(seed ^ 0x0063_6861_7473);
    let rooms = Rooms::of(world, people);
    let count = (people.len() * PER_USER).min(MOST);
    let mut letters: Vec<Letter> =
        (0..count).filter_map(|_| write(world, people, &rooms, &mut random, now_millis)).collect();
    letters.sort_by_key(|letter| letter.time);
    for letter in letters {
        let Some(sender) = people.get(letter.from) else { continue };
        send(world, people, sender, &letter, avatars, &mut random);
    }
    announce(world, people, &mut random, now_millis);
    read(world, people, &mut random);
}

/// The groups in which people write.
struct Rooms(Vec<Room>);

struct Room {
    group_id: String,
    since: i64,
    /// The numbers of its first members, who write.
    writers: Vec<usize>,
}

impl Rooms {
    fn of(world: &World, people: &People) -> Self {
        let numbers: std::collections::HashMap<&str, usize> =
            (0..people.len()).filter_map(|number| Some((people.get(number)?.user_id.as_str(), number))).collect();
        let room = |group: &crate::groups::Group| Room {
            group_id: group.group_id.clone(),
            since: group.create_time,
            writers: group
                .members
                .iter()
                .take(40)
                .filter_map(|member| numbers.get(member.user_id.as_str()).copied())
                .collect(),
        };
        Self(world.groups.iter().filter(|group| group.status != DISMISSED).map(room).collect())
    }
}

fn write(world: &World, people: &People, rooms: &Rooms, random: &mut Seeded, now_millis: i64) -> Option<Letter> {
    // More of late than long ago.
    let long_ago = between(random, now_millis - SPREAD_MILLIS, now_millis);
    let time = if random.chance(40) { between(random, long_ago, now_millis) } else { long_ago };
    if random.chance(45) {
        // Old groups are livelier.
        let bound = rooms.0.len() as u64;
        let room = rooms.0.get(usize::try_from(random.below(bound).min(random.below(bound))).ok()?)?;
        let from = pick(random, &room.writers).copied()?;
        let since = room.since.max(people.get(from)?.since);
        return Some(Letter {
            time: within(time, since, now_millis, random),
            from,
            to: To::Group(room.group_id.clone()),
        });
    }
    let from = people.somebody(random);
    let sender = people.get(from)?;
    let friends = world.friends.of(&sender.user_id);
    let friend = pick(random, &friends)?;
    let to = (from.saturating_sub(40)..from + 40)
        .find(|number| people.get(*number).is_some_and(|person| person.user_id == friend.user_id))?;
    Some(Letter { time: within(time, friend.create_time, now_millis, random), from, to: To::User(to) })
}

/// `time`, or another where it was too early.
fn within(time: i64, since: i64, now_millis: i64, random: &mut Seeded) -> i64 {
    if time >= since { time } else { between(random, since, now_millis) }
}

fn send(
    world: &mut World,
    people: &People,
    sender: &Person,
    letter: &Letter,
    avatars: Option<&str>,
    random: &mut Seeded,
) {
    let (recv_id, group_id, session_type) = match &letter.to {
        To::User(number) => {
            let Some(receiver) = people.get(*number) else { return };
            (receiver.user_id.clone(), String::new(), SINGLE)
        }
        To::Group(group_id) => (String::new(), group_id.clone(), GROUP),
    };
    let (content_type, content) = content(world.server, avatars, random);
    world.deliver(Message {
        send_id: sender.user_id.clone(),
        recv_id,
        group_id,
        sender_platform_id: pick(random, PLATFORMS).copied().unwrap_or_default(),
        sender_nickname: sender.nickname.clone(),
        sender_face_url: sender.face_url.clone(),
        session_type,
        content_type,
        content: content.to_string(),
        send_time: letter.time,
        create_time: letter.time,
        is_revoked: random.below(80) == 0,
        ..Message::default()
    });
}

/// Mostly text; every kind that the version takes comes up.
fn content(server: Server, avatars: Option<&str>, random: &mut Seeded) -> (i32, Value) {
    let text = phrases::sentence(random);
    let number = random.below(1000);
    let base = avatars.unwrap_or("https://files.invalid");
    match random.below(100) {
        0..=7 => {
            let url = format!("{base}/sandbox/avatar/photo-{number}.svg");
            let picture = json!({"uuid": "", "type": "svg", "size": 512, "width": 64, "height": 64, "url": url});
            (
                102,
                json!({"sourcePath": "", "sourcePicture": picture, "bigPicture": picture, "snapshotPicture": picture}),
            )
        }
        8 | 9 => {
            let url = format!("{base}/sandbox/voice-{number}.mp3");
            (103, json!({"uuid": "", "soundPath": "", "sourceUrl": url, "dataSize": 9000, "duration": 1 + number % 58}))
        }
        10 => {
            let (url, poster) =
                (format!("{base}/sandbox/film-{number}.mp4"), format!("{base}/sandbox/avatar/film-{number}.svg"));
            let film = json!({"videoPath": "", "videoUUID": "", "videoUrl": url, "videoType": "mp4", "videoSize": 1_000_000,
                "duration": 4 + number % 50, "snapshotPath": "", "snapshotUUID": "", "snapshotSize": 512,
                "snapshotUrl": poster, "snapshotWidth": 64, "snapshotHeight": 64});
            (104, film)
        }
        11..=13 => {
            let url = format!("{base}/sandbox/file-{number}");
            let name = phrases::file(random);
            (
                105,
                json!({"filePath": "", "uuid": "", "sourceUrl": url, "fileName": name, "fileSize": 1000 * (1 + number)}),
            )
        }
        14 => (
            110,
            json!({"data": format!("{{\"kind\":\"poll\",\"id\":{number}}}"), "description": text, "extension": ""}),
        ),
        15 if server == Server::Main => (118, json!({"content": format!("**{text}**\n\n- one\n- two")})),
        _ => (TEXT, json!({"content": text})),
    }
}

/// The first admin has told one user in twenty about a maintenance.
fn announce(world: &mut World, people: &People, random: &mut Seeded, now_millis: i64) {
    let Some(admin) = world.admins().first().cloned() else { return };
    let time = now_millis - 3 * DAY_MILLIS;
    let content = json!({"notificationName": "Maintenance", "notificationFaceURL": "", "notificationType": 1,
        "text": "The server rests on Sunday from two to three.", "mixType": 0});
    for number in (0..people.len()).filter(|_| random.chance(5)) {
        let Some(person) = people.get(number).filter(|person| person.since < time) else { continue };
        world.deliver(Message {
            send_id: admin.clone(),
            recv_id: person.user_id.clone(),
            session_type: NOTIFICATION,
            content_type: OA_NOTIFICATION,
            content: crate::delivery::wrapped(&content),
            send_time: time,
            create_time: time,
            ..Message::default()
        });
    }
}

/// Most have read everything, some have stopped half way; a few have pinned a conversation or asked it to be quiet.
fn read(world: &mut World, people: &People, random: &mut Seeded) {
    for number in 0..people.len() {
        let Some(person) = people.get(number) else { continue };
        for conversation in world.conversations.of_mut(&person.user_id) {
            conversation.is_pinned = random.chance(4);
            conversation.recv_msg_opt = if random.chance(6) { 2 } else { 0 };
            let Some(stream) = world.messages.stream_mut(&conversation.conversation_id) else { continue };
            let last = stream.max_seq();
            let seq = match random.below(10) {
                0..=6 => last,
                7 | 8 => last / 2,
                _ => continue,
            };
            stream.read(&person.user_id, seq);
        }
    }
}
