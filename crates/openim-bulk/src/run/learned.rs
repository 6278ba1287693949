//! What an answer says about the rows it is about: which have ended, which are doubted, and between which rows the refused one is.

use super::{Conflict, Failure, Fault, Mark, Run, Stop, TRIES, Work};

impl Run {
    pub(super) fn done(&mut self, rows: &[u32]) {
        self.heard();
        self.stumbles = 0;
        self.rows.change(rows, |_| Mark::Done);
        self.sizes.passed(rows.len() as u32, self.suspect.is_some());
    }

    pub(super) fn checked(&mut self, rows: &[u32], mut taken: Vec<u32>) {
        self.waiting.reset();
        taken.sort_unstable();
        let (there, free): (Vec<u32>, Vec<u32>) = rows.iter().partition(|row| taken.binary_search(row).is_ok());
        // "Taken" for a block of which all is there now: it came twice, and the first time it passed. Some of it: somebody else's.
        let by_ours = self.conflict.is_some() && free.is_empty() && rows.len() > 1;
        self.rows.change(&there, |mark| mark.found_there(by_ours));
        self.rows.change(&free, Mark::found_free);
        self.give_up(&free);
        let Some(conflict) = &mut self.conflict else { return };
        conflict.found |= !there.is_empty();
        let Conflict { end, found, .. } = *conflict;
        let left = self.rows.open_from(self.next).take_while(|(row, _)| *row < end);
        if !left.into_iter().any(|(_, mark)| mark.is_unasked()) {
            self.settle(end, found);
        }
    }

    /// All rows of a conflict have been asked about.
    fn settle(&mut self, end: u32, found: bool) {
        let Some(Conflict { fault, .. }) = self.conflict.take() else { return };
        let is_taken = fault.failure == Failure::Taken;
        if found {
            self.folds = false;
            return;
        }
        self.folds |= is_taken;
        match self.open_before(end).as_slice() {
            [row] => self.refuse(*row, fault),
            _ => self.suspect = Some(end),
        }
    }

    /// A row was refused alone.
    fn refuse(&mut self, row: u32, fault: Fault) {
        let fault = self.rows.keep(fault);
        self.rows.set(row, Mark::Refused(fault));
        self.suspect = None;
        self.sizes.culprit();
    }

    /// Whether to wait before the question is asked again.
    pub(super) fn check_failed(&mut self, rows: &[u32], fault: &Fault) -> bool {
        match fault.failure {
            Failure::SessionEnded => self.halt(Stop::SessionEnded(fault.clone())),
            Failure::Barred => self.halt(Stop::Barred(fault.clone())),
            Failure::TooLarge if rows.len() > 1 => self.sizes.too_much(rows.len() as u32),
            Failure::Busy | Failure::Lost => return true,
            Failure::Taken | Failure::Refused | Failure::Stumbled | Failure::TooLarge | Failure::TimedOut => {
                self.sizes.too_much(rows.len() as u32);
                return true;
            }
        }
        false
    }

    /// Whether to wait before the next sending.
    pub(super) fn send_failed(&mut self, rows: &[u32], fault: &Fault) -> bool {
        match fault.failure {
            Failure::SessionEnded => self.halt(Stop::SessionEnded(fault.clone())),
            Failure::Barred => self.halt(Stop::Barred(fault.clone())),
            Failure::Busy => return true,
            Failure::TimedOut | Failure::Lost => {
                self.lost(rows, fault);
                return true;
            }
            Failure::TooLarge if self.policy.work == Work::Once => {
                self.sizes.too_much(rows.len() as u32);
                self.doubt(rows, fault);
            }
            Failure::TooLarge if rows.len() > 1 => self.sizes.too_much(rows.len() as u32),
            Failure::TooLarge | Failure::Taken | Failure::Refused | Failure::Stumbled => self.refused(rows, fault),
        }
        false
    }

    fn lost(&mut self, rows: &[u32], fault: &Fault) {
        self.doubt(rows, fault);
        self.losses = self.losses.saturating_add(1);
        if fault.failure == Failure::TimedOut || self.losses > 1 {
            self.sizes.too_much(rows.len() as u32);
        }
        if let [row] = rows {
            self.lone = if self.lone.0 == *row { (*row, self.lone.1.saturating_add(1)) } else { (*row, 1) };
        }
    }

    /// Ends a row that was lost alone too often, now that it is known not to be there. Only one: where the next is lost too, it is not
    /// the row.
    fn give_up(&mut self, free: &[u32]) {
        let (row, times) = self.lone;
        if times < TRIES || self.gave_up || free.binary_search(&row).is_err() {
            return;
        }
        if let Some(Mark::DoubtedFree(fault)) = self.rows.get(row) {
            self.gave_up = true;
            self.rows.set(row, Mark::Failed(fault));
        }
    }

    /// It may have been done.
    pub(super) fn doubt(&mut self, rows: &[u32], fault: &Fault) {
        let fault = self.rows.keep(fault.clone());
        let is_once = self.policy.work == Work::Once;
        self.rows.change(rows, |_| if is_once { Mark::Unclear(fault) } else { Mark::Doubted(fault) });
    }

    fn refused(&mut self, rows: &[u32], fault: &Fault) {
        self.heard();
        let stumbled = fault.failure == Failure::Stumbled;
        if self.policy.work != Work::Register {
            let index = self.rows.keep(fault.clone());
            let is_unclear = stumbled && self.policy.work == Work::Once;
            self.rows.change(rows, |_| if is_unclear { Mark::Unclear(index) } else { Mark::Refused(index) });
            return;
        }
        let Some(end) = rows.last().map(|last| last + 1) else { return };
        if stumbled {
            self.stumbles = self.stumbles.saturating_add(1);
            let index = self.rows.keep(fault.clone());
            self.rows.change(rows, |_| Mark::DoubtedFree(index));
        }
        match (rows, fault.failure) {
            // Where an earlier sending was lost, or "taken" was not asked about, it may be there: `_` asks again.
            ([row], Failure::Refused | Failure::TooLarge) if !self.folds && !self.is_doubted(rows) => {
                self.refuse(*row, fault.clone());
            }
            ([_, _, ..], Failure::Refused | Failure::TooLarge) => self.suspect = Some(end),
            ([_, _, ..], Failure::Stumbled) => self.suspect = Some(end),
            ([_, _, ..], _) if self.folds && !self.is_doubted(rows) => self.suspect = Some(end),
            _ => {
                self.rows.change(rows, Mark::to_be_asked);
                self.conflict = Some(Conflict { end, fault: fault.clone(), found: false });
            }
        }
    }

    /// Whether one of them was in a request that may have been done.
    fn is_doubted(&self, rows: &[u32]) -> bool {
        rows.iter().any(|row| matches!(self.rows.get(*row), Some(Mark::DoubtedFree(_))))
    }

    /// A sending was answered.
    fn heard(&mut self) {
        self.waiting.reset();
        self.losses = 0;
        self.gave_up = false;
    }
}
