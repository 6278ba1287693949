//! Time as the sandbox sees it: injected, so that expiry is tested without waiting and the library runs where there is no
//! system clock.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// A wait that ends by itself.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Where the time comes from.
pub trait Clock: Send + Sync + 'static {
    /// Milliseconds since 1970, UTC.
    fn now_millis(&self) -> i64;

    /// Waits for `duration`: the delay of a slow server.
    fn sleep(&self, duration: Duration) -> Sleep;
}

/// A clock that stands still until it is moved. A sleep moves it and returns at once.
#[derive(Debug)]
pub struct ManualClock {
    millis: std::sync::Arc<AtomicI64>,
}

impl ManualClock {
    /// A clock that shows `millis` since 1970.
    #[must_use]
    pub fn at(millis: i64) -> Self {
        Self { millis: std::sync::Arc::new(AtomicI64::new(millis)) }
    }

    /// Moves the clock by `millis`; a negative number moves it back.
    pub fn advance_millis(&self, millis: i64) {
        self.millis.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now_millis(&self) -> i64 {
        self.millis.load(Ordering::SeqCst)
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let millis = std::sync::Arc::clone(&self.millis);
        Box::pin(async move {
            millis.fetch_add(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX), Ordering::SeqCst);
        })
    }
}

/// The clock of the machine.
#[cfg(feature = "server")]
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

#[cfg(feature = "server")]
impl Clock for SystemClock {
    fn now_millis(&self) -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(duration))
    }
}
