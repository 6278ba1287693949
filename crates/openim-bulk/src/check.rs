//! What is to be said of each row before anything is sent: this server's rules, repeats within the file, what a file may have got wrong.
//!
//! Of a row only what it is and which kinds of findings it has is kept; the findings themselves are made when somebody looks.

mod findings;
mod repeats;

use std::collections::BTreeSet;

use openim_api::ServerBlock;

use crate::job::{Choices, Existing, Field, Filter, Finding, Kind, KindCount, Known, Level, State, Summary};
use crate::map::Plan;
use crate::read::table::Table;
use repeats::Repeats;

/// All of a file's rows, looked at.
pub struct Check {
    rules: Rules,
    plan: Plan,
    repeats: Repeats,
    rows: Vec<Row>,
    /// The first row that is a user.
    first: u32,
}

/// What the findings of a row hang on, besides the row.
#[derive(Clone, Copy)]
struct Rules {
    block: ServerBlock,
    /// Registered ones are changed: then an empty nickname changes nothing.
    updates: bool,
}

/// What is known of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    kinds: Kinds,
    state: State,
    known: Known,
    compared: Compared,
}

/// How a registered row's user differs from the server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// Nobody has looked.
    No,
    /// In nothing.
    Same,
    /// In something.
    Differs,
}

/// Kinds of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Kinds(u32);

const _: () = assert!(Kind::ALL.len() <= u32::BITS as usize);

impl Kinds {
    fn of(kinds: impl Iterator<Item = Kind>) -> Self {
        Self(kinds.fold(0, |bits, kind| bits | Self::bit(kind)))
    }

    fn bit(kind: Kind) -> u32 {
        1 << (kind as u32)
    }

    fn has(self, kind: Kind) -> bool {
        self.0 & Self::bit(kind) != 0
    }

    fn has_level(self, level: Level) -> bool {
        Kind::ALL.iter().any(|kind| self.has(*kind) && kind.level() == level && *kind != Kind::Duplicate)
    }
}

impl Kind {
    /// How bad it is.
    #[must_use]
    pub fn level(self) -> Level {
        match self {
            Self::LoneQuote
            | Self::TooFewCells
            | Self::Undecoded
            | Self::Nested
            | Self::RepeatedKey
            | Self::TooManyColumns
            | Self::IdNewer
            | Self::Rounded
            | Self::Blanks
            | Self::NoWebAddress
            | Self::ExNoJson
            | Self::Differs => Level::Hint,
            Self::TextBehindQuote
            | Self::UnclosedQuote
            | Self::TooManyCells
            | Self::CellTooLarge
            | Self::Nul
            | Self::BadJson
            | Self::NotAnObject
            | Self::IdEmpty
            | Self::IdColon
            | Self::IdCharacter
            | Self::NicknameEmpty
            | Self::TooLong
            | Self::ReceiveOption
            | Self::ExNoObject
            | Self::Duplicate => Level::Broken,
        }
    }
}

fn place(row: u32) -> usize {
    usize::try_from(row).unwrap_or(usize::MAX)
}

impl Check {
    /// Looks at all rows. `before`: what was known with other choices, of which stays what still holds.
    #[must_use]
    pub fn new(table: &Table, choices: &Choices, block: ServerBlock, before: Option<&Self>) -> Self {
        let plan = Plan::new(table, choices);
        let first = u32::from(choices.header);
        let mut check = Self {
            rules: Rules { block, updates: choices.existing == Existing::Update },
            repeats: Repeats::new(block),
            rows: Vec::with_capacity(place(table.rows())),
            plan,
            first,
        };
        for number in 0..table.rows() {
            let old = before.and_then(|before| before.rows.get(place(number)).map(|row| (before, row)));
            let id = check.plan.text(table, number, Field::UserId);
            let is_out = old.is_some_and(|(_, row)| row.state == State::LeftOut);
            let known = old.filter(|(before, _)| before.plan.text(table, number, Field::UserId) == id);
            if number >= first && !is_out {
                check.repeats.add(number, id);
            }
            check.rows.push(Row {
                kinds: Kinds::default(),
                state: if is_out { State::LeftOut } else { State::Ready },
                known: known.map_or(Known::Unasked, |(_, row)| row.known),
                compared: Compared::No,
            });
        }
        for number in first..table.rows() {
            check.look(table, number);
        }
        check
    }

