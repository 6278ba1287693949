//! `/friend`: who is whose friend. Requests, black lists and the copies of apps have files of their own.
//!
//! A friendship is two rows, one for each side: either can be gone alone.

pub(crate) mod blacks;
mod model;
pub(crate) mod requests;
pub(crate) mod sync;

use serde_json::Value;

pub use self::model::{Black, Friend, FriendChange, FriendRequest, Profile, Relation, RequestState};
use self::model::{read_friend, read_relation};
use crate::call::Answer;
use crate::cancel::CallOptions;
use crate::client::Client;
use crate::error::{ApiError, ErrorClass};
use crate::ids::{UserId, listed, place, unique};
use crate::json;
use crate::order::sort_by;
use crate::page::{Listing, Page};
use crate::route::{Access, Route};
use crate::server::ServerBlock;

const LIST: Route = Route::reads("/friend/get_friend_list", Access::Oneself);
const IDS: Route = Route::reads("/friend/get_friend_id", Access::Oneself);
const INFOS: Route = Route::reads("/friend/get_designated_friends", Access::Oneself);
const RELATIONS: Route = Route::reads("/friend/get_specified_friends_info", Access::Oneself);
const ARE_FRIENDS: Route = Route::reads("/friend/is_friend", Access::Oneself);
const IMPORT: Route = Route::writes("/friend/import_friend", Access::Admin);
const DELETE: Route = Route::takes("/friend/delete_friend", Access::Oneself);
const REMARK: Route = Route::writes("/friend/set_friend_remark", Access::Oneself);
pub(crate) const UPDATE: Route = Route::writes("/friend/update_friends", Access::Oneself).since(ServerBlock::V3_5);

/// Those that [`crate::by_hand`] offers.
pub(crate) const BY_HAND: &[&Route] =
    &[&LIST, &IDS, &INFOS, &RELATIONS, &ARE_FRIENDS, &IMPORT, &DELETE, &REMARK, &UPDATE];

/// The calls of `/friend`.
pub struct Friends<'a> {
    pub(crate) client: &'a Client,
}

