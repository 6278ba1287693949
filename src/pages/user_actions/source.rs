//! Reading many users, one block after the other. Each block is read or not: a source can go on after a failure where it stopped.

use std::collections::HashSet;
use std::rc::Rc;

use openim_api::{ApiError, CallOptions, CancelToken, ErrorClass, ErrorKind, Listing, Page, User, UserFilter, UserId};

use super::held::Held;
use super::selection::Selection;
use crate::route::ListQuery;
use crate::session::Api;

/// Users in one call, and what it is cut to where an answer is too large. Each divides the one before: a page of the smaller size
/// begins where one of the larger did.
const SIZES: [u32; 6] = [500, 250, 125, 25, 5, 1];
/// Users of the page in one piece.
const HELD_IN_ONE: usize = 500;
/// An answer with 500 users may hold megabytes.
const TIMEOUT_MILLIS: u32 = 60_000;

/// Which users.
#[derive(Clone, Debug, PartialEq)]
pub enum Scope {
    /// These.
    Picked(Rc<[UserId]>),
    /// These, which are in the page; with a selection, those of them that are selected.
    Held(Held, Option<Rc<Selection>>),
    /// The page of the list that is shown, which had so many.
    Page(ListQuery, usize),
    /// All that match but some.
    Matching {
        /// What was searched for.
        keyword: String,
        /// Who is left out.
        without: Rc<HashSet<UserId>>,
        /// How many match, as far as is known.
        total: usize,
    },
}

impl Scope {
    /// Those selected in this list, where so many match.
    pub fn selected(selection: &Selection, list: &ListQuery, total: usize) -> Self {
        if selection.is_all() {
            let without = Rc::new(selection.ids().iter().cloned().collect());
            Self::Matching { keyword: list.keyword.clone(), without, total }
        } else {
            Self::Picked(selection.ids().into())
        }
    }

    /// All that match.
    pub fn matching(list: &ListQuery, total: usize) -> Self {
        Self::Matching { keyword: list.keyword.clone(), without: Rc::default(), total }
    }

    /// How many, as far as is known before they are read.
    pub fn count(&self) -> usize {
        match self {
            Self::Picked(ids) => ids.len(),
            Self::Held(held, selection) => selection.as_ref().map_or(held.count(), |of| of.count(held.count())),
            Self::Page(_, shown) => *shown,
            Self::Matching { without, total, .. } => total.saturating_sub(without.len()),
        }
    }
}

/// What is to be asked for next.
#[derive(Clone, Debug, PartialEq)]
enum Ask {
    /// A page of the list.
    List(Page),
    /// These users.
    Infos(Vec<UserId>),
}

/// A reading under way.
pub struct Source {
    scope: Scope,
    /// How many of the scope's own rows are behind it.
    place: usize,
    /// Which of [`SIZES`].
    size: usize,
    /// Who has come: a list that grows shows some of them twice.
    seen: HashSet<UserId>,
    /// How many there are, by the newest answer.
    total: usize,
    /// How many of those asked for by ID are not there any more.
    missing: usize,
    is_done: bool,
}

impl Source {
    /// At the beginning.
    pub fn new(scope: Scope) -> Self {
        let total = scope.count();
        let is_done = matches!(&scope, Scope::Picked(ids) if ids.is_empty());
        Self { scope, place: 0, size: 0, seen: HashSet::new(), total, missing: 0, is_done }
    }

    /// How many have come.
    pub fn read(&self) -> usize {
        self.seen.len()
    }

    /// How many there are, as far as is known by now.
    pub fn total(&self) -> usize {
        if self.is_done { self.seen.len() } else { self.total.max(self.seen.len()) }
    }

    /// How many were asked for and are not there.
    pub fn missing(&self) -> usize {
        self.missing
    }

    fn rows(&self) -> u32 {
        SIZES.get(self.size).copied().unwrap_or(1)
    }

