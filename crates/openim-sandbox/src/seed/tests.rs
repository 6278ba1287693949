//! What the life of the invented users is held to.

use std::collections::{BTreeSet, HashSet};

use crate::groups::{DISMISSED, MUTED};
use crate::messages::TEXT;
use crate::world::World;
use crate::{Options, Server};

const NOW: i64 = 1_795_447_731_000;
const DAY_MILLIS: i64 = 86_400_000;

fn world(server: Server, users: usize, seed: u64) -> World {
    let public_url = Some("http://127.0.0.1:10002".to_owned());
    World::new(&Options { server, users, public_url, ..Options::default() }, seed, NOW)
}

/// Everything that was invented, as text.
fn told(world: &World) -> String {
    let mut all = String::new();
    for group in world.groups.iter() {
        all.push_str(&format!("{group:?}\n"));
    }
    for request in world.groups.requests() {
        all.push_str(&format!("{request:?}\n"));
    }
    for (id, stream) in world.messages.iter() {
        all.push_str(&format!("{id} {:?}\n", stream.iter().collect::<Vec<_>>()));
    }
    for user in world.users.iter() {
        let id = &user.user_id;
        all.push_str(&format!("{:?} {:?}", world.friends.of(id), world.friends.blacks_of(id)));
        all.push_str(&format!("{:?} {:?}\n", world.conversations.of(id), world.presence.of(id)));
    }
    all
}

#[test]
fn the_same_seed_gives_the_same_life_and_another_gives_another() {
    assert_eq!(told(&world(Server::Main, 150, 7)), told(&world(Server::Main, 150, 7)));
    assert_ne!(told(&world(Server::Main, 150, 7)), told(&world(Server::Main, 150, 8)));
}

/// Who is in which group and whose friend.
fn bonds(world: &World) -> BTreeSet<String> {
    let groups = world.groups.iter().map(|group| {
        let members: Vec<_> = group.members.iter().map(|member| (&member.user_id, member.role)).collect();
        format!("{} {:?} {} {members:?}", group.group_id, group.name, group.status)
    });
    let friends = world.users.iter().map(|user| {
        let friends: BTreeSet<_> = world.friends.of(&user.user_id).iter().map(|friend| &friend.user_id).collect();
        format!("{} {friends:?}", user.user_id)
    });
    groups.chain(friends).collect()
}

#[test]
fn the_same_groups_and_friends_are_met_later_and_without_pictures() {
    let options = Options { server: Server::Main, users: 300, ..Options::default() };
    let pictured = Options { public_url: Some("http://127.0.0.1:10002".to_owned()), ..options.clone() };
    let first = bonds(&World::new(&options, 1, NOW));
    for later in [0, 1, 997, 12_345, DAY_MILLIS * 40 + 3] {
        assert_eq!(bonds(&World::new(&options, 1, NOW + later)), first, "{later} ms later");
        assert_eq!(bonds(&World::new(&pictured, 1, NOW + later)), first, "with pictures, {later} ms later");
    }
}

#[test]
fn however_few_users_there_are_their_life_makes_sense() {
    for server in Server::ALL {
        for count in [0, 1, 2, 3, 40, 500] {
            let world = world(server, count, 1);
            for group in world.groups.iter() {
                let ids: HashSet<&str> = group.members.iter().map(|member| member.user_id.as_str()).collect();
                assert_eq!(ids.len(), group.members.len(), "{server} {count}: somebody twice in {}", group.group_id);
                assert!(ids.iter().all(|id| world.users.get(id).is_some()), "{server} {count}: a stranger");
                assert!(group.create_time <= NOW && group.members.iter().all(|member| member.join_time <= NOW));
                assert_eq!(group.counted, group.members.len());
            }
            for user in world.users.iter() {
                let friends = world.friends.of(&user.user_id);
                assert!(
                    friends.iter().all(|friend| friend.user_id != user.user_id),
                    "{server} {count}: his own friend"
                );
            }
            for (id, stream) in world.messages.iter() {
                let times: Vec<i64> = stream.iter().map(|message| message.send_time).collect();
                assert!(times.is_sorted() && times.iter().all(|time| *time <= NOW), "{server} {count}: {id}");
            }
        }
    }
}

