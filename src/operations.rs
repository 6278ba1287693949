//! Every call of this console, for the operation log: what was asked of which server, and what came of it. Bounded, in memory,
//! gone with the tab. Bodies come masked from the client; nothing here is ever written anywhere.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use openim_api::{BaseUrl, CallRecord, ErrorKind, Observer};
use yew::Callback;

/// Older calls are forgotten: so many are kept at most …
pub const MOST_CALLS: usize = 1_000;
/// … and so many bytes of their bodies.
pub const MOST_BYTES: usize = 4 << 20;
/// In a question about somebody who cannot exist.
const NOBODY: &str = r#""userID":"""#;

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
    /// Did the caller get something else than an answer? A call that was taken back is no failure, nor is a question that was
    /// answered by its refusal.
    pub fn has_failed(&self) -> bool {
        let error = self.record.error.as_ref();
        error.is_some_and(|error| match error.kind {
            ErrorKind::Cancelled => false,
            ErrorKind::Refused { .. } | ErrorKind::Http { .. } => !self.is_probe(),
            _ => true,
        })
    }

    /// Does it ask which version the server has? That is told by the way in which an empty request is refused.
    pub fn is_probe(&self) -> bool {
        let record = &self.record;
        let is_empty = matches!(record.request_body.as_str(), "" | "{}");
        !record.carried_token && is_empty
            || record.path.ends_with("/page_user_client_config") && record.request_body.contains(NOBODY)
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
    watchers: RefCell<Vec<Weak<Callback<()>>>>,
    /// Told of each call that has come to its end.
    listener: Option<Listener>,
}

/// Hears of a call.
pub type Listener = Rc<dyn Fn(&Rc<Operation>)>;

impl Operations {
    /// An empty log whose calls somebody hears of.
    pub fn heard_by(listener: Listener) -> Self {
        Self(Rc::new(Inner { listener: Some(listener), ..Inner::default() }))
    }

    /// The kept calls, oldest first.
    pub fn kept(&self) -> Vec<Rc<Operation>> {
        self.0.kept.borrow().iter().cloned().collect()
    }

    /// Calls that wait for their answer.
    pub fn running(&self) -> u32 {
        self.0.running.get()
    }

    /// Forgets what is kept, and hands it over to whoever may want it back.
    pub fn clear(&self) -> Vec<Rc<Operation>> {
        let cleared = self.0.kept.take();
        self.0.bytes.set(0);
        self.tell();
        cleared.into()
    }

    /// Puts back what [`Operations::clear`] gave, before what has come since, as far as there is room.
    pub fn restore(&self, cleared: &[Rc<Operation>]) {
        let mut bytes = self.0.bytes.get();
        {
            let mut kept = self.0.kept.borrow_mut();
            for operation in cleared.iter().rev() {
                bytes += operation.bytes();
                if kept.len() >= MOST_CALLS || bytes > MOST_BYTES {
                    bytes -= operation.bytes();
                    break;
                }
                kept.push_front(Rc::clone(operation));
            }
        }
        self.0.bytes.set(bytes);
        self.tell();
    }

    /// `watcher` is told of every change for as long as it is held.
    pub fn watch(&self, watcher: &Rc<Callback<()>>) {
        let mut watchers = self.0.watchers.borrow_mut();
        watchers.retain(|known| known.strong_count() > 0);
        watchers.push(Rc::downgrade(watcher));
    }

    /// What writes down the calls to this server.
    pub fn recorder(&self, server: BaseUrl) -> Rc<dyn Observer> {
        Rc::new(Recorder { operations: self.clone(), server })
    }

    fn keep(&self, server: &BaseUrl, record: &CallRecord) {
        let number = self.0.calls.get().wrapping_add(1);
        self.0.calls.set(number);
        let operation = Rc::new(Operation { number, server: server.clone(), record: record.clone() });
        if let Some(listener) = &self.0.listener {
            listener(&operation);
        }
        let mut bytes = self.0.bytes.get() + operation.bytes();
        {
            let mut kept = self.0.kept.borrow_mut();
            kept.push_back(operation);
            while kept.len() > MOST_CALLS || bytes > MOST_BYTES {
                let Some(oldest) = kept.pop_front() else { break };
                bytes -= oldest.bytes();
            }
        }
        self.0.bytes.set(bytes);
    }

