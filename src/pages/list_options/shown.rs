//! What is shown of a list that is filtered in the page: told by `pages::user_filter`, drawn by `table`.

use std::rc::Rc;

use openim_api::UserId;
use yew::prelude::*;

use super::model::{Options, Sort};
use crate::pages::user_actions::Held;
use crate::route::ListQuery;

/// No more users are loaded into the page.
pub const MOST_LOADED: usize = 100_000;
/// For more of them a person is asked first.
pub const ASKED_FIRST: usize = 5_000;
/// Users that come with one request.
pub const LOADED_AT_ONCE: usize = 500;

/// What is shown.
#[derive(Clone, Default, PartialEq)]
pub enum Shown {
    /// Rows are on their way.
    #[default]
    Waiting,
    /// None; above the table it is said why.
    Nothing,
    /// These.
    Rows(Rows),
}

/// The rows of all pages.
#[derive(Clone, PartialEq)]
pub struct Rows {
    /// Who, in their order.
    pub held: Held,
    /// What that order is.
    pub sort: Option<Sort>,
    /// Told which one it is to be.
    pub onsort: Callback<Option<Sort>>,
    /// Another number where others may be among them: who was selected may not be there any more.
    pub members: u32,
    /// Are others on their way?
    pub busy: bool,
}

impl Shown {
    /// The rows, where they are there.
    pub fn held(&self) -> Option<Held> {
        match self {
            Self::Rows(rows) => Some(rows.held.clone()),
            Self::Waiting | Self::Nothing => None,
        }
    }
}

/// What the options ask of `pages::user_filter`.
pub enum Wish {
    /// To filter, and to tell what is shown.
    Filter(Filtering),
    /// To show the views that are saved.
    Views(Rc<Now>),
}

/// Users that are read anew, and kept where they are. Equal to its clones only: the same users may change twice.
#[derive(Clone, Default)]
pub struct Changed(pub Rc<[UserId]>);

impl PartialEq for Changed {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The list that is to be filtered.
#[derive(Clone, PartialEq, Properties)]
pub struct Filtering {
    /// What part of it is shown; without a filter nothing is.
    pub list: ListQuery,
    /// The person has agreed to load all of them.
    pub agreed: bool,
    /// Counts how often they are wanted anew.
    pub again: u32,
    /// Who is another than when they were loaded, as it was told last.
    pub changed: Changed,
    /// Told what is shown.
    pub onshown: Callback<Shown>,
}

/// What is shown now, and how to show something else.
#[derive(Clone, PartialEq)]
pub struct Now {
    /// What part of the list.
    pub list: ListQuery,
    /// Columns.
    pub options: Options,
    /// The order of the page.
    pub sort: Option<Sort>,
    /// Told which columns there are to be, and in which order the page.
    pub onchange: Callback<(Options, Option<Sort>)>,
}
