//! The store of friendships, black lists and friend requests. A friendship is two rows, one for each side: either can be gone.

use std::collections::HashMap;

use crate::Server;
use crate::users::fold;

/// `addSource` of a friendship that an admin has imported.
pub(crate) const IMPORTED: i32 = 1;
/// `addSource` of one that began with a request.
pub(crate) const ASKED: i32 = 2;

/// Somebody in the list of `owner`. Times in milliseconds since 1970.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Friend {
    pub(crate) user_id: String,
    pub(crate) remark: String,
    pub(crate) create_time: i64,
    /// [`IMPORTED`], [`ASKED`].
    pub(crate) add_source: i32,
    /// Who made it; up to 3.7 the operationID of an import.
    pub(crate) operator_user_id: String,
    pub(crate) ex: String,
    pub(crate) is_pinned: bool,
}

/// Somebody whose messages the owner of the list does not want.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Black {
    pub(crate) user_id: String,
    pub(crate) create_time: i64,
    pub(crate) operator_user_id: String,
    pub(crate) ex: String,
}

/// A wish for a friendship.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FriendRequest {
    pub(crate) from_user_id: String,
    pub(crate) to_user_id: String,
    /// 0 waiting, 1 accepted, -1 refused.
    pub(crate) result: i32,
    pub(crate) message: String,
    pub(crate) create_time: i64,
    pub(crate) handler_user_id: String,
    pub(crate) answer: String,
    /// 0 until it is decided.
    pub(crate) handle_time: i64,
    pub(crate) ex: String,
}

/// All of them.
#[derive(Debug)]
pub(crate) struct Friends {
    server: Server,
    friends: HashMap<String, Vec<Friend>>,
    blacks: HashMap<String, Vec<Black>>,
    requests: Vec<FriendRequest>,
}

impl Friends {
    /// An empty store.
    pub(crate) fn new(server: Server) -> Self {
        Self { server, friends: HashMap::new(), blacks: HashMap::new(), requests: Vec::new() }
    }

    /// The friends of `owner` in the order of a version's lists: by ID on 3.4, as they came later.
    pub(crate) fn of(&self, owner: &str) -> Vec<&Friend> {
        let mut all: Vec<&Friend> = self.friends.get(owner).into_iter().flatten().collect();
        if self.server == Server::V34 {
            all.sort_by_cached_key(|friend| fold(&friend.user_id));
        }
        all
    }

    /// `user_id` in the list of `owner`.
    pub(crate) fn get(&self, owner: &str, user_id: &str) -> Option<&Friend> {
        self.friends.get(owner)?.iter().find(|friend| friend.user_id == user_id)
    }

    /// The same, to be changed.
    pub(crate) fn get_mut(&mut self, owner: &str, user_id: &str) -> Option<&mut Friend> {
        self.friends.get_mut(owner)?.iter_mut().find(|friend| friend.user_id == user_id)
    }

    /// Puts a friend into the list of `owner`, unless he is there.
    pub(crate) fn add(&mut self, owner: &str, friend: Friend) {
        if self.get(owner, &friend.user_id).is_none() {
            self.friends.entry(owner.to_owned()).or_default().push(friend);
        }
    }

    /// Takes `user_id` from the list of `owner`; the other side keeps its row. Whether he was there.
    pub(crate) fn remove(&mut self, owner: &str, user_id: &str) -> bool {
        let Some(all) = self.friends.get_mut(owner) else { return false };
        let before = all.len();
        all.retain(|friend| friend.user_id != user_id);
        all.len() < before
    }

    /// The black list of `owner`, in the same order.
    pub(crate) fn blacks_of(&self, owner: &str) -> Vec<&Black> {
        let mut all: Vec<&Black> = self.blacks.get(owner).into_iter().flatten().collect();
        if self.server == Server::V34 {
            all.sort_by_cached_key(|black| fold(&black.user_id));
        }
        all
    }

    /// `user_id` on the black list of `owner`.
    pub(crate) fn black(&self, owner: &str, user_id: &str) -> Option<&Black> {
        self.blacks.get(owner)?.iter().find(|black| black.user_id == user_id)
    }

    /// Puts somebody on the black list of `owner`, unless he is there.
    pub(crate) fn add_black(&mut self, owner: &str, black: Black) {
        if self.black(owner, &black.user_id).is_none() {
            self.blacks.entry(owner.to_owned()).or_default().push(black);
        }
    }

    /// Takes `user_id` from the black list of `owner`.
    pub(crate) fn remove_black(&mut self, owner: &str, user_id: &str) {
        if let Some(all) = self.blacks.get_mut(owner) {
            all.retain(|black| black.user_id != user_id);
        }
    }

    /// All requests, the oldest first.
    pub(crate) fn requests(&self) -> impl DoubleEndedIterator<Item = &FriendRequest> {
        self.requests.iter()
    }

    /// The request of one user to another, to be changed.
    pub(crate) fn request_mut(&mut self, from: &str, to: &str) -> Option<&mut FriendRequest> {
        self.requests.iter_mut().find(|request| request.from_user_id == from && request.to_user_id == to)
    }

    /// Keeps a request; it takes the place of an earlier one of the same two.
    pub(crate) fn ask(&mut self, request: FriendRequest) {
        let same = |other: &FriendRequest| {
            (&other.from_user_id, &other.to_user_id) == (&request.from_user_id, &request.to_user_id)
        };
        self.requests.retain(|other| !same(other));
        self.requests.push(request);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn friend(user_id: &str) -> Friend {
        Friend { user_id: user_id.to_owned(), ..Friend::default() }
    }

    fn ids(friends: Vec<&Friend>) -> Vec<&str> {
        friends.into_iter().map(|friend| friend.user_id.as_str()).collect()
    }

    #[test]
    fn the_oldest_server_lists_friends_by_id_and_later_ones_as_they_came() {
        for (server, expected) in [(Server::V34, ["Ann", "bob", "zoe"]), (Server::Main, ["zoe", "bob", "Ann"])] {
            let mut friends = Friends::new(server);
            for id in ["zoe", "bob", "Ann", "bob"] {
                friends.add("me", friend(id));
            }
            assert_eq!(ids(friends.of("me")), expected, "{server}");
        }
    }

    #[test]
    fn ending_a_friendship_leaves_the_other_side_as_it_is() {
        let mut friends = Friends::new(Server::Main);
        friends.add("ann", friend("bob"));
        friends.add("bob", friend("ann"));
        assert!(friends.remove("ann", "bob"));
        assert!(!friends.remove("ann", "bob"));
        assert!(friends.get("ann", "bob").is_none() && friends.get("bob", "ann").is_some());
    }

    #[test]
    fn a_second_request_takes_the_place_of_the_first_of_the_same_two() {
        let mut friends = Friends::new(Server::Main);
        for (from, to, message) in [("ann", "bob", "hi"), ("bob", "ann", "oh"), ("ann", "bob", "hello?")] {
            let [from_user_id, to_user_id, message] = [from, to, message].map(str::to_owned);
            friends.ask(FriendRequest { from_user_id, to_user_id, message, ..FriendRequest::default() });
        }
        let messages: Vec<&str> = friends.requests().map(|request| request.message.as_str()).collect();
        assert_eq!(messages, ["oh", "hello?"]);
    }
}