    /// None: all have come.
    fn next(&self) -> Option<Ask> {
        if self.is_done {
            return None;
        }
        let rows = self.rows();
        Some(match &self.scope {
            Scope::Picked(ids) => Ask::Infos(ids.iter().skip(self.place).take(rows as usize).cloned().collect()),
            // Nobody is asked for them.
            Scope::Held(..) => return None,
            Scope::Page(list, _) => Ask::List(Page { number: list.page, size: list.size }),
            Scope::Matching { .. } => {
                let before = u32::try_from(self.place / rows as usize).unwrap_or(u32::MAX);
                Ask::List(Page { number: before.saturating_add(1), size: rows })
            }
        })
    }

    /// A page has come. Gives those who belong to the scope and had not come before.
    fn listed(&mut self, listing: Listing<User>) -> Vec<User> {
        let (came, all) = (listing.items.len(), usize::try_from(listing.total).unwrap_or_default());
        let fresh = listing.items.into_iter().filter(|user| !self.leaves_out(&user.user_id));
        let fresh: Vec<User> = fresh.filter(|user| !self.seen.contains(&user.user_id)).collect();
        self.seen.extend(fresh.iter().map(|user| user.user_id.clone()));
        self.place += self.rows() as usize;
        match &self.scope {
            Scope::Matching { without, .. } => {
                self.total = all.saturating_sub(without.len());
                // A page that is not full need not be the last one: the server may hide some.
                self.is_done = came == 0 || self.place >= all;
            }
            Scope::Page(..) | Scope::Picked(_) | Scope::Held(..) => self.is_done = true,
        }
        fresh
    }

    /// Those of the users asked for have come who are there.
    fn found(&mut self, asked: usize, users: Vec<User>) -> Vec<User> {
        self.place += asked;
        self.missing += asked.saturating_sub(users.len());
        self.seen.extend(users.iter().map(|user| user.user_id.clone()));
        self.is_done = matches!(&self.scope, Scope::Picked(ids) if self.place >= ids.len());
        users
    }

    /// The next of those that are in the page, nobody: that was all; none: they are not there.
    fn held(&mut self) -> Option<Vec<User>> {
        let Scope::Held(held, selection) = &self.scope else { return None };
        let mut users = Vec::new();
        for user in held.from(self.place).take(if self.is_done { 0 } else { usize::MAX }) {
            self.place += 1;
            if selection.as_ref().is_none_or(|selection| selection.has(&user.user_id)) {
                users.push(user.clone());
            }
            if users.len() == HELD_IN_ONE {
                break;
            }
        }
        self.is_done = self.place >= held.count();
        self.seen.extend(users.iter().map(|user| user.user_id.clone()));
        Some(users)
    }

    fn leaves_out(&self, id: &UserId) -> bool {
        matches!(&self.scope, Scope::Matching { without, .. } if without.contains(id))
    }

    /// Asks for less at a time from now on. False where that cannot be.
    fn shrink(&mut self) -> bool {
        let can = self.size + 1 < SIZES.len() && !matches!(self.scope, Scope::Page(..) | Scope::Held(..));
        self.size += usize::from(can);
        can
    }

