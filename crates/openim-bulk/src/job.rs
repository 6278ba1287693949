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

mod kept;
pub mod message;
mod wire;

pub use kept::Record;
pub use message::*;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use openim_api::ServerBlock;
use sha2::{Digest, Sha256};

use crate::check::{Check, Compared};
use crate::map;
use crate::read::Reader;
use crate::read::table::Table;
use crate::write::Writer;

/// The most rows in one answer.
const MOST_ROWS: u32 = 500;
/// Of a cell that is shown, in letters.
const SHOWN: usize = 300;
/// Of a sample, in letters.
const SAMPLE: usize = 60;
/// A piece of a file is at least so long, in bytes, unless it is the last.
const PIECE: usize = 1 << 17;

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

/// A file that has been read.
struct File {
    table: Table,
    block: ServerBlock,
    hash: String,
    bytes: u64,
    format: Format,
    separator: Option<Separator>,
    encoding: Option<Encoding>,
    lossy: bool,
    choices: Choices,
    check: Check,
    /// What differs from the server.
    changes: BTreeMap<u32, RowChange>,
    outcomes: Outcomes,
}

/// What came of rows: few different things of many rows.
#[derive(Default)]
struct Outcomes {
    kept: Vec<RowOutcome>,
    of_row: HashMap<u32, usize>,
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
            _ => {}
        }
        let file = self.file.as_mut().ok_or(Refusal::NotOpened)?;
        file.handle(request)
    }
}

impl File {
    fn handle(&mut self, request: Request) -> Result<Reply, Refusal> {
        Ok(match request {
            Request::Choose(choices) => {
                self.choose(choices);
                Reply::Overview(self.overview())
            }
            Request::Rows(wanted) => Reply::Rows(self.page(&wanted)),
            Request::Cell(CellAt { row, column }) => {
                self.exists(row, column)?;
                Reply::Text(self.table.cell(row, column).to_owned())
            }
            Request::Set(change) => Reply::Touched(self.mend(change)?),
            Request::Leave(leaving) => {
                let rows = self.numbers(&leaving.filter);
                let touched = self.check.leave(&self.table, &rows, leaving.out);
                Reply::Touched(self.touched(&touched))
            }
            Request::Unasked(count) => Reply::Ids(self.ids(count, |check, row| check.is_unasked(row))),
            Request::Known(known) => {
                for KnownRow { row, known } in known {
                    self.check.learn(&self.table, row, known);
                }
                Reply::Summary(self.summary())
            }
            Request::Uncompared(count) => Reply::Ids(self.ids(count, |check, row| check.is_uncompared(row))),
            Request::Compare(users) => Reply::Changes(users.iter().filter_map(|user| self.compare(user)).collect()),
            Request::Sendable => Reply::Sendable(Sendable {
                register: spans(self.check.numbers().filter(|row| self.check.is_new(*row))),
                update: spans(self.check.numbers().filter(|row| self.check.is_changed(*row))),
            }),
            Request::Users(rows) => Reply::Users(rows.into_iter().filter_map(|row| self.user(row)).collect()),
            Request::Changes(rows) => {
                let rows = rows.into_iter().filter(|row| self.check.is_changed(*row));
                Reply::Changes(rows.filter_map(|row| self.changes.get(&row).cloned()).collect())
            }
            Request::Outcomes(outcomes) => {
                for outcome in outcomes {
                    self.outcomes.tell(outcome);
                }
                Reply::Summary(self.summary())
            }
            Request::Write(writing) => Reply::Piece(self.write(&writing)),
            Request::Open(_)
            | Request::Template(_)
            | Request::Forget
            | Request::Keep(_)
            | Request::ListKept(_)
            | Request::Resume(_)
            | Request::Drop(_) => return Err(Refusal::NotUnderstood),
        })
    }

    fn choose(&mut self, mut choices: Choices) {
        let columns = usize::try_from(self.table.columns()).unwrap_or(usize::MAX);
        choices.fields.resize(columns, None);
        choices.header &= self.format == Format::Csv;
        // Of two columns for one field the first counts.
        let mut taken = BTreeSet::new();
        for field in &mut choices.fields {
            *field = field.filter(|field| taken.insert(*field));
        }
        self.check = Check::new(&self.table, &choices, self.block, Some(&self.check));
        self.choices = choices;
        self.changes.clear();
    }

    fn exists(&self, row: u32, column: u32) -> Result<(), Refusal> {
        let exists = self.check.has(row) && column < self.table.columns();
        if exists { Ok(()) } else { Err(Refusal::NoSuchCell) }
    }

    fn mend(&mut self, change: CellChange) -> Result<Touched, Refusal> {
        let CellChange { row, column, text } = change;
        self.exists(row, column)?;
        let touched = self.check.mend(&mut self.table, row, |table| {
            table.mend(row, column, text);
        });
        Ok(self.touched(&touched))
    }