impl Friends<'_> {
    /// `/friend/get_friend_list` (the user, administrators): `{userID, pagination}` → `{friendsInfo: [FriendInfo] | null, total}`: one page
    /// of a user's friends, in the server's order.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`. An unknown user: class `NotFound` up to v3.7, later no friends (both seen).
    pub async fn list(&self, owner: &UserId, page: Page, options: &CallOptions) -> Result<Listing<Friend>, ApiError> {
        let body = json::fields(vec![("userID", owner.as_str().into()), ("pagination", page.to_json())]);
        let answer = self.client.post(&LIST, body, options).await?;
        answer.read(|data| Listing::read(data, "friendsInfo", read_friend))
    }

    /// `/friend/get_friend_id` (the user, administrators): `{userID}` → `{friendIDs: [id] | null}`: the IDs of all friends, sorted.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn ids(&self, owner: &UserId, options: &CallOptions) -> Result<Vec<UserId>, ApiError> {
        let body = json::fields(vec![("userID", owner.as_str().into())]);
        let answer = self.client.post(&IDS, body, options).await?;
        let mut ids = answer.read(|data| json::texts(json::object(data)?, "friendIDs"))?;
        sort_by(&mut ids, Ord::cmp);
        ids.dedup();
        Ok(ids.into_iter().map(UserId::from).collect())
    }

    /// `/friend/get_designated_friends` (anybody; from patch 5 of v3.8.3 the user and administrators): `{ownerUserID, friendUserIDs}` →
    /// `{friendsInfo: [FriendInfo] | null}`: those of these users who are friends, in the order asked. No IDs: nothing is sent.
    ///
    /// Up to v3.7 one stranger fails the whole call (seen): then the friends among them are asked for again.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn infos(&self, owner: &UserId, ids: &[UserId], options: &CallOptions) -> Result<Vec<Friend>, ApiError> {
        let ids = unique(ids);
        let Some(answer) = self.ask_or_sort_out(&INFOS, "friendUserIDs", owner, &ids, options).await? else {
            return Ok(Vec::new());
        };
        let friends = answer.read(|data| json::list(json::object(data)?, "friendsInfo", read_friend))?;
        Ok(in_order(&ids, friends, |friend| &friend.profile.user_id))
    }

    /// `/friend/get_specified_friends_info` (anybody; from patch 5 of v3.8.3 the user and administrators): `{ownerUserID, userIDList}` →
    /// `{infos: [{userInfo, friendInfo | null, blackInfo | null}]}`: what a user has to do with others, in the order asked. No IDs:
    /// nothing is sent.
    ///
    /// Up to v3.7 one stranger fails the whole call (seen): then the friends among them are asked for again, and strangers are missing.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn relations(
        &self,
        owner: &UserId,
        ids: &[UserId],
        options: &CallOptions,
    ) -> Result<Vec<Relation>, ApiError> {
        let ids = unique(ids);
        let Some(answer) = self.ask_or_sort_out(&RELATIONS, "userIDList", owner, &ids, options).await? else {
            return Ok(Vec::new());
        };
        let relations = answer.read(|data| json::list(json::object(data)?, "infos", read_relation))?;
        Ok(in_order(&ids, relations, |relation| &relation.user.user_id))
    }

    /// Asks about these users; where that is refused for a stranger among them, about the friends alone. No answer where nobody is left.
    async fn ask_or_sort_out<'c>(
        &'c self,
        route: &'static Route,
        key: &'static str,
        owner: &UserId,
        ids: &[UserId],
        options: &'c CallOptions,
    ) -> Result<Option<Answer<'c>>, ApiError> {
        if ids.is_empty() {
            return Ok(None);
        }
        let body = |ids: &[UserId]| json::fields(vec![("ownerUserID", owner.as_str().into()), (key, listed(ids))]);
        let error = match self.client.post(route, body(ids), options).await {
            Err(error) if error.class() == Some(ErrorClass::NotFound) => error,
            outcome => return outcome.map(Some),
        };
        let friends = self.ids(owner, options).await?;
        let known: Vec<UserId> = ids.iter().filter(|id| friends.contains(id)).cloned().collect();
        match known.len() {
            0 => Ok(None),
            // All of them are friends, so asking again would fail alike.
            all if all == ids.len() => Err(error),
            _ => self.client.post(route, body(&known), options).await.map(Some),
        }
    }

    /// `/friend/is_friend` (anybody; on main one of the two and administrators): `{userID1, userID2}` → `{inUser1Friends,
    /// inUser2Friends}`: whether `two` is among the friends of `one`, and `one` among those of `two`.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`.
    pub async fn are_friends(
        &self,
        one: &UserId,
        two: &UserId,
        options: &CallOptions,
    ) -> Result<(bool, bool), ApiError> {
        let body = json::fields(vec![("userID1", one.as_str().into()), ("userID2", two.as_str().into())]);
        let answer = self.client.post(&ARE_FRIENDS, body, options).await?;
        answer.read(|data| {
            let data = json::object(data)?;
            Ok((json::flag(data, "inUser1Friends"), json::flag(data, "inUser2Friends")))
        })
    }

    /// `/friend/import_friend` (administrators): `{ownerUserID, friendUserIDs}` → nothing: makes friends, on both sides and without a
    /// request. Answers who was none before. Up to 500 at a time are comfortable, more than 1000 are refused from v3.8.1 on.
    ///
    /// The user's own ID and those of friends are left out: the first refuses the call, the others fail it from v3.5 to v3.7 (`E11000`) and
    /// get one more message into their conversation on v3.8.3 and main (all seen). Nobody left: nothing is sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `NotFound` for an unknown user. After an error read again who is a friend.
    pub async fn import(&self, owner: &UserId, ids: &[UserId], options: &CallOptions) -> Result<Vec<UserId>, ApiError> {
        let friends = self.ids(owner, options).await?;
        let new: Vec<UserId> = unique(ids).into_iter().filter(|id| id != owner && !friends.contains(id)).collect();
        if new.is_empty() {
            return Ok(new);
        }
        let body = json::fields(vec![("ownerUserID", owner.as_str().into()), ("friendUserIDs", listed(&new))]);
        let mut touched = new.clone();
        touched.push(owner.clone());
        self.client.write(&IMPORT, &touched, body, options).await?.done();
        Ok(new)
    }

    /// `/friend/delete_friend` (anybody up to v3.8.0; the user, administrators): `{ownerUserID, friendUserID}` → nothing: takes a friend
    /// from one side. The other side keeps its row until it is taken, too.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`. Somebody who is no friend: class `NotFound` up to v3.7, later a success (both seen).
    pub async fn delete(&self, owner: &UserId, friend: &UserId, options: &CallOptions) -> Result<(), ApiError> {
        let body = json::fields(vec![("ownerUserID", owner.as_str().into()), ("friendUserID", friend.as_str().into())]);
        let touched = [owner.clone(), friend.clone()];
        self.client.write(&DELETE, &touched, body, options).await.map(|answer| answer.done())
    }

    /// `/friend/set_friend_remark` (anybody up to v3.8.0; the user, administrators): `{ownerUserID, friendUserID, remark}` → nothing:
    /// what the user calls the friend; empty for nothing.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; class `NotFound` where they are no friends.
    pub async fn set_remark(
        &self,
        owner: &UserId,
        friend: &UserId,
        remark: &str,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        let body = json::fields(vec![
            ("ownerUserID", owner.as_str().into()),
            ("friendUserID", friend.as_str().into()),
            ("remark", remark.into()),
        ]);
        let touched = std::slice::from_ref(owner);
        self.client.write(&REMARK, touched, body, options).await.map(|answer| answer.done())
    }

    /// `/friend/update_friends`, from v3.5 on (anybody up to v3.8.3; on main the user, administrators): `{ownerUserID, friendUserIDs,
    /// isPinned?, remark?, ex?}` → nothing: changes the user's rows of these friends. Nothing to change or nobody: nothing is sent.
    ///
    /// On v3.5 a part that is missing ends the whole service (seen on v3.5.1): there each friend is read, and all parts are sent.
    ///
    /// # Errors
    /// Every [`crate::ErrorKind`] but `SecretNeeded`; HTTP 404 on v3.4.
    pub async fn update(
        &self,
        owner: &UserId,
        ids: &[UserId],
        change: &FriendChange,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        let ids = unique(ids);
        if ids.is_empty() || change.is_empty() {
            return Ok(());
        }
        if self.client.block() != ServerBlock::V3_5 {
            return self.update_once(owner, &ids, change, options).await;
        }
        for friend in self.infos(owner, &ids, options).await? {
            let whole = FriendChange {
                is_pinned: change.is_pinned.or(Some(friend.is_pinned)),
                remark: change.remark.clone().or(Some(friend.remark)),
                ex: change.ex.clone().or(Some(friend.ex)),
            };
            self.update_once(owner, &[friend.profile.user_id], &whole, options).await?;
        }
        Ok(())
    }

    async fn update_once(
        &self,
        owner: &UserId,
        ids: &[UserId],
        change: &FriendChange,
        options: &CallOptions,
    ) -> Result<(), ApiError> {
        let mut body = vec![("ownerUserID", owner.as_str().into()), ("friendUserIDs", listed(ids))];
        body.extend(change.is_pinned.map(|is_pinned| ("isPinned", Value::Bool(is_pinned))));
        let texts = [("remark", &change.remark), ("ex", &change.ex)];
        body.extend(texts.into_iter().filter_map(|(key, text)| Some((key, text.as_deref()?.into()))));
        let touched = std::slice::from_ref(owner);
        self.client.write(&UPDATE, touched, json::fields(body), options).await.map(|answer| answer.done())
    }
}

/// Rows in the order that was asked for, each once; what was not asked for is left out.
fn in_order<T>(ids: &[UserId], rows: Vec<T>, id: impl Fn(&T) -> &UserId) -> Vec<T> {
    let mut places: Vec<Option<T>> = ids.iter().map(|_| None).collect();
    for (index, row) in rows.into_iter().enumerate() {
        if let Some(free) = place(ids, index, id(&row)).and_then(|place| places.get_mut(place)) {
            *free = free.take().or(Some(row));
        }
    }
    places.into_iter().flatten().collect()
}