    fn tell(&self) {
        // Let go of the list first: whoever is told may watch anew.
        let watchers = self.0.watchers.borrow().clone();
        for watcher in watchers.iter().filter_map(Weak::upgrade) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use openim_api::{ApiError, Effect, ErrorKind, OperationId};

    fn record(bytes: usize, error: Option<ErrorKind>) -> CallRecord {
        let error = error.map(|kind| ApiError {
            kind,
            path: "/user/get_users",
            operation_id: None,
            carried_token: true,
            retry_after_millis: None,
        });
        CallRecord {
            path: "/user/get_users",
            effect: Effect::Reads,
            operation_id: OperationId::from("oic-1"),
            carried_token: true,
            started_at_millis: 0,
            duration_millis: 1,
            status: Some(200),
            err_code: Some(0),
            error,
            request_body: "x".repeat(bytes),
            response_body: String::new(),
        }
    }

    fn operations() -> (Operations, Rc<dyn Observer>) {
        let operations = Operations::default();
        let recorder = operations.recorder(BaseUrl::parse("http://10.0.0.5:10002").unwrap());
        (operations, recorder)
    }

    #[test]
    fn the_oldest_calls_go_when_there_are_too_many() {
        let (operations, recorder) = operations();
        for _ in 0..MOST_CALLS + 5 {
            recorder.on_start();
            recorder.on_call(&record(1, None));
        }
        let kept = operations.kept();
        assert_eq!((kept.len(), kept[0].number), (MOST_CALLS, 6));
        assert_eq!(operations.running(), 0);
    }

    #[test]
    fn large_bodies_push_out_older_calls() {
        let (operations, recorder) = operations();
        for _ in 0..10 {
            recorder.on_call(&record(MOST_BYTES / 4, None));
        }
        assert_eq!(operations.kept().len(), 4);
        operations.clear();
        recorder.on_call(&record(MOST_BYTES, None));
        assert_eq!(operations.kept().len(), 1);
    }

    #[test]
    fn what_was_cleared_comes_back_before_what_has_come_since() {
        let (operations, recorder) = operations();
        for _ in 0..MOST_CALLS {
            recorder.on_call(&record(1, None));
        }
        let cleared = operations.clear();
        assert_eq!((cleared.len(), operations.kept().len()), (MOST_CALLS, 0));
        recorder.on_call(&record(1, None));
        operations.restore(&cleared);
        let kept = operations.kept();
        let numbers: Vec<u32> = kept.iter().map(|operation| operation.number).collect();
        assert_eq!((kept.len(), numbers[0], numbers[MOST_CALLS - 1]), (MOST_CALLS, 2, 1_001));
        assert!(numbers.is_sorted());
    }

    #[test]
    fn a_question_that_its_refusal_answers_has_not_failed() {
        let refused = ErrorKind::Refused {
            code: 1001,
            class: openim_api::ErrorClass::BadArgument,
            detail: openim_api::Detail::default(),
        };
        let failed = |path, body: &str, carried_token, kind: &ErrorKind| {
            let (operations, recorder) = operations();
            let record =
                CallRecord { path, carried_token, request_body: body.to_owned(), ..record(0, Some(kind.clone())) };
            recorder.on_call(&record);
            operations.kept()[0].has_failed()
        };
        assert!(!failed("/auth/get_admin_token", "{}", false, &refused));
        assert!(!failed("/prometheus_discovery/api", "", false, &ErrorKind::Http { status: 404 }));
        assert!(failed("/auth/get_admin_token", "{}", false, &ErrorKind::Network));
        assert!(failed("/auth/get_admin_token", r#"{"secret":"•••","userID":"a"}"#, false, &refused));
        let asked = r#"{"key":"","pagination":{"pageNumber":1,"showNumber":1},"userID":""}"#;
        assert!(!failed("/user/page_user_client_config", asked, true, &ErrorKind::Http { status: 404 }));
        assert!(failed("/user/page_user_client_config", r#"{"userID":"a"}"#, true, &refused));
    }

    #[test]
    fn everybody_who_still_watches_is_told_of_start_and_end() {
        let (operations, recorder) = operations();
        let told = Rc::new(Cell::new(0));
        let watcher = || {
            let told = Rc::clone(&told);
            Rc::new(Callback::from(move |()| told.set(told.get() + 1)))
        };
        let (first, second) = (watcher(), watcher());
        operations.watch(&first);
        operations.watch(&second);
        recorder.on_start();
        assert_eq!((told.get(), operations.running()), (2, 1));
        drop(first);
        recorder.on_call(&record(1, None));
        assert_eq!((told.get(), operations.running()), (3, 0));
    }

    #[test]
    fn a_call_that_was_taken_back_has_not_failed() {
        let (operations, recorder) = operations();
        for kind in [None, Some(ErrorKind::Cancelled), Some(ErrorKind::Network)] {
            recorder.on_call(&record(1, kind));
        }
        let failed: Vec<_> = operations.kept().iter().map(|operation| operation.has_failed()).collect();
        assert_eq!(failed, [false, false, true]);
    }
}