    fn touched(&self, rows: &[u32]) -> Touched {
        let most = usize::try_from(MOST_ROWS).unwrap_or(usize::MAX);
        Touched { rows: rows.iter().take(most).map(|row| self.view(*row)).collect(), summary: self.summary() }
    }

    fn overview(&self) -> Overview {
        Overview {
            hash: self.hash.clone(),
            bytes: self.bytes,
            format: self.format,
            separator: self.separator,
            encoding: self.encoding,
            lossy: self.lossy,
            columns: (0..self.table.columns()).map(|column| self.column(column)).collect(),
            choices: self.choices.clone(),
            summary: self.summary(),
        }
    }

    fn column(&self, column: u32) -> ColumnView {
        let fields = Field::ALL.iter().copied();
        let cells = self.check.numbers().take(1000).map(|row| self.table.cell(row, column));
        ColumnView {
            name: beginning(map::name(&self.table, self.choices.header, column), SHOWN).to_owned(),
            used: self.check.plan().used(&self.table, &self.choices, column),
            field: fields.into_iter().find(|field| self.check.plan().column(*field) == Some(column)),
            samples: cells
                .filter(|cell| !cell.is_empty())
                .take(3)
                .map(|cell| beginning(cell, SAMPLE).to_owned())
                .collect(),
        }
    }

    fn summary(&self) -> Summary {
        Summary { outcomes: self.outcomes.counts(), ..self.check.summary() }
    }

    fn passes(&self, row: u32, filter: &Filter) -> bool {
        match filter {
            Filter::Outcome(word) => self.outcomes.of(row).is_some_and(|outcome| outcome.word == *word),
            filter => self.check.passes(row, filter),
        }
    }

    /// The rows that pass, in order; those named as they are named.
    fn numbers(&self, filter: &Filter) -> Vec<u32> {
        if let Filter::These(rows) = filter {
            return rows.iter().copied().filter(|row| self.check.has(*row)).collect();
        }
        self.check.numbers().filter(|row| self.passes(*row, filter)).collect()
    }

    fn page(&self, wanted: &RowsWanted) -> RowPage {
        let numbers = self.numbers(&wanted.filter);
        let size = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let shown = numbers.iter().skip(size(wanted.from)).take(size(wanted.count.min(MOST_ROWS)));
        RowPage {
            total: u32::try_from(numbers.len()).unwrap_or(u32::MAX),
            rows: shown.map(|row| self.view(*row)).collect(),
        }
    }

    fn view(&self, row: u32) -> RowView {
        let cells = (0..self.table.columns()).map(|column| {
            let cell = self.table.cell(row, column);
            let text = beginning(cell, SHOWN);
            CellView { text: text.to_owned(), cut: text.len() < cell.len(), mended: self.table.is_mended(row, column) }
        });
        RowView {
            row,
            line: self.table.line(row),
            cells: cells.collect(),
            state: self.check.state(row),
            known: self.check.known(row),
            findings: self.check.findings(&self.table, row),
            change: self.changes.get(&row).filter(|_| self.check.is_changed(row)).cloned(),
            outcome: self.outcomes.of(row).cloned(),
        }
    }

    fn id(&self, row: u32) -> String {
        self.check.plan().text(&self.table, row, Field::UserId).to_owned()
    }

    fn ids(&self, count: u32, wanted: impl Fn(&Check, u32) -> bool) -> Vec<RowId> {
        let rows = self.check.numbers().filter(|row| wanted(&self.check, *row));
        let rows = rows.take(usize::try_from(count).unwrap_or(usize::MAX));
        rows.map(|row| RowId { row, user_id: self.id(row) }).collect()
    }

    /// What a row that can be sent says.
    fn user(&self, row: u32) -> Option<RowUser> {
        if !self.check.is_new(row) {
            return None;
        }
        let (plan, table) = (self.check.plan(), &self.table);
        Some(RowUser {
            row,
            user_id: self.id(row),
            nickname: plan.nickname(table, row).to_owned(),
            face_url: plan.text(table, row, Field::FaceUrl).to_owned(),
            ex: plan.ex(table, row).unwrap_or_default().into_owned(),
            global_recv_msg_opt: plan.text(table, row, Field::GlobalRecvMsgOpt).parse().unwrap_or(0),
        })
    }

