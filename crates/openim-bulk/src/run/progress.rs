//! How far a run is, and how fast.

use std::collections::VecDeque;

use super::rows::Counts;

/// The stretch that speed is taken from.
const WINDOW_MILLIS: i64 = 30_000;
const MOST_POINTS: usize = 128;

/// How far a run is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// All rows.
    pub rows: u32,
    /// Those that have not ended.
    pub left: u32,
    /// How the others ended.
    pub counts: Counts,
    /// Requests that were sent.
    pub requests: u32,
    /// How fast it was lately, where that can be told.
    pub speed: Option<Speed>,
    /// How long the rest takes at that speed.
    pub left_millis: Option<u64>,
}

/// So many rows in so many milliseconds; neither is 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Speed {
    /// Rows that ended.
    pub rows: u32,
    /// The time it took.
    pub millis: u32,
}

impl Progress {
    pub(super) fn new(rows: u32, counts: Counts, requests: u32, speed: Option<Speed>) -> Self {
        let left = rows.saturating_sub(counts.ended());
        let left_millis =
            speed.and_then(|speed| (u64::from(left) * u64::from(speed.millis)).checked_div(speed.rows.into()));
        Self { rows, left, counts, requests, speed, left_millis }
    }
}

/// When how many rows had ended, lately.
#[derive(Debug, Default)]
pub(super) struct Recent(VecDeque<(i64, u32)>);

impl Recent {
    pub fn note(&mut self, now_millis: i64, ended: u32) {
        // The clock was put back, or rows were opened again: what was before tells nothing.
        if self.0.back().is_some_and(|(time, before)| *time > now_millis || *before > ended) {
            self.0.clear();
        }
        self.0.push_back((now_millis, ended));
        let is_old = |point: &(i64, u32)| now_millis.saturating_sub(point.0) > WINDOW_MILLIS;
        while self.0.len() > MOST_POINTS || (self.0.len() > 2 && self.0.get(1).is_some_and(is_old)) {
            self.0.pop_front();
        }
    }

    pub fn speed(&self) -> Option<Speed> {
        let ((from, before), (to, ended)) = (self.0.front()?, self.0.back()?);
        let millis = u32::try_from(to.saturating_sub(*from)).ok().filter(|millis| *millis > 0)?;
        let rows = ended.checked_sub(*before).filter(|rows| *rows > 0)?;
        Some(Speed { rows, millis })
    }
}
