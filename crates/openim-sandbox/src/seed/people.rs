//! The invented users as the rest of the seed sees them: by number, the oldest first.

use crate::random::{Random, Seeded};
use crate::world::World;

/// One of them.
pub(super) struct Person {
    pub(super) user_id: String,
    pub(super) nickname: String,
    pub(super) face_url: String,
    /// Milliseconds since 1970.
    pub(super) since: i64,
}

/// All of them.
pub(super) struct People(Vec<Person>);

impl People {
    /// The `count` newest users of a world: the admins are older.
    pub(super) fn of(world: &World, count: usize) -> Self {
        let admins = world.users.len().saturating_sub(count);
        let person = |user: &crate::users::User| Person {
            user_id: user.user_id.clone(),
            nickname: user.nickname.clone(),
            face_url: user.face_url.clone(),
            since: user.create_time,
        };
        Self(world.users.iter().skip(admins).map(person).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The one of this number, counted round and round.
    pub(super) fn get(&self, number: usize) -> Option<&Person> {
        self.0.get(number.checked_rem(self.0.len())?)
    }

    /// Somebody's number; old hands are met more often than newcomers.
    pub(super) fn somebody(&self, random: &mut Seeded) -> usize {
        let bound = self.0.len() as u64;
        usize::try_from(random.below(bound).min(random.below(bound))).unwrap_or_default()
    }
}

/// A time between `from` and `to`.
pub(super) fn between(random: &mut Seeded, from: i64, to: i64) -> i64 {
    let span = u64::try_from(to.saturating_sub(from)).unwrap_or_default();
    from.saturating_add(i64::try_from(random.below(span)).unwrap_or_default())
}
