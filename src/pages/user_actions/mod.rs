//! What is done with many users of the list: copied, exported, asked about, changed. Fetched with the first one
//! that is selected.
//!
//! | module | what belongs there |
//! |---|---|
//! | `selection` | who is selected; the list's own options draw it |
//! | `bar` | the bar under the table |
//! | `panel` | the drawer that each action is done in; it asks before a run is left |
//! | `source` | reading many users, block by block |
//! | `held` | many users that are in the page already |
//! | `collect` | the IDs of all that are selected, before something is done with them |
//! | `format`, `export` | writing them into a file |
//! | `copy`, `online` | what else only reads |
//! | `act` | what changes something for each of them |

mod act;
mod bar;
mod collect;
mod copy;
mod export;
mod format;
mod held;
mod online;
mod panel;
mod selection;
pub mod source;

use std::rc::Rc;

use openim_api::UserId;
use yew::prelude::*;

pub use self::act::Deed;
pub use self::held::Held;
pub use self::panel::view_progress;
pub use self::selection::{Pick, Selection, Share};
use self::source::Scope;
use super::user_filter;
use crate::lazy::Part;
use crate::route::ListQuery;

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Their IDs are copied.
    Copy,
    /// They are written into a file.
    Export,
    /// It is asked who of them is online.
    Online,
    /// Something is done to each of them.
    Act(Deed),
    /// What the end of a session has interrupted.
    Unfinished,
}

/// Who is selected, in which list, and what may be asked of it.
#[derive(Clone, PartialEq)]
pub struct Chosen {
    /// Who is selected.
    pub selection: Rc<Selection>,
    /// Told what becomes of that.
    pub onpick: Callback<Pick>,
    /// What is being done.
    pub task: Option<Task>,
    /// Told what is to be done; none: nothing any more.
    pub ontask: Callback<Option<Task>>,
    /// The part of the list that is shown.
    pub list: ListQuery,
    /// How many match.
    pub total: usize,
    /// How many of them are on the page.
    pub shown: usize,
    /// All of them, where they are in the page.
    pub held: Option<Held>,
    /// Told which users are others now: they are read anew.
    pub onchanged: Callback<Rc<[UserId]>>,
}

impl Chosen {
    /// How many are selected.
    fn count(&self) -> usize {
        self.selection.count(self.total)
    }

    /// Those selected.
    fn selected(&self) -> Scope {
        match &self.held {
            Some(held) => Scope::Held(held.clone(), Some(Rc::clone(&self.selection))),
            None => Scope::selected(&self.selection, &self.list, self.total),
        }
    }

    /// Those of the page.
    fn of_page(&self) -> Scope {
        match &self.held {
            Some(held) => Scope::Held(held.page(self.list.page, self.list.size), None),
            None => Scope::Page(self.list.clone(), self.shown),
        }
    }

    /// All that match.
    fn matching(&self) -> Scope {
        match &self.held {
            Some(held) => Scope::Held(held.clone(), None),
            None => Scope::matching(&self.list, self.total),
        }
    }
}

/// The bar, and what is being done, for [`Part::UserActions`].
pub fn view(part: &Part) -> Html {
    let Part::UserActions(shut) = part else { return Html::default() };
    let chosen = match Rc::clone(&shut.0).downcast::<Chosen>() {
        Ok(chosen) => chosen,
        // One part less for the first list to name.
        Err(other) => return other.downcast_ref().map(user_filter::view).unwrap_or_default(),
    };
    let task = chosen.task.map(|task| {
        let chosen = (*chosen).clone();
        match task {
            Task::Copy => html! { <copy::CopyPanel {chosen} /> },
            Task::Export => html! { <export::ExportPanel {chosen} /> },
            Task::Online => html! { <online::OnlinePanel {chosen} /> },
            Task::Act(deed) => html! { <act::ActPanel {chosen} deed={Some(deed)} /> },
            Task::Unfinished => html! { <act::ActPanel {chosen} deed={None::<Deed>} /> },
        }
    });
    html! {
        <>
            if chosen.count() > 0 { <bar::Bar chosen={(*chosen).clone()} /> }
            // Always there, though it may be nothing: as one more child it would make the bar anew, and the focus would find no way back.
            { task.unwrap_or_default() }
        </>
    }
}
