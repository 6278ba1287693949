//! What is kept of an open file besides its bytes, so that it can be opened again as it was: how it was read, what the person chose and
//! mended, who is registered, and what the page has to know.

use super::file::spans;
use super::message::{
    CellChange, Choices, Encoding, Filter, Format, Keeping, Kept, Known, Leaving, Opening, Resumed, Separator, Span,
    State,
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
        }
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

impl Job {
    /// What is to be kept of the open file.
    ///
    /// # Errors
    /// [`Refusal::NotOpened`].
    pub fn record(&self, keeping: Keeping, at_millis: u64) -> Result<Record, Refusal> {
        let file = self.file.as_ref().ok_or(Refusal::NotOpened)?;
        let Keeping { server, name, state } = keeping;
        let rows_where = |wanted: &dyn Fn(u32) -> bool| spans(file.check.numbers().filter(|row| wanted(*row)));
        let mended = file.table.mended().map(|(row, column, text)| CellChange { row, column, text: text.to_owned() });
        Ok(Record {
            version: VERSION,
            key: format!("{}@{server}", file.hash),
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
        })
    }

    /// Makes the file, which has just been opened by [`Record::opening`], what it was.
    ///
    /// # Errors
    /// [`Refusal::NothingKept`] where it is another one: its bytes have changed.
    pub fn resume(&mut self, record: Record) -> Result<Resumed, Refusal> {
        let file = self.file.as_mut().ok_or(Refusal::NotOpened)?;
        if record.key != format!("{}@{}", file.hash, record.server) {
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
        let keeping = Keeping { server: "http://a".to_owned(), name: "team.csv".to_owned(), state: "half".to_owned() };
        let record = job.record(keeping, 1_795_609_365_590).unwrap();
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
        let keeping = Keeping { server: String::new(), name: String::new(), state: String::new() };
        let record = job.record(keeping, 0).unwrap();
        let mended = (0..50_000).map(|row| CellChange { row, column: 0, text: format!("x{row}") }).collect();
        job.handle(Request::Open(opening)).unwrap();
        let resumed = job.resume(Record { mended, ..record }).unwrap();
        assert_eq!((resumed.overview.summary.ready, resumed.overview.summary.duplicates), (50_000, 0));
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
        let keeping = Keeping { server: String::new(), name: String::new(), state: String::new() };
        assert_eq!(Job::new().record(keeping, 0), Err(Refusal::NotOpened));
    }
}
