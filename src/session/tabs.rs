//! The tabs of one browser share a session: a new tab asks, the others offer; who signs out, signs all out. The
//! messages stay within one origin and one browser; nothing is written anywhere.

use gloo_events::EventListener;
use openim_api::BaseUrl;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

use super::keep::KeptSession;
use super::state::SignedIn;

const CHANNEL: &str = "openim-console";

/// How long a new tab waits for an offer before it shows the sign-in page.
pub const ANSWER_WITHIN_MILLIS: u32 = 250;

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Message {
    Ask,
    Offer { session: KeptSession },
    SignedOut { server: String },
}

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
            let news = text.and_then(|text| match serde_json::from_str(&text).ok()? {
                Message::Ask => Some(News::Asked),
                Message::Offer { session } => session.into_session().map(News::Offered),
                Message::SignedOut { server } => BaseUrl::parse(&server).ok().map(News::SignedOut),
            });
            if let Some(news) = news {
                on_news(news);
            }
        });
        Some(Self { channel, _listener: listener })
    }

    /// Is anybody signed in?
    pub fn ask(&self) {
        self.send(&Message::Ask);
    }

    /// Answers [`News::Asked`].
    pub fn offer(&self, session: &SignedIn) {
        self.send(&Message::Offer { session: KeptSession::of(session) });
    }

    /// Ends the session of this server in every tab.
    pub fn signed_out(&self, server: &BaseUrl) {
        self.send(&Message::SignedOut { server: server.to_string() });
    }

    fn send(&self, message: &Message) {
        if let Ok(text) = serde_json::to_string(message) {
            let _ = self.channel.post_message(&text.into());
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}
