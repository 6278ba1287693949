//! Invented users that look like life: many scripts and lengths, pictures that are missing or hostile, registrations spread over
//! months. The same number of users, seed and clock give the same users; another number changes times, and who there is at the end.
//!
//! What they do follows from them, each part by random numbers of its own, so that one can change without the others:
//!
//! | module | for 20,000 users |
//! |---|---|
//! | `names`, `strange` | the users themselves, and those that are traps |
//! | `groups` | some 1,700 groups of 2 to 2,000 members, some muted, dismissed, without an owner, or with people who wait |
//! | `contacts` | some 29,000 friendships, 1,400 on black lists, 1,000 requests |
//! | `chats` | 60,000 messages of sixty days, most of them texts, and 63,000 conversations, read or not |
//! | `presence` | some 800 of them are online |
//! | `phrases` | what is written in all of them |

mod chats;
mod contacts;
mod groups;
mod names;
mod people;
mod phrases;
mod presence;
mod strange;
#[cfg(test)]
mod tests;

use crate::random::{Random, Seeded};
use crate::users::{User, Users};
use crate::world::World;
use crate::{Options, Server};

const DAY_MILLIS: i64 = 86_400_000;
/// The first invented user registered this long ago.
const SPREAD_DAYS: i64 = 75;

/// No invented user registered longer ago than this.
pub(crate) const REACH_MILLIS: i64 = (SPREAD_DAYS + 2) * DAY_MILLIS;