    /// The next users; none: all have come.
    ///
    /// # Errors
    /// Why they could not be read. They are asked for again by the next call.
    pub async fn users(&mut self, api: &Api, cancel: &CancelToken) -> Result<Option<Vec<User>>, ApiError> {
        if let Some(users) = self.held() {
            return Ok((!users.is_empty()).then_some(users));
        }
        loop {
            let Some(ask) = self.next() else { return Ok(None) };
            let answer = match &ask {
                Ask::List(page) => list(api, *page, self.keyword(), cancel).await.map(Answer::Listed),
                Ask::Infos(ids) => infos(api, ids, cancel).await.map(|users| Answer::Found(ids.len(), users)),
            };
            match answer {
                Ok(Answer::Listed(listing)) => return Ok(Some(self.listed(listing))),
                Ok(Answer::Found(asked, users)) => return Ok(Some(self.found(asked, users))),
                Err(error) if is_too_large(&error) && self.shrink() => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The same, where the IDs alone are wanted: those that are known already are not asked for.
    ///
    /// # Errors
    /// As for [`Source::users`].
    pub async fn ids(&mut self, api: &Api, cancel: &CancelToken) -> Result<Option<Vec<UserId>>, ApiError> {
        if let (Scope::Picked(ids), false) = (&self.scope, self.is_done) {
            let ids = ids.to_vec();
            self.seen.extend(ids.iter().cloned());
            self.is_done = true;
            return Ok(Some(ids));
        }
        let users = self.users(api, cancel).await?;
        Ok(users.map(|users| users.into_iter().map(|user| user.user_id).collect()))
    }

    fn keyword(&self) -> &str {
        match &self.scope {
            Scope::Matching { keyword, .. } => keyword,
            Scope::Page(list, _) => &list.keyword,
            Scope::Picked(_) | Scope::Held(..) => "",
        }
    }
}

enum Answer {
    Listed(Listing<User>),
    Found(usize, Vec<User>),
}

/// How a call of a long work is made: patient, and ended by a switch.
pub fn options(cancel: &CancelToken) -> CallOptions {
    CallOptions { timeout_millis: TIMEOUT_MILLIS, cancel: Some(cancel.clone()) }
}

/// Was it the person who ended the call?
pub fn is_cancelled(error: &ApiError) -> bool {
    matches!(error.kind, ErrorKind::Cancelled)
}

fn is_too_large(error: &ApiError) -> bool {
    error.class() == Some(ErrorClass::TooLarge)
}

async fn list(api: &Api, page: Page, keyword: &str, cancel: &CancelToken) -> Result<Listing<User>, ApiError> {
    let filter = UserFilter { keyword: keyword.trim().to_owned() };
    api.call(|client| {
        let (filter, options) = (filter.clone(), options(cancel));
        async move { client.users().list(page, &filter, &options).await }
    })
    .await
}

async fn infos(api: &Api, ids: &[UserId], cancel: &CancelToken) -> Result<Vec<User>, ApiError> {
    api.call(|client| {
        let (ids, options) = (ids.to_vec(), options(cancel));
        async move { client.users().infos(&ids, &options).await }
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::user_actions::Pick;

    fn user(id: usize) -> User {
        User { user_id: format!("u{id}").into(), ..User::default() }
    }

    fn names(users: &[User]) -> Vec<&str> {
        users.iter().map(|user| user.user_id.as_str()).collect()
    }

    fn all(total: usize, without: &[&str]) -> Source {
        let without = Rc::new(without.iter().map(|id| UserId::from(*id)).collect());
        Source::new(Scope::Matching { keyword: String::new(), without, total })
    }

    fn page(number: u32, size: u32) -> Option<Ask> {
        Some(Ask::List(Page { number, size }))
    }

    #[test]
    fn all_that_match_come_page_by_page_without_those_left_out_and_nobody_twice() {
        let mut source = all(1_002, &["u3"]);
        assert_eq!((source.next(), source.total()), (page(1, 500), 1_001));
        assert_eq!(source.listed(Listing { total: 1_002, items: (0..500).map(user).collect() }).len(), 499);
        // Somebody has registered meanwhile: one of the first page comes again, and there is one more at the end.
        assert_eq!(source.next(), page(2, 500));
        assert_eq!(source.listed(Listing { total: 1_003, items: (499..999).map(user).collect() }).len(), 499);
        assert_eq!((source.read(), source.total()), (998, 1_002));
        assert_eq!(source.next(), page(3, 500));
        assert_eq!(names(&source.listed(Listing { total: 1_003, items: (999..1_003).map(user).collect() })).len(), 4);
        assert_eq!((source.next(), source.read(), source.total()), (None, 1_002, 1_002));
    }

    #[test]
    fn an_empty_page_is_the_end_whatever_the_total_says() {
        let mut source = all(5_000, &[]);
        source.listed(Listing { total: 5_000, items: (0..500).map(user).collect() });
        assert!(source.listed(Listing { total: 5_000, items: Vec::new() }).is_empty());
        assert_eq!((source.next(), source.total()), (None, 500));
    }

    #[test]
    fn a_page_that_is_not_full_is_not_the_end() {
        let mut source = all(1_000, &[]);
        source.listed(Listing { total: 1_000, items: (0..490).map(user).collect() });
        assert_eq!(source.next(), page(2, 500));
    }

    #[test]
    fn where_an_answer_is_too_large_smaller_pages_go_on_at_the_same_row() {
        let mut source = all(2_000, &[]);
        source.listed(Listing { total: 2_000, items: (0..500).map(user).collect() });
        assert!(source.shrink());
        assert_eq!(source.next(), page(3, 250));
        assert!(source.shrink() && source.shrink());
        assert_eq!(source.next(), page(21, 25));
        assert!(source.shrink() && source.shrink() && !source.shrink());
        assert_eq!(source.next(), page(501, 1));
        assert!(SIZES.windows(2).all(|pair| pair[0] % pair[1] == 0));
    }

    #[test]
    fn those_picked_are_asked_for_in_blocks_and_who_is_gone_is_counted() {
        let ids: Rc<[UserId]> = (0..501).map(|id| user(id).user_id).collect();
        let mut source = Source::new(Scope::Picked(Rc::clone(&ids)));
        assert_eq!(source.next(), Some(Ask::Infos(ids[..500].to_vec())));
        source.found(500, (0..498).map(user).collect());
        assert_eq!(source.next(), Some(Ask::Infos(ids[500..].to_vec())));
        source.found(1, vec![user(500)]);
        assert_eq!((source.next(), source.read(), source.missing()), (None, 499, 2));
        assert_eq!(Source::new(Scope::Picked(Rc::default())).next(), None);
    }

    #[test]
    fn those_in_the_page_come_without_a_call_as_they_are_shown() {
        let users: Rc<Vec<User>> = Rc::new((0..1_200).map(user).collect());
        let held = Held::new(users, (0..1_200).rev().collect());
        let read = |scope: Scope| {
            let mut source = Source::new(scope);
            let pieces: Vec<Vec<User>> =
                std::iter::from_fn(|| source.held().filter(|users| !users.is_empty())).collect();
            assert_eq!((source.next(), source.read(), source.missing()), (None, source.total(), 0));
            (pieces.iter().map(Vec::len).collect::<Vec<_>>(), pieces.concat())
        };
        let (pieces, all) = read(Scope::Held(held.clone(), None));
        assert_eq!((pieces, names(&all)[0], names(&all)[1_199]), (vec![500, 500, 200], "u1199", "u0"));
        let (_, page) = read(Scope::Held(held.page(2, 20), None));
        assert_eq!((names(&page)[0], names(&page)[19], page.len()), ("u1179", "u1160", 20));
        assert_eq!(held.page(61, 20).count(), 0);
        let pick = |pick| yew::Reducible::reduce(Rc::<Selection>::default(), pick);
        let some = pick(Pick::Page(vec!["u3".into(), "u700".into(), "stranger".into()]));
        assert_eq!(names(&read(Scope::Held(held.clone(), Some(some))).1), ["u700", "u3"]);
        let all = pick(Pick::All);
        let scope = Scope::Held(held, Some(yew::Reducible::reduce(all, Pick::Page(vec!["u5".into()]))));
        assert_eq!((scope.count(), read(scope).1.len()), (1_199, 1_199));
    }

    #[test]
    fn a_page_is_one_call() {
        let list = ListQuery { page: 3, size: 20, ..ListQuery::default() };
        let mut source = Source::new(Scope::Page(list, 20));
        assert_eq!(source.next(), page(3, 20));
        source.listed(Listing { total: 99, items: (0..20).map(user).collect() });
        assert_eq!((source.next(), source.total()), (None, 20));
    }
}
