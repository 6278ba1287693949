//! The tabs of one browser share a session: a new tab asks, the others offer; who signs out, signs all out. The
//! messages stay within one origin and one browser; nothing is written anywhere.

use gloo_events::EventListener;
use openim_api::{BaseUrl, json_fields, json_text};
use serde_json::Value;
use wasm_bindgen::JsCast;

use super::keep;
use super::state::SignedIn;

const CHANNEL: &str = "openim-console";

/// How long a new tab waits for an offer before it shows the sign-in page.
pub const ANSWER_WITHIN_MILLIS: u32 = 150;

/// What another tab says.
pub enum News {
    /// It wants to know whether there is a session.
    Asked,
    /// It has one.
    Offered(SignedIn),
    /// It signed out of this server.
    SignedOut(BaseUrl),
}

/// The line to the other tabs; closed when dropped.
pub struct Tabs {
    channel: web_sys::BroadcastChannel,
    _listener: EventListener,
}

impl Tabs {
    /// Opens the line. `None` where the browser has no such thing.
    pub fn open(on_news: impl Fn(News) + 'static) -> Option<Self> {
        let channel = web_sys::BroadcastChannel::new(CHANNEL).ok()?;
        let listener = EventListener::new(&channel, "message", move |event| {
            let text = event.dyn_ref::<web_sys::MessageEvent>().and_then(|event| event.data().as_string());
            let news = text.and_then(|text| read(&serde_json::from_str(&text).ok()?));
            if let Some(news) = news {
                on_news(news);
            }
        });
        Some(Self { channel, _listener: listener })
    }

    /// Is anybody signed in?
    pub fn ask(&self) {
        self.send("ask", Value::Null);
    }

    /// Answers [`News::Asked`].
    pub fn offer(&self, session: &SignedIn) {
        self.send("offer", keep::to_value(session));
    }

    /// Ends the session of this server in every tab.
    pub fn signed_out(&self, server: &BaseUrl) {
        self.send("signed-out", server.as_str().into());
    }

    fn send(&self, kind: &str, about: Value) {
        let message = json_fields(vec![("kind", kind.into()), ("about", about)]);
        let _ = self.channel.post_message(&json_text(&message).into());
    }
}

/// A message of a tab of ours; anything else is nobody's business.
fn read(message: &Value) -> Option<News> {
    let about = message.get("about").unwrap_or(&Value::Null);
    match message.get("kind")?.as_str()? {
        "ask" => Some(News::Asked),
        "offer" => keep::from_value(about).map(News::Offered),
        "signed-out" => BaseUrl::parse(about.as_str()?).ok().map(News::SignedOut),
        _ => None,
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}
