//! The store of groups: the groups, their members, and the requests to join them. What a call may do to them is in
//! `handlers/group/`.

use std::collections::HashMap;

use crate::Server;
use crate::users::fold;

/// `roleLevel` of the owner.
pub(crate) const OWNER: i32 = 100;
/// `roleLevel` of an admin of the group.
pub(crate) const ADMIN: i32 = 60;
/// `roleLevel` of everybody else in it.
pub(crate) const ORDINARY: i32 = 20;

/// `status` of a group in which nothing is wrong.
pub(crate) const NORMAL: i32 = 0;
/// `status` of a group that its owner has given up. It stays in the store.
pub(crate) const DISMISSED: i32 = 2;
/// `status` of a group in which members may not speak. The same field: it takes the place of "dismissed".
pub(crate) const MUTED: i32 = 3;

/// `joinSource` of somebody who was invited.
pub(crate) const BY_INVITATION: i32 = 2;

/// How long the members of a dismissed group stay in it. Real servers take them out when the news has been pushed, within three
/// seconds (measured on main: before 3.0 s, after 1 s at times).
const KEPT_MILLIS: i64 = 2_000;

/// A group. Times in milliseconds since 1970.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) group_id: String,
    pub(crate) name: String,
    pub(crate) notification: String,
    pub(crate) introduction: String,
    pub(crate) face_url: String,
    pub(crate) ex: String,
    pub(crate) create_time: i64,
    /// [`NORMAL`], [`DISMISSED`], [`MUTED`].
    pub(crate) status: i32,
    /// 0: who asks needs an approval, who is invited does not; 1: both do, unless owner or admin invite; 2: nobody does.
    pub(crate) need_verification: i32,
    pub(crate) look_member_info: i32,
    pub(crate) apply_member_friend: i32,
    /// 0 until there is an announcement.
    pub(crate) notification_update_time: i64,
    pub(crate) notification_user_id: String,
    /// `memberCount` as the server has it in its cache: the one after the last change that did not fail.
    pub(crate) counted: usize,
    /// How often the members have changed.
    pub(crate) version: u64,
    /// In the order in which they came.
    pub(crate) members: Vec<Member>,
}

/// Somebody in a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) user_id: String,
    /// [`OWNER`], [`ADMIN`], [`ORDINARY`].
    pub(crate) role: i32,
    pub(crate) join_time: i64,
    /// The name in this group; empty: his own.
    pub(crate) nickname: String,
    pub(crate) face_url: String,
    pub(crate) ex: String,
    pub(crate) join_source: i32,
    pub(crate) operator_user_id: String,
    pub(crate) inviter_user_id: String,
    /// Until when he may not speak; 0: he may.
    pub(crate) mute_end_time: i64,
}

impl Member {
    /// Whether he may change the group.
    pub(crate) fn leads(&self) -> bool {
        matches!(self.role, OWNER | ADMIN)
    }
}

impl Group {
    /// The member of this userID.
    pub(crate) fn member(&self, user_id: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.user_id == user_id)
    }

    /// The same, to be changed.
    pub(crate) fn member_mut(&mut self, user_id: &str) -> Option<&mut Member> {
        self.members.iter_mut().find(|member| member.user_id == user_id)
    }

    /// The owner; none where a real server has lost him too. Of several the first.
    pub(crate) fn owner(&self) -> Option<&Member> {
        self.members.iter().find(|member| member.role == OWNER)
    }

    /// The owner's userID; empty where there is none.
    pub(crate) fn owner_id(&self) -> &str {
        self.owner().map_or("", |owner| owner.user_id.as_str())
    }

    /// Whether it was given up and has not been revived since.
    pub(crate) fn is_dismissed(&self) -> bool {
        self.status == DISMISSED
    }

    /// Takes everybody out for whom `leaves` holds.
    pub(crate) fn remove(&mut self, leaves: impl Fn(&Member) -> bool) {
        self.members.retain(|member| !leaves(member));
        self.recount();
    }

    /// The members have changed, and the change was told.
    pub(crate) fn recount(&mut self) {
        self.counted = self.members.len();
        self.version += 1;
    }

    /// The members in the order of a version's lists: by ID on 3.4, as they came on 3.7, by role and then by time later.
    pub(crate) fn in_order(&self, server: Server) -> Vec<&Member> {
        let mut members: Vec<&Member> = self.members.iter().collect();
        match server {
            Server::V34 => members.sort_by_cached_key(|member| fold(&member.user_id)),
            Server::V37 => {}
            Server::V383 | Server::Main => members.sort_by_key(|member| (-member.role, member.join_time)),
        }
        members
    }
}

/// Somebody's wish to join a group, or the wish of one member that he joins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct JoinRequest {
    pub(crate) group_id: String,
    pub(crate) user_id: String,
    pub(crate) message: String,
    pub(crate) time: i64,
    /// 0 waiting, 1 accepted, -1 refused.
    pub(crate) result: i32,
    /// What the one who decided said; kept on 3.4 alone.
    pub(crate) answer: String,
    pub(crate) join_source: i32,
    pub(crate) inviter_user_id: String,
    pub(crate) ex: String,
}