    /// What of a registered row's user is to be changed.
    fn compare(&mut self, user: &ServerUser) -> Option<RowChange> {
        let row = user.row;
        if !self.check.is_registered(row) {
            return None;
        }
        let (plan, table) = (self.check.plan(), &self.table);
        // What is empty changes nothing.
        let text = |before: &str, after: &str| {
            let differs = !after.is_empty() && before != after;
            differs.then(|| TextChange { before: before.to_owned(), after: after.to_owned() })
        };
        let before = user.global_recv_msg_opt;
        let receive = plan.text(table, row, Field::GlobalRecvMsgOpt).parse().ok();
        let change = RowChange {
            row,
            user_id: self.id(row),
            nickname: text(&user.nickname, plan.text(table, row, Field::Nickname)),
            face_url: text(&user.face_url, plan.text(table, row, Field::FaceUrl)),
            ex: text(&user.ex, &plan.ex(table, row).unwrap_or_default()),
            global_recv_msg_opt: receive.filter(|after| *after != before).map(|after| NumberChange { before, after }),
        };
        let RowChange { nickname, face_url, ex, global_recv_msg_opt, .. } = &change;
        let differs = nickname.is_some() || face_url.is_some() || ex.is_some() || global_recv_msg_opt.is_some();
        self.check.compare(row, if differs { Compared::Differs } else { Compared::Same });
        if !differs {
            self.changes.remove(&row);
            return None;
        }
        self.changes.insert(row, change.clone());
        Some(change)
    }

    /// The name under which a column is written: one that is read as what it is taken for.
    fn written_name(&self, column: u32) -> &str {
        let name = map::name(&self.table, self.choices.header, column);
        let field = Field::ALL.iter().copied().find(|field| self.check.plan().column(*field) == Some(column));
        match field {
            Some(field) if map::named(name) != Some(Ok(field)) => field.word(),
            _ => name,
        }
    }

    fn write(&self, writing: &Writing) -> Piece {
        // Earlier outcomes make room for these.
        let is_kept = |column: &u32| !(writing.outcomes && map::is_outcome(self.written_name(*column)));
        let columns: Vec<u32> = (0..self.table.columns()).filter(is_kept).collect();
        let names = columns.iter().map(|column| self.written_name(*column));
        let extra = if writing.outcomes { map::OUTCOME_COLUMNS.as_slice() } else { &[] };
        let separator = writing.separator.or(self.separator).unwrap_or(Separator::Comma);
        let mut writer = Writer::new(writing.format, separator, names.chain(extra.iter().copied()));
        let mut text = String::new();
        if writing.from == 0 {
            writer.begin(&mut text);
        } else {
            writer = writer.going_on();
        }
        let mut next = writing.from;
        let rows = self.numbers(&writing.filter);
        for row in rows.into_iter().skip(usize::try_from(writing.from).unwrap_or(usize::MAX)) {
            if text.len() >= PIECE {
                return Piece { text, next: Some(next) };
            }
            let outcome = self.outcomes.of(row);
            let code = outcome.and_then(|outcome| outcome.err_code).map(|code| code.to_string()).unwrap_or_default();
            let operation = outcome.and_then(|outcome| outcome.operation_id.as_deref()).unwrap_or_default();
            let told = [outcome.map_or("", |outcome| &outcome.word), &code, operation];
            let cells = columns.iter().map(|column| self.table.cell(row, *column));
            writer.row(&mut text, cells.chain(told.into_iter().take(extra.len())));
            next = next.saturating_add(1);
        }
        writer.end(&mut text);
        Piece { text, next: None }
    }
}

impl Outcomes {
    fn tell(&mut self, outcome: Outcome) {
        let Outcome { rows, word, err_code, operation_id } = outcome;
        let place = self.kept.len();
        self.kept.push(RowOutcome { word, err_code, operation_id });
        self.of_row.extend(rows.into_iter().map(|row| (row, place)));
    }

    fn of(&self, row: u32) -> Option<&RowOutcome> {
        self.of_row.get(&row).and_then(|place| self.kept.get(*place))
    }

    fn counts(&self) -> Vec<WordCount> {
        let mut counts = BTreeMap::<&str, u32>::new();
        for outcome in self.of_row.values().filter_map(|place| self.kept.get(*place)) {
            let count = counts.entry(&outcome.word).or_default();
            *count = count.saturating_add(1);
        }
        counts.into_iter().map(|(word, rows)| WordCount { word: word.to_owned(), rows }).collect()
    }
}

/// At most so many letters.
fn beginning(text: &str, letters: usize) -> &str {
    text.char_indices().nth(letters).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

fn spans(rows: impl Iterator<Item = u32>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for row in rows {
        match spans.last_mut() {
            Some(span) if span.from.saturating_add(span.count) == row => span.count = span.count.saturating_add(1),
            _ => spans.push(Span { from: row, count: 1 }),
        }
    }
    spans
}

fn write_template(template: &Template) -> Piece {
    const EXAMPLES: [[&str; 5]; 2] = [
        ["alice_01", "Alice", "https://example.com/alice.png", r#"{"department":"sales"}"#, "0"],
        ["wang_02", "王芳", "", "", "2"],
    ];
    let names = Field::ALL.iter().map(|field| field.word());
    let separator = template.separator.unwrap_or(Separator::Comma);
    let mut writer = Writer::new(template.format, separator, names);
    let mut text = String::new();
    writer.begin(&mut text);
    if template.example || template.format != Format::Csv {
        for cells in EXAMPLES {
            writer.row(&mut text, cells.into_iter());
        }
    }
    writer.end(&mut text);
    Piece { text, next: None }
}

#[cfg(test)]
mod tests;
