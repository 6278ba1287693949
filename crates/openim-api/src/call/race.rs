//! Waiting for an answer, its time limit and a caller who changes his mind, whichever comes first.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use crate::cancel::CallOptions;
use crate::client::Client;
use crate::transport::Transport;

/// What ended a wait before its answer came.
pub(crate) enum Interrupted {
    Timeout,
    Cancelled,
}

/// Starts work, unless it is cancelled already, and waits for it as long as the options allow. Whatever loses is dropped, which aborts
/// a request.
pub(crate) async fn race<T, F: Future<Output = T>>(
    transport: &dyn Transport,
    options: &CallOptions,
    start: impl FnOnce() -> F,
) -> Result<T, Interrupted> {
    if options.cancel.as_ref().is_some_and(|cancel| cancel.is_cancelled()) {
        return Err(Interrupted::Cancelled);
    }
    let mut work = pin!(start());
    let mut limit = transport.sleep(Client::timeout(options));
    let mut cancelled = options.cancel.as_ref().map(|cancel| cancel.cancelled());
    poll_fn(|cx| {
        if let Some(cancelled) = &mut cancelled
            && std::pin::Pin::new(cancelled).poll(cx).is_ready()
        {
            return Poll::Ready(Err(Interrupted::Cancelled));
        }
        if let Poll::Ready(done) = work.as_mut().poll(cx) {
            return Poll::Ready(Ok(done));
        }
        limit.as_mut().poll(cx).map(|()| Err(Interrupted::Timeout))
    })
    .await
}
