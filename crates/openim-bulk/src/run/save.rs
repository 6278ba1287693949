//! A run as a text, and back: what is kept so that a closed page costs no more than the answer that was on its way.
//!
//! ```text
//! bulk-run 1                     what it is, its version
//! R 100000 37 - 2000-2999        work, rows, requests, "x" where cancelled, rows on their way
//! d1990 r1.0 d9 f98000           marks, how often, which fault
//! n 1001 1767000000000-17        faults: failure, errCode, operationID
//! #0f9a33d2c1b07e54              checksum of all that stands before
//! ```
//!
//! Sizes, waits and an unfinished search for a culprit are not in it: they are found again for a few requests.

use std::fmt::{self, Write};

use openim_api::OperationId;

use super::answer::{Failure, Fault};
use super::rows::{Mark, Rows, UNKNOWN};
use super::{Policy, Run, Stop, Underway, Work};

const NAME: &str = "bulk-run ";
const VERSION: &str = "1";
/// Stands for what is not there.
const NONE: &str = "-";

/// Why a text is not read as a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unreadable {
    /// It is something else.
    Foreign,
    /// Written by another version of the console.
    Version,
    /// Cut off or changed.
    Damaged,
    /// The run of other work, or over another number of rows.
    Other,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Foreign => "this is no saved run",
            Self::Version => "the run was saved by another version",
            Self::Damaged => "the saved run is damaged",
            Self::Other => "the saved run is one over other rows",
        })
    }
}

impl std::error::Error for Unreadable {}

impl Run {
    /// The run as a text, with the request that is on its way. Keep it before a [`Step::Send`](super::Step::Send) is sent and after
    /// each answer. It takes a pass over all marks: with a request for each row, every few seconds is often enough, because what may be
    /// repeated loses nothing.
    #[must_use]
    pub fn save(&self) -> String {
        let mut text = format!("{NAME}{VERSION}\n");
        // Writing into a text does not fail.
        let _ = self.write(&mut text);
        let sum = checksum(&text);
        let _ = write!(text, "#{sum:016x}");
        text
    }

    fn write(&self, text: &mut String) -> fmt::Result {
        let cancelled = if self.stop == Some(Stop::Cancelled) { "x" } else { NONE };
        write!(text, "{} {} {} {cancelled} ", letter(&WORKS, &self.policy.work), self.rows.len(), self.requests)?;
        let sending = self.underway.as_ref().filter(|underway| !underway.is_check);
        match sending.and_then(|underway| Some((underway.rows.first()?, underway.rows.last()?))) {
            Some((first, last)) => write!(text, "{first}-{last}")?,
            None => text.push_str(NONE),
        }
        text.push('\n');
        for (index, same) in self.rows.all().chunk_by(|a, b| a == b).enumerate() {
            let Some(mark) = same.first() else { continue };
            write!(text, "{}{}{}", if index == 0 { "" } else { " " }, mark_letter(*mark), same.len())?;
            if let Some(fault) = mark.fault() {
                write!(text, ".{fault}")?;
            }
        }
        text.push('\n');
        for Fault { failure, err_code, operation_id } in self.rows.faults() {
            write!(text, "{} ", letter(&FAILURES, failure))?;
            match err_code {
                Some(code) => write!(text, "{code} ")?,
                None => write!(text, "{NONE} ")?,
            }
            // The server takes nothing else for an operationID, and a blank would end it here.
            let id = operation_id.as_ref().map(OperationId::as_str);
            let id = id.filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_graphic()));
            writeln!(text, "{}", id.unwrap_or(NONE))?;
        }
        Ok(())
    }

    /// The run that was saved. What was on its way then has a lost answer now. It goes on at once, unless it was cancelled.
    ///
    /// # Errors
    /// [`Unreadable`], whatever the text: nothing of it is trusted.
    pub fn restore(text: &str, rows: u32, policy: Policy, seed: u64) -> Result<Self, Unreadable> {
        let version = text.strip_prefix(NAME).ok_or(Unreadable::Foreign)?;
        let (version, _) = version.split_once('\n').ok_or(Unreadable::Damaged)?;
        if version != VERSION {
            return Err(Unreadable::Version);
        }
        let (body, sum) = text.rsplit_once('#').ok_or(Unreadable::Damaged)?;
        if sum.len() != 16 || u64::from_str_radix(sum, 16).ok() != Some(checksum(body)) {
            return Err(Unreadable::Damaged);
        }
        let saved = Saved::read(body).ok_or(Unreadable::Damaged)?;
        if saved.work != policy.work || saved.rows != rows {
            return Err(Unreadable::Other);
        }
        let rows = saved.marks().ok_or(Unreadable::Damaged)?;
        let mut run = Self::with(policy, rows, seed);
        run.requests = saved.requests;
        run.stop = saved.cancelled.then_some(Stop::Cancelled);
        if let Some((first, last)) = saved.sending {
            let open = run.rows.open_from(first).map(|(row, _)| row).take_while(|row| *row <= last).collect();
            run.underway = Some(Underway { is_check: false, rows: open });
            run.cut_off();
        }
        Ok(run)
    }

    /// Nobody will ever tell what came of the request that was on its way.
    fn cut_off(&mut self) {
        if let Some(Underway { rows, .. }) = self.underway.take() {
            self.doubt(&rows, &UNKNOWN);
        }
    }
}

