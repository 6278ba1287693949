//! Asking the server about the rows of the file, block by block, while they are checked: who is registered, and what differs.

use futures_util::future::join;
use gloo_timers::future::TimeoutFuture;
use openim_api::ApiError;
use openim_bulk::job::{Existing, KnownRow, Reply, Request, RowId, Summary};
use openim_bulk::run::{Patience, may_pass};
use yew::prelude::*;

use super::calls::{check, compare_all, unexpected};
use super::worker::{Trouble, Worker};
use crate::browser;
use crate::hooks::use_task;
use crate::session::Api;

/// IDs in one question.
const BLOCK: u32 = 1_000;
/// A question that fails in passing is asked again so often before a person is told.
const TRIES: u32 = 2;

/// Where asking is.
#[derive(Clone, PartialEq, Debug)]
pub enum State {
    /// It goes on.
    Running,
    /// The person has stopped it.
    Stopped,
    /// The server did not answer.
    Failed(ApiError),
    /// The worker has gone.
    Broken(Trouble),
    /// All is known.
    Done,
}

/// Asking, and how to stop and to go on.
pub struct Asking {
    /// Where it is.
    pub state: State,
    /// No more questions.
    pub stop: Callback<()>,
    /// Where it stopped.
    pub go_on: Callback<()>,
}

/// Begins at once, and again whenever `version` changes: then a row may say another ID. `tell` is told the counts after each block.
#[hook]
pub fn use_asking(
    worker: &Worker,
    api: Option<&Api>,
    existing: Existing,
    version: u32,
    tell: &Callback<Summary>,
) -> Asking {
    let state = use_state(|| State::Running);
    let task = use_task();
    let go_on = {
        let (worker, api, state, task, tell) =
            (worker.clone(), api.cloned(), state.setter(), task.clone(), tell.clone());
        Callback::from(move |()| {
            let Some(api) = api.clone() else { return };
            let (worker, state, tell) = (worker.clone(), state.clone(), tell.clone());
            state.set(State::Running);
            task.start(async move {
                let end = match ask_all(&worker, &api, existing, &tell).await {
                    Ok(Ok(())) => State::Done,
                    Ok(Err(error)) => State::Failed(error),
                    Err(trouble) => State::Broken(trouble),
                };
                state.set(end);
            });
        })
    };
    {
        let go_on = go_on.clone();
        use_effect_with((version, existing), move |_| go_on.emit(()));
    }
    let stop = {
        let state = state.setter();
        Callback::from(move |()| {
            task.stop();
            state.set(State::Stopped);
        })
    };
    Asking { state: (*state).clone(), stop, go_on }
}

async fn ask_all(
    worker: &Worker,
    api: &Api,
    existing: Existing,
    tell: &Callback<Summary>,
) -> Result<Result<(), ApiError>, Trouble> {
    let (mut patience, mut failures) = (Patience::new(browser::now_millis().unsigned_abs()), 0);
    let mut ids = unasked(worker, BLOCK).await?;
    // What the last answer says: told to the worker while the next question is on its way.
    let mut answered: Option<Vec<KnownRow>> = None;
    while !ids.is_empty() {
        let meanwhile = async {
            if let Some(known) = answered.take() {
                tell.emit(known_now(worker, known).await?);
            }
            let ahead = unasked(worker, 2 * BLOCK).await?;
            // Those on their way are unasked as far as the worker knows.
            Ok::<_, Trouble>(ahead.into_iter().skip(ids.len()).collect::<Vec<_>>())
        };
        let (answer, ahead) = join(check(api, &ids), meanwhile).await;
        let ahead = ahead?;
        match answer {
            Ok(known) => answered = Some(known),
            Err(error) => {
                failures += 1;
                let now = browser::now_millis();
                if failures > TRIES || !may_pass(&error) || !patience.begin(now, error.retry_after_millis) {
                    return Ok(Err(error));
                }
                let until = patience.until(now).unwrap_or(now);
                TimeoutFuture::new(u32::try_from(until.saturating_sub(now)).unwrap_or_default()).await;
                continue;
            }
        }
        failures = 0;
        patience.reset();
        ids = ahead;
    }
    if let Some(known) = answered {
        tell.emit(known_now(worker, known).await?);
    }
    if existing == Existing::Leave {
        return Ok(Ok(()));
    }
    let compared = compare_all(worker, api, || true).await?;
    // The counts after it: no row is told anything new.
    tell.emit(known_now(worker, Vec::new()).await?);
    Ok(compared)
}

/// The first rows of which nobody knows whether they are registered.
async fn unasked(worker: &Worker, most: u32) -> Result<Vec<RowId>, Trouble> {
    match worker.ask(Request::Unasked(most)).await? {
        Reply::Ids(ids) => Ok(ids),
        _ => Err(unexpected()),
    }
}

/// Tells the worker, and gives the counts after that.
async fn known_now(worker: &Worker, known: Vec<KnownRow>) -> Result<Summary, Trouble> {
    match worker.ask(Request::Known(known)).await? {
        Reply::Summary(summary) => Ok(summary),
        _ => Err(unexpected()),
    }
}
