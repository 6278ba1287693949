//! The clock of the page: `Date`, and the timers of the worker.

use std::time::Duration;

use gloo_timers::future::TimeoutFuture;
use openim_sandbox::{Clock, Sleep};
use tokio::sync::oneshot;
use wasm_bindgen_futures::spawn_local;

/// Tells the time where there is no system clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct PageClock;

impl Clock for PageClock {
    #[expect(clippy::cast_possible_truncation, reason = "a date in milliseconds is a whole number far below 2^53")]
    fn now_millis(&self) -> i64 {
        js_sys::Date::now() as i64
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let millis = u32::try_from(duration.as_millis()).unwrap_or(u32::MAX);
        // A timer stays on its thread, and a router wants what may leave it.
        let (done, waits) = oneshot::channel();
        spawn_local(async move {
            TimeoutFuture::new(millis).await;
            let _ = done.send(());
        });
        Box::pin(async move {
            let _ = waits.await;
        })
    }
}
