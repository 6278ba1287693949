//! What ties the pure runs to the worker and the server: each request the runs name is sent, and what came of it is told to them.

use std::cell::RefCell;
use std::collections::VecDeque;

use futures_util::future::join;
use gloo_timers::future::TimeoutFuture;
use openim_api::{ApiError, ErrorKind, NewUser, Refusal, Secret, UserId};
use openim_bulk::job::{
    Keeping, Known, KnownRow, Overview, Refusal as BulkRefusal, Reply, Request, RowChange, RowId, RowUser,
};
use openim_bulk::run::{Answer, Failure, Fault, Progress, Stop};

use super::calls::{check, compare_all, lacks_secret, new_user, options, unexpected, update};
use super::runs::{GUARDED, Runs, Todo, Work};
use super::worker::{Trouble, Worker};
use crate::browser;
use crate::session::Api;

/// How often a wait looks whether it is still wanted, in milliseconds.
const LOOK_MILLIS: i64 = 250;
/// What may be repeated is kept no more often than this, in milliseconds.
const KEEP_MILLIS: i64 = 2_000;
/// So many of the last requests are shown.
const SHOWN: usize = 12;

/// An import that is sent.
pub struct Import {
    /// The worker that has the file.
    pub worker: Worker,
    /// Who sends.
    pub api: Api,
    /// What old servers want with each registration, where the tab does not keep it. No `Debug` here for its sake.
    pub secret: RefCell<Option<Secret>>,
    /// The server's address: what is kept is kept for it.
    pub server: String,
    /// The file's name.
    pub name: String,
    /// Of the file.
    pub overview: Overview,
    /// How far it is.
    pub runs: RefCell<Runs>,
    /// The last requests, the newest first.
    pub log: RefCell<VecDeque<Sent>>,
    /// Why it is not kept, if it is not.
    pub not_kept: RefCell<Option<Trouble>>,
    kept_at: RefCell<i64>,
    /// Rows that were asked for before it was their turn.
    ahead: RefCell<Option<(Vec<u32>, Vec<RowUser>)>>,
}

/// One request.
#[derive(Clone, PartialEq, Debug)]
pub struct Sent {
    /// From 1.
    pub number: u32,
    /// What was asked.
    pub work: Work,
    /// Of how many rows.
    pub rows: usize,
    /// The first of them and the last, in the file, from 0.
    pub span: (u32, u32),
    /// What came of it, once it has.
    pub end: Option<SentEnd>,
}

/// What came of a request.
#[derive(Clone, PartialEq, Debug)]
pub struct SentEnd {
    /// In milliseconds.
    pub took: i64,
    /// Why it failed, if it did.
    pub fault: Option<Fault>,
}

/// Where it is, to be shown.
#[derive(Clone, PartialEq, Debug)]
pub struct Shot {
    /// Does it go on by itself?
    pub phase: Phase,
    /// What is under way.
    pub work: Work,
    /// How far that is.
    pub progress: Progress,
    /// Rows of all work that have ended, and all.
    pub ended: (usize, usize),
    /// All requests.
    pub requests: u32,
    /// The last of them.
    pub log: Vec<Sent>,
    /// Why it is not kept, if it is not.
    pub not_kept: Option<Trouble>,
}

/// Whether it goes on.
#[derive(Clone, PartialEq, Debug)]
pub enum Phase {
    /// It does.
    Running,
    /// It does, from this time on.
    Waiting(i64),
    /// It stands still.
    Stopped(Stop),
    /// The worker has gone, or says no.
    Broken(Trouble),
    /// Another tab has taken it over, or had it before.
    Elsewhere,
    /// Each row has ended.
    Done,
}

impl Import {
    /// One at its beginning, or as it was kept.
    pub fn new(worker: Worker, api: Api, server: String, name: String, overview: Overview, runs: Runs) -> Self {
        Self {
            worker,
            api,
            secret: RefCell::default(),
            server,
            name,
            overview,
            runs: RefCell::new(runs),
            log: RefCell::default(),
            not_kept: RefCell::default(),
            kept_at: RefCell::default(),
            ahead: RefCell::default(),
        }
    }

    /// Does the server want the secret with each registration, and does nobody have it?
    pub fn lacks_secret(&self) -> bool {
        lacks_secret(&self.api) && self.secret.borrow().is_none()
    }

