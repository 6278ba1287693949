//! Rows of the file as the page needs them: asked of the worker again whenever something has changed.

use openim_bulk::job::{Reply, Request, RowPage, RowsWanted};
use yew::prelude::*;

use super::calls::unexpected;
use super::worker::{Trouble, Worker};
use crate::hooks::use_task;

/// Rows drawn at a time.
pub const ROWS: u32 = 100;

/// These rows, as soon as they are there; those before stay meanwhile. `version` changes when the rows may have.
#[hook]
pub fn use_rows(worker: &Worker, wanted: RowsWanted, version: u32) -> Result<Option<RowPage>, Trouble> {
    let page = use_state(|| Ok(None));
    let task = use_task();
    {
        let page = page.setter();
        use_effect_with((worker.clone(), wanted, version), move |(worker, wanted, _)| {
            let (worker, wanted) = (worker.clone(), wanted.clone());
            task.start(async move {
                page.set(match worker.ask(Request::Rows(wanted)).await {
                    Ok(Reply::Rows(rows)) => Ok(Some(rows)),
                    Ok(_) => Err(unexpected()),
                    Err(trouble) => Err(trouble),
                });
            });
        });
    }
    (*page).clone()
}
