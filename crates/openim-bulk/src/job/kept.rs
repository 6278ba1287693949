//! What is kept of an open file besides its bytes, so that it can be opened again as it was: how it was read, what the person chose and
//! mended, who is registered, and what the page has to know.

use super::file::spans;
use super::message::{
    CellChange, Choices, Encoding, Filter, Format, HowFar, Keeping, Kept, Known, Leaving, Opening, Resumed, Separator,
    Span, State,
};
use super::wire::{Wire, message};
use super::{Job, Refusal, Request};
use openim_api::ServerBlock;

/// Another form is passed over.
const VERSION: u32 = 1;

message! {
    /// A file that is kept, without its bytes.
    Record {
        /// Of this form.
        version: u32,
        /// See [`Kept`].
        key: String,
        /// For which server.
        server: String,
        /// See [`Kept`].
        name: String,
        /// See [`Kept`].
        bytes: u64,
        /// See [`Kept`].
        rows: u32,
        /// See [`Kept`].
        at_millis: u64,
        /// Which server's rules.
        block: ServerBlock,
        /// As it was read.
        format: Format,
        /// As it was read.
        separator: Option<Separator>,
        /// As it was read.
        encoding: Option<Encoding>,
        /// How rows are taken.
        choices: Choices,
        /// Cells that were mended.
        mended: Vec<CellChange>,
        /// Rows left out.
        left_out: Vec<Span>,
        /// Rows whose user is registered.
        registered: Vec<Span>,
        /// In the page's own words.
        state: String,
        /// See [`Kept`].
        how_far: Option<HowFar>,
        /// Who has it open, or had it open last: the name of a worker.
        holder: Option<String>,
    }
}

impl Record {
    /// As a text.
    #[must_use]
    pub fn to_text(&self) -> String {
        openim_api::json_text(&self.to_json())
    }

    /// What it was as a text. None: it is of another form, or damaged.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::from_json(&serde_json::from_str(text).ok()?).filter(|record| record.version == VERSION)
    }

    /// What a list shows of it.
    #[must_use]
    pub fn shown(&self) -> Kept {
        Kept {
            key: self.key.clone(),
            name: self.name.clone(),
            bytes: self.bytes,
            rows: self.rows,
            at_millis: self.at_millis,
            how_far: self.how_far.clone(),
            held: false,
        }
    }

    /// Who has it open, unless it is `name`.
    #[must_use]
    pub fn other_holder(&self, name: &str) -> Option<&str> {
        self.holder.as_deref().filter(|holder| *holder != name)
    }

    /// How its file is opened again.
    #[must_use]
    pub fn opening(&self) -> Opening {
        Opening {
            format: Some(self.format),
            separator: self.separator,
            encoding: self.encoding,
            ..Opening::new(self.block)
        }
    }
}

/// The key of what is kept of a file with this hash ([`Overview`](super::Overview)) for a server.
#[must_use]
pub fn key_of(hash: &str, server: &str) -> String {
    format!("{hash}@{server}")
}

impl Job {
    /// What is to be kept of the open file by the worker of this name.
    ///
    /// # Errors
    /// [`Refusal::NotOpened`].
    pub fn record(&self, keeping: Keeping, holder: &str, at_millis: u64) -> Result<Record, Refusal> {
        let file = self.file.as_ref().ok_or(Refusal::NotOpened)?;
        let Keeping { server, name, state, how_far } = keeping;
        let rows_where = |wanted: &dyn Fn(u32) -> bool| spans(file.check.numbers().filter(|row| wanted(*row)));
        let mended = file.table.mended().map(|(row, column, text)| CellChange { row, column, text: text.to_owned() });
        Ok(Record {
            version: VERSION,
            key: key_of(&file.hash, &server),
            server,
            name,
            bytes: file.bytes,
            rows: u32::try_from(file.check.numbers().count()).unwrap_or(u32::MAX),
            at_millis,
            block: file.block,
            format: file.format,
            separator: file.separator,
            encoding: file.encoding,
            choices: file.choices.clone(),
            mended: mended.collect(),
            left_out: rows_where(&|row| file.check.state(row) == State::LeftOut),
            registered: rows_where(&|row| file.check.known(row) == Known::Registered),
            state,
            how_far: Some(how_far),
            holder: Some(holder.to_owned()),
        })
    }

    /// Makes the file, which has just been opened by [`Record::opening`], what it was.
    ///
    /// # Errors
    /// [`Refusal::NothingKept`] where it is another one: its bytes have changed.
    pub fn resume(&mut self, record: Record) -> Result<Resumed, Refusal> {
        let file = self.file.as_mut().ok_or(Refusal::NotOpened)?;
        if record.key != key_of(&file.hash, &record.server) {
            return Err(Refusal::NothingKept);
        }
        // All cells, then one look at all rows. A cell that is not there is one that another version of the console saw otherwise.
        for CellChange { row, column, text } in record.mended {
            file.table.mend(row, column, text);
        }
        file.choose(record.choices);
        for row in rows_of(&record.registered) {
            file.check.learn(&file.table, row, Known::Registered);
        }
        let left_out: Vec<u32> = rows_of(&record.left_out).collect();
        file.handle(Request::Leave(Leaving { filter: Filter::These(left_out), out: true }))?;
        Ok(Resumed { overview: file.overview(), name: record.name, state: record.state })
    }
}

