//! A file of users, from opening it to writing what came of it, as one value that is asked and answers.
//!
//! It holds the rows; a page holds none of them but those it shows. In the console it lives in a web worker
//! (`embed/import-worker`), and page and worker post each other the messages of [`message`] as JSON:
//!
//! | who | message | what |
//! |---|---|---|
//! | worker | `{"ready": true}` | it listens; what is posted before is lost |
//! | worker | `{"failed": "…"}` | it cannot start |
//! | page | `{"id": 7, "ask": …}` ([`Call`]) | a text; to open a file, an array of this text and the `File` or `Blob` |
//! | worker | `{"id": 7, "progress": …}` ([`Event`]) | it reads |
//! | worker | `{"id": 7, "answer": …}` or `{"id": 7, "refused": …}` | the end of the call |
//!
//! [`write_call`] and [`read_event`] are the page's side of it, [`read_call`] and [`write_event`] the worker's.
//!
//! The way of an import:
//!
//! ```text
//! Open ─ Overview ─ Choose … Rows, Set, Leave           nothing has been sent
//!   └ Unasked ─ account_check ─ Known, until none is left
//!   └ if registered ones are to be changed: Uncompared ─ get_users_info ─ Compare, until none is left
//! Sendable ─ Users / Changes ─ the page sends ─ Outcomes  rows stay as they are meanwhile
//! Write                                                 all, failed, skipped: a file that can be opened again
//! ```
//!
//! A choice that changes a row's userID makes it unasked again; any change of a row makes it uncompared.

mod file;
mod kept;
pub mod message;
mod outcomes;
mod wire;
mod writing;

pub use kept::{Record, key_of};
pub use message::*;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::check::Check;
use crate::map;
use crate::read::Reader;
use file::File;
use outcomes::Outcomes;
use writing::write_template;

/// A file of users.
#[derive(Default)]
pub struct Job {
    reading: Option<Reading>,
    file: Option<File>,
}

/// A file that is being read.
struct Reading {
    opening: Opening,
    reader: Reader,
    hash: Sha256,
    bytes: u64,
}

impl Job {
    /// Nothing is open.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins to read. What was open stays until this is read to its end.
    pub fn begin(&mut self, opening: &Opening) {
        let reader = Reader::new(opening.format, opening.separator);
        let opening = Opening { text: None, ..opening.clone() };
        self.reading = Some(Reading { opening, reader, hash: Sha256::new(), bytes: 0 });
    }

    /// The next bytes, as they stand in the file.
    pub fn bytes(&mut self, bytes: &[u8]) {
        if let Some(reading) = &mut self.reading {
            reading.hash.update(bytes);
            reading.bytes = reading.bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        }
    }

    /// The next text, decoded.
    ///
    /// # Errors
    /// It cannot be read at all.
    pub fn text(&mut self, text: &str) -> Result<(), Refusal> {
        self.reading.as_mut().map_or(Err(Refusal::NotOpened), |reading| reading.reader.feed(text))
    }

    /// How far it has read.
    #[must_use]
    pub fn progress(&self, all: u64) -> Progress {
        let reading = self.reading.as_ref();
        Progress {
            bytes: reading.map_or(0, |reading| reading.bytes),
            all,
            rows: reading.map_or(0, |reading| reading.reader.rows()),
        }
    }

    /// There is no more to read.
    ///
    /// # Errors
    /// It cannot be read at all.
    pub fn end(&mut self, encoding: Option<Encoding>, lossy: bool) -> Result<Overview, Refusal> {
        let Reading { opening, reader, hash, bytes } = self.reading.take().ok_or(Refusal::NotOpened)?;
        let read = reader.end()?;
        let header = read.format == Format::Csv && map::looks_like_header(&read.table);
        let choices = Choices {
            header,
            fields: map::guess(&read.table, header),
            gather: false,
            id_as_nickname: false,
            trim: false,
            existing: Existing::Leave,
        };
        let file = File {
            check: Check::new(&read.table, &choices, opening.block, None),
            table: read.table,
            block: opening.block,
            hash: hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
            bytes,
            format: read.format,
            separator: read.separator,
            encoding,
            lossy,
            choices,
            changes: BTreeMap::new(),
            outcomes: Outcomes::default(),
        };
        Ok(self.file.insert(file).overview())
    }

    /// Answers all but [`Request::Open`] of a file, which is read from outside; of a text it is answered here.
    ///
    /// # Errors
    /// There is no answer.
    pub fn handle(&mut self, request: Request) -> Result<Reply, Refusal> {
        match request {
            Request::Open(opening) => {
                let text = opening.text.as_deref().ok_or(Refusal::NotOpened)?;
                self.begin(&opening);
                self.bytes(text.as_bytes());
                self.text(text)?;
                return self.end(None, false).map(Reply::Overview);
            }
            Request::Template(template) => return Ok(Reply::Piece(write_template(&template))),
            Request::Forget => {
                *self = Self::default();
                return Ok(Reply::Done);
            }
            Request::Halt => {
                self.reading = None;
                return Ok(Reply::Done);
            }
            _ => {}
        }
        let file = self.file.as_mut().ok_or(Refusal::NotOpened)?;
        file.handle(request)
    }
}

#[cfg(test)]
mod tests;
