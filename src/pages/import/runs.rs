//! The two runs of an import, one after the other: those who are new are registered, then those who exist are changed. Rows here are
//! those of the file; the engine's own, which count what is sent, stay inside.

use openim_api::{OperationId, json_fields, json_text};
use openim_bulk::job::{HowFar, Sendable, Span};
use openim_bulk::run::{Answer, Failure, Fault, Outcome, Policy, Progress, Run, Step, Stop};
use serde_json::Value;

use super::model::Word;

/// Of the state that is kept.
const VERSION: u64 = 1;

/// What is done with rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Work {
    /// Asks which of them are registered.
    Check,
    /// Registers them, all or none.
    Register,
    /// Changes one of them.
    Update,
}

/// What comes next.
#[derive(Clone, PartialEq, Debug)]
pub enum Todo {
    /// A request over these rows.
    Send(Work, Vec<u32>),
    /// Nothing before this time, in milliseconds since 1970.
    Wait(i64),
    /// The request before is on its way.
    Underway,
    /// It stands still.
    Stopped(Stop),
    /// Each row has ended.
    Done,
}

/// How a row ended.
#[derive(Clone, PartialEq, Debug)]
pub struct Ended {
    /// Of the file.
    pub row: u32,
    /// In a word.
    pub word: Word,
    /// The server's code, if it gave one.
    pub err_code: Option<i64>,
    /// Of the call that failed.
    pub operation_id: Option<OperationId>,
}

/// One run, and which rows of the file it is over.
#[derive(Debug)]
struct Part {
    rows: Vec<u32>,
    run: Run,
}

/// Both.
#[derive(Debug)]
pub struct Runs {
    register: Part,
    update: Part,
}

/// The state is none that can be gone on with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotRestored;

impl Part {
    fn new(spans: &[Span], policy: Policy, seed: u64) -> Self {
        let rows = rows_of(spans);
        let run = Run::new(u32::try_from(rows.len()).unwrap_or(u32::MAX), policy, seed);
        Self { rows, run }
    }

    fn row(&self, index: u32) -> Option<u32> {
        self.rows.get(usize::try_from(index).ok()?).copied()
    }

    fn rows_at(&self, indices: &[u32]) -> Vec<u32> {
        indices.iter().filter_map(|index| self.row(*index)).collect()
    }

    fn places_of(&self, rows: &[u32]) -> Vec<u32> {
        let place = |row: &u32| self.rows.binary_search(row).ok().and_then(|place| u32::try_from(place).ok());
        rows.iter().filter_map(place).collect()
    }

    fn save(&self) -> Value {
        let spans = spans_of(&self.rows).into_iter();
        let spans = spans.map(|span| Value::Array(vec![span.from.into(), span.count.into()]));
        json_fields(vec![("rows", spans.collect()), ("run", self.run.save().into())])
    }

    fn restore(value: &Value, policy: Policy, seed: u64) -> Option<Self> {
        let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
        let read = |span: &Value| {
            let [from, count] = span.as_array()?.as_slice() else { return None };
            Some(Span { from: number(from)?, count: number(count)? })
        };
        let spans: Vec<Span> = value.get("rows")?.as_array()?.iter().map(read).collect::<Option<_>>()?;
        let rows = rows_of(&spans);
        let text = value.get("run")?.as_str()?;
        let run = Run::restore(text, u32::try_from(rows.len()).ok()?, policy, seed).ok()?;
        Some(Self { rows, run })
    }

    fn is_over(&self) -> bool {
        self.run.progress().left == 0
    }
}

impl Runs {
    /// Over these rows. `seed` is any random number.
    pub fn new(sendable: &Sendable, seed: u64) -> Self {
        let mut register = Part::new(&sendable.register, Policy::REGISTER, seed);
        if sendable.all_free {
            register.run = register.run.knowing_all_free();
        }
        Self { register, update: Part::new(&sendable.update, Policy::EACH, seed.wrapping_add(1)) }
    }

    /// As a text that [`Runs::restore`] reads. To be kept before each request and after each answer.
    pub fn save(&self) -> String {
        let fields =
            vec![("version", VERSION.into()), ("register", self.register.save()), ("update", self.update.save())];
        json_text(&json_fields(fields))
    }

    /// The runs as they were saved; what was on its way then has a lost answer.
    ///
    /// # Errors
    /// Whatever else the text is.
    pub fn restore(text: &str, seed: u64) -> Result<Self, NotRestored> {
        let value = serde_json::from_str::<Value>(text).map_err(|_| NotRestored)?;
        if value.get("version").and_then(Value::as_u64) != Some(VERSION) {
            return Err(NotRestored);
        }
        let part = |name: &str, policy, seed| {
            value.get(name).and_then(|part| Part::restore(part, policy, seed)).ok_or(NotRestored)
        };
        Ok(Self {
            register: part("register", Policy::REGISTER, seed)?,
            update: part("update", Policy::EACH, seed.wrapping_add(1))?,
        })
    }

    /// What comes next. A request is to be sent once it is named here.
    pub fn next(&mut self, now_millis: i64) -> Todo {
        let registers = !self.register.rows.is_empty();
        if registers {
            match Self::step(&mut self.register, Work::Register, now_millis) {
                Todo::Done => {}
                todo => return todo,
            }
        }
        Self::step(&mut self.update, Work::Update, now_millis)
    }

    fn step(part: &mut Part, work: Work, now_millis: i64) -> Todo {
        match part.run.next(now_millis) {
            Step::Check(rows) => Todo::Send(Work::Check, part.rows_at(&rows)),
            Step::Send(rows) => Todo::Send(work, part.rows_at(&rows)),
            Step::Wait { until_millis } => Todo::Wait(until_millis),
            Step::Underway => Todo::Underway,
            Step::Stopped(stop) => Todo::Stopped(stop),
            Step::Done => Todo::Done,
        }
    }

