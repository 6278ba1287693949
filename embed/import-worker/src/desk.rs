//! The calls of a page, each answered by itself: while a file is read, those about the one before go on.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use openim_bulk::job::{Event, Job, Kept, Opening, Overview, Record, Refusal, Reply, Request};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use crate::file::{self, Watch};
use crate::holder::{Holder, present};
use crate::store;

/// What is open.
#[derive(Default)]
pub struct Desk {
    job: RefCell<Job>,
    /// Its bytes: read again in another way, or kept.
    source: RefCell<Option<Blob>>,
    /// Counts what was opened, or forgotten: a reading that is not the last is overtaken.
    opened: Cell<u32>,
    holder: Holder,
    /// The key of what is kept and open here.
    held: RefCell<Option<String>>,
}

type Answer = Result<Reply, Refusal>;

impl Desk {
    /// The end of a call; `tell` hears what comes before.
    pub async fn answer(&self, ask: Request, file: Option<Blob>, tell: &dyn Fn(Event)) -> Event {
        let answer = match ask {
            Request::Open(opening) => {
                self.hold(None);
                self.open(opening, file, self.overtake(), tell).await.map(Reply::Overview)
            }
            Request::Keep(keeping) => self.keep(keeping).await,
            Request::ListKept(server) => self.list(&server).await,
            Request::Resume(key) => self.resume(&key, tell).await,
            Request::Drop(key) => self.drop_kept(&key).await,
            Request::Forget => {
                self.overtake();
                self.hold(None);
                self.source.replace(None);
                self.job.borrow_mut().handle(Request::Forget)
            }
            Request::Halt => {
                self.overtake();
                self.hold(None);
                self.job.borrow_mut().handle(Request::Halt)
            }
            quick => self.job.borrow_mut().handle(quick),
        };
        match answer {
            Ok(reply) => Event::Answer(reply),
            Err(refusal) => Event::Refused(refusal),
        }
    }

    /// `number`: as long as this was opened last.
    async fn open(
        &self,
        opening: Opening,
        file: Option<Blob>,
        number: u32,
        tell: &dyn Fn(Event),
    ) -> Result<Overview, Refusal> {
        let source = match (&opening.text, file) {
            (Some(text), _) => file::of_text(text).map_err(|why| Refusal::Unreadable(in_words(&why)))?,
            (None, Some(file)) => file,
            (None, None) => self.source.borrow().clone().ok_or(Refusal::NotOpened)?,
        };
        let watch = Watch { is_last: &|| self.opened.get() == number, tell };
        let overview = file::read(&self.job, &source, &opening, &watch).await?;
        self.source.replace(Some(source));
        Ok(overview)
    }

    /// Whatever is read is not the last any more.
    fn overtake(&self) -> u32 {
        let number = self.opened.get().wrapping_add(1);
        self.opened.set(number);
        number
    }

    fn hold(&self, key: Option<&str>) {
        self.holder.hold(key.is_some());
        self.held.replace(key.map(str::to_owned));
    }

    async fn keep(&self, keeping: openim_bulk::job::Keeping) -> Answer {
        let record = self.job.borrow().record(keeping, self.holder.name(), now_millis())?;
        let source = self.source.borrow().clone().ok_or(Refusal::NotOpened)?;
        let is_held = self.held.borrow().as_ref() == Some(&record.key);
        let gone = if is_held {
            None
        } else {
            let before = store::text(&record.key).await.map_err(not_kept)?;
            self.gone_holder(before.and_then(|before| Record::from_text(&before)).as_ref()).await?
        };
        self.write(&record, &source, gone.as_deref()).await?;
        Ok(Reply::Done)
    }

    /// Who had it open last and does not answer any more; none if that was nobody, or this worker.
    async fn gone_holder(&self, record: Option<&Record>) -> Result<Option<String>, Refusal> {
        let Some(other) = record.and_then(|record| record.other_holder(self.holder.name())) else { return Ok(None) };
        let found = present(BTreeSet::from([other.to_owned()])).await;
        if found.is_empty() { Ok(Some(other.to_owned())) } else { Err(Refusal::Elsewhere) }
    }

    /// Keeps it, unless somebody else has it but `gone`; from now on it is open here.
    async fn write(&self, record: &Record, source: &Blob, gone: Option<&str>) -> Result<(), Refusal> {
        let may = |before: &str| {
            let before = Record::from_text(before);
            let other = before.as_ref().and_then(|before| before.other_holder(self.holder.name()));
            other.is_none() || other == gone
        };
        if !store::put(&record.key, &record.to_text(), source, may).await.map_err(not_kept)? {
            self.hold(None);
            return Err(Refusal::Elsewhere);
        }
        self.hold(Some(&record.key));
        Ok(())
    }

    async fn resume(&self, key: &str, tell: &dyn Fn(Event)) -> Answer {
        let number = self.overtake();
        let (text, source) = store::get(key).await.map_err(not_kept)?.ok_or(Refusal::NothingKept)?;
        let record = Record::from_text(&text).ok_or(Refusal::NothingKept)?;
        let gone = self.gone_holder(Some(&record)).await?;
        let record = Record { holder: Some(self.holder.name().to_owned()), ..record };
        self.write(&record, &source, gone.as_deref()).await?;
        let opened = self.open(record.opening(), Some(source), number, tell).await;
        let resumed = opened.and_then(|_| self.job.borrow_mut().resume(record));
        resumed.map(Reply::Resumed).inspect_err(|_| self.hold(None))
    }

    async fn drop_kept(&self, key: &str) -> Answer {
        let record = store::text(key).await.map_err(not_kept)?;
        self.gone_holder(record.and_then(|record| Record::from_text(&record)).as_ref()).await?;
        store::remove(key).await.map_err(not_kept)?;
        if self.held.borrow().as_deref() == Some(key) {
            self.hold(None);
        }
        Ok(Reply::Done)
    }

    async fn list(&self, server: &str) -> Answer {
        let texts = store::texts().await.map_err(not_kept)?;
        let records = texts.iter().filter_map(|text| Record::from_text(text));
        let records: Vec<Record> = records.filter(|record| record.server == server).collect();
        let other = |record: &Record| record.other_holder(self.holder.name()).map(str::to_owned);
        let others = present(records.iter().filter_map(other).collect()).await;
        let held = |record: &Record| other(record).is_some_and(|other| others.contains(&other));
        let mut kept: Vec<Kept> = records.iter().map(|record| Kept { held: held(record), ..record.shown() }).collect();
        kept.sort_by_key(|kept| std::cmp::Reverse(kept.at_millis));
        Ok(Reply::Kept(kept))
    }
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
