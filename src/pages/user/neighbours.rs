//! The user before and the one after. They are taken from the list behind the drawer; at the edge of its page the way goes on
//! to the next one.

use openim_api::{ApiError, CallOptions, Listing, Page, User, UserFilter, UserId};

use crate::route::ListQuery;
use crate::session::Api;

/// Where a step leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To this user.
    User(UserId),
    /// To the last or the first user of this page of the list.
    Page(ListQuery),
    /// Nowhere: here the list ends, or it is not known where in it the user stands.
    Nowhere,
}

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the start of the list.
    Back,
    /// Towards its end.
    On,
}

/// The step from `id` in this direction.
pub fn step(users: Option<&Listing<User>>, id: &UserId, list: &ListQuery, direction: Direction) -> Step {
    let Some(users) = users else { return Step::Nowhere };
    let Some(place) = users.items.iter().position(|user| user.user_id == *id) else { return Step::Nowhere };
    let next = match direction {
        Direction::Back => place.checked_sub(1),
        Direction::On => place.checked_add(1),
    };
    if let Some(user) = next.and_then(|next| users.items.get(next)) {
        return Step::User(user.user_id.clone());
    }
    // Of a list that is filtered in the page, the rows beside the user are all there.
    if list.filter.is_some() {
        return Step::Nowhere;
    }
    let seen = i64::from(list.page).saturating_mul(i64::from(list.size));
    match direction {
        Direction::Back if list.page > 1 => Step::Page(ListQuery { page: list.page - 1, ..list.clone() }),
        Direction::On if seen < users.total => Step::Page(ListQuery { page: list.page + 1, ..list.clone() }),
        _ => Step::Nowhere,
    }
}

/// The user that one comes to on another page; none where it is empty by now.
pub async fn first_of(api: &Api, list: &ListQuery, direction: Direction) -> Result<Option<UserId>, ApiError> {
    let page = Page { number: list.page, size: list.size };
    let filter = UserFilter { keyword: list.keyword.trim().to_owned() };
    let listing = api
        .call(|client| {
            let filter = filter.clone();
            async move { client.users().list(page, &filter, &CallOptions::default()).await }
        })
        .await?;
    let user = match direction {
        Direction::Back => listing.items.last(),
        Direction::On => listing.items.first(),
    };
    Ok(user.map(|user| user.user_id.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn users(ids: &[&str], total: i64) -> Listing<User> {
        let items = ids.iter().map(|id| User { user_id: UserId::from(*id), ..User::default() }).collect();
        Listing { total, items }
    }

    #[test]
    fn the_way_goes_through_the_page_and_on_to_the_next() {
        let second = ListQuery { page: 2, size: 10, keyword: "x".to_owned(), ..ListQuery::default() };
        let page = |page| Step::Page(ListQuery { page, ..second.clone() });
        let rows = users(&["a", "b", "c"], 25);
        for (id, back, on) in [
            ("a", page(1), Step::User("b".into())),
            ("b", Step::User("a".into()), Step::User("c".into())),
            ("c", Step::User("b".into()), page(3)),
        ] {
            assert_eq!(step(Some(&rows), &id.into(), &second, Direction::Back), back);
            assert_eq!(step(Some(&rows), &id.into(), &second, Direction::On), on);
        }
    }

    #[test]
    fn it_ends_where_the_list_ends_and_where_the_user_is_not_in_sight() {
        let first = ListQuery::default();
        let rows = users(&["a"], 1);
        for direction in [Direction::Back, Direction::On] {
            assert_eq!(step(Some(&rows), &"a".into(), &first, direction), Step::Nowhere);
            assert_eq!(step(Some(&users(&["a"], 99)), &"z".into(), &first, direction), Step::Nowhere);
            assert_eq!(step(None, &"a".into(), &first, direction), Step::Nowhere);
        }
    }
}
