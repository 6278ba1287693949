//! The way of the messages once a host has begun.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Function, JSON, Promise};
use openim_api::{Token, json_text};
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, MessageEvent, MessagePort};

use super::count_ignored;
use super::protocol::{self, MOST_CHARACTERS, Message};
use crate::appearance::Choice;
use crate::host::{Host, TokenSource, Wish, Wishes};
use crate::route::Route;

/// A message as a value; none where it is no JSON, or too long to be one of ours.
pub fn value(data: &JsValue) -> Option<Value> {
    let text = JSON::stringify(data).ok()?.as_string()?;
    if text.len() > MOST_CHARACTERS { None } else { serde_json::from_str(&text).ok() }
}

/// A value as a message.
pub fn message(value: &Value) -> JsValue {
    JSON::parse(&json_text(value)).unwrap_or(JsValue::NULL)
}

/// The port, with the questions that wait for their answer.
pub struct Port {
    port: MessagePort,
    place: Element,
    /// Where the host's wishes go.
    pub wishes: Wishes,
    questions: Cell<u32>,
    waiting: RefCell<Vec<(u32, Function)>>,
}

impl Port {
    /// Over this port; `place` counts what is not understood.
    pub fn new(port: MessagePort, place: Element) -> Self {
        Self { port, place, wishes: Wishes::default(), questions: Cell::new(0), waiting: RefCell::default() }
    }

    /// Sends this.
    pub fn send(&self, value: &Value) {
        let _ = self.port.post_message(&message(value));
    }

    /// Hears what comes, for as long as the page lives.
    pub fn listen(self: &Rc<Self>, host: &Rc<Host>) {
        let (port, host) = (Rc::clone(self), Rc::clone(host));
        EventListener::new(&self.port, "message", move |event| {
            let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data).unwrap_or_default();
            match value(&data).as_ref().and_then(protocol::read) {
                Some(message) => port.take(message, &host),
                None => count_ignored(&port.place),
            }
        })
        .forget();
        self.port.start();
    }

    fn take(&self, message: Message, host: &Host) {
        match message {
            Message::Update(language, theme) => {
                for choice in language.map(Choice::Language).into_iter().chain(theme.map(Choice::Theme)) {
                    self.wishes.wish(Wish::Choose(choice));
                }
            }
            Message::Navigate(route) => self.wishes.wish(Wish::Go(Route::from_path(&route))),
            Message::Token(None, _) => {
                let waiting = host.waiting.borrow().clone();
                if let Some(waiting) = waiting {
                    waiting.emit(());
                }
            }
            Message::Token(Some(id), token) => {
                let mut waiting = self.waiting.borrow_mut();
                let answer = waiting.iter().position(|(known, _)| *known == id).map(|at| waiting.swap_remove(at).1);
                drop(waiting);
                match answer {
                    Some(answer) => {
                        let token = token.map_or(JsValue::UNDEFINED, |token| token.expose().into());
                        let _ = answer.call1(&JsValue::NULL, &token);
                    }
                    // Nobody has asked.
                    None => count_ignored(&self.place),
                }
            }
        }
    }

    /// Tokens of the host.
    pub fn tokens(self: &Rc<Self>) -> TokenSource {
        let port = Rc::clone(self);
        Rc::new(move |is_stale| {
            let id = port.questions.get().wrapping_add(1);
            port.questions.set(id);
            let answer = Promise::new(&mut |resolve, _| port.waiting.borrow_mut().push((id, resolve)));
            port.send(&protocol::ask(id, is_stale));
            Box::pin(async move { JsFuture::from(answer).await.ok()?.as_string().map(Token::new) })
        })
    }
}