/// All groups.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    /// In the order in which they were made.
    rows: Vec<Group>,
    by_id: HashMap<String, usize>,
    requests: Vec<JoinRequest>,
    /// Dismissed groups whose members go at that time.
    going: Vec<(i64, String)>,
}

impl Groups {
    /// Exactly this groupID; dismissed ones too.
    pub(crate) fn get(&self, group_id: &str) -> Option<&Group> {
        self.by_id.get(group_id).and_then(|row| self.rows.get(*row))
    }

    /// The same, to be changed. The groupID must stay.
    pub(crate) fn get_mut(&mut self, group_id: &str) -> Option<&mut Group> {
        self.by_id.get(group_id).and_then(|row| self.rows.get_mut(*row))
    }

    /// Adds a group whose ID is free; a taken one is left alone.
    pub(crate) fn insert(&mut self, group: Group) {
        if self.by_id.contains_key(&group.group_id) {
            return;
        }
        self.by_id.insert(group.group_id.clone(), self.rows.len());
        self.rows.push(group);
    }

    /// All, in the order in which they were made; dismissed ones too.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Group> {
        self.rows.iter()
    }

    /// Those that `user_id` is in, in the order in which they were made.
    pub(crate) fn joined_by<'a>(&'a self, user_id: &'a str) -> impl Iterator<Item = &'a Group> {
        self.rows.iter().filter(move |group| group.member(user_id).is_some())
    }

    /// Gives a group up. Its members stay a little while unless `at_once`.
    pub(crate) fn dismiss(&mut self, group_id: &str, at_once: bool, now_millis: i64) {
        let Some(group) = self.get_mut(group_id) else { return };
        group.status = DISMISSED;
        if at_once {
            group.remove(|_| true);
        } else {
            self.going.push((now_millis.saturating_add(KEPT_MILLIS), group_id.to_owned()));
        }
    }

    /// Lets go whose time has come: the members of groups that were given up a little while ago.
    pub(crate) fn settle(&mut self, now_millis: i64) {
        if self.going.is_empty() {
            return;
        }
        let (due, later) = std::mem::take(&mut self.going).into_iter().partition(|(time, _)| *time <= now_millis);
        self.going = later;
        let due: Vec<(i64, String)> = due;
        for (_, group_id) in due {
            if let Some(group) = self.get_mut(&group_id) {
                group.remove(|_| true);
            }
        }
    }

    /// The members of a group have changed, and the change was told.
    pub(crate) fn recount(&mut self, group_id: &str) {
        if let Some(group) = self.get_mut(group_id) {
            group.recount();
        }
    }

    /// All requests, the oldest first.
    pub(crate) fn requests(&self) -> impl DoubleEndedIterator<Item = &JoinRequest> {
        self.requests.iter()
    }

    /// The request of one user for one group, to be changed.
    pub(crate) fn request_mut(&mut self, group_id: &str, user_id: &str) -> Option<&mut JoinRequest> {
        self.requests.iter_mut().find(|request| request.group_id == group_id && request.user_id == user_id)
    }

    /// Keeps a request; it takes the place of the same user's earlier one.
    pub(crate) fn ask(&mut self, request: JoinRequest) {
        self.requests.retain(|other| (&other.group_id, &other.user_id) != (&request.group_id, &request.user_id));
        self.requests.push(request);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(user_id: &str, role: i32, join_time: i64) -> Member {
        Member { user_id: user_id.to_owned(), role, join_time, ..Member::default() }
    }

    fn groups() -> Groups {
        let mut groups = Groups::default();
        let members = vec![member("zoe", ORDINARY, 1), member("bob", OWNER, 2), member("ann", ADMIN, 3)];
        groups.insert(Group { group_id: "g".to_owned(), members, ..Group::default() });
        groups
    }

    #[test]
    fn the_members_of_a_dismissed_group_go_a_little_later_and_not_before() {
        let mut groups = groups();
        groups.dismiss("g", false, 10_000);
        groups.settle(10_000 + KEPT_MILLIS - 1);
        assert_eq!(groups.get("g").map(|group| group.members.len()), Some(3));
        groups.settle(10_000 + KEPT_MILLIS);
        assert_eq!(groups.get("g").map(|group| (group.members.len(), group.status)), Some((0, DISMISSED)));
    }

    #[test]
    fn the_order_of_members_is_that_of_the_version() {
        let groups = groups();
        let group = groups.get("g").unwrap();
        for (server, expected) in [
            (Server::V34, ["ann", "bob", "zoe"]),
            (Server::V37, ["zoe", "bob", "ann"]),
            (Server::V383, ["bob", "ann", "zoe"]),
            (Server::Main, ["bob", "ann", "zoe"]),
        ] {
            let order: Vec<&str> = group.in_order(server).iter().map(|member| member.user_id.as_str()).collect();
            assert_eq!(order, expected, "{server}");
        }
    }

    #[test]
    fn a_second_request_takes_the_place_of_the_first() {
        let mut groups = Groups::default();
        for message in ["please", "please, please"] {
            let (group_id, user_id) = ("g".to_owned(), "u".to_owned());
            groups.ask(JoinRequest { group_id, user_id, message: message.to_owned(), ..JoinRequest::default() });
        }
        let messages: Vec<&str> = groups.requests().map(|request| request.message.as_str()).collect();
        assert_eq!(messages, ["please, please"]);
    }
}
