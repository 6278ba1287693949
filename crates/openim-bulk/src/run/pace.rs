//! How many rows go into a request, and how long to wait after a failure.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

/// So many failures in a row are waited for; the next one stops the run. Together a minute, and up to two with jitter.
const WAITS: usize = 6;
/// The longest wait, before jitter. A server that asks for more gets no more than this.
const LONGEST: Duration = Duration::from_secs(60);
/// So many blocks pass before a size that was cut is doubled again; twice as many after each further cut.
const PATIENCE: u32 = 4;
const MOST_PATIENCE: u32 = 256;

/// How many rows go into a request.
///
/// Two measures, the smaller counts. `limit` is what the server takes at a time: cut by time-outs and refused sizes. `width` is what
/// will probably pass: near to the distance of the rows that the server refuses.
#[derive(Clone, Debug)]
pub(super) struct Sizes {
    most: u32,
    limit: u32,
    patience: u32,
    calm: u32,
    width: u32,
    gap: u32,
}

impl Sizes {
    pub fn new(most: u32) -> Self {
        let most = most.max(1);
        Self { most, limit: most, patience: PATIENCE, calm: 0, width: most, gap: 0 }
    }

    pub fn limit(&self) -> u32 {
        self.limit
    }

    pub fn width(&self) -> u32 {
        self.width.min(self.limit)
    }

    /// A request with so many rows was too much.
    pub fn too_much(&mut self, rows: u32) {
        self.limit = self.limit.min((rows / 2).max(1));
        self.patience = (self.patience * 2).min(MOST_PATIENCE);
        self.calm = 0;
    }

    /// So many rows passed; `narrowed` where they were a part of something refused.
    pub fn passed(&mut self, rows: u32, narrowed: bool) {
        self.gap = self.gap.saturating_add(rows);
        if !narrowed {
            self.width = self.width.saturating_mul(2).min(self.most);
        }
        self.calm += 1;
        if self.limit < self.most && self.calm >= self.patience {
            self.limit = self.limit.saturating_mul(2).min(self.most);
            self.calm = 0;
        }
    }

    /// A row was refused alone.
    pub fn culprit(&mut self) {
        self.width = self.gap.clamp(1, self.most);
        self.gap = 0;
    }
}

/// Waiting after failures: longer each time, never the same twice.
#[derive(Debug)]
pub struct Patience {
    seed: u64,
    delays: Option<ExponentialBackoff>,
    /// Since when, and for how long.
    wait: Option<(i64, i64)>,
}

impl Patience {
    /// At its beginning. `seed` is any random number: it spreads the waits of several tabs.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, delays: None, wait: None }
    }

    /// Something was answered.
    pub fn reset(&mut self) {
        self.delays = None;
        self.wait = None;
    }

    /// Waits after one more failure. False where there were enough of them.
    pub fn begin(&mut self, now_millis: i64, retry_after_millis: Option<u32>) -> bool {
        // Another seed for each series: two tabs that fail together shall not come back together.
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let seed = self.seed;
        let delays = self.delays.get_or_insert_with(|| {
            ExponentialBuilder::new()
                .with_jitter()
                .with_jitter_seed(seed)
                .with_max_delay(LONGEST)
                .with_max_times(WAITS)
                .build()
        });
        let Some(delay) = delays.next() else {
            self.reset();
            return false;
        };
        let asked = Duration::from_millis(retry_after_millis.unwrap_or(0).into()).min(LONGEST);
        let delay = delay.max(asked).as_millis();
        self.wait = Some((now_millis, i64::try_from(delay).unwrap_or(i64::MAX)));
        true
    }

    /// Until when to wait. A clock that was put back does not make it longer than it was meant to be.
    pub fn until(&mut self, now_millis: i64) -> Option<i64> {
        let (since, delay) = self.wait.as_mut().map(|(since, delay)| {
            *since = (*since).min(now_millis);
            (*since, *delay)
        })?;
        let until = since.saturating_add(delay);
        if until <= now_millis {
            self.wait = None;
            return None;
        }
        Some(until)
    }
}
