//! A server that registers blocks all or none, and a driver that can be cut off at any step.

use crate::run::{Answer, Failure, Fault, Outcome, Policy, Run, Step, Stop};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    Nobody,
    Us,
    Other,
}

/// What happens to one request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    Fine,
    LostBefore,
    LostAfter,
    TimedOutBefore,
    TimedOutAfter,
    /// Seen as lost, and done only after the next request.
    Late,
    /// Delivered twice; the second answer is the one that is seen.
    Twice,
    Busy,
    Stumbled,
    TooLarge,
    SessionEnded,
    /// Another client registers the row in the middle of the block first.
    Race,
    /// Another client registers the whole block first.
    RaceAll,
    /// The page is closed before the request leaves.
    KilledBefore,
    /// The page is closed before the answer comes.
    KilledAfter,
    /// The page is closed after the answer was kept.
    KilledThen,
    ClockBack,
    ClockAhead,
    Paused,
}

pub fn fault(failure: Failure) -> Fault {
    Fault { failure, err_code: Some(1001), operation_id: Some("0123".into()) }
}

pub struct Server {
    pub by: Vec<Who>,
    pub culprit: Vec<Option<Failure>>,
    pub poison: Option<u32>,
    pub troubles: Vec<Trouble>,
    late: Option<Vec<u32>>,
    now: i64,
    kept: String,
}

impl Server {
    pub fn new(rows: usize) -> Self {
        Self {
            by: vec![Who::Nobody; rows],
            culprit: vec![None; rows],
            poison: None,
            troubles: Vec::new(),
            late: None,
            now: 1_767_000_000_000,
            kept: String::new(),
        }
    }

    fn failed(failure: Failure) -> Answer {
        Answer::Failed { fault: fault(failure), retry_after_millis: None }
    }

    fn register(&mut self, rows: &[u32]) -> Answer {
        assert!(!rows.is_empty());
        if self.poison.is_some_and(|poison| rows.contains(&poison)) {
            return Self::failed(Failure::Lost);
        }
        if rows.iter().any(|row| self.by[*row as usize] != Who::Nobody) {
            return Self::failed(Failure::Taken);
        }
        if let Some(failure) = rows.iter().find_map(|row| self.culprit[*row as usize]) {
            return Self::failed(failure);
        }
        rows.iter().for_each(|row| self.by[*row as usize] = Who::Us);
        Answer::Done
    }

    fn check(&self, rows: &[u32]) -> Answer {
        Answer::Checked(rows.iter().copied().filter(|row| self.by[*row as usize] != Who::Nobody).collect())
    }

    /// Drives a run to its end, through all troubles.
    pub fn finish(&mut self, mut run: Run) -> Run {
        let rows = self.by.len() as u32;
        for _ in 0..20_000 {
            match run.next(self.now) {
                Step::Check(rows) => self.request(&mut run, true, &rows),
                Step::Send(rows) => self.request(&mut run, false, &rows),
                Step::Wait { until_millis } => {
                    assert!(until_millis > self.now && until_millis - self.now <= 120_000);
                    self.now = until_millis;
                }
                Step::Stopped(Stop::Paused | Stop::SessionEnded(_) | Stop::Interrupted(_)) => run.go_on(),
                Step::Done => {
                    assert!((0..rows).all(|row| run.outcome(row).is_some()));
                    assert_eq!((run.progress().left, run.progress().counts.ended()), (0, rows));
                    return run;
                }
                other => panic!("{other:?}"),
            }
        }
        panic!("it never ends");
    }

