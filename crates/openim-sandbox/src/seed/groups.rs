//! Invented groups: many small ones and a few that are large, with everything that a real server's list has in it: muted ones, dismissed
//! ones, one that has lost its owner, names that are traps, and people who wait to be let in.

use std::collections::HashSet;

use super::names::pick;
use super::people::{People, between};
use super::phrases;
use crate::groups::{ADMIN, BY_INVITATION, DISMISSED, Group, JoinRequest, MUTED, Member, ORDINARY, OWNER};
use crate::handlers::group::notices::Event;
use crate::random::{Random, Seeded};
use crate::world::World;

/// So many users have one group between them.
const USERS_PER_GROUP: usize = 12;
/// The largest invented group.
const LARGEST: usize = 2000;
/// Groups beyond this number have nobody who waits.
const WITH_REQUESTS: usize = 300;
/// Found a group by search, for requests.
const BY_SEARCH: i32 = 3;
const HOUR_MILLIS: i64 = 3_600_000;

/// What is special about the first groups, so that the first page of a list shows it.
const TRAPS: &[(usize, &str)] = &[
    (2, "<b>Team</b> <img src=x onerror=alert(document.domain)>"),
    (3, ""),
    (4, "Budget \u{202e}fdp.exe\u{200b}"),
    (10, "=cmd|' /C calc'!A0"),
];
/// Number of the group whose ID needs care in an address.
const ODD_ID: usize = 8;
/// Number of the group that has no owner any more.
const OWNERLESS: usize = 7;

/// Adds groups for `people`, the oldest first, and tells each of them that it was made.
pub(super) fn fill(world: &mut World, people: &People, avatars: Option<&str>, seed: u64, now_millis: i64) {
    if people.len() < 2 {
        return;
    }
    let count = people.len() / USERS_PER_GROUP + 8;
    let mut random = Seeded::new(seed ^ 0x6772_6f75_7073);
    let mut groups: Vec<Group> =
        (0..count).map(|number| invent(number, people, avatars, &mut random, now_millis)).collect();
    groups.sort_by_key(|group| group.create_time);
    for group in groups {
        let (group_id, founder, time) = (group.group_id.clone(), group.owner_id().to_owned(), group.create_time);
        for member in &group.members {
            world.conversations.open_group(&member.user_id, &group_id, member.join_time);
        }
        world.groups.insert(group);
        world.tell_group(&founder, &group_id, &Event::Created, time);
    }
    end_some(world);
    ask(world, people, &mut random, now_millis);
}

fn invent(number: usize, people: &People, avatars: Option<&str>, random: &mut Seeded, now_millis: i64) -> Group {
    let members = choose(size(number, people.len(), random), people, random);
    let since = members.first().and_then(|first| people.get(*first)).map_or(now_millis, |first| first.since);
    // Rather soon after its founder has come.
    let latest = between(random, since, now_millis - HOUR_MILLIS);
    let create_time = between(random, since, latest).min(now_millis);
    let admins = if members.len() > 5 { 1 + members.len() / 40 } else { 0 };
    let member = |(place, person): (usize, &usize)| -> Option<Member> {
        let person = people.get(*person)?;
        let founder = members.first().and_then(|first| people.get(*first))?;
        let role = match place {
            0 => OWNER,
            _ if place <= admins => ADMIN,
            _ => ORDINARY,
        };
        let join_time =
            if place < 4 { create_time } else { between(random, create_time.max(person.since), now_millis) };
        Some(Member {
            user_id: person.user_id.clone(),
            role,
            join_time,
            nickname: if random.chance(6) { format!("{} #{place}", person.nickname) } else { String::new() },
            join_source: BY_INVITATION,
            operator_user_id: founder.user_id.clone(),
            inviter_user_id: founder.user_id.clone(),
            mute_end_time: if place > 0 && random.chance(2) { now_millis + 26 * HOUR_MILLIS } else { 0 },
            ..Member::default()
        })
    };
    let members: Vec<Member> = members.iter().enumerate().filter_map(member).collect();
    let trap = TRAPS.iter().find(|(of, _)| *of == number).map(|(_, name)| (*name).to_owned());
    let group_id = match number {
        ODD_ID => "room/42 #1?".to_owned(),
        _ if random.chance(15) => format!("team_{number}"),
        _ => (1_000_000_000 + random.below(3_000_000_000)).to_string(),
    };
    let announced = random.chance(30);
    // Asked in any case: whether pictures have an address must change nothing else.
    let pictured = random.chance(70);
    let mut group = Group {
        name: trap.unwrap_or_else(|| phrases::group_name(number, random)),
        notification: if announced { phrases::sentence(random).to_owned() } else { String::new() },
        introduction: if random.chance(50) { phrases::sentence(random).to_owned() } else { String::new() },
        face_url: match avatars {
            Some(base) if pictured => format!("{base}/sandbox/avatar/group-{number}.svg"),
            _ => String::new(),
        },
        ex: if random.chance(10) { format!("{{\"costCentre\":{}}}", 100 + random.below(900)) } else { String::new() },
        create_time,
        status: if number % 17 == 6 { MUTED } else { 0 },
        need_verification: pick(random, &[0, 0, 0, 1, 2]).copied().unwrap_or_default(),
        look_member_info: i32::from(random.chance(20)),
        apply_member_friend: i32::from(random.chance(20)),
        notification_update_time: if announced { create_time } else { 0 },
        notification_user_id: String::new(),
        group_id,
        members,
        ..Group::default()
    };
    if announced {
        group.notification_user_id = group.owner_id().to_owned();
    }
    group.recount();
    group
}

