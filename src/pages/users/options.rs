//! What the list lends to its options ([`crate::pages::list_options`]), which are fetched after the first rows.

use std::rc::Rc;

use openim_api::{Listing, User, UserId};
use yew::prelude::*;

use crate::browser::storage::TextStore;
use crate::desk::Desk;
use crate::lazy::Behind;
use crate::route::ListQuery;

/// Where chosen options are kept; nothing where all are as they come.
pub const KEY: &str = "openim-console:list";

/// Draws the table in place of [`view_table`](super::table::view_table).
pub trait Drawing {
    /// The table.
    fn view(&self, desk: &Desk, users: Option<&[User]>, busy: bool, list: &ListQuery) -> Html;

    /// Of a list that is filtered in the page: its part that is shown; none while it is not there.
    fn listed(&self, list: &ListQuery) -> Option<Listing<User>>;

    /// What the drawer of `open` stands over: the users in the order of the rows, for the way to the one beside it; what reads them anew.
    fn arrange(&self, desk: &Desk, list: &ListQuery, open: &UserId, behind: &mut Behind);

    /// What stands between the table and the pager, also where there is no table.
    fn below(&self, desk: &Desk, list: &ListQuery, users: Option<&Listing<User>>) -> Html;
}

/// What draws it at the moment.
pub type Draw = Rc<dyn Drawing>;

/// How the list stands, and what may be asked of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Lent {
    /// Is it being read?
    pub busy: bool,
    /// Could it not be read the last time?
    pub failed: bool,
    /// Is a user open over it?
    pub covered: bool,
    /// How many match, as far as the server has said it.
    pub total: Option<i64>,
    /// Reads it anew.
    pub reload: Callback<()>,
    /// Has the table drawn otherwise from now on.
    pub draw: Callback<Draw>,
}

/// Has somebody chosen some?
pub fn are_chosen(store: &TextStore) -> bool {
    store.get(KEY).is_some()
}
