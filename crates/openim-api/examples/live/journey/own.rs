//! What belongs to the journey, and the guard that lets it touch nothing else.

use std::cell::Cell;

use openim_api::{Client, Effect, Group, GroupId, Guard, LiveGroup, Refusal, Route, UserId};

/// Calls about a group name no user. They go out once the journey has made its group.
const GROUP_CALLS: [&str; 4] =
    ["/group/set_group_info", "/group/set_group_info_ex", "/group/mute_group", "/group/cancel_mute_group"];

/// The names of the journey's own users and group, and whether it may write at all.
pub struct Own {
    users: [UserId; 3],
    nobody: UserId,
    group: GroupId,
    has_group: Cell<bool>,
    is_reads_only: bool,
}

impl Own {
    /// Names that nobody has, by 64 random bits.
    pub fn new(random: u64, is_reads_only: bool) -> Self {
        let name = |end: &str| format!("oic_live_{random:016x}_{end}");
        Self {
            users: ["1", "2", "3"].map(|end| name(end).into()),
            nobody: name("0").into(),
            group: name("group").into(),
            has_group: Cell::new(false),
            is_reads_only,
        }
    }

    /// The users that the journey registers.
    pub fn users(&self) -> &[UserId; 3] {
        &self.users
    }

    /// The ID of a user who is never registered.
    pub fn nobody(&self) -> &UserId {
        &self.nobody
    }

    /// The group that the journey makes.
    pub fn group(&self) -> &GroupId {
        &self.group
    }

    /// Whether the journey writes nothing.
    pub fn is_reads_only(&self) -> bool {
        self.is_reads_only
    }

    /// The group as one to be changed, if it is the journey's own: by its ID and by its owner.
    pub fn own_group<'g>(&self, group: &'g Group) -> Option<LiveGroup<'g>> {
        let live = group.live().filter(|live| *live.id() == self.group && self.users.contains(live.owner()));
        self.has_group.set(live.is_some());
        live
    }
}

impl Guard for Own {
    fn refuses(&self, _: &Client, route: &Route, touched: &[UserId]) -> Option<Refusal> {
        if self.is_reads_only && route.effect != Effect::Reads {
            return Some(Refusal::ReadOnly);
        }
        if touched.is_empty() {
            let is_about_own_group = self.has_group.get() && GROUP_CALLS.contains(&route.path);
            return (!is_about_own_group).then_some(Refusal::ReadOnly);
        }
        touched.iter().find(|id| !self.users.contains(id)).cloned().map(Refusal::Protected)
    }
}
