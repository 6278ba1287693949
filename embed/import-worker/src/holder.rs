//! Which of several tabs has a kept import open: two must not send the same rows.
//!
//! Locks of the browser would tell, but a console at plain http has none. So each worker has a name of its own, writes it into what it keeps,
//! and answers on a channel as long as it has something open. Who does not answer in time has gone (closed, reloaded, crashed), and what it
//! had may be taken. Whatever is written is compared with what stands there in one transaction ([`crate::store::put`]): of two who take
//! the same at once the later is refused, and so is a tab that was frozen meanwhile and wakes up.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo_timers::callback::Timeout;
use js_sys::Math;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "openim-console:import";
/// A worker that runs answers within milliseconds, a busy one between two pieces of its work.
const ANSWER_WITHIN_MILLIS: u32 = 1_000;
/// Before the name of whoever is asked for.
const ASKED: char = '?';
/// Before the name of whoever answers.
const HERE: char = '!';

/// This worker among those of other tabs.
pub struct Holder {
    name: String,
    is_holding: Rc<Cell<bool>>,
    /// Answers. None: this browser has no channels, and nobody can ask.
    _line: Option<Line>,
}

/// A channel that is listened to until it is dropped.
struct Line {
    channel: BroadcastChannel,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.channel.close();
    }
}

impl Line {
    /// `hear` is told each text, and how to say another.
    fn open(mut hear: impl FnMut(&str, &BroadcastChannel) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(CHANNEL).ok()?;
        let speak = channel.clone();
        let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                hear(&text, &speak);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Some(Self { channel, _listener: listener })
    }
}

fn say(channel: &BroadcastChannel, mark: char, name: &str) {
    // A text can always be posted.
    let _ = channel.post_message(&format!("{mark}{name}").into());
}

impl Default for Holder {
    fn default() -> Self {
        // Only to be told apart from the few others of this browser.
        let name = format!("{:x}-{:x}", Math::random().to_bits(), Math::random().to_bits());
        let is_holding = Rc::new(Cell::new(false));
        let line = {
            let (name, is_holding) = (name.clone(), Rc::clone(&is_holding));
            Line::open(move |text, channel| {
                if is_holding.get() && text.strip_prefix(ASKED) == Some(&name) {
                    say(channel, HERE, &name);
                }
            })
        };
        Self { name, is_holding, _line: line }
    }
}

impl Holder {
    /// As it stands in what is kept.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether to answer: something that is kept is open here.
    pub fn hold(&self, is_holding: bool) {
        self.is_holding.set(is_holding);
    }
}

/// Those of these names whose worker answers.
pub async fn present(names: BTreeSet<String>) -> BTreeSet<String> {
    if names.is_empty() {
        return names;
    }
    let (tell, told) = oneshot::channel();
    let tell = Rc::new(RefCell::new(Some(tell)));
    let end = move || {
        if let Some(tell) = tell.borrow_mut().take() {
            let _ = tell.send(());
        }
    };
    let found = Rc::new(RefCell::new(BTreeSet::new()));
    let hear = {
        let (names, found, end) = (names.clone(), Rc::clone(&found), end.clone());
        move |text: &str, _: &BroadcastChannel| {
            let Some(name) = text.strip_prefix(HERE).filter(|name| names.contains(*name)) else { return };
            found.borrow_mut().insert(name.to_owned());
            if found.borrow().len() == names.len() {
                end();
            }
        }
    };
    let Some(line) = Line::open(hear) else { return BTreeSet::new() };
    for name in &names {
        say(&line.channel, ASKED, name);
    }
    let _timeout = Timeout::new(ANSWER_WITHIN_MILLIS, end);
    let _ = told.await;
    drop(line);
    found.take()
}