    /// How the rows are taken.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The numbers of the rows that are users.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + use<> {
        self.first..u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// Whether there is a user in this row.
    #[must_use]
    pub fn has(&self, row: u32) -> bool {
        row >= self.first && place(row) < self.rows.len()
    }

    fn row(&self, row: u32) -> Option<Row> {
        self.rows.get(place(row)).copied().filter(|_| row >= self.first)
    }

    /// What will be done with a row.
    #[must_use]
    pub fn state(&self, row: u32) -> State {
        self.row(row).map_or(State::LeftOut, |row| row.state)
    }

    /// What the server knows of a row's user.
    #[must_use]
    pub fn known(&self, row: u32) -> Known {
        self.row(row).map_or(Known::Unasked, |row| row.known)
    }

    /// What is to be said of a row.
    #[must_use]
    pub fn findings(&self, table: &Table, row: u32) -> Vec<Finding> {
        let mut findings = findings::of_row(table, &self.plan, self.rules, row, self.known(row));
        if self.state(row) != State::LeftOut
            && let Some(earlier) = self.earlier(table, row)
        {
            findings.extend(findings::of_repeat(table, &self.plan, row, earlier));
        }
        findings
    }

    /// The first row with the same ID, if it is not this one.
    fn earlier(&self, table: &Table, row: u32) -> Option<u32> {
        self.repeats.earlier(row, self.plan.text(table, row, Field::UserId))
    }

    /// Looks at one row again.
    fn look(&mut self, table: &Table, number: u32) {
        let kinds = Kinds::of(self.findings(table, number).into_iter().map(|finding| finding.kind));
        let Some(row) = self.rows.get_mut(place(number)) else { return };
        row.kinds = kinds;
        row.state = match row.state {
            State::LeftOut => State::LeftOut,
            _ if kinds.has_level(Level::Broken) => State::Broken,
            _ if kinds.has(Kind::Duplicate) => State::Duplicate,
            _ => State::Ready,
        };
        row.compared = Compared::No;
    }

    fn look_at(&mut self, table: &Table, rows: &[u32]) {
        for row in rows {
            self.look(table, *row);
        }
    }

    /// Does what `change` does to a row of the table; gives the rows that were looked at again: this one, and those that had or have
    /// its ID.
    pub fn mend(&mut self, table: &mut Table, row: u32, change: impl FnOnce(&mut Table)) -> Vec<u32> {
        let before = self.plan.text(table, row, Field::UserId).to_owned();
        change(table);
        let after = self.plan.text(table, row, Field::UserId).to_owned();
        let mut touched = vec![row];
        touched.extend(self.repeats.all(&before));
        if self.state(row) != State::LeftOut && before != after {
            self.repeats.remove(row, &before);
            self.repeats.add(row, &after);
        }
        touched.extend(self.repeats.all(&after));
        touched.sort_unstable();
        touched.dedup();
        if before != after
            && let Some(row) = self.rows.get_mut(place(row))
        {
            row.known = Known::Unasked;
        }
        self.look_at(table, &touched);
        touched
    }

    /// Takes rows out, or puts them back; gives the rows that were looked at again.
    pub fn leave(&mut self, table: &Table, rows: &[u32], out: bool) -> Vec<u32> {
        let (mut touched, mut ids) = (BTreeSet::new(), BTreeSet::new());
        for number in rows {
            if !self.has(*number) || (self.state(*number) == State::LeftOut) == out {
                continue;
            }
            let id = self.plan.text(table, *number, Field::UserId);
            touched.insert(*number);
            ids.insert(id);
            if out {
                self.repeats.remove(*number, id);
            } else {
                self.repeats.add(*number, id);
            }
            if let Some(row) = self.rows.get_mut(place(*number)) {
                row.state = if out { State::LeftOut } else { State::Ready };
            }
        }
        for id in ids {
            touched.extend(self.repeats.all(id));
        }
        let touched = Vec::from_iter(touched);
        self.look_at(table, &touched);
        touched
    }

    /// What the server said of a row's user.
    pub fn learn(&mut self, table: &Table, row: u32, known: Known) {
        if !self.has(row) {
            return;
        }
        if let Some(row) = self.rows.get_mut(place(row)) {
            row.known = known;
        }
        // Whether it is broken may hang on it.
        self.look(table, row);
    }

    /// What came of comparing a row with the server's user.
    pub fn compare(&mut self, row: u32, compared: Compared) {
        if let Some(row) = self.rows.get_mut(place(row)) {
            row.compared = compared;
        }
    }