/// Adds `options.users` invented users, the oldest first.
pub(crate) fn fill(users: &mut Users, options: &Options, seed: u64, now_millis: i64) {
    let count = options.users;
    let mut times = registration_times(count, seed, now_millis);
    times.sort_unstable();
    let avatars = options.public_url.as_deref();
    for (number, time) in times.into_iter().enumerate() {
        // A sequence of its own for each user: he is the same in a small and in a large population.
        let mut random = Seeded::new(seed ^ (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut user = strange::user(options.server, number).unwrap_or_else(|| ordinary(number, avatars, &mut random));
        // A registration is never in the future, and no two have one time on the oldest server.
        user.create_time = users.next_create_time(time);
        if options.server == Server::V34 && user.app_manger_level == 0 {
            user.app_manger_level = 1;
        }
        users.insert(user);
    }
}

/// Gives the invented users of a world groups, friends and conversations.
pub(crate) fn bring_to_life(world: &mut World, options: &Options, seed: u64, now_millis: i64) {
    let people = people::People::of(world, options.users);
    let avatars = options.public_url.as_deref();
    groups::fill(world, &people, avatars, seed, now_millis);
    contacts::fill(world, &people, seed, now_millis);
    chats::fill(world, &people, avatars, seed, now_millis);
    presence::fill(world, &people, seed, now_millis);
}

/// When each user registered: more of late than long ago, by day rather than by night.
fn registration_times(count: usize, seed: u64, now_millis: i64) -> Vec<i64> {
    let mut random = Seeded::new(seed ^ 0x7469_6d65);
    let span = u64::try_from(SPREAD_DAYS * DAY_MILLIS).unwrap_or_default();
    let back = |millis: u64| i64::try_from(millis).unwrap_or_default();
    (0..count)
        .map(|number| {
            // The first few mark the two ends of the spread, so that even a small population shows it.
            let ago = match number {
                0 => span,
                1 => 3_600_000,
                _ => {
                    let (one, other) = (random.below(span), random.below(span));
                    by_day(one.min(other), &mut random)
                }
            };
            now_millis - back(ago) - i64::try_from(number).unwrap_or_default() % 997
        })
        .collect()
}

/// Two of three registrations of the small hours (in UTC) wait for the day.
fn by_day(ago: u64, random: &mut Seeded) -> u64 {
    let hour = ago / 3_600_000 % 24;
    if hour < 7 && random.below(3) > 0 { ago + 7 * 3_600_000 } else { ago }
}

fn ordinary(number: usize, avatars: Option<&str>, random: &mut Seeded) -> User {
    let person = names::person(number, random);
    let user_id = match random.below(10) {
        0..=5 => format!("{}{}", person.latin, 1000 + number),
        6 | 7 => format!("u{:08}", 10_000_000 + number),
        8 => format!("{}_{number}", person.latin),
        // IDs that another system has made.
        _ => format!("{:016x}{number:04x}", random.next_u64()),
    };
    let face_url = match random.below(20) {
        // No picture: the console draws one of its own.
        0..=4 => String::new(),
        // A picture that is gone.
        5 => avatars.map_or_else(String::new, |base| format!("{base}/sandbox/avatar/gone-{number}.png")),
        _ => avatars.map_or_else(String::new, |base| format!("{base}/sandbox/avatar/{user_id}.svg")),
    };
    let ex = match random.below(8) {
        0 => format!("{{\"department\":\"{}\",\"floor\":{}}}", names::department(random), random.below(9)),
        1 => "imported from the old system".to_owned(),
        _ => String::new(),
    };
    User {
        user_id,
        nickname: person.nickname,
        face_url,
        ex,
        create_time: 0,
        app_manger_level: i32::from(random.below(6) == 0),
        global_recv_msg_opt: [0, 0, 0, 0, 0, 0, 0, 1, 2].get(number % 9).copied().unwrap_or_default(),
    }
}

#[cfg(test)]
mod users_tests {
    use super::*;

    const NOW: i64 = 1_795_447_731_000;

    fn filled(server: Server, count: usize, seed: u64) -> Vec<User> {
        let public_url = Some("http://127.0.0.1:10002".to_owned());
        let options = Options { server, users: count, public_url, ..Options::default() };
        let mut users = Users::new(server);
        fill(&mut users, &options, seed, NOW);
        users.iter().cloned().collect()
    }

    #[test]
    fn there_are_exactly_as_many_users_as_asked_for() {
        for server in Server::ALL {
            for count in [0, 1, 2, 45, 200, 5000] {
                assert_eq!(filled(server, count, 1).len(), count, "{server}");
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_users_and_another_gives_others() {
        assert_eq!(filled(Server::Main, 300, 7), filled(Server::Main, 300, 7));
        assert_ne!(filled(Server::Main, 300, 7), filled(Server::Main, 300, 8));
    }

    #[test]
    fn registrations_are_spread_over_sixty_days_and_more_and_none_is_in_the_future() {
        for count in [2, 200, 5000] {
            let users = filled(Server::Main, count, 1);
            let times: Vec<i64> = users.iter().map(|user| user.create_time).collect();
            let (first, last) = (*times.iter().min().unwrap(), *times.iter().max().unwrap());
            assert!(NOW - first > 60 * DAY_MILLIS, "{count}");
            assert!(last <= NOW && NOW - last < 2 * DAY_MILLIS, "{count}");
            assert!(times.is_sorted(), "{count}");
        }
        let days: std::collections::BTreeSet<i64> =
            filled(Server::Main, 1000, 1).iter().map(|user| user.create_time / DAY_MILLIS).collect();
        assert!(days.len() > 60, "{}", days.len());
    }

    #[test]
    fn the_admins_of_the_oldest_server_are_older_than_its_users() {
        let options = Options { server: Server::V34, users: 50, ..Options::default() };
        let world = World::new(&options, 1, NOW);
        let times: Vec<i64> = world.users.iter().map(|user| user.create_time).collect();
        assert!(times.is_sorted());
        assert!(times.iter().all(|time| *time <= NOW));
        assert!(times.get(3).is_some_and(|first| NOW - first > 60 * DAY_MILLIS));
    }

    #[test]
    fn every_id_is_one_that_its_server_would_have_accepted() {
        for server in Server::ALL {
            for user in filled(server, 2000, 1) {
                let legal = crate::handlers::is_acceptable_id(server, &user.user_id);
                assert!(legal, "{server}: {:?}", user.user_id);
            }
        }
    }

    #[test]
    fn the_first_forty_show_many_scripts_and_the_traps_for_a_console() {
        let users = filled(Server::V34, 40, 1);
        let has = |test: &dyn Fn(&User) -> bool| users.iter().any(test);
        let script = |from: char, to: char| move |user: &User| user.nickname.chars().any(|c| (from..=to).contains(&c));
        assert!(has(&script('\u{4e00}', '\u{9fff}')), "Chinese");
        assert!(has(&script('\u{3040}', '\u{30ff}')), "Japanese");
        assert!(has(&script('\u{0600}', '\u{06ff}')), "Arabic");
        assert!(has(&script('\u{0400}', '\u{04ff}')), "Cyrillic");
        assert!(has(&script('\u{1f300}', '\u{1faff}')), "emoji");
        assert!(has(&|user| user.nickname.contains("<img")), "markup");
        assert!(has(&|user| user.nickname.contains('\u{202e}')), "bidi override");
        assert!(has(&|user| user.nickname.contains('\u{200b}')), "zero width");
        assert!(has(&|user| user.face_url.starts_with("javascript:")), "script address");
        assert!(
            has(&|user| user.face_url.starts_with("http://") && !user.face_url.contains("127.0.0.1")),
            "plain http"
        );
        assert!(has(&|user| user.user_id.contains('/')) && has(&|user| user.user_id.contains('#')), "path characters");
        let later = filled(Server::Main, 40, 1);
        assert!(later.iter().any(|user| user.nickname.chars().count() == 300), "long");
    }
}
