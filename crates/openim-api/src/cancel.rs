//! Taking a call back, and limiting the time it may take.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// The time a call has where nothing else is said, in milliseconds.
pub const DEFAULT_TIMEOUT_MILLIS: u32 = 10_000;

/// How long one call may take, and what takes it back.
#[derive(Clone, PartialEq, Debug)]
pub struct CallOptions {
    /// Milliseconds from sending to the last byte of the answer; 0 is taken for 1. No call is without a limit, because servers were
    /// seen to keep one open for minutes (v3.5, v3.6).
    pub timeout_millis: u32,
    /// Ends the call with [`crate::ErrorKind::Cancelled`] once it is cancelled. (Dropping the call's future ends it, too.)
    pub cancel: Option<CancelToken>,
}

impl Default for CallOptions {
    fn default() -> Self {
        Self { timeout_millis: DEFAULT_TIMEOUT_MILLIS, cancel: None }
    }
}

/// A switch that many calls may watch; it is turned once and for all. Clones are the same switch.
#[derive(Clone, Default)]
pub struct CancelToken(Rc<State>);

#[derive(Default)]
struct State {
    cancelled: Cell<bool>,
    next_key: Cell<u64>,
    waiting: RefCell<Vec<(u64, Waker)>>,
}

impl CancelToken {
    /// A switch that is not turned yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends every call that watches this switch, now and later.
    pub fn cancel(&self) {
        self.0.cancelled.set(true);
        // Taken out first: a woken task may come back to this list at once.
        for (_, waker) in self.0.waiting.take() {
            waker.wake();
        }
    }

    /// Whether [`CancelToken::cancel`] was called.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.get()
    }

    /// Resolves once the switch is turned.
    pub fn cancelled(&self) -> Cancelled {
        let key = self.0.next_key.get();
        self.0.next_key.set(key.wrapping_add(1));
        Cancelled { state: Rc::clone(&self.0), key }
    }
}

impl PartialEq for CancelToken {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for CancelToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CancelToken").field(&self.is_cancelled()).finish()
    }
}

/// The future of [`CancelToken::cancelled`]. Dropping it leaves nothing behind in the token.
#[must_use = "a future does nothing until it is awaited"]
pub struct Cancelled {
    state: Rc<State>,
    key: u64,
}

impl Future for Cancelled {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.state.cancelled.get() {
            return Poll::Ready(());
        }
        let mut waiting = self.state.waiting.borrow_mut();
        match waiting.iter_mut().find(|(key, _)| *key == self.key) {
            Some((_, waker)) => waker.clone_from(cx.waker()),
            None => waiting.push((self.key, cx.waker().clone())),
        }
        Poll::Pending
    }
}

impl Drop for Cancelled {
    fn drop(&mut self) {
        if let Ok(mut waiting) = self.state.waiting.try_borrow_mut() {
            waiting.retain(|(key, _)| *key != self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt as _;

    #[test]
    fn one_switch_ends_all_who_wait_and_forgets_those_who_left() {
        let token = CancelToken::new();
        let (mut first, mut second, mut gone) = (token.cancelled(), token.cancelled(), token.cancelled());
        assert_eq!((&mut first).now_or_never(), None);
        assert_eq!((&mut second).now_or_never(), None);
        assert_eq!((&mut gone).now_or_never(), None);
        drop(gone);
        assert_eq!(token.0.waiting.borrow().len(), 2);
        token.clone().cancel();
        assert!(token.is_cancelled());
        assert_eq!((first.now_or_never(), second.now_or_never()), (Some(()), Some(())));
        assert_eq!(token.cancelled().now_or_never(), Some(()));
    }
}