/// How many: the first is the house, the second a department; of the others one in three hundred has some six hundred members, and
/// most have a handful.
fn size(number: usize, people: usize, random: &mut Seeded) -> usize {
    let size = match number {
        0 => people * 6 / 10,
        1 => people / 4,
        _ => 3 + usize::try_from(600 / (1 + random.below(300))).unwrap_or_default(),
    };
    size.clamp(2, LARGEST).min(people)
}

/// So many different people, as numbers; the first of them is the founder.
fn choose(size: usize, people: &People, random: &mut Seeded) -> Vec<usize> {
    let founder = people.somebody(random);
    let mut chosen = Vec::with_capacity(size);
    let mut seen = HashSet::with_capacity(size);
    let mut next = founder;
    while chosen.len() < size {
        if seen.insert(next) {
            chosen.push(next);
            next = people.somebody(random);
        } else {
            // Whoever is in already sends his neighbour: so this ends, however few there are.
            next = (next + 1) % people.len();
        }
    }
    chosen
}

/// Dismissed groups stay in the store, without members; one group has lost its owner.
fn end_some(world: &mut World) {
    let ids: Vec<String> = world.groups.iter().map(|group| group.group_id.clone()).collect();
    for (number, group_id) in ids.iter().enumerate() {
        if number % 23 == 5 {
            world.groups.dismiss(group_id, true, 0);
        } else if number == OWNERLESS
            && let Some(group) = world.groups.get_mut(group_id)
        {
            group.members.iter_mut().filter(|member| member.role == OWNER).for_each(|owner| owner.role = ORDINARY);
        }
    }
}

/// Some wait at the doors that are not open to all, and some have been answered.
fn ask(world: &mut World, people: &People, random: &mut Seeded, now_millis: i64) {
    let doors: Vec<(String, i64)> = world
        .groups
        .iter()
        .filter(|group| group.need_verification < 2 && group.status != DISMISSED)
        .take(WITH_REQUESTS)
        .map(|group| (group.group_id.clone(), group.create_time))
        .collect();
    for (group_id, since) in doors {
        for _ in 0..random.below(4) {
            let Some(person) = people.get(people.somebody(random)) else { continue };
            let is_in = world.groups.get(&group_id).is_some_and(|group| group.member(&person.user_id).is_some());
            if is_in {
                continue;
            }
            world.groups.ask(JoinRequest {
                group_id: group_id.clone(),
                user_id: person.user_id.clone(),
                message: phrases::sentence(random).to_owned(),
                time: between(random, since.max(person.since), now_millis),
                result: if random.chance(20) { -1 } else { 0 },
                join_source: BY_SEARCH,
                ..JoinRequest::default()
            });
        }
    }
}
