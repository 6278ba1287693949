//! Every call of this console, for the operation log: what was asked of which server, and what came of it. Bounded, in memory,
//! gone with the tab. Bodies come masked from the client; nothing here is ever written anywhere.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use openim_api::{BaseUrl, CallRecord, Observer};
use yew::Callback;

/// Older calls are forgotten: so many are kept at most …
pub const MOST_CALLS: usize = 1_000;
/// … and so many bytes of their bodies.
pub const MOST_BYTES: usize = 4 << 20;

/// One call.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Counts the calls of this console, from 1.
    pub number: u32,
    /// Where it went.
    pub server: BaseUrl,
    /// What is known of it.
    pub record: CallRecord,
}

impl Operation {
    /// Did the caller get something else than an answer? A call that was taken back is no failure.
    pub fn has_failed(&self) -> bool {
        let error = self.record.error.as_ref();
        error.is_some_and(|error| !matches!(error.kind, openim_api::ErrorKind::Cancelled))
    }

    fn bytes(&self) -> usize {
        self.record.request_body.len() + self.record.response_body.len()
    }
}

/// The calls of one console. Cheap to clone; equal to its clones only.
#[derive(Clone, Default)]
pub struct Operations(Rc<Inner>);

#[derive(Default)]
struct Inner {
    kept: RefCell<VecDeque<Rc<Operation>>>,
    bytes: Cell<usize>,
    calls: Cell<u32>,
    running: Cell<u32>,
    watcher: RefCell<Weak<Callback<()>>>,
}

impl Operations {
    /// The kept calls, oldest first.
    pub fn kept(&self) -> Vec<Rc<Operation>> {
        self.0.kept.borrow().iter().cloned().collect()
    }

    /// Calls that wait for their answer.
    pub fn running(&self) -> u32 {
        self.0.running.get()
    }

    /// Forgets what is kept.
    pub fn clear(&self) {
        self.0.kept.borrow_mut().clear();
        self.0.bytes.set(0);
        self.tell();
    }

    /// `watcher` is told of every change for as long as it is held; a later one takes its place.
    pub fn watch(&self, watcher: &Rc<Callback<()>>) {
        *self.0.watcher.borrow_mut() = Rc::downgrade(watcher);
    }

    /// What writes down the calls to this server.
    pub fn recorder(&self, server: BaseUrl) -> Rc<dyn Observer> {
        Rc::new(Recorder { operations: self.clone(), server })
    }

    fn keep(&self, server: &BaseUrl, record: &CallRecord) {
        let number = self.0.calls.get().wrapping_add(1);
        self.0.calls.set(number);
        let operation = Operation { number, server: server.clone(), record: record.clone() };
        let mut bytes = self.0.bytes.get() + operation.bytes();
        {
            let mut kept = self.0.kept.borrow_mut();
            kept.push_back(Rc::new(operation));
            while kept.len() > MOST_CALLS || bytes > MOST_BYTES {
                let Some(oldest) = kept.pop_front() else { break };
                bytes -= oldest.bytes();
            }
        }
        self.0.bytes.set(bytes);
    }

    fn tell(&self) {
        // Let go of the place first: whoever is told may watch anew.
        let watcher = self.0.watcher.borrow().upgrade();
        if let Some(watcher) = watcher {
            watcher.emit(());
        }
    }
}

impl PartialEq for Operations {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Recorder {
    operations: Operations,
    server: BaseUrl,
}

impl Observer for Recorder {
    fn on_start(&self) {
        let running = &self.operations.0.running;
        running.set(running.get().saturating_add(1));
        self.operations.tell();
    }

    fn on_call(&self, record: &CallRecord) {
        let running = &self.operations.0.running;
        running.set(running.get().saturating_sub(1));
        self.operations.keep(&self.server, record);
        self.operations.tell();
    }
}
