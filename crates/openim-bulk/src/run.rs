//! A run over many rows: which request comes next, given what came of those before.
//!
//! Pure: no network, no clock, no randomness, and no knowledge of what a row is; rows are numbers from 0. Whoever drives it sends what
//! [`Run::next`] says, tells [`Run::answered`] what came of it, and keeps [`Run::save`] before each sending and after each answer.
//!
//! ```text
//! next() ── Check(rows) ──► account_check ──────► Checked(taken) ─┐
//!        ── Send(rows) ───► user_register, … ──► Done, Failed … ─┴─► answered()
//!        ── Wait, Stopped, Done
//! ```
//!
//! The run goes through the rows from left to right. Rows before `next` have ended; of those after it a window is sent. A window that is
//! refused holds a culprit: its first half is sent, and so on, until the leftmost culprit has been refused alone. Where a first half
//! passes, the second is not sent whole, because it must hold the culprit; where the first is refused, nothing is known of the second, and
//! it is taken for new. So all that is known of a search is where it ends (`suspect`).
//!
//! | module | what belongs there |
//! |---|---|
//! | `answer` | what can come of a request, and how an error of the client is read as one |
//! | `learned` | what an answer says about the rows it is about |
//! | `rows` | the mark of each row, how rows end |
//! | `pace` | how many rows go into a request, how long to wait after a failure |
//! | `progress` | how far it is, and how fast |
//! | `save` | the run as a text, and back |

mod answer;
mod learned;
mod pace;
mod progress;
mod rows;
mod save;
#[cfg(test)]
mod tests;

pub use self::answer::{Answer, Failure, Fault, may_pass};
pub use self::pace::Patience;
use self::pace::Sizes;
use self::progress::Recent;
pub use self::progress::{Progress, Speed};
pub use self::rows::{Counts, Outcome};
use self::rows::{Mark, Rows, UNKNOWN};
pub use self::save::Unreadable;

/// A row that is lost alone so many times, while questions are answered, is given up.
const TRIES: u32 = 3;
/// So many sendings in a row without one that is answered stop the run, though questions are. Enough to narrow a block down to one row
/// and to try that row.
const MOST_LOSSES: u32 = 16;
/// So many sendings in a row over which the server stumbles stop the run. Enough to find the one row it stumbles over, thrice.
const MOST_STUMBLES: u32 = 32;

/// What is to be done, and how carefully.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Policy {
    work: Work,
    block: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Work {
    /// All or none of a block, once and for all: what is there can be asked.
    Register,
    /// Doing it twice does no harm.
    Repeat,
    /// Must not be done twice, and nobody can tell whether it was done.
    Once,
}

impl Policy {
    /// `user_register`: all or none of a block, never twice. After a lost answer `account_check` tells what got through, after a refusal
    /// the block is taken apart.
    pub const REGISTER: Self = Self { work: Work::Register, block: 1000 };

    /// Each row a request of its own that does no harm when it is repeated: `force_logout`, `set_global_msg_recv_opt`.
    pub const EACH: Self = Self::repeatable(1);

    /// Blocks that do no harm when they are repeated, such as those of a call that reads. A refused block is not taken apart.
    #[must_use]
    pub const fn repeatable(block: u32) -> Self {
        Self { work: Work::Repeat, block }
    }

    /// Blocks that are never repeated once they may have been done: messages.
    #[must_use]
    pub const fn once(block: u32) -> Self {
        Self { work: Work::Once, block }
    }
}

/// What comes next.
#[derive(Clone, PartialEq, Debug)]
pub enum Step {
    /// Ask which of these rows are registered.
    Check(Vec<u32>),
    /// Do it for these rows, in one request. Keep [`Run::save`] first.
    Send(Vec<u32>),
    /// Nothing before this time; ask again then.
    Wait {
        /// Milliseconds since 1970.
        until_millis: i64,
    },
    /// The request before is on its way; nothing comes before its answer.
    Underway,
    /// It stands still. [`Run::go_on`] continues.
    Stopped(Stop),
    /// Each row has ended.
    Done,
}

/// Why a run stands still.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stop {
    /// Somebody wants it to.
    Paused,
    /// Somebody wants no more of it: rows that are open have ended as not tried.
    Cancelled,
    /// Nobody is signed in any more.
    SessionEnded(Fault),
    /// Not allowed, or not to be had here.
    Barred(Fault),
    /// Too many failures in a row; the last one.
    Interrupted(Fault),
}