#[test]
fn whoever_has_written_or_was_written_to_has_the_conversation() {
    let world = world(Server::Main, 300, 1);
    for (id, stream) in world.messages.iter() {
        for message in stream.iter() {
            for user_id in [&message.send_id, &message.recv_id] {
                let open = world.conversations.get(user_id, id).is_some();
                let is_group = world.groups.get(user_id).is_some() || user_id.is_empty();
                let has_left =
                    id.strip_prefix("sg_").and_then(|id| world.groups.get(id)).is_some_and(|g| g.is_dismissed());
                assert!(open || is_group || has_left, "{id}: {user_id}");
            }
        }
    }
}

#[test]
fn the_first_groups_show_what_a_console_must_cope_with() {
    let world = world(Server::Main, 200, 1);
    let groups: Vec<_> = world.groups.iter().collect();
    assert!(groups.len() >= 20, "{}", groups.len());
    let has = |test: &dyn Fn(&crate::groups::Group) -> bool| groups.iter().any(|group| test(group));
    assert!(has(&|group| group.status == MUTED), "muted");
    assert!(has(&|group| group.status == DISMISSED && group.members.is_empty()), "dismissed");
    assert!(has(&|group| group.status != DISMISSED && group.owner().is_none()), "without an owner");
    assert!(has(&|group| group.name.is_empty()), "without a name");
    assert!(has(&|group| group.name.contains("<img")), "markup");
    assert!(has(&|group| group.group_id.contains('/') && group.group_id.contains('#')), "an ID for no address");
    assert!(has(&|group| group.members.len() > 100) && has(&|group| group.members.len() < 6), "large and small");
    assert!(has(&|group| group.members.iter().any(|member| member.mute_end_time > NOW)), "a muted member");
    assert!(world.groups.requests().any(|request| request.result == 0), "somebody waits");
}

#[test]
fn some_are_online_by_a_token_that_holds_and_most_are_not() {
    for server in Server::ALL {
        let world = world(server, 2000, 1);
        let online: Vec<_> = world.users.iter().filter(|user| !world.presence.of(&user.user_id).is_empty()).collect();
        assert!((40..=160).contains(&online.len()), "{server}: {}", online.len());
        assert!(
            online.iter().any(|user| world.presence.of(&user.user_id).len() == 2),
            "{server}: nobody on two devices"
        );
        for user in online {
            for connection in world.presence.of(&user.user_id) {
                let holder = world.tokens.check(&connection.token, NOW, |_| false).unwrap();
                assert_eq!((&holder.user_id, holder.platform_id), (&user.user_id, connection.platform_id), "{server}");
            }
        }
    }
}

#[test]
fn messages_are_spread_over_sixty_days_and_are_texts_mostly() {
    let world = world(Server::Main, 1000, 1);
    let written: Vec<_> = world
        .messages
        .iter()
        .flat_map(|(_, stream)| stream.iter())
        .filter(|message| message.content_type < 200)
        .collect();
    assert!(written.len() > 2000, "{}", written.len());
    let days: BTreeSet<i64> = written.iter().map(|message| message.send_time / DAY_MILLIS).collect();
    let span = days.last().unwrap() - days.first().unwrap();
    assert!(days.len() > 45 && (55..=60).contains(&span), "{} days of {span}", days.len());
    let texts = written.iter().filter(|message| message.content_type == TEXT).count();
    assert!(texts * 10 > written.len() * 7, "{texts} of {}", written.len());
    let kinds: BTreeSet<i32> = written.iter().map(|message| message.content_type).collect();
    assert_eq!(kinds, BTreeSet::from([101, 102, 103, 104, 105, 110, 118]));
    assert!(written.iter().all(|message| serde_json::from_str::<serde_json::Value>(&message.content).is_ok()));
}