fn rows_of(spans: &[Span]) -> impl Iterator<Item = u32> {
    spans.iter().flat_map(|span| span.from..span.from.saturating_add(span.count))
}

#[cfg(test)]
mod tests {
    use super::super::message::{Existing, KnownRow, Overview, Reply};
    use super::*;

    fn keeping(server: &str, name: &str, state: &str) -> Keeping {
        let how_far = HowFar { registered: 1, updated: 0, existed: 0, failed: 2, left: 3 };
        Keeping { server: server.to_owned(), name: name.to_owned(), state: state.to_owned(), how_far }
    }

    const FILE: &str = "id,name\nu1,Ann\nu2,\nu3,Cem\nu 4,Dan\nu5,Eve\n";

    fn open(job: &mut Job, opening: &Opening) -> Overview {
        match job.handle(Request::Open(Opening { text: Some(FILE.to_owned()), ..opening.clone() })) {
            Ok(Reply::Overview(overview)) => overview,
            other => panic!("{other:?}"),
        }
    }

    fn kept() -> (Job, Record) {
        let mut job = Job::new();
        let overview = open(&mut job, &Opening::new(ServerBlock::Main));
        let choices = Choices { existing: Existing::Update, ..overview.choices };
        job.handle(Request::Choose(choices)).unwrap();
        job.handle(Request::Set(CellChange { row: 2, column: 1, text: "Bob".to_owned() })).unwrap();
        job.handle(Request::Known(vec![KnownRow { row: 3, known: Known::Registered }])).unwrap();
        job.handle(Request::Leave(Leaving { filter: Filter::These(vec![4]), out: true })).unwrap();
        let record = job.record(keeping("http://a", "team.csv", "half"), "w1", 1_795_609_365_590).unwrap();
        (job, record)
    }

    #[test]
    fn a_file_is_opened_again_as_it_was() {
        let (mut before, record) = kept();
        let record = Record::from_text(&record.to_text()).unwrap();
        assert_eq!((record.shown().name.as_str(), record.shown().rows, record.shown().bytes), ("team.csv", 5, 41));
        let mut after = Job::new();
        open(&mut after, &record.opening());
        let resumed = after.resume(record).unwrap();
        assert_eq!((resumed.name.as_str(), resumed.state.as_str()), ("team.csv", "half"));
        let rows = Request::Rows(super::super::RowsWanted { filter: Filter::All, from: 0, count: 100 });
        assert_eq!(after.handle(rows.clone()), before.handle(rows));
        assert_eq!(after.handle(Request::Sendable), before.handle(Request::Sendable));
    }

    #[test]
    fn many_mended_cells_are_put_back_with_one_look_at_the_rows() {
        let text: String = (0..50_000).map(|row| format!("sales,u{row}\n")).collect();
        let opening = Opening { text: Some(text), ..Opening::new(ServerBlock::Main) };
        let mut job = Job::new();
        job.handle(Request::Open(opening.clone())).unwrap();
        let record = job.record(keeping("", "", ""), "w1", 0).unwrap();
        let mended = (0..50_000).map(|row| CellChange { row, column: 0, text: format!("x{row}") }).collect();
        job.handle(Request::Open(opening)).unwrap();
        let resumed = job.resume(Record { mended, ..record }).unwrap();
        assert_eq!((resumed.overview.summary.ready, resumed.overview.summary.duplicates), (50_000, 0));
    }

    #[test]
    fn it_is_told_how_far_it_was_and_who_has_it_open() {
        let (_, record) = kept();
        let how_far = record.shown().how_far.unwrap();
        assert_eq!((how_far.registered, how_far.failed, how_far.left), (1, 2, 3));
        assert_eq!((record.other_holder("w1"), record.other_holder("w2")), (None, Some("w1")));
    }

    #[test]
    fn a_record_of_a_version_that_did_not_tell_is_read_as_well() {
        let (_, record) = kept();
        let mut value: serde_json::Value = serde_json::from_str(&record.to_text()).unwrap();
        let fields = value.as_object_mut().unwrap();
        assert!(fields.remove("how_far").is_some() && fields.remove("holder").is_some());
        let before = Record::from_text(&value.to_string()).unwrap();
        assert_eq!((before.other_holder("w1"), before.shown().how_far), (None, None));
        assert_eq!(before, Record { how_far: None, holder: None, ..record });
    }

    #[test]
    fn another_file_is_not_taken_for_it() {
        let (_, record) = kept();
        let mut job = Job::new();
        let other = Opening { text: Some("id\nu9\n".to_owned()), ..record.opening() };
        job.handle(Request::Open(other)).unwrap();
        assert_eq!(job.resume(record), Err(Refusal::NothingKept));
    }

    #[test]
    fn what_is_damaged_or_of_another_version_is_none() {
        let (_, record) = kept();
        let text = record.to_text();
        for damaged in ["", "{}", text.get(1..).unwrap(), &text.replace("\"version\":1", "\"version\":2")] {
            assert_eq!(Record::from_text(damaged), None, "{damaged}");
        }
    }

    #[test]
    fn nothing_is_kept_of_nothing() {
        assert_eq!(Job::new().record(keeping("", "", ""), "w1", 0), Err(Refusal::NotOpened));
    }
}