#[derive(Clone, PartialEq, Debug)]
struct Underway {
    is_check: bool,
    rows: Vec<u32>,
}

/// A block of which the server says that it is taken, or of which it is unclear whether it was done: asked about before anything else.
#[derive(Clone, Debug)]
struct Conflict {
    /// Where the block ends.
    end: u32,
    fault: Fault,
    /// One of them was there.
    found: bool,
}

/// A run.
#[derive(Debug)]
pub struct Run {
    policy: Policy,
    rows: Rows,
    /// All rows before this one have ended.
    next: u32,
    /// One of the open rows before this one is refused.
    suspect: Option<u32>,
    conflict: Option<Conflict>,
    /// The server calls IDs taken that it calls free when asked (v3.4 folds case and accents): asking again tells nothing.
    folds: bool,
    /// Sendings in a row whose answer was lost.
    losses: u32,
    /// Sendings in a row over which the server stumbled.
    stumbles: u32,
    /// The row that was lost alone, and how often.
    lone: (u32, u32),
    /// A row was given up, and nothing was answered since.
    gave_up: bool,
    sizes: Sizes,
    waiting: Patience,
    underway: Option<Underway>,
    stop: Option<Stop>,
    requests: u32,
    recent: Recent,
}

impl Run {
    /// A run over so many rows. `seed` is any random number: it spreads the waits of several tabs.
    #[must_use]
    pub fn new(rows: u32, policy: Policy, seed: u64) -> Self {
        Self::with(policy, Rows::new(rows, Mark::Open), seed)
    }

    fn with(policy: Policy, rows: Rows, seed: u64) -> Self {
        Self {
            policy,
            rows,
            next: 0,
            suspect: None,
            conflict: None,
            folds: false,
            losses: 0,
            stumbles: 0,
            lone: (0, 0),
            gave_up: false,
            sizes: Sizes::new(policy.block),
            waiting: Patience::new(seed),
            underway: None,
            stop: None,
            requests: 0,
            recent: Recent::default(),
        }
    }

    /// All rows have just been asked about, and are not there: what [`Step::Check`] would ask first is known. At the beginning only.
    #[must_use]
    pub fn knowing_all_free(mut self) -> Self {
        let all: Vec<u32> = self.rows.open_from(0).map(|(row, _)| row).collect();
        self.rows.change(&all, Mark::found_free);
        self
    }

    /// What comes next. A request is to be sent once it is named here.
    pub fn next(&mut self, now_millis: i64) -> Step {
        if self.underway.is_some() {
            return Step::Underway;
        }
        if let Some(stop) = &self.stop {
            return Step::Stopped(stop.clone());
        }
        if let Some(until_millis) = self.waiting.until(now_millis) {
            return Step::Wait { until_millis };
        }
        let (is_check, rows) = self.choose();
        if rows.is_empty() {
            return Step::Done;
        }
        self.requests = self.requests.saturating_add(1);
        self.recent.note(now_millis, self.rows.counts().ended());
        self.underway = Some(Underway { is_check, rows: rows.clone() });
        if is_check { Step::Check(rows) } else { Step::Send(rows) }
    }

    fn choose(&mut self) -> (bool, Vec<u32>) {
        self.next = self.rows.open_from(self.next).next().map_or(self.rows.len(), |(row, _)| row);
        let window = self.window();
        let asks = self.policy.work == Work::Register;
        if asks && window.iter().any(|row| self.rows.get(*row).is_some_and(Mark::is_unasked)) {
            return (true, self.to_be_asked());
        }
        (false, window)
    }

    /// The rows that would be sent next.
    fn window(&mut self) -> Vec<u32> {
        if let Some(end) = self.suspect {
            let mut rows = self.open_before(end);
            if !rows.is_empty() {
                let half = (rows.len() / 2).max(1);
                rows.truncate(half.min(self.sizes.limit() as usize));
                return rows;
            }
            self.suspect = None;
        }
        self.rows.open_from(self.next).map(|(row, _)| row).take(self.sizes.width() as usize).collect()
    }

    fn open_before(&self, end: u32) -> Vec<u32> {
        self.rows.open_from(self.next).map(|(row, _)| row).take_while(|row| *row < end).collect()
    }