    /// Whether the server is to be asked for a row's user. If registered ones are changed, also where nothing but the nickname is
    /// missing, which breaks new users alone.
    #[must_use]
    pub fn is_unasked(&self, row: u32) -> bool {
        self.row(row).is_some_and(|row| {
            let lacks_name = || {
                let others = Kinds(row.kinds.0 & !Kinds::bit(Kind::NicknameEmpty));
                row.state == State::Broken && !others.has_level(Level::Broken) && !others.has(Kind::Duplicate)
            };
            row.known == Known::Unasked && (row.state == State::Ready || (self.rules.updates && lacks_name()))
        })
    }

    /// Whether a row is to be compared with the server's user.
    #[must_use]
    pub fn is_uncompared(&self, row: u32) -> bool {
        self.rules.updates && self.is_registered(row) && self.row(row).is_some_and(|row| row.compared == Compared::No)
    }

    /// Whether a row is ready and registered.
    #[must_use]
    pub fn is_registered(&self, row: u32) -> bool {
        self.row(row).is_some_and(|row| row.state == State::Ready && row.known == Known::Registered)
    }

    /// Whether a row is to be registered.
    #[must_use]
    pub fn is_new(&self, row: u32) -> bool {
        self.row(row).is_some_and(|row| row.state == State::Ready && row.known != Known::Registered)
    }

    /// Whether a row's user is to be changed.
    #[must_use]
    pub fn is_changed(&self, row: u32) -> bool {
        self.rules.updates
            && self.is_registered(row)
            && self.row(row).is_some_and(|row| row.compared == Compared::Differs)
    }

    /// Whether a row passes a filter that asks for no outcome.
    #[must_use]
    pub fn passes(&self, number: u32, filter: &Filter) -> bool {
        let Some(row) = self.row(number) else { return false };
        match filter {
            Filter::All => true,
            Filter::Ready => row.state == State::Ready,
            Filter::NotReady => matches!(row.state, State::Broken | State::Duplicate),
            Filter::Broken => row.state == State::Broken,
            Filter::Duplicate => row.state == State::Duplicate,
            Filter::Hint => row.state == State::Ready && row.kinds.has_level(Level::Hint),
            Filter::LeftOut => row.state == State::LeftOut,
            Filter::Registered => self.is_registered(number),
            Filter::Changed => self.is_changed(number),
            Filter::Kind(kind) => row.state != State::LeftOut && row.kinds.has(*kind),
            Filter::These(_) | Filter::Outcome(_) => false,
        }
    }

    /// The counts, without outcomes.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut kinds = [0_u32; Kind::ALL.len()];
        let mut summary = Summary {
            rows: 0,
            ready: 0,
            broken: 0,
            duplicates: 0,
            left_out: 0,
            hints: 0,
            unasked: 0,
            registered: 0,
            changed: 0,
            same: 0,
            kinds: Vec::new(),
            outcomes: Vec::new(),
        };
        let add = |count: &mut u32, is: bool| *count = count.saturating_add(u32::from(is));
        for row in self.rows.iter().skip(place(self.first)) {
            let is_ready = row.state == State::Ready;
            let is_registered = is_ready && row.known == Known::Registered;
            add(&mut summary.rows, true);
            add(&mut summary.ready, is_ready);
            add(&mut summary.broken, row.state == State::Broken);
            add(&mut summary.duplicates, row.state == State::Duplicate);
            add(&mut summary.left_out, row.state == State::LeftOut);
            add(&mut summary.unasked, is_ready && row.known == Known::Unasked);
            add(&mut summary.registered, is_registered);
            add(&mut summary.changed, is_registered && row.compared == Compared::Differs);
            add(&mut summary.same, is_registered && row.compared == Compared::Same);
            if row.kinds != Kinds::default() {
                add(&mut summary.hints, is_ready && row.kinds.has_level(Level::Hint));
                for (count, kind) in kinds.iter_mut().zip(Kind::ALL) {
                    add(count, row.state != State::LeftOut && row.kinds.has(*kind));
                }
            }
        }
        let counted = Kind::ALL.iter().zip(kinds).filter(|(_, rows)| *rows > 0);
        summary.kinds = counted.map(|(kind, rows)| KindCount { kind: *kind, level: kind.level(), rows }).collect();
        summary.kinds.sort_by_key(|count| std::cmp::Reverse(count.rows));
        summary
    }
}

#[cfg(test)]
mod tests;