    /// As it is now.
    pub fn shot(&self, phase: Phase) -> Shot {
        let runs = self.runs.borrow();
        let (work, progress, ended, all) = runs.progress();
        Shot {
            phase,
            work,
            progress,
            ended: (ended, all),
            requests: runs.requests(),
            log: self.log.borrow().iter().cloned().collect(),
            not_kept: self.not_kept.borrow().clone(),
        }
    }

    /// Goes on until it stops or all is done, and says which; `tell` is told each time something has changed.
    pub async fn go_on(&self, tell: impl Fn(Shot)) -> Phase {
        let end = self.until_it_stops(&tell).await;
        tell(self.shot(end.clone()));
        end
    }

    async fn until_it_stops(&self, tell: &impl Fn(Shot)) -> Phase {
        loop {
            let now = browser::now_millis();
            let todo = self.runs.borrow_mut().next(now);
            let (work, rows) = match todo {
                Todo::Send(work, rows) => (work, rows),
                Todo::Wait(until) => {
                    tell(self.shot(Phase::Waiting(until)));
                    let wait = until.saturating_sub(now).clamp(1, LOOK_MILLIS);
                    TimeoutFuture::new(u32::try_from(wait).unwrap_or(1)).await;
                    continue;
                }
                Todo::Stopped(stop) => {
                    return if self.keep().await { Phase::Stopped(stop) } else { Phase::Elsewhere };
                }
                Todo::Done => {
                    return if self.keep().await { Phase::Done } else { Phase::Elsewhere };
                }
                // Its answer is told below before anything else is asked for: what is on its way was given up with an earlier loop.
                Todo::Underway => {
                    self.runs.borrow_mut().answered(Work::Check, lost(), now);
                    continue;
                }
            };
            self.note(work, &rows);
            tell(self.shot(Phase::Running));
            let is_to_be_kept =
                work != Work::Check && (work == Work::Register || now - *self.kept_at.borrow() > KEEP_MILLIS);
            if is_to_be_kept && !self.keep().await {
                return Phase::Elsewhere;
            }
            let answer = match self.send(work, &rows).await {
                Ok(answer) => answer,
                Err(trouble) => {
                    let mut runs = self.runs.borrow_mut();
                    runs.answered(work, lost(), browser::now_millis());
                    runs.pause();
                    return Phase::Broken(trouble);
                }
            };
            let end = browser::now_millis();
            if let Some(sent) = self.log.borrow_mut().front_mut() {
                let fault = match &answer {
                    Answer::Failed { fault, .. } => Some(fault.clone()),
                    _ => None,
                };
                sent.end = Some(SentEnd { took: end.saturating_sub(now), fault });
            }
            self.runs.borrow_mut().answered(work, answer, end);
            tell(self.shot(Phase::Running));
        }
    }

    fn note(&self, work: Work, rows: &[u32]) {
        let mut log = self.log.borrow_mut();
        let number = log.front().map_or(1, |sent| sent.number.saturating_add(1));
        let span = (rows.first().copied().unwrap_or_default(), rows.last().copied().unwrap_or_default());
        log.push_front(Sent { number, work, rows: rows.len(), span, end: None });
        log.truncate(SHOWN);
    }

    /// Keeps all that is needed to go on after the page was closed. Where the browser keeps nothing, that is shown. False: another tab has
    /// it, and nothing more may be sent here.
    async fn keep(&self) -> bool {
        let (state, how_far) = {
            let runs = self.runs.borrow();
            (runs.save(), runs.how_far())
        };
        let keeping = Keeping { server: self.server.clone(), name: self.name.clone(), state, how_far };
        let outcome = self.worker.ask(Request::Keep(keeping)).await;
        *self.kept_at.borrow_mut() = browser::now_millis();
        let is_ours = outcome != Err(Trouble::Refused(BulkRefusal::Elsewhere));
        *self.not_kept.borrow_mut() = outcome.err().filter(|_| is_ours);
        is_ours
    }

    async fn send(&self, work: Work, rows: &[u32]) -> Result<Answer, Trouble> {
        match work {
            Work::Check => self.check(rows).await,
            Work::Register => self.register(rows).await,
            Work::Update => self.update(rows).await,
        }
    }

