//! A file that has been read, and the answers about its rows.

use std::collections::{BTreeMap, BTreeSet};

use openim_api::ServerBlock;

use super::message::*;
use super::outcomes::Outcomes;
use crate::check::{Check, Compared};
use crate::map;
use crate::read::table::Table;

/// The most rows in one answer.
const MOST_ROWS: u32 = 500;
/// Of a cell that is shown, in letters.
const SHOWN: usize = 300;
/// Of a sample, in letters.
const SAMPLE: usize = 60;

/// A file that has been read.
pub(super) struct File {
    pub(super) table: Table,
    pub(super) block: ServerBlock,
    pub(super) hash: String,
    pub(super) bytes: u64,
    pub(super) format: Format,
    pub(super) separator: Option<Separator>,
    pub(super) encoding: Option<Encoding>,
    pub(super) lossy: bool,
    pub(super) choices: Choices,
    pub(super) check: Check,
    /// What differs from the server.
    pub(super) changes: BTreeMap<u32, RowChange>,
    pub(super) outcomes: Outcomes,
}

impl File {
    pub(super) fn handle(&mut self, request: Request) -> Result<Reply, Refusal> {
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
                all_free: self
                    .check
                    .numbers()
                    .filter(|row| self.check.is_new(*row))
                    .all(|row| self.check.known(row) == Known::Free),
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
            | Request::Halt
            | Request::Keep(_)
            | Request::ListKept(_)
            | Request::Resume(_)
            | Request::Drop(_) => return Err(Refusal::NotUnderstood),
        })
    }

    pub(super) fn choose(&mut self, mut choices: Choices) {
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

    pub(super) fn overview(&self) -> Overview {
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
    pub(super) fn numbers(&self, filter: &Filter) -> Vec<u32> {
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
}

/// At most so many letters.
fn beginning(text: &str, letters: usize) -> &str {
    text.char_indices().nth(letters).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// Rows side by side as one.
pub(super) fn spans(rows: impl Iterator<Item = u32>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for row in rows {
        match spans.last_mut() {
            Some(span) if span.from.saturating_add(span.count) == row => span.count = span.count.saturating_add(1),
            _ => spans.push(Span { from: row, count: 1 }),
        }
    }
    spans
}