/// A text, taken apart.
struct Saved<'a> {
    work: Work,
    rows: u32,
    requests: u32,
    cancelled: bool,
    sending: Option<(u32, u32)>,
    marks: &'a str,
    faults: Vec<Fault>,
}

impl<'a> Saved<'a> {
    fn read(body: &'a str) -> Option<Self> {
        let mut lines = body.strip_suffix('\n')?.split('\n').skip(1);
        let mut words = lines.next()?.split(' ');
        let mut next = || words.next();
        let work = thing(&WORKS, next()?)?;
        let (rows, requests) = (next()?.parse().ok()?, next()?.parse().ok()?);
        let cancelled = match next()? {
            "x" => true,
            NONE => false,
            _ => return None,
        };
        let sending = match next()? {
            NONE => None,
            span => {
                let (first, last) = span.split_once('-')?;
                Some((first.parse().ok()?, last.parse().ok()?))
            }
        };
        if next().is_some() {
            return None;
        }
        let marks = lines.next()?;
        let faults = lines.map(read_fault).collect::<Option<_>>()?;
        Some(Self { work, rows, requests, cancelled, sending, marks, faults })
    }

    fn marks(&self) -> Option<Rows> {
        let mut rows = Rows::new(self.rows, Mark::Open);
        let mut next: u32 = 0;
        for word in self.marks.split(' ').filter(|word| !word.is_empty()) {
            let rest = word.get(1..)?;
            let (count, fault) = match rest.split_once('.') {
                Some((count, fault)) => {
                    (count, fault.parse().ok().filter(|fault| (*fault as usize) < self.faults.len()))
                }
                None => (rest, None),
            };
            let mark = mark_of(word.get(..1)?, fault)?;
            let end = next.checked_add(count.parse().ok()?).filter(|end| *end <= self.rows)?;
            for row in next..end {
                rows.set(row, mark);
            }
            next = end;
        }
        for fault in &self.faults {
            rows.append(fault.clone());
        }
        (next == self.rows).then_some(rows)
    }
}

fn read_fault(line: &str) -> Option<Fault> {
    let mut words = line.split(' ');
    let failure = thing(&FAILURES, words.next()?)?;
    let err_code = match words.next()? {
        NONE => None,
        code => Some(code.parse().ok()?),
    };
    let operation_id = Some(words.next()?).filter(|id| *id != NONE).map(OperationId::from);
    words.next().is_none().then_some(Fault { failure, err_code, operation_id })
}

const WORKS: [(&str, Work); 3] = [("R", Work::Register), ("E", Work::Repeat), ("O", Work::Once)];

const FAILURES: [(&str, Failure); 9] = [
    ("t", Failure::Taken),
    ("n", Failure::Refused),
    ("s", Failure::Stumbled),
    ("b", Failure::TooLarge),
    ("o", Failure::TimedOut),
    ("l", Failure::Lost),
    ("y", Failure::Busy),
    ("e", Failure::SessionEnded),
    ("x", Failure::Barred),
];

fn letter<T: PartialEq>(table: &[(&'static str, T)], thing: &T) -> &'static str {
    table.iter().find(|(_, other)| other == thing).map_or(NONE, |(letter, _)| letter)
}

fn thing<T: Copy>(table: &[(&str, T)], letter: &str) -> Option<T> {
    table.iter().find(|(other, _)| *other == letter).map(|(_, thing)| *thing)
}

fn mark_letter(mark: Mark) -> char {
    match mark {
        Mark::Open => 'o',
        Mark::Free => 'f',
        Mark::Doubted(_) => 'q',
        Mark::DoubtedFree(_) => 'g',
        Mark::Done => 'd',
        Mark::Presumed => 'p',
        Mark::Existed => 'e',
        Mark::Refused(_) => 'r',
        Mark::Failed(_) => 'a',
        Mark::Unclear(_) => 'u',
    }
}

fn mark_of(letter: &str, fault: Option<u32>) -> Option<Mark> {
    match (letter, fault) {
        ("o", None) => Some(Mark::Open),
        ("f", None) => Some(Mark::Free),
        ("d", None) => Some(Mark::Done),
        ("p", None) => Some(Mark::Presumed),
        ("e", None) => Some(Mark::Existed),
        ("q", Some(fault)) => Some(Mark::Doubted(fault)),
        ("g", Some(fault)) => Some(Mark::DoubtedFree(fault)),
        ("r", Some(fault)) => Some(Mark::Refused(fault)),
        ("a", Some(fault)) => Some(Mark::Failed(fault)),
        ("u", Some(fault)) => Some(Mark::Unclear(fault)),
        _ => None,
    }
}

/// FNV-1a: finds what was cut off or changed by accident, and takes a few bytes of wasm.
pub(super) fn checksum(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
