//! Who is online at the start: on a phone mostly, some on two devices, in all about one in twenty-five.

use super::people::People;
use crate::Server;
use crate::random::{Random, Seeded};
use crate::world::World;

/// Platforms as people use them, the phones more than once; HarmonyOS came with 3.8.3.
const PLATFORMS: &[i32] = &[1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5, 5, 6, 7, 8, 9, 11];
const HARMONY: i32 = 11;

/// Opens their connections.
pub(super) fn fill(world: &mut World, people: &People, seed: u64, now_millis: i64) {
    let mut random = Seeded::new(seed ^ 0x6f6e_6c69_6e65);
    let platform = |random: &mut Seeded| {
        let place = usize::try_from(random.below(PLATFORMS.len() as u64)).unwrap_or_default();
        let platform = PLATFORMS.get(place).copied().unwrap_or(1);
        if platform == HARMONY && world.server < Server::V383 { 1 } else { platform }
    };
    let mut online = Vec::new();
    for number in 0..people.len() {
        let Some(person) = people.get(number).filter(|_| random.below(25) == 0) else { continue };
        online.push((person, platform(&mut random)));
        if random.below(3) == 0 {
            online.push((person, platform(&mut random)));
        }
    }
    for (person, platform_id) in online {
        world.come_online(&person.user_id, platform_id, now_millis);
    }
}
