//! The web worker that holds the file, and how it is asked. What is posted is told in `openim_bulk::job`.

use std::cell::{Cell, RefCell};
use std::hint::black_box;
use std::rc::Rc;

use futures_channel::oneshot;
use futures_util::future::{Either, select};
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Reflect};
use openim_bulk::job::{Call, Event, Opening, Progress, Refusal, Reply, Request, read_event, write_call};
use wasm_bindgen::{JsCast, JsValue};
use yew::Callback;

/// The worker's script, beside the page. The release puts its name by content here (`xtask/src/post_build.rs`).
const SCRIPT: &str = "import-worker-0000000000000000.js";
/// A worker that says nothing for so long will not, in milliseconds.
const READY_WITHIN_MILLIS: u32 = 30_000;
/// Who waits looks so often whether the worker is still there, in milliseconds.
const LOOK_MILLIS: u32 = 15_000;
/// So many looks without a word of it: it was ended from outside, of which no event tells. Its longest work between two words takes seconds.
const MOST_SILENT: u32 = 4;

/// Why there is no answer.
#[derive(Clone, PartialEq, Debug)]
pub enum Trouble {
    /// The worker says why.
    Refused(Refusal),
    /// The worker could not be started, or has ended by an error; in the browser's words, if it has some.
    Broken(String),
}

/// A running worker. Clones are the same; it ends with the last of them.
#[derive(Clone)]
pub struct Worker(Rc<Inner>);

struct Inner {
    worker: web_sys::Worker,
    line: Rc<Line>,
    _listeners: [EventListener; 2],
}

/// What is said between page and worker.
#[derive(Default)]
struct Line {
    last: Cell<u32>,
    /// Is told when the worker listens, or why it does not.
    ready: RefCell<Option<oneshot::Sender<Result<(), Trouble>>>>,
    /// Calls without an answer.
    waiting: RefCell<Vec<Waiting>>,
    /// Counts what it has said.
    heard: Cell<u32>,
    /// It has broken down: nobody will answer.
    broken: RefCell<Option<String>>,
    /// Is told when a worker that has listened does so no more.
    on_end: Callback<Trouble>,
}

struct Waiting {
    id: u32,
    progress: Callback<Progress>,
    told: oneshot::Sender<Result<Reply, Trouble>>,
}

impl Worker {
    /// Starts one; `script`: where it is, if not beside the page. `on_end` is told if it ends by itself later on.
    ///
    /// # Errors
    /// [`Trouble::Broken`].
    pub async fn start(script: Option<&str>, on_end: Callback<Trouble>) -> Result<Self, Trouble> {
        // Read where it stands, and not woven into the code: the release writes the name there.
        let worker = web_sys::Worker::new(script.unwrap_or(black_box(SCRIPT)))
            .map_err(|error| Trouble::Broken(words_of(&error)))?;
        let (told, ready) = oneshot::channel();
        let line = Rc::new(Line { ready: RefCell::new(Some(told)), on_end, ..Line::default() });
        let listen = |name: &'static str, hear: fn(&Line, &JsValue)| {
            let line = Rc::clone(&line);
            EventListener::new(&worker, name, move |event| hear(&line, event.as_ref()))
        };
        let listeners = [listen("message", Line::hear), listen("error", Line::break_down)];
        let worker = Self(Rc::new(Inner { worker, line, _listeners: listeners }));
        let outcome = match select(ready, TimeoutFuture::new(READY_WITHIN_MILLIS)).await {
            Either::Left((told, _)) => told.unwrap_or_else(|_| Err(Trouble::Broken(String::new()))),
            Either::Right(_) => Err(Trouble::Broken(String::new())),
        };
        outcome.map(|()| worker)
    }

    /// Asks, and waits for the answer.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn ask(&self, request: Request) -> Result<Reply, Trouble> {
        self.call(request, None, Callback::noop()).await
    }

    /// Opens a file, or without one what `opening` says; `progress` is told how far it has read.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn open(
        &self,
        opening: Opening,
        file: Option<&JsValue>,
        progress: Callback<Progress>,
    ) -> Result<Reply, Trouble> {
        self.call(Request::Open(opening), file, progress).await
    }

    /// Opens what was kept; `progress` is told how far it has read.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn resume(&self, key: String, progress: Callback<Progress>) -> Result<Reply, Trouble> {
        self.call(Request::Resume(key), None, progress).await
    }

    async fn call(&self, ask: Request, file: Option<&JsValue>, progress: Callback<Progress>) -> Result<Reply, Trouble> {
        let line = &self.0.line;
        if let Some(why) = &*line.broken.borrow() {
            return Err(Trouble::Broken(why.clone()));
        }
        let id = line.next_id();
        let (told, mut answer) = oneshot::channel();
        line.waiting.borrow_mut().push(Waiting { id, progress, told });
        self.0.post(id, ask, file).ok_or_else(|| Trouble::Broken(String::new()))?;
        let mut silent = 0;
        loop {
            let heard = line.heard.get();
            match select(answer, TimeoutFuture::new(LOOK_MILLIS)).await {
                Either::Left((Ok(told), _)) => return told,
                Either::Left((Err(_), _)) => {
                    return Err(Trouble::Broken(line.broken.borrow().clone().unwrap_or_default()));
                }
                Either::Right((_, rest)) => answer = rest,
            }
            silent = if line.heard.get() == heard { silent + 1 } else { 0 };
            if silent >= MOST_SILENT {
                line.end("");
            } else {
                // Whatever it answers, it is there: a call may take long for a slow disk.
                let _ = self.0.post(line.next_id(), Request::Unasked(0), None);
            }
        }
    }
}

