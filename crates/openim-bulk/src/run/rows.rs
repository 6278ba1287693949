//! What is known of each row: one small mark for each, and the table of faults that marks point to.

use super::answer::{Failure, Fault};

/// What is known of one row. A number points into the table of faults.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    /// Open, and nothing is known.
    Open,
    /// Open; it was not there when last asked.
    Free,
    /// Open; it was in a request whose answer is unknown, and has to be asked about.
    Doubted(u32),
    /// The same, and it was not there when asked.
    DoubtedFree(u32),
    Done,
    Presumed,
    Existed,
    Refused(u32),
    Failed(u32),
    Unclear(u32),
}

impl Mark {
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Free | Self::Doubted(_) | Self::DoubtedFree(_))
    }

    /// Not asked about, or not since it has been in doubt.
    pub fn is_unasked(self) -> bool {
        matches!(self, Self::Open | Self::Doubted(_))
    }

    /// Asked, and it is not there.
    pub fn found_free(self) -> Self {
        match self {
            Self::Open => Self::Free,
            Self::Doubted(fault) => Self::DoubtedFree(fault),
            other => other,
        }
    }

    /// Asked, and it is there: by ours or by somebody else's doing.
    pub fn found_there(self, by_ours: bool) -> Self {
        match self {
            Self::Doubted(_) | Self::DoubtedFree(_) => Self::Presumed,
            Self::Open | Self::Free if by_ours => Self::Presumed,
            Self::Open | Self::Free => Self::Existed,
            other => other,
        }
    }

    /// To be asked about once more.
    pub fn to_be_asked(self) -> Self {
        match self {
            Self::Free => Self::Open,
            Self::DoubtedFree(fault) => Self::Doubted(fault),
            other => other,
        }
    }

    pub fn fault(self) -> Option<u32> {
        match self {
            Self::Doubted(fault)
            | Self::DoubtedFree(fault)
            | Self::Refused(fault)
            | Self::Failed(fault)
            | Self::Unclear(fault) => Some(fault),
            Self::Open | Self::Free | Self::Done | Self::Presumed | Self::Existed => None,
        }
    }
}

/// How many rows ended how.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Confirmed by the server.
    pub done: u32,
    /// Not there before, there now, and the answer was lost.
    pub presumed: u32,
    /// There before.
    pub existed: u32,
    /// The server said no.
    pub refused: u32,
    /// No answer, time and again.
    pub failed: u32,
    /// May have been done; it cannot be found out.
    pub unclear: u32,
}

impl Counts {
    /// All rows that have ended.
    #[must_use]
    pub fn ended(&self) -> u32 {
        self.done + self.presumed + self.existed + self.refused + self.failed + self.unclear
    }

    fn of(&mut self, mark: Mark) -> Option<&mut u32> {
        match mark {
            Mark::Done => Some(&mut self.done),
            Mark::Presumed => Some(&mut self.presumed),
            Mark::Existed => Some(&mut self.existed),
            Mark::Refused(_) => Some(&mut self.refused),
            Mark::Failed(_) => Some(&mut self.failed),
            Mark::Unclear(_) => Some(&mut self.unclear),
            Mark::Open | Mark::Free | Mark::Doubted(_) | Mark::DoubtedFree(_) => None,
        }
    }
}

/// The marks of all rows.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Rows {
    marks: Vec<Mark>,
    faults: Vec<Fault>,
    counts: Counts,
}

impl Rows {
    pub fn new(rows: u32, mark: Mark) -> Self {
        Self { marks: vec![mark; rows as usize], faults: Vec::new(), counts: Counts::default() }
    }

    pub fn len(&self) -> u32 {
        self.marks.len() as u32
    }

    pub fn counts(&self) -> Counts {
        self.counts
    }

    pub fn get(&self, row: u32) -> Option<Mark> {
        self.marks.get(row as usize).copied()
    }

    pub fn set(&mut self, row: u32, mark: Mark) {
        let Some(place) = self.marks.get_mut(row as usize) else { return };
        if let Some(count) = self.counts.of(*place) {
            *count = count.saturating_sub(1);
        }
        if let Some(count) = self.counts.of(mark) {
            *count += 1;
        }
        *place = mark;
    }

    /// Gives each of the rows another mark.
    pub fn change(&mut self, rows: &[u32], to: impl Fn(Mark) -> Mark) {
        for &row in rows {
            if let Some(mark) = self.get(row) {
                self.set(row, to(mark));
            }
        }
    }

    pub fn all(&self) -> &[Mark] {
        &self.marks
    }

    /// Open rows from `from` on, in order.
    pub fn open_from(&self, from: u32) -> impl Iterator<Item = (u32, Mark)> {
        let marks = self.marks.get(from as usize..).unwrap_or_default();
        (from..).zip(marks.iter().copied()).filter(|(_, mark)| mark.is_open())
    }

    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    pub fn fault(&self, index: u32) -> Option<&Fault> {
        self.faults.get(index as usize)
    }

    /// Takes a fault into the table as it stands there already.
    pub fn append(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Keeps a fault, and says where. One that comes twice in a row is kept once.
    pub fn keep(&mut self, fault: Fault) -> u32 {
        if self.faults.last() != Some(&fault) {
            self.faults.push(fault);
        }
        self.faults.len().saturating_sub(1) as u32
    }
}

/// How a row ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome<'a> {
    /// The server confirmed it.
    Done,
    /// Not there before and there now, though the confirmation was lost: ours, as far as can be told.
    Presumed,
    /// There before, by nothing this run did.
    Existed,
    /// The server said no to this row alone, or to its block where blocks are not taken apart.
    Refused(&'a Fault),
    /// Sent alone, time and again, and never answered.
    Failed(&'a Fault),
    /// It may have been done: the answer was lost, and nothing tells.
    Unclear(&'a Fault),
    /// The run was cancelled before its turn came.
    NotTried,
}

/// Stands for a fault that the table has not: there is none such, but nothing here may panic.
pub(super) const UNKNOWN: Fault = Fault { failure: Failure::Lost, err_code: None, operation_id: None };