    /// What came of the request.
    pub fn answered(&mut self, work: Work, answer: Answer, now_millis: i64) {
        let part = if work == Work::Update { &mut self.update } else { &mut self.register };
        let answer = match answer {
            Answer::Checked(rows) => Answer::Checked(part.places_of(&rows)),
            Answer::DoneBut(rows, fault) => Answer::DoneBut(part.places_of(&rows), fault),
            answer => answer,
        };
        part.run.answered(answer, now_millis);
    }

    /// No more requests for now.
    pub fn pause(&mut self) {
        self.each(Run::pause);
    }

    /// No more requests.
    pub fn cancel(&mut self) {
        self.each(Run::cancel);
    }

    /// Goes on after a stop.
    pub fn go_on(&mut self) {
        self.each(Run::go_on);
    }

    /// Opens the rows again that failed, and goes on.
    pub fn retry(&mut self) {
        self.each(Run::retry);
    }

    fn each(&mut self, what: fn(&mut Run)) {
        what(&mut self.register.run);
        what(&mut self.update.run);
    }

    /// Is anybody changed by it at all?
    pub fn updates(&self) -> bool {
        !self.update.rows.is_empty()
    }

    /// How far the run is that is under way, of this work; then how many rows of both have ended, and of how many.
    pub fn progress(&self) -> (Work, Progress, usize, usize) {
        let of = [&self.register, &self.update].map(|part| part.run.progress());
        let [register, update] = of;
        let all = register.rows.saturating_add(update.rows) as usize;
        let left = register.left.saturating_add(update.left) as usize;
        let (work, now) =
            if self.register.is_over() && self.updates() { (Work::Update, update) } else { (Work::Register, register) };
        (work, now, all.saturating_sub(left), all)
    }

    /// How many rows ended how, in short.
    pub fn how_far(&self) -> HowFar {
        let [register, update] = [&self.register, &self.update].map(|part| part.run.progress());
        let failed = |of: Progress| of.counts.refused + of.counts.failed + of.counts.unclear;
        HowFar {
            registered: register.counts.done + register.counts.presumed,
            updated: update.counts.done,
            existed: register.counts.existed,
            failed: failed(register) + failed(update),
            left: register.left + update.left,
        }
    }

    /// Requests that were sent.
    pub fn requests(&self) -> u32 {
        [&self.register, &self.update].iter().map(|part| part.run.progress().requests).sum()
    }

    /// How rows ended, in the file's order within each run; those that are open are not there.
    pub fn ended(&self) -> impl Iterator<Item = Ended> {
        let of = |part: &'_ Part, work| {
            let rows = part.rows.iter().zip(0_u32..);
            rows.filter_map(|(row, index)| part.run.outcome(index).map(|outcome| ended(*row, work, outcome)))
                .collect::<Vec<_>>()
        };
        of(&self.register, Work::Register).into_iter().chain(of(&self.update, Work::Update))
    }

    /// As many rows that are registered, behind these: those that come next, if nothing goes wrong.
    pub fn behind(&self, rows: &[u32]) -> Vec<u32> {
        let all = &self.register.rows;
        let first = rows.last().map_or(0, |last| all.partition_point(|row| row <= last));
        all.iter().skip(first).take(rows.len()).copied().collect()
    }

    /// The rows that are changed.
    pub fn update_rows(&self) -> &[u32] {
        &self.update.rows
    }

    /// Is this one of the rows that are sent?
    pub fn holds(&self, row: u32) -> bool {
        self.register.rows.binary_search(&row).is_ok() || self.update.rows.binary_search(&row).is_ok()
    }
}

fn ended(row: u32, work: Work, outcome: Outcome<'_>) -> Ended {
    let (word, fault) = match outcome {
        Outcome::Done if work == Work::Update => (Word::Updated, None),
        Outcome::Done => (Word::Registered, None),
        Outcome::Presumed => (Word::Presumed, None),
        Outcome::Existed => (Word::Existed, None),
        Outcome::Refused(fault) if is_guarded(fault) => (Word::Protected, None),
        Outcome::Refused(fault) => (Word::Refused, Some(fault)),
        Outcome::Failed(fault) => (Word::Failed, Some(fault)),
        Outcome::Unclear(fault) => (Word::Unclear, Some(fault)),
        Outcome::NotTried => (Word::NotTried, None),
    };
    Ended {
        row,
        word,
        err_code: fault.and_then(|fault| fault.err_code),
        operation_id: fault.and_then(|fault| fault.operation_id.clone()),
    }
}

/// What this console does not send: no server has seen it, so no operation has its name.
pub const GUARDED: Fault = Fault { failure: Failure::Refused, err_code: None, operation_id: None };

fn is_guarded(fault: &Fault) -> bool {
    *fault == GUARDED
}

fn rows_of(spans: &[Span]) -> Vec<u32> {
    spans.iter().flat_map(|span| span.from..span.from.saturating_add(span.count)).collect()
}

/// Rows side by side, of rows in order.
pub fn spans_of(rows: &[u32]) -> Vec<Span> {
    rows.chunk_by(|one, next| one.checked_add(1) == Some(*next))
        .filter_map(|side_by_side| {
            let count = u32::try_from(side_by_side.len()).ok()?;
            side_by_side.first().map(|from| Span { from: *from, count })
        })
        .collect()
}

#[cfg(test)]
mod tests;