    /// What the worker has been asked for ahead, where it was these.
    async fn users(&self, rows: &[u32]) -> Result<Vec<RowUser>, Trouble> {
        match self.ahead.take() {
            Some((of, users)) if of == rows => Ok(users),
            _ => self.ask_users(rows).await,
        }
    }

    /// Has the rows at hand that come next if all goes well, while the request before is on its way. What goes wrong with the worker is
    /// told by the next question.
    async fn look_ahead(&self, rows: &[u32]) {
        let next = self.runs.borrow().behind(rows);
        if next.is_empty() {
            return;
        }
        if let Ok(users) = self.ask_users(&next).await {
            self.ahead.replace(Some((next, users)));
        }
    }

    async fn ask_users(&self, rows: &[u32]) -> Result<Vec<RowUser>, Trouble> {
        match self.worker.ask(Request::Users(rows.to_vec())).await? {
            Reply::Users(users) => Ok(users),
            _ => Err(unexpected()),
        }
    }

    async fn check(&self, rows: &[u32]) -> Result<Answer, Trouble> {
        let ids: Vec<RowId> =
            self.users(rows).await?.into_iter().map(|user| RowId { row: user.row, user_id: user.user_id }).collect();
        Ok(match check(&self.api, &ids).await {
            Ok(known) => {
                let taken = known.into_iter().filter(|known| known.known == Known::Registered);
                Answer::Checked(taken.map(|known| known.row).collect())
            }
            Err(error) => Answer::of(&error),
        })
    }

    async fn register(&self, rows: &[u32]) -> Result<Answer, Trouble> {
        let users = self.users(rows).await?;
        // What the console does not send is left out of the block, so that the others need not be halved for it.
        let (guarded, free): (Vec<RowUser>, Vec<RowUser>) = users.into_iter().partition(|user| {
            let id = UserId::from(user.user_id.as_str());
            matches!(self.api.would_refuse(false, &id), Some(Refusal::Protected(_)))
        });
        let users: Vec<NewUser> = free.into_iter().map(new_user).collect();
        let secret = self.secret.borrow().clone().or_else(|| self.api.secret().cloned());
        let sending = self.api.call(|client| {
            let (users, secret) = (users.clone(), secret.clone());
            async move { client.users().register(&users, secret.as_ref(), &options()).await }
        });
        let (outcome, ()) = join(sending, self.look_ahead(rows)).await;
        Ok(match outcome {
            Ok(()) if guarded.is_empty() => Answer::Done,
            Ok(()) => Answer::DoneBut(guarded.into_iter().map(|user| user.row).collect(), GUARDED),
            Err(error) => Answer::of(&error),
        })
    }

    async fn update(&self, rows: &[u32]) -> Result<Answer, Trouble> {
        let mut changes = self.changes(rows).await?;
        if changes.is_empty() {
            // After a reload nothing has been compared.
            if let Err(error) = self.compare_again().await? {
                return Ok(Answer::of(&error));
            }
            changes = self.changes(rows).await?;
        }
        for change in changes {
            if let Err(error) = update(&self.api, &change).await {
                return Ok(match error.kind {
                    ErrorKind::Guarded(Refusal::Protected(_)) => Answer::DoneBut(rows.to_vec(), GUARDED),
                    _ => Answer::of(&error),
                });
            }
        }
        Ok(Answer::Done)
    }

    async fn changes(&self, rows: &[u32]) -> Result<Vec<RowChange>, Trouble> {
        match self.worker.ask(Request::Changes(rows.to_vec())).await? {
            Reply::Changes(changes) => Ok(changes),
            _ => Err(unexpected()),
        }
    }

    /// Those who are to be changed exist: that was known before the reload.
    async fn compare_again(&self) -> Result<Result<(), ApiError>, Trouble> {
        let known = self.runs.borrow().update_rows().to_vec();
        let known = known.into_iter().map(|row| KnownRow { row, known: Known::Registered }).collect();
        self.worker.ask(Request::Known(known)).await?;
        compare_all(&self.worker, &self.api, || true).await
    }
}

/// Nobody knows what came of it: it is asked about.
fn lost() -> Answer {
    let fault = Fault { failure: Failure::Lost, err_code: None, operation_id: None };
    Answer::Failed { fault, retry_after_millis: None }
}
