//! Who knows whom: invented friendships, black lists and friend requests.

use super::names::pick;
use super::people::{People, Person, between};
use super::phrases;
use crate::friends::{ASKED, Black, Friend, FriendRequest, IMPORTED};
use crate::random::{Random, Seeded};
use crate::world::World;

/// People know those who came at about the same time: at most so many before or after.
const NEIGHBOURS: u64 = 30;
/// At most so many friendships begin with each user; those of his neighbours come on top.
const BEGUN: u64 = 4;
/// Within so long of the second one's arrival they are friends: ten days.
const SOON_MILLIS: i64 = 10 * 86_400_000;

/// Adds them for `people`. One in fifteen has somebody on the black list, one in twenty waits for an answer.
pub(super) fn fill(world: &mut World, people: &People, seed: u64, now_millis: i64) {
    let mut random = Seeded::new(seed ^ 0x0066_7269_656e_6473);
    for number in 0..people.len() {
        let Some(one) = people.get(number) else { continue };
        for _ in 0..random.below(BEGUN) {
            if let Some(other) = neighbour(people, number, &mut random) {
                befriend(world, one, other, &mut random, now_millis);
            }
        }
        if random.below(15) == 0
            && let Some(other) = neighbour(people, number, &mut random)
        {
            let black = Black {
                user_id: other.user_id.clone(),
                create_time: between(&mut random, one.since.max(other.since), now_millis),
                operator_user_id: one.user_id.clone(),
                ex: String::new(),
            };
            world.friends.add_black(&one.user_id, black);
        }
        if random.below(20) == 0
            && let Some(other) = neighbour(people, number, &mut random)
            && world.friends.get(&one.user_id, &other.user_id).is_none()
        {
            world.friends.ask(request(one, other, &mut random, now_millis));
        }
    }
}

fn neighbour<'a>(people: &'a People, number: usize, random: &mut Seeded) -> Option<&'a Person> {
    let step = 1 + usize::try_from(random.below(NEIGHBOURS)).unwrap_or_default();
    // Round and round, in a small population, one may meet oneself.
    people.get(number + step).filter(|_| !step.is_multiple_of(people.len()))
}

/// Both sides, but for one in thirty: there the other has ended it.
fn befriend(world: &mut World, one: &Person, other: &Person, random: &mut Seeded, now_millis: i64) {
    let since = one.since.max(other.since);
    let create_time = between(random, since, now_millis.min(since + SOON_MILLIS));
    let add_source = if random.chance(15) { IMPORTED } else { ASKED };
    let mut add = |owner: &Person, friend: &Person, random: &mut Seeded| {
        let remark =
            if random.chance(12) { format!("{} ({})", friend.nickname, phrases::place(random)) } else { String::new() };
        let row = Friend {
            user_id: friend.user_id.clone(),
            remark,
            create_time,
            add_source,
            operator_user_id: one.user_id.clone(),
            ex: String::new(),
            is_pinned: random.chance(4),
        };
        world.friends.add(&owner.user_id, row);
    };
    add(one, other, random);
    if !random.chance(3) {
        add(other, one, random);
    }
}

fn request(one: &Person, other: &Person, random: &mut Seeded, now_millis: i64) -> FriendRequest {
    let create_time = between(random, one.since.max(other.since), now_millis);
    let result = pick(random, &[0, 0, 0, -1]).copied().unwrap_or_default();
    FriendRequest {
        from_user_id: one.user_id.clone(),
        to_user_id: other.user_id.clone(),
        result,
        message: phrases::sentence(random).to_owned(),
        create_time,
        handler_user_id: if result == 0 { String::new() } else { other.user_id.clone() },
        answer: String::new(),
        handle_time: if result == 0 { 0 } else { between(random, create_time, now_millis) },
        ex: String::new(),
    }
}
