//! Bulk import: users from a file, a spreadsheet or the clipboard. The file stays in a web worker (`worker`); the page holds what it
//! shows of it.
//!
//! | module | what belongs there |
//! |---|---|
//! | `model`, `runs` | the steps, words for how rows end; the two runs of the engine. Without a DOM |
//! | `page` | which step is shown, and what goes from one to the next |
//! | `file`, `reading`, `columns`, `help`, `kept` | the first step: what is read, and how |
//! | `check`, `asking`, `table`, `cell`, `findings` | the second: what is to be said of each row |
//! | `run`, `drive`, `finish`, `secret` | the third: rows are sent |
//! | `calls` | what the server is asked about rows |
//! | `result` | the fourth: what came of each row |
//! | `trouble`, `save`, `rows` | what the worker refuses, in words; files and rows out of it |

mod asking;
mod calls;
mod cell;
mod check;
mod columns;
mod drive;
mod file;
mod findings;
mod finish;
mod help;
mod kept;
mod model;
mod page;
mod reading;
mod result;
mod rows;
mod run;
mod runs;
mod save;
mod secret;
mod table;
mod trouble;
mod worker;

use openim_bulk::job::Overview;
use yew::prelude::*;

use crate::lazy::Part;
use crate::route::Place;

/// A file that is open in the worker.
#[derive(Clone, PartialEq)]
pub struct Opened {
    /// By which the person knows it.
    pub name: String,
    /// What the worker says of it.
    pub overview: Overview,
}

/// The page, for [`Place::Import`].
pub fn view(part: &Part) -> Html {
    let Part::Place(Place::Import, _) = part else { return Html::default() };
    html! { <page::ImportPage /> }
}