impl Inner {
    fn post(&self, id: u32, ask: Request, file: Option<&JsValue>) -> Option<()> {
        let text = JsValue::from_str(&write_call(&Call { id, ask }));
        let message = match file {
            Some(file) => Array::of2(&text, file).into(),
            None => text,
        };
        self.tell("postMessage", &message)
    }

    /// Calls a method of the browser's worker by its name. A binding of its own would stand in the first list for each.
    fn tell(&self, method: &str, argument: &JsValue) -> Option<()> {
        let method = Reflect::get(&self.worker, &JsValue::from_str(method)).ok()?;
        method.dyn_ref::<Function>()?.call1(&self.worker, argument).ok().map(|_| ())
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        // It takes no argument, and does not mind one.
        let _ = self.tell("terminate", &JsValue::UNDEFINED);
    }
}

impl PartialEq for Worker {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Line {
    fn next_id(&self) -> u32 {
        let id = self.last.get().wrapping_add(1);
        self.last.set(id);
        id
    }

    fn hear(&self, event: &JsValue) {
        self.heard.set(self.heard.get().wrapping_add(1));
        let Some(text) = event.dyn_ref::<web_sys::MessageEvent>().and_then(|event| event.data().as_string()) else {
            return;
        };
        let Some((id, event)) = read_event(&text) else { return self.hear_of_worker(&text) };
        let mut waiting = self.waiting.borrow_mut();
        let Some(at) = waiting.iter().position(|waiting| waiting.id == id) else { return };
        let answer = match event {
            Event::Progress(progress) => {
                let tell = waiting.get(at).map(|waiting| waiting.progress.clone());
                drop(waiting);
                if let Some(tell) = tell {
                    tell.emit(progress);
                }
                return;
            }
            Event::Answer(reply) => Ok(reply),
            Event::Refused(refusal) => Err(Trouble::Refused(refusal)),
        };
        let Waiting { told, .. } = waiting.swap_remove(at);
        drop(waiting);
        // Who has stopped waiting has dropped the other end.
        let _ = told.send(answer);
    }

    /// What is said of the worker itself.
    fn hear_of_worker(&self, text: &str) {
        let Ok(message) = serde_json::from_str::<serde_json::Value>(text) else { return };
        if message.get("ready").is_some() {
            self.tell(Ok(()));
        } else if let Some(why) = message.get("failed") {
            self.end(why.as_str().unwrap_or_default());
        }
    }

    /// The script could not be had, or the program in it has ended by an error.
    fn break_down(&self, event: &JsValue) {
        self.end(&words_of(event));
    }

    fn end(&self, why: &str) {
        let is_first = self.broken.replace(Some(why.to_owned())).is_none();
        self.waiting.take();
        let has_listened = self.ready.borrow().is_none();
        self.tell(Err(Trouble::Broken(why.to_owned())));
        if has_listened && is_first {
            self.on_end.emit(Trouble::Broken(why.to_owned()));
        }
    }

    fn tell(&self, outcome: Result<(), Trouble>) {
        if let Some(told) = self.ready.take() {
            let _ = told.send(outcome);
        }
    }
}

/// The browser's words of an error, or of the event of one.
fn words_of(error: &JsValue) -> String {
    let words = Reflect::get(error, &JsValue::from_str("message")).ok().and_then(|words| words.as_string());
    words.unwrap_or_default()
}
