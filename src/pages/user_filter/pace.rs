//! Long work in short pieces, so that the page does not stand still meanwhile.

use std::cell::Cell;

use gloo_timers::future::TimeoutFuture;

use crate::browser;

/// How long a piece may be, in milliseconds.
const PIECE_MILLIS: i64 = 12;
/// How many cheap steps are made before the clock is looked at.
pub const STEPS: usize = 200;

/// The clock of one work.
pub struct Pace(Cell<i64>);

impl Pace {
    /// From now on.
    pub fn new() -> Self {
        Self(Cell::new(browser::now_millis()))
    }

    /// Lets the browser do what it must where it has waited long enough.
    pub async fn rest(&self) {
        if browser::now_millis().saturating_sub(self.0.get()) >= PIECE_MILLIS {
            TimeoutFuture::new(0).await;
            self.0.set(browser::now_millis());
        }
    }
}