    /// As many as one question holds, of the rows that come next: those of a conflict alone, because it ends with their answer.
    fn to_be_asked(&self) -> Vec<u32> {
        let limit = self.sizes.limit() as usize;
        let end = self.conflict.as_ref().map_or(u32::MAX, |conflict| conflict.end);
        let open = self.rows.open_from(self.next).take(2 * limit).take_while(|(row, _)| *row < end);
        open.filter(|(_, mark)| mark.is_unasked()).map(|(row, _)| row).take(limit).collect()
    }

    /// Tells what came of the request that was on its way. Without one, nothing happens.
    pub fn answered(&mut self, answer: Answer, now_millis: i64) {
        let Some(Underway { is_check, rows }) = self.underway.take() else { return };
        match answer {
            Answer::Checked(taken) if is_check => self.checked(&rows, taken),
            Answer::Done if !is_check => self.done(&rows),
            Answer::DoneBut(those, fault) if !is_check => {
                self.done(&rows);
                let fault = self.rows.keep(fault);
                let those: Vec<u32> = those.into_iter().filter(|row| rows.binary_search(row).is_ok()).collect();
                self.rows.change(&those, |_| Mark::Refused(fault));
            }
            other => {
                // An answer to another question is as good as none.
                let (fault, retry_after_millis) = match other {
                    Answer::Failed { fault, retry_after_millis } => (fault, retry_after_millis),
                    Answer::Done | Answer::DoneBut(..) | Answer::Checked(_) => (UNKNOWN, None),
                };
                let waits = if is_check { self.check_failed(&rows, &fault) } else { self.send_failed(&rows, &fault) };
                let in_vain = self.losses >= MOST_LOSSES || self.stumbles >= MOST_STUMBLES;
                if in_vain || (waits && !self.waiting.begin(now_millis, retry_after_millis)) {
                    self.halt(Stop::Interrupted(fault));
                }
            }
        }
        self.recent.note(now_millis, self.rows.counts().ended());
    }

    /// A run that somebody has cancelled stays so.
    fn halt(&mut self, stop: Stop) {
        if self.stop != Some(Stop::Cancelled) {
            self.stop = Some(stop);
        }
    }

    /// No more requests for now. The one on its way is waited for.
    pub fn pause(&mut self) {
        if self.stop.is_none() {
            self.stop = Some(Stop::Paused);
        }
    }

    /// No more requests. The one on its way is waited for; rows that are open then have ended as not tried.
    pub fn cancel(&mut self) {
        self.stop = Some(Stop::Cancelled);
    }

    /// Goes on after a stop, whatever it was.
    pub fn go_on(&mut self) {
        self.stop = None;
        self.gave_up = false;
        (self.losses, self.stumbles) = (0, 0);
        self.waiting.reset();
        self.recent = Recent::default();
    }

    /// Opens the rows again that were refused or had no answer, and goes on. What may have been done and must not be done twice stays
    /// as it is.
    pub fn retry(&mut self) {
        for row in 0..self.rows.len() {
            match self.rows.get(row) {
                Some(Mark::Refused(_)) => self.rows.set(row, Mark::Open),
                Some(Mark::Failed(fault)) => self.rows.set(row, Mark::Doubted(fault)),
                _ => {}
            }
        }
        (self.next, self.suspect, self.conflict, self.lone) = (0, None, None, (0, 0));
        self.sizes = Sizes::new(self.policy.block);
        self.go_on();
    }

    /// How a row ended; None while it is open.
    #[must_use]
    pub fn outcome(&self, row: u32) -> Option<Outcome<'_>> {
        let mark = self.rows.get(row)?;
        let fault = mark.fault().and_then(|index| self.rows.fault(index)).unwrap_or(&UNKNOWN);
        let is_over = self.stop == Some(Stop::Cancelled)
            && self.underway.as_ref().is_none_or(|underway| underway.rows.binary_search(&row).is_err());
        match mark {
            Mark::Done => Some(Outcome::Done),
            Mark::Presumed => Some(Outcome::Presumed),
            Mark::Existed => Some(Outcome::Existed),
            Mark::Refused(_) => Some(Outcome::Refused(fault)),
            Mark::Failed(_) => Some(Outcome::Failed(fault)),
            Mark::Unclear(_) => Some(Outcome::Unclear(fault)),
            Mark::Doubted(_) | Mark::DoubtedFree(_) => is_over.then_some(Outcome::Unclear(fault)),
            Mark::Open | Mark::Free => is_over.then_some(Outcome::NotTried),
        }
    }

    /// How far it is, and how fast.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let counts = self.rows.counts();
        Progress::new(self.rows.len(), counts, self.requests, self.recent.speed())
    }
}