    fn request(&mut self, run: &mut Run, is_check: bool, rows: &[u32]) {
        assert!(rows.len() <= 1000 && rows.is_sorted());
        // The heart of it: nothing that has ended is asked about or sent again.
        assert!(rows.iter().all(|row| run.outcome(*row).is_none()));
        if !is_check {
            self.kept = run.save();
        }
        let late = self.late.take();
        let trouble = self.troubles.pop().unwrap_or(Trouble::Fine);
        let served = |server: &mut Self| if is_check { server.check(rows) } else { server.register(rows) };
        let answer = match trouble {
            Trouble::Fine | Trouble::KilledThen | Trouble::ClockBack | Trouble::ClockAhead | Trouble::Paused => {
                served(self)
            }
            Trouble::LostBefore => Self::failed(Failure::Lost),
            Trouble::TimedOutBefore => Self::failed(Failure::TimedOut),
            Trouble::LostAfter => {
                served(self);
                Self::failed(Failure::Lost)
            }
            Trouble::TimedOutAfter => {
                served(self);
                Self::failed(Failure::TimedOut)
            }
            Trouble::Late => {
                if !is_check {
                    self.late = Some(rows.to_vec());
                }
                Self::failed(Failure::TimedOut)
            }
            Trouble::Twice => {
                served(self);
                served(self)
            }
            Trouble::Busy => Self::failed(Failure::Busy),
            Trouble::Stumbled => Self::failed(Failure::Stumbled),
            Trouble::TooLarge => Self::failed(Failure::TooLarge),
            Trouble::SessionEnded => Self::failed(Failure::SessionEnded),
            Trouble::Race | Trouble::RaceAll => {
                let some = if trouble == Trouble::Race { &rows[rows.len() / 2..][..1] } else { rows };
                for row in some {
                    let who = &mut self.by[*row as usize];
                    if *who == Who::Nobody {
                        *who = Who::Other;
                    }
                }
                served(self)
            }
            Trouble::KilledBefore | Trouble::KilledAfter => {
                if trouble == Trouble::KilledAfter {
                    served(self);
                }
                self.deliver(late);
                return self.resume(run);
            }
        };
        self.deliver(late);
        match trouble {
            Trouble::ClockBack => self.now -= 86_400_000,
            Trouble::ClockAhead => self.now += 86_400_000,
            Trouble::Paused => run.pause(),
            _ => self.now += 20,
        }
        run.answered(answer, self.now);
        self.kept = run.save();
        if trouble == Trouble::KilledThen {
            self.resume(run);
        }
    }

    fn deliver(&mut self, late: Option<Vec<u32>>) {
        if let Some(rows) = late {
            self.register(&rows);
        }
    }

    fn resume(&mut self, run: &mut Run) {
        if self.kept.is_empty() {
            *run = Run::new(self.by.len() as u32, Policy::REGISTER, 2);
            return;
        }
        *run = Run::restore(&self.kept, self.by.len() as u32, Policy::REGISTER, 2).unwrap();
    }

    /// Each outcome says what is so on the server.
    pub fn judge(&self, run: &Run, troubles: &[Trouble]) {
        let had = |trouble| troubles.contains(&trouble);
        for (row, who) in self.by.iter().enumerate() {
            let outcome = run.outcome(row as u32).unwrap();
            let is_true = match (&outcome, who) {
                (Outcome::Done, Who::Us) | (Outcome::Existed, Who::Other) | (Outcome::Presumed, Who::Us) => true,
                // Nobody can tell these two from ours: a lost answer, or a whole block taken, and somebody else was there.
                (Outcome::Presumed, Who::Other) => had(Trouble::Race) || had(Trouble::RaceAll),
                // A row alone, delivered twice, whose second answer is "taken".
                (Outcome::Existed, Who::Us) => had(Trouble::Twice),
                (Outcome::Refused(_), Who::Nobody) => {
                    self.culprit[row].is_some() || had(Trouble::Stumbled) || had(Trouble::TooLarge)
                }
                (Outcome::Failed(_), Who::Nobody) => true,
                (Outcome::Failed(_), Who::Us) => had(Trouble::Late),
                _ => false,
            };
            assert!(is_true, "row {row}: {outcome:?}, {who:?}");
        }
    }
}
