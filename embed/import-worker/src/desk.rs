//! The calls of a page, each answered by itself: while a file is read, those about the one before go on.

use std::cell::{Cell, RefCell};

use openim_bulk::job::{Event, Job, Kept, Opening, Overview, Record, Refusal, Reply, Request};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use crate::file::{self, Watch};
use crate::store;

/// What is open.
#[derive(Default)]
pub struct Desk {
    job: RefCell<Job>,
    /// Its bytes: read again in another way, or kept.
    source: RefCell<Option<Blob>>,
    /// Counts what was opened, or forgotten: a reading that is not the last is overtaken.
    opened: Cell<u32>,
}

type Answer = Result<Reply, Refusal>;

impl Desk {
    /// The end of a call; `tell` hears what comes before.
    pub async fn answer(&self, ask: Request, file: Option<Blob>, tell: &dyn Fn(Event)) -> Event {
        let answer = match ask {
            Request::Open(opening) => self.open(opening, file, tell).await.map(Reply::Overview),
            Request::Keep(keeping) => self.keep(keeping).await,
            Request::ListKept(server) => list(&server).await,
            Request::Resume(key) => self.resume(&key, tell).await,
            Request::Drop(key) => store::remove(&key).await.map(|()| Reply::Done).map_err(not_kept),
            Request::Forget => {
                self.opened.set(self.opened.get().wrapping_add(1));
                self.source.replace(None);
                self.job.borrow_mut().handle(Request::Forget)
            }
            quick => self.job.borrow_mut().handle(quick),
        };
        match answer {
            Ok(reply) => Event::Answer(reply),
            Err(refusal) => Event::Refused(refusal),
        }
    }

    async fn open(&self, opening: Opening, file: Option<Blob>, tell: &dyn Fn(Event)) -> Result<Overview, Refusal> {
        let source = match (&opening.text, file) {
            (Some(text), _) => file::of_text(text).map_err(|why| Refusal::Unreadable(in_words(&why)))?,
            (None, Some(file)) => file,
            (None, None) => self.source.borrow().clone().ok_or(Refusal::NotOpened)?,
        };
        let number = self.opened.get().wrapping_add(1);
        self.opened.set(number);
        let watch = Watch { is_last: &|| self.opened.get() == number, tell };
        let overview = file::read(&self.job, &source, &opening, &watch).await?;
        self.source.replace(Some(source));
        Ok(overview)
    }

    async fn keep(&self, keeping: openim_bulk::job::Keeping) -> Answer {
        let record = self.job.borrow().record(keeping, now_millis())?;
        let source = self.source.borrow().clone().ok_or(Refusal::NotOpened)?;
        store::put(&record.key, &record.to_text(), &source).await.map_err(not_kept)?;
        Ok(Reply::Done)
    }

    async fn resume(&self, key: &str, tell: &dyn Fn(Event)) -> Answer {
        let (text, source) = store::get(key).await.map_err(not_kept)?.ok_or(Refusal::NothingKept)?;
        let record = Record::from_text(&text).ok_or(Refusal::NothingKept)?;
        self.open(record.opening(), Some(source), tell).await?;
        self.job.borrow_mut().resume(record).map(Reply::Resumed)
    }
}

async fn list(server: &str) -> Answer {
    let texts = store::texts().await.map_err(not_kept)?;
    let records = texts.iter().filter_map(|text| Record::from_text(text)).filter(|record| record.server == server);
    let mut kept: Vec<Kept> = records.map(|record| record.shown()).collect();
    kept.sort_by_key(|kept| std::cmp::Reverse(kept.at_millis));
    Ok(Reply::Kept(kept))
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn not_kept(why: JsValue) -> Refusal {
    Refusal::NotKept(in_words(&why))
}

/// What the browser says, for a person.
pub fn in_words(why: &JsValue) -> String {
    js_sys::Reflect::get(why, &JsValue::from_str("message"))
        .ok()
        .and_then(|message| message.as_string())
        .or_else(|| why.as_string())
        .unwrap_or_default()
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the time of a clock is a whole number above 0"
)]
fn now_millis() -> u64 {
    js_sys::Date::now() as u64
}
